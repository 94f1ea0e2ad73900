"""A damaged file as perfdsl reads it, and what may never be wrong with what is said about it."""

import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

import attrs

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.linter import lint
from perfdsl.model.facts import Facts
from perfdsl.model.raw_facts import RawFacts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.rule_tests.cases import Suite
from perfdsl.rule_tests.reading import read_suite
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.workspace import decode
from tests.corpus.cases import HERE

SEPARATOR = b"\n\x1d\n"
"""Between the two files of a comparison."""


class Wrong(Exception):
    """Something that perfdsl promises does not hold."""


@attrs.frozen(eq=False, repr=False)
class Subject:
    """One file, read and checked."""

    content: bytes
    source: SourceText
    found: Diagnostics
    raw: RawFacts | None = None
    facts: Facts | None = None
    rulebook: RuleBook | None = None
    suite: Suite | None = None

    @property
    def is_fine(self) -> bool:
        return not self.found.has_errors

    @property
    def chance(self) -> random.Random:
        """The same for the same file."""
        return random.Random(crc32(self.content))


def read(kind: str, content: bytes) -> Subject | None:
    """The file, with what was found in it; None where it is no text."""
    found = Diagnostics()
    source = decode("x.perf" if kind == "rules" else "f.toml", content, found)
    if source is None:
        must_tell(found, None)
        if not found.has_errors:
            raise Wrong("no text and no error")
        return None
    return read_source(kind, source)


def read_source(kind: str, source: SourceText) -> Subject:
    """A text read as what it is meant to be; raises what is wrong with what is said about it."""
    content = source.content or b""
    found = Diagnostics()
    raw, facts, rulebook, suite = None, None, None, None
    if kind == "rules":
        rulebook = check(parse(source, found), found)
        if rulebook is None and not found.has_errors:
            raise Wrong("no rules and no error")
    else:
        raw = read_facts(source, found)
        if raw is None and not found.has_errors:
            raise Wrong("no facts and no error")
        if raw is not None and kind == "facts":
            facts = check_facts(raw, base_rules(), found)
        if raw is not None and kind == "tests":
            suite = read_suite(raw, base_rules(), found, lambda _path, _notes: None)
    must_tell(found, source)
    return Subject(content, source, found, raw, facts, rulebook, suite)


def as_checked(kind: str, source: SourceText) -> tuple[Subject, list[Diagnostic]]:
    """The file, and all that `perfdsl check` says of it."""
    subject = read_source(kind, source)
    found = list(subject.found)
    if subject.rulebook is not None:
        linted = lint(subject.rulebook)
        must_tell(linted.found, source)
        found += linted.found
    return subject, found


def must_tell(found: Iterable[Diagnostic], source: SourceText | None) -> None:
    """Every finding has words in both languages and a place in its file, and so has every edit."""
    for diagnostic in found:
        diagnostic.message("zh")
        diagnostic.message("en")
        primary = diagnostic.primary
        if source is None:
            continue
        if primary is None:
            raise Wrong(f"{diagnostic.code.id} has no place")
        spans = [primary.span, *(label.span for label in diagnostic.secondary)]
        spans += [edit.span for help_ in diagnostic.helps for edit in help_.edits]
        for span in spans:
            if not 0 <= span.start <= span.end <= len(span.source.text):
                raise Wrong(f"{diagnostic.code.id}: {span.start}–{span.end}")


# --- what damaged files are held against ---------------------------------------------------------


@cache
def base_rules() -> RuleBook:
    """The rules that damaged facts and tests are for."""
    return _rules(HERE / "base.perf")


@cache
def small_rules() -> RuleBook:
    """Rules of a few lines."""
    return _rules(HERE.parent.parent.parent / "examples/tutorial/04-bands/rules.perf")


def _rules(path: Path) -> RuleBook:
    found = Diagnostics()
    book = check(parse(SourceText(path.name, path.read_text(encoding="utf-8")), found), found)
    assert book is not None
    return book


@cache
def base_facts() -> RawFacts:
    """The facts that damaged rules are tried with."""
    source = SourceText("base.toml", (HERE / "base.toml").read_text(encoding="utf-8"))
    raw = read_facts(source, Diagnostics())
    assert raw is not None
    return raw
