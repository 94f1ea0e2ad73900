"""封顶 at no less than there can be."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.most_where import most_where
from perfdsl.linter.reach import reach_of_total, reach_without_caps
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8014",
    "cap-never-bites",
    "warning",
    Words(
        "「{text}」不起作用：{when}这里最多就是 {upper} 分",
        "「{text}」 does nothing: there are at most {upper} points here{when}",
    ),
    Words("核对封顶的分数", "check the points of the cap"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.paths:
        caps = _caps(path[-1].rules)
        if caps:
            _report(view, path[-1], caps, _most_of(view, path[-1]), diagnostics)
    caps = _caps(view.rulebook.total_rules)
    if caps:
        most = reach_of_total(view.rulebook, own_caps=False).most
        _report(view, None, caps, min(most, view.rulebook.upper), diagnostics)


def _most_of(view: View, node: Indicator) -> Fraction:
    """What there can be but for its own caps; of an indicator what its bounds say, the rest is another rule."""
    if node.is_leaf:
        return node.upper
    return min(reach_without_caps(view.rulebook, node).most, node.upper)


def _caps(group: Sequence[rules.Rule]) -> list[tuple[rules.Cap, Fraction]]:
    """Those that say how many points."""
    return [
        (rule, points)
        for rule in group
        if isinstance(rule, rules.Cap) and (points := constant_value(rule.points)) is not None
    ]


def _report(
    view: View,
    node: Indicator | None,
    caps: Sequence[tuple[rules.Cap, Fraction]],
    upper: Fraction,
    diagnostics: Diagnostics,
) -> None:
    for rule, points in caps:
        most, when = upper, Words("", "")
        if points < upper and rule.condition is not None and (node is None or not node.is_leaf):
            there = most_where(view, node, rule.condition)
            if there is not None and there < upper:
                shown = rule.condition.span.text
                most, when = there, Words(f"{shown} 时", f" where 「{shown}」 holds")
        if points >= most:
            diagnostics.report(
                CODE, rule.span, text=rule.span.text, upper=format_exact(most), when=when
            )


RULE = LintRule(
    CODE,
    Words(
        "封顶的分数不低于这里能得的最高分。", "The cap is no lower than what can be reached here."
    ),
    Words(
        "这样的封顶压不住任何单位，多半是分数抄错了。",
        "Such a cap holds nobody down; its points were probably copied wrongly.",
    ),
    bad="""
指标 执行 10 分
  执行率 < 90% 扣 10 分
总分
  执行率 < 60% 封顶 10 分
""",
    good="""
指标 执行 10 分
  执行率 < 90% 每满 1个百分点 扣 0.12 分
总分
  执行率 < 60% 封顶 6 分
""",
    check=check,
)
