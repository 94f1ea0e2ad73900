"""Arithmetic of intervals: every value a number can take while facts are missing."""

from fractions import Fraction

import attrs

from perfdsl.interpreter.comparison import compare
from perfdsl.model.types import Quantity
from perfdsl.number import end_meant, round_places, round_to

Limit = Fraction | None


@attrs.frozen(repr=False)
class Span:
    """Numbers between two ends, both included; None is unbounded."""

    least: Limit
    most: Limit

    def __add__(self, other: "Span") -> "Span":
        return Span(_plus(self.least, other.least), _plus(self.most, other.most))

    def __neg__(self) -> "Span":
        return Span(_minus(self.most), _minus(self.least))

    def __or__(self, other: "Span") -> "Span":
        """The smallest span that contains both."""
        least = None if self.least is None or other.least is None else min(self.least, other.least)
        most = None if self.most is None or other.most is None else max(self.most, other.most)
        return Span(least, most)

    def clamp(self, lower: Fraction, upper: Fraction) -> "Span":
        least = lower if self.least is None else min(max(self.least, lower), upper)
        most = upper if self.most is None else min(max(self.most, lower), upper)
        return Span(least, most)

    @property
    def point(self) -> Fraction | None:
        return self.least if self.least is not None and self.least == self.most else None


ANYTHING = Span(None, None)
NOTHING = Span(Fraction(0), Fraction(0))
Truths = frozenset[bool]
UNDECIDED: Truths = frozenset((True, False))


def exactly(value: Fraction) -> Span:
    return Span(value, value)


def _plus(left: Limit, right: Limit) -> Limit:
    return None if left is None or right is None else left + right


def _minus(value: Limit) -> Limit:
    return None if value is None else -value


def rounded(span: Span, places: int | None) -> Span:
    """Where scores of the span are rounded to; a bound or a cap may round the lower end down."""
    if places is None:
        return span
    return Span(
        None if span.least is None else round_to(span.least, Fraction(1, 10**places), "down"),
        None if span.most is None else round_places(span.most, places),
    )


def absolute(span: Span) -> Span:
    if span.least is not None and span.least >= 0:
        return span
    if span.most is not None and span.most <= 0:
        return -span
    if span.least is None or span.most is None:
        return Span(Fraction(0), None)
    return Span(Fraction(0), max(-span.least, span.most))


def without_long_ends(span: Span) -> Span:
    return Span(end_meant(span.least), end_meant(span.most))


def not_negative(span: Span) -> Span:
    least = Fraction(0) if span.least is None else max(span.least, Fraction(0))
    return Span(least, None if span.most is None else max(span.most, Fraction(0)))


def arithmetic(operator: str, left: Span, right: Span) -> Span:
    match operator:
        case "+":
            return left + right
        case "-":
            return left + -right
        case "*":
            return times(left, right)
        case _:
            return over(left, right)


def times(left: Span, right: Span) -> Span:
    if left == NOTHING or right == NOTHING:
        return NOTHING
    ends = (left.least, left.most, right.least, right.most)
    if None in ends:
        if _is_positive(left) and _is_positive(right):
            assert left.least is not None
            assert right.least is not None
            return Span(left.least * right.least, None)
        return ANYTHING
    products = [a * b for a in (left.least, left.most) for b in (right.least, right.most)]  # type: ignore[operator]
    return Span(min(products), max(products))


def _is_positive(span: Span) -> bool:
    return span.least is not None and span.least >= 0


def over(left: Span, right: Span) -> Span:
    """Division; a divisor that may be 0 leaves everything open on that side."""
    if right.least is None or right.least <= 0:
        if right.most is None or right.most >= 0:
            both = _is_positive(left) and right.least is not None and right.least >= 0
            return Span(Fraction(0), None) if both else ANYTHING
        return over(-left, -right)
    if right.most is None:
        reciprocal = Span(Fraction(0), 1 / right.least)
    else:
        reciprocal = Span(1 / right.most, 1 / right.least)
    return times(left, reciprocal)


def extremum(kind: str, spans: list[Span]) -> Span:
    least = [span.least for span in spans]
    most = [span.most for span in spans]
    if kind == "max":
        known = [end for end in least if end is not None]
        return Span(max(known) if known else None, None if None in most else max(most))  # type: ignore[type-var]
    known = [end for end in most if end is not None]
    return Span(None if None in least else min(least), min(known) if known else None)  # type: ignore[type-var]


def ordered(operator: str, left: Span, right: Span) -> Truths:
    """How `left operator right` can come out."""
    a, b = left.point, right.point
    if a is not None and b is not None:
        return frozenset((compare(operator, a, b, Quantity()),))
    if operator in ("=", "!="):
        apart = _below(left, right) or _below(right, left)
        return frozenset((operator == "!=",)) if apart else UNDECIDED
    if operator in ("<", "<="):
        return ordered({"<": ">", "<=": ">="}[operator], right, left)
    if _is_above(left.least, right.most, with_equal=operator == ">="):
        return frozenset((True,))
    if _is_above(right.least, left.most, with_equal=operator == ">"):
        return frozenset((False,))
    return UNDECIDED


def _is_above(least: Limit, most: Limit, *, with_equal: bool) -> bool:
    if least is None or most is None:
        return False
    return least > most or (with_equal and least == most)


def _below(left: Span, right: Span) -> bool:
    return left.most is not None and right.least is not None and left.most < right.least
