"""Whether a case tells anything about what it reaches: with other rules in that place it would fail."""

from fractions import Fraction

import attrs

from perfdsl.interpreter.base import is_candidate
from perfdsl.interpreter.scoring import score
from perfdsl.interpreter.sheet import Effect
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.alone import can_stand_alone, kept_alone, kept_beside, points_alone
from perfdsl.rule_tests.cases import Expectation
from perfdsl.rule_tests.goals import Applies, Earns, Goal, Picks, Site
from perfdsl.rule_tests.mutants import Group, Mutants
from perfdsl.rule_tests.nearby import Nearby
from perfdsl.rule_tests.running import Scored, mismatches

_DECIDING = (model.Comparison, model.Within, model.Not, model.Logic)


@attrs.define(eq=False, repr=False)
class Telling:
    """One scored case with what it says must come out."""

    scored: Scored
    expected: Expectation
    nearby: Nearby | None = None
    """None: no goal is excused because another rule is always in its way."""
    mutants: dict[str | None, Mutants] = attrs.field(factory=dict)

    def tells(self, goal: Goal, site: Site, value: Fraction | None = None) -> bool:
        """Whether it would fail if the rules were a little other at this site of the goal.

        Where the rule taken alone comes to the same points either way there is nothing to tell: that is
        no fault of the case. `value` is what the quantity, or the points, of the goal come to.
        """
        if isinstance(goal.aim, Earns) and goal.aim.measure == "total":
            return self.expected.grade is not None or self.scored.sheet.grade is None
        mutants = self._mutants(goal.owner)
        return all(
            self._notices(mutants, group, site) or self._is_same(mutants, group, goal, site)
            for group in mutants.of_goal(goal, site, value)
        )

    def _mutants(self, owner: str | None) -> Mutants:
        if owner not in self.mutants:
            self.mutants[owner] = Mutants.of(self.scored.rulebook, owner)
        return self.mutants[owner]

    def _notices(self, mutants: Mutants, group: Group, site: Site) -> bool:
        for swap in group:
            changed = self._score(mutants.book(swap, site))
            if any(True for _ in mismatches(self.expected, changed)):
                return True
        return False

    def _score(self, rulebook: RuleBook) -> Scored:
        sheet = score(rulebook, self.scored.facts, partial=True, counterfactuals=False)
        return Scored(rulebook, self.scored.indicator, self.scored.facts, sheet)

    # --- nothing to tell -------------------------------------------------------------------------

    def _is_same(self, mutants: Mutants, group: Group, goal: Goal, site: Site) -> bool:
        """Whether the rule alone, nothing else in its way, gives the same with every change."""
        rule = mutants.head(site.rule)
        if rule is None or not can_stand_alone(rule, mutants.indicator):
            return False
        if isinstance(goal.aim, Picks) and goal.aim.change is not None:
            return False
        if isinstance(site.node, _DECIDING) and not isinstance(goal.aim, Applies):
            if site.part == "unless" or site.scope.records is not None:
                return False
            if site.part == "condition" and not self._turns(mutants, group, site):
                return False
        assert mutants.indicator is not None
        alone = kept_alone(site.rule, mutants.indicator)
        if self._is_same_with(alone, mutants, group, site):
            return True
        if self.nearby is None or is_candidate(rule):
            return False
        beside = kept_beside(site.rule, mutants.indicator, mutants.rulebook)
        if beside == alone or not self._is_same_with(beside, mutants, group, site):
            return False
        return not self.nearby.can_show(goal, self.scored)

    def _turns(self, mutants: Mutants, group: Group, site: Site) -> bool:
        """Whether a change turns the answer of the whole condition."""
        before = self._answer(self.scored, site)
        return any(
            self._answer(self._score(mutants.book(swap, site)), site) != before for swap in group
        )

    def _answer(self, scored: Scored, site: Site) -> bool | None:
        found: Effect | None = next(
            (effect for effect in scored.effects if effect.rule == site.rule), None
        )
        return found.condition.result if found is not None and found.condition else None

    def _is_same_with(
        self, kept: frozenset[str], mutants: Mutants, group: Group, site: Site
    ) -> bool:
        """Whether these rules alone give the same with every change."""
        assert mutants.owner is not None
        facts, owner = self.scored.facts, mutants.owner
        before = points_alone(self.scored.rulebook, facts, owner, kept)
        changed = (mutants.book(swap, site) for swap in group)
        return all(points_alone(book, facts, owner, kept) == before for book in changed)
