"""Two years' formulas of one number side by side: where they differ, and by how much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.intervals import Range, complement
from perfdsl.meaning.banding import has_whole
from perfdsl.meaning.lines import (
    Beyond,
    Line,
    NotAnalyzed,
    infimum,
    supremum,
)
from perfdsl.meaning.reading import Reader, Work
from perfdsl.meaning.terms import Atom, Outcome, Rounded, Word
from perfdsl.number import round_to

Score = Line | Literal["undefined", "left_out"]
"""A score on an interval: a line, or why there is none."""


@attrs.frozen(eq=False, repr=False)
class Region:
    """An interval on which both years' scores are straight lines."""

    where: Range
    old: Score
    new: Score
    parts: "tuple[Region, ...]" = ()
    """Where the years differ in it, cut so finely that no rounding is left; empty where there is none."""
    is_everywhere: bool = True
    """False: in the rest of it the years agree."""

    def change_at(self, value: Fraction) -> Fraction | None:
        """New less old at a point; None where a year has no score."""
        if isinstance(self.old, Line) and isinstance(self.new, Line):
            return self.new.at(value) - self.old.at(value)
        return None

    @property
    def change(self) -> Fraction | None:
        """The change where it is the same on the whole interval."""
        if not (isinstance(self.old, Line) and isinstance(self.new, Line)):
            return None
        if self.where.lower is not None and _is_point(self.where):
            return self.change_at(self.where.lower)
        same_slope = self.old.slope == self.new.slope
        if same_slope and self.old.places is None and self.new.places is None:
            return self.new.start - self.old.start
        return None

    @property
    def is_comparable(self) -> bool:
        return isinstance(self.old, Line) and isinstance(self.new, Line)

    @property
    def directions(self) -> frozenset[Literal["less", "more"]]:
        """Which ways the points go somewhere in it; the lines of a part never cross inside it."""
        if self.parts:
            return frozenset(way for part in self.parts for way in part.directions)
        assert isinstance(self.old, Line)
        assert isinstance(self.new, Line)
        change = self.change
        if change is None:
            middle = _inside(self.where)
            plain_old = self.old.slope * middle + self.old.start
            change = self.new.slope * middle + self.new.start - plain_old
        if change == 0:
            return frozenset()
        return frozenset(("less",) if change < 0 else ("more",))

    @property
    def extremes(self) -> tuple[Fraction, Fraction]:
        """The least and the most the change can come to, or come close to; never exceeded."""
        if self.parts:
            ends = [part.extremes for part in self.parts]
            return min(low for low, _ in ends), max(high for _, high in ends)
        assert isinstance(self.old, Line)
        assert isinstance(self.new, Line)
        if self.change is not None:
            return self.change, self.change
        line = Line(self.new.slope - self.old.slope, self.new.start - self.old.start)
        low, high = infimum(line, self.where), supremum(line, self.where)
        if low is None or high is None:  # scores are bounded
            raise NotAnalyzed
        return _on_grid(low, high, self.old.rounding, self.new.rounding)


def _on_grid(
    low: Fraction, high: Fraction, old: Rounded | None, new: Rounded | None
) -> tuple[Fraction, Fraction]:
    """What the rounded scores can differ by, where the exact ones differ by `low` to `high`.

    Two numbers rounded alike differ by their difference taken down or up to the grid. Where a limit of the
    score is in the way, or the grids are not the same, each side may be off by a whole unit.
    """
    roundings = [rounding for rounding in (old, new) if rounding is not None]
    if not roundings:
        return low, high
    unit = Fraction(1, 10 ** max(rounding.places for rounding in roundings))
    slack = Fraction(0)
    plain = all(r.ends == (None, None) and r.lower >= 0 for r in roundings)
    if len({r.places for r in roundings}) > 1 or not plain:
        slack = sum((Fraction(1, 10**rounding.places) for rounding in roundings), Fraction(0))
    down = round_to(low - slack, unit, "down")
    return down, round_to(high + slack, unit, "up")


def _inside(where: Range) -> Fraction:
    if where.lower is not None and where.upper is not None:
        return (where.lower + where.upper) / 2
    return where.sample()


