"""得 rules that compare one quantity with another: is more, less and equal each taken?"""

from collections.abc import Iterable, Iterator

from perfdsl.checker.domains import place_of
from perfdsl.checker.ranges import same_quantity
from perfdsl.model import expressions as model

_HOLDS = {">": {">"}, ">=": {">", "="}, "<": {"<"}, "<=": {"<", "="}, "=": {"="}, "!=": {"<", ">"}}
_MIRRORED = {">": "<", "<": ">", "=": "="}
_ORDERS = (">", "=", "<")


def open_orders(conditions: Iterable[model.Expr]) -> Iterator[tuple[str, str]]:
    """The first quantity, and the order of it to the second (`= 省均`) that no condition takes.

    Nothing where a condition is not a comparison of the same two quantities.
    """
    pair: tuple[model.Expr, model.Expr] | None = None
    taken: set[str] = set()
    for condition in conditions:
        if not isinstance(condition, model.Comparison) or any(
            place_of(side) is not None for side in (condition.left, condition.right)
        ):
            return
        pair = pair or (condition.left, condition.right)
        holds = _HOLDS[condition.operator]
        if same_quantity(condition.left, pair[0]) and same_quantity(condition.right, pair[1]):
            taken |= holds
        elif same_quantity(condition.left, pair[1]) and same_quantity(condition.right, pair[0]):
            taken |= {_MIRRORED[order] for order in holds}
        else:
            return
    if pair is None:
        return
    for order in _ORDERS:
        if order not in taken:
            yield pair[0].span.text, f"{order} {pair[1].span.text}"
