"""The JSON form of a test run (`perfdsl.tests/1`)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from perfdsl import __version__
from perfdsl.number import format_exact
from perfdsl.reports.places import span_data
from perfdsl.rule_tests.coverage import Count
from perfdsl.rule_tests.describing import describe
from perfdsl.rule_tests.goals import Goal
from perfdsl.rule_tests.results import RulesTested, total_count
from perfdsl.rule_tests.running import Amount, Mismatch, Outcome
from perfdsl.wording import Language

Data = dict[str, Any]

TESTS_SCHEMA = "perfdsl.tests/1"


def tests_data(tested: Sequence[RulesTested], *, language: Language) -> Data:
    """Everything in the report, without its words where a program needs none."""
    return {
        "schema": TESTS_SCHEMA,
        "version": __version__,
        "coverage": _count(total_count(tuple(tested))),
        "rules": [_rules(each, language) for each in tested],
    }


def _rules(tested: RulesTested, language: Language) -> Data:
    coverage = tested.coverage
    return {
        "file": tested.rulebook.source.name,
        "tests": [suite.source.name for suite in tested.suites],
        "cases": [_case(outcome) for outcome in tested.outcomes],
        "coverage": {
            "rules": _count(coverage.rules),
            "boundaries": _count(coverage.boundaries),
            "missed": [_goal(goal, language) for goal in coverage.missed],
            "waived": [
                _goal(goal, language) | {"reason": waiver.reason}
                for goal, waiver in coverage.waived
            ],
            "impossible": [
                _goal(goal, language)
                | {"reason": goal.impossible.text(language) if goal.impossible else None}
                for goal in coverage.impossible
            ],
        },
    }


def _case(outcome: Outcome) -> Data:
    case = outcome.case
    return {
        "name": case.name,
        "indicator": case.indicator,
        "passed": outcome.passed,
        "confirmed": case.is_confirmed,
        "span": span_data(case.span),
        "mismatches": [_mismatch(mismatch) for mismatch in outcome.mismatches],
    }


def _mismatch(mismatch: Mismatch) -> Data:
    return {
        "asked": mismatch.asked,
        "rule": mismatch.rule,
        "expected": _plain(mismatch.expected),
        "actual": _plain(mismatch.actual),
    }


def _plain(value: Amount | None) -> str | bool | None:
    return format_exact(value) if isinstance(value, Fraction) else value


def _count(count: Count) -> Data:
    return {"reached": count.reached, "wanted": count.wanted}


def _goal(goal: Goal, language: Language) -> Data:
    has_place = goal.span.end > goal.span.start
    return {
        "indicator": goal.owner,
        "kind": "rule" if goal.is_rule else "boundary",
        "text": describe(goal).text(language),
        "span": span_data(goal.span) if has_place else None,
    }
