"""Whose doing a changed score is: split exactly over the edits, and over facts and rules."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

import attrs

from perfdsl.changes.canonical import rule_text
from perfdsl.changes.edits import Edit
from perfdsl.changes.impact import LeafImpact
from perfdsl.changes.pairing import pair_rules
from perfdsl.changes.structure import Comparison
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook

_MOST_SLOTS = 6
"""With more edits than this in one indicator they are taken together in file order."""


@attrs.frozen(eq=False, repr=False)
class Share:
    """What one edit, or several inseparable ones, did to an indicator's points."""

    indicator: str
    edits: tuple[Edit, ...]
    points: Fraction
    is_shared: bool = False
    """Its effect depends on the other edits: the mean over every order of making them."""


@attrs.frozen(eq=False, repr=False)
class Attribution:
    """`shares` and `interplay` add up to the change of the total, exactly.

    `interplay`: what rescaling, limits of headings and rules of the total make of the indicators' changes.
    """

    change: Fraction
    shares: tuple[Share, ...]
    interplay: Fraction


@attrs.frozen(eq=False, repr=False)
class YearOnYear:
    """Two years' facts by two years' rules; `facts_effect + rules_effect` is the whole change."""

    old_by_old: Fraction
    old_by_new: Fraction
    new_by_old: Fraction
    new_by_new: Fraction

    @property
    def change(self) -> Fraction:
        return self.new_by_new - self.old_by_old

    @property
    def facts_effect(self) -> Fraction:
        """The mean of what new facts change under the old and under the new rules."""
        under_old = self.new_by_old - self.old_by_old
        under_new = self.new_by_new - self.old_by_new
        return (under_old + under_new) / 2

    @property
    def rules_effect(self) -> Fraction:
        return self.change - self.facts_effect


def attribute(
    comparison: Comparison,
    leaves: Sequence[LeafImpact],
    sheets: tuple[ScoreSheet, ScoreSheet],
    facts: tuple[Facts, Facts],
) -> Attribution | None:
    """The change of one department's total; None where a year has none."""
    old, new = sheets
    if old.score is None or new.score is None:
        return None
    before, after = _nodes(old), _nodes(new)
    shares: list[Share] = []
    for leaf in leaves:
        shares += _leaf_shares(comparison, leaf, before, after, facts)
    change = new.score - old.score
    interplay = change - sum((share.points for share in shares), Fraction(0))
    shown = sorted((s for s in shares if s.points != 0), key=lambda s: -abs(s.points))
    return Attribution(change, tuple(shown), interplay)


def _nodes(sheet: ScoreSheet) -> dict[str, Node]:
    found: dict[str, Node] = {}
    waiting = list(sheet.nodes)
    while waiting:
        node = waiting.pop()
        found[node.id] = node
        waiting += node.children
    return found


def _points(nodes: Mapping[str, Node], path: Sequence[Indicator]) -> Fraction:
    node = nodes[path[-1].id] if path else None
    return Fraction(0) if node is None or node.score is None else node.score


# --- inside one indicator ------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class _Slot:
    """One change that can be made or not: `kind` and the position of what it replaces."""

    edits: tuple[Edit, ...]
    old_rule: rules.Rule | None = None
    new_rule: rules.Rule | None = None
    definition: str | None = None
    is_frame: bool = False
    """Full marks, bounds and what stands above: all that is not a rule or a name."""


def _leaf_shares(
    comparison: Comparison,
    leaf: LeafImpact,
    before: Mapping[str, Node],
    after: Mapping[str, Node],
    facts: tuple[Facts, Facts],
) -> list[Share]:
    change = _points(after, leaf.new) - _points(before, leaf.old)
    edits = leaf.change.edits if leaf.change is not None else ()
    name = leaf.indicator.id
    if change == 0:
        return []
    if not leaf.old or not leaf.new:
        return [Share(name, edits, change)]
    slots = _slots(comparison, leaf)
    if not 1 < len(slots) <= _MOST_SLOTS:
        scoring = tuple(edit for slot in slots for edit in slot.edits)
        return [Share(name, scoring or edits, change)]
    mixer = _Mixer(comparison, leaf, slots, facts)
    values = {chosen: mixer.points(chosen) for chosen in _subsets(len(slots))}
    if any(value is None for value in values.values()):
        return [Share(name, tuple(edit for slot in slots for edit in slot.edits), change)]
    known = {chosen: value for chosen, value in values.items() if value is not None}
    shares = [_share(name, slots, number, known) for number in range(len(slots))]
    rest = change - sum((share.points for share in shares), Fraction(0))
    if rest != 0:  # rounding of what stands around: never silently dropped
        shares.append(Share(name, (), rest, is_shared=True))
    return shares


