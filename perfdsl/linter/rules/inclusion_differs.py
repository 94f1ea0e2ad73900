"""One limit of one quantity that belongs to the one side here and to the other there."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.ranges import MIRRORED
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import conjuncts, expressions_in
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import signature
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8024",
    "inclusion-differs",
    "info",
    Words(
        "{name} = {limit} 时，「{text}」和「{first}」算在不同的一边",
        "with {name} = {limit}, 「{text}」 and 「{first}」 put it on different sides",
    ),
    Words("核对原文：这个数含还是不含", "check the original: is the limit included or not"),
)
_BELOW = {">": True, "<=": True, ">=": False, "<": False}
"""Whether the limit itself goes with what is below it."""


@attrs.frozen(eq=False, repr=False)
class _Side:
    below: bool
    span: Span
    name: str
    limit: str
    outside: str | None
    """扣 or 加 that leaves out the limit itself: nothing happens there."""

    def agrees_with(self, other: "_Side") -> bool:
        """On the one side, or both on none: `> 100% 扣` and `< 100% 扣` leave 100% alone alike."""
        is_outside = self.outside is not None and self.outside == other.outside
        return self.below == other.below or is_outside


def check(view: View, diagnostics: Diagnostics) -> None:
    seen: dict[tuple[str, Fraction], dict[str | None, _Side]] = {}
    told: set[tuple[str, Fraction]] = set()
    for node, operand, limit, below, span, outside in _limits(view):
        if limit == 0:
            continue
        key = (signature(operand), limit)
        place = node.id if node is not None else None
        side = _Side(below, span, operand.span.text, show_value(limit, operand.type), outside)
        others = seen.setdefault(key, {})
        for other_place, other in others.items():
            if other_place != place and not other.agrees_with(side) and key not in told:
                told.add(key)
                diagnostics.report(
                    CODE,
                    span,
                    secondary=[Label(other.span, phrase("这里相反", "the other way here"))],
                    name=side.name,
                    limit=side.limit,
                    text=span.text,
                    first=other.span.text,
                )
        others.setdefault(place, side)


def _limits(
    view: View,
) -> Iterator[tuple[Indicator | None, model.Expr, Fraction, bool, Span, str | None]]:
    for node, rule in view.rules:
        for expression in expressions_in(rule):
            for part in model.walk(expression):
                if not isinstance(part, model.Comparison) or part.operator not in _BELOW:
                    continue
                left, right = constant_value(part.left), constant_value(part.right)
                outside = _outside(rule, expression, part)
                if right is not None and left is None:
                    yield node, part.left, right, _BELOW[part.operator], part.span, outside
                elif left is not None and right is None:
                    below = _BELOW[MIRRORED[part.operator]]
                    yield node, part.right, left, below, part.span, outside


def _outside(rule: rules.Rule, expression: model.Expr, part: model.Comparison) -> str | None:
    """What the rule does only beyond the limit; 且 keeps it so, 或 and 非 may not."""
    if not isinstance(rule, rules.Adjustment) or expression is not rule.condition:
        return None
    is_beyond = any(each is part for each in conjuncts(expression)) and part.operator in (">", "<")
    return rule.kind if is_beyond else None


RULE = LintRule(
    CODE,
    Words(
        "两个指标用同一个数的同一个界限，一处含、一处不含。",
        "Two indicators use the same limit of the same quantity, one with it and one without.",
    ),
    Words(
        "正好等于界限的单位，两处的算法相反；多半有一处抄错了「以上」「超过」。",
        "A department exactly at the limit is treated in opposite ways; one was probably copied wrongly.",
    ),
    bad="""
指标 甲 5 分
  控制率 > 100% 扣 5 分
指标 乙 5 分
  控制率 >= 100% 扣 5 分
""",
    good="""
指标 甲 5 分
  控制率 > 100% 扣 5 分
指标 乙 5 分
  控制率 > 100% 扣 5 分
""",
    check=check,
)
