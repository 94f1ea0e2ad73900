"""Which goals a scored case reaches: what its rules really asked, and what shows in its result."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.sheet import Effect
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.facts import Fact
from perfdsl.model.types import Quantity, Zero
from perfdsl.rule_tests.cases import Expectation
from perfdsl.rule_tests.goals import (
    Applies,
    Earns,
    Goal,
    Is,
    Judges,
    Lies,
    Picks,
    Scope,
    Site,
)
from perfdsl.rule_tests.nearby import Nearby
from perfdsl.rule_tests.points_of import points_before_caps, raw_points
from perfdsl.rule_tests.running import Scored, as_proposed, indicator_of
from perfdsl.rule_tests.telling import Telling

_DONE = ("fired", "capped")


def goals_reached(
    scored: Scored,
    goals: Iterable[Goal],
    expected: Expectation | None = None,
    nearby: Nearby | None = None,
) -> frozenset[str]:
    """The keys of those goals of the indicator (and of 不适用 above it) that the case reaches.

    It must tell about them too: with slightly other rules it would not come to what is `expected`
    (if None, what a proposed case would say). `nearby` remembers from case to case what can show.
    """
    look = Look.at(scored, expected, nearby if nearby is not None else new_nearby())
    return frozenset(goal.key for goal in goals if look.reaches(goal))


def new_nearby() -> Nearby:
    """For cases of one set of rules."""
    return Nearby(lambda scored, goal: Look.at(scored).reaches(goal))


def concerns(goal: Goal, indicator: str | None) -> bool:
    """Whether a case of the indicator can reach the goal at all: its own, or one of a heading above."""
    if goal.owner == indicator:
        return True
    if goal.owner is None or indicator is None:
        return False
    return indicator.startswith(goal.owner + "/")


@attrs.frozen(eq=False, repr=False)
class Look:
    """One scored case, ready to be asked."""

    scored: Scored
    effects: dict[str, Effect]
    evaluator: Evaluator
    telling: Telling
    memory: dict[str, Fraction | None] = attrs.field(factory=dict)

    @classmethod
    def at(
        cls, scored: Scored, expected: Expectation | None = None, nearby: Nearby | None = None
    ) -> "Look":
        effects: dict[str, Effect] = {}
        for effect in _effects(scored):
            known = effects.get(effect.rule)
            if known is None or known.condition is None:
                effects[effect.rule] = effect
        evaluator = Evaluator(scored.rulebook, scored.facts, explains=False)
        owner = indicator_of(scored)
        evaluator.full = owner.full if owner is not None else scored.rulebook.full
        expected = expected if expected is not None else as_proposed(scored)
        telling = Telling(scored, expected, nearby)
        return cls(scored, effects, evaluator, telling)

    def meets(self, goal: Goal) -> bool:
        """Whether the case comes to the goal, shown or not."""
        return any(True for _ in self._places(goal))

    def reaches(self, goal: Goal) -> bool:
        """Whether it comes there and something of it shows."""
        return any(self.telling.tells(goal, site, value) for site, value in self._places(goal))

    def _places(self, goal: Goal) -> Iterator[tuple[Site, Fraction | None]]:
        """Where the goal is met, with what its quantity comes to there."""
        aim = goal.aim
        match aim:
            case Applies():
                for site in goal.sites:
                    if self._applies(site, wanted=aim.wanted):
                        yield site, None
            case Lies() | Is() | Picks():
                for site in goal.sites:
                    if self._asked(site):
                        for value in self._inside(site.scope, aim):
                            yield site, value
            case Earns():
                points = self._earned(goal, aim)
                if points is not None and aim.target.contains(points):
                    yield goal.sites[0], points
            case Judges():
                if self._judges(goal, aim):
                    yield goal.sites[0], None

    # --- what was asked --------------------------------------------------------------------------

    def _applies(self, site: Site, *, wanted: bool) -> bool:
        effect = self.effects.get(site.rule)
        if effect is None:
            return False
        if effect.condition is None:
            return wanted and effect.status in _DONE
        if effect.condition.result is not wanted:
            return False
        return not wanted or effect.status not in (
            "unknown",
            "not_computable",
            "exempted",
            "overridden",
        )

    def _asked(self, site: Site) -> bool:
        effect = self.effects.get(site.rule)
        if effect is None or not self._is_computed(site.scope):
            return False
        match site.part:
            case "unless" | "points":
                return effect.status in (*_DONE, "exempted")
            case "operand":
                return effect.condition is not None
            case "condition":
                condition = effect.condition
                for number in site.branch:
                    if condition is None or number >= len(condition.children):
                        break
                    condition = condition.children[number]
                return condition is not None and condition.result is not None

    def _is_computed(self, scope: Scope) -> bool:
        """A definition that is given hides what it is made of."""
        facts = self.scored.facts
        return not any(
            name in (facts.last_year if last_year else facts.values)
            for name, last_year in scope.definitions
        )

    # --- values ----------------------------------------------------------------------------------

    def _inside(self, scope: Scope, aim: Lies | Is | Picks) -> Iterator[Fraction | None]:
        """The values that meet the aim: one, or of each record that does."""
        for row in self._records(scope):
            self.evaluator.in_last_year, self.evaluator.record = scope.last_year, row
            try:
                met, value = self._holds(aim)
            finally:
                self.evaluator.in_last_year, self.evaluator.record = False, None
            if met:
                yield value

    def _records(self, scope: Scope) -> tuple[Mapping[str, Fact] | None, ...]:
        if scope.records is None:
            return (None,)
        facts = self.evaluator.facts
        given = (facts.last_year if scope.last_year else facts.values).get(scope.records)
        return given.value if given is not None and isinstance(given.value, tuple) else ()

    def _holds(self, aim: Lies | Is | Picks) -> tuple[bool, Fraction | None]:
        match aim:
            case Lies():
                value = self.evaluator.evaluate(aim.quantity)
                if not isinstance(value, Fraction):
                    return False, None
                return aim.target.contains(value), value
            case Is():
                value = self.evaluator.evaluate(aim.asked)
                if isinstance(aim.asked.type, Quantity | Zero) and isinstance(value, Fraction):
                    return (value > 0) == aim.value, None
                return not isinstance(value, Absent) and value == aim.value, None
            case Picks():
                return self._picked(aim.table) == aim.line, None

    def _picked(self, table: model.Table) -> int | None:
        subject = self.evaluator.evaluate(table.subject)
        if isinstance(subject, Absent):
            return None
        for number, case in enumerate(table.cases):
            if case.key is None or self.evaluator.evaluate(case.key) == subject:
                return number
        return None

    # --- points ----------------------------------------------------------------------------------

    def _earned(self, goal: Goal, aim: Earns) -> Fraction | None:
        if goal.owner != self.scored.indicator:
            return None
        match aim.measure:
            case "asked":
                return self._points_asked(goal.sites[0])
            case "raw":
                return self._once("raw", lambda: raw_points(self.scored))
            case "before_cap":
                effect = self.effects.get(goal.sites[0].rule)
                holds = effect is not None and (
                    effect.condition is None or effect.condition.result is True
                )
                if not holds:
                    return None
                return self._once("cap", lambda: points_before_caps(self.scored))
            case "total":
                is_lowest = aim.limit == self.scored.rulebook.lower
                is_vetoed = any(
                    effect.kind == "veto" and effect.status == "fired"
                    for effect in self.scored.sheet.effects
                )
                return None if is_vetoed and not is_lowest else self.scored.sheet.score

    def _once(self, key: str, work: Callable[[], Fraction | None]) -> Fraction | None:
        if key not in self.memory:
            self.memory[key] = work()
        return self.memory[key]

    def _points_asked(self, site: Site) -> Fraction | None:
        effect = self.effects.get(site.rule)
        if site.part == "points":
            if effect is None or effect.status not in _DONE:
                return None
            return next((part.value for part in effect.details if part.name == "asked"), None)
        rows = _rows_with(site.rule, self.scored)
        asked = [
            abs(found.points)
            for row in rows
            if (found := self.effects.get(row)) is not None
            and found.status in _DONE
            and found.points is not None
        ]
        return sum(asked, Fraction(0)) if asked else None

    def _judges(self, goal: Goal, aim: Judges) -> bool:
        judged = self.scored.facts.judgements.get(aim.key)
        effect = self.effects.get(goal.sites[0].rule)
        if judged is None or effect is None:
            return False
        if effect.status not in (*_DONE, "exempted", "not_computable"):
            return False
        return judged_place(judged.points, aim) == aim.place


def judged_place(points: Fraction, aim: Judges) -> str:
    if points < aim.least:
        return "below"
    if points > aim.most:
        return "above"
    if aim.step is not None and (points - aim.least) % aim.step != 0:
        return "off_step"
    if points == aim.least:
        return "least"
    return "most" if points == aim.most else "inside"


def _effects(scored: Scored) -> list[Effect]:
    """Those of the indicator, and 不适用 of the headings above it."""
    if scored.indicator is None:
        return list(scored.sheet.effects)
    found: list[Effect] = []
    nodes = scored.sheet.nodes
    while nodes:
        node = next(
            each
            for each in nodes
            if each.id == scored.indicator or scored.indicator.startswith(each.id + "/")
        )
        if node.id == scored.indicator:
            found += node.effects
            break
        found += [effect for effect in node.effects if effect.kind == "not_applicable"]
        nodes = node.children
    return found


def _rows_with(row_id: str, scored: Scored) -> list[str]:
    """The rows of the checklist that has this row."""
    indicator = indicator_of(scored)
    for rule in indicator.rules if indicator is not None else ():
        if isinstance(rule, rules.Checklist) and any(row.id == row_id for row in rule.rows):
            return [row.id for row in rule.rows]
    return []
