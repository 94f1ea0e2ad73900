"""What the changes come to in points: each indicator's verdict, and the most a total can lose or gain."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.changes.canonical import rule_text
from perfdsl.changes.directions import Direction, directions
from perfdsl.changes.edits import Affected, IndicatorChange
from perfdsl.changes.pairing import Pair
from perfdsl.changes.structure import Comparison
from perfdsl.checker.constants import constant_value
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import ScoreSheet
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.meaning.witness import Witness
from perfdsl.model import rules
from perfdsl.model.contents import judged_in
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.rule_tests.situations import Situation, plain_content
from perfdsl.source import Span

Bounds = tuple[Fraction, Fraction]
"""The largest loss (≤ 0) and the largest gain (≥ 0)."""
_MOST_ROUNDS = 20


@attrs.frozen(eq=False, repr=False)
class LeafImpact:
    """One leaf that changed, or whose points can change. A leaf of one year only has no `meaning`."""

    old: tuple[Indicator, ...]
    new: tuple[Indicator, ...]
    """The leaf with the headings above it; empty in the year that lacks it."""
    meaning: Meaning | None
    change: IndicatorChange | None = None
    affected: Affected | None = None
    witnesses: tuple[Witness, ...] = ()
    directions: tuple[Direction, ...] = ()
    """Of its edits, each made alone."""

    @property
    def indicator(self) -> Indicator:
        return self.new[-1] if self.new else self.old[-1]

    @property
    def bounds(self) -> Bounds | None:
        """How far its points can move; None where that was not found out."""
        if self.meaning is None:
            return self._own_range()
        if self.meaning.verdict == "equal" and self.meaning.basis == "proved":
            return Fraction(0), Fraction(0)
        if self.meaning.verdict in ("incomparable", "unknown"):
            return None
        return self.meaning.extremes

    def _own_range(self) -> Bounds:
        leaf = self.indicator
        if self.new:
            return min(leaf.lower, Fraction(0)), max(leaf.upper, Fraction(0))
        return min(-leaf.upper, Fraction(0)), max(-leaf.lower, Fraction(0))

    @property
    def weight(self) -> Fraction:
        """For the order of the report: the heaviest first."""
        bounds = self.bounds
        return max(-bounds[0], bounds[1]) if bounds is not None else self.indicator.full


Obstacle = Literal["excluded", "table"]
"""Why the total was not bounded: 剔除 rescales, or the table itself changed."""


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
    examples: "tuple[Example, ...]" = ()
    lacks_solver: bool = False

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
        shape = all(
            edit.part in ("indicator_renamed", "note", "text") or not edit.changes_scores
            for edit in self.comparison.table
        )
        return same and shape and not _reshaped(self.comparison)


@attrs.frozen(eq=False, repr=False)
class Example:
    """A made-up department scored by both years' rules."""

    direction: Literal["loss", "gain"]
    situation: Situation
    old: ScoreSheet
    new: ScoreSheet

    @property
    def change(self) -> Fraction | None:
        if self.old.score is None or self.new.score is None:
            return None
        return self.new.score - self.old.score


def impact(comparison: Comparison, *, milliseconds: int = 1_000) -> Impact:
    """Judge every leaf that something touched, and put the total together."""
    judge = Judge(BothYears(comparison.old, comparison.new), milliseconds)
    old_paths, new_paths = paths(comparison.old), paths(comparison.new)
    changes = {change.indicator.id: change for change in comparison.indicators}
    affected = {each.new.id: each for each in comparison.affected}
    found: list[LeafImpact] = []
    unchanged = 0
    touched = _Touched(comparison, changes)
    for pair in comparison.pairs:
        leaf = pair.indicator
        if not leaf.is_leaf:
            continue
        change, through = changes.get(leaf.id), affected.get(leaf.id)
        old = old_paths[pair.old.id] if pair.old is not None else ()
        new = new_paths[pair.new.id] if pair.new is not None else ()
        if not old or not new:
            found.append(LeafImpact(old, new, None, change))
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
        found.append(LeafImpact(old, new, meaning, change, through, witnesses, ways))
    found.sort(key=lambda leaf: -leaf.weight)
    total, obstacle = _total(comparison, found)
    lacks = any(leaf.meaning is not None and leaf.meaning.lacks_solver for leaf in found)
    examples = tuple(_examples(comparison, found))
    return Impact(comparison, tuple(found), unchanged, total, obstacle, examples, lacks)


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
        return any(heading.id in self.changes for heading in new[:-1])


def _not_applicable(indicator: Indicator) -> Iterator[rules.NotApplicable]:
    return (rule for rule in indicator.rules if isinstance(rule, rules.NotApplicable))


