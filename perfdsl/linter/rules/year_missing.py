"""A scheme that does not say for which year it is."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.inserting import header_span
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8028",
    "year-missing",
    "info",
    Words(
        "方案「{scheme}」没有写年度", "the scheme 「{scheme}」 does not say for which year it is"
    ),
    Words("在文件头写「年度 2021」", "write `year 2021` at the top"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    rulebook = view.rulebook
    if rulebook.scheme and rulebook.year is None:
        diagnostics.report(CODE, header_span(rulebook, "scheme"), scheme=rulebook.scheme)


RULE = LintRule(
    CODE,
    Words("文件写了方案的名称，没有写年度。", "The file names its scheme and not the year."),
    Words(
        "填报文件和规则对不上年度时就没有办法发现，明年的文件也会分不清。",
        "Facts for another year then go unnoticed, and next year's file looks the same.",
    ),
    bad="""
方案 甲县整体支出绩效评价
语言 1
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    good="""
方案 甲县整体支出绩效评价
年度 2021
语言 1
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    check=check,
    is_file=True,
)
