"""Names with figures in them that are declared, and used, without 「」: said once, and put right everywhere."""

import re
from collections.abc import Iterator, Sequence

from perfdsl.syntax.folding import fold, fold_letters
from perfdsl.syntax.lines import HEADINGS, QUOTED, RUN, TEXT_HEADS, LogicalLine, PhysicalLine
from perfdsl.terms import find_unit

_NUMBER = r"\d++(?:\.\d++)?+"
_BEGUN = re.compile(
    r" *+:?+ *+(?!\d(?:\.\d+)?(?: |=|$))"
    rf"({_NUMBER}(?:[A-Za-z_][A-Za-z0-9_]*+|[^\W\dA-Za-z_]|[·\-—―/&+~]|{_NUMBER})*+)(?= |=|$)"
)
"""A name that begins with figures; what was taken once is not tried in other pieces."""
BRACKETED = re.compile(rf"{QUOTED}|(?<!「)「[^」]*」")

Figured = tuple[str, tuple[int, ...]]
"""A name, and where it is used as it is declared."""


def begun_with_figures(line: PhysicalLine, position: int, text: str) -> tuple[str, int, int] | None:
    """The name behind `事实` that begins with a figure, and where it stands: `60岁以上老年人`."""
    match = _BEGUN.match(line.text, position)
    if match is None:
        return None
    start, end = (line.start + at for at in match.span(1))
    return fold_letters(text[start:end]), start, end


def figured_names(
    names: Sequence[tuple[str, int]],
    lines: Sequence[PhysicalLine],
    said: Sequence[tuple[int, str]] | None = None,
) -> tuple[Figured, ...]:
    """Those of the names, each with the place of its declaration, that are used without 「」; longest first.

    `said`: the lines as `said_in` gives them, where they are asked for more than once.
    """
    figured = []
    taken: set[int] = set()
    """The places of longer names that begin as a shorter one does: `PM2.5达标率` beside `PM2.5`."""
    for name, declared in sorted(names, key=lambda each: -len(each[0])):
        plain = fold(name)
        rest = name.lstrip("0123456789.")
        if not re.search(r"[\d(]", plain) or RUN.fullmatch(name) or find_unit(rest) is not None:
            continue
        said = said_in(lines) if said is None else said
        uses = [at for at in _uses(said, plain) if at != declared and at not in taken]
        taken.update(uses, (declared,))
        if uses:
            figured.append((name, tuple(uses)))
    return tuple(figured)


def said_in(lines: Sequence[PhysicalLine]) -> list[tuple[int, str]]:
    """The lines that may use a name, without what stands in quotation marks or brackets, each with its place."""
    return [
        (line.start, BRACKETED.sub(lambda match: " " * len(match.group()), line.text))
        for line in lines
        if not line.blank and line.head not in TEXT_HEADS | HEADINGS
    ]


def _uses(said: Sequence[tuple[int, str]], name: str) -> Iterator[int]:
    begun = r"(?<!\d)(?<!\d\.)" if name[0].isdigit() else ""
    alone: re.Pattern[str] | None = None
    for start, text in said:
        if name not in text:
            continue
        alone = alone or re.compile(begun + re.escape(name))
        yield from (start + match.start() for match in alone.finditer(text))


def used_in(figured: Sequence[Figured], line: LogicalLine, start: int, end: int) -> tuple[int, int]:
    """Where in the line a name begins between `start` and `end`, and where it ends; 0 where none does."""
    for name, uses in figured:
        begin = line.text.find(fold(name), start, end + len(name) - 1)
        if begin >= 0 and line.start + begin in uses:
            return begin, begin + len(name)
    return 0, 0
