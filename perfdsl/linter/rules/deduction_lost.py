"""扣 in an indicator of no points without 下限: there is nothing to take."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value, most_points
from perfdsl.checker.coverage.indicator import checklist_sum
from perfdsl.checker.ways_out import line_below
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.interpreter.base import is_candidate
from perfdsl.linter.editing import margin_of
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

Taking = rules.Adjustment | rules.Checklist

CODE = Code(
    "PD8049",
    "deduction-lost",
    "warning",
    Words(
        "「{name}」满分 0 分、没有写下限，最少就是 0 分{witness}：「{text}」扣不掉分",
        "「{name}」 has 0 points and no lower limit, so that 「{text}」 takes nothing{witness}",
    ),
    Words(
        "只扣分的指标写上「下限 -… 分」，或者改分值",
        "write a `lower_limit` below 0 for what is taken, or correct the points",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        taking = lost_deductions(leaf)
        if not taking:
            continue
        diagnostics.report(
            CODE,
            leaf.span,
            secondary=[Label(rule.span, phrase("扣不掉分", "takes nothing")) for rule in taking],
            helps=_limited(leaf, taking),
            name=leaf.name,
            text=taking[0].span.text,
            witness=_witness(view, taking[0]),
        )


def lost_deductions(leaf: Indicator) -> list[Taking]:
    """What takes points of an indicator that has none, can have none, and cannot go below 0."""
    if not leaf.full == leaf.upper == leaf.lower == 0:
        return []
    if any(is_candidate(rule) or _adds(rule) for rule in leaf.rules):
        return []
    return [rule for rule in leaf.rules if isinstance(rule, Taking)]


def _adds(rule: rules.Rule) -> bool:
    return isinstance(rule, rules.Adjustment) and rule.kind == "add"


def _witness(view: View, rule: Taking) -> Words:
    """A value with which the rule would take points."""
    if isinstance(rule, rules.Checklist):
        asked = rule.rows[0].condition
        shown = view.witness if rule.kind == "deduct" else view.witness_against
        found = shown(asked)
    else:
        found = view.witness(rule.condition)
    if found is None:
        return Words("", "")
    return Words(f"（例如 {found} 时也是）", f" (with {found} neither)")


def _limited(leaf: Indicator, taking: list[Taking]) -> list[Help]:
    """`下限` at what all of them come to; nothing where that is not written."""
    found = [_most(rule) for rule in taking]
    known = [points for points in found if points is not None]
    total = sum(known, Fraction(0))
    if len(known) < len(found) or total <= 0:
        return []
    margin, points = margin_of(taking[0]), format_exact(total)
    line = Words(f"{margin}下限 -{points} 分", f"{margin}lower_limit -{points} points")
    return [line_below(leaf.span, line, "unsafe")]


def _most(rule: Taking) -> Fraction | None:
    """The most that it takes, where that is written."""
    if rule.at_most is not None:
        return constant_value(rule.at_most)
    if isinstance(rule, rules.Checklist):
        return checklist_sum(rule, None)
    return most_points(rule.points) if rule.step is None else None


RULE = LintRule(
    CODE,
    Words(
        "满分 0 分的指标里只有扣分，没有写下限。",
        "An indicator of no points only takes some and has no lower limit.",
    ),
    Words(
        "得分不写下限就不低于 0，满分是 0 就一分也扣不掉。",
        "Without a lower limit scores do not go below 0: of 0 points nothing can be taken.",
    ),
    bad="""
事实 执行率 比率
事实 迟报 是否
指标 执行 10 分
  执行率 < 90% 扣 10 分
指标 扣分 0 分
  迟报 扣 2 分
""",
    good="""
事实 执行率 比率
事实 迟报 是否
指标 执行 10 分
  执行率 < 90% 扣 10 分
指标 扣分 0 分
  下限 -2 分
  迟报 扣 2 分
""",
    check=check,
    is_file=True,
)
