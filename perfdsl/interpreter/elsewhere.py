"""What a changed fact makes of the total: it may be used by more than one indicator."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

import attrs

from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.levers import Share, shares_in
from perfdsl.interpreter.total import score_total
from perfdsl.interpreter.tree import TreeScorer
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in, uses_in
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook

TOTAL = "总分"


@attrs.define(eq=False, repr=False, slots=False)
class Elsewhere:
    """One department's total, and who uses which of its facts."""

    rulebook: RuleBook
    facts: Facts

    def rise(self, fact: str, indicator: Indicator, changed: Facts) -> Fraction | None:
        """By how much the total rises with the `changed` facts; None where no other rule uses the fact.

        Then the total rises with the indicator; so it is taken to where the total is not known.
        """
        if self._users.get(fact, set()) <= {indicator.id}:
            return None
        if self._score is None:
            return None
        after = total_of(self.rulebook, changed)
        return None if after is None else after - self._score

    @cached_property
    def shares(self) -> dict[str, list[Share]]:
        """Where a fact is part of a whole or a whole, anywhere in the rules, by its name."""
        every = [indicator.rules for indicator in self.rulebook.walk()]
        expressions = [part for each in every for rule in each for part in expressions_in(rule)]
        expressions += [definition.value for definition in self.rulebook.definitions.values()]
        found: dict[str, list[Share]] = {}
        for share in shares_in(expressions, self.rulebook):
            for name in frozenset.union(*share):
                found.setdefault(name, []).append(share)
        return found

    @cached_property
    def _score(self) -> Fraction | None:
        return total_of(self.rulebook, self.facts)

    @cached_property
    def _users(self) -> dict[str, set[str]]:
        """The indicators, headings and total whose points depend on a fact of this year, by its name."""
        users: dict[str, set[str]] = {}
        for indicator in self.rulebook.walk():
            self._note(indicator.id, indicator.rules, users)
        self._note(TOTAL, self.rulebook.total_rules, users)
        return users

    def _note(self, user: str, all_rules: Iterable[rules.Rule], users: dict[str, set[str]]) -> None:
        giving = [rule for rule in all_rules if not isinstance(rule, rules.Requirement)]
        expressions = [part for rule in giving for part in expressions_in(rule)]
        for name, is_last_year in uses_in(expressions, self.rulebook.definitions):
            if not is_last_year:
                users.setdefault(name, set()).add(user)


def total_of(rulebook: RuleBook, facts: Facts) -> Fraction | None:
    """The total alone, without a trace; None where it is not known."""
    evaluator = Evaluator(rulebook, facts, explains=False)
    scorer = TreeScorer(evaluator, rulebook.rounding, converts_groups=rulebook.rescale == "group")
    scored = [scorer.score(indicator) for indicator in rulebook.indicators]
    return score_total(rulebook, evaluator, scorer, scored).score
