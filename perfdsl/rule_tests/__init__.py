"""Tests of rules that policy staff write: cases, what they must give, and what they leave untested.

`reading` turns a test file into a `Suite`, `running` scores its cases, `goals` lists what a full set
of cases reaches, `reached` says what one case does reach, `proposals` looks for the cases still missing.
"""
