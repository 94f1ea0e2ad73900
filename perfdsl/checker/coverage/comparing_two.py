"""得 rules that compare one quantity with another: is more, less and equal each taken?"""

from collections.abc import Iterable, Iterator

from perfdsl.checker.coverage.domains import place_of
from perfdsl.checker.coverage.sameness import same_quantity
from perfdsl.model import expressions as model
from perfdsl.model.types import ChoiceType, TextType, TruthType

_HOLDS = {">": {">"}, ">=": {">", "="}, "<": {"<"}, "<=": {"<", "="}, "=": {"="}, "!=": {"<", ">"}}
_MIRRORED = {">": "<", "<": ">", "=": "="}
_ORDERS = (">", "=", "<")
_SAME_OR_NOT = {"=": {"="}, "!=": {"!="}}
_UNORDERED = TextType | ChoiceType | TruthType


def open_orders(conditions: Iterable[model.Expr]) -> Iterator[tuple[str, str]]:
    """The first quantity, and the order of it to the second (`= 省均`) that no condition takes.

    Nothing where a condition is not a comparison of the same two quantities.
    """
    pair: tuple[model.Expr, model.Expr] | None = None
    taken: set[str] = set()
    for condition in conditions:
        if not isinstance(condition, model.Comparison) or any(
            _is_fixed(side) for side in (condition.left, condition.right)
        ):
            return
        pair = pair or (condition.left, condition.right)
        is_ordered = not isinstance(condition.left.type, _UNORDERED)
        holds = (_HOLDS if is_ordered else _SAME_OR_NOT).get(condition.operator, set())
        if same_quantity(condition.left, pair[0]) and same_quantity(condition.right, pair[1]):
            taken |= holds
        elif same_quantity(condition.left, pair[1]) and same_quantity(condition.right, pair[0]):
            taken |= {_MIRRORED.get(order, order) for order in holds}
        else:
            return
    if pair is None:
        return
    unordered = isinstance(pair[0].type, _UNORDERED)
    for order in ("=", "!=") if unordered else _ORDERS:
        if order not in taken:
            yield pair[0].span.text, f"{order} {pair[1].span.text}"


def _is_fixed(side: model.Expr) -> bool:
    """Whether it is a number or a word that is written down, and no other quantity."""
    return isinstance(side, model.Constant) or place_of(side) is not None
