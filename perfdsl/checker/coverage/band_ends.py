"""Gaps and overlaps of bands put right: which end is to be moved, and how it is written."""

import itertools
import re
from fractions import Fraction
from math import gcd, lcm

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.end_evidence import Evidence
from perfdsl.checker.coverage.end_signs import SIGN, end_changed
from perfdsl.checker.ways_out import lines_removed
from perfdsl.diagnostic import Edit, Help
from perfdsl.intervals import Range
from perfdsl.model import rules
from perfdsl.source import Span
from perfdsl.wording import phrase

Rows = list[tuple[rules.Band, Range]]

_FEW_ENDS = 2
_TWICE = 2
_QUARTER = 3


def gap_closed(
    touching: Rows, gap: Range, rows: Rows, evidence: Evidence, full: Fraction
) -> list[Help]:
    """Let one of the bands beside the gap take it; where it is one value, the upper one first.

    Where a band was forgotten, what it gives nobody can say.
    """
    if _is_forgotten(gap, rows, full):
        return []
    helps: list[Help] = []
    beside = {id(row) for row, _ in touching}
    others = [each for each in rows if id(each[0]) not in beside]
    if gap.lower == gap.upper:
        order = [True, False] if _takes_lower_end(others) else [False, True]
    else:
        limits = [_limit_at(touching, gap.lower), _limit_at(touching, gap.upper)]
        is_first = _is_first(limits[0], limits[1], [found for _, found in others], evidence)
        order = [True, False] if is_first is not False else [False, True]
    for is_upper in order:
        for row, found in touching:
            if (found.lower if is_upper else found.upper) != (gap.upper if is_upper else gap.lower):
                continue
            if gap.lower == gap.upper:
                edits = _one(end_changed(row, is_lower=is_upper, closed=True))
            else:
                edits = _end_moved(row, found, touching, is_lower=is_upper)
            if edits:
                helps.append(_help(row, *edits))
    return helps


_Limit = tuple[Fraction, Span] | None


def _limit_at(rows: Rows, value: Fraction | None) -> _Limit:
    """Where that number is written."""
    for row, found in rows:
        for end, number in ((found.lower, "lower"), (found.upper, "upper")):
            written = None if row.interval is None else getattr(row.interval, number)
            if value is not None and end == value and written is not None:
                return value, written.span
    return None


def _is_first(one: _Limit, other: _Limit, rest: list[Range], evidence: Evidence) -> bool | None:
    """Whether the first of two numbers is the likelier limit between two bands; None: nothing tells.

    What is said of the quantity tells first, then the steps of the other bands, then whether only one is
    used in the file at all, then which is rounder.
    """
    if one is None or other is None:
        return None
    grid = _grid(rest)
    fits = [not grid or (each[0] / grid).denominator == 1 for each in (one, other)]
    for told in (
        evidence.near(one[1], other[1]),
        int(fits[0]) - int(fits[1]),
        evidence.anywhere(one[1], other[1]),
        _roundness(one) - _roundness(other),
    ):
        if told:
            return told > 0
    return None


def _is_forgotten(gap: Range, rows: Rows, full: Fraction) -> bool:
    """Whether the points jump where the gap is, as they do nowhere else; of two bands, whether it is as wide as one."""
    width = _width(gap)
    if not width or gap.lower is None:
        return False
    ordered = sorted(rows, key=lambda entry: entry[1].from_below)
    jumps: list[Fraction] = []
    at_gap: Fraction | None = None
    for row, _ in ordered:
        ends = [points_of(row, full, is_upper=is_upper) for is_upper in (False, True)]
        if isinstance(row.points, rules.Interpolation) and None not in ends:
            jumps.append(abs((ends[1] or Fraction(0)) - (ends[0] or Fraction(0))))
    for (row, found), (following, _) in itertools.pairwise(ordered):
        pair = points_of(row, full, is_upper=True), points_of(following, full, is_upper=False)
        if pair[0] is None or pair[1] is None:
            continue
        if found.upper == gap.lower:
            at_gap = abs(pair[1] - pair[0])
        else:
            jumps.append(abs(pair[1] - pair[0]))
    if at_gap is None or not any(jumps):
        bands = [size for _, found in rows if (size := _width(found))]
        return bool(bands) and width >= min(bands)
    return at_gap >= _TWICE * max(jumps)


