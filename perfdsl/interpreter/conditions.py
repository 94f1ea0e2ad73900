"""Conditions with their explanation: as written, with the values, what came out, and by how much."""

from collections.abc import Iterator
from fractions import Fraction

from perfdsl.interpreter.absence import Absent, either
from perfdsl.interpreter.draft import Draft
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.recorder import Looked, Recorder
from perfdsl.interpreter.sheet import Condition, Margin
from perfdsl.model import expressions as model
from perfdsl.model.printing import unit_for
from perfdsl.model.types import MONEY, POINT, RATIO, UNITS, Quantity, Zero
from perfdsl.number import format_figure


def decide(evaluator: Evaluator, condition: model.Expr, draft: Draft) -> bool | Absent:
    """Evaluate `condition` for `draft`, which then holds its explanation, values and margin."""
    outer, evaluator.recorder = evaluator.recorder, draft.recorder
    try:
        if evaluator.explains:
            result, draft.condition = _explain(evaluator, condition)
            draft.margin = _margin(evaluator, condition, result)
        else:
            result = _outcome(evaluator, condition)
    finally:
        evaluator.recorder = outer
    if isinstance(result, Absent):
        draft.fail(result)
    return result


def _outcome(evaluator: Evaluator, node: model.Expr) -> bool | Absent:
    """Whether the condition holds; a bare quantity holds above 0."""
    if isinstance(node.type, Quantity | Zero):
        number = evaluator.number(node)
        return number if isinstance(number, Absent) else number > 0
    return evaluator.truth(node)


def _explain(evaluator: Evaluator, node: model.Expr) -> tuple[bool | Absent, Condition]:
    if isinstance(node, model.Logic):
        return _explain_logic(evaluator, node)
    result = _outcome(evaluator, node)
    for quantity, limit in _limits(node):
        restate(evaluator, quantity, limit)
    known = None if isinstance(result, Absent) else result
    return result, Condition(node.span.text, evaluator.recorder.substituted(node.span), known)


def _limits(node: model.Expr) -> Iterator[tuple[model.Expr, model.Expr]]:
    """What is compared, with what it is compared with."""
    for part in model.walk(node):
        match part:
            case model.Comparison():
                yield from ((part.left, part.right), (part.right, part.left))
            case model.Within():
                ends = (part.interval.lower, part.interval.upper)
                yield from ((part.operand, end) for end in ends if end is not None)
            case _:
                pass


def restate(evaluator: Evaluator, quantity: model.Expr, limit: model.Expr) -> None:
    """Show a quantity in the unit of its limit where it would not read right beside it: 2.83% < 35‰,
    ≈0.0001万元 < 1元.
    """
    recorder = evaluator.recorder
    seen, other = recorder.behind(quantity.span), recorder.behind(limit.span)
    unit = evaluator.written_unit(limit) or (other.unit if other is not None else None)
    if seen is None or unit is None or not isinstance(seen.value, Fraction):
        return
    against = limit.value if isinstance(limit, model.Constant) else other and other.value
    if unit == "‰":
        is_needed = seen.type == RATIO
    else:
        is_needed = seen.type == MONEY and _is_hidden(seen, unit, against)
    if is_needed and isinstance(quantity, model.FactReference | model.DefinitionReference):
        recorder.restate(seen, (quantity.name, quantity.last_year), unit)
    elif is_needed:
        recorder.restate(seen, ("", False), unit)


def _is_hidden(seen: Looked, unit: str, against: object) -> bool:
    """Whether rounding leaves nothing of the amount, or nothing of what it differs by."""
    assert isinstance(seen.value, Fraction)
    own = UNITS[unit_for(seen.value, seen.type, seen.unit) or "元"][1]
    figure, is_exact = format_figure(seen.value / own)
    if is_exact or unit not in UNITS or UNITS[unit][1] >= own:
        return False
    is_equal = isinstance(against, Fraction) and format_figure(against / own)[0] == figure
    return is_equal or abs(seen.value) < own


def _explain_logic(evaluator: Evaluator, node: model.Logic) -> tuple[bool | Absent, Condition]:
    """As the evaluator: a side that decides alone makes the other needless."""
    decisive = node.operator == "or"
    left, left_condition = _explain(evaluator, node.left)
    if left is decisive:
        untouched = Condition(node.right.span.text, node.right.span.text, None)
        children = (left_condition, untouched)
        result: bool | Absent = left
    else:
        right, right_condition = _explain(evaluator, node.right)
        children = (left_condition, right_condition)
        if right is decisive:
            result = right
        elif isinstance(left, Absent):
            result = either(left, right) if isinstance(right, Absent) else left
        else:
            result = right
    known = None if isinstance(result, Absent) else result
    substituted = evaluator.recorder.substituted(node.span)
    return result, Condition(node.span.text, substituted, known, children)


def _margin(evaluator: Evaluator, node: model.Expr, result: bool | Absent) -> Margin | None:
    """The distance between the two sides of a single comparison of quantities."""
    if isinstance(result, Absent) or not isinstance(node, model.Comparison):
        return None
    if node.operator in ("=", "!=") or not isinstance(node.left.type, Quantity | Zero):
        return None
    outer, evaluator.recorder = evaluator.recorder, Recorder()
    left, right = evaluator.number(node.left), evaluator.number(node.right)
    evaluator.recorder = outer
    if isinstance(left, Absent) or isinstance(right, Absent):
        return None
    measured = node.left if not isinstance(node.left.type, Zero) else node.right
    type_ = measured.type
    named = node.left if isinstance(node.right, model.Constant) else measured
    unit = _unit(evaluator, named)
    if type_ == RATIO:
        limit_unit = evaluator.written_unit(node.right if named is node.left else node.left)
        type_, unit = POINT, limit_unit if limit_unit in ("‰", "倍") else None
    value, limit = (left, right) if named is node.left else (right, left)
    return Margin(
        named.span.text,
        abs(left - right),
        type_,
        unit,
        "over" if result else "short",
        is_above=value >= limit,
    )


def _unit(evaluator: Evaluator, node: model.Expr) -> str | None:
    if isinstance(node, model.FactReference | model.DefinitionReference):
        value = evaluator.recorder.values.get((node.name, node.last_year))
        return value.unit if value is not None else None
    return None


def excess_steps(mode: str, excess: Fraction, size: Fraction) -> Fraction:
    """How many steps of `size` (> 0) lie in `excess`; none where it is not positive."""
    if excess <= 0:
        return Fraction(0)
    quotient = excess / size
    match mode:
        case "full":
            return Fraction(quotient.numerator // quotient.denominator)
        case "started":
            return Fraction(-((-quotient.numerator) // quotient.denominator))
        case _:
            return quotient
