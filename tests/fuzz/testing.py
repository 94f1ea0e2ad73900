"""Damaged test files, and rules that nobody has written tests for."""

import json
from xml.etree import ElementTree as etree

from perfdsl.cli.output import Output
from perfdsl.cli.proposing import missing_text
from perfdsl.cli.test import TestOptions, _junit
from perfdsl.renderers import console, junit
from perfdsl.renderers import json as json_text
from perfdsl.reports.rule_tests import tests_report
from perfdsl.reports.rule_tests_data import tests_data
from perfdsl.rule_tests.results import RulesTested, run_tests
from tests.fuzz.subjects import Subject
from tests.fuzz.telling import LANGUAGES, NARROW

MOST_LEAVES = 2
"""Looking for cases that are missing takes its time, and is tried with few indicators only."""


def of_the_base(subject: Subject) -> None:
    """The cases that can be run, with all reports on them."""
    if subject.suite is not None:
        _reported(run_tests(subject.suite.rulebook, (subject.suite,)), subject)


def without_cases(subject: Subject) -> None:
    """What there is to cover, and the cases proposed for it, which are run before they are shown."""
    rulebook = subject.rulebook
    if rulebook is None:
        return
    tested = run_tests(rulebook, ())
    _reported(tested, subject)
    if len(rulebook.leaves) <= MOST_LEAVES and len(rulebook.facts) <= MOST_LEAVES * 2:
        output = Output(subject.chance.choice(LANGUAGES), "plain")
        missing_text(tested, output, alone=True)


def _reported(tested: RulesTested, subject: Subject) -> None:
    language = subject.chance.choice(LANGUAGES)
    console.render(
        tests_report((tested,), language=language, fail_under=None), width=NARROW, color=False
    )
    json.loads(json_text.render(tests_data((tested,), language=language)))
    suites = _junit((tested,), TestOptions(fail_under=50), Output(language, "plain"))
    etree.fromstring(junit.render(suites).encode("utf-8"))
