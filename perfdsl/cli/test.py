"""`perfdsl test`: the cases that staff wrote for rules, and what they do not cover yet."""

from collections.abc import Iterator
from os.path import dirname, normpath
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from perfdsl.cli import words as w
from perfdsl.cli.help import say
from perfdsl.cli.loading import CONTENT, FINE, IMPOSSIBLE, Loader, exit_code
from perfdsl.cli.output import Output
from perfdsl.codes.files import FACTS_NOT_TESTS
from perfdsl.codes.rule_tests import NO_TESTS, NOTHING_CALLED, WAIVER_WITHOUT_GOAL
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.workspace import (
    TEST_ENDINGS,
    find_rules,
    load_source,
    test_files,
    tests_in,
    write_text,
)

if TYPE_CHECKING:
    from perfdsl.model.raw_facts import RawFacts
    from perfdsl.model.rulebook import RuleBook
    from perfdsl.renderers.junit import JunitSuite
    from perfdsl.rule_tests.cases import Suite
    from perfdsl.rule_tests.results import RulesTested


@attrs.frozen(repr=False)
class TestOptions:
    __test__ = False  # a name that pytest would look into

    wanted: str | None = None
    missing: bool = False
    fail_under: int | None = None
    junit: bool = False


def run_test(paths: tuple[str, ...], options: TestOptions, output: Output) -> int:
    """Run every case found; 1 if one fails or too little is covered, 2 if something is not there."""
    diagnostics = Diagnostics()
    tests, rules = test_files(paths or (".",), diagnostics)
    found = Tests(Loader())
    tests = tuple(dict.fromkeys(map(normpath, tests)))
    tests += tuple(found.naming(rules, tests))
    for name in tests:
        found.read(name, diagnostics)
    for name in rules:
        found.add_rules(name, diagnostics)
    output.complain([each for each in diagnostics if each.severity != "info"])
    output.reads.extend((*tests, *found.loader.loaded))
    code = IMPOSSIBLE if _is_nothing(diagnostics) else exit_code(diagnostics)
    if not found.suites:
        return code or CONTENT
    tested = found.run(options.wanted)
    if options.wanted is not None and all(each.is_empty for each in tested):
        nothing = Diagnostics()
        nothing.report(NOTHING_CALLED, text=options.wanted)
        output.complain(nothing.found)
        return IMPOSSIBLE
    output.complain(_idle_waivers(tested))
    written = Diagnostics()
    if options.missing:
        _write_missing(tested, output, written)
    else:
        _show(tested, options, output, written)
    output.complain(written.found)
    return max(code, exit_code(written), _verdict(tested, options))


def _is_nothing(diagnostics: Diagnostics) -> bool:
    return any(found.code is NO_TESTS for found in diagnostics)


def _verdict(tested: "tuple[RulesTested, ...]", options: TestOptions) -> int:
    from perfdsl.rule_tests.results import total_count

    if any(each.failed for each in tested):
        return CONTENT
    if options.fail_under is not None and total_count(tested).percent < options.fail_under:
        return CONTENT
    return FINE


def _idle_waivers(tested: "tuple[RulesTested, ...]") -> list[Diagnostic]:
    from perfdsl.rule_tests.words import TOTAL

    found = Diagnostics()
    for each in tested:
        for waiver in each.coverage.idle:
            found.report(
                WAIVER_WITHOUT_GOAL,
                waiver.span,
                indicator=waiver.indicator or TOTAL,
                goal=waiver.goal,
            )
    return found.found


def _are_facts(raw: "RawFacts", name: str) -> bool:
    """Whether a file that is not called a test has data and none of the entries of tests."""
    from perfdsl.rule_tests.words import find_facts_table, find_test_word

    keys = [entry.key for entry in raw.root]
    has_data = any(find_facts_table(key) is not None for key in keys)
    of_tests = any(find_test_word("file", key) is not None for key in keys)
    return has_data and not of_tests and not name.endswith(TEST_ENDINGS)


# --- reading -------------------------------------------------------------------------------------


