"""The quantities that rules compare: which are the same, which are whole, what values they can take."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage import domains
from perfdsl.checker.coverage.domains import Declared
from perfdsl.interpreter.bounds import Bounder
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.intervals import Range
from perfdsl.model import expressions as model
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.types import DAYS, DateType, Quantity, Type, Zero


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
    return domains.is_whole(node, Declared(rulebook.facts, rulebook.definitions))


def field_of(node: model.FieldReference, rulebook: RuleBook) -> FactDeclaration | None:
    return Declared(rulebook.facts, rulebook.definitions).field(node)


def values_of(node: model.Expr, rulebook: RuleBook) -> Range:
    """The values a quantity can take, whatever the facts: at most too many."""
    declared = domains.domain(node, Declared(rulebook.facts, rulebook.definitions))
    if any(isinstance(part, model.FieldReference) for part in model.walk(node)):
        return declared
    bounder = Bounder(Evaluator(rulebook, Facts(rulebook.source), explains=False))
    span = bounder.number(node)
    bounded = Range(
        span.least,
        span.most,
        lower_closed=span.least is not None,
        upper_closed=span.most is not None,
    )
    return declared.intersection(bounded)
