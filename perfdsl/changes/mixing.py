"""An indicator with some of its changes made and the others not: for whose doing a change is, and which way
each edit goes.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import attrs

from perfdsl.changes.canonical import canonical, interval_text, points_text, rule_text, step_text
from perfdsl.changes.edits import Edit, IndicatorChange, Part
from perfdsl.changes.pairing import pair_rules
from perfdsl.changes.rule_edits import counts_from_limit, paired_items
from perfdsl.changes.single import narrowed_to
from perfdsl.changes.structure import Comparison, names_used
from perfdsl.meaning.both_years import BothYears
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.source import Span

Made = frozenset[int]
"""The numbers of the slots whose change is made."""
_MOST_SLOTS = 7
"""With more than this the changes of a rule are taken together, and then all of them."""


@attrs.frozen(eq=False, repr=False)
class Slot:
    """One change that can be made or not, with the edits that say it.

    `turn` makes it in the older rule; None: the newer rule, whole, in the place of the older one.
    """

    edits: tuple[Edit, ...]
    old_rule: rules.Rule | None = None
    new_rule: rules.Rule | None = None
    turn: Callable[[rules.Rule], rules.Rule] | None = None
    definition: str | None = None
    is_frame: bool = False
    """Full marks, bounds and what stands above: all that is not a rule or a name."""


def slots_of(
    comparison: Comparison, old: Indicator, new: Indicator, change: IndicatorChange | None
) -> tuple[Slot, ...]:
    """What changed of a leaf, as finely as it can be told apart; nothing where it is too much."""
    edits = tuple(e for e in change.edits if e.changes_scores) if change is not None else ()
    used = {*names_used(old, comparison.old), *names_used(new, comparison.new)}
    years = BothYears(comparison.old, comparison.new)
    if any(map(years.has_other_kind, used)):
        return ()
    around: list[Slot] = [
        Slot((edit,), definition=edit.subject)
        for edit in comparison.names
        if edit.part == "definition" and edit.subject in used
    ]
    pairs = [
        (before, after)
        for before, after in pair_rules(old.rules, new.rules)
        if before is None or after is None or rule_text(before) != rule_text(after)
    ]
    whole = [Slot(tuple(e for e in edits if _is_within(e, *p)), *p) for p in pairs]
    claimed = {id(edit) for slot in whole for edit in slot.edits}
    frame = tuple(edit for edit in edits if id(edit) not in claimed)
    if frame:
        around.append(Slot(frame, is_frame=True))
    fine = [part for slot in whole for part in _parts(slot)]
    for slots in (fine, whole):
        if len(slots) + len(around) <= _MOST_SLOTS:
            return (*slots, *around)
    return ()


def _is_within(edit: Edit, old: rules.Rule | None, new: rules.Rule | None) -> bool:
    if edit.old is not None and old is not None:
        return _holds(old, edit.old.span)
    return edit.new is not None and new is not None and _holds(new, edit.new.span)


def _holds(rule: rules.Rule, span: Span) -> bool:
    """Whether it begins in the rule, or in one of its rows."""
    rows = rule.rows if isinstance(rule, rules.Bands | rules.Checklist) else ()
    return any(part.span.start <= span.start <= part.span.end for part in (rule, *rows))


def subsets(count: int) -> list[Made]:
    return [frozenset(c) for size in range(count + 1) for c in combinations(range(count), size)]


# --- the parts of a rule -------------------------------------------------------------------------

_CONDITION: tuple[Part, ...] = ("threshold", "end", "interval", "condition")
_POINTS: tuple[Part, ...] = ("points", "judged_range", "cap")


def _parts(slot: Slot) -> Iterator[Slot]:
    """The parts of a changed rule that can be changed one without the other; the rule where none can."""
    match slot.old_rule, slot.new_rule:
        case rules.Award() as old, rules.Award() as new:
            found = list(_pointed(slot, old, new))
        case rules.Adjustment() as old, rules.Adjustment() as new:
            found = list(_pointed(slot, old, new))
        case rules.Bands() as old, rules.Bands() as new:
            found = list(_banded(slot, old, new))
        case rules.Checklist() as old, rules.Checklist() as new:
            found = list(_listed(slot, old, new))
        case _:
            found = []
    yield from found if len(found) > 1 and all(part.edits for part in found) else [slot]


def _pointed(
    slot: Slot,
    old: rules.Award | rules.Adjustment,
    new: rules.Award | rules.Adjustment,
) -> Iterator[Slot]:
    """Condition, points, step, exception and limit. Where steps begin at the limit they move with it."""
    moves_along = old.step and new.step and counts_from_limit(old) and counts_from_limit(new)
    if canonical(old.condition) != canonical(new.condition):

        def conditioned(rule: rules.Rule) -> rules.Rule:
            fields: dict[str, object] = {"condition": new.condition}
            if isinstance(new, rules.Adjustment):
                fields["covers"] = new.covers
            step = getattr(rule, "step", None)
            if moves_along and step is not None and new.step is not None:
                fields["step"] = attrs.evolve(step, excess=new.step.excess)
            return _turned(rule, **fields)

        yield _part(slot, _CONDITION, conditioned)
    if points_text(old.points) != points_text(new.points):
        yield _part(slot, _POINTS, lambda rule: _turned(rule, points=new.points))
    if step_text(old.step) != step_text(new.step):
        sized = [edit for edit in slot.edits if edit.part.startswith("step_")]
        if sized or not moves_along:

            def stepped(rule: rules.Rule) -> rules.Rule:
                assert isinstance(rule, rules.Award | rules.Adjustment)
                step = new.step
                if moves_along and step is not None and rule.step is not None:
                    step = attrs.evolve(step, excess=rule.step.excess)
                return _turned(rule, step=step)

            yield _part(slot, ("step_size", "step_mode", "step_start"), stepped)
    for field, part in (("unless", "unless"), ("at_most", "at_most")):
        if canonical(getattr(old, field, None)) != canonical(getattr(new, field, None)):
            yield _part(slot, (part,), _replacing(new, field))  # type: ignore[arg-type]


def _replacing(new: rules.Rule, field: str) -> Callable[[rules.Rule], rules.Rule]:
    return lambda rule: _turned(rule, **{field: getattr(new, field)})


def _turned(rule: rules.Rule, **fields: Any) -> rules.Rule:
    """The rule with these fields of the newer one, which is of its kind."""
    return attrs.evolve(rule, **fields)


def _part(slot: Slot, parts: Sequence[Part], turn: Callable[[rules.Rule], rules.Rule]) -> Slot:
    edits = tuple(edit for edit in slot.edits if edit.part in parts)
    return attrs.evolve(slot, edits=edits, turn=turn)


def _banded(slot: Slot, old: rules.Bands, new: rules.Bands) -> Iterator[Slot]:
    """The points of each band; where an interval changed, its neighbors changed with it: the whole rule."""
    same = [interval_text(row.interval) for row in old.rows] == [
        interval_text(row.interval) for row in new.rows
    ]
    if not same or canonical(old.operand) != canonical(new.operand):
        return
    for number, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if points_text(before.points) != points_text(after.points):
            yield _row(slot, before, after, number)


def _row(
    slot: Slot,
    before: rules.Band | rules.ChecklistItem,
    after: rules.Band | rules.ChecklistItem,
    number: int,
) -> Slot:
    def turned(rule: rules.Rule) -> rules.Rule:
        assert isinstance(rule, rules.Bands | rules.Checklist)
        rows: list[rules.RuleBase] = list(rule.rows)
        rows[number] = attrs.evolve(after, id=rows[number].id)
        return _turned(rule, rows=tuple(rows))

    edits = tuple(
        edit
        for edit in slot.edits
        if edit.old is not None and before.span.start <= edit.old.span.start <= before.span.end
    )
    return attrs.evolve(slot, edits=edits, turn=turned)


def _listed(slot: Slot, old: rules.Checklist, new: rules.Checklist) -> Iterator[Slot]:
    """Each row, and the exception and the limit; the whole list where rows came or went."""
    pairs = paired_items(old, new)
    if any(before is None or after is None for before, after in pairs):
        return
    place = {id(row): number for number, row in enumerate(old.rows)}
    for before, after in pairs:
        assert before is not None
        assert after is not None
        if rule_text(before) != rule_text(after):
            yield _row(slot, before, after, place[id(before)])
    for field, part in (("unless", "unless"), ("at_most", "at_most")):
        if canonical(getattr(old, field)) != canonical(getattr(new, field)):
            yield _part(slot, (part,), _replacing(new, field))  # type: ignore[arg-type]


# --- putting together ----------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class Mixer:
    """Makes the rule book with this leaf alone, some of its slots made and the others not."""

    comparison: Comparison
    old: tuple[Indicator, ...]
    new: tuple[Indicator, ...]
    """The leaf with the headings above it."""
    slots: Sequence[Slot]

    def rulebook(self, made: Made) -> RuleBook:
        old, new = self.comparison.old, self.comparison.new
        definitions = {**old.definitions, **new.definitions}
        for number, slot in enumerate(self.slots):
            if slot.definition is not None and number not in made:
                definitions[slot.definition] = old.definitions[slot.definition]
        frame_made = all(number in made for number, s in enumerate(self.slots) if s.is_frame)
        leaf = attrs.evolve(
            self.new[-1] if frame_made else self._framed(), rules=self._rules(made), children=()
        )
        book = attrs.evolve(new, facts={**old.facts, **new.facts}, definitions=definitions)
        return narrowed_to(book, (*self.new[:-1], leaf))

    def _framed(self) -> Indicator:
        """The newer place with the older full marks and bounds."""
        old, new = self.old[-1], self.new[-1]
        return attrs.evolve(
            new, full=old.full, lower=old.lower, upper=old.upper, is_limited=old.is_limited
        )

    def _rules(self, made: Made) -> tuple[rules.Rule, ...]:
        """The rules in the newer order, each as it was, is, or half changed; those that are gone stand
        where they stood.
        """
        old, new = self.old[-1], self.new[-1]
        groups: dict[int, list[int]] = {}
        for number, slot in enumerate(self.slots):
            present = slot.new_rule if slot.new_rule is not None else slot.old_rule
            if present is not None:
                groups.setdefault(id(present), []).append(number)
        instead: dict[int, rules.Rule | None] = {}
        gone: list[rules.Rule] = []
        for key, numbers in groups.items():
            if all(number in made for number in numbers):
                continue
            first = self.slots[numbers[0]]
            if first.new_rule is not None:
                instead[key] = self._mixed(first.old_rule, numbers, made)
            elif first.old_rule is not None:
                gone.append(first.old_rule)
        mixed = [kept for rule in new.rules if (kept := instead.get(id(rule), rule)) is not None]
        for rule in gone:
            place = [id(each) for each in old.rules].index(id(rule))
            mixed.insert(min(place, len(mixed)), _apart(rule))
        return tuple(mixed)

    def _mixed(
        self, old: rules.Rule | None, numbers: Sequence[int], made: Made
    ) -> rules.Rule | None:
        if old is None:
            return None
        rule = _apart(old)
        for number in numbers:
            turn = self.slots[number].turn
            if number in made and turn is not None:
                rule = turn(rule)
        return rule


def _apart(rule: rules.Rule) -> rules.Rule:
    """An older rule under an id that no newer rule has."""
    return attrs.evolve(rule, id=f"{rule.id}-before")
