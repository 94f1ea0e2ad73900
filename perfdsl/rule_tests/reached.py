"""Which goals a scored case reaches: only what its rules really asked counts."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.leaf import Applicability, score_leaf
from perfdsl.interpreter.scoring import score
from perfdsl.interpreter.sheet import Effect, Node
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.types import Quantity, Zero
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
from perfdsl.rule_tests.running import Scored

_DONE = ("fired", "capped")
_FAR = Fraction(10**12)
"""Bounds that no points pass."""


def goals_reached(scored: Scored, goals: Iterable[Goal]) -> frozenset[str]:
    """The keys of those goals of the indicator (and of 不适用 above it) that the case reaches."""
    look = _Look.at(scored)
    return frozenset(goal.key for goal in goals if look.meets(goal))


def concerns(goal: Goal, indicator: str | None) -> bool:
    """Whether a case of the indicator can reach the goal at all: its own, or one of a heading above."""
    if goal.owner == indicator:
        return True
    if goal.owner is None or indicator is None:
        return False
    return indicator.startswith(goal.owner + "/")


@attrs.frozen(eq=False, repr=False)
class _Look:
    """One scored case, ready to be asked."""

    scored: Scored
    effects: dict[str, Effect]
    evaluator: Evaluator
    memory: dict[str, Fraction | None] = attrs.field(factory=dict)

    @classmethod
    def at(cls, scored: Scored) -> "_Look":
        effects: dict[str, Effect] = {}
        for effect in _effects(scored):
            known = effects.get(effect.rule)
            if known is None or known.condition is None:
                effects[effect.rule] = effect
        evaluator = Evaluator(scored.rulebook, scored.facts, explains=False)
        owner = _indicator(scored.rulebook, scored.indicator)
        evaluator.full = owner.full if owner is not None else scored.rulebook.full
        return cls(scored, effects, evaluator)

    def meets(self, goal: Goal) -> bool:
        match goal.aim:
            case Applies():
                return any(self._applies(site, wanted=goal.aim.wanted) for site in goal.sites)
            case Lies() | Is() | Picks():
                return any(self._asked(s) and self._inside(s.scope, goal.aim) for s in goal.sites)
            case Earns():
                return self._earns(goal, goal.aim)
            case Judges():
                return self._judges(goal, goal.aim)

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

    def _inside(self, scope: Scope, aim: Lies | Is | Picks) -> bool:
        evaluator = self.evaluator
        evaluator.in_last_year = scope.last_year
        try:
            if scope.records is None:
                return self._holds(aim)
            facts = evaluator.facts.last_year if scope.last_year else evaluator.facts.values
            given = facts.get(scope.records)
            rows = given.value if given is not None else ()
            if not isinstance(rows, tuple):
                return False
            for row in rows:
                evaluator.record = row
                if self._holds(aim):
                    return True
            return False
        finally:
            evaluator.in_last_year, evaluator.record = False, None

    def _holds(self, aim: Lies | Is | Picks) -> bool:
        match aim:
            case Lies():
                value = self.evaluator.evaluate(aim.quantity)
                return isinstance(value, Fraction) and aim.target.contains(value)
            case Is():
                value = self.evaluator.evaluate(aim.asked)
                if isinstance(aim.asked.type, Quantity | Zero) and isinstance(value, Fraction):
                    return (value > 0) == aim.value
                return not isinstance(value, Absent) and value == aim.value
            case Picks():
                return self._picked(aim.table) == aim.line

    def _picked(self, table: model.Table) -> int | None:
        subject = self.evaluator.evaluate(table.subject)
        if isinstance(subject, Absent):
            return None
        for number, case in enumerate(table.cases):
            if case.key is None or self.evaluator.evaluate(case.key) == subject:
                return number
        return None

    # --- points ----------------------------------------------------------------------------------

    def _earns(self, goal: Goal, aim: Earns) -> bool:
        if goal.owner != self.scored.indicator:
            return False
        points: Fraction | None = None
        match aim.measure:
            case "asked":
                points = self._points_asked(goal.sites[0])
            case "raw":
                points = self._once("raw", lambda: raw_points(self.scored))
            case "before_cap":
                effect = self.effects.get(goal.sites[0].rule)
                holds = effect is not None and (
                    effect.condition is None or effect.condition.result is True
                )
                if holds:
                    points = self._once("cap", lambda: points_before_caps(self.scored))
            case "total":
                is_vetoed = any(
                    effect.kind == "veto" and effect.status == "fired"
                    for effect in self.scored.sheet.effects
                )
                points = None if is_vetoed else self.scored.sheet.score
        return points is not None and aim.target.contains(points)

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


def raw_points(scored: Scored) -> Fraction | None:
    """The points before the bounds of the indicator or the total."""
    indicator = _indicator(scored.rulebook, scored.indicator)
    if indicator is None:
        return _total(scored, lower=-_FAR, upper=_FAR)
    assert scored.node is not None
    if scored.node.status != "scored":
        return None
    if not indicator.is_leaf:
        return _sum_of(scored.node)
    return _leaf(scored, attrs.evolve(indicator, lower=-_FAR, upper=_FAR), None)


def points_before_caps(scored: Scored) -> Fraction | None:
    """The points within the bounds, and no 封顶 yet."""
    indicator = _indicator(scored.rulebook, scored.indicator)
    if indicator is None:
        return _total(scored, lower=scored.rulebook.lower, upper=scored.rulebook.upper)
    assert scored.node is not None
    if scored.node.status != "scored":
        return None
    if indicator.is_leaf:
        return _leaf(scored, indicator, scored.rulebook.rounding)
    total = _sum_of(scored.node)
    if total is None or not indicator.is_limited:
        return total
    return min(max(total, indicator.lower), indicator.upper)


def _leaf(scored: Scored, indicator: Indicator, places: int | None) -> Fraction | None:
    bare = tuple(rule for rule in indicator.rules if not isinstance(rule, rules.Cap))
    evaluator = Evaluator(scored.rulebook, scored.facts, explains=False)
    changed = attrs.evolve(indicator, rules=bare)
    return score_leaf(evaluator, changed, places, Applicability()).score


def _sum_of(node: Node) -> Fraction | None:
    """What the parts of a heading come to, converted where some were left out."""
    points = [child.score for child in node.children if not child.excluded]
    if any(part is None for part in points):
        return None
    converted = [effect.applied for effect in node.effects if effect.kind == "rescale"]
    return sum((part for part in (*points, *converted) if part is not None), Fraction(0))


def _total(scored: Scored, *, lower: Fraction, upper: Fraction) -> Fraction | None:
    kept = tuple(rule for rule in scored.rulebook.total_rules if isinstance(rule, rules.Adjustment))
    book = attrs.evolve(scored.rulebook, lower=lower, upper=upper, total_rules=kept)
    return score(book, scored.facts, partial=True, counterfactuals=False).score


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


def _indicator(rulebook: RuleBook, indicator: str | None) -> Indicator | None:
    return next((found for found in rulebook.walk() if found.id == indicator), None)


def _rows_with(row_id: str, scored: Scored) -> list[str]:
    """The rows of the checklist that has this row."""
    indicator = _indicator(scored.rulebook, scored.indicator)
    for rule in indicator.rules if indicator is not None else ():
        if isinstance(rule, rules.Checklist) and any(row.id == row_id for row in rule.rows):
            return [row.id for row in rule.rows]
    return []
