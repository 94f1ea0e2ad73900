"""A division by a fact of last year that may be 0."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.divisions import report_zero_divisors
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8016",
    "no-base-last-year",
    "warning",
    Words(
        "{name} = 0 时，「{indicator}」{others}无法计算",
        "with {name} = 0, 「{indicator}」{others} cannot be computed",
    ),
    Words(
        "写「{name} = 0 不适用 …」，总分下面在条件前面写「{name} != 0 且」；不会是 0 的，在事实后面写上范围",
        "write `{name} = 0 not_applicable …`, under the total `{name} != 0 and` before the condition; if it is never 0, declare its range",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    report_zero_divisors(view, CODE, diagnostics, last_year=True)


RULE = LintRule(
    CODE,
    Words(
        "和上年比较时，上年的数可能是 0，规则没有说那时怎样算。",
        "The rules compare with last year, whose number may be 0, and do not say what then.",
    ),
    Words(
        "新设的单位、上年没有这项支出的单位都会碰到，评分会停下来。",
        "New departments, and those that spent nothing last year, could not be scored.",
    ),
    bad="""
定义 增长比率 = (支出数 - 上年.支出数) / 上年.支出数
增长比率 > 0 扣 10 分
""",
    good="""
定义 增长比率 = (支出数 - 上年.支出数) / 上年.支出数
上年.支出数 = 0 不适用 得 满分
增长比率 > 0 扣 10 分
""",
    check=check,
)
