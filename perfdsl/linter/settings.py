"""`[lint]` of `perfdsl.toml`: which rules of the linter matter how much in this project."""

from collections.abc import Iterable, Mapping
from typing import get_args

import attrs

from perfdsl.codes import linting as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Level
from perfdsl.model.raw_facts import RawEntry, RawTable
from perfdsl.suggestion import suggest
from perfdsl.wording import Code, Severity, phrase

LEVELS = ("off", *get_args(Severity))


@attrs.frozen(repr=False)
class Settings:
    """`levels` by the id of the rule; what is not named has the level of its code."""

    levels: Mapping[str, Level] = attrs.field(factory=dict)

    def level_of(self, code: Code) -> Level:
        return self.levels.get(code.id, code.severity)


DEFAULT = Settings()


def read_settings(root: RawTable, known: Iterable[Code], diagnostics: Diagnostics) -> Settings:
    """The levels a settings file gives; what it cannot mean is reported and left out."""
    by_name = {name: code for code in known for name in (code.slug, code.id)}
    levels: dict[str, Level] = {}
    for entry in root:
        if entry.key != "lint" or not isinstance(entry.value.content, RawTable):
            _report_unknown(entry, ["lint"], diagnostics)
            continue
        for level in entry.value.content:
            code = by_name.get(level.key)
            if code is None:
                _report_unknown(level, by_name, diagnostics)
                continue
            read = _level(level, diagnostics)
            if read is not None:
                levels[code.id] = read
    return Settings(levels)


def _level(entry: RawEntry, diagnostics: Diagnostics) -> Level | None:
    for level in LEVELS:
        if entry.value.content == level:
            return level  # type: ignore[no-any-return]
    written = entry.value.span.text.strip("\"'")
    helps = [
        Help(
            phrase('改成 "{name}"', 'write "{name}"', name=name),
            (Edit(entry.value.span, f'"{name}"'),),
            "unsafe",
        )
        for name in suggest(written, LEVELS)
    ]
    diagnostics.report(
        codes.UNKNOWN_LEVEL, entry.value.span, helps=helps, name=entry.key, level=written
    )
    return None


def _report_unknown(entry: RawEntry, known: Iterable[str], diagnostics: Diagnostics) -> None:
    helps = [
        Help(
            phrase("改成「{name}」", "write 「{name}」", name=name),
            (Edit(entry.key_span, name),),
            "unsafe",
        )
        for name in suggest(entry.key, known)
    ]
    diagnostics.report(codes.UNKNOWN_SETTING, entry.key_span, helps=helps, name=entry.key)
