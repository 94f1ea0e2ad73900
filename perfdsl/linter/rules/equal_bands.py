"""Neighboring bands that give the same."""

from fractions import Fraction
from itertools import pairwise

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.ranges import interval_range
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.types import ChoiceType
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8033",
    "equal-bands",
    "info",
    Words(
        "相邻的两档都给 {points} 分：「{first}」和「{text}」",
        "two bands side by side give {points} points: 「{first}」 and 「{text}」",
    ),
    Words("改正其中一档，或合成一档", "correct one of them, or write one band"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for leaf, bands in view.bands:
        if isinstance(bands.operand.type, ChoiceType):  # no two of its words stand side by side
            continue
        _check_bands(bands, leaf.full, diagnostics)


def _check_bands(bands: rules.Bands, full: Fraction, diagnostics: Diagnostics) -> None:
    placed = []
    for row in bands.rows:
        where = interval_range(row.interval) if row.interval is not None else None
        if where is None:
            return
        placed.append((where, row))
    placed.sort(key=lambda entry: entry[0].from_below)
    for (_, first), (_, second) in pairwise(placed):
        points = _points(first, full)
        if points is not None and points == _points(second, full):
            upper, lower = sorted((first, second), key=lambda row: row.span.start)
            diagnostics.report(
                CODE,
                lower.span,
                secondary=[Label(upper.span, phrase("分数相同", "the same points"))],
                points=format_exact(points),
                first=upper.span.text,
                text=lower.span.text,
            )


def _points(row: rules.Band, full: Fraction) -> Fraction | None:
    if isinstance(row.points, rules.Judged | rules.Interpolation):
        return None
    return constant_value(row.points, full)


RULE = LintRule(
    CODE,
    Words("相邻的两档给一样的分。", "Two neighboring bands give the same points."),
    Words(
        "分成两档就是要分出高低；多半是下一档的分值忘了改。",
        "Two bands are there to make a difference; the points of one were probably not changed.",
    ),
    bad="""
按 执行率 分档
- >= 95% 得 10 分
- 80%(含) 至 95%(不含) 得 10 分
- < 80% 得 0 分
""",
    good="""
按 执行率 分档
- >= 95% 得 10 分
- 80%(含) 至 95%(不含) 得 5 分
- < 80% 得 0 分
""",
    check=check,
)
