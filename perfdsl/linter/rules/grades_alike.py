"""Two grades that people say for each other."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.inserting import header_span
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.wording import Code, Words

_ENDINGS = ("", "等", "级", "秀", "好", "良")
"""优秀 is said for 优, 良好 for 良, 中等 for 中; 合格 and 不合格, or 中 and 中上, are not alike."""

CODE = Code(
    "PD8039",
    "grades-alike",
    "info",
    Words(
        "等级「{first}」和「{name}」容易看成同一个",
        "the grades 「{first}」 and 「{name}」 are easily taken for each other",
    ),
    Words("改掉其中一个名称", "give one of them another name"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    grades = [grade.name for grade in view.rulebook.grades]
    for number, first in enumerate(grades):
        for second in grades[number + 1 :]:
            if _are_alike(*sorted(map(_plain, (first, second)), key=len)):
                diagnostics.report(
                    CODE, header_span(view.rulebook, "grades"), first=first, name=second
                )


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def _are_alike(short: str, long: str) -> bool:
    is_word = len(short) == 1 and not short.isascii()
    return short == long or (is_word and long in {short + ending for ending in _ENDINGS})


RULE = LintRule(
    CODE,
    Words(
        "两个等级的名称是同一个词的两种说法，例如「良」和「良好」。",
        "The names of two grades are two ways to say one word, such as 「良」 and 「良好」.",
    ),
    Words(
        "报告和汇总表里会混写，一票否决降到哪一级也说不清。",
        "Reports and summaries will mix them up, and so will a veto that names one.",
    ),
    bad="""
语言 1
等级 优 9 分, 良好 8 分, 良 7 分, 差 0 分
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    good="""
语言 1
等级 优 9 分, 良 8 分, 中 7 分, 差 0 分
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    check=check,
    is_file=True,
)
