"""Coming to a number of points: by one number that is solved for, or by changes that add up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.intervals import Range
from perfdsl.model.expressions import Value
from perfdsl.rule_tests.goals import Earns, Goal
from perfdsl.rule_tests.moves import Mover
from perfdsl.rule_tests.points_of import points_before_caps, raw_points
from perfdsl.rule_tests.running import Runner, Scored
from perfdsl.rule_tests.situations import Situation, Slot, can_be_given
from perfdsl.source import Span

_MOST_SUMS = 4_000
_MOST_STARTS = 6
_FEW_STARTS = 2
_MOST_ROUNDS = 4
_MANY_FACTS = 60
_CLOSE = Fraction(1, 2)
"""Points this near a limit tell most about it."""


@attrs.frozen(eq=False, repr=False)
class Change:
    slot: Slot
    value: Value
    gain: Fraction


@attrs.frozen(eq=False, repr=False)
class PointSearch:
    runner: Runner
    owner: str | None
    mover: Mover
    goal: Goal
    home: Span
    known: dict[tuple[object, ...], list[Change]] = attrs.field(factory=dict)
    """What was found out for other limits of the same points."""

    @property
    def aim(self) -> Earns:
        assert isinstance(self.goal.aim, Earns)
        return self.goal.aim

    def candidates(self, starts: Sequence[Situation]) -> Iterator[Situation]:
        """Situations that should come to the points wanted, the plainest first."""
        measured = [(start, self.measure(start)) for start in starts]
        usable = [(start, points) for start, points in measured if points is not None]
        usable.sort(key=lambda pair: abs(pair[1] - self.aim.limit))
        most = _MOST_STARTS if self.owner is not None else _FEW_STARTS  # a whole table takes longer
        for start, points in usable[:most]:
            yield from self._by_adding_up(start, points)
        for start, points in usable[:1]:
            yield from self._as_far_as_it_goes(start, points)
        for start, _ in usable[:_FEW_STARTS]:
            yield from self._by_one_number(start)

    def measure(self, situation: Situation) -> Fraction | None:
        """The points the goal is about; None where they do not come up."""
        scored = self.runner.score(self.owner, situation.facts(self.home))
        match self.aim.measure:
            case "raw":
                return raw_points(scored)
            case "before_cap":
                return points_before_caps(scored) if self._is_capping(scored) else None
            case "total":
                return scored.points
            case "asked":
                return None

    def _is_capping(self, scored: Scored) -> bool:
        rule = self.goal.sites[0].rule
        return any(
            effect.rule == rule and (effect.condition is None or effect.condition.result is True)
            for effect in scored.effects
        )

    # --- one number ------------------------------------------------------------------------------

    def _by_one_number(self, start: Situation) -> Iterator[Situation]:
        if self.owner is None and len(start.values) > _MANY_FACTS:
            return  # a whole table: changes that add up are found sooner
        for target in _targets(self.aim.target, self.aim.limit):
            for slot in start.slots():
                value = start.get(slot)
                if isinstance(value, Fraction) and not isinstance(value, bool):
                    yield from self._solved(start, slot, value, target)

    def _solved(
        self, start: Situation, slot: Slot, value: Fraction, target: Fraction
    ) -> Iterator[Situation]:
        for first in (value, value / 2):
            second = first * Fraction(99, 100) if first else Fraction(1)
            at_first = self.measure(start.with_value(slot, first))
            at_second = self.measure(start.with_value(slot, second))
            if at_first is None or at_second is None or at_first == at_second:
                continue
            root = first + (target - at_first) * (second - first) / (at_second - at_first)
            if can_be_given(slot, root, self.mover.rulebook):
                yield start.with_value(slot, root)

    # --- changes that add up ---------------------------------------------------------------------

    def _by_adding_up(self, start: Situation, points: Fraction) -> Iterator[Situation]:
        """The fewest single changes whose gains add up to what is lacking."""
        sums: dict[Fraction, tuple[Change, ...]] = {Fraction(0): ()}
        by_slot: dict[Slot, list[Change]] = {}
        key = (self.aim.measure, self.goal.sites, start.key)
        if key not in self.known:
            self.known[key] = list(self._changes(start, points))
        for change in self.known[key]:
            by_slot.setdefault(change.slot, []).append(change)
        for options in by_slot.values():
            for gained, made in list(sums.items()):
                for change in options:
                    total = gained + change.gain
                    known = sums.get(total)
                    if known is None or len(known) > len(made) + 1:
                        sums[total] = (*made, change)
            if len(sums) > _MOST_SUMS:
                sums = dict(sorted(sums.items(), key=lambda item: len(item[1]))[:_MOST_SUMS])
        wanted = sorted(
            (abs(points + gained - self.aim.limit) > _CLOSE, len(made), number)
            for number, (gained, made) in enumerate(sums.items())
            if made and self.aim.target.contains(points + gained)
        )
        found = list(sums.values())
        for _, _, number in wanted[:_MOST_STARTS]:
            changed = start
            for change in found[number]:
                changed = changed.with_value(change.slot, change.value)
            yield changed

    def _as_far_as_it_goes(self, start: Situation, points: Fraction) -> Iterator[Situation]:
        """Every change that leads towards the limit at once, for the very ends of the scale."""
        sign = 1 if points < self.aim.limit else -1
        for _ in range(_MOST_ROUNDS):
            best: dict[Slot, Change] = {}
            for change in self._changes(start, points):
                known = best.get(change.slot)
                if sign * change.gain > (sign * known.gain if known is not None else 0):
                    best[change.slot] = change
            for change in best.values():
                changed = start.with_value(change.slot, change.value)
                if self.measure(changed) is not None:
                    start = changed
            after = self.measure(start)
            if not best or after is None:
                return
            points = after
            yield start

    def _changes(self, start: Situation, points: Fraction) -> Iterator[Change]:
        """Single changes and what each of them gains; those of other slots may still add to them."""
        told: set[tuple[Slot, Fraction]] = set()
        for slot, changed in self.mover.moves(start):
            value = changed.get(slot)
            if value is None:
                continue
            after = self.measure(changed)
            gain = after - points if after is not None else Fraction(0)
            if gain != 0 and (slot, gain) not in told:
                told.add((slot, gain))
                yield Change(slot, value, gain)


def _targets(target: Range, limit: Fraction) -> list[Fraction]:
    """Round numbers of points in the target."""
    if target.lower is not None and target.lower == target.upper:
        return [target.lower]
    near = [limit + sign * Fraction(1, part) for part in (1, 2, 10) for sign in (1, -1)]
    return [value for value in near if target.contains(value)]
