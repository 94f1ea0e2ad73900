"""Codes about marks, totals, bands and other logic of the rules (PD4…)."""

from perfdsl.wording import Code, Words
