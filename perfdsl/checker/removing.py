"""Whole lines taken out of a rule file, without the lines around them becoming one statement."""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from perfdsl.diagnostic import Edit
from perfdsl.source import SourceText, Span
from perfdsl.syntax.declarations import find_declarations
from perfdsl.syntax.lines import join_lines, split_lines

_FAR = 2_000
"""So much text on either side is looked at."""


def removal(source: SourceText, start: int, end: int, left: str = "") -> Edit:
    """The lines from `start` to `end` taken out; `left` is kept of them, a comment.

    Where the statement above would go on with the one below, an empty line stays in their place.
    """
    text = source.text
    names, starts, ends = _logical_lines(text)
    before, behind = bisect_left(starts, start) - 1, bisect_right(ends, end)
    above = text[max(starts[before] if before >= 0 else 0, start - _FAR) : start]
    below = text[
        end : min(_line_end(text, ends[behind]), end + _FAR) if behind < len(ends) else None
    ]
    place = Span(source, start, end)
    if len(above) + len(left) + len(below) > 2 * _FAR:  # lines as long as pages
        return Edit(place, f"\n{left}")
    apart = _statements(above, names) + _statements(below, names)
    if _statements(above + left + below, names) == apart:
        return Edit(place, left)
    return Edit(place, f"\n{left}")


def _statements(text: str, names: frozenset[str]) -> list[str]:
    return ["".join(line.text.split()) for line in join_lines(split_lines(text), names)]


@lru_cache(maxsize=2)
def _logical_lines(text: str) -> tuple[frozenset[str], list[int], list[int]]:
    """The declared names, and where each logical line of the file begins and ends."""
    physical = split_lines(text)
    names = find_declarations(physical, text).names
    lines = join_lines(physical, names)
    starts = [text.rfind("\n", 0, line.start) + 1 for line in lines]
    return names, starts, [line.end for line in lines]


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end
