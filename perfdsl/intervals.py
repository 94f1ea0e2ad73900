"""Sets of exact numbers made of intervals: what rules cover, where they overlap, what they leave out."""

from collections.abc import Iterable
from fractions import Fraction

import attrs


@attrs.frozen(repr=False, cache_hash=True)
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
        if self.lower < self.upper:
            return False
        return self.lower > self.upper or not (self.lower_closed and self.upper_closed)

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
_NOTHING = Range(Fraction(0), Fraction(0), lower_closed=False, upper_closed=False)


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
    found: list[Range] = []
    rest = within
    covering = [each for each in ranges if not each.is_empty]
    if len(covering) > 1:
        covering.sort(key=_from_below)
    for covered in covering:
        if covered is rest:
            rest = _NOTHING
        if rest.is_empty:
            break
        if covered.lower is not None:
            below = Range(
                None, covered.lower, lower_closed=False, upper_closed=not covered.lower_closed
            )
            found.append(rest.intersection(below))
        if covered.upper is None:
            rest = _NOTHING
        else:
            above = Range(
                covered.upper, None, lower_closed=not covered.upper_closed, upper_closed=False
            )
            rest = rest.intersection(above)
    return tuple(piece for piece in (*found, rest) if not piece.is_empty)


def _from_below(where: Range) -> tuple[bool, Fraction, bool]:
    if where.lower is None:
        return (False, Fraction(0), False)
    return (True, where.lower, not where.lower_closed)


def union(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same set in as few ranges as possible, from below."""
    return complement(complement(ranges))
