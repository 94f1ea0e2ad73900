"""Codes about the facts file (PD5…)."""

from perfdsl.wording import Code, Words
