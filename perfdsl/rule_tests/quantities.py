"""The quantities that rules compare: which are the same, which are whole, what values they can take."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.ranges import Declared, domain
from perfdsl.interpreter.bounds import Bounder
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.intervals import EVERYTHING, Range
from perfdsl.model import expressions as model
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.types import COUNT, DAYS, DateType, Quantity, Type, Zero


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


def is_number(type_: Type) -> bool:
    return isinstance(type_, Quantity | Zero)


def difference(left: model.Expr, right: model.Expr) -> model.Expr:
    """`left − right`; between dates in days."""
    is_date = isinstance(left.type, DateType)
    typed = right.type if isinstance(left.type, Zero) else left.type
    return model.Arithmetic(
        "-",
        left,
        right,
        type=DAYS if is_date else typed,
        span=left.span.to(right.span) if left.span.source is right.span.source else left.span,
    )


def against(
    left: model.Expr, right: model.Expr, full: Fraction
) -> tuple[model.Expr, Fraction, str | None] | None:
    """The quantity two sides are about, and where they are equal: `X > 20%` is X at 20 %.

    Where neither side is fixed it is their difference at 0; None where both are.
    """
    first, second = constant_value(left, full), constant_value(right, full)
    if first is not None and second is not None:
        return None
    if second is not None:
        return left, second, _unit(right)
    if first is not None:
        return right, first, _unit(left)
    return difference(left, right), Fraction(0), None


def step_start(
    excess: model.Expr, size: Fraction, full: Fraction
) -> tuple[model.Expr, Fraction] | None:
    """The quantity behind `X − limit` and its value where the first step is complete."""
    if isinstance(excess, model.Arithmetic) and excess.operator == "-":
        left, right = constant_value(excess.left, full), constant_value(excess.right, full)
        if right is not None and left is None:
            return excess.left, right + size
        if left is not None and right is None:
            return excess.right, left - size
    return excess, size


def _unit(limit: model.Expr) -> str | None:
    return limit.unit if isinstance(limit, model.Constant) else None


def is_whole(node: model.Expr, rulebook: RuleBook) -> bool:
    """Whether the quantity only takes whole numbers: its neighbors are then one away."""
    match node:
        case model.Constant():
            return isinstance(node.value, Fraction) and node.value.denominator == 1
        case model.FactReference():
            return rulebook.facts[node.name].is_whole
        case model.FieldReference():
            field = field_of(node, rulebook)
            return field is not None and field.is_whole
        case model.DefinitionReference():
            return is_whole(rulebook.definitions[node.name].value, rulebook)
        case model.WorkingDays():
            return True
        case model.Aggregate():
            if node.kind == "count":
                return True
            inside = node.kind in ("sum", "max", "min") and node.value is not None
            return inside and node.value is not None and is_whole(node.value, rulebook)
        case model.Arithmetic():
            if isinstance(node.left.type, DateType) and isinstance(node.right.type, DateType):
                return True
            sides = is_whole(node.left, rulebook) and is_whole(node.right, rulebook)
            return node.operator != "/" and sides
        case model.Negative() | model.Absolute():
            return is_whole(node.operand, rulebook)
        case model.Extremum():
            return all(is_whole(operand, rulebook) for operand in node.operands)
        case _:
            return False


def field_of(node: model.FieldReference, rulebook: RuleBook) -> FactDeclaration | None:
    declared = rulebook.facts.get(node.records)
    fields = declared.fields if declared is not None else ()
    return next((field for field in fields if field.name == node.field), None)


def values_of(node: model.Expr, rulebook: RuleBook) -> Range:
    """The values a quantity can take, whatever the facts: at most too many."""
    if any(isinstance(part, model.FieldReference) for part in model.walk(node)):
        return _field_values(node, rulebook)
    bounder = Bounder(Evaluator(rulebook, Facts(rulebook.source), explains=False))
    span = bounder.number(node)
    bounded = Range(
        span.least,
        span.most,
        lower_closed=span.least is not None,
        upper_closed=span.most is not None,
    )
    declared = domain(node, Declared(rulebook.facts, rulebook.definitions))
    return declared.intersection(bounded)


def _field_values(node: model.Expr, rulebook: RuleBook) -> Range:
    if isinstance(node, model.FieldReference):
        field = field_of(node, rulebook)
        if field is not None:
            reference = model.FactReference(field.name, type=field.type, span=node.span)
            return domain(reference, Declared({field.name: field}, {}))
    is_count = isinstance(node, model.Aggregate) and (node.kind == "count" or node.type == COUNT)
    if is_count or isinstance(node, model.Absolute):
        return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    return EVERYTHING
