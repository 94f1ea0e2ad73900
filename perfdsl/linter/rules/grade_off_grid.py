"""A grade's line finer than what totals are rounded to."""

from fractions import Fraction

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.inserting import header_span
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.number import format_exact, round_to
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8022",
    "grade-off-grid",
    "warning",
    Words(
        "等级「{name}」的分数线 {points} 分比保留的位数更细：{below} 分以上的下一个总分是 {above} 分",
        "the line of grade 「{name}」, {points}, is finer than what scores are rounded to: the total after {below} is {above}",
    ),
    Words("改成保留位数之内的分数", "give the line no more decimals than scores have"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    rulebook = view.rulebook
    if rulebook.rounding is None:
        return
    step = Fraction(1, 10**rulebook.rounding)
    for grade in rulebook.grades:
        if (grade.points / step).denominator != 1:
            diagnostics.report(
                CODE,
                header_span(rulebook, "grades"),
                name=grade.name,
                points=format_exact(grade.points),
                below=format_exact(round_to(grade.points, step, "down")),
                above=format_exact(round_to(grade.points, step, "up")),
            )


RULE = LintRule(
    CODE,
    Words(
        "等级的分数线比总分保留的小数位更细。",
        "The line of a grade has more decimals than totals do.",
    ),
    Words(
        "没有总分正好落在线上，线写得再细也没有用，多半是位数写错了。",
        "No total lies on the line; the number of decimals is probably wrong.",
    ),
    bad="""
保留 1 位小数
等级 优 89.95 分, 差 0 分
事实 执行率 比率
指标 执行 100 分
  执行率 < 90% 扣 100 分
""",
    good="""
保留 1 位小数
等级 优 90 分, 差 0 分
事实 执行率 比率
指标 执行 100 分
  执行率 < 90% 扣 100 分
""",
    check=check,
    is_file=True,
)
