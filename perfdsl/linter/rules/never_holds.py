"""Conditions that no facts meet."""

import re
from collections.abc import Iterator, Sequence

import attrs

from perfdsl.checker.coverage.end_signs import WITH_THE_END
from perfdsl.checker.coverage.ends_exchanged import ends_exchanged, is_downward
from perfdsl.checker.coverage.ranges import condition_ranges, show_range
from perfdsl.checker.expressions.ends_meant import values_listed
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.intervals import EVERYTHING
from perfdsl.linter.orders import compared, grid_missed
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import LevelType, TruthType
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

_CLOSED: dict[str, model.Order] = {">": ">=", "<": "<="}
CODE = Code(
    "PD8009",
    "never-holds",
    "warning",
    Words(
        "「{text}」永远不成立{witness}",
        "「{text}」 never holds{witness}",
    ),
    Words("核对比较的方向、界限和单位", "check the direction, the limit and its unit"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for condition in view.filters:
        if view.possible(condition) is False:
            _report(view, condition, (), diagnostics)
    for node, rule in view.rules:
        is_award = isinstance(rule, rules.Award)
        for condition in conditions_of(rule):
            if not isinstance(condition, model.Constant) and view.possible(condition) is False:
                helps = _with_the_end(view, condition, is_award=is_award)
                helps = helps or _exchanged(condition, node) or _chain_exchanged(view, condition)
                _report(view, condition, helps, diagnostics)


def _report(
    view: View, condition: model.Expr, helps: Sequence[Help], diagnostics: Diagnostics
) -> None:
    diagnostics.report(
        CODE,
        condition.span,
        helps=helps,
        text=condition.span.text,
        witness=_contradicted(view, condition) or possible_values(view, condition),
    )


def _contradicted(view: View, condition: model.Expr) -> Words | None:
    """Of two conditions that cannot hold together: a value for the one, with which the other fails."""
    if not isinstance(condition, model.Logic) or condition.operator != "and":
        return None
    left, right = condition.left, condition.right
    witness = view.witness(left)
    if witness is None or view.possible(right) is not True:
        return None
    first, second = left.span.text, right.span.text
    return Words(
        f"：「{first}」成立时（例如 {witness}），「{second}」都不成立",
        f": where 「{first}」 does (for example {witness}), 「{second}」 does not",
    )


def _with_the_end(view: View, condition: model.Expr, *, is_award: bool) -> list[Help]:
    """`高于 最高一级`, and in a 得 `满意度 > 100%`: the highest there is was meant to be among them.

    What takes points is left alone: with the end it would take them for the best there is.
    """
    if not isinstance(condition, model.Comparison):
        return []
    order = _CLOSED.get(condition.operator)
    is_lowest = isinstance(condition.left.type, LevelType) and order == "<="
    if order is None or not (is_lowest or is_award):
        return []
    meant = model.Comparison(
        order, condition.left, condition.right, type=condition.type, span=condition.span
    )
    between = Span(condition.span.source, condition.left.span.end, condition.right.span.start)
    written = between.text.strip()
    new = WITH_THE_END.get(re.sub(r"[\s_]+", " ", written).lower())
    if new is None or view.possible(meant) is not True:
        return []
    start = between.start + between.text.index(written)
    return [instead(Span(between.source, start, start + len(written)), new)]


def _exchanged(condition: model.Expr, node: Indicator | None) -> list[Help]:
    """`在 90%(不含) 至 70%(含)` from the lesser to the greater, as the other 得 of the indicator need it."""
    downward = [
        part
        for part in model.walk(condition)
        if isinstance(part, model.Within) and is_downward(part.interval)
    ]
    if len(downward) != 1:
        return []
    (part,) = downward
    others = [
        found
        for rule in (node.rules if node is not None else ())
        if isinstance(rule, rules.Award) and rule.condition is not None
        for subject, ranges in [condition_ranges(rule.condition) or (None, ())]
        if subject is not None and same_quantity(subject, part.operand)
        for found in ranges
        if not found.is_empty
    ]
    listed = values_listed(part.operand.span, part.interval.span)
    exchanged = ends_exchanged(part.interval, others)
    return [*listed, *exchanged] if isinstance(part.operand.type, LevelType) else exchanged


def _chain_exchanged(view: View, condition: model.Expr) -> list[Help]:
    """`90% <= 进度 < 60%`: the numbers of both ends exchanged, the signs where they are."""
    if not isinstance(condition, model.Logic) or condition.operator != "and":
        return []
    first, second = condition.left, condition.right
    if not isinstance(first, model.Comparison) or not isinstance(second, model.Comparison):
        return []
    ends, middle = (first.left, second.right), (first.right.span, second.left.span)
    if not all(isinstance(end, model.Constant) for end in ends) or middle[0] != middle[1]:
        return []
    meant = attrs.evolve(
        condition,
        left=attrs.evolve(first, left=ends[1]),
        right=attrs.evolve(second, right=ends[0]),
    )
    if view.possible(meant) is not True:
        return []
    low, high = (end.span for end in ends)
    text = phrase("两头的数对调", "exchange the numbers of its two ends")
    return [Help(text, (Edit(low, high.text), Edit(high, low.text)), "unsafe")]


def conditions_of(rule: rules.Rule) -> Iterator[model.Expr]:
    """The conditions of a rule; bare quantities of steps are none."""
    match rule:
        case rules.Bands():
            return
        case rules.Checklist():
            yield from (row.condition for row in rule.rows)
        case rules.Award() | rules.Adjustment():
            if rule.condition is not None and isinstance(rule.condition.type, TruthType):
                yield rule.condition
        case _:
            if rule.condition is not None:
                yield rule.condition


def possible_values(view: View, condition: model.Expr) -> Words:
    """What the one quantity of a condition can be."""
    step = grid_missed(condition, view.declared)
    if step is not None and isinstance(condition, model.Comparison):
        text, shown = condition.left.span.text, show_value(step, condition.left.type)
        return Words(f"：{text} 只能是 {shown} 的倍数", f": {text} is always a multiple of {shown}")
    asked = compared(condition, view.declared)
    if asked is not None:
        shown = show_range(asked.values, asked.type)
        return Words(f"：{asked.text} 只能在 {shown} 中", f": {asked.text} is always in {shown}")
    holding = view.holding(condition)
    if holding is None or holding.atom.domain == EVERYTHING:
        return Words("", "")
    domain = show_range(holding.atom.domain, holding.atom.type)
    text = holding.atom.text
    return Words(f"：{text} 只能在 {domain} 中", f": {text} is always in {domain}")


RULE = LintRule(
    CODE,
    Words(
        "条件对任何填报都不成立，这条规则用不到。",
        "No facts meet the condition; the rule is never used.",
    ),
    Words(
        "人数、次数不会小于 0，事实写了范围的也不会超出；多半是方向或界限写反了。",
        "Counts are never below 0, and facts stay in their declared range; the direction or the limit is probably reversed.",
    ),
    bad="""
违规次数 < 0 扣 2 分
执行率 < 90% 扣 10 分
""",
    good="""
违规次数 > 0 扣 2 分
执行率 < 90% 扣 10 分
""",
    check=check,
)
