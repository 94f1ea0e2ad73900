"""Codes about files and encodings (PD7…)."""

from perfdsl.wording import Code, Words
