"""The verdict on one indicator: exact where one quantity is behind it, proved by the solver else, or tested."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from importlib.util import find_spec
from typing import Literal

import attrs

from perfdsl.intervals import Range
from perfdsl.meaning.banding import Banded, banded, has_whole
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.comparing import (
    Exact,
    Verdict,
    compare_exactly,
    outcomes,
    quantities,
)
from perfdsl.meaning.evaluating import At
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.meaning.plain import Point, plain_inside, plainer
from perfdsl.meaning.reading import Work
from perfdsl.meaning.terms import Atom, Outcome, Word
from perfdsl.meaning.trying import MOST_WORK, Search, Side, difference_at
from perfdsl.meaning.witness import Witness, Witnesses
from perfdsl.model import expressions as model
from perfdsl.model.contents import uses_in
from perfdsl.model.rulebook import Indicator
from perfdsl.rule_tests.running import Runner

Basis = Literal["proved", "tested", "unknown"]
"""已证明 · 只是试过 · 未知"""


@attrs.frozen(eq=False, repr=False)
class Meaning:
    """What the change of one indicator does to its points.

    `extremes`: the largest loss (≤ 0) and the largest gain (≥ 0), where they could be found.
    """

    verdict: Verdict
    basis: Basis
    exact: Exact | None = None
    """Every difference, where one number is behind it all."""
    extremes: tuple[Fraction, Fraction] | None = None
    points: tuple[tuple[Side, Point], ...] = ()
    """Values of the quantities that show each kind of difference."""
    tested: int = 0
    """So many points were tried, where nothing was proved."""
    lacks_solver: bool = False


@attrs.define(eq=False)
class Judge:
    """Compares the indicators of two rule books, one by one.

    `milliseconds`: the solver's, for one question; `effort`: what may be tried where nothing is proved, 0 for
    those who need the proof.
    """

    years: BothYears
    milliseconds: int = 1_000
    effort: int = MOST_WORK
    uses_solver: bool = attrs.field(factory=lambda: find_spec("z3") is not None)

    @cached_property
    def runners(self) -> tuple[Runner, Runner]:
        return Runner(self.years.old), Runner(self.years.new)

    def compare(self, old: Sequence[Indicator], new: Sequence[Indicator]) -> Meaning:
        """The meaning of the change of one leaf, given with the headings above it."""
        leaves = (old[-1], new[-1])
        pair = outcomes(self.years, old, new)
        atoms = quantities(*pair)
        if any(atom.is_number and not _has_value(atom) for atom in atoms):
            return Meaning("incomparable", "proved")  # no facts suit both years
        found = self._exactly(pair, leaves)
        if found is not None:
            return found
        if self._needs_showing(atoms) or any(atom.is_known for atom in atoms):
            pair = outcomes(self.years, old, new, is_fine=True)
            found = self._exactly(pair, leaves)
            if found is not None:
                return found
        if not self.uses_solver:
            return attrs.evolve(self._tested(*pair, leaves), lacks_solver=True)
        meaning = self._solved(*pair, leaves)
        if not self._needs_showing(quantities(*pair)):
            return meaning
        return self._shown(meaning, pair, leaves)

    def _exactly(
        self, pair: tuple[Outcome, Outcome], leaves: tuple[Indicator, Indicator]
    ) -> Meaning | None:
        """Every difference, where at most one number is counted with; None where there are more.

        Where a fact is behind two quantities a difference counts only if facts show it.
        """
        bands = banded(*pair)
        try:
            exact = compare_exactly(bands.old, bands.new)
        except NotAnalyzed:
            return None
        named = [entry for case in exact.cases for entry in case.words]
        if any(atom.is_known and False in values for atom, values in named):
            return (
                None  # the years differ where a quantity has no value: taken apart, that is known
            )
        exact = exact.of_known()
        atoms = quantities(*pair)
        points = tuple(
            (side, _whole(_unbanded(point, bands), atoms))
            for side, point in self._exact_points(exact)
        )
        if self._needs_showing(atoms):
            witnesses = Witnesses(self.runners, leaves, pair)
            if any(witnesses.at(p, gives_definitions=False) is None for _, p in points):
                return None
        return Meaning(exact.verdict, "proved", exact, exact.extremes, points)

    def _needs_showing(self, atoms: Sequence[Atom]) -> bool:
        """Whether a difference counts only if facts show it: not all values may go together, or be reached."""
        return any(atom.is_composed for atom in atoms) or not self._are_independent(atoms)

    def _are_independent(self, atoms: Sequence[Atom]) -> bool:
        """Whether each quantity can have any value whatever the others are: no fact is behind two."""
        seen: set[tuple[str, bool]] = set()
        for atom in atoms:
            if atom.expression is None or atom.is_known:
                continue
            behind = {use for use in self._uses(atom.expression) if use not in self._definitions}
            if behind & seen:
                return False
            seen |= behind
        return True

    @cached_property
    def _definitions(self) -> frozenset[tuple[str, bool]]:
        names = {*self.years.old.definitions, *self.years.new.definitions}
        return frozenset((name, last_year) for name in names for last_year in (False, True))

    def _uses(self, node: model.Expr) -> Iterator[tuple[str, bool]]:
        for rulebook in (self.years.old, self.years.new):
            yield from uses_in([node], rulebook.definitions)

    def _shown(
        self, meaning: Meaning, pair: tuple[Outcome, Outcome], leaves: tuple[Indicator, Indicator]
    ) -> Meaning:
        """Differences of quantities that hang together count only where facts show them."""
        witnesses = Witnesses(self.runners, leaves, pair)
        shown = {
            side: point
            for side, point in meaning.points
            if witnesses.at(point, gives_definitions=False)
        }
        if len(shown) < len(meaning.points):
            search = Search(*pair)
            search.run()
            wanted = {side for side, _ in meaning.points}
            others = self._shown_of(search, leaves)
            shown = {s: point for s, point in {**others, **shown}.items() if s in wanted}
        points = tuple(shown.items())
        if len(shown) == len(meaning.points):
            return attrs.evolve(meaning, points=points)
        return attrs.evolve(
            meaning, verdict="unknown", basis="unknown", extremes=None, points=points
        )

    def witness(
        self, old: Sequence[Indicator], new: Sequence[Indicator], point: Point
    ) -> Witness | None:
        """Facts that show what the point shows, scored by the interpreter."""
        for is_fine in (False, True):
            pair = outcomes(self.years, old, new, is_fine=is_fine)
            if all(atom.key in point for atom in quantities(*pair)):
                return Witnesses(self.runners, (old[-1], new[-1]), pair).at(point)
        return None

    # --- one number ------------------------------------------------------------------------------

    def _exact_points(self, exact: Exact) -> Iterator[tuple[Side, Point]]:
        """One for each direction: where the change is largest."""
        best: dict[Side, tuple[Fraction, Point]] = {}
        for case in exact.cases:
            words = {atom.key: atom.words[0] for atom in exact.words}
            words |= {atom.key: values[0] for atom, values in case.words}
            for region in (part for whole in case.regions for part in whole.parts or (whole,)):
                for at in _shown_in(region.where, exact.number):
                    point: dict[str, Word] = dict(words)
                    if exact.number is not None:
                        point[exact.number.key] = at
                    change = region.change_at(at)
                    side: Side = "less" if change is not None and change < 0 else "more"
                    size = Fraction(0) if change is None else abs(change)
                    if change is None:
                        side = "one_sided"
                    if change != 0 and (side not in best or size > best[side][0]):
                        best[side] = (size, point)
        for side, (_, shown) in best.items():
            yield side, shown

    # --- several ---------------------------------------------------------------------------------

    def _solved(self, old: Outcome, new: Outcome, leaves: tuple[Indicator, Indicator]) -> Meaning:
        from perfdsl.meaning.solving import Prover, Unsettled

        prover = Prover(old, new, self.milliseconds)
        found: list[tuple[Side, Point]] = []
        sides: tuple[Side, ...] = ("less", "more", "one_sided")
        settled = True
        for side in sides:
            try:
                point = prover.find(side)
            except Unsettled:
                settled = False
                continue
            if point is not None:
                found.append((side, self._plainer(old, new, side, point)))
        if not settled:
            return self._joined(self._tested(old, new, leaves), found)
        extremes: tuple[Fraction, Fraction] | None
        try:
            least, _ = prover.extreme("least")
            most, _ = prover.extreme("most")
            extremes = (min(least, Fraction(0)), max(most, Fraction(0)))
        except Unsettled:
            extremes = None
        verdict = _verdict({side for side, _ in found})
        return Meaning(verdict, "proved", None, extremes, tuple(found))

    def _plainer(self, old: Outcome, new: Outcome, side: Side, point: Point) -> Point:
        return plainer(
            point, quantities(old, new), lambda p: difference_at(old, new, At(p)) == side
        )

    def _joined(self, tested: Meaning, found: Sequence[tuple[Side, Point]]) -> Meaning:
        """What the solver found before its time was up, and what trying found."""
        known = dict(tested.points) | dict(found)
        verdict = _verdict(set(known))
        basis: Basis = "tested"
        return Meaning(verdict, basis, points=tuple(known.items()), tested=tested.tested)

    def _tested(self, old: Outcome, new: Outcome, leaves: tuple[Indicator, Indicator]) -> Meaning:
        """What trying finds: no proof. Where facts have to show a difference, one that they show."""
        if not self.effort:
            return Meaning("unknown", "unknown")
        search = Search(old, new, work=Work(self.effort))
        search.run()
        shown = self._shown_of(search, leaves)
        if search.found and not shown:
            return Meaning("unknown", "unknown", tested=search.count)
        points = tuple(
            (side, self._plainer(old, new, side, point)) for side, point in shown.items()
        )
        return Meaning(_verdict(set(shown)), "tested", points=points, tested=search.count)

    def _shown_of(
        self, search: Search, leaves: tuple[Indicator, Indicator]
    ) -> Mapping[Side, Point]:
        """One point for each kind of difference that was met."""
        if not self._needs_showing(search.atoms):
            return {side: next(search.shown(side)) for side in search.found}
        witnesses = Witnesses(self.runners, leaves, (search.old, search.new))
        found: dict[Side, Point] = {}
        for side in search.found:
            for point in search.shown(side):
                if witnesses.at(point, gives_definitions=False) is not None:
                    found[side] = point
                    break
        return found


def _has_value(atom: Atom) -> bool:
    return has_whole(atom.domain) if atom.is_whole else not atom.domain.is_empty


def _shown_in(where: Range, number: Atom | None) -> Iterator[Fraction]:
    """A plain value of the interval, and its ends: there a sloping change is largest.

    What comes from facts may not reach an end exactly, so its inside has to do.
    """
    if number is None:
        yield Fraction(0)
        return
    yield plain_inside(where, number)
    if number.is_composed:
        return
    for end in (where.lower, where.upper):
        if (
            end is not None
            and where.contains(end)
            and (not number.is_whole or end.denominator == 1)
        ):
            yield end


def _unbanded(point: Point, bands: Banded) -> Point:
    """Numbers instead of bands."""
    found: dict[str, Word] = {}
    for key, value in point.items():
        atom = bands.originals.get(key)
        if atom is None:
            found[key] = value
        else:
            assert isinstance(value, Range)
            found[atom.key] = plain_inside(value, atom)
    return found


def _whole(point: Point, atoms: Sequence[Atom]) -> Point:
    """With a value for the quantities that turned out to make no difference."""
    plain = {a.key: plain_inside(a.domain, a) if a.is_number else a.words[0] for a in atoms}
    return {**plain, **point}


def _verdict(sides: set[Side]) -> Verdict:
    less, more = "less" in sides, "more" in sides
    if less and more:
        return "mixed"
    if less or more:
        return "stricter" if less else "looser"
    return "incomparable" if sides else "equal"
