"""Codes about types, units and numbers (PD3…)."""

from perfdsl.wording import Code, Words
