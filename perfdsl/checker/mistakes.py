"""Two operands that do not go together: both places, both types, the likely way out."""

from perfdsl.checker.operators import Mistake
from perfdsl.checker.type_words import type_words
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model.types import NUMBER, RATIO, Quantity
from perfdsl.wording import Words, phrase

COMPARED = Words("比较", "compared")


def report_mistake(
    diagnostics: Diagnostics,
    mistake: Mistake,
    left: model.Expr,
    right: model.Expr,
    operation: Words,
) -> None:
    """Report that two operands do not go together, with both places and the likely way out."""
    code = mistake.code
    helps: list[Help] = []
    bare, other = (left, right) if left.type == NUMBER else (right, left)
    if code in (codes.RATIO_NEEDS_PERCENT, codes.MONEY_NEEDS_UNIT) and isinstance(
        bare, model.Constant
    ):
        units = ("%", "倍") if code is codes.RATIO_NEEDS_PERCENT else ("万元", "元")
        if code is codes.RATIO_NEEDS_PERCENT and operation is not COMPARED:
            units = ("%", "个百分点")
        helps = [
            Help(
                phrase("写成「{text}」", "write 「{text}」", text=bare.span.text + unit),
                (Edit(bare.span, bare.span.text + unit),),
                "unsafe",
            )
            for unit in units
        ]
    ratio, points = (left, right) if left.type == RATIO else (right, left)
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
