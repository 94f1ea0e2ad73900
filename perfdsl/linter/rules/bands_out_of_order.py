"""A lone band that gives less than those on both sides of it."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.ranges import interval_range
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.intervals import Range
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.meaning.lines import position
from perfdsl.model import rules
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8032",
    "bands-out-of-order",
    "warning",
    Words(
        "「{text}」给 {points} 分，比它上下两边的档都低",
        "「{text}」 gives {points} points, less than the bands on both sides of it",
    ),
    Words("核对这一档的分值", "check the points of this band"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for leaf, bands in view.bands:
        _check_bands(bands, leaf.full, diagnostics)


def _check_bands(bands: rules.Bands, full: Fraction, diagnostics: Diagnostics) -> None:
    found: list[tuple[Range, Fraction, rules.Band]] = []
    for row in bands.rows:
        where = interval_range(row.interval) if row.interval is not None else None
        if isinstance(row.points, rules.Judged | rules.Interpolation):
            continue
        points = constant_value(row.points, full)
        if where is not None and points is not None:
            found.append((where, points, row))
    found.sort(key=lambda entry: position(entry[0]))
    for number, (_, points, row) in enumerate(found):
        below = [entry for entry in found[:number] if entry[1] > points]
        above = [entry for entry in found[number + 1 :] if entry[1] > points]
        if below and above:
            diagnostics.report(
                CODE,
                row.span,
                secondary=[
                    Label(
                        entry[2].span,
                        phrase("这里 {p} 分", "{p} points here", p=format_exact(entry[1])),
                    )
                    for entry in (below[-1], above[0])
                ],
                text=row.span.text,
                points=format_exact(points),
            )


RULE = LintRule(
    CODE,
    Words(
        "一档给的分比数值更小的档低，也比数值更大的档低。",
        "A band gives less than a band below it and less than a band above it.",
    ),
    Words(
        "越高越好、越低越好、中间最好都不会这样；多半是抄错了一个数。",
        "Neither more, nor less, nor the middle is better then; a number was probably copied wrongly.",
    ),
    bad="""
按 执行率 分档
- >= 95% 得 10 分
- 90%(含) 至 95%(不含) 得 3 分
- 80%(含) 至 90%(不含) 得 6 分
- < 80% 得 0 分
""",
    good="""
按 执行率 分档
- >= 95% 得 10 分
- 90%(含) 至 95%(不含) 得 8 分
- 80%(含) 至 90%(不含) 得 6 分
- < 80% 得 0 分
""",
    check=check,
)
