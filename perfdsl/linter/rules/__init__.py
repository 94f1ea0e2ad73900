"""The rules of the linter, one in each file; the list of them is in `perfdsl.linter`."""
