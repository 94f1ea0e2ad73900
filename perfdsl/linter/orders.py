"""Comparisons settled by what quantities can be: some records beside all of them, what is rounded."""

from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.domains import Declared, domain
from perfdsl.checker.coverage.grids import grid
from perfdsl.checker.coverage.ranges import operator_ranges
from perfdsl.intervals import EVERYTHING, Range, complement
from perfdsl.model import expressions as model
from perfdsl.model.types import Quantity, Type


@attrs.frozen(eq=False, repr=False)
class Compared:
    """What a comparison asks about: a quantity, or the difference of two, and what that can be."""

    text: str
    type: Type
    values: Range
    holds: tuple[Range, ...]
    """Where the comparison does."""


def compared(condition: model.Expr, declared: Declared) -> Compared | None:
    """None: nothing is known of it, or it is about a number that is looked at otherwise."""
    if not isinstance(condition, model.Comparison):
        return None
    left, right = condition.left, condition.right
    limit = constant_value(right)
    if limit is not None and isinstance(left, model.Arithmetic):
        values, text = domain(left, declared), left.span.text
    elif limit is None and constant_value(left) is None and left.type == right.type:
        less = model.Arithmetic("-", left, right, type=left.type, span=condition.span)
        values, limit = domain(less, declared), Fraction(0)
        text = f"{left.span.text} - {right.span.text}"
    else:
        return None
    if not isinstance(left.type, Quantity) or values == EVERYTHING:
        return None
    return Compared(text, left.type, values, operator_ranges(condition.operator, limit))


def order_by_domains(condition: model.Expr, declared: Declared) -> bool | None:
    """Whether such a comparison always holds, or never; None: neither is certain."""
    if grid_missed(condition, declared) is not None:
        assert isinstance(condition, model.Comparison)
        return condition.operator == "!="
    found = compared(condition, declared)
    if found is None:
        return None
    if all(part.intersection(found.values).is_empty for part in found.holds):
        return False
    fails = complement(found.holds)
    return True if all(part.intersection(found.values).is_empty for part in fails) else None


def grid_missed(condition: model.Expr, declared: Declared) -> Fraction | None:
    """What a quantity is rounded to, where it is asked to equal a number in between."""
    if not isinstance(condition, model.Comparison) or condition.operator not in ("=", "!="):
        return None
    limit = constant_value(condition.right)
    step = grid(condition.left, declared)
    if limit is None or step is None or not isinstance(condition.left.type, Quantity):
        return None
    return step if (limit / step).denominator != 1 else None
