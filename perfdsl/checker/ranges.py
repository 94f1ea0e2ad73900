"""Where a condition holds, as sets of numbers: for conditions about one quantity with fixed limits."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.intervals import EVERYTHING, Range, complement
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Definition, FactDeclaration
from perfdsl.model.types import COUNT, MONEY, RATIO, Quantity, TruthType, Type
from perfdsl.number import format_exact
from perfdsl.wording import Phrase, phrase

_MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


def interval_range(interval: model.Interval) -> Range | None:
    """The interval as numbers; None where an end depends on facts or is no number."""
    ends: list[Fraction | None] = []
    for end in (interval.lower, interval.upper):
        value = constant_value(end) if end is not None else None
        if end is not None and value is None:
            return None
        ends.append(value)
    return Range(ends[0], ends[1], interval.lower_closed, interval.upper_closed)


def condition_ranges(condition: model.Expr) -> tuple[model.Expr, tuple[Range, ...]] | None:
    """The one quantity a condition is about and where it holds; None: not analyzed."""
    match condition:
        case model.Comparison():
            left, right = constant_value(condition.left), constant_value(condition.right)
            if right is not None and left is None:
                return condition.left, _operator_ranges(condition.operator, right)
            if left is not None and right is None:
                return condition.right, _operator_ranges(_MIRRORED[condition.operator], left)
            return None
        case model.Within():
            found = interval_range(condition.interval)
            return None if found is None else (condition.operand, (found,))
        case model.Logic():
            first, second = condition_ranges(condition.left), condition_ranges(condition.right)
            if first is None or second is None or not same_quantity(first[0], second[0]):
                return None
            if condition.operator == "or":
                return first[0], first[1] + second[1]
            common = [a.intersection(b) for a in first[1] for b in second[1]]
            return first[0], tuple(part for part in common if not part.is_empty)
        case model.Not():
            inner = condition_ranges(condition.operand)
            return None if inner is None else (inner[0], complement(inner[1]))
        case model.FactReference() | model.FieldReference():
            if not isinstance(condition.type, TruthType):
                return None
            one = Fraction(1)
            return condition, (Range(one, one, lower_closed=True, upper_closed=True),)
        case _:
            return None


def _operator_ranges(operator: str, limit: Fraction) -> tuple[Range, ...]:
    point = Range(limit, limit, lower_closed=True, upper_closed=True)
    match operator:
        case ">" | ">=":
            return (Range(limit, None, lower_closed=operator == ">=", upper_closed=False),)
        case "<" | "<=":
            return (Range(None, limit, lower_closed=False, upper_closed=operator == "<="),)
        case "=":
            return (point,)
        case _:
            return complement([point])


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


def quantities(condition: model.Expr) -> list[model.Expr]:
    """What a condition asks about: the sides of its comparisons that are no constants, its truths."""
    found: list[model.Expr] = []
    for node in model.walk(condition):
        match node:
            case model.Comparison():
                found += [s for s in (node.left, node.right) if constant_value(s) is None]
            case model.Within():
                found.append(node.operand)
            case model.FactReference() | model.DefinitionReference():
                if isinstance(node.type, TruthType):
                    found.append(node)
            case _:
                pass
    if not found and isinstance(condition.type, Quantity):
        found.append(condition)
    return found


@attrs.frozen(eq=False, repr=False)
class Declared:
    """What names stand for."""

    facts: Mapping[str, FactDeclaration]
    definitions: Mapping[str, Definition]


def domain(operand: model.Expr, declared: Declared) -> Range:
    """The values the quantity can take at all."""
    facts = declared.facts
    operand = _behind(operand, declared.definitions)
    if isinstance(operand, model.FactReference):
        bounds = facts[operand.name].bounds
        if bounds is not None and not isinstance(bounds.lower, bool | str):
            lower = bounds.lower if isinstance(bounds.lower, Fraction) else None
            upper = bounds.upper if isinstance(bounds.upper, Fraction) else None
            return Range(lower, upper, bounds.lower_closed, bounds.upper_closed)
        if operand.type == COUNT:
            return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    if isinstance(operand, model.Absolute | model.Aggregate) and operand.type == COUNT:
        return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    if isinstance(operand, model.Absolute | model.WorkingDays):
        return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    return EVERYTHING


def _behind(operand: model.Expr, definitions: Mapping[str, Definition]) -> model.Expr:
    """What a name that is defined stands for; of a circle, which is reported elsewhere, any part."""
    seen: set[str] = set()
    while isinstance(operand, model.DefinitionReference) and operand.name not in seen:
        seen.add(operand.name)
        if operand.name not in definitions:
            break
        operand = definitions[operand.name].value
    return operand


def is_between_whole_numbers(gap: Range, operand: model.Expr, declared: Declared) -> bool:
    """A gap such as (3, 4) in a count that is always whole."""
    operand, facts = _behind(operand, declared.definitions), declared.facts
    whole = (isinstance(operand, model.FactReference) and facts[operand.name].is_whole) or (
        isinstance(operand, model.WorkingDays)
        or (isinstance(operand, model.Aggregate) and operand.kind == "count")
    )
    if not whole or gap.lower is None or gap.upper is None:
        return False
    first = gap.lower.__floor__() + (0 if gap.lower_closed and gap.lower.denominator == 1 else 1)
    return not gap.contains(Fraction(first))


def show_range(found: Range, type_: Type) -> str:
    """An interval in mathematics, in the unit of its type: `(60%, 70%]`."""
    if found.lower is not None and found.lower == found.upper:
        return show_number(found.lower, type_)
    left = "[" if found.lower_closed else "("
    right = "]" if found.upper_closed else ")"
    lower = "-∞" if found.lower is None else show_number(found.lower, type_)
    upper = "+∞" if found.upper is None else show_number(found.upper, type_)
    return f"{left}{lower}, {upper}{right}"


def show_number(value: Fraction, type_: Type) -> str:
    if type_ == RATIO:
        return format_exact(value * 100) + "%"
    if type_ == MONEY:
        return format_exact(value) + "元"
    return format_exact(value)


def example_of(found: Range, quantity: model.Expr) -> tuple[Phrase, ...]:
    """A note with one value of the interval, as `执行率 = 85%`; none where it is one number anyway."""
    if found.lower is not None and found.lower == found.upper:
        return ()
    value = show_number(found.sample(), quantity.type)
    text = f"{quantity.span.text} = {value}"
    return (phrase("例如 {text}", "for example {text}", text=text),)
