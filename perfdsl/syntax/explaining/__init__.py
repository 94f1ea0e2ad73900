"""What to say about a line that cannot be read: where the parser is stuck (`stuck`), headings, values, runs of characters."""