# --- the total -----------------------------------------------------------------------------------


def _total(
    comparison: Comparison, leaves: Sequence[LeafImpact]
) -> tuple[Bounds | None, Obstacle | None]:
    """Sums of what the leaves can lose and gain, where headings and total only add and limit."""
    if _excludes(comparison.old) or _excludes(comparison.new):
        return None, "excluded"
    if any(edit.changes_scores for edit in comparison.table) or _reshaped(comparison):
        return None, "table"
    losses = gains = Fraction(0)
    for leaf in leaves:
        if leaf.bounds is not None:
            losses += leaf.bounds[0]
            gains += leaf.bounds[1]
    return (losses, gains), None


def _excludes(rulebook: RuleBook) -> bool:
    return any(
        isinstance(rule, rules.NotApplicable) and rule.treatment == "exclude"
        for indicator in rulebook.walk()
        for rule in indicator.rules
    )


def _reshaped(comparison: Comparison) -> bool:
    """Whether a heading limits or caps its sum otherwise than before, or a leaf went under another."""
    for pair in comparison.pairs:
        if pair.basis == "moved" and _limits_anything(comparison):
            return True
        if pair.indicator.is_leaf:
            continue
        if pair.old is None or pair.new is None:
            if _limits(pair.indicator):
                return True
        elif _limits(pair.old) != _limits(pair.new):
            return True
    return False


def _limits(heading: Indicator) -> tuple[object, ...]:
    caps = sorted(rule_text(rule) for rule in heading.rules if isinstance(rule, rules.Cap))
    bounds = (heading.lower, heading.upper) if heading.is_limited else ()
    return (*caps, *bounds)


def _limits_anything(comparison: Comparison) -> bool:
    return any(
        not pair.indicator.is_leaf and bool(_limits(pair.indicator)) for pair in comparison.pairs
    )


def _examples(comparison: Comparison, leaves: Sequence[LeafImpact]) -> Iterator[Example]:
    """All the single witnesses of one direction put together, and scored in full."""
    for direction in ("loss", "gain"):
        situation = Situation()
        for leaf in leaves:
            for witness in leaf.witnesses:
                if not isinstance(witness.old, Fraction) or not isinstance(witness.new, Fraction):
                    continue
                falls = witness.new < witness.old
                if falls == (direction == "loss") and witness.new != witness.old:
                    situation = _together(situation, witness.situation)
        if not situation.values and not situation.judged:
            continue
        filled, old, new = _both(comparison, situation)
        example = Example("loss" if direction == "loss" else "gain", filled, old, new)
        change = example.change
        if change is not None and (change < 0) == (direction == "loss") and change != 0:
            yield example


def _together(first: Situation, second: Situation) -> Situation:
    """What both say; the first where they contradict each other."""
    return Situation({**second.values, **first.values}, {**second.judged, **first.judged})


def _both(comparison: Comparison, situation: Situation) -> tuple[Situation, ScoreSheet, ScoreSheet]:
    """Scored by both years' rules, with plain values for all that is not said."""
    sheets: list[ScoreSheet] = []
    for rulebook in (comparison.old, comparison.new):
        for _ in range(_MOST_ROUNDS):
            known = {
                name: content
                for name, content in situation.values.items()
                if name[0] in rulebook.facts or name[0] in rulebook.definitions
            }
            facts = Situation(known, situation.judged).facts(Span(rulebook.source, 0, 0))
            sheet = score(rulebook, facts, partial=True, counterfactuals=False)
            added = situation
            for lacking in sheet.missing:
                if lacking.kind == "judgement":
                    most = _most_judged(rulebook, lacking.name)
                    added = Situation(added.values, {**added.judged, lacking.name: most})
                elif lacking.name in rulebook.facts:
                    name = (lacking.name, lacking.kind == "last_year")
                    added = added.with_content(name, plain_content(lacking.name, rulebook))
            if added is situation:
                break
            situation = added
        sheets.append(sheet)
    return situation, sheets[0], sheets[1]


def _most_judged(rulebook: RuleBook, key: str) -> Fraction:
    for indicator in rulebook.walk():
        for rule in indicator.rules:
            for judged in judged_in(rule):
                if judged.key == key:
                    return constant_value(judged.most, indicator.full) or Fraction(0)
    return Fraction(0)


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
    leaves = tuple(leaf for leaf in impact.leaves if leaf.indicator.id in names)
    total = sum(pair.indicator.is_leaf for pair in kept_pairs)
    return attrs.evolve(
        impact, comparison=comparison, leaves=leaves, unchanged=total - len(leaves), examples=()
    )
