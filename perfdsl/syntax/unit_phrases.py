"""English units of several words where a declaration names one: `money ten thousand yuan`."""

import re

from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.token import Choice, Token
from perfdsl.terms import TERMS, find_type

_PHRASES = re.compile(
    "(?:"
    + "|".join(
        spelling.replace(" ", " +")
        for term in TERMS
        if term.kind == "unit"
        for spelling in sorted(term.en, key=len, reverse=True)
        if " " in spelling
    )
    + ")(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_NAME_AND_TYPE = 3
"""What stands before the unit of a fact: 事实, its name, its type."""


def unit_phrase(
    line: LogicalLine, found: list[Token | Choice], start: int
) -> tuple[str, int] | None:
    """The unit that begins at `start` if one may stand there, with one space in each gap, and where it ends."""
    if line.head != "MONEY_UNIT" and not _is_behind_type(found):
        return None
    match = _PHRASES.match(line.text, start)
    return (" ".join(match.group().split()), match.end()) if match is not None else None


def _is_behind_type(found: list[Token | Choice]) -> bool:
    if len(found) != _NAME_AND_TYPE or not isinstance(found[-1], Token):
        return False
    term = find_type(found[-1].text)
    return term is not None and term.id not in ("level", "choice")
