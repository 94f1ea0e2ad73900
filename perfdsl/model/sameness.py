"""Which expressions are the same, whatever their spelling or place."""

from perfdsl.model import expressions as model
from perfdsl.model.types import Quantity


def same_quantity(left: model.Expr, right: model.Expr) -> bool:
    """Whether two expressions are the same, whatever their spelling or place."""
    return type(left) is type(right) and signature(left) == signature(right)


def signature(node: model.Expr) -> str:
    """The expression without its spelling: equal for equal expressions only.

    A text never looks like the fact of that name, nor 3 days like 3 months.
    """
    inner = ",".join(signature(child) for child in model.children(node))
    match node:
        case model.Constant():
            spans = node.type.powers[1:] if isinstance(node.type, Quantity) else ()
            return f"={node.value!r}{spans if any(spans) and node.value else ''}"
        case model.FactReference() | model.DefinitionReference():
            return f"{'上年.' if node.last_year else ''}{node.name}"
        case model.FieldReference():
            return f"{node.records}.{node.field}"
        case model.FullMarks():
            return "满分"
        case model.Arithmetic() | model.Comparison() | model.Logic():
            return f"({node.operator} {inner})"
        case model.Extremum():
            return f"({node.kind} {inner})"
        case model.Rounding():
            return f"(round {node.direction} {inner})"
        case model.Aggregate():
            parts = (node.value, node.weight, node.where)
            given = "".join("-" if part is None else "+" for part in parts)
            return f"({node.kind} {node.records} {given} {inner})"
        case model.Within():
            interval = node.interval
            shape = (interval.lower is None, interval.lower_closed, interval.upper_closed)
            return f"(within {shape} {inner})"
        case model.Table():
            keys = "".join("*" if case.key is None else "=" for case in node.cases)
            return f"(table {keys} {inner})"
        case model.Negative() | model.Absolute() | model.Not() | model.WorkingDays():
            return f"({type(node).__name__} {inner})"
