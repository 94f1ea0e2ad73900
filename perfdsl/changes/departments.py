"""Real departments by both years' rules: who gains, who loses, who crosses a grade line, and why."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from perfdsl.changes.attribution import Attribution, YearOnYear, attribute
from perfdsl.changes.impact import Impact
from perfdsl.changes.leaves import LeafImpact
from perfdsl.changes.structure import Comparison
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import ScoreSheet, walk_nodes
from perfdsl.meaning.comparing import Verdict
from perfdsl.model.facts import Fact, Facts, Judgement
from perfdsl.model.rulebook import RuleBook


@attrs.frozen(eq=False, repr=False)
class Department:
    """One facts file by the old and by the new rules."""

    name: str
    old: ScoreSheet
    new: ScoreSheet
    attribution: Attribution | None

    @property
    def change(self) -> Fraction | None:
        return self.attribution.change if self.attribution is not None else None

    @property
    def crosses(self) -> bool:
        return self.change is not None and self.old.grade != self.new.grade


@attrs.frozen(eq=False, repr=False)
class Departments:
    """The heaviest loss first; those that lack a score at the end."""

    every: tuple[Department, ...]

    @property
    def scored(self) -> tuple[Department, ...]:
        return tuple(each for each in self.every if each.change is not None)

    @property
    def mean(self) -> tuple[Fraction, Fraction] | None:
        """Mean scores of those that have both."""
        found = self.scored
        if not found:
            return None
        old = sum((each.old.score or Fraction(0) for each in found), Fraction(0))
        new = sum((each.new.score or Fraction(0) for each in found), Fraction(0))
        return old / len(found), new / len(found)


def departments(impact: Impact, given: Sequence[tuple[str, tuple[Facts, Facts]]]) -> Departments:
    """Score each department twice; `given` holds its facts as either year's rules read them."""
    found = [_department(impact, name, pair) for name, pair in given]
    found.sort(key=lambda each: (each.change is None, each.change or Fraction(0)))
    return Departments(tuple(found))


def with_what_shows(impact: Impact, found: Departments) -> Impact:
    """The verdicts, each with the differences that real departments show where cases only were tried."""
    leaves = tuple(_as_shown(leaf, found) for leaf in impact.leaves)
    return attrs.evolve(impact, leaves=leaves)


def _as_shown(leaf: LeafImpact, found: Departments) -> LeafImpact:
    meaning = leaf.meaning
    if meaning is None or meaning.basis != "tested" or meaning.verdict not in _WAYS:
        return leaf
    moved = [change for each in found.scored if (change := _moves(leaf, each))]
    ways = set(_WAYS[meaning.verdict]) | {"less" if change < 0 else "more" for change in moved}
    verdict = next(verdict for verdict, known in _WAYS.items() if known == ways)
    extremes = meaning.extremes
    if moved and extremes is not None:
        extremes = (min(extremes[0], *moved), max(extremes[1], *moved))
    shown = attrs.evolve(meaning, verdict=verdict, extremes=extremes)
    return attrs.evolve(leaf, meaning=shown)


_WAYS: Mapping[Verdict, frozenset[str]] = {
    "equal": frozenset(),
    "stricter": frozenset(["less"]),
    "looser": frozenset(["more"]),
    "mixed": frozenset(["less", "more"]),
}


def _moves(leaf: LeafImpact, each: Department) -> Fraction:
    """How much less or more the department gets for it by the new rules; 0 where one of them gives no score."""
    old, new = (
        next((node for node in walk_nodes(sheet.nodes) if node.id == path[-1].id), None)
        for sheet, path in ((each.old, leaf.old), (each.new, leaf.new))
    )
    if old is None or new is None or old.score is None or new.score is None:
        return Fraction(0)
    return new.score - old.score


def _department(impact: Impact, name: str, facts: tuple[Facts, Facts]) -> Department:
    comparison = impact.comparison
    pair = with_old_names(comparison, facts)
    old = score(comparison.old, pair[0], partial=True, counterfactuals=False)
    new = score(comparison.new, pair[1], partial=True, counterfactuals=False)
    shared = attribute(comparison, impact.leaves, (old, new), pair)
    return Department(new.subject or old.subject or name, old, new, shared)


def with_old_names(comparison: Comparison, facts: tuple[Facts, Facts]) -> tuple[Facts, Facts]:
    """Facts and judged points count under their other year's name, too."""
    old, new = facts
    forward = comparison.renamed
    back = {now: then for then, now in forward.items()}
    old, new = _lent_names(old, new, back), _lent_names(new, old, forward)
    paths = [
        (pair.old.id, pair.new.id)
        for pair in comparison.pairs
        if pair.old is not None and pair.new is not None and pair.old.id != pair.new.id
    ]
    moved_on = _moved(old, paths)
    moved_back = _moved(new, [(now, then) for then, now in paths])
    return (
        attrs.evolve(old, judgements={**dict(moved_back), **old.judgements}),
        attrs.evolve(new, judgements={**dict(moved_on), **new.judgements}),
    )


def _lent_names(facts: Facts, other: Facts, names: Mapping[str, str]) -> Facts:
    """With what the other reading knows under the names of its year."""

    def lent(mine: Mapping[str, Fact], theirs: Mapping[str, Fact]) -> dict[str, Fact]:
        found = {names[n]: attrs.evolve(f, name=names[n]) for n, f in theirs.items() if n in names}
        return {**found, **mine}

    return attrs.evolve(
        facts,
        values=lent(facts.values, other.values),
        last_year=lent(facts.last_year, other.last_year),
    )


def _moved(facts: Facts, paths: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Judgement]]:
    for key, judgement in facts.judgements.items():
        for start, end in paths:
            if key == start or key.startswith((f"{start}/", f"{start} ")):
                moved = end + key.removeprefix(start)
                yield moved, attrs.evolve(judgement, key=moved)


def year_on_year(
    comparison: Comparison,
    old_facts: tuple[Facts, Facts],
    new_facts: tuple[Facts, Facts],
) -> YearOnYear | None:
    """Two years of one department; each pair is the facts as the old and the new rules read them.

    What only one year's rules ask for is known for that year only, and then counts for both: that the rules
    ask for it is their change, not the department's.
    """
    old_pair = with_old_names(comparison, old_facts)
    new_pair = with_old_names(comparison, new_facts)
    old_by_new = _lent(old_pair[1], new_pair[1], comparison.old)
    new_by_old = _lent(new_pair[0], old_pair[0], comparison.new)
    readings = (
        (comparison.old, old_pair[0]),
        (comparison.new, old_by_new),
        (comparison.old, new_by_old),
        (comparison.new, new_pair[1]),
    )
    found: list[Fraction] = []
    for rulebook, facts in readings:
        total = score(rulebook, facts, partial=True, counterfactuals=False).score
        if total is None:
            return None
        found.append(total)
    return YearOnYear(*found)


def _lent(facts: Facts, other: Facts, own_rules: RuleBook) -> Facts:
    """With the other year's values of what the rules of its own year did not ask for."""

    def lent(mine: Mapping[str, Fact], theirs: Mapping[str, Fact]) -> dict[str, Fact]:
        known = {*own_rules.facts, *own_rules.definitions}
        return {**{name: f for name, f in theirs.items() if name not in known}, **mine}

    return attrs.evolve(
        facts,
        values=lent(facts.values, other.values),
        last_year=lent(facts.last_year, other.last_year),
        judgements={**other.judgements, **facts.judgements},
    )
