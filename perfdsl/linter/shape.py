"""The score of a leaf as what it is over all that facts can be: straight lines of one number, exactly.

Quantities that rules only compare become bands first, so that most leaves have at most one number left.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod

import attrs

from perfdsl.intervals import Range
from perfdsl.meaning.banding import banded, has_whole
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.evaluating import round_within
from perfdsl.meaning.lines import Line, NotAnalyzed, infimum, supremum
from perfdsl.meaning.plain import plain_inside
from perfdsl.meaning.reading import Work
from perfdsl.meaning.regions import Score, scores
from perfdsl.meaning.terms import Atom, Outcome, Word
from perfdsl.model.expressions import Comparison, Value
from perfdsl.model.printing import show_value
from perfdsl.model.types import TRUTH, DateType
from perfdsl.wording import Phrase, Words, phrase

MOST_CASES = 256
NOTHING = Words("", "")
_OTHER_TEXTS = ("其他", "另外", *(f"其他{number}" for number in range(1, 1_000)))
Point = Mapping[str, Word]
"""A value, or a band of values, for each quantity by its key."""


@attrs.frozen(eq=False, repr=False)
class Stretch:
    """An interval of the number on which the score is one line, and the words it is for."""

    words: Point
    where: Range
    score: Score


@attrs.frozen(eq=False, repr=False)
class Extreme:
    """The least or the greatest score: no facts go beyond it. `point`: where it is come near to."""

    value: Fraction
    point: Point


@attrs.frozen(eq=False, repr=False)
class Shape:
    number: Atom | None
    words: tuple[Atom, ...]
    stretches: tuple[Stretch, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return self.words if self.number is None else (self.number, *self.words)

    @property
    def lines(self) -> Iterator[tuple[Stretch, Line]]:
        for stretch in self.stretches:
            if isinstance(stretch.score, Line):
                yield stretch, stretch.score

    @cached_property
    def most(self) -> Extreme | None:
        """None where it has no score at all."""
        found = [end for stretch, line in self.lines for end in self._ends(stretch, line, 1)]
        return max(found, key=lambda end: end.value, default=None)

    @cached_property
    def least(self) -> Extreme | None:
        found = [end for stretch, line in self.lines for end in self._ends(stretch, line, -1)]
        return min(found, key=lambda end: end.value, default=None)

    def _ends(self, stretch: Stretch, line: Line, side: int) -> Iterator[Extreme]:
        plain = Line(line.slope, line.start)
        value = (supremum if side > 0 else infimum)(plain, stretch.where)
        assert value is not None  # scores are bounded
        if line.rounding is not None:
            value = round_within(value, line.rounding)
        point: dict[str, Word] = dict(stretch.words)
        if self.number is not None:
            end = stretch.where.upper if line.slope * side > 0 else stretch.where.lower
            exact = line.slope != 0 and end is not None and stretch.where.contains(end)
            point[self.number.key] = end if exact else stretch.where
        yield Extreme(value, point)

    def witness(self, point: Point) -> Phrase | Words:
        """The values in brackets; nothing where the score depends on nothing."""
        text = as_text(point, self.atoms)
        return phrase("（例如 {text}）", " (for example {text})", text=text) if text else NOTHING


def shape_of(outcome: Outcome, within: Work | None = None) -> Shape | None:
    """None: several numbers at once, too many cases, or a curve."""
    in_bands = banded(outcome, outcome).old
    atoms = quantities(in_bands)
    numbers = [atom for atom in atoms if atom.is_number]
    words = tuple(atom for atom in atoms if not atom.is_number)
    if len(numbers) > 1 or prod(len(atom.words) for atom in words) > MOST_CASES:
        return None
    number = numbers[0] if numbers else None
    found: list[Stretch] = []
    work = Work(within=within)
    try:
        for choice in product(*(atom.words for atom in words)):
            fixed = {atom.key: word for atom, word in zip(words, choice, strict=True)}
            for where, score in scores(in_bands, number, fixed, work):
                if number is None or not number.is_whole or has_whole(where):
                    found.append(Stretch(fixed, where, score))
    except NotAnalyzed:
        return None
    return Shape(number, words, tuple(found))


def _usual(where: Range) -> Range:
    """Its numbers that are not negative, where there are any."""
    usual = where.intersection(Range(Fraction(0), None, lower_closed=True, upper_closed=False))
    return where if usual.is_empty else usual


def plain_value(point: Point, atom: Atom) -> Value:
    """What the quantity is at the point: of a band as plain a value as can be, of other texts one."""
    value = point[atom.key]
    if isinstance(value, Range):
        return plain_inside(_usual(value), attrs.evolve(atom, words=()))
    return other_text(atom.words) if value is None else value


def other_text(named: Sequence[Word]) -> str:
    """A text that is none of those that are named."""
    return next(text for text in _OTHER_TEXTS if text not in named)


def as_text(point: Point, atoms: Sequence[Atom]) -> str:
    """`执行率 = 85%、完成情况 = 达成`; a value out of a band is as plain as it can be."""
    parts = []
    for atom in atoms:
        if atom.key not in point or atom.is_known or isinstance(atom.expression, Comparison):
            continue
        value = plain_value(point, atom)
        type_ = TRUTH if isinstance(value, bool) else atom.type
        if isinstance(type_, DateType) and isinstance(value, Fraction):
            value = date.fromordinal(int(value))
        parts.append(f"{atom.text} = {show_value(value, type_)}")
    return "、".join(parts)
