"""得 rules that compare one quantity with another: is more, less and equal each taken?"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from perfdsl.checker.coverage.domains import Declared, domain, place_of
from perfdsl.checker.coverage.ranges import MIRRORED
from perfdsl.intervals import Range, exactly
from perfdsl.model import expressions as model
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import ChoiceType, Quantity, TextType, TruthType

_HOLDS = {">": {">"}, ">=": {">", "="}, "<": {"<"}, "<=": {"<", "="}, "=": {"="}, "!=": {"<", ">"}}
_ORDERS = (">", "=", "<")
_AGAINST_ZERO = (
    Range(Fraction(0), None, lower_closed=False, upper_closed=False),
    exactly(Fraction(0)),
    Range(None, Fraction(0), lower_closed=False, upper_closed=False),
)
_SAME_OR_NOT = {"=": {"="}, "!=": {"!="}}
_UNORDERED = TextType | ChoiceType | TruthType


def open_orders(
    conditions: Iterable[model.Expr], left_out: Iterable[model.Expr], declared: Declared
) -> tuple[str, str] | None:
    """The first quantity, and the orders of it to the second (`= 省均`) that no condition takes.

    None where each order is taken, or cannot be, or where a condition is not a comparison of the same two
    quantities. `left_out`: conditions of 不适用, of which only those that compare the two count.
    """
    pair: tuple[model.Expr, model.Expr] | None = None
    taken: set[str] = set()
    for condition in conditions:
        if not isinstance(condition, model.Comparison) or any(
            _is_fixed(side) for side in (condition.left, condition.right)
        ):
            return None
        pair = pair or (condition.left, condition.right)
        found = _orders_taken(condition, pair)
        if found is None:
            return None
        taken |= found
    if pair is None:
        return None
    for condition in _alternatives(left_out):
        taken |= _orders_taken(condition, pair) or set()
    unordered = isinstance(pair[0].type, _UNORDERED)
    orders = ("=", "!=") if unordered else _possible_orders(pair, declared)
    left = [f"{order} {pair[1].span.text}" for order in orders if order not in taken]
    return (pair[0].span.text, "、".join(left)) if left else None


def _orders_taken(condition: model.Expr, pair: tuple[model.Expr, model.Expr]) -> set[str] | None:
    """The orders of the two with which the condition holds; None where it is about something else."""
    if not isinstance(condition, model.Comparison):
        return None
    is_ordered = not isinstance(condition.left.type, _UNORDERED)
    holds = (_HOLDS if is_ordered else _SAME_OR_NOT).get(condition.operator, set())
    if same_quantity(condition.left, pair[0]) and same_quantity(condition.right, pair[1]):
        return holds
    if same_quantity(condition.left, pair[1]) and same_quantity(condition.right, pair[0]):
        return {MIRRORED.get(order, order) for order in holds}
    return None


def _alternatives(conditions: Iterable[model.Expr]) -> Iterator[model.Expr]:
    """The parts of the conditions that are enough by themselves."""
    for condition in conditions:
        if isinstance(condition, model.Logic) and condition.operator == "or":
            yield from _alternatives((condition.left, condition.right))
        else:
            yield condition


def _possible_orders(pair: tuple[model.Expr, model.Expr], declared: Declared) -> tuple[str, ...]:
    """Those that what the two can be leaves: a part of a count is never more than the whole."""
    left, right = pair
    if not isinstance(left.type, Quantity):
        return _ORDERS
    between = domain(model.Arithmetic("-", left, right, type=left.type, span=left.span), declared)
    return tuple(
        order
        for order, where in zip(_ORDERS, _AGAINST_ZERO, strict=True)
        if not between.intersection(where).is_empty
    )


def _is_fixed(side: model.Expr) -> bool:
    """Whether it is a number or a word that is written down, and no other quantity."""
    return isinstance(side, model.Constant) or place_of(side) is not None
