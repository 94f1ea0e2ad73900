"""What a node gives the heading above it: points out of full marks, which 剔除 scales, and points beside them.

An indicator of 0 full marks (a bonus, a mere deduction) stands beside the marks, and so do its points in every
heading above: they are never scaled.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product
from math import prod

import attrs

from perfdsl.interpreter.spans import ANYTHING, NOTHING, Span, exactly

_MOST_COMBINATIONS = 256
_NONE = Fraction(0)


@attrs.frozen(eq=False, repr=False)
class Share:
    """One way a node can come out, while facts are missing.

    `earned` out of `marks` are scaled where something is left out, `extra` is not; neither is rounded.
    `shown`: what is added up where nothing is scaled.
    """

    marks: Fraction
    earned: Span
    extra: Span
    shown: Span
    is_out: bool = False
    """Left out altogether (不适用 剔除)."""

    @property
    def whole(self) -> Span:
        return self.earned + self.extra

    def __or__(self, other: "Share") -> "Share":
        """Either, with the same marks."""
        return Share(
            self.marks,
            self.earned | other.earned,
            self.extra | other.extra,
            self.shown | other.shown,
        )


OUT = Share(_NONE, NOTHING, NOTHING, NOTHING, is_out=True)


def of_leaf(full: Fraction, points: Span, shown: Span) -> Share:
    """What an indicator gives: beside the marks where it has none."""
    if full == 0:
        return Share(_NONE, NOTHING, points, shown)
    return Share(full, points, NOTHING, shown)


def of_known(marks: Fraction, raw: Fraction, extra: Fraction, shown: Fraction) -> Share:
    return Share(marks, exactly(raw - extra), exactly(extra), exactly(shown))


def together(
    children: Sequence[Sequence[Share]], marks: Fraction, full: Fraction, *, converts: bool
) -> tuple[Share, ...]:
    """Every way the children can come out together; `marks` is what they have if none is left out."""
    if prod(map(len, children)) > _MOST_COMBINATIONS:
        return Share(full, ANYTHING, ANYTHING, ANYTHING), OUT
    found: dict[tuple[Fraction, bool], Share] = {}
    for choice in product(*children):
        made = _added(choice, marks, full, converts=converts)
        key = made.marks, made.is_out
        found[key] = found[key] | made if key in found and not made.is_out else made
    return tuple(found.values())


def joined(ways: Iterable[Share]) -> Span:
    """What is shown of a node, whichever way it comes out."""
    spans = [way.shown for way in ways if not way.is_out]
    if not spans:
        return NOTHING
    span = spans[0]
    for other in spans[1:]:
        span = span | other
    return span


def _added(choice: Sequence[Share], marks: Fraction, full: Fraction, *, converts: bool) -> Share:
    if all(way.is_out for way in choice):
        return OUT
    earned = extra = shown = NOTHING
    left = _NONE
    for way in choice:
        earned, extra, shown = earned + way.earned, extra + way.extra, shown + way.shown
        left += way.marks
    if not converts or left in (0, marks):
        return Share(left, earned, extra, shown)
    earned = _scaled(earned, full / left)
    return Share(full, earned, extra, earned + extra)


def _scaled(span: Span, factor: Fraction) -> Span:
    return Span(
        None if span.least is None else span.least * factor,
        None if span.most is None else span.most * factor,
    )
