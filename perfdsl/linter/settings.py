"""`[lint]` of `perfdsl.toml`: which rules of the linter matter how much in this project."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

import attrs

from perfdsl.codes import all_codes
from perfdsl.codes import linting as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label, Level
from perfdsl.model.raw_facts import RawEntry, RawTable
from perfdsl.source import Span
from perfdsl.suggestion import suggest
from perfdsl.wording import Code, Severity, phrase

_QUOTES = "“”‘’「」\"'"
"""A name in such marks is read as if they were straight."""
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
    first: dict[str, RawEntry] = {}
    for entry in root:
        if entry.key != "lint" or not isinstance(entry.value.content, RawTable):
            _report_unknown(entry, ["lint"], diagnostics)
            continue
        for level in entry.value.content:
            code = by_name.get(level.key.strip(_QUOTES))
            if code is None and is_other_code(level.key):
                report_other_code(level.key, level.key_span, by_name.values(), diagnostics)
                continue
            if code is None:
                _report_unknown(level, by_name, diagnostics)
                continue
            if first.setdefault(code.id, level) is not level:
                _report_twice(first[code.id], level, diagnostics)
                continue
            read = _level(level, diagnostics)
            if read is not None:
                levels[code.id] = read
    return Settings(levels)


def is_other_code(name: str) -> bool:
    """Whether it is an id or a name of a diagnostic that is not the linter's."""
    return name.upper() in _other_codes() or name in _other_codes()


@cache
def _other_codes() -> frozenset[str]:
    return frozenset(name for code in all_codes() for name in (code.id, code.slug))


def report_other_code(
    name: str, span: Span, known: Iterable[Code], diagnostics: Diagnostics
) -> None:
    ids = sorted(code.id for code in known)
    diagnostics.report(codes.NOT_A_LINT_RULE, span, name=name, first=ids[0], last=ids[-1])


def _report_twice(first: RawEntry, second: RawEntry, diagnostics: Diagnostics) -> None:
    diagnostics.report(
        codes.LEVEL_TWICE,
        second.key_span,
        secondary=(Label(first.key_span, phrase("第一处在这里", "the first is here")),),
        name=second.key,
        other=first.key,
        first=first.key_span.first.line,
    )


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
