"""Arithmetic of functions of one number that are straight lines, piece by piece, exactly.

Steps go on for ever, so beyond what can matter only a bound is kept (`Beyond`); bounds and caps make it a
line again. Where one would be needed that is not there, `NotAnalyzed` says so.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.intervals import Range, complement
from perfdsl.meaning import terms as t
from perfdsl.meaning.evaluating import round_within

MOST_PIECES = 4_000
_ENOUGH = Fraction(400)


class NotAnalyzed(Exception):
    """The formula is of no form that can be worked out exactly here."""


@attrs.frozen
class Line:
    """`slope · x + start`, rounded as `rounding` says."""

    slope: Fraction
    start: Fraction
    rounding: t.Rounded | None = attrs.field(default=None, eq=False)
    """Only where the slope is not 0."""

    def at(self, value: Fraction) -> Fraction:
        plain = self.slope * value + self.start
        return plain if self.rounding is None else round_within(plain, self.rounding)

    @property
    def places(self) -> int | None:
        return None if self.rounding is None else self.rounding.places


@attrs.frozen
class Beyond:
    """At least, or at most, `limit`."""

    side: Literal["above", "below"]
    limit: Fraction


Shape = Line | Beyond


@attrs.frozen(eq=False, repr=False)
class Piece:
    where: Range
    shape: Shape


# --- pieces --------------------------------------------------------------------------------------


def constant(value: Fraction) -> Line:
    return Line(Fraction(0), value)


def overlaps(left: Iterable[Piece], right: Iterable[Piece]) -> Iterator[tuple[Range, Shape, Shape]]:
    """The common intervals of two coverings of the same interval, from below."""
    firsts, seconds = list(left), list(right)
    i = j = 0
    while i < len(firsts) and j < len(seconds):
        left_where, right_where = firsts[i].where, seconds[j].where
        is_same = left_where is right_where
        common = left_where if is_same else left_where.intersection(right_where)
        if not common.is_empty:
            yield common, firsts[i].shape, seconds[j].shape
        if _ends_first(firsts[i].where, seconds[j].where):
            i += 1
        else:
            j += 1


def _ends_first(left: Range, right: Range) -> bool:
    if left.upper is None or right.upper is None:
        return left.upper is not None
    if left.upper != right.upper:
        return left.upper < right.upper
    return not left.upper_closed or right.upper_closed


Combine = Callable[[Shape, Shape, Range], Iterable[Piece]]


def merge(left: Iterable[Piece], right: Iterable[Piece], combine: Combine) -> Iterator[Piece]:
    for common, first, second in overlaps(left, right):
        yield from combine(first, second, common)


def each(
    pieces: Iterable[Piece], change: Callable[[Shape, Range], Iterable[Piece]]
) -> Iterator[Piece]:
    for piece in pieces:
        yield from change(piece.shape, piece.where)


def _plain(shape: Shape) -> Line:
    if not isinstance(shape, Line) or shape.rounding is not None:
        raise NotAnalyzed
    return shape


def infimum(line: Line, where: Range) -> Fraction | None:
    """The greatest number it never falls below; None: there is none."""
    if line.slope == 0:
        return line.start
    end = where.lower if line.slope > 0 else where.upper
    return None if end is None else line.slope * end + line.start


def supremum(line: Line, where: Range) -> Fraction | None:
    lowest = infimum(Line(-line.slope, -line.start), where)
    return None if lowest is None else -lowest


# --- arithmetic ----------------------------------------------------------------------------------


def plus(left: Shape, right: Shape, where: Range) -> Iterable[Piece]:
    if isinstance(left, Beyond):
        left, right = right, left
    if isinstance(right, Line):
        first, second = _plain(left), _plain(right)
        return [Piece(where, Line(first.slope + second.slope, first.start + second.start))]
    if isinstance(left, Beyond):
        if left.side != right.side:
            raise NotAnalyzed
        return [Piece(where, Beyond(left.side, left.limit + right.limit))]
    edge = (infimum if right.side == "above" else supremum)(_plain(left), where)
    if edge is None:
        raise NotAnalyzed
    return [Piece(where, Beyond(right.side, right.limit + edge))]


def times(left: Shape, right: Shape, where: Range) -> Iterable[Piece]:
    if not (isinstance(left, Line) and left.slope == 0):
        left, right = right, left
    factor = _plain(left)
    if factor.slope != 0:
        raise NotAnalyzed
    if factor.start == 0:
        return [Piece(where, constant(Fraction(0)))]
    return [Piece(where, _scaled(right, factor.start))]


def _scaled(shape: Shape, factor: Fraction) -> Shape:
    if isinstance(shape, Line):
        line = _plain(shape)
        return Line(line.slope * factor, line.start * factor)
    side = shape.side
    if factor < 0:
        side = "below" if side == "above" else "above"
    return Beyond(side, shape.limit * factor)


def over(left: Shape, right: Shape, where: Range) -> Iterable[Piece]:
    divisor = _plain(right)
    if divisor.slope != 0:
        raise NotAnalyzed
    if divisor.start == 0:  # has no value here, and `defined` says so
        return [Piece(where, constant(Fraction(0)))]
    return [Piece(where, _scaled(left, 1 / divisor.start))]


def larger(left: Shape, right: Shape, where: Range) -> Iterable[Piece]:
    return _picked(left, right, where, "above")


def smaller(left: Shape, right: Shape, where: Range) -> Iterable[Piece]:
    return _picked(left, right, where, "below")


def _picked(
    left: Shape, right: Shape, where: Range, side: Literal["above", "below"]
) -> Iterable[Piece]:
    """The larger (`above`) or the smaller of two shapes."""
    if isinstance(left, Beyond):
        left, right = right, left
    if isinstance(left, Beyond) and isinstance(right, Beyond):
        same = [shape for shape in (left, right) if shape.side == side]
        if not same:
            raise NotAnalyzed
        limits = [shape.limit for shape in same]
        return [Piece(where, Beyond(side, max(limits) if side == "above" else min(limits)))]
    assert isinstance(left, Line)
    if isinstance(right, Beyond):
        if right.side == side:
            return [Piece(where, right)]
        edge = (infimum if side == "above" else supremum)(_plain(left), where)
        decided = edge is not None and (
            edge >= right.limit if side == "above" else edge <= right.limit
        )
        if not decided:
            raise NotAnalyzed
        return [Piece(where, left)]
    return _of_lines(left, right, where, side)


def _of_lines(
    left: Line, right: Line, where: Range, side: Literal["above", "below"]
) -> Iterable[Piece]:
    below = _less(left, right, where, or_equal=True)
    first, second = (right, left) if side == "above" else (left, right)
    pieces = [Piece(part, first) for part in below]
    pieces += [Piece(part, second) for part in complement(below, where)]
    return sorted(pieces, key=lambda piece: piece.where.from_below)


def _less(left: Line, right: Line, where: Range, *, or_equal: bool) -> tuple[Range, ...]:
    """Where the left line lies below the right one."""
    if left.rounding is not None or right.rounding is not None:
        return _less_rounded(left, right, where, or_equal=or_equal)
    slope, start = left.slope - right.slope, left.start - right.start  # slope · x + start < 0
    if slope == 0:
        holds = start < 0 or (or_equal and start == 0)
        return (where,) if holds else ()
    crossing = -start / slope
    if slope > 0:
        side = Range(None, crossing, lower_closed=False, upper_closed=or_equal)
    else:
        side = Range(crossing, None, lower_closed=or_equal, upper_closed=False)
    found = side.intersection(where)
    return () if found.is_empty else (found,)


def _less_rounded(left: Line, right: Line, where: Range, *, or_equal: bool) -> tuple[Range, ...]:
    """A rounded line beside a fixed number: rounding up starts half a place below."""
    if left.rounding is None:
        return complement(_less_rounded(right, left, where, or_equal=not or_equal), where)
    if right.slope != 0 or right.rounding is not None:
        raise NotAnalyzed
    step = Fraction(1, 10**left.rounding.places)
    # rounded < limit  ⇔  rounded ≤ the multiple before it  ⇔  plain (at most) half a place above that
    whole = right.start / step
    last = Fraction(whole.__floor__())
    if not or_equal and last == whole:
        last -= 1
    edge = (last + Fraction(1, 2)) * step
    plain = Line(left.slope, left.start)
    return _less(plain, constant(edge), where, or_equal=edge < 0)


def where_ordered(operator: str, left: Shape, right: Shape, where: Range) -> tuple[Range, ...]:
    if isinstance(left, Line) and isinstance(right, Line):
        if operator == "=":
            at_most = _less(left, right, where, or_equal=True)
            below = _less(left, right, where, or_equal=False)
            return tuple(part for found in at_most for part in complement(below, found))
        return _less(left, right, where, or_equal=operator == "<=")
    if isinstance(left, Beyond) and isinstance(right, Line):
        return _beyond_ordered(operator, left, right, where)
    if isinstance(left, Line) and isinstance(right, Beyond):
        mirrored = Beyond("below" if right.side == "above" else "above", -right.limit)
        line = _plain(left)
        return _beyond_ordered(operator, mirrored, Line(-line.slope, -line.start), where)
    raise NotAnalyzed


def _beyond_ordered(operator: str, left: Beyond, right: Line, where: Range) -> tuple[Range, ...]:
    """Whether something beyond a limit lies below a line: only where that is certain."""
    line = _plain(right)
    if left.side == "above":
        edge = supremum(line, where)
        if edge is not None and (edge < left.limit or (edge == left.limit and operator == "<")):
            return ()
    else:
        edge = infimum(line, where)
        if edge is not None and (edge > left.limit or (edge == left.limit and operator == "<=")):
            return () if operator == "=" else (where,)
    raise NotAnalyzed


# --- whole numbers and rounding ------------------------------------------------------------------


def floored(enough: Fraction | None) -> Callable[[Shape, Range], Iterable[Piece]]:
    limit = int(min(enough if enough is not None else _ENOUGH, Fraction(MOST_PIECES))) + 1

    def change(shape: Shape, where: Range) -> Iterable[Piece]:
        if isinstance(shape, Beyond):
            bound = Fraction(shape.limit.__floor__())
            return [Piece(where, Beyond(shape.side, bound))]
        line = _plain(shape)
        if line.slope == 0:
            return [Piece(where, constant(Fraction(line.start.__floor__())))]
        return _stairs(line, where, limit)

    return change


def _stairs(line: Line, where: Range, limit: int) -> Iterable[Piece]:
    lowest, highest = infimum(line, where), supremum(line, where)
    first = -limit if lowest is None else lowest.__floor__()
    last = limit if highest is None else highest.__floor__()
    if lowest is None and highest is not None:
        first = min(-limit, last - limit)
    if highest is None and lowest is not None:
        last = max(limit, first + limit)
    if last - first > MOST_PIECES:  # more than are looked at
        raise NotAnalyzed
    pieces: list[Piece] = []
    if lowest is None:
        below = _less(line, constant(Fraction(first)), where, or_equal=False)
        pieces += [Piece(part, Beyond("below", Fraction(first - 1))) for part in below]
    rises = line.slope > 0
    limit_at = (Fraction(first) - line.start) / line.slope
    for whole in range(first, last + 1):
        next_at = (whole + 1 - line.start) / line.slope
        ends = (limit_at, next_at) if rises else (next_at, limit_at)
        step = Range(*ends, lower_closed=rises, upper_closed=not rises).intersection(where)
        if not step.is_empty:
            pieces.append(Piece(step, constant(Fraction(whole))))
        limit_at = next_at
    if highest is None:
        above = _less(constant(Fraction(last + 1)), line, where, or_equal=True)
        pieces += [Piece(part, Beyond("above", Fraction(last + 1))) for part in above]
    return sorted(pieces, key=lambda piece: piece.where.from_below)


def rounded(term: t.Rounded) -> Callable[[Shape, Range], Iterable[Piece]]:
    def change(shape: Shape, where: Range) -> Iterable[Piece]:
        line = _plain(shape)
        if line.slope == 0:
            return [Piece(where, constant(round_within(line.start, term)))]
        return [Piece(where, Line(line.slope, line.start, term))]

    return change
