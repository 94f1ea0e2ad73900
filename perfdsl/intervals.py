"""Sets of exact numbers made of intervals: what rules cover, where they overlap, what they leave out."""

from collections.abc import Iterable
from fractions import Fraction

import attrs


@attrs.frozen(repr=False)
class Range:
    """One interval; an end that is None is infinite and never closed."""

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool
    upper_closed: bool

    @property
    def is_empty(self) -> bool:
        if self.lower is None or self.upper is None:
            return False
        if self.lower == self.upper:
            return not (self.lower_closed and self.upper_closed)
        return self.lower > self.upper

    def contains(self, value: Fraction) -> bool:
        if self.lower is not None and (
            value < self.lower or (value == self.lower and not self.lower_closed)
        ):
            return False
        return self.upper is None or not (
            value > self.upper or (value == self.upper and not self.upper_closed)
        )

    def intersection(self, other: "Range") -> "Range":
        lower, lower_closed = _higher(self, other)
        upper, upper_closed = _smaller(self, other)
        return Range(lower, upper, lower_closed, upper_closed)

    def sample(self) -> Fraction:
        """A number inside, as plain as possible: a closed end, else the middle, else one beyond."""
        if self.lower is not None and self.lower_closed:
            return self.lower
        if self.upper is not None and self.upper_closed:
            return self.upper
        if self.lower is not None and self.upper is not None:
            return (self.lower + self.upper) / 2
        if self.lower is not None:
            return self.lower + 1
        return self.upper - 1 if self.upper is not None else Fraction(0)


EVERYTHING = Range(None, None, lower_closed=False, upper_closed=False)


def _higher(left: Range, right: Range) -> tuple[Fraction | None, bool]:
    """The more demanding of two lower ends."""
    if left.lower is None:
        return right.lower, right.lower_closed
    if right.lower is None or left.lower > right.lower:
        return left.lower, left.lower_closed
    if right.lower > left.lower:
        return right.lower, right.lower_closed
    return left.lower, left.lower_closed and right.lower_closed


def _smaller(left: Range, right: Range) -> tuple[Fraction | None, bool]:
    """The more demanding of two upper ends."""
    if left.upper is None:
        return right.upper, right.upper_closed
    if right.upper is None or left.upper < right.upper:
        return left.upper, left.upper_closed
    if right.upper < left.upper:
        return right.upper, right.upper_closed
    return left.upper, left.upper_closed and right.upper_closed


def complement(ranges: Iterable[Range], within: Range = EVERYTHING) -> tuple[Range, ...]:
    """What of `within` none of `ranges` covers, from below."""
    left = [within] if not within.is_empty else []
    for covered in ranges:
        if not covered.is_empty:
            left = [piece for rest in left for piece in _cut(rest, covered)]
    return tuple(left)


def _cut(rest: Range, covered: Range) -> list[Range]:
    """`rest` without `covered`."""
    pieces: list[Range] = []
    if covered.lower is not None:
        below = Range(
            None, covered.lower, lower_closed=False, upper_closed=not covered.lower_closed
        )
        pieces.append(rest.intersection(below))
    if covered.upper is not None:
        above = Range(
            covered.upper, None, lower_closed=not covered.upper_closed, upper_closed=False
        )
        pieces.append(rest.intersection(above))
    return [piece for piece in pieces if not piece.is_empty]


def union(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same set in as few ranges as possible, from below."""
    return complement(complement(ranges))


def joined(parts: Iterable[Range]) -> tuple[Range, ...]:
    """The same numbers in as few ranges as there can be; the parts stand from below and do not overlap."""
    found: list[Range] = []
    for part in parts:
        last = found[-1] if found else None
        if (
            last is not None
            and last.upper is not None
            and last.upper == part.lower
            and (last.upper_closed or part.lower_closed)
        ):
            found[-1] = Range(last.lower, part.upper, last.lower_closed, part.upper_closed)
        else:
            found.append(part)
    return tuple(found)
