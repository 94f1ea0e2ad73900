"""A whole scheme of 100 points without grades."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.inserting import header_span
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words

_WHOLE = 100

CODE = Code(
    "PD8029",
    "grades-missing",
    "info",
    Words(
        "方案「{scheme}」满分 100 分，没有写等级",
        "the scheme 「{scheme}」 has 100 points and no grades",
    ),
    Words(
        "在文件头写「等级 优 90 分, 良 80 分, 中 60 分, 差 0 分」",
        "write `grades` at the top, from best to worst",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    rulebook = view.rulebook
    if rulebook.scheme and rulebook.full == _WHOLE and not rulebook.grades:
        diagnostics.report(CODE, header_span(rulebook, "scheme"), scheme=rulebook.scheme)


RULE = LintRule(
    CODE,
    Words(
        "整套方案没有写等级，结果只有分数。",
        "The whole scheme has no grades, so that results are points only.",
    ),
    Words(
        "报告要写优、良、中、差的，各人就会按自己的分数线写。",
        "If a report needs grades, everybody will use lines of their own.",
    ),
    bad="""
方案 甲县整体支出绩效评价
年度 2021
语言 1
事实 执行率 比率
指标 执行 100 分
  执行率 < 90% 扣 100 分
""",
    good="""
方案 甲县整体支出绩效评价
年度 2021
语言 1
等级 优 90 分, 良 80 分, 中 60 分, 差 0 分
事实 执行率 比率
指标 执行 100 分
  执行率 < 90% 扣 100 分
""",
    check=check,
    is_file=True,
)
