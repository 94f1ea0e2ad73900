"""What the changes come to in points: each indicator's verdict, and the most a total can lose or gain."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from perfdsl.changes.directions import directions
from perfdsl.changes.edits import Edit, IndicatorChange
from perfdsl.changes.leaves import Bounds, LeafImpact
from perfdsl.changes.one_year import alone
from perfdsl.changes.pairing import Pair
from perfdsl.changes.structure import Comparison, names_used
from perfdsl.changes.totals import (
    Example,
    Obstacle,
    examples_of,
    reads_otherwise,
    reshaped,
    total_of,
)
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.model import rules
from perfdsl.model.contents import judged_in
from perfdsl.model.rulebook import Indicator, RuleBook

_READ_OTHERWISE = ("fact_removed", "fact_renamed", "fact_type", "fact_unit", "fact_bounds")


@attrs.frozen(eq=False, repr=False)
class Impact:
    comparison: Comparison
    leaves: tuple[LeafImpact, ...]
    """The heaviest first."""
    unchanged: int
    """Leaves that nothing touched."""
    total: Bounds | None
    """Without the leaves in `open`."""
    obstacle: Obstacle | None
    examples: tuple[Example, ...] = ()
    lacks_solver: bool = False
    is_part: bool = False
    """Only about some of the indicators."""
    is_reshaped: bool = False
    """The same points of the leaves can come to another total or grade."""

    @property
    def open(self) -> tuple[LeafImpact, ...]:
        """Leaves whose points can move by no known amount."""
        return tuple(leaf for leaf in self.leaves if leaf.bounds is None)

    @property
    def is_equivalent(self) -> bool:
        """Proved: no facts score otherwise than before."""
        same = all(
            leaf.meaning is not None
            and (leaf.meaning.verdict, leaf.meaning.basis) == ("equal", "proved")
            for leaf in self.leaves
        )
        table = all(
            edit.part in ("indicator_renamed", "note", "text") or not edit.changes_scores
            for edit in self.comparison.table
        )
        return same and table and not self.is_reshaped and not self.read_otherwise

    @property
    def read_otherwise(self) -> tuple[Edit, ...]:
        """Facts that a facts file must give otherwise now, or that were taken for the same by a guess."""
        return tuple(edit for edit in self.comparison.names if edit.part in _READ_OTHERWISE)

    @property
    def bounded_otherwise(self) -> tuple[str, ...]:
        """Facts whose bounds changed: of values that one year only allows nothing is said."""
        found = (edit.subject for edit in self.comparison.names if edit.part == "fact_bounds")
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def takes_formulas(self) -> bool:
        """Whether what is said holds only where definitions are worked out, not given as such."""
        return any(leaf.takes_formulas for leaf in self.leaves)

    @property
    def judged_elsewhere(self) -> tuple[Pair, ...]:
        """Leaves whose judged points the facts must give under another path now."""
        return tuple(
            pair
            for pair in self.comparison.pairs
            if pair.old is not None
            and pair.new is not None
            and pair.old.id != pair.new.id
            and any(True for rule in pair.old.rules for _ in judged_in(rule))
        )


def impact(comparison: Comparison, *, milliseconds: int = 1_000) -> Impact:
    """Judge every leaf that something touched, and put the total together."""
    given, comparison = comparison, attrs.evolve(comparison, old=comparison.aligned)
    years = BothYears(comparison.old, comparison.new)
    judge = Judge(years, milliseconds)
    old_paths, new_paths = paths(comparison.old), paths(comparison.new)
    changes = {change.indicator.id: change for change in comparison.indicators}
    affected = {each.new.id: each for each in comparison.affected}
    bounded = {e.subject for e in comparison.names if e.part == "fact_bounds"}
    defined = {*comparison.old.definitions, *comparison.new.definitions}
    found: list[LeafImpact] = []
    unchanged = 0
    touched = _Touched(comparison, changes, years)
    leaves = [pair for pair in comparison.pairs if pair.indicator.is_leaf]
    only_once = sum(pair.old is None or pair.new is None for pair in leaves)
    for pair in leaves:
        leaf = pair.indicator
        change, through = changes.get(leaf.id), affected.get(leaf.id)
        old = old_paths[pair.old.id] if pair.old is not None else ()
        new = new_paths[pair.new.id] if pair.new is not None else ()
        if not old or not new:
            reach, ends = alone(comparison, old, new, only_once)
            found.append(LeafImpact(old, new, None, change, alone=reach, ends=ends))
            continue
        if not old[-1].is_leaf or not new[-1].is_leaf:
            found.append(LeafImpact(old, new, Meaning("incomparable", "proved"), change, through))
            continue
        if change is None and through is None and not touched.above(pair, old, new):
            unchanged += 1
            continue
        meaning = judge.compare(old, new)
        shown = [judge.witness(old, new, point) for _, point in meaning.points]
        witnesses = tuple(witness for witness in shown if witness is not None)
        ways = directions(comparison, old, new, change, meaning)
        names = names_above(comparison, old, new)
        found.append(
            LeafImpact(
                old,
                new,
                meaning,
                change,
                through,
                witnesses,
                ways,
                reads_otherwise=not names.isdisjoint(bounded),
                takes_formulas=not names.isdisjoint(defined),
            )
        )
    found.sort(key=lambda leaf: -leaf.weight)
    is_reshaped = reshaped(comparison, years)
    total, obstacle = total_of(comparison, found, is_reshaped=is_reshaped)
    lacks = any(leaf.meaning is not None and leaf.meaning.lacks_solver for leaf in found)
    examples = tuple(examples_of(comparison, found))
    return Impact(
        given,
        tuple(found),
        unchanged,
        total,
        obstacle,
        examples=examples,
        lacks_solver=lacks,
        is_reshaped=is_reshaped,
    )


def names_above(
    comparison: Comparison, old: Sequence[Indicator], new: Sequence[Indicator]
) -> set[str]:
    """The facts and definitions that a leaf and the headings above it look at in either year."""
    return {
        name
        for path, book in ((old, comparison.old), (new, comparison.new))
        for indicator in path
        for name in names_used(indicator, book)
    }


def paths(rulebook: RuleBook) -> dict[str, tuple[Indicator, ...]]:
    """Each indicator with the headings above it, by its id."""
    found: dict[str, tuple[Indicator, ...]] = {}
    waiting: list[tuple[Indicator, ...]] = [(top,) for top in rulebook.indicators]
    while waiting:
        path = waiting.pop()
        found[path[-1].id] = path
        waiting += [(*path, child) for child in path[-1].children]
    return found


@attrs.frozen(eq=False, repr=False)
class _Touched:
    """What changes of the table, of names and of headings do to leaves that were not edited."""

    comparison: Comparison
    changes: Mapping[str, IndicatorChange]
    years: BothYears

    def above(self, pair: Pair, old: Sequence[Indicator], new: Sequence[Indicator]) -> bool:
        if any(edit.part == "rounding" for edit in self.comparison.table):
            return True
        kinds = ("fact_type", "fact_bounds")
        if any(edit.part in kinds for edit in self.comparison.names):
            return True
        if pair.basis == "moved" or len(old) != len(new):
            return True
        before = [rule for heading in old[:-1] for rule in _not_applicable(heading)]
        after = [rule for heading in new[:-1] for rule in _not_applicable(heading)]
        if not before and not after:
            return False
        if any(reads_otherwise(rule, self.years) for rule in (*before, *after)):
            return True
        return any(heading.id in self.changes for heading in new[:-1])


def _not_applicable(indicator: Indicator) -> Iterator[rules.NotApplicable]:
    return (rule for rule in indicator.rules if isinstance(rule, rules.NotApplicable))


def narrowed(impact: Impact, wanted: str) -> Impact | None:
    """Only what concerns one indicator, named by its path or the end of it, and what is below it."""

    def fits(indicator: Indicator) -> bool:
        parts = tuple(part for part in wanted.replace("／", "/").split("/") if part)
        path = indicator.path
        return any(
            path[start : start + len(parts)] == parts for start in range(len(path) - len(parts) + 1)
        )

    kept_pairs = tuple(
        pair
        for pair in impact.comparison.pairs
        if any(found is not None and fits(found) for found in (pair.old, pair.new))
    )
    if not kept_pairs:
        return None
    names = {pair.indicator.id for pair in kept_pairs}
    comparison = attrs.evolve(
        impact.comparison,
        indicators=tuple(c for c in impact.comparison.indicators if c.indicator.id in names),
        affected=tuple(each for each in impact.comparison.affected if each.new.id in names),
        pairs=kept_pairs,
    )
    used = {
        name
        for pair in kept_pairs
        for side, book in ((pair.old, impact.comparison.aligned), (pair.new, impact.comparison.new))
        if side is not None
        for name in names_used(side, book)
    }
    comparison = attrs.evolve(
        comparison,
        names=tuple(edit for edit in comparison.names if edit.subject in used),
        table=(),
    )
    leaves = tuple(leaf for leaf in impact.leaves if leaf.indicator.id in names)
    total = sum(pair.indicator.is_leaf for pair in kept_pairs)
    return attrs.evolve(
        impact,
        is_part=True,
        comparison=comparison,
        leaves=leaves,
        unchanged=total - len(leaves),
        examples=(),
    )
