"""Whose doing a changed score is: split exactly over the edits, and over facts and rules."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import factorial

import attrs

from perfdsl.changes.edits import Edit
from perfdsl.changes.leaves import LeafImpact
from perfdsl.changes.mixing import Made, Mixer, Slot, slots_of, subsets
from perfdsl.changes.structure import Comparison
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook


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
    comparison = attrs.evolve(comparison, old=comparison.aligned)
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
    slots = slots_of(comparison, leaf.old[-1], leaf.new[-1], leaf.change)
    together = tuple(edit for slot in slots for edit in slot.edits)
    together = together or tuple(edit for edit in edits if edit.changes_scores) or edits
    if len(slots) < 2:
        return [Share(name, together, change)]
    mixer = Mixer(comparison, leaf.old, leaf.new, slots)
    known = {}
    for made in subsets(len(slots)):
        points = _mixed_points(mixer, made, facts)
        if points is None:
            return [Share(name, together, change)]
        known[made] = points
    shares = [_share(name, slots, number, known) for number in range(len(slots))]
    rest = change - sum((share.points for share in shares), Fraction(0))
    if rest != 0:  # rounding of what stands around: never silently dropped
        shares.append(Share(name, (), rest, is_shared=True))
    return shares


def _mixed_points(mixer: Mixer, made: Made, facts: tuple[Facts, Facts]) -> Fraction | None:
    rulebook = mixer.rulebook(made)
    known = _known(mixer, rulebook, facts)
    sheet = score(rulebook, known, partial=True, counterfactuals=False)
    node = _nodes(sheet).get(mixer.new[-1].id)
    return None if node is None else node.score


def _known(mixer: Mixer, rulebook: RuleBook, facts: tuple[Facts, Facts]) -> Facts:
    """What either year's reading of the facts gave."""
    old, new = facts
    former, later = mixer.old[-1].id, mixer.new[-1].id
    judgements = {key.replace(former, later, 1): each for key, each in old.judgements.items()}
    return attrs.evolve(
        new,
        values={**old.values, **new.values},
        last_year={**old.last_year, **new.last_year},
        judgements={**judgements, **new.judgements},
        source=rulebook.source,
    )


def _share(name: str, slots: Sequence[Slot], number: int, values: Mapping[Made, Fraction]) -> Share:
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
