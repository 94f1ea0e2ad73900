"""A grade that no total reaches."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.inserting import header_span
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8023",
    "grade-unreachable",
    "warning",
    Words(
        "等级「{name}」要 {points} 分，全部得满也只有 {upper} 分",
        "grade 「{name}」 begins at {points} points; all full marks together are {upper}",
    ),
    Words("改分数线，或补上缺的指标", "change the line, or add the indicators that are missing"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    rulebook = view.rulebook
    for grade in rulebook.grades:
        if grade.points > rulebook.upper:
            diagnostics.report(
                CODE,
                header_span(rulebook, "grades"),
                name=grade.name,
                points=format_exact(grade.points),
                upper=format_exact(rulebook.upper),
            )


RULE = LintRule(
    CODE,
    Words(
        "等级的分数线高于能得的总分。",
        "The line of a grade is above the highest total there can be.",
    ),
    Words(
        "谁也评不上这一级；多半是指标还没有抄全，或分数线按百分制、分值不是。",
        "Nobody gets this grade; indicators may be missing, or the line is out of 100 and the points are not.",
    ),
    bad="""
等级 优 90 分, 差 0 分
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    good="""
等级 优 9 分, 差 0 分
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    check=check,
    is_file=True,
)
