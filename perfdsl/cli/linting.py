"""The linter of `perfdsl check`: run on rules without errors, with the settings of their folder.

What it said of the same rules with the same settings is kept, and then it is not even loaded.
"""

from typing import TYPE_CHECKING

import attrs

from perfdsl.diagnostic import Allowed, Diagnostic, Diagnostics
from perfdsl.store import (
    Findings,
    Levels,
    store_lint,
    store_settings,
    stored_lint,
    stored_settings,
)
from perfdsl.workspace import STANDARD_INPUT, is_file, load_source, settings_file

if TYPE_CHECKING:
    from perfdsl.model.rulebook import RuleBook
    from perfdsl.source import SourceText


@attrs.define(eq=False, repr=False)
class Linting:
    """What the linter has said beside its findings."""

    allowed: list[Allowed] = attrs.field(factory=list)
    not_analyzed: list[tuple[str, ...]] = attrs.field(factory=list)
    """Paths of indicators."""
    _levels: dict[str | None, Levels] = attrs.field(factory=dict)

    def begin(self) -> None:
        """Forget what an earlier round has said."""
        self.allowed.clear()
        self.not_analyzed.clear()
        self._levels.clear()

    def lint(self, rulebook: "RuleBook | None", name: str) -> list[Diagnostic]:
        """The findings, and what is wrong with the settings where they are read for the first time.

        The settings beside a file `name` with errors are read as well: their mistakes are others.
        """
        diagnostics = Diagnostics()
        if rulebook is None:
            if name == STANDARD_INPUT or is_file(name):
                self._levels_for(name, diagnostics)
            return diagnostics.found
        levels = self._levels_for(rulebook.source.name, diagnostics)
        kept = stored_lint(rulebook.source, levels)
        found, allowed, not_analyzed = kept or _lint(rulebook, levels)
        self.allowed += allowed
        self.not_analyzed += not_analyzed
        return [*diagnostics.found, *found]

    def _levels_for(self, rules: str, diagnostics: Diagnostics) -> Levels:
        path = settings_file(rules)
        if path not in self._levels:
            source = load_source(path, diagnostics) if path is not None else None
            self._levels[path] = _read(source, diagnostics) if source is not None else {}
        return self._levels[path]


def _lint(rulebook: "RuleBook", levels: Levels) -> Findings:
    from perfdsl.linter import Settings, lint

    linted = lint(rulebook, Settings(levels))
    findings = (linted.found, linted.allowed, linted.not_analyzed)
    store_lint(rulebook.source, levels, findings)
    return findings


def _read(source: "SourceText", diagnostics: Diagnostics) -> Levels:
    kept = stored_settings(source)
    if kept is not None:
        diagnostics.found += kept[1]
        return kept[0]
    from perfdsl.linter import lint_codes
    from perfdsl.linter.settings import read_settings
    from perfdsl.readers.toml import read_facts

    own = Diagnostics()
    raw = read_facts(source, own)
    levels = {} if raw is None else read_settings(raw.root, lint_codes(), own).levels
    store_settings(source, levels, own)
    diagnostics.found += own.found
    return levels