def points_of(row: rules.Band, full: Fraction, *, is_upper: bool) -> Fraction | None:
    """What it gives at one of its ends; the most or the least that a person may give."""
    points = row.points
    if isinstance(points, rules.Interpolation):
        points = points.upper_points if is_upper else points.lower_points
    elif isinstance(points, rules.Judged):
        points = points.most if is_upper else points.least
    return constant_value(points, full)


def overlap_parted(
    row: rules.Band, other: rules.Band, rows: Rows, common: Range, evidence: Evidence
) -> list[Help]:
    """Let one of the two bands end where the other begins; as the other bands of the table do it."""
    ranges = {id(band): found for band, found in rows}
    if ranges[id(row)] == ranges[id(other)]:
        return [lines_removed(row.span), lines_removed(other.span)]
    turned = _turned_round(row, rows)
    if turned is not None:
        return [_help(row, turned)]
    helps: list[Help] = []
    ordered = sorted((row, other), key=lambda band: ranges[id(band)].from_below)
    lower_row, upper_row = ordered
    lower, upper = ranges[id(lower_row)], ranges[id(upper_row)]
    if lower.upper is None or upper.lower is None:
        return []
    if common.lower == common.upper:
        takes_lower = _takes_lower_end([pair for pair in rows if pair[0] not in (row, other)])
        ways = [
            (lower_row, _one(end_changed(lower_row, is_lower=False, closed=False))),
            (upper_row, _one(end_changed(upper_row, is_lower=True, closed=False))),
        ]
        ways = ways if takes_lower else ways[::-1]
    else:
        ways = [
            (lower_row, _end_moved(lower_row, lower, [(upper_row, upper)], is_lower=False)),
            (upper_row, _end_moved(upper_row, upper, [(lower_row, lower)], is_lower=True)),
        ]
        ways.sort(key=lambda way: way[0] is not row)
        rest = [found for band, found in rows if band not in (row, other)]
        kept = {
            id(lower_row): _limit_at([(upper_row, upper)], upper.lower),
            id(upper_row): _limit_at([(lower_row, lower)], lower.upper),
        }
        if common.upper is not None and common.upper <= 2 * _furthest(rows, (row, other)):
            first, second = (kept[id(way[0])] for way in ways)
            if _is_first(first, second, rest, evidence) is False:
                ways.reverse()
    for band, edits in ways:
        if edits:
            helps.append(_help(band, *edits))
    return helps


def row_added(bands: rules.Bands) -> list[Help]:
    """A last row for what no band has."""
    if not bands.rows:
        return []
    last = bands.rows[-1].span
    line = last.source.line_text(last.last.line)
    indent = line[: len(line) - len(line.lstrip())]
    end = last.source.line_starts[last.last.line - 1] + len(line)
    added = "- rest award 0" if line.isascii() else "- 其余 得 0 分"
    edit = Edit(Span(last.source, end, end), f"\n{indent}{added}")
    return [
        Help(phrase("加一行「- 其余 得 0 分」", "add a row “- rest award 0”"), (edit,), "unsafe")
    ]


def _one(edit: Edit | None) -> tuple[Edit, ...]:
    return () if edit is None else (edit,)


def _help(row: rules.Band, edit: Edit, *more: Edit) -> Help:
    """What the first edit does, said in words; the others only make its end fit the neighbor."""
    line = row.span.first.line
    if edit.span.text:
        return Help(
            phrase(
                "第 {line} 行的「{old}」改为「{new}」",
                "change 「{old}」 on line {line} to 「{new}」",
                line=line, old=edit.span.text, new=edit.replacement,
            ),
            (edit, *more),
            "unsafe",
        )  # fmt: skip
    return Help(
        phrase(
            "第 {line} 行补上「{new}」",
            "add 「{new}」 on line {line}",
            line=line,
            new=edit.replacement,
        ),
        (edit,),
        "unsafe",
    )


