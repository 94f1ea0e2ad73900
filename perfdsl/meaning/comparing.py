"""What a change of one indicator's rules means for its score: exactly, over everything facts can be."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Literal

import attrs

from perfdsl.meaning import terms as t
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.leaf import outcome_of
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.meaning.reading import Work
from perfdsl.meaning.regions import Region, differences, scores
from perfdsl.meaning.terms import Atom, Outcome, Word
from perfdsl.model.rulebook import Indicator

Verdict = Literal["equal", "stricter", "looser", "mixed", "incomparable", "unknown"]
"""等价 · 更严 · 更宽 · 有严有宽 · 不可比 · 未知"""
_MOST_CASES = 1_024


@attrs.frozen(eq=False, repr=False)
class Case:
    """The differences while the quantities that are no numbers have one of these values each.

    A quantity that makes no difference is not named.
    """

    words: tuple[tuple[Atom, tuple[Word, ...]], ...]
    regions: tuple[Region, ...]


@attrs.frozen(eq=False, repr=False)
class Exact:
    """Every difference of two formulas with at most one number between them."""

    number: Atom | None
    cases: tuple[Case, ...]
    words: tuple[Atom, ...] = ()
    """The quantities that are no numbers, or only in bands."""

    def of_known(self) -> "Exact":
        """Without saying of each quantity that it has a value: where it has none the years agree."""
        cases = tuple(
            Case(tuple(entry for entry in case.words if not entry[0].is_known), case.regions)
            for case in self.cases
        )
        return Exact(self.number, cases, tuple(atom for atom in self.words if not atom.is_known))

    @property
    def regions(self) -> Iterator[Region]:
        return (region for case in self.cases for region in case.regions)

    @property
    def verdict(self) -> Verdict:
        found = {w for r in self.regions if r.is_comparable for w in r.directions}
        comparable = all(region.is_comparable for region in self.regions)
        less, more = "less" in found, "more" in found
        if not less and not more:
            return "equal" if comparable else "incomparable"
        return "mixed" if less and more else "stricter" if less else "looser"

    @property
    def extremes(self) -> tuple[Fraction, Fraction]:
        """The largest loss and the largest gain there can be (before rounding), 0 where none."""
        found = [region.extremes for region in self.regions if region.is_comparable]
        least = min((low for low, _ in found), default=Fraction(0))
        most = max((high for _, high in found), default=Fraction(0))
        return min(least, Fraction(0)), max(most, Fraction(0))


def outcomes(
    years: BothYears,
    old: Sequence[Indicator],
    new: Sequence[Indicator],
    *,
    is_fine: bool = False,
) -> tuple[Outcome, Outcome]:
    """Both years' formulas of a leaf, given with the headings above it."""
    return (
        outcome_of(years.old, old, years, is_fine=is_fine),
        outcome_of(years.new, new, years, is_fine=is_fine),
    )


def quantities(*formulas: Outcome) -> tuple[Atom, ...]:
    parts = [part for o in formulas for part in (o.value, o.defined, o.left_out)]
    return t.atoms_of(*parts)


def compare_exactly(old: Outcome, new: Outcome, within: Work | None = None) -> Exact:
    """Every difference; `NotAnalyzed` where there is more than one number, or too much to go through."""
    atoms = quantities(old, new)
    numbers = [atom for atom in atoms if atom.is_number]
    words = [atom for atom in atoms if not atom.is_number]
    if len(numbers) > 1 or prod(len(atom.words) for atom in words) > _MOST_CASES:
        raise NotAnalyzed
    number = numbers[0] if numbers else None
    work = Work(within=within)
    found: dict[tuple[Word, ...], tuple[Region, ...]] = {}
    for choice in product(*(atom.words for atom in words)):
        fixed = {atom.key: word for atom, word in zip(words, choice, strict=True)}
        before, after = (scores(formula, number, fixed, work) for formula in (old, new))
        found[choice] = differences(before, after, number)
    return Exact(number, tuple(_cases(words, found)), tuple(words))


def _cases(
    words: Sequence[Atom],
    found: Mapping[tuple[Word, ...], tuple[Region, ...]],
) -> Iterator[Case]:
    """The table as few cases: one quantity after the other, values alike taken together."""
    if not words:
        (regions,) = found.values()
        if regions:
            yield Case((), regions)
        return
    first, rest = words[0], words[1:]
    groups: list[tuple[list[Word], dict[tuple[Word, ...], tuple[Region, ...]]]] = []
    for word in first.words:
        below = {choice[1:]: regions for choice, regions in found.items() if choice[0] == word}
        for values, others in groups:
            if all(_alike(regions, others[choice]) for choice, regions in below.items()):
                values.append(word)
                break
        else:
            groups.append(([word], below))
    for values, below in groups:
        named = ((first, tuple(values)),) if len(groups) > 1 else ()
        for case in _cases(rest, below):
            yield Case((*named, *case.words), case.regions)


def _alike(left: tuple[Region, ...], right: tuple[Region, ...]) -> bool:
    return len(left) == len(right) and all(
        (a.where, a.old, a.new) == (b.where, b.old, b.new) for a, b in zip(left, right, strict=True)
    )
