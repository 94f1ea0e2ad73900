"""Scores with no end of decimals, and nothing that says how they are rounded."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.shape import as_text
from perfdsl.linter.view import View
from perfdsl.model.printing import show_value
from perfdsl.model.types import SCORE
from perfdsl.number import decimal_places, round_places
from perfdsl.wording import Code, Words, phrase

_DECIMALS = 4
_USUAL = 2
"""So many decimals of a score surprise nobody."""

CODE = Code(
    "PD8030",
    "rounding-missing",
    "info",
    Words(
        "「{name}」的得分会有零头{witness}，文件没有写保留几位小数",
        "the score of 「{name}」 can have many decimals{witness}; the file does not say how it is rounded",
    ),
    Words("在文件头写「保留 2 位小数」", "write `round 2` at the top"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    if not view.rulebook.scheme or view.rulebook.rounding is not None:
        return
    for path in view.leaves:
        shape = view.shape(path)
        number = shape.number if shape is not None else None
        if shape is None or number is None or number.is_whole or number.expression is None:
            continue
        for stretch, line in shape.lines:
            where = stretch.where
            if line.slope == 0 or where.lower is None or where.upper is None:
                continue
            value = round_places(where.lower + (where.upper - where.lower) / 3, _DECIMALS)
            places = decimal_places(line.at(value))
            if not where.contains(value) or (places is not None and places <= _USUAL):
                continue
            point = {**stretch.words, number.key: value}
            text = as_text(point, shape.atoms)
            points = show_value(line.at(value), SCORE)
            diagnostics.report(
                CODE,
                path[-1].span,
                name=path[-1].name,
                witness=phrase(
                    "（{text} 时 {points}）", " ({points} with {text})", text=text, points=points
                ),
            )
            return


RULE = LintRule(
    CODE,
    Words(
        "有按比例算的分，文件没有写保留几位小数。",
        "Points follow a rate, and the file does not say how many decimals count.",
    ),
    Words(
        "各人四舍五入的位数不同，总分就对不上，等级也可能不同。",
        "People round differently, and then totals and grades differ.",
    ),
    bad="""
方案 甲县整体支出绩效评价
年度 2021
语言 1
事实 执行率 比率 0 至 100%
指标 执行 10 分
  得 执行率 × 满分
""",
    good="""
方案 甲县整体支出绩效评价
年度 2021
语言 1
保留 2 位小数
事实 执行率 比率 0 至 100%
指标 执行 10 分
  得 执行率 × 满分
""",
    check=check,
    is_file=True,
)