def _grid(ranges: list[Range]) -> Fraction:
    """The largest number that all ends of the other bands are multiples of; 0 for none."""
    ends = {end for found in ranges for end in (found.lower, found.upper) if end}
    if len(ends) < _FEW_ENDS:
        return Fraction(0)
    scale = lcm(*(end.denominator for end in ends))
    return Fraction(gcd(*(int(end * scale) for end in ends)), scale)


def _roundness(limit: tuple[Fraction, Span]) -> int:
    """80% before 85% before 82%; 95% is as usual as 90%; quarters before other months."""
    value, written = limit
    if re.search("月|month", written.text):
        return int((value / _QUARTER).denominator == 1)
    scaled = abs(value * 100)
    if scaled.denominator != 1 or not scaled:
        return 0
    digits = str(scaled.numerator).rstrip("0")
    if len(digits) == 1 or digits == "95":
        return 2
    return int(len(digits) == _FEW_ENDS and digits.endswith("5"))


def _furthest(rows: Rows, but: tuple[rules.Band, rules.Band]) -> Fraction:
    """The largest end of the other bands; a number far beyond has a digit too many."""
    ends = [
        end
        for band, found in rows
        if band not in but
        for end in (found.lower, found.upper)
        if end is not None
    ]
    return max(ends, default=Fraction(0))


def _width(found: Range) -> Fraction | None:
    if found.lower is None or found.upper is None:
        return None
    return found.upper - found.lower


def _takes_lower_end(rows: Rows) -> bool:
    """Whether the bands of the table begin with their lower ends, as most do."""
    lower = sum(found.lower is not None and found.lower_closed for _, found in rows)
    upper = sum(found.upper is not None and found.upper_closed for _, found in rows)
    return lower >= upper


def _end_moved(row: rules.Band, found: Range, others: Rows, *, is_lower: bool) -> tuple[Edit, ...]:
    """The number at one end, replaced by that at the neighbor's other end, which one of the two then has."""
    interval = row.interval
    end = None if interval is None else interval.lower if is_lower else interval.upper
    for other, neighbor in others:
        if other is row or other.interval is None:
            continue
        wanted = other.interval.upper if is_lower else other.interval.lower
        if end is None or wanted is None:
            continue
        moved = Edit(end.span, wanted.span.text)
        is_closed = found.lower_closed if is_lower else found.upper_closed
        is_taken = neighbor.upper_closed if is_lower else neighbor.lower_closed
        if is_closed != is_taken:
            return (moved,)
        changed = end_changed(row, is_lower=is_lower, closed=not is_taken)
        return () if changed is None else (moved, changed)
    return ()


def _turned_round(row: rules.Band, rows: Rows) -> Edit | None:
    """`> 80%` where `< 80%` would leave no overlap."""
    found = next(found for band, found in rows if band is row)
    if row.interval is None or (found.lower is None) == (found.upper is None):
        return None
    turned = Range(found.upper, found.lower, found.upper_closed, found.lower_closed)
    others = [other for band, other in rows if band is not row]
    if any(not turned.intersection(other).is_empty for other in others):
        return None
    if sum(not found.intersection(other).is_empty for other in others) < 2:
        return None
    sign = SIGN.search(row.interval.span.text) or SIGN.search(row.span.text)
    if sign is None:
        return None
    swapped = sign.group().translate(str.maketrans("<>＜＞≤≥≦≧", "><＞＜≥≤≧≦"))
    base = row.interval.span if SIGN.search(row.interval.span.text) else row.span
    start = base.start + sign.start()
    return Edit(Span(base.source, start, start + len(sign.group())), swapped)