def scores(
    outcome: Outcome, atom: Atom | None, words: Mapping[str, Word], work: Work
) -> tuple[tuple[Range, Score], ...]:
    """The score as a function of one quantity, from below, over all it can be."""
    domain = atom.domain if atom is not None else _POINT
    reader = Reader(atom.key if atom is not None else None, words, work)
    found: list[tuple[Range, Score]] = []
    defined = reader.ranges(outcome.defined, domain)
    found += [(part, "undefined") for part in complement(defined, domain)]
    for part in defined:
        left_out = reader.ranges(outcome.left_out, part)
        found += [(out, "left_out") for out in left_out]
        for kept in complement(left_out, part):
            for piece in reader.pieces(outcome.value, kept):
                if isinstance(piece.shape, Beyond):
                    raise NotAnalyzed
                found.append((piece.where, piece.shape))
    found.sort(key=lambda entry: entry[0].from_below)
    return tuple(found)


_POINT = Range(Fraction(0), Fraction(0), lower_closed=True, upper_closed=True)


def differences(
    old: Iterable[tuple[Range, Score]], new: Iterable[tuple[Range, Score]], atom: Atom | None
) -> tuple[Region, ...]:
    """Where the scores differ, in as few regions as there can be; elsewhere they are equal."""
    found: list[Region] = []
    for region in _side_by_side(old, new):
        if atom is not None and atom.is_whole and not has_whole(region.where):
            continue
        last = found[-1] if found else None
        if last is not None and _continues(last, region, atom):
            joined = Range(
                last.where.lower,
                region.where.upper,
                last.where.lower_closed,
                region.where.upper_closed,
            )
            lines = last if not _is_point(last.where) else region
            found[-1] = attrs.evolve(lines, where=joined)
        else:
            found.append(region)
    is_whole = atom is not None and atom.is_whole
    uncrossed = (part for region in found for part in _uncrossed(region))
    unequal = (region for region in uncrossed if not _is_equal(region))
    cut = (_cut(region, is_whole=is_whole) for region in unequal)
    return tuple(region for region in cut if region is not None)


def _cut(region: Region, *, is_whole: bool) -> Region | None:
    """With its parts; None where the years do not differ after rounding, or at any whole number."""
    lines = [line for line in (region.old, region.new) if isinstance(line, Line)]
    if len(lines) < 2 or not any(line.slope for line in lines):
        return region
    rounded = [line.rounding for line in lines if line.rounding is not None]
    if not rounded and not is_whole:
        return region
    alike = _round_alike(lines)
    most = _MOST_PARTS if alike else _MOST_UNLIKE_PARTS
    limits = _limits(region.where, lines, most, is_whole=is_whole)
    if limits is None:
        if not alike or (is_whole and rounded and not _differs_at_some(region)):
            raise NotAnalyzed  # no whole number may lie where they differ
        return region
    parts = [part for piece in _between(region.where, limits) for part in _plain(region, piece)]
    if is_whole:
        parts = [part for part in parts if _is_point(part.where)]
    unequal = tuple(part for part in parts if not _is_equal(part))
    return (
        attrs.evolve(region, parts=unequal, is_everywhere=len(unequal) == len(parts))
        if unequal
        else None
    )


def _differs_at_some(region: Region) -> bool:
    """Whether rounding leaves a difference at one of the first or the last whole numbers."""
    where = region.where.whole()
    if where.lower is None and where.upper is None:
        return False
    return any(
        where.contains(end + step * way) and region.change_at(end + step * way) != 0
        for end, way in ((where.lower, 1), (where.upper, -1))
        if end is not None
        for step in range(_MOST_PARTS)
    )


_MOST_PARTS, _MOST_UNLIKE_PARTS = 200, 2_000
"""With more limits than the first, lines that differ certainly differ at one of them when rounded alike."""


def _round_alike(lines: Sequence[Line]) -> bool:
    """Whether both years round to one grid within the same ends; a fixed score may lie on it anyway."""
    sloped = [line.rounding for line in lines if line.slope]
    first = sloped[0]
    for rounding in sloped:
        if (rounding is None) != (first is None):
            return False
        if rounding is None or first is None:
            continue
        if (rounding.places, rounding.ends) != (first.places, first.ends):
            return False
    if first is None:
        return True
    scale = 10**first.places
    return all((line.start * scale).denominator == 1 for line in lines if not line.slope)


