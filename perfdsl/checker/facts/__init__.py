"""A facts file held against the rules: `file` goes through it, `values` reads each value, `doubts` reads it all once more.

Nothing is imported here: facts are checked in every run, and most of this room only when something is wrong.
"""
