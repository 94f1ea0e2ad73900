"""Checked rules kept between runs, so that scoring again need not read the rules again.

What is kept names everything it depends on: the bytes of the rules, the name they were read under, the
program's own code and the Python that runs it; unless all of it is the same, the rules are read again.
"""

import os
import pickle
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress

import perfdsl
from perfdsl.cache import drop_oldest, read_cached, write_cached
from perfdsl.diagnostic import Diagnostic
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText

_SUFFIX = ".rules"
Key = tuple[str, str, str, str, str, bytes | None]


def stored_rules(source: SourceText) -> tuple[RuleBook, list[Diagnostic]] | None:
    """The rule book kept for exactly this text, and what was found in it."""
    key = _key(source)
    content = read_cached(_name(key))
    if content is None:
        return None
    with suppress(Exception):  # whatever is wrong with a cache, reading the rules again mends it
        kept, rulebook, found = pickle.loads(content)
        if kept == key and isinstance(rulebook, RuleBook):
            return rulebook, found
    return None


def store_rules(source: SourceText, rulebook: RuleBook, found: Iterable[Diagnostic]) -> None:
    """Keep a rule book for the next run."""
    key = _key(source)
    with suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        write_cached(_name(key), pickle.dumps((key, rulebook, list(found)), protocol=5))
        drop_oldest(_SUFFIX)


def _key(source: SourceText) -> Key:
    return (_code_version(), sys.version, source.name, source.encoding, source.text, source.content)


def _name(key: Key) -> str:
    """A short name; two keys may share one, since the key itself is kept and compared."""
    return f"{zlib.crc32(repr(key).encode('utf-8', 'surrogatepass')):08x}{_SUFFIX}"


def _code_version() -> str:
    """The version, and the newest change of the code: kept rules must not outlive it."""
    root = os.path.dirname(perfdsl.__file__)
    newest = os.stat(root).st_mtime_ns if "site-packages" in root else max(_changes(root))
    return f"{perfdsl.__version__} {newest}"


def _changes(folder: str) -> Iterable[int]:
    """When each file of code below `folder` was changed last."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _changes(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.stat().st_mtime_ns
