"""The linter of `perfdsl check`: run on rules without errors, with the settings of their folder."""

from typing import TYPE_CHECKING

import attrs

from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.workspace import load_source, settings_file

if TYPE_CHECKING:
    from perfdsl.linter import Allowed, Settings
    from perfdsl.model.rulebook import Indicator, RuleBook


@attrs.define(eq=False, repr=False)
class Linting:
    """What the linter has said beside its findings."""

    allowed: "list[Allowed]" = attrs.field(factory=list)
    not_analyzed: "list[Indicator]" = attrs.field(factory=list)
    _settings: "dict[str | None, Settings]" = attrs.field(factory=dict)

    def begin(self) -> None:
        """Forget what an earlier round has said."""
        self.allowed.clear()
        self.not_analyzed.clear()
        self._settings.clear()

    def lint(self, rulebook: "RuleBook | None") -> list[Diagnostic]:
        """The findings, and what is wrong with the settings where they are read for the first time."""
        if rulebook is None:
            return []
        from perfdsl.linter import lint

        diagnostics = Diagnostics()
        settings = self._settings_for(rulebook.source.name, diagnostics)
        linted = lint(rulebook, settings)
        self.allowed += linted.allowed
        self.not_analyzed += linted.not_analyzed
        return [*diagnostics.found, *linted.found]

    def _settings_for(self, rules: str, diagnostics: Diagnostics) -> "Settings":
        path = settings_file(rules)
        if path not in self._settings:
            self._settings[path] = _read(path, diagnostics)
        return self._settings[path]


def _read(path: str | None, diagnostics: Diagnostics) -> "Settings":
    from perfdsl.linter import DEFAULT, lint_codes
    from perfdsl.linter.settings import read_settings
    from perfdsl.readers.toml import read_facts

    source = load_source(path, diagnostics) if path is not None else None
    raw = read_facts(source, diagnostics) if source is not None else None
    return DEFAULT if raw is None else read_settings(raw.root, lint_codes(), diagnostics)
