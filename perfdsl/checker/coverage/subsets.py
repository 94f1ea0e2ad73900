"""Counts and sums of some records beside those of all of them: no greater, whatever the records are."""

from perfdsl.model import expressions as model
from perfdsl.model.contents import conjuncts
from perfdsl.model.sameness import same_quantity


def is_part_of(part: model.Expr, whole: model.Expr) -> bool:
    """Whether `part` counts, or adds up, only what `whole` does: each condition of `whole` is one of `part`."""
    if not isinstance(part, model.Aggregate) or not isinstance(whole, model.Aggregate):
        return False
    if part.records != whole.records or part.kind != whole.kind:
        return False
    if part.kind == "sum":
        values = part.value is not None and whole.value is not None
        if not values or not same_quantity(_value(part), _value(whole)):
            return False
    elif part.kind != "count":
        return False
    asked = list(conjuncts(part.where))
    return all(
        any(same_quantity(each, other) for other in asked) for each in conjuncts(whole.where)
    )


def _value(node: model.Aggregate) -> model.Expr:
    assert node.value is not None
    return node.value
