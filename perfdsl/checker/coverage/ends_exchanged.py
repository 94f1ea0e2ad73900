"""An interval written from its greater end to its lesser: the two ways to exchange them."""

import re
from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.band_ends import Rows, points_of
from perfdsl.checker.coverage.end_signs import OTHER_SIGN, SIGN
from perfdsl.checker.coverage.ranges import interval_range
from perfdsl.diagnostic import Edit, Help
from perfdsl.intervals import Range
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.source import Span
from perfdsl.wording import phrase

_BOTH_ENDS = 2
_SAID = re.compile(
    r"[ \u3000]*[(（] *(?:不?含|inclusive|exclusive|incl|excl) *[)）]", re.IGNORECASE
)
_OTHER_BRACKET = {"[": "(", "(": "[", "（": "[", "]": ")", ")": "]", "）": "]"}


@attrs.frozen(repr=False)
class _Way:
    """The interval as it would be written, and the numbers it would have."""

    text: str
    found: Range


def is_downward(interval: model.Interval | None) -> bool:
    """Whether the end that is written first is the greater one."""
    if interval is None or interval.lower is None or interval.upper is None:
        return False
    first, second = _limits(interval.lower.span, interval.upper.span)
    found = interval_range(interval)
    if found is None or found.lower is None or found.upper is None:
        return False
    if found.lower == found.upper or first.end > second.start:
        return False
    is_read_upward = interval.upper.span == first
    return (found.upper > found.lower) is is_read_upward


def ends_exchanged(interval: model.Interval, others: Sequence[Range]) -> list[Help]:
    """With its ends exchanged: first the way that leaves neither a gap nor an overlap beside it."""
    return [_help(interval, way) for way in _fitting(interval, others)]


def row_exchanged(
    row: rules.Band, others: Rows, rest: rules.Band | None, full: Fraction
) -> list[Help]:
    """The same for a band; points on a line are exchanged too where the bands around say so."""
    assert row.interval is not None
    helps = []
    for way in _fitting(row.interval, [found for _, found in others]):
        if _points_turned(row, way.found, others, rest, full):
            helps.append(_with_points(row, way))
        helps.append(_help(row.interval, way))
    return helps


def exchanged_range(interval: model.Interval | None) -> Range | None:
    """What it holds with only the numbers exchanged, 含 and 不含 where they stand."""
    ways = _ways(interval)
    return ways[0].found if ways else None


def misfits(found: Range, others: Sequence[Range]) -> int:
    """How many of its ends are taken by a neighbor as well, or by nobody; an overlap counts as two."""
    count = 0
    for end, closed in ((found.lower, found.lower_closed), (found.upper, found.upper_closed)):
        if end is None:
            continue
        beside = [other for other in others if end in (other.lower, other.upper)]
        takers = sum(other.contains(end) for other in beside) + closed
        count += bool(beside) and takers != 1
    inside = [found.intersection(other) for other in others]
    return count + 2 * sum(not part.is_empty and part.point is None for part in inside)


def _limits(one: Span, other: Span) -> tuple[Span, Span]:
    return (one, other) if one.start <= other.start else (other, one)


def _fitting(interval: model.Interval, others: Sequence[Range]) -> list[_Way]:
    """The ways, first the one that fits; alone, where the other would be wrong at both ends.

    Where both do, first the one with its lesser end, as most bands have it.
    """
    ways = _ways(interval)
    ways.sort(key=lambda way: (misfits(way.found, others), not way.found.lower_closed))
    wrong = [misfits(way.found, others) for way in ways]
    return ways[:1] if len(ways) > 1 and wrong[0] < wrong[1] >= _BOTH_ENDS else ways


