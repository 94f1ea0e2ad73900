"""Days between two dates where working days are asked for: `截止日 + 5个工作日`, `实报日 > 截止日 每 1个工作日`."""

from typing import TYPE_CHECKING

import attrs

from perfdsl.checker.ways_out import instead, is_english
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.model import expressions as model
from perfdsl.model.types import DATE, WORKDAYS, Type
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import find_function

if TYPE_CHECKING:
    from perfdsl.checker.expressions.inference import Inference

_OF_LEFT = {">": ">", ">=": ">=", "<": "<", "<=": "<="}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def step_in_working_days(excess: model.Expr, size: model.Expr) -> list[Help]:
    """`实报日 > 截止日 每 1个工作日` with the working days that are passed."""
    if size.type != WORKDAYS or not isinstance(excess, model.Arithmetic):
        return []
    ends = _ends(excess) or (_ends(excess.left) if _is_nothing(excess.right) else None)
    if ends is None:
        return []
    return [instead(excess.span, f"{_counted(*ends, excess.span)} > 0")]


def _ends(days: model.Expr) -> tuple[str, str] | None:
    """From which day to which, where it is the one less the other."""
    if not isinstance(days, model.Arithmetic) or days.operator != "-":
        return None
    if days.left.type != DATE or days.right.type != DATE:
        return None
    return days.right.span.text, days.left.span.text


def _is_nothing(limit: model.Expr) -> bool:
    return isinstance(limit, model.Constant) and limit.value == 0


def _counted(first: str, last: str, span: Span) -> str:
    function = find_function("working_days")
    assert function is not None
    return f"{function.spelling('en' if is_english(span) else 'zh')}({first}, {last})"


def count_working_days(inference: "Inference", node: ast.Comparison) -> None:
    """Give the finding just reported on a comparison of dates the comparison of working days."""
    found = inference.diagnostics.found[-1:]
    if not found or found[0].primary is None or len(node.operands) != 2:
        return
    place = found[0].primary.span
    is_within = node.span.start <= place.start and place.end <= node.span.end
    if not is_within or found[0].code not in (codes.TYPE_MISMATCH, codes.WORKING_DAYS_AND_DAYS):
        return
    text = _said(inference, node)
    if text is not None:
        helps = (instead(node.span, text), *found[0].helps)
        inference.diagnostics.found[-1] = attrs.evolve(found[0], helps=helps)


def _said(inference: "Inference", node: ast.Comparison) -> str | None:
    left, right = node.operands
    (operator,) = node.operators
    for day, moved, signs in ((left, right, _OF_LEFT), (right, left, _TURNED)):
        sign = signs.get(operator)
        if sign is None or not isinstance(moved, ast.Arithmetic) or moved.operator not in "+-":
            continue
        first, number = moved.left, moved.right
        kinds = [_type(inference, each) for each in (day, first, number)]
        if kinds != [DATE, DATE, WORKDAYS]:
            continue
        if moved.operator == "-":
            ends, sign = (day.span.text, first.span.text), _TURNED[sign]
        else:
            ends = (first.span.text, day.span.text)
        return f"{_counted(*ends, node.span)} {sign} {number.span.text}"
    if isinstance(left, ast.Arithmetic) and left.operator == "-":
        kinds = [_type(inference, each) for each in (left.left, left.right, right)]
        if kinds == [DATE, DATE, WORKDAYS]:
            counted = _counted(left.right.span.text, left.left.span.text, node.span)
            return f"{counted} {operator} {right.span.text}"
    return None


def _type(inference: "Inference", node: ast.Expr) -> Type:
    return attrs.evolve(inference, diagnostics=Diagnostics()).infer(node).type
