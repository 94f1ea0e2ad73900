"""Whether two expressions are the same, whatever their spelling or place."""

from perfdsl.model import expressions as model


def same_quantity(left: model.Expr, right: model.Expr) -> bool:
    """Whether two expressions are the same, whatever their spelling or place."""
    if type(left) is not type(right):
        return False
    match left, right:
        case model.FactReference(), model.FactReference():
            return (left.name, left.last_year) == (right.name, right.last_year)
        case model.DefinitionReference(), model.DefinitionReference():
            return (left.name, left.last_year) == (right.name, right.last_year)
        case model.Constant(), model.Constant():
            return left.value == right.value
        case model.FieldReference(), model.FieldReference():
            return (left.records, left.field) == (right.records, right.field)
        case _:
            if _shape(left) != _shape(right):
                return False
    first, second = model.children(left), model.children(right)
    return len(first) == len(second) and all(map(same_quantity, first, second))


def _shape(expression: model.Expr) -> tuple[object, ...]:
    """What distinguishes two expressions of one class beside the expressions inside them."""
    match expression:
        case model.Arithmetic() | model.Comparison() | model.Logic():
            return (expression.operator,)
        case model.Extremum():
            return (expression.kind,)
        case model.Rounding():
            return (expression.direction,)
        case model.Aggregate():
            parts = (expression.value, expression.weight, expression.where)
            return (expression.kind, expression.records, *(part is None for part in parts))
        case model.Within():
            interval = expression.interval
            ends = (interval.lower is None, interval.upper is None)
            return (*ends, interval.lower_closed, interval.upper_closed)
        case model.Table():
            return tuple(case.key is None for case in expression.cases)
        case _:
            return ()