def _slots(comparison: Comparison, leaf: LeafImpact) -> list[_Slot]:
    old, new = leaf.old[-1], leaf.new[-1]
    edits = leaf.change.edits if leaf.change is not None else ()
    slots: list[_Slot] = []
    claimed: set[int] = set()
    for before, after in pair_rules(old.rules, new.rules):
        if before is not None and after is not None and rule_text(before) == rule_text(after):
            continue
        own = tuple(edit for edit in edits if _is_within(edit, before, after))
        claimed |= {id(edit) for edit in own}
        slots.append(_Slot(own, before, after))
    through = leaf.affected.through if leaf.affected is not None else _changed_names(comparison)
    for edit in comparison.names:
        if edit.part == "definition" and edit.subject in through:
            slots.append(_Slot((edit,), definition=edit.subject))
    frame = tuple(e for e in edits if id(e) not in claimed and e.changes_scores)
    if frame:
        slots.append(_Slot(frame, is_frame=True))
    return slots


def _changed_names(comparison: Comparison) -> tuple[str, ...]:
    return tuple(edit.subject for edit in comparison.names if edit.part == "definition")


def _is_within(edit: Edit, old: rules.Rule | None, new: rules.Rule | None) -> bool:
    if edit.old is not None and old is not None:
        return old.span.start <= edit.old.span.start <= old.span.end
    return (
        edit.new is not None
        and new is not None
        and new.span.start <= edit.new.span.start <= new.span.end
    )


@attrs.frozen(eq=False, repr=False)
class _Mixer:
    """Scores the indicator with some of its edits made and the others not."""

    comparison: Comparison
    leaf: LeafImpact
    slots: Sequence[_Slot]
    facts: tuple[Facts, Facts]

    def points(self, made: frozenset[int]) -> Fraction | None:
        rulebook = self._rulebook(made)
        sheet = score(rulebook, self._known(rulebook), partial=True, counterfactuals=False)
        node = _nodes(sheet).get(self.leaf.new[-1].id)
        return None if node is None else node.score

    def _known(self, rulebook: RuleBook) -> Facts:
        """What either year's reading of the facts gave."""
        old, new = self.facts
        return attrs.evolve(
            new,
            values={**old.values, **new.values},
            last_year={**old.last_year, **new.last_year},
            judgements={
                **{
                    key.replace(self.leaf.old[-1].id, self.leaf.new[-1].id, 1): value
                    for key, value in old.judgements.items()
                },
                **new.judgements,
            },
            source=rulebook.source,
        )

    def _rulebook(self, made: frozenset[int]) -> RuleBook:
        old, new = self.comparison.old, self.comparison.new
        definitions = {**old.definitions, **new.definitions}
        for number, slot in enumerate(self.slots):
            if slot.definition is not None and number not in made:
                definitions[slot.definition] = old.definitions[slot.definition]
        frame_made = all(number in made for number, s in enumerate(self.slots) if s.is_frame)
        leaf = attrs.evolve(
            self.leaf.new[-1] if frame_made else self._framed(),
            rules=self._rules(made),
            children=(),
        )
        narrowed: Indicator = leaf
        for heading in reversed(self.leaf.new[:-1]):
            narrowed = attrs.evolve(heading, children=(narrowed,))
        return attrs.evolve(
            new,
            facts={**old.facts, **new.facts},
            definitions=definitions,
            indicators=(narrowed,),
            total_rules=(),
        )

    def _framed(self) -> Indicator:
        """The newer place with the older full marks and bounds."""
        old, new = self.leaf.old[-1], self.leaf.new[-1]
        return attrs.evolve(
            new, full=old.full, lower=old.lower, upper=old.upper, is_limited=old.is_limited
        )

    def _rules(self, made: frozenset[int]) -> tuple[rules.Rule, ...]:
        """The rules in the newer order, each as it was or is; those that are gone stand where they stood."""
        old, new = self.leaf.old[-1], self.leaf.new[-1]
        instead = {
            id(slot.new_rule): None if slot.old_rule is None else _apart(slot.old_rule)
            for number, slot in enumerate(self.slots)
            if slot.new_rule is not None and number not in made
        }
        mixed = [kept for rule in new.rules if (kept := instead.get(id(rule), rule)) is not None]
        for number, slot in enumerate(self.slots):
            if slot.new_rule is None and slot.old_rule is not None and number not in made:
                place = [id(rule) for rule in old.rules].index(id(slot.old_rule))
                mixed.insert(min(place, len(mixed)), _apart(slot.old_rule))
        return tuple(mixed)


def _apart(rule: rules.Rule) -> rules.Rule:
    """An older rule under an id that no newer rule has."""
    return attrs.evolve(rule, id=f"{rule.id}-before")


def _subsets(count: int) -> list[frozenset[int]]:
    return [frozenset(c) for size in range(count + 1) for c in combinations(range(count), size)]


def _share(
    name: str, slots: Sequence[_Slot], number: int, values: Mapping[frozenset[int], Fraction]
) -> Share:
    """The mean marginal contribution of one edit over every order of the edits."""
    count = len(slots)
    total = Fraction(0)
    marginals: set[Fraction] = set()
    for chosen, value in values.items():
        if number in chosen:
            continue
        marginal = values[chosen | {number}] - value
        marginals.add(marginal)
        weight = Fraction(
            factorial(len(chosen)) * factorial(count - len(chosen) - 1), factorial(count)
        )
        total += weight * marginal
    return Share(name, slots[number].edits, total, is_shared=len(marginals) > 1)
