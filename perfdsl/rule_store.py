"""Checked rules kept between runs, so that scoring again need not read the rules again.

A rule book is kept under a hash of everything it depends on: the text of the rules, the name they were
read under, the program's own code and the Python that runs it. Nothing is ever looked up by date.
"""

import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import perfdsl
from perfdsl.cache import drop_oldest, read_cached, write_cached
from perfdsl.diagnostic import Diagnostic
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText

_SUFFIX = ".rules"


def stored_rules(source: SourceText) -> tuple[RuleBook, list[Diagnostic]] | None:
    """The rule book kept for exactly this text, and what was found in it."""
    content = read_cached(_name(source))
    if content is None:
        return None
    with suppress(Exception):  # whatever is wrong with a cache, reading the rules again mends it
        rulebook, found = pickle.loads(content)
        if isinstance(rulebook, RuleBook) and rulebook.source.text == source.text:
            return rulebook, found
    return None


def store_rules(source: SourceText, rulebook: RuleBook, found: Iterable[Diagnostic]) -> None:
    """Keep a rule book for the next run."""
    with suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        content = pickle.dumps((rulebook, list(found)), protocol=5)
        write_cached(_name(source), content)
        drop_oldest("*" + _SUFFIX)


def _name(source: SourceText) -> str:
    key = sha256()
    for part in (_code_version(), sys.version, source.name, source.encoding, source.sha256):
        key.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return key.hexdigest()[:32] + _SUFFIX


def _code_version() -> str:
    """The version, and in a checkout the newest change: kept rules must not outlive the code."""
    root = Path(perfdsl.__file__).parent
    if "site-packages" in root.parts:
        return f"{perfdsl.__version__} {root.stat().st_mtime_ns}"
    newest = max(path.stat().st_mtime_ns for path in root.rglob("*.py"))
    return f"{perfdsl.__version__} {newest}"
