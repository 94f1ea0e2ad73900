"""What the changes of all leaves come to in the total, and departments made up to show it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.changes.canonical import rule_text
from perfdsl.changes.edits import Edit
from perfdsl.changes.leaves import Bounds, LeafImpact
from perfdsl.changes.structure import Comparison
from perfdsl.checker.constants import constant_value
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import ScoreSheet
from perfdsl.meaning.both_years import BothYears, names_in
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in, judged_in
from perfdsl.model.expressions import FullMarks, walk
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.rule_tests.situations import Situation, plain_content
from perfdsl.source import Span

_MOST_ROUNDS = 20

Obstacle = Literal["excluded", "table"]
"""Why the total was not bounded: 剔除 rescales, or the table itself changed."""


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


def total_of(
    comparison: Comparison, leaves: Sequence[LeafImpact], *, is_reshaped: bool
) -> tuple[Bounds | None, Obstacle | None]:
    """Sums of what the leaves can lose and gain, where headings and total only add and limit."""
    if excludes(comparison.old) or excludes(comparison.new):
        return None, "excluded"
    cut = any(map(_is_cut, (comparison.old, comparison.new)))
    if is_reshaped or (cut and comparison.old.full != comparison.new.full):
        return None, "table"
    losses = gains = Fraction(0)
    for leaf in leaves:
        if leaf.bounds is not None:
            losses += leaf.bounds[0]
            gains += leaf.bounds[1]
    return (losses, gains), None


def _counts_otherwise(edit: Edit) -> bool:
    """Whether the same points of indicators can come to another total; grades and a total that only adds
    up otherwise do not matter.
    """
    return edit.changes_scores and edit.part not in _ONLY_READ


_ONLY_READ = ("grade_added", "grade_removed", "grade_line", "money_unit", "total")


def _is_cut(rulebook: RuleBook) -> bool:
    """Whether the bounds of the total can cut the sum of the indicators."""
    most = sum((top.upper for top in rulebook.indicators), Fraction(0))
    least = sum((top.lower for top in rulebook.indicators), Fraction(0))
    return most > rulebook.upper or least < rulebook.lower


def excludes(rulebook: RuleBook) -> bool:
    return any(
        isinstance(rule, rules.NotApplicable) and rule.treatment == "exclude"
        for indicator in rulebook.walk()
        for rule in indicator.rules
    )


def reshaped(comparison: Comparison, years: BothYears) -> bool:
    """Whether the same points of the leaves can come to another total: what stands above them changed."""
    if any(map(_counts_otherwise, comparison.table)):
        return True
    above = [*comparison.old.total_rules, *comparison.new.total_rules]
    for pair in comparison.pairs:
        for heading in (pair.old, pair.new):
            if heading is not None and not heading.is_leaf:
                above += [rule for rule in heading.rules if isinstance(rule, rules.Cap)]
        if pair.indicator.is_leaf:
            continue
        if pair.old is None or pair.new is None:
            if _limits(pair.indicator):
                return True
        elif _limits(pair.old) != _limits(pair.new):
            return True
    if any(reads_otherwise(rule, years) for rule in above):
        return True
    if comparison.old.full != comparison.new.full and any(map(_counts_full_marks, above)):
        return True
    return _is_rearranged(comparison) and (
        _limits_anything(comparison) or excludes(comparison.old) or excludes(comparison.new)
    )


def reads_otherwise(rule: rules.Rule, years: BothYears) -> bool:
    """Whether it looks at something that is not the same in both years."""
    names = {name for part in expressions_in(rule) for name in names_in(part)}
    return not all(map(years.is_same, names))


def _counts_full_marks(rule: rules.Rule) -> bool:
    return any(isinstance(part, FullMarks) for node in expressions_in(rule) for part in walk(node))


def _is_rearranged(comparison: Comparison) -> bool:
    """Whether a leaf came, went, counts for more or less, or stands under another heading."""
    now = {pair.old.id: pair.new.id for pair in comparison.pairs if pair.old and pair.new}
    for pair in comparison.pairs:
        if pair.old is None or pair.new is None or pair.old.full != pair.new.full:
            return True
        before, after = "/".join(pair.old.path[:-1]), "/".join(pair.new.path[:-1])
        if now.get(before, before) != after:
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


def examples_of(comparison: Comparison, leaves: Sequence[LeafImpact]) -> Iterator[Example]:
    """All the single witnesses of one direction put together, and scored in full."""
    years = BothYears(comparison.old, comparison.new)
    if any(map(years.has_other_kind, (*comparison.old.facts, *comparison.new.facts))):
        return  # no facts suit both years
    directions: tuple[Literal["loss", "gain"], ...] = ("loss", "gain")
    for direction in directions:
        situation = Situation()
        for leaf in leaves:
            witness = leaf.witness(direction)
            if witness is not None:
                situation = _together(situation, witness.situation)
        if not situation.values and not situation.judged:
            continue
        filled, old, new = _both(comparison, situation)
        example = Example(direction, filled, old, new)
        change = example.change
        if change is not None and (change < 0) == (direction == "loss") and change != 0:
            yield example


def _together(first: Situation, second: Situation) -> Situation:
    """What both say; the first where they contradict each other."""
    return Situation({**second.values, **first.values}, {**second.judged, **first.judged})


def _both(comparison: Comparison, situation: Situation) -> tuple[Situation, ScoreSheet, ScoreSheet]:
    """Scored by both years' rules, with plain values for all that is not said."""
    sheets: list[ScoreSheet] = []
    books = (comparison.old, comparison.new)
    for rulebook in books:
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
                    most = _most_in_both(books, lacking.name)
                    added = Situation(added.values, {**added.judged, lacking.name: most})
                elif lacking.name in rulebook.facts:
                    name = (lacking.name, lacking.kind == "last_year")
                    added = added.with_content(name, plain_content(lacking.name, rulebook))
            if added is situation:
                break
            situation = added
        sheets.append(sheet)
    return situation, sheets[0], sheets[1]


def _most_in_both(books: Sequence[RuleBook], key: str) -> Fraction:
    """The highest judged points that both years allow."""
    found = [_most_judged(book, key) for book in books]
    return min((points for points in found if points is not None), default=Fraction(0))


def _most_judged(rulebook: RuleBook, key: str) -> Fraction | None:
    for indicator in rulebook.walk():
        for rule in indicator.rules:
            for judged in judged_in(rule):
                if judged.key == key:
                    return constant_value(judged.most, indicator.full)
    return None
