"""Codes about what scoring finds (PD6…)."""

from perfdsl.wording import Code, Words
