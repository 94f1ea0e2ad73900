"""Bands: every value in one band, none in two."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.band_ends import (
    Rows,
    gap_closed,
    overlap_parted,
    row_added,
)
from perfdsl.checker.coverage.domains import Declared, domain, words_of
from perfdsl.checker.coverage.end_evidence import Evidence
from perfdsl.checker.coverage.ends_exchanged import (
    exchanged_range,
    is_downward,
    misfits,
    row_exchanged,
)
from perfdsl.checker.coverage.gap_ways import outer_ways
from perfdsl.checker.coverage.ranges import (
    example_of,
    interval_range,
    possible_part,
    show_range,
    show_words,
)
from perfdsl.checker.coverage.taken import surely_taken, taken_elsewhere
from perfdsl.checker.ways_out import line_moved_below
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.intervals import Range, complement
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.wording import phrase


def check_bands(
    bands: rules.Bands,
    indicator: Indicator,
    above: Sequence[Indicator],
    declared: Declared,
    diagnostics: Diagnostics,
) -> None:
    ranges: Rows = []
    rest: rules.Band | None = None
    blocked: list[rules.Band] = []
    empty: list[rules.Band] = []
    analyzable = True
    for row in bands.rows:
        found = interval_range(row.interval) if row.interval is not None else None
        if rest is not None and rest not in blocked:
            blocked.append(rest)
            diagnostics.report(
                codes.UNREACHABLE,
                row.span,
                secondary=[
                    Label(rest.span, phrase("这一行已经包括一切", "this row takes the rest"))
                ],
                notes=example_of(found, bands.operand) if found is not None else (),
                helps=[line_moved_below(rest.span, bands.rows[-1].span)],
                text=row.span.text,
            )
        if row.interval is None:
            rest = row
            continue
        if found is None:
            analyzable = False
            continue
        if found.is_empty:
            empty.append(row)
            continue
        ranges.append((row, found))
    for row in empty:
        _report_empty(row, ranges, rest, indicator.full, diagnostics)
    analyzable = analyzable and not empty
    ranges = _downward_reported(ranges, rest, indicator.full, diagnostics)
    before = len(diagnostics)
    evidence = Evidence(bands, indicator)
    earlier = indicator.rules[: indicator.rules.index(bands)]
    first = surely_taken(bands.operand, indicator, above, earlier)
    asked = complement(first, domain(bands.operand, declared))
    _report_overlaps(ranges, asked, evidence, declared, diagnostics)
    has_overlaps = len(diagnostics) > before
    if not analyzable or rest is not None or _has_fallback(indicator, bands):
        return
    taken = taken_elsewhere(bands.operand, indicator, above, earlier, declared)
    is_told = taken is not None
    if taken is None:  # between two bands it still can be
        taken = taken_elsewhere(bands.operand, indicator, above, earlier, declared, with_lists=True)
    if taken is None or has_overlaps:
        return  # an end written wrong leaves a gap as well
    known = [found for _, found in ranges]
    gaps = complement([*known, *taken], domain(bands.operand, declared))
    left = [(gap, part) for gap in gaps if (part := possible_part(gap, bands.operand, declared))]
    if words_of(bands.operand.type):
        if not is_told:
            return
        _report_words([part for _, part in left], bands, diagnostics)
        return
    for gap, part in left:
        if is_told or _is_inner(gap, ranges):
            _report_gap(gap, part, ranges, evidence, diagnostics)


def _report_empty(
    row: rules.Band,
    others: Rows,
    rest: rules.Band | None,
    full: Fraction,
    diagnostics: Diagnostics,
) -> None:
    assert row.interval is not None
    diagnostics.report(
        codes.EMPTY_INTERVAL,
        row.interval.span,
        helps=row_exchanged(row, others, rest, full) if is_downward(row.interval) else (),
        text=row.interval.span.text,
    )


def _downward_reported(
    ranges: Rows, rest: rules.Band | None, full: Fraction, diagnostics: Diagnostics
) -> Rows:
    """The one row written from its greater end, where only its numbers exchanged fit the others.

    A table may be written downward, and so may a row that fits as it is read.
    """
    downward = [row for row, _ in ranges if is_downward(row.interval)]
    if len(downward) != 1:
        return ranges
    row = downward[0]
    others = [(band, found) for band, found in ranges if band is not row]
    read = next(found for band, found in ranges if band is row)
    meant = exchanged_range(row.interval)
    beside = [found for _, found in others]
    if meant is None or misfits(meant, beside) >= misfits(read, beside):
        return ranges
    _report_empty(row, others, rest, full, diagnostics)
    return [(band, meant if band is row else found) for band, found in ranges]


def _report_gap(
    gap: Range,
    part: Range,
    ranges: Rows,
    evidence: Evidence,
    diagnostics: Diagnostics,
) -> None:
    """`part`: what of the gap there can be."""
    bands, full = evidence.bands, evidence.indicator.full
    is_inner = _is_inner(gap, ranges)
    touching = [(row, found) for row, found in ranges if _touches(found, gap)]
    above = next((row for row, found in touching if found.lower == gap.upper), None)
    at = above if is_inner else None
    is_apart = part != gap and not gap.lower_closed and not gap.upper_closed
    closed = [] if is_apart else gap_closed(touching, gap, ranges, evidence, full)
    if is_inner and closed:  # at the band that is most likely written wrong
        at = next((row for row, _ in touching if row.span.first.line == _line_of(closed)), at)
    diagnostics.report(
        codes.BAND_GAP if is_inner else codes.NOT_COVERED,
        at.span if at is not None else bands.operand.span,
        secondary=[
            *([Label(bands.operand.span)] if at is not None else []),
            *(Label(row.span) for row, _ in touching if row is not at),
        ],
        helps=closed if is_inner else outer_ways(part, touching, bands, full),
        notes=example_of(part, bands.operand),
        gap=show_range(part, bands.operand.type),
        subject=bands.operand.span.text,
        rest="0",
    )


def _is_inner(gap: Range, ranges: Rows) -> bool:
    """Whether there are bands on both sides of it."""
    lower, upper = gap.lower, gap.upper
    if lower is None or upper is None:
        return False
    below = any(found.upper is not None and found.upper <= lower for _, found in ranges)
    return below and any(found.lower is not None and found.lower >= upper for _, found in ranges)


def _report_words(left: list[Range], bands: rules.Bands, diagnostics: Diagnostics) -> None:
    if left:
        diagnostics.report(
            codes.NOT_COVERED,
            bands.span,
            helps=row_added(bands),
            gap=show_words(left, bands.operand.type),
            subject=bands.operand.span.text,
            rest="0",
        )


def _report_overlaps(
    ranges: Rows,
    asked: Sequence[Range],
    evidence: Evidence,
    declared: Declared,
    diagnostics: Diagnostics,
) -> None:
    """Two bands that have a value in common; from below, each against the one that reaches furthest.

    `asked`: the values there can be when the bands have their turn.
    """
    operand = evidence.bands.operand
    furthest: tuple[rules.Band, Range] | None = None
    reported: list[rules.Band] = []
    for row, found in sorted(ranges, key=lambda entry: entry[1].from_below):
        if furthest is not None:
            both = found.intersection(furthest[1])
            common = possible_part(both, operand, declared)
            parts = (possible_part(both.intersection(part), operand, declared) for part in asked)
            left = [part for part in parts if part and not _agree(row, furthest[0], part)]
            if common is not None and left:
                first, second = sorted((row, furthest[0]), key=lambda band: band.span.start)
                if any(band in reported for band in (first, second)):
                    continue
                reported.append(second)
                helps = overlap_parted(second, first, ranges, common, evidence)
                if common.point is None and _line_of(helps) == first.span.first.line:
                    first, second = second, first
                diagnostics.report(
                    codes.BAND_OVERLAP,
                    second.span,
                    secondary=[Label(first.span, phrase("也包含它", "this one has it too"))],
                    notes=example_of(left[0], operand),
                    helps=helps,
                    overlap=show_range(left[0], operand.type),
                )
        if furthest is None or _reaches_further(found, furthest[1]):
            furthest = (row, found)


def _line_of(helps: Sequence[Help]) -> int | None:
    """The line that the first way out changes."""
    return helps[0].edits[0].span.first.line if helps else None


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
