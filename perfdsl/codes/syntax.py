"""Codes about writing: what stands on a line (PD1…)."""

from perfdsl.wording import Code, Words
