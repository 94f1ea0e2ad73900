"""加 in an indicator of no points without 上限: nothing can be added."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value, most_points
from perfdsl.checker.ways_out import line_below
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.editing import margin_of
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8045",
    "addition-lost",
    "warning",
    Words(
        "「{name}」满分 0 分、没有写上限，最多就是 0 分：「{text}」加不上去",
        "「{name}」 has 0 points and no upper limit, so that 「{text}」 adds nothing",
    ),
    Words(
        "加分的指标写上「上限 …」，或者改分值",
        "write an `upper_limit` for what is added, or correct the points",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        giving = [rule for rule in leaf.rules if _gives(rule, leaf)]
        if not giving or leaf.full != 0 or leaf.upper != 0:
            continue
        diagnostics.report(
            CODE,
            leaf.span,
            secondary=[Label(rule.span, phrase("加不上去", "adds nothing")) for rule in giving],
            helps=_limited(leaf, giving),
            name=leaf.name,
            text=giving[0].span.text,
        )


def _gives(rule: rules.Rule, leaf: Indicator) -> bool:
    """加, and a checklist or 得 that gives points."""
    if isinstance(rule, rules.Adjustment) and rule.kind == "add":
        return True
    return isinstance(rule, rules.Award) and _most(rule, leaf) not in (None, 0)


def _most(rule: rules.Rule, leaf: Indicator) -> Fraction | None:
    """The most that it can give, where that is written."""
    if not isinstance(rule, rules.Adjustment | rules.Award):
        return None
    if rule.at_most is not None:
        return constant_value(rule.at_most, leaf.full)
    return most_points(rule.points, leaf.full) if rule.step is None else None


def _limited(leaf: Indicator, giving: list[rules.Rule]) -> list[Help]:
    """`上限` at what all of them come to; nothing where that is not written."""
    found = [_most(rule, leaf) for rule in giving]
    known = [points for points in found if points is not None]
    if len(known) < len(found) or not all(isinstance(rule, rules.Adjustment) for rule in giving):
        return []
    most = sum(known, Fraction(0))
    if not most:
        return []
    total = format_exact(most)
    margin = margin_of(giving[0])
    line = Words(f"{margin}上限 {total} 分", f"{margin}upper_limit {total} points")
    return [line_below(leaf.span, line, "unsafe")]


RULE = LintRule(
    CODE,
    Words(
        "满分 0 分的指标里写了加分，没有写上限。",
        "An indicator of no points adds some and has no upper limit.",
    ),
    Words(
        "得分限制在 0 和满分之间，满分是 0 就一分也加不上。",
        "Scores stay between 0 and the full marks: with 0 of these nothing is added.",
    ),
    bad="""
事实 执行率 比率
事实 获得表彰 是否
指标 执行 10 分
  执行率 < 90% 扣 10 分
指标 加分 0 分
  获得表彰 加 2 分
""",
    good="""
事实 执行率 比率
事实 获得表彰 是否
指标 执行 10 分
  执行率 < 90% 扣 10 分
指标 加分 0 分
  上限 2 分
  获得表彰 加 2 分
""",
    check=check,
    is_file=True,
)
