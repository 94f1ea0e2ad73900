"""Checked rules and facts, and what the linter said, kept between runs: nothing is done twice.

What is kept names everything it depends on: the bytes of the files, the names they were read under, the
program's own code and the Python that runs it; unless all of it is the same, the files are read again.
"""

import os
import pickle
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import Any

import attrs

import perfdsl
from perfdsl.cache import drop_oldest, read_cached, write_cached
from perfdsl.diagnostic import Allowed, Diagnostic, Level
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText, Span

_RULES, _FACTS, _LINT, _SETTINGS = ".rules", ".facts", ".lint", ".settings"
Contents = tuple[str, str, str, bytes | None]
"""All that a file's meaning can depend on: its name, encoding, text and bytes."""


def stored_rules(source: SourceText) -> tuple[RuleBook, list[Diagnostic]] | None:
    """The rule book kept for exactly this text, and what was found in it."""
    kept = _load(contents(source), _RULES)
    return kept if kept is not None and isinstance(kept[0], RuleBook) else None


def store_rules(source: SourceText, rulebook: RuleBook, found: Iterable[Diagnostic]) -> None:
    """Keep a rule book for the next run."""
    _store(contents(source), _RULES, (rulebook, list(found)))


@attrs.frozen(eq=False, repr=False)
class KeptFacts:
    """Facts as they were checked against the rules with the contents `rules`.

    `scheme`, `span`, `year`: the rules they name, where, and for which year.
    """

    scheme: str | None
    span: Span | None
    year: int | None
    rules: Contents
    facts: Facts
    found: list[Diagnostic]


def stored_facts(source: SourceText, allowed_year: int | None) -> KeptFacts | None:
    """What was kept for exactly this text; it holds only for the rules it names the contents of."""
    kept = _load((contents(source), allowed_year), _FACTS)
    return kept if isinstance(kept, KeptFacts) else None


def store_facts(source: SourceText, allowed_year: int | None, kept: KeptFacts) -> None:
    """Keep facts for the next run."""
    _store((contents(source), allowed_year), _FACTS, kept)


# --- the linter ----------------------------------------------------------------------------------

Levels = Mapping[str, Level]
"""Of the rules of the linter that the settings name, by their ids."""
Findings = tuple[tuple[Diagnostic, ...], tuple[Allowed, ...], tuple[tuple[str, ...], ...]]
"""What was found, what the rules allow, and the paths of what was not analyzed."""


def stored_lint(source: SourceText, levels: Levels) -> Findings | None:
    """What the linter said of exactly this text with these settings; its places are in `source`."""
    kept: Findings | None = _load((contents(source), sorted(levels.items())), _LINT, source)
    return kept


def store_lint(source: SourceText, levels: Levels, findings: Findings) -> None:
    """Keep it for the next run."""
    _store((contents(source), sorted(levels.items())), _LINT, findings, source)


def stored_settings(source: SourceText) -> tuple[Levels, list[Diagnostic]] | None:
    """The levels that a settings file gives, and what is wrong with it."""
    kept: tuple[Levels, list[Diagnostic]] | None = _load(contents(source), _SETTINGS, source)
    return kept


def store_settings(source: SourceText, levels: Levels, found: Iterable[Diagnostic]) -> None:
    """Keep them for the next run."""
    _store(contents(source), _SETTINGS, (dict(levels), list(found)), source)


def contents(source: SourceText) -> Contents:
    return source.name, source.encoding, source.text, source.content


_HOME = "home"

# --- keys and files ------------------------------------------------------------------------------


def _load(key: object, suffix: str, home: SourceText | None = None) -> Any:
    """`home` stands for the text that places were in when this was kept."""
    content = read_cached(_name(key, suffix))
    if content is None:
        return None
    with suppress(Exception):  # whatever is wrong with a cache, reading the files again mends it
        unpickler = _Unpickler(BytesIO(content))
        unpickler.home = home
        kept_key, kept = unpickler.load()
        if kept_key == (_version(), key):
            return kept
    return None


def _store(key: object, suffix: str, kept: object, home: SourceText | None = None) -> None:
    written = BytesIO()
    pickler = _Pickler(written, protocol=5)
    pickler.home = home
    with suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        pickler.dump(((_version(), key), kept))
        write_cached(_name(key, suffix), written.getvalue())
        drop_oldest(suffix)


class _Pickler(pickle.Pickler):
    """Leaves out the text that places are in: who reads it again has it, and it is one and the same."""

    home: SourceText | None = None

    def persistent_id(self, obj: object) -> str | None:
        return _HOME if obj is self.home and obj is not None else None


class _Unpickler(pickle.Unpickler):
    home: SourceText | None = None

    def persistent_load(self, pid: object) -> object:
        if pid != _HOME or self.home is None:
            raise pickle.UnpicklingError
        return self.home


def _name(key: object, suffix: str) -> str:
    """A short name; two keys may share one, since the key itself is kept and compared."""
    text = repr((_version(), key)).encode("utf-8", "surrogatepass")
    return f"{zlib.crc32(text):08x}{suffix}"


@cache
def _version() -> tuple[str, int, str]:
    """The program, the newest change of its code, and the Python: what is kept must not outlive them."""
    root = os.path.dirname(perfdsl.__file__)
    newest = os.stat(root).st_mtime_ns if "site-packages" in root else max(_changes(root))
    return perfdsl.__version__, newest, sys.version


def _changes(folder: str) -> Iterable[int]:
    """When each file of code below `folder` was changed last."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _changes(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.stat().st_mtime_ns
