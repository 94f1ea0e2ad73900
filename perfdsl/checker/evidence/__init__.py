"""Once all is read: what the rest of the file tells of each finding (`findings`), and what is one mistake though it was met twice (`once`)."""
