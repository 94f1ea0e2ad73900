"""Where two years' scores of an indicator differ, as tables: range, old points, new points, change."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.changes.structure import Comparison
from perfdsl.checker.coverage.ranges import show_range
from perfdsl.document import Block, Column, Item, Items, Paragraph, Row, Run, Style, Table
from perfdsl.intervals import Range
from perfdsl.meaning.banding import joined
from perfdsl.meaning.comparing import Case, Exact
from perfdsl.meaning.lines import Line
from perfdsl.meaning.regions import Region, Score
from perfdsl.meaning.terms import Atom, Word
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import TEXT
from perfdsl.number import format_figure
from perfdsl.reports import change_words as c
from perfdsl.reports.voice import Voice
from perfdsl.wording import Words

_MOST_REGIONS = 12


@attrs.frozen(eq=False, repr=False)
class RegionTables:
    """`show_all`: every region in a row of its own."""

    comparison: Comparison
    voice: Voice
    show_all: bool = attrs.field(kw_only=True, default=False)

    def blocks(self, exact: Exact) -> Iterator[Block]:
        for case in exact.cases:
            if case.words:
                yield Paragraph((Run(self._conditions(case)),))
            if exact.number is None:
                region = case.regions[0]
                old, new = (self._score(score, None) for score in (region.old, region.new))
                yield Items(
                    (Item((Run(f"{old} → {new}{self.voice.aside(self._change(region))}"),)),)
                )
                continue
            rows = _together(case.regions, apart=self.show_all)
            shown = rows if self.show_all else rows[:_MOST_REGIONS]
            yield self._regions(shown, exact.number)
            if len(shown) < len(rows):
                rest = len(rows) - len(shown)
                yield Paragraph((Run(self.voice.say(c.MORE_REGIONS, count=rest), "muted"),))

    def _conditions(self, case: Case) -> str:
        parts = []
        for atom, values in case.words:
            ranges = [value for value in values if isinstance(value, Range)]
            if ranges:
                shown = [show_range(part, atom.type) for part in joined(ranges, atom)]
            else:
                shown = [self._word(value) for value in values]
            text = self.voice.say(c.OR).join(shown)
            words = c.LIES_IN if ranges else c.IS
            parts.append(self.voice.say(words, name=atom.text, values=text))
        return self.voice.say(c.WHEN, conditions=self.voice.say(c.AND).join(parts))

    def _word(self, value: Word) -> str:
        if value is None or isinstance(value, Range):
            return self.voice.say(c.OTHER_TEXT)
        return show_value(value, TEXT)

    def _regions(self, rows: Sequence[Sequence[Region]], number: Atom) -> Table:
        columns = (
            Column(self.voice.say(c.JUDGED) if number.expression is None else number.text),
            Column(self._year(c.OLD_POINTS, self.comparison.old, c.BEFORE), "right"),
            Column(self._year(c.NEW_POINTS, self.comparison.new, c.AFTER), "right"),
            Column(self.voice.say(c.CHANGE), "right"),
        )
        return Table(columns, tuple(self._row(regions, number) for regions in rows))

    def _row(self, regions: Sequence[Region], number: Atom) -> Row:
        """Regions side by side with one change: from the first to the last."""
        first, last = regions[0], regions[-1]
        where = Range(
            first.where.lower,
            last.where.upper,
            lower_closed=first.where.lower_closed,
            upper_closed=last.where.upper_closed,
        )
        return Row(
            (
                (Run(show_range(where, number.type)),),
                (Run(self._scores([region.old for region in regions], number)),),
                (Run(self._scores([region.new for region in regions], number)),),
                (Run(self._change(first), self._style(first)),),
            )
        )

    def _scores(self, scores: Sequence[Score], number: Atom) -> str:
        first, last = self._score(scores[0], number), self._score(scores[-1], number)
        return first if first == last else self.voice.say(c.BETWEEN, low=first, high=last)

    def _year(self, words: Words, rulebook: RuleBook, otherwise: Words) -> str:
        same = self.comparison.old.year == self.comparison.new.year
        if rulebook.year is None or same:
            return self.voice.say(otherwise)
        return self.voice.say(words, year=rulebook.year)

    def _score(self, score: Score, number: Atom | None) -> str:
        if not isinstance(score, Line):
            return self.voice.say(c.LEFT_OUT if score == "left_out" else c.UNDEFINED)
        if score.slope == 0 or number is None:
            return figure(score.start)
        sign = "−" if score.slope < 0 else "+"
        start = f"{figure(score.start)} {sign} " if score.start else sign.strip("+")
        name = self.voice.say(c.JUDGED) if number.expression is None else number.text
        factor = "" if abs(score.slope) == 1 else f"{figure(abs(score.slope))} × "
        return f"{start}{factor}{name}"

    def _change(self, region: Region) -> str:
        if not region.is_comparable:
            return self.voice.say(c.VERDICTS["incomparable"])
        if region.change is not None:
            return signed(region.change)
        low, high = region.extremes
        if not region.is_everywhere:
            low, high = min(low, Fraction(0)), max(high, Fraction(0))
        if low == high:
            return signed(low)
        return self.voice.say(c.BETWEEN, low=signed(low), high=signed(high))

    def _style(self, region: Region) -> Style:
        if not region.is_comparable:
            return "warning"
        ways = region.directions
        return "warning" if len(ways) > 1 else "loss" if "less" in ways else "gain"


def _together(regions: Sequence[Region], *, apart: bool) -> list[list[Region]]:
    """Neighbors with the same change in one row; `apart`: each in its own."""
    rows: list[list[Region]] = []
    for region in regions:
        last = rows[-1][-1] if rows else None
        touches = (
            last is not None
            and last.where.upper == region.where.lower
            and (last.where.upper_closed or region.where.lower_closed)
        )
        if not apart and last is not None and touches and _same_change(last, region):
            rows[-1].append(region)
        else:
            rows.append([region])
    return rows


def _same_change(left: Region, right: Region) -> bool:
    if not left.is_comparable or not right.is_comparable:
        return False
    return left.change is not None and left.change == right.change


def signed(value: Fraction) -> str:
    """`+2`, `−1.5`, `≈−2.53`, `0`."""
    text, is_exact = format_figure(abs(value))
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{'' if is_exact else '≈'}{sign}{text}"


def figure(value: Fraction) -> str:
    """In full where it has an end, else marked as rounded."""
    text, is_exact = format_figure(value)
    return text if is_exact else f"≈{text}"
