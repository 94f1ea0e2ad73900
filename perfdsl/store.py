"""Checked rules and facts kept between runs, so that scoring again need not read them again.

What is kept names everything it depends on: the bytes of the files, the names they were read under, the
program's own code and the Python that runs it; unless all of it is the same, the files are read again.
"""

import os
import pickle
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any

import attrs

import perfdsl
from perfdsl.cache import drop_oldest, read_cached, write_cached
from perfdsl.diagnostic import Diagnostic
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText, Span

_RULES, _FACTS = ".rules", ".facts"
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


def contents(source: SourceText) -> Contents:
    return source.name, source.encoding, source.text, source.content


# --- keys and files ------------------------------------------------------------------------------


def _load(key: object, suffix: str) -> Any:
    content = read_cached(_name(key, suffix))
    if content is None:
        return None
    with suppress(Exception):  # whatever is wrong with a cache, reading the files again mends it
        kept_key, kept = pickle.loads(content)
        if kept_key == (_version(), key):
            return kept
    return None


def _store(key: object, suffix: str, kept: object) -> None:
    with suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        write_cached(_name(key, suffix), pickle.dumps(((_version(), key), kept), protocol=5))
        drop_oldest(suffix)


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
