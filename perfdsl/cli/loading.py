"""From paths to checked rules and facts; every command begins here."""

import os
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import Span
from perfdsl.workspace import (
    STANDARD_INPUT,
    STANDARD_INPUT_NAME,
    find_rules,
    kind_of,
    load_source,
    rule_files,
    rules_of_year,
)

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


def file_key(name: str) -> str:
    """The same for `./rules/x.perf` and `rules/x.perf`, and for `-` and what is read from it."""
    return STANDARD_INPUT if name == STANDARD_INPUT_NAME else os.path.normpath(name)


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
    texts: "dict[str, SourceText]" = attrs.field(factory=dict)
    """Corrected texts that stand for what is in the files."""

    def load_source(self, name: str, diagnostics: Diagnostics) -> "SourceText | None":
        """The text of a file, or the one that stands for it; standard input is read only once."""
        source = self.texts.get(file_key(name)) or load_source(name, diagnostics)
        if source is not None and name == STANDARD_INPUT:
            self.texts[name] = source
        return source

    def load_rules(self, path: str) -> LoadedRules:
        """The rules at the path and what was found in them."""
        if path not in self.loaded:
            diagnostics = Diagnostics()
            source = self.load_source(path, diagnostics)
            rulebook = read_rules(source, diagnostics) if source is not None else None
            self.loaded[path] = LoadedRules(rulebook, diagnostics)
        return self.loaded[path]

    def load_facts(
        self, source: "SourceText", diagnostics: Diagnostics, *, keep: bool = False
    ) -> "tuple[LoadedRules | None, Facts | None]":
        """The facts and the rules they are for; None where something is missing.

        `keep`: for the next run, and from the one before; worth it where few facts are read.
        """
        if kind_of(source.text) == "rules":
            diagnostics.report(codes.RULES_NOT_FACTS, path=source.name)
            return None, None
        kept = self._kept_facts(source, diagnostics) if keep else None
        if kept is not None:
            return kept
        from perfdsl.checker.facts.file import check_facts
        from perfdsl.checker.facts.signed_names import names_with_signs
        from perfdsl.checker.facts.words import scheme_of, year_of
        from perfdsl.codes.facts import YEAR_DIFFERS
        from perfdsl.readers.toml import read_facts

        own = Diagnostics()
        raw = read_facts(source, own)
        if raw is None:
            diagnostics.found += own.found
            return None, None
        scheme, span = scheme_of(raw)
        rules = self._rules_for(source, scheme, year_of(raw), span, own)
        if rules is None or rules.rulebook is None:
            diagnostics.found += own.found
            return rules, None
        names = names_with_signs(rules.rulebook, source.text)
        if names:
            own = Diagnostics()
            raw = read_facts(source, own, names) or raw
        facts = check_facts(raw, rules.rulebook, own, year=self.year)
        is_of_another = any(each.code is YEAR_DIFFERS for each in own)
        if is_of_another and self.rules is None:
            from perfdsl.workspace.nearby import offer_rules_of_year

            offer_rules_of_year(rules.rulebook.source.name, year_of(raw), span, own)
        diagnostics.found += own.found
        if keep and not is_of_another:  # what is offered then depends on other files
            from perfdsl.store import KeptFacts, contents, store_facts

            rules_contents = contents(rules.rulebook.source)
            kept_facts = KeptFacts(scheme, span, year_of(raw), rules_contents, facts, own.found)
            store_facts(source, self.year, kept_facts)
        return rules, facts

    def _kept_facts(
        self, source: "SourceText", diagnostics: Diagnostics
    ) -> "tuple[LoadedRules, Facts] | None":
        """What an earlier run made of the same text, if the rules are still the same as well."""
        from perfdsl.store import contents, stored_facts

        kept = stored_facts(source, self.year)
        if kept is None:
            return None
        rules = self._rules_for(source, kept.scheme, kept.year, kept.span, Diagnostics())
        if rules is None or rules.rulebook is None:
            return None
        if contents(rules.rulebook.source) != kept.rules:
            return None
        diagnostics.found += kept.found
        return rules, kept.facts

    def _rules_for(
        self,
        source: "SourceText",
        scheme: str | None,
        year: int | None,
        span: Span | None,
        diagnostics: Diagnostics,
    ) -> LoadedRules | None:
        """The rules that facts ask for, or those of `--rules`."""
        if self.rules is not None:
            path = self._rules_option(year, diagnostics)
        else:
            path = find_rules(source, scheme, year, diagnostics, span)
        return None if path is None else self.load_rules(path)

    def _rules_option(self, year: int | None, diagnostics: Diagnostics) -> str | None:
        """`--rules` may name a folder that has one file of the year."""
        if self.rules is None or self.rules == STANDARD_INPUT:
            return self.rules
        return rules_of_year(self.rules, self.year or year, diagnostics)


def read_rules(source: "SourceText", diagnostics: Diagnostics) -> "RuleBook | None":
    """Text to checked rules; what was checked before is taken from the cache."""
    from perfdsl.store import store_rules, stored_rules

    if kind_of(source.text) == "facts":
        diagnostics.report(codes.FACTS_NOT_RULES, path=source.name)
        return None
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
