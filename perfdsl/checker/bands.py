"""Bands: every value in one band, none in two."""

from fractions import Fraction

from perfdsl.checker.band_ends import ends_swapped, gap_closed, overlap_parted, row_added
from perfdsl.checker.constants import constant_value
from perfdsl.checker.ranges import (
    Declared,
    domain,
    example_of,
    interval_range,
    is_between_whole_numbers,
    show_range,
)
from perfdsl.checker.ways_out import line_moved_below
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.intervals import Range, complement
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import ChoiceType, LevelType, Quantity, TruthType, Zero
from perfdsl.wording import phrase


def check_bands(
    bands: rules.Bands,
    indicator: Indicator,
    declared: Declared,
    diagnostics: Diagnostics,
) -> None:
    ranges: list[tuple[rules.Band, Range]] = []
    rest: rules.Band | None = None
    blocked: list[rules.Band] = []
    analyzable = isinstance(bands.operand.type, Quantity | Zero)
    if isinstance(bands.operand.type, LevelType | ChoiceType | TruthType):
        _check_words(bands, indicator, diagnostics)
        return
    for row in bands.rows:
        if rest is not None and rest not in blocked:
            blocked.append(rest)
            diagnostics.report(
                codes.UNREACHABLE,
                row.span,
                secondary=[
                    Label(rest.span, phrase("这一行已经包括一切", "this row takes the rest"))
                ],
                helps=[line_moved_below(rest.span, bands.rows[-1].span)],
                text=row.span.text,
            )
        if row.interval is None:
            rest = row
            continue
        found = interval_range(row.interval)
        if found is None:
            analyzable = False
            continue
        if found.is_empty:
            diagnostics.report(
                codes.EMPTY_INTERVAL,
                row.interval.span,
                helps=ends_swapped(row.interval.span),
                text=row.interval.span.text,
            )
            analyzable = False
            continue
        ranges.append((row, found))
    before = len(diagnostics)
    _report_overlaps(ranges, bands.operand, diagnostics)
    has_overlaps = len(diagnostics) > before
    if not analyzable or rest is not None or _has_fallback(indicator, bands):
        return
    possible = domain(bands.operand, declared)
    gaps = complement([found for _, found in ranges], possible)
    for gap in gaps:
        if is_between_whole_numbers(gap, bands.operand, declared):
            continue
        inner = gap.lower is not None and gap.upper is not None and gap.lower != possible.lower
        inner = inner and gap.upper != possible.upper
        if has_overlaps:
            return  # an end written wrong leaves a gap as well
        touching = [(row, found) for row, found in ranges if _touches(found, gap)]
        above = next((row for row, found in touching if found.lower == gap.upper), None)
        beside = touching[0][0] if touching else None
        at = above if inner else beside
        diagnostics.report(
            codes.BAND_GAP if inner else codes.NOT_COVERED,
            at.span if at is not None else bands.span,
            secondary=[
                Label(bands.operand.span),
                *(Label(row.span) for row, _ in touching if row is not at),
            ],
            helps=gap_closed(touching, gap, ranges) if inner else row_added(bands),
            notes=example_of(gap, bands.operand),
            gap=show_range(gap, bands.operand.type),
            subject=bands.operand.span.text,
            rest="0",
        )


def _check_words(bands: rules.Bands, indicator: Indicator, diagnostics: Diagnostics) -> None:
    """Bands over words: each word once, none left out; only rows that name one word are analyzed."""
    seen: dict[object, rules.Band] = {}
    for row in bands.rows:
        if row.interval is None:
            return
        end = row.interval.lower
        if not isinstance(end, model.Constant) or end is not row.interval.upper:
            return
        first = seen.setdefault(end.value, row)
        if first is not row:
            diagnostics.report(
                codes.BAND_OVERLAP,
                row.span,
                secondary=[Label(first.span, phrase("也包含它", "this one has it too"))],
                overlap=end.span.text,
            )
    type_ = bands.operand.type
    words: tuple[object, ...] = (True, False)
    if isinstance(type_, LevelType | ChoiceType):
        words = type_.words
    left = [
        ("是" if word else "否") if isinstance(word, bool) else str(word)
        for word in words
        if word not in seen
    ]
    if left and not _has_fallback(indicator, bands):
        diagnostics.report(
            codes.NOT_COVERED,
            bands.span,
            gap="、".join(left),
            subject=bands.operand.span.text,
            rest="0",
        )


def _report_overlaps(
    ranges: list[tuple[rules.Band, Range]], operand: model.Expr, diagnostics: Diagnostics
) -> None:
    """Two bands that have a value in common; from below, each against the one that reaches furthest."""
    furthest: tuple[rules.Band, Range] | None = None
    reported: list[rules.Band] = []
    for row, found in sorted(ranges, key=lambda entry: _from_below(entry[1])):
        if furthest is not None:
            common = found.intersection(furthest[1])
            if not common.is_empty and not _agree(row, furthest[0], common):
                first, second = sorted((row, furthest[0]), key=lambda band: band.span.start)
                if any(band in reported for band in (first, second)):
                    continue
                reported.append(second)
                diagnostics.report(
                    codes.BAND_OVERLAP,
                    second.span,
                    secondary=[Label(first.span, phrase("也包含它", "this one has it too"))],
                    notes=example_of(common, operand),
                    helps=overlap_parted(second, first, ranges, common),
                    overlap=show_range(common, operand.type),
                )
        if furthest is None or _reaches_further(found, furthest[1]):
            furthest = (row, found)


def _from_below(found: Range) -> tuple[bool, Fraction, bool]:
    return found.lower is not None, found.lower or Fraction(0), not found.lower_closed


def _reaches_further(found: Range, other: Range) -> bool:
    if found.upper is None or other.upper is None:
        return found.upper is None
    return (found.upper, found.upper_closed) > (other.upper, other.upper_closed)


def _agree(row: rules.Band, other: rules.Band, common: Range) -> bool:
    """Two bands that meet in one value and give the same points there contradict nothing."""
    if common.lower is None or common.lower != common.upper:
        return False
    first, second = _points_at(row, common.lower), _points_at(other, common.lower)
    return first is not None and first == second


def _points_at(row: rules.Band, value: Fraction) -> Fraction | None:
    if isinstance(row.points, rules.Judged) or row.interval is None:
        return None
    if not isinstance(row.points, rules.Interpolation):
        return constant_value(row.points)
    ends = interval_range(row.interval)
    if ends is None:
        return None
    end = row.points.lower_points if value == ends.lower else row.points.upper_points
    return constant_value(end)


def _has_fallback(indicator: Indicator, bands: rules.Bands) -> bool:
    """Whether a rule below takes what the bands leave."""
    below = indicator.rules[indicator.rules.index(bands) + 1 :]
    return any(
        (isinstance(rule, rules.Award) and rule.condition is None)
        or isinstance(rule, rules.Bands | rules.Award)
        or (isinstance(rule, rules.Checklist) and rule.kind == "award")
        for rule in below
    )


def _touches(found: Range, gap: Range) -> bool:
    return (found.upper is not None and found.upper == gap.lower) or (
        found.lower is not None and found.lower == gap.upper
    )