@attrs.define(eq=False, repr=False)
class Tests:
    """Test files by the rules they are for."""

    __test__ = False

    loader: Loader
    suites: "dict[str, list[Suite]]" = attrs.field(factory=dict)
    rulebooks: "dict[str, RuleBook]" = attrs.field(factory=dict)
    failed: set[str] = attrs.field(factory=set)
    """Rules whose mistakes were told."""

    def read(self, name: str, diagnostics: Diagnostics) -> None:
        from perfdsl.readers.toml import read_facts
        from perfdsl.rule_tests.reading import read_suite

        source = load_source(name, diagnostics)
        if source is None:
            return
        found = Diagnostics()
        raw = read_facts(source, found)
        if raw is not None and _are_facts(raw, name):
            diagnostics.report(FACTS_NOT_TESTS, path=name)
            return
        diagnostics.found += [each for each in found if each.severity == "error"]
        path = self._rules_of(raw, name, diagnostics) if raw is not None else None
        rulebook = self.add_rules(path, diagnostics) if path is not None else None
        if raw is None or path is None or rulebook is None:
            return
        home = Path(name).parent

        def read_other(other: str, notes: Diagnostics) -> "RawFacts | None":
            text = load_source(normpath(home / other), notes)
            return read_facts(text, notes) if text is not None else None

        suite = read_suite(raw, rulebook, diagnostics, read_other)
        self.suites[_plain(path)].append(suite)

    def naming(self, rules: tuple[str, ...], known: tuple[str, ...]) -> Iterator[str]:
        """The test files in the folders of rules that name one of these, beyond those known."""
        from perfdsl.readers.toml import read_facts

        wanted = set(map(_plain, rules))
        for folder in dict.fromkeys(map(dirname, rules)):
            for name in map(_plain, tests_in(folder)):
                if name in known:
                    continue
                ignored = Diagnostics()
                source = load_source(name, ignored)
                raw = read_facts(source, ignored) if source is not None else None
                found = self._rules_of(raw, name, ignored) if raw is not None else None
                if found is not None and _plain(found) in wanted:
                    yield name

    def _rules_of(self, raw: "RawFacts", name: str, diagnostics: Diagnostics) -> str | None:
        """The rules the file names; else those it is called after."""
        from perfdsl.checker.facts.words import scheme_of, year_of

        scheme, span = scheme_of(raw)
        beside = next(
            (name.removesuffix(e) + ".perf" for e in TEST_ENDINGS if name.endswith(e)), ""
        )
        if not scheme and beside and Path(beside).is_file():
            return beside
        return find_rules(raw.source, scheme, year_of(raw), diagnostics, span)

    def add_rules(self, path: str, diagnostics: Diagnostics) -> "RuleBook | None":
        """The rules at the path, known from now on as rules to be tested; None with mistakes told."""
        key = _plain(path)
        if key in self.rulebooks:
            return self.rulebooks[key]
        loaded = self.loader.load_rules(key)
        if loaded.rulebook is None:
            if key not in self.failed:
                diagnostics.found += loaded.diagnostics.found
                self.failed.add(key)
            return None
        self.rulebooks[key] = loaded.rulebook
        self.suites[key] = []
        return loaded.rulebook

    def run(self, wanted: str | None) -> "tuple[RulesTested, ...]":
        from perfdsl.rule_tests.results import run_tests

        return tuple(
            run_tests(self.rulebooks[key], tuple(suites), wanted)
            for key, suites in self.suites.items()
        )


def _plain(path: str) -> str:
    return normpath(path)


# --- results -------------------------------------------------------------------------------------


def _show(
    tested: "tuple[RulesTested, ...]", options: TestOptions, output: Output, written: Diagnostics
) -> None:
    if options.junit:
        from perfdsl.renderers import junit

        output.write(junit.render(_junit(tested, options, output)), written)
    elif output.format == "json":
        from perfdsl.reports.rule_tests_data import tests_data

        output.show_data(tests_data(tested, language=output.language), written)
    else:
        from perfdsl.reports.rule_tests import tests_report

        report = tests_report(tested, language=output.language, fail_under=options.fail_under)
        output.show([report], written)


def _junit(
    tested: "tuple[RulesTested, ...]", options: TestOptions, output: Output
) -> "list[JunitSuite]":
    """A suite for each test file; the demand for coverage is a case of its own."""
    from perfdsl.renderers import plain
    from perfdsl.renderers.junit import JunitCase, JunitSuite
    from perfdsl.reports.rule_tests import failure_report, mismatch_text
    from perfdsl.rule_tests import report_words as t
    from perfdsl.rule_tests.results import total_count, whole_percent

    language = output.language
    suites: list[JunitSuite] = []
    for each in tested:
        for suite in each.suites:
            cases: list[JunitCase] = []
            for outcome in each.of(suite):
                case = outcome.case
                failure, details = None, ""
                if not outcome.passed:
                    failure = "; ".join(mismatch_text(m, language) for m in outcome.mismatches)
                    details = plain.render(failure_report(outcome, each, language), width=100)
                group = case.indicator or t.TOTAL.text(language)
                line = case.span.first.line
                cases.append(JunitCase(case.name, group, suite.source.name, line, failure, details))
            suites.append(JunitSuite(suite.source.name, tuple(cases)))
    if options.fail_under is not None:
        total = total_count(tested)
        percent = whole_percent(total.percent)
        failure = None
        if total.percent < options.fail_under:
            failure = say(language, t.BELOW, percent=percent, wanted=options.fail_under)
        name = t.COVERAGE_CASE.text(language)
        suites.append(JunitSuite(name, (JunitCase(name, name, "", 0, failure),)))
    return suites


def _write_missing(tested: "tuple[RulesTested, ...]", output: Output, written: Diagnostics) -> None:
    """The cases still to be written, ready to paste, each scored before it is shown."""
    from perfdsl.cli.proposing import missing_text

    parts = [missing_text(each, output, alone=len(tested) == 1) for each in tested]
    text = "\n".join(part for part in parts if part)
    if output.file is None:
        output.write(text, written)
    elif write_text(output.file, text, written, replace=False):
        output.note(say(output.language, w.WRITTEN, path=output.file))
