"""Two operands that do not go together: both places, both types, the likely way out."""

from perfdsl.checker.constants import constant_value
from perfdsl.checker.operators import Mistake
from perfdsl.checker.type_words import type_words
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model.types import NUMBER, RATIO, Quantity
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

COMPARED = Words("比较", "compared")
_LARGEST_SHARE = 3
"""A bare number up to here may be a share of 1; `90` cannot be 9000%."""


def report_mistake(
    diagnostics: Diagnostics,
    mistake: Mistake,
    left: model.Expr,
    right: model.Expr,
    operation: Words,
) -> None:
    """Report that two operands do not go together, with both places and the likely way out."""
    code = mistake.code
    bare, other = (left, right) if left.type == NUMBER else (right, left)
    ratio, points = (left, right) if left.type == RATIO else (right, left)
    helps = [
        Help(phrase("写成「{text}」", "write 「{text}」", text=text), (Edit(span, text),), "unsafe")
        for span, text in _written_out(code, bare, points, operation)
    ]
    diagnostics.report(
        code,
        left.span.to(right.span),
        secondary=[
            Label(side.span, phrase("这是{type}", "this is {type}", type=type_words(side.type)))
            for side in (left, right)
        ],
        helps=helps,
        left=left.span.text,
        right=right.span.text,
        left_type=type_words(left.type),
        right_type=type_words(right.type),
        operation=operation,
        ratio=(other if bare.type == NUMBER else ratio).span.text,
        number=bare.span.text,
        money=other.span.text,
        points=points.span.text,
        text=(left if not isinstance(left.type, Quantity) else right).span.text,
        type=type_words((left if not isinstance(left.type, Quantity) else right).type),
    )


def _written_out(
    code: Code, bare: model.Expr, points: model.Expr, operation: Words
) -> list[tuple[Span, str]]:
    """The number with each unit it may have been meant with, the likeliest first."""
    if code is codes.RATIO_AND_POINT and isinstance(points, model.Constant):
        value = constant_value(points)
        return [] if value is None else [(points.span, f"{format_exact(value * 100)}%")]
    value = constant_value(bare)
    if value is None:
        return []
    written = bare.span.text
    if code is codes.MONEY_NEEDS_UNIT and isinstance(bare, model.Constant):
        return [(bare.span, f"{written}{unit}") for unit in ("万元", "元")]
    if code is not codes.RATIO_NEEDS_PERCENT:
        return []
    figures = [f"{written}%"] if isinstance(bare, model.Constant) else []
    if operation is not COMPARED:
        figures.append(f"{written}个百分点")
    elif abs(value) <= _LARGEST_SHARE:
        # 0.9 and 1/2 are shares themselves
        figures.insert(
            0 if value.denominator > 1 or value == 1 else 1, f"{format_exact(value * 100)}%"
        )
    return [(bare.span, figure) for figure in figures if "/" not in figure]
