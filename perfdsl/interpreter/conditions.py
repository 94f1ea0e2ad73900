"""Conditions with their explanation: as written, with the values, what came out, and by how much."""

from fractions import Fraction

from perfdsl.interpreter.absence import Absent, either
from perfdsl.interpreter.draft import Draft
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.recorder import Recorder
from perfdsl.interpreter.sheet import Condition, Margin
from perfdsl.model import expressions as model
from perfdsl.model.types import POINT, RATIO, Quantity, Zero


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
    known = None if isinstance(result, Absent) else result
    return result, Condition(node.span.text, evaluator.recorder.substituted(node.span), known)


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
        type_, unit = POINT, None
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