def _limits(
    where: Range, lines: Iterable[Line], most: int, *, is_whole: bool
) -> list[Fraction] | None:
    """Where a rounded line goes to its next value, or the whole numbers; None where there are too many."""
    if where.lower is None or where.upper is None:
        return None
    if is_whole:
        first, last = -((-where.lower).__floor__()), where.upper.__floor__()
        return None if last - first > most else [Fraction(k) for k in range(first, last + 1)]
    found: set[Fraction] = set()
    half = Fraction(1, 2)
    for line in lines:
        if line.rounding is None or line.slope == 0:
            continue
        unit = Fraction(1, 10**line.rounding.places)
        ends = sorted((line.slope * end + line.start) / unit for end in (where.lower, where.upper))
        first, last = (ends[0] - half).__floor__(), (ends[1] - half).__floor__() + 1
        if last - first > most:
            return None
        found |= {((k + half) * unit - line.start) / line.slope for k in range(first, last + 1)}
    return sorted(found)


def _between(where: Range, limits: Iterable[Fraction]) -> Iterator[Range]:
    """The interval cut at the limits, each of which is a part of its own."""
    lower, is_closed = where.lower, where.lower_closed
    for limit in limits:
        if not where.contains(limit):
            continue
        before = Range(lower, limit, is_closed, upper_closed=False)
        if not before.is_empty:
            yield before
        yield Range(limit, limit, lower_closed=True, upper_closed=True)
        lower, is_closed = limit, False
    rest = Range(lower, where.upper, is_closed, where.upper_closed)
    if not rest.is_empty:
        yield rest


def _plain(region: Region, where: Range) -> Iterator[Region]:
    """The region on a part of it, where a rounded line has one value."""
    lines = [
        line
        if not isinstance(line, Line) or line.rounding is None
        else Line(Fraction(0), line.at(_inside(where)))
        for line in (region.old, region.new)
    ]
    yield from _uncrossed(Region(where, lines[0], lines[1]))


def _side_by_side(
    old: Iterable[tuple[Range, Score]], new: Iterable[tuple[Range, Score]]
) -> Iterator[Region]:
    firsts, seconds = list(old), list(new)
    start = 0
    for where, before in firsts:
        while start < len(seconds) and _is_before(seconds[start][0], where):
            start += 1
        for other, after in seconds[start:]:
            if _is_before(where, other):
                break
            common = where.intersection(other)
            if not common.is_empty:
                yield Region(common, before, after)


def _is_before(left: Range, right: Range) -> bool:
    """Whether all of `left` lies below all of `right`."""
    if left.upper is None or right.lower is None:
        return False
    if left.upper == right.lower:
        return not (left.upper_closed and right.lower_closed)
    return left.upper < right.lower


def _uncrossed(region: Region) -> Iterator[Region]:
    """The region cut where one year's line crosses the other's."""
    old, new = region.old, region.new
    if isinstance(old, Line) and isinstance(new, Line) and old.slope != new.slope:
        crossing = (old.start - new.start) / (new.slope - old.slope)
        point = Range(crossing, crossing, lower_closed=True, upper_closed=True)
        if not point.intersection(region.where).is_empty:
            parts = [*complement([point], region.where), point]
            for part in sorted(parts, key=lambda each: each.from_below):
                yield Region(part, old, new)
            return
    yield region


def _is_equal(region: Region) -> bool:
    old, new = region.old, region.new
    if not (isinstance(old, Line) and isinstance(new, Line)):
        return old == new
    where = region.where
    if where.lower is not None and _is_point(where):
        return old.at(where.lower) == new.at(where.lower)
    return old == new and _same_rounding(old, new)


def _same_rounding(old: Line, new: Line) -> bool:
    first, second = old.rounding, new.rounding
    if first is None or second is None:
        return first is second
    return (first.places, first.ends) == (second.places, second.ends)


def _continues(last: Region, region: Region, atom: Atom | None) -> bool:
    """Whether the same lines go on in the next region."""
    touching = last.where.upper is not None and last.where.upper == region.where.lower
    if atom is not None and atom.is_whole and not touching:
        touching = True  # nothing whole lies between
    if not touching:
        return False
    point = next((part.where.lower for part in (last, region) if _is_point(part.where)), None)
    if point is not None and atom is not None and atom.is_whole:
        point = None if last.where.upper != region.where.lower else point
    return _is_same(last.old, region.old, point) and _is_same(last.new, region.new, point)


def _is_same(first: Score, second: Score, point: Fraction | None) -> bool:
    """Whether one line goes on as the other; `point` is all that one of them covers."""
    if not (isinstance(first, Line) and isinstance(second, Line)):
        return first == second
    if point is not None:
        return first.at(point) == second.at(point)
    return first == second and _same_rounding(first, second)


def _is_point(where: Range) -> bool:
    return where.lower is not None and where.lower == where.upper
