"""Codes about names: declared, used, repeated (PD2…)."""

from perfdsl.wording import Code, Words
