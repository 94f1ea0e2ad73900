"""Facts near those of a case, tried to see whether a goal could show at all."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, islice

import attrs

from perfdsl.interpreter.scoring import score
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import ChoiceType, LevelType
from perfdsl.rule_tests.goals import Goal
from perfdsl.rule_tests.running import Scored
from perfdsl.rule_tests.situations import (
    Situation,
    Slot,
    can_be_given,
    situation_of,
    type_of,
)
from perfdsl.source import Span

_MOST_TRIES = 300
_MOST_STARTS = 3
_DAYS = (1, -1, 35, -35, 400, -400)


@attrs.define(eq=False, repr=False)
class Nearby:
    """Remembers of each goal whether it showed anywhere near the first cases that come to it."""

    shows: Callable[[Scored, Goal], bool]
    known: dict[str, bool] = attrs.field(factory=dict)
    starts: dict[str, int] = attrs.field(factory=dict)

    def can_show(self, goal: Goal, scored: Scored) -> bool:
        if self.known.get(goal.key, False) or self.starts.get(goal.key, 0) >= _MOST_STARTS:
            return self.known[goal.key]
        self.starts[goal.key] = self.starts.get(goal.key, 0) + 1
        near = islice(_around(situation_of(scored.facts), scored.rulebook), _MOST_TRIES)
        self.known[goal.key] = any(self.shows(_with(scored, each), goal) for each in near)
        return self.known[goal.key]


def _with(scored: Scored, situation: Situation) -> Scored:
    facts = situation.facts(Span(scored.rulebook.source, 0, 0))
    sheet = score(scored.rulebook, facts, partial=True, counterfactuals=False)
    return Scored(scored.rulebook, scored.indicator, facts, sheet)


def _around(situation: Situation, rulebook: RuleBook) -> Iterator[Situation]:
    """One value changed, then two."""
    changes = [
        (slot, value)
        for slot in situation.slots()
        for value in _other_values(slot, situation, rulebook)
    ]
    for slot, value in changes:
        yield situation.with_value(slot, value)
    for (first, value), (second, other) in combinations(changes, 2):
        if first != second:
            yield situation.with_value(first, value).with_value(second, other)


def _other_values(slot: Slot, situation: Situation, rulebook: RuleBook) -> Iterator[Value]:
    value = situation.get(slot)
    if slot.is_judged or value is None:
        return
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, date):
        yield from (value + timedelta(days=days) for days in _DAYS)
    elif isinstance(value, Fraction):
        near = [value * part for part in (2, 10, Fraction(1, 2), Fraction(1, 10), 0)]
        near += [value + 1, value - 1]
        for number in dict.fromkeys(near):  # an amount below 0 is hardly meant
            is_plain = number != value and (number >= 0 or value < 0)
            if is_plain and can_be_given(slot, number, rulebook):
                yield number
    else:
        type_, _ = type_of(slot, rulebook)
        if isinstance(type_, LevelType | ChoiceType):
            yield from (word for word in type_.words if word != value)