def _ways(interval: model.Interval | None) -> list[_Way]:
    """Only the numbers exchanged; the numbers with what is said of them."""
    if interval is None or interval.lower is None or interval.upper is None:
        return []
    first, second = _limits(interval.lower.span, interval.upper.span)
    found = interval_range(interval)
    assert found is not None
    is_read_upward = interval.upper.span == first
    closed = (interval.lower_closed, interval.upper_closed)
    closed = closed[::-1] if is_read_upward else closed
    ends = sorted(end for end in (found.lower, found.upper) if end is not None)
    span = interval.span
    if not span.start <= first.start < second.end <= span.end:
        return []
    pieces = (
        span.text[: first.start - span.start],
        span.text[first.end - span.start : second.start - span.start],
        span.text[second.end - span.start :],
    )
    plain = pieces[0] + second.text + pieces[1] + first.text + pieces[2]
    moved = _with_words(pieces, first.text, second.text)
    ways = [_Way(plain, Range(ends[0], ends[1], *closed))]
    if moved is not None and moved != plain:
        ways.append(_Way(moved, Range(ends[0], ends[1], *closed[::-1])))
    return ways


def _with_words(pieces: tuple[str, str, str], first: str, second: str) -> str | None:
    """Exchanged with 含 and 不含, with the kind of bracket, with whether the sign has the end."""
    before, between, behind = pieces
    signs = [SIGN.search(before), SIGN.search(between)]
    if signs[0] is not None and signs[1] is not None:
        parts = [
            SIGN.sub(lambda sign: OTHER_SIGN[sign.group()], part) for part in (before, between)
        ]
        return parts[0] + second + parts[1] + first + behind
    if before.strip()[:1] in _OTHER_BRACKET and behind.strip()[-1:] in _OTHER_BRACKET:
        opening, closing = before.strip()[0], behind.strip()[-1]
        before = before.replace(opening, _OTHER_BRACKET[opening])
        behind = behind.replace(closing, _OTHER_BRACKET[closing])
        return before + second + between + first + behind
    said, last = _SAID.match(between), _SAID.match(behind)
    of_first = said.group() if said is not None else ""
    of_second = last.group() if last is not None else ""
    return (
        before + second + of_second + between[len(of_first) :] + first + of_first
        + behind[len(of_second) :]
    )  # fmt: skip


def _help(interval: model.Interval, way: _Way) -> Help:
    text = phrase("两端对调：「{new}」", "swap the ends: 「{new}」", new=way.text)
    return Help(text, (Edit(interval.span, way.text),), "unsafe")


def _with_points(row: rules.Band, way: _Way) -> Help:
    assert row.interval is not None
    assert isinstance(row.points, rules.Interpolation)
    swapped = _points_swapped(row.points.lower_points.span, row.points.upper_points.span)
    text = phrase(
        "两端对调，分数也对调：「{new}」", "swap the ends, and the points: 「{new}」", new=way.text
    )
    return Help(text, (Edit(row.interval.span, way.text), *swapped), "unsafe")


def _points_swapped(lower: Span, upper: Span) -> tuple[Edit, Edit]:
    """`9 至 8 分`: the numbers change places, the unit stays."""
    number = re.compile(r"[\d.\uff0e]+")
    first, second = number.match(lower.text), number.match(upper.text)
    if first is None or second is None:
        return Edit(lower, upper.text), Edit(upper, lower.text)
    places = (
        Span(lower.source, lower.start, lower.start + first.end()),
        Span(upper.source, upper.start, upper.start + second.end()),
    )
    return Edit(places[0], second.group()), Edit(places[1], first.group())


def _points_turned(
    row: rules.Band, found: Range, others: Rows, rest: rules.Band | None, full: Fraction
) -> bool:
    """Whether the points rise where the rows around fall, or the reverse."""
    if not isinstance(row.points, rules.Interpolation):
        return False
    lower = constant_value(row.points.lower_points, full)
    upper = constant_value(row.points.upper_points, full)
    below = [
        points_of(band, full, is_upper=True) for band, other in others if _is_below(other, found)
    ]
    above = [
        points_of(band, full, is_upper=True) for band, other in others if _is_below(found, other)
    ]
    last = [points_of(rest, full, is_upper=True)] if rest is not None else []
    under, over = below or last, above or last
    known = [each for each in (*under, *over) if each is not None]
    if lower is None or upper is None or lower == upper or not under or not over:
        return False
    if len(known) < len(under) + len(over):
        return False
    (worst, best) = (max(known[: len(under)]), max(known[len(under) :]))
    return worst != best and (best > worst) is not (upper > lower)


def _is_below(one: Range, other: Range) -> bool:
    return one.upper is not None and other.lower is not None and one.upper <= other.lower
