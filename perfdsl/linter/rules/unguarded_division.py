"""A division by a fact of this year that may be 0."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.divisions import report_zero_divisors
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8015",
    "unguarded-division",
    "info",
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
    report_zero_divisors(view, CODE, diagnostics, last_year=False)


RULE = LintRule(
    CODE,
    Words(
        "除数可能是 0，规则没有说那时怎样算。",
        "A divisor may be 0, and the rules do not say what then.",
    ),
    Words(
        "真有这样的单位时评分会停下来；事先写明不适用得几分，就不用临时商量。",
        "Such a department could not be scored; saying beforehand what it gets avoids haggling.",
    ),
    bad="""
定义 支出比率 = 支出数 / 年初预算数
支出比率 < 90% 扣 10 分
""",
    good="""
定义 支出比率 = 支出数 / 年初预算数
年初预算数 = 0 不适用 得 满分
支出比率 < 90% 扣 10 分
""",
    check=check,
)
