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
    def from_below(self) -> tuple[bool, Fraction, bool]:
        """To sort by: the lower ends, a closed one in front of an open one."""
        if self.lower is None:
            return (False, Fraction(0), False)
        return (True, self.lower, not self.lower_closed)

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

    @property
    def point(self) -> Fraction | None:
        """The one number it holds, if it is one."""
        return self.lower if self.lower is not None and self.lower == self.upper else None

    @property
    def is_not_negative(self) -> bool:
        return self.lower is not None and self.lower >= 0

    def whole(self) -> "Range":
        """The same whole numbers, with both ends among them."""
        lower, upper = self.lower, self.upper
        if lower is not None:
            lower = Fraction(lower.__ceil__() + (not self.lower_closed and lower.denominator == 1))
        if upper is not None:
            upper = Fraction(upper.__floor__() - (not self.upper_closed and upper.denominator == 1))
        return Range(lower, upper, lower is not None, upper is not None)

    def multiples(self, step: Fraction) -> "Range":
        """The same multiples of the step, with both ends among them."""
        lower = None if self.lower is None else self.lower / step
        upper = None if self.upper is None else self.upper / step
        found = Range(lower, upper, self.lower_closed, self.upper_closed).whole()
        ends = [None if end is None else end * step for end in (found.lower, found.upper)]
        return Range(ends[0], ends[1], found.lower_closed, found.upper_closed)

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
        covering.sort(key=lambda where: where.from_below)
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


# --- arithmetic: every number the result can be, at most too many ---------------------------------


def exactly(value: Fraction) -> Range:
    return Range(value, value, lower_closed=True, upper_closed=True)


def hull(left: Range, right: Range) -> Range:
    """The smallest interval that holds both."""
    ends: list[tuple[Fraction | None, bool]] = []
    for sign, one, other in (
        (-1, (left.lower, left.lower_closed), (right.lower, right.lower_closed)),
        (1, (left.upper, left.upper_closed), (right.upper, right.upper_closed)),
    ):
        if one[0] is None or other[0] is None:
            ends.append((None, False))
        else:
            ends.append(max((one, other), key=lambda end: (sign * (end[0] or 0), end[1])))
    return Range(ends[0][0], ends[1][0], ends[0][1], ends[1][1])


def added(left: Range, right: Range) -> Range:
    lower = None if left.lower is None or right.lower is None else left.lower + right.lower
    upper = None if left.upper is None or right.upper is None else left.upper + right.upper
    return Range(
        lower,
        upper,
        lower is not None and left.lower_closed and right.lower_closed,
        upper is not None and left.upper_closed and right.upper_closed,
    )


def negated(found: Range) -> Range:
    lower = None if found.upper is None else -found.upper
    upper = None if found.lower is None else -found.lower
    return Range(lower, upper, found.upper_closed, found.lower_closed)


def absolute(found: Range) -> Range:
    if found.is_not_negative:
        return found
    turned = negated(found)
    if turned.is_not_negative:
        return turned
    joined = hull(found, turned)
    return Range(Fraction(0), joined.upper, lower_closed=True, upper_closed=joined.upper_closed)


def multiplied(left: Range, right: Range) -> Range:
    for one, other in ((left, right), (right, left)):
        if one.point is not None:
            return _scaled(other, one.point)
    for one, other in ((left, right), (right, left)):
        if negated(one).is_not_negative:
            return negated(multiplied(negated(one), other))
    ends = (left.lower, left.upper, right.lower, right.upper)
    if left.is_not_negative and right.is_not_negative:
        lower = (left.lower or Fraction(0)) * (right.lower or Fraction(0))
        unbounded = left.upper is None or right.upper is None
        upper = None if unbounded else (left.upper or Fraction(0)) * (right.upper or Fraction(0))
        return Range(lower, upper, lower_closed=True, upper_closed=upper is not None)
    if None in ends:
        return EVERYTHING
    products = [a * b for a in ends[:2] for b in ends[2:] if a is not None and b is not None]
    return Range(min(products), max(products), lower_closed=True, upper_closed=True)


def _scaled(found: Range, factor: Fraction) -> Range:
    if factor == 0:
        return exactly(factor)
    if factor < 0:
        return negated(_scaled(found, -factor))
    lower = None if found.lower is None else found.lower * factor
    upper = None if found.upper is None else found.upper * factor
    return Range(lower, upper, found.lower_closed, found.upper_closed)


def divided(left: Range, right: Range) -> Range:
    """The quotients there are: dividing by 0 gives none."""
    if left.point == 0:
        return left
    if right.point == 0:
        return EVERYTHING
    if not right.is_not_negative:
        turned = negated(right)
        return divided(negated(left), turned) if turned.is_not_negative else EVERYTHING
    lower = Fraction(0) if right.upper is None else 1 / right.upper
    upper = 1 / right.lower if right.lower else None
    reciprocal = Range(
        lower,
        upper,
        right.upper is not None and right.upper_closed,
        upper is not None and right.lower_closed,
    )
    return multiplied(left, reciprocal)
