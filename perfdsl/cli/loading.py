"""From paths to checked rules and facts; every command begins here."""

from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import Span
from perfdsl.workspace import STANDARD_INPUT, find_rules, load_source, rule_files, rules_of_year

if TYPE_CHECKING:
    from perfdsl.model.facts import Facts
    from perfdsl.model.rulebook import RuleBook
    from perfdsl.source import SourceText

FINE, CONTENT, IMPOSSIBLE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: 1, the content has problems; 2, it could not be done."""


def exit_code(diagnostics: Diagnostics | list[Diagnostic]) -> int:
    """2 if a file could not be read or written, 1 for any other error, else 0."""
    errors = [found for found in diagnostics if found.severity == "error"]
    if any(found.code.id.startswith("PD7") for found in errors):
        return IMPOSSIBLE
    return CONTENT if errors else FINE


@attrs.define(eq=False, repr=False)
class LoadedRules:
    rulebook: "RuleBook | None"
    diagnostics: Diagnostics
    is_reported: bool = False


@attrs.define(eq=False, repr=False)
class Loader:
    """Reads each rule file once, however many facts files use it."""

    rules: str | None = None
    """From `--rules`: these rules, whatever a facts file names."""
    year: int | None = None
    loaded: dict[str, LoadedRules] = attrs.field(factory=dict)

    def load_rules(self, path: str) -> LoadedRules:
        """The rules at the path and what was found in them."""
        if path not in self.loaded:
            diagnostics = Diagnostics()
            source = load_source(path, diagnostics)
            rulebook = read_rules(source, diagnostics) if source is not None else None
            self.loaded[path] = LoadedRules(rulebook, diagnostics)
        return self.loaded[path]

    def load_facts(
        self, source: "SourceText", diagnostics: Diagnostics
    ) -> "tuple[LoadedRules | None, Facts | None]":
        """The facts and the rules they are for; None where something is missing."""
        from perfdsl.checker.fact_words import scheme_of, year_of
        from perfdsl.checker.facts import check_facts
        from perfdsl.readers.toml import read_facts

        raw = read_facts(source, diagnostics)
        if raw is None:
            return None, None
        if self.rules is not None:
            path = self._rules_option(year_of(raw), diagnostics)
        else:
            scheme, span = scheme_of(raw)
            path = find_rules(source, scheme, year_of(raw), diagnostics, span)
        if path is None:
            return None, None
        rules = self.load_rules(path)
        if rules.rulebook is None:
            return rules, None
        return rules, check_facts(raw, rules.rulebook, diagnostics, year=self.year)

    def _rules_option(self, year: int | None, diagnostics: Diagnostics) -> str | None:
        """`--rules` may name a folder that has one file of the year."""
        if self.rules is None or self.rules == STANDARD_INPUT:
            return self.rules
        return rules_of_year(self.rules, self.year or year, diagnostics)


def read_rules(source: "SourceText", diagnostics: Diagnostics) -> "RuleBook | None":
    """Text to checked rules; what was checked before is taken from the cache."""
    from perfdsl.rule_store import store_rules, stored_rules

    stored = stored_rules(source)
    if stored is not None:
        diagnostics.found += stored[1]
        return stored[0]
    from perfdsl.checker import check
    from perfdsl.syntax import parse

    own = Diagnostics()
    try:
        rulebook = check(parse(source, own), own)
    except RecursionError:
        own.report(codes.TOO_DEEP, Span(source, 0, 0))
        rulebook = None
    if rulebook is not None:
        store_rules(source, rulebook, own)
    diagnostics.found += own.found
    return rulebook


def one_rule_file(path: str, diagnostics: Diagnostics) -> str | None:
    """The path itself, or the only rule file of a folder."""
    found = rule_files([path], diagnostics)
    if len(found) > 1:
        return rules_of_year(path, None, diagnostics)
    return found[0] if found else None
