"""A band whose points run the other way than those of the bands beside it."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.ranges import interval_range
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.intervals import Range
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8044",
    "interpolation-reversed",
    "warning",
    Words(
        "「{text}」从下往上是 {lower} 分到 {upper} 分，和上下两档的 {below} 分、{above} 分反着",
        "「{text}」 runs from {lower} points to {upper}, against the bands below and above it with {below} and {above}",
    ),
    Words(
        "前一个分是区间下端的，后一个是上端的：调换过来",
        "the first points are for the lower end of the band: exchange them",
    ),
)


@attrs.frozen(eq=False, repr=False)
class Sloped:
    """A band with the points at its ends; they are the same unless it is interpolated.

    `where` None: what the other bands leave.
    """

    where: Range | None
    lower: Fraction
    upper: Fraction
    row: rules.Band | rules.Award


def check(view: View, diagnostics: Diagnostics) -> None:
    for leaf, bands in view.bands:
        rows = list(_sloped(bands, leaf.full))
        placed = sorted(
            ((each.where, each) for each in rows if each.where is not None),
            key=lambda pair: pair[0].from_below,
        )
        rest = next((each for each in rows if each.where is None), None) or _otherwise(leaf, bands)
        for index, (where, band) in enumerate(placed):
            below = _beside(where.lower, [(at.upper, each) for at, each in placed[:index]], rest)
            above = _beside(where.upper, [(at.lower, each) for at, each in placed[:index:-1]], rest)
            if below is not None and above is not None and _runs_against(below, band, above):
                _report(below, band, above, diagnostics)


def _sloped(bands: rules.Bands, full: Fraction) -> Iterator[Sloped]:
    for row in bands.rows:
        where = interval_range(row.interval) if row.interval is not None else None
        if isinstance(row.points, rules.Judged) or (where is None and row.interval is not None):
            continue
        ends = (
            (row.points.lower_points, row.points.upper_points)
            if isinstance(row.points, rules.Interpolation)
            else (row.points, row.points)
        )
        lower, upper = (constant_value(end, full) for end in ends)
        if lower is not None and upper is not None:
            yield Sloped(where, lower, upper, row)


def _otherwise(leaf: Indicator, bands: rules.Bands) -> Sloped | None:
    """`否则 得 0 分` right below the bands: what they leave."""
    index = leaf.rules.index(bands)
    award = leaf.rules[index + 1] if index + 1 < len(leaf.rules) else None
    if not isinstance(award, rules.Award) or award.condition is not None or award.step is not None:
        return None
    if isinstance(award.points, rules.Judged):
        return None
    points = constant_value(award.points, leaf.full)
    return None if points is None else Sloped(None, points, points, award)


def _beside(
    end: Fraction | None, others: list[tuple[Fraction | None, Sloped]], rest: Sloped | None
) -> Sloped | None:
    """The band beyond this end: of `others`, with the ends they turn to it, the nearest (the last); else the rest."""
    if end is None:
        return None
    nearest, band = others[-1] if others else (None, None)
    return band if nearest == end else rest


def _runs_against(below: Sloped, band: Sloped, above: Sloped) -> bool:
    """Whether it falls between a lower and a higher one, or rises between a higher and a lower.

    Beside what the others leave, only where its points are between theirs: it may be the highest of all.
    """
    if (band.upper - band.lower) * (above.lower - below.upper) >= 0:
        return False
    least, most = sorted((below.upper, above.lower))
    is_between = least <= min(band.lower, band.upper) and max(band.lower, band.upper) <= most
    return is_between or (below.where is not None and above.where is not None)


def _report(below: Sloped, band: Sloped, above: Sloped, diagnostics: Diagnostics) -> None:
    points = band.row.points
    assert isinstance(points, rules.Interpolation)
    places = (points.lower_points.span, points.upper_points.span)
    shown = phrase("调换两头的分", "exchange the points of the ends")
    edits = (Edit(places[0], places[1].text), Edit(places[1], places[0].text))
    diagnostics.report(
        CODE,
        band.row.span,
        secondary=[
            Label(each.row.span, phrase("这里 {p} 分", "{p} points here", p=format_exact(value)))
            for each, value in ((below, below.upper), (above, above.lower))
        ],
        helps=[Help(shown, edits, "unsafe")],
        text=band.row.span.text,
        lower=format_exact(band.lower),
        upper=format_exact(band.upper),
        below=format_exact(below.upper),
        above=format_exact(above.lower),
    )


RULE = LintRule(
    CODE,
    Words(
        "插值的一档从下往上越来越低，它上面的档却比下面的高；或者反过来。",
        "Interpolated points fall through a band although the band above gives more than the one below.",
    ),
    Words(
        "「得 P 至 Q 插值」的 P 是区间下端的分，Q 是上端的：多半写颠倒了，刚到这一档的反而得分最多。",
        "P is for the lower end and Q for the upper; they were probably exchanged, and the worst get most.",
    ),
    bad="""
按 执行率 分档
- >= 100% 得 10 分
- 80%(含) 至 100%(不含) 得 10 分 至 0 分 插值
- < 80% 得 0 分
""",
    good="""
按 执行率 分档
- >= 100% 得 10 分
- 80%(含) 至 100%(不含) 得 0 分 至 10 分 插值
- < 80% 得 0 分
""",
    check=check,
)
