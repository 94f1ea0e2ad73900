"""A scheme that does not say in which edition of the language it is written."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.inserting import header_span, insert_header
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8036",
    "edition-missing",
    "info",
    Words(
        "方案「{scheme}」没有写语言的版本",
        "the scheme 「{scheme}」 does not say in which edition of the language it is written",
    ),
    Words("在文件头写「语言 {edition}」", "write `language {edition}` at the top"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    rulebook = view.rulebook
    if not rulebook.scheme or "edition" in rulebook.headers:
        return
    line = Words(f"语言 {rulebook.edition}", f"language {rulebook.edition}")
    diagnostics.report(
        CODE,
        header_span(rulebook, "scheme"),
        # what is not said is this edition: it only writes down how the file is read
        helps=insert_header(rulebook, ("scheme", "year"), line, "safe"),
        scheme=rulebook.scheme,
        edition=rulebook.edition,
    )


RULE = LintRule(
    CODE,
    Words(
        "文件写了方案的名称，没有写「语言」一行。",
        "The file names its scheme and not the edition of the language.",
    ),
    Words(
        "写了它，以后的版本也按今天的意思计分；公布了的办法，分数不能变。",
        "With it later versions score as today; the scores of published rules must not change.",
    ),
    bad="""
方案 甲县整体支出绩效评价
年度 2021
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
