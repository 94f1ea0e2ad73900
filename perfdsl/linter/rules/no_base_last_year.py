"""A division by a fact of last year that may be 0."""

from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.divisions import zero_divisors
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8016",
    "no-base-last-year",
    "warning",
    Words(
        "{name} = 0 时，「{indicator}」{others}无法计算",
        "with {name} = 0, 「{indicator}」{others} cannot be computed",
    ),
    Words(
        "写「{name} = 0 不适用 …」；不会是 0 的，在事实后面写上范围",
        "write `{name} = 0 not_applicable …`; if it is never 0, declare its range",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for found in zero_divisors(view):
        if not found.last_year:
            continue
        more = len(found.leaves) - 1
        others = phrase("等 {all} 项", " and {more} more", all=more + 1, more=more)
        diagnostics.report(
            CODE,
            found.span,
            secondary=[Label(leaf.span, phrase("用到它", "needs it")) for leaf in found.leaves],
            name=found.text,
            indicator=found.leaves[0].name,
            others=others if more else Words("", ""),
        )


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
