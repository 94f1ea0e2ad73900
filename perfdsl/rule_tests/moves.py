"""Single changes of a situation that may lead to a goal: each solved for, none guessed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.intervals import Range
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import parts_behind
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.types import ChoiceType, LevelType, TextType
from perfdsl.rule_tests.goals import HERE, Earns, Goal, Is, Judges, Lies, Scope
from perfdsl.rule_tests.layers import Dependents
from perfdsl.rule_tests.nearness import nudge
from perfdsl.rule_tests.situations import (
    Situation,
    Slot,
    can_be_given,
    type_of,
)
from perfdsl.source import Span

_MOST_STEPS = 12
_MOST_DAYS = 90
_MOST_MEASURED = 100_000
"""Of one indicator: what is not found by then is told."""


@attrs.frozen(eq=False, repr=False)
class Wish:
    """A quantity that should come to one of these values."""

    quantity: model.Expr
    scope: Scope
    values: tuple[Fraction, ...]


@attrs.define(eq=False, repr=False)
class Mover:
    """The changes that matter for one indicator (None: the total)."""

    rulebook: RuleBook
    indicator: Indicator | None
    wishes: tuple[Wish, ...]
    judged: dict[str, tuple[Fraction, ...]]
    texts: tuple[str, ...]
    """The texts that rules compare with."""
    dependents: Dependents
    home: Span
    tried: int = 0

    @classmethod
    def of(cls, rulebook: RuleBook, indicator: Indicator | None, goals: Sequence[Goal]) -> "Mover":
        wishes: dict[str, list[tuple[Lies, Scope]]] = {}
        judged: dict[str, dict[Fraction, None]] = {}
        for goal in goals:
            match goal.aim:
                case Lies():
                    key = goal.key.rsplit("|", 2)[0]
                    wishes.setdefault(key, []).append((goal.aim, goal.sites[0].scope))
                case Judges():
                    places = judged.setdefault(goal.aim.key, {})
                    places[_judged_value(goal.aim)] = None
                case _:
                    pass
        found = [
            Wish(
                aims[0][0].quantity,
                aims[0][1],
                tuple(dict.fromkeys(near(aim, rulebook) for aim, _ in aims)),
            )
            for aims in wishes.values()
        ]
        found += _step_wishes(indicator, goals)
        return cls(
            rulebook,
            indicator,
            tuple(found),
            {key: tuple(values) for key, values in judged.items()},
            tuple(_texts(goals)),
            Dependents.in_rules(rulebook),
            Span(rulebook.source, 0, 0),
        )

    @property
    def full(self) -> Fraction:
        return self.indicator.full if self.indicator is not None else self.rulebook.full

    def moves(self, situation: Situation) -> Iterator[tuple[Slot, Situation]]:
        """Every single change, the smallest first: answers, words, judged points, then numbers."""
        for slot in situation.slots():
            for other in self._other_values(slot, situation):
                yield slot, situation.with_value(slot, other)
        for wish in self.wishes:
            for target in wish.values:
                for slot, value in self.solutions(situation, wish.quantity, wish.scope, target):
                    yield slot, situation.with_value(slot, value)
                yield from self._more_records(situation, wish.quantity, target)
        for slot in situation.slots():
            known = situation.get(slot)
            if not slot.is_judged and isinstance(known, Fraction) and known != 0:
                others = (Fraction(0), 2 * known) if self.indicator is None else (Fraction(0),)
                for other in others:
                    if can_be_given(slot, other, self.rulebook):
                        yield slot, situation.with_value(slot, other)

    def given_definitions(self, situation: Situation) -> Iterator[tuple[Slot, Situation]]:
        """Definitions given as such, for what no fact leads to."""
        for wish in self.wishes:
            for target in wish.values:
                for node, value in self._given(situation, wish, target):
                    slot = Slot(node.name, node.last_year or wish.scope.last_year)
                    if can_be_given(slot, value, self.rulebook):
                        yield slot, situation.with_value(slot, value)

    def _given(
        self, situation: Situation, wish: Wish, target: Fraction
    ) -> Iterator[tuple[model.DefinitionReference, Fraction]]:
        """What to give a definition for, alone or on one side of a difference."""
        node = wish.quantity
        if isinstance(node, model.DefinitionReference):
            yield node, target
        elif isinstance(node, model.Arithmetic) and node.operator == "-":
            for side, other, sign in ((node.left, node.right, 1), (node.right, node.left, -1)):
                if isinstance(side, model.DefinitionReference):
                    known = self.measure(situation, other, wish.scope)
                    if known is not None:
                        yield side, known + sign * target

    def _other_values(self, slot: Slot, situation: Situation) -> Iterator[Value]:
        value = situation.get(slot)
        if slot.is_judged:
            yield from (v for v in self.judged.get(slot.name, ()) if v != value)
            return
        if isinstance(value, bool):
            yield not value
            return
        type_, _ = type_of(slot, self.rulebook)
        if isinstance(type_, TextType):
            yield from (text for text in self.texts if text != value)
        elif isinstance(type_, LevelType | ChoiceType):
            yield from (word for word in type_.words if word != value)

    def _more_records(
        self, situation: Situation, quantity: model.Expr, target: Fraction
    ) -> Iterator[tuple[Slot, Situation]]:
        """As many records like the first as a count should come to."""
        if target.denominator != 1 or not 0 <= target <= 50:
            return
        for records in self._counted(quantity):
            for name, content in situation.values.items():
                if name[0] == records and isinstance(content, tuple) and content:
                    rows = content[:1] * int(target)
                    yield Slot(*name), situation.with_content(name, rows)

    def _counted(self, quantity: model.Expr) -> Iterator[str]:
        for node in parts_behind(quantity, self.rulebook.definitions):
            if isinstance(node, model.Aggregate):
                yield node.records

    # --- numbers ---------------------------------------------------------------------------------

    def solutions(
        self, situation: Situation, quantity: model.Expr, scope: Scope, target: Fraction
    ) -> Iterator[tuple[Slot, Value]]:
        """Each value of a single slot with which the quantity comes to the target."""
        if self.measure(situation, quantity, scope) is None:
            return
        below = self.dependents.below(quantity, last_year=scope.last_year)
        for slot in situation.slots():
            if (slot.name, slot.last_year) not in below and slot.name != scope.records:
                continue
            value = situation.get(slot)
            if slot.is_judged or isinstance(value, bool | str | None):
                continue
            for found in self._roots(situation, slot, value, quantity, scope, target):
                if found != value and can_be_given(slot, found, self.rulebook):
                    yield slot, found
                    break

    def _roots(
        self,
        situation: Situation,
        slot: Slot,
        value: Value,
        quantity: model.Expr,
        scope: Scope,
        target: Fraction,
    ) -> Iterator[Value]:
        def put(number: Fraction) -> Value | None:
            return _days_later(value, int(number)) if isinstance(value, date) else number

        def differ(number: Fraction, *, scaled: bool) -> Fraction | None:
            if isinstance(value, date) and (number.denominator != 1 or abs(number) > 20_000):
                return None
            given = put(number)
            if given is None:
                return None
            found = self.measure(situation.with_value(slot, given), quantity, scope)
            if found is None:
                return None
            return (found - target) * number if scaled else found - target

        start = Fraction(0) if isinstance(value, date) else value
        assert isinstance(start, Fraction)
        for first in (start, -start - 1 if start else start + 2, start * 10 + 3):
            for scaled in (False, True):
                root = _secant(first, differ, scaled=scaled)
                if root is not None and isinstance(value, date) and differ(root, scaled=False):
                    root = _secant(root, differ, scaled=scaled)  # months are of several lengths
                if root is not None and differ(root, scaled=False) == 0:
                    given = put(root)
                    assert given is not None
                    yield given
        if isinstance(value, date) and _has_calendar(quantity, self.rulebook):
            found = _bisect(lambda days: differ(Fraction(days), scaled=False))
            given = put(Fraction(found)) if found is not None else None
            if given is not None:
                yield given

    def measure(self, situation: Situation, quantity: model.Expr, scope: Scope) -> Fraction | None:
        """What the quantity comes to; in records, of the first. None when too much was tried."""
        self.tried += 1
        if self.tried > _MOST_MEASURED:
            return None
        facts = situation.facts(self.home)
        evaluator = Evaluator(self.rulebook, facts, self.full, explains=False)
        evaluator.in_last_year = scope.last_year
        if scope.records is not None:
            given = (facts.last_year if scope.last_year else facts.values).get(scope.records)
            if given is None or not isinstance(given.value, tuple) or not given.value:
                return None
            evaluator.record = given.value[0]
        value = evaluator.evaluate(quantity)
        if isinstance(value, date):
            return Fraction(value.toordinal())
        return value if isinstance(value, Fraction) else None


def _days_later(start: date, days: int) -> date | None:
    """None where the calendar of a facts file has ended."""
    day = start.toordinal() + days
    return date.fromordinal(day) if date.min.toordinal() <= day <= date.max.toordinal() else None


def _bisect(differ: Callable[[int], Fraction | None]) -> int | None:
    """The day that comes to 0: working days grow with the dates, in no straight line."""
    for high in (_MOST_DAYS, _MOST_DAYS // 2, _MOST_DAYS // 4):  # the calendar may end sooner
        low = -high
        at_low, at_high = differ(low), differ(high)
        if at_low is not None and at_high is not None:
            break
    if at_low is None or at_high is None or at_low * at_high > 0:
        return None
    sign = 1 if at_high > at_low else -1
    while low < high:
        middle = (low + high) // 2
        found = differ(middle)
        if found is None:
            return None
        low, high = (middle + 1, high) if sign * found < 0 else (low, middle)
    return low if differ(low) == 0 else None


def _secant(
    first: Fraction, differ: Callable[..., Fraction | None], *, scaled: bool
) -> Fraction | None:
    """Where a straight line through two near points is 0."""
    second = first + 1
    at_first, at_second = differ(first, scaled=scaled), differ(second, scaled=scaled)
    if at_first is None or at_second is None or at_first == at_second:
        return None
    return first - at_first * (second - first) / (at_second - at_first)


# --- which values to try -------------------------------------------------------------------------


def near(aim: Lies, rulebook: RuleBook) -> Fraction:
    """A value of the target close to the limit."""
    return near_limit(aim.target, aim.limit, aim.position, nudge(aim.quantity.type, rulebook))


def close_to(goal: Goal, rulebook: RuleBook) -> Goal:
    """The same goal, reached only by values close to the limit: those tell most."""
    aim = goal.aim
    if not isinstance(aim, Lies) or aim.position == "at":
        return goal
    value = near(aim, rulebook)
    lower, upper = min(value, aim.limit), max(value, aim.limit)
    narrow = Range(
        lower, upper, lower_closed=lower == value, upper_closed=upper == value
    ).intersection(aim.target)
    return goal if narrow.is_empty else attrs.evolve(goal, aim=attrs.evolve(aim, target=narrow))


def near_limit(target: Range, limit: Fraction, position: str, small: Fraction) -> Fraction:
    if target.lower is not None and target.lower == target.upper:
        return target.lower
    value = limit - small if position == "below" else limit + small
    if target.contains(value):
        return value
    assert target.lower is not None
    assert target.upper is not None
    return (target.lower + target.upper) / 2


def _has_calendar(quantity: model.Expr, rulebook: RuleBook) -> bool:
    parts = parts_behind(quantity, rulebook.definitions)
    return any(isinstance(node, model.WorkingDays) for node in parts)


def _texts(goals: Sequence[Goal]) -> dict[str, None]:
    """The texts that conditions compare facts with."""
    found: dict[str, None] = {}
    for goal in goals:
        for node in model.walk(goal.aim.asked) if isinstance(goal.aim, Is) else ():
            if isinstance(node, model.Constant) and isinstance(node.value, str):
                found[node.value] = None
    return found


def _judged_value(aim: Judges) -> Fraction:
    step = aim.step or (aim.most - aim.least) / 2
    match aim.place:
        case "least":
            return aim.least
        case "most":
            return aim.most
        case "inside":
            return aim.least + step
        case "below":
            return aim.least - step
        case "above":
            return aim.most + step
        case "off_step":
            return aim.least + step / 2


def _step_wishes(indicator: Indicator | None, goals: Sequence[Goal]) -> Iterator[Wish]:
    """Steps enough to come to each limit of points, one less and one more."""
    if indicator is None:
        return
    limits = {goal.aim.limit for goal in goals if isinstance(goal.aim, Earns)}
    full = indicator.full
    sums = {abs(limit) for limit in limits} | {abs(full - limit) for limit in limits} | {full}
    for rule in indicator.rules:
        if not isinstance(rule, rules.Award | rules.Adjustment) or rule.step is None:
            continue
        each = None
        if not isinstance(rule.points, rules.Judged):
            each = constant_value(rule.points, full)
        size = constant_value(rule.step.size, full)
        if not each or size is None:
            continue
        counts = {Fraction(1), Fraction(2)}
        for points in sums:
            exact = points / each
            counts |= {exact} | {Fraction(exact.__floor__() + more) for more in (-1, 0, 1, 2)}
        wanted = sorted(count for count in counts if count > 0)[:_MOST_STEPS]
        yield Wish(rule.step.excess, HERE, tuple(count * size for count in wanted))
