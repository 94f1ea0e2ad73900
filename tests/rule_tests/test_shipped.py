"""The tests that come with the rules: all pass, they cover everything, a person has confirmed each."""

from pathlib import Path

import pytest

from perfdsl.cli.output import Output
from perfdsl.cli.test import TestOptions, run_test
from tests.rule_tests.loading import ROOT, RULE_FILES, cases_beside, name_of, shipped


def test_the_command_finds_every_case_and_full_coverage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`perfdsl test rules examples --fail-under 100`."""
    monkeypatch.chdir(ROOT)
    options = TestOptions(fail_under=100)
    assert run_test(("rules", "examples"), options, Output("zh", "plain")) == 0
    printed = capsys.readouterr()
    assert printed.out.rstrip().endswith("覆盖率 100%")
    assert printed.err == ""


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_every_rule_file_has_tests_that_cover_it(path: Path) -> None:
    tested = shipped(path)
    assert cases_beside(path).exists()
    assert tested.outcomes
    assert [outcome.case.name for outcome in tested.failed] == []
    assert [goal.key for goal in tested.coverage.missed] == []
    assert tested.coverage.idle == ()
    assert all(outcome.case.is_confirmed for outcome in tested.outcomes)


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_no_case_can_be_spared_for_nothing(path: Path) -> None:
    """Coverage is not an accident of one big case: without half of the cases there are holes."""
    from perfdsl.rule_tests.coverage import coverage_of

    tested = shipped(path)
    half = coverage_of(tested.rulebook, tested.outcomes[::2])
    assert half.missed


def test_the_tests_are_standard_toml() -> None:
    """Any other program can read them too."""
    import tomllib

    for path in RULE_FILES:
        read = tomllib.loads(cases_beside(path).read_text(encoding="utf-8"))
        assert len(read["用例"]) == len(shipped(path).outcomes)
