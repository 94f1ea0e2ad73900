"""Rules and test files from texts or from the repository, as the command reads them."""

from functools import cache
from pathlib import Path

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.model.raw_facts import RawFacts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.rule_tests.cases import Suite
from perfdsl.rule_tests.reading import read_suite
from perfdsl.rule_tests.results import RulesTested, run_tests
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.workspace import load_source

ROOT = Path(__file__).parent.parent.parent
RULE_FILES = sorted([*(ROOT / "rules").rglob("*.perf"), *(ROOT / "examples").rglob("*.perf")])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def cases_beside(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".perf") + ".test.toml")


def book_of(text: str) -> RuleBook:
    """Checked rules; the text has no errors."""
    rulebook = checked(text)
    assert rulebook is not None, text
    return rulebook


def checked(text: str) -> RuleBook | None:
    """Checked rules, None where the checker refuses them."""
    diagnostics = Diagnostics()
    return check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)


def suite_of(text: str, rulebook: RuleBook, home: Path = ROOT) -> tuple[Suite, Diagnostics]:
    """A test file and what was found in it, but for the notes on how it is written."""
    found, notes = Diagnostics(), Diagnostics()
    raw = read_facts(SourceText("rules.test.toml", text), notes)
    assert raw is not None
    found.found += [each for each in notes if each.severity != "info"]

    def read_other(path: str, told: Diagnostics) -> RawFacts | None:
        source = load_source(str(home / path), told)
        return read_facts(source, told) if source is not None else None

    return read_suite(raw, rulebook, found, read_other), found


def codes(found: Diagnostics) -> list[str]:
    return [each.code.id for each in found]


def run(rules: str, cases: str) -> RulesTested:
    """Rules and cases without mistakes, run."""
    rulebook = book_of(rules)
    suite, found = suite_of(cases, rulebook)
    assert [each.message("en") for each in found] == []
    return run_tests(rulebook, (suite,))


@cache
def shipped(path: Path) -> RulesTested:
    """The tests of a rule file of the repository."""
    rulebook = book_of(path.read_text(encoding="utf-8"))
    tests = cases_beside(path)
    suite, found = suite_of(tests.read_text(encoding="utf-8"), rulebook, tests.parent)
    assert [each.message("en") for each in found] == []
    return run_tests(rulebook, (suite,))
