"""The outcome of testing one set of rules: its test files, their cases, what they cover."""

from fractions import Fraction

import attrs

from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.cases import Case, Suite
from perfdsl.rule_tests.coverage import Count, Coverage, coverage_of
from perfdsl.rule_tests.running import Outcome, Runner

TOTAL_NAME = "总分"


@attrs.frozen(eq=False, repr=False)
class RulesTested:
    """Outcomes stand in the order of the suites and their cases."""

    rulebook: RuleBook
    suites: tuple[Suite, ...]
    outcomes: tuple[Outcome, ...]
    coverage: Coverage

    @property
    def is_empty(self) -> bool:
        """No case was run and nothing is asked for."""
        return not self.outcomes and not self.coverage.goals and not self.coverage.waived

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)

    def of(self, suite: Suite) -> tuple[Outcome, ...]:
        cases = {id(case) for case in suite.cases}
        return tuple(outcome for outcome in self.outcomes if id(outcome.case) in cases)


def run_tests(
    rulebook: RuleBook, suites: tuple[Suite, ...], wanted: str | None = None
) -> RulesTested:
    """Run every case; with `wanted` those whose name or indicator has this text in it.

    Coverage is then that of their indicators, and of those whose path has the text.
    """
    runner = Runner(rulebook)
    chosen = [case for suite in suites for case in suite.cases if _is_wanted(case, wanted)]
    outcomes = tuple(runner.run(case) for case in chosen)
    waivers = [waiver for suite in suites for waiver in suite.waivers]
    coverage = coverage_of(rulebook, outcomes, waivers)
    if wanted is not None:
        named = {owner for owner in coverage.owners if wanted in (owner or TOTAL_NAME)}
        coverage = coverage.only(named | {case.indicator for case in chosen})
    return RulesTested(rulebook, suites, outcomes, coverage)


def _is_wanted(case: Case, wanted: str | None) -> bool:
    if wanted is None:
        return True
    return wanted in case.name or wanted in (case.indicator or TOTAL_NAME)


def total_count(tested: tuple[RulesTested, ...]) -> Count:
    """Rules and boundaries of all rule files together."""
    total = Count(0, 0)
    for each in tested:
        total = total + each.coverage.rules + each.coverage.boundaries
    return total


def whole_percent(percent: Fraction) -> int:
    """Rounded down: 99.9 % is not all."""
    return percent.numerator // percent.denominator
