"""封顶 at no less than there can be."""

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8014",
    "cap-never-bites",
    "warning",
    Words(
        "「{text}」不起作用：这里最多就是 {upper} 分",
        "「{text}」 does nothing: there are at most {upper} points here",
    ),
    Words("核对封顶的分数", "check the points of the cap"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    nodes = [(path[-1].upper, path[-1].rules) for path in view.paths]
    for upper, group in (*nodes, (view.rulebook.upper, view.rulebook.total_rules)):
        for rule in group:
            if not isinstance(rule, rules.Cap):
                continue
            points = constant_value(rule.points)
            if points is not None and points >= upper:
                diagnostics.report(
                    CODE,
                    rule.span,
                    text=rule.span.text,
                    upper=format_exact(upper),
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
  执行率 < 90% 扣 10 分
总分
  执行率 < 60% 封顶 6 分
""",
    check=check,
)
