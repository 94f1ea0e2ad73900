"""Whole lines taken out of a rule file, without the lines around them becoming one statement."""

from functools import lru_cache

from perfdsl.diagnostic import Edit
from perfdsl.source import SourceText, Span
from perfdsl.syntax.declarations import find_declarations
from perfdsl.syntax.lines import find_head, join_lines, split_lines

_FAR = 2_000
"""So much text on either side is looked at."""


def removal(source: SourceText, start: int, end: int, left: str = "") -> Edit:
    """The lines from `start` to `end` taken out; `left` is kept of them, a comment.

    Where the statement above would go on with the one below, an empty line stays in their place.
    """
    text = source.text
    names = _names(text)
    above = text[_beginning_above(text, start) : start]
    below = text[end : _end_below(text, end)]
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
def _names(text: str) -> frozenset[str]:
    return find_declarations(split_lines(text), text).names


def _beginning_above(text: str, place: int) -> int:
    """The line above from which on a statement could still go on here."""
    far = place - _FAR
    while place > max(far, 0):
        place = text.rfind("\n", 0, place - 1) + 1
        if _stands_alone(text[place : _line_end(text, place)]):
            return place
    return max(place, 0)


def _end_below(text: str, place: int) -> int:
    """Where what follows begins with a line that can only begin a statement."""
    far = place + _FAR
    while place < min(far, len(text)):
        end = _line_end(text, place)
        if _stands_alone(text[place:end]):
            return end
        place = end + 1
    return min(place, len(text))


def _stands_alone(line: str) -> bool:
    return not line.strip() or find_head(line)[0] is not None


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end
