"""A damaged file through everything perfdsl does with one: nothing may raise, hang, or say what has no place."""

from collections.abc import Iterable
from functools import cache

from perfdsl.checker import check
from perfdsl.checker.facts import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import plan_fixes
from perfdsl.formatter import Style, format_text
from perfdsl.interpreter import score
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts, standard_text
from perfdsl.renderers import plain
from perfdsl.reports import diagnostics_report
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.workspace import decode
from tests.corpus.cases import HERE

LIMIT = 2.0
"""Seconds one file may take."""


class Unlocated(Exception):
    """An error that does not say where."""


def run(kind: str, content: bytes, *, thorough: bool) -> int:
    """How many entry points the file went through; raises what is wrong with perfdsl."""
    return (
        _rules(content, thorough=thorough)
        if kind == "rules"
        else _facts(content, thorough=thorough)
    )


def _rules(content: bytes, *, thorough: bool) -> int:
    found = Diagnostics()
    source = decode("x.perf", content, found)
    if source is None:
        _must_tell(found, None)
        return 1
    rulebook = check(parse(source, found), found)
    _must_tell(found, source)
    if rulebook is None and not found.has_errors:
        raise Unlocated("no rules and no error")
    if not thorough:
        return 1
    _say(found)
    count = 2 + _fixed(found, source, "rules")
    if not found.has_errors:
        format_text(source, Style())
        count += 1
    if rulebook is not None:
        facts = SourceText("f.toml", (HERE / "base.toml").read_text(encoding="utf-8"))
        own = Diagnostics()
        raw = read_facts(facts, own)
        assert raw is not None
        given = check_facts(raw, rulebook, own)
        score(rulebook, given)
        score(rulebook, given, partial=True)
        count += 2
    return count


def _facts(content: bytes, *, thorough: bool) -> int:
    found = Diagnostics()
    source = decode("f.toml", content, found)
    if source is None:
        _must_tell(found, None)
        return 1
    raw = read_facts(source, found)
    facts = check_facts(raw, _book(), found) if raw is not None else None
    _must_tell(found, source)
    if not thorough:
        return 1
    _say(found)
    standard_text(source)
    count = 3 + _fixed(found, source, "facts")
    if facts is not None and not found.has_errors:
        score(_book(), facts)
        count += 1
    return count


@cache
def _book() -> RuleBook:
    text = (HERE / "base.perf").read_text(encoding="utf-8")
    diagnostics = Diagnostics()
    book = check(parse(SourceText("base.perf", text), diagnostics), diagnostics)
    assert book is not None
    return book


def _must_tell(found: Iterable[Diagnostic], source: SourceText | None) -> None:
    for diagnostic in found:
        diagnostic.message("zh")
        diagnostic.message("en")
        primary = diagnostic.primary
        if source is None:
            continue
        if primary is None:
            raise Unlocated(diagnostic.code.id)
        spans = [primary.span, *(label.span for label in diagnostic.secondary)]
        spans += [edit.span for help_ in diagnostic.helps for edit in help_.edits]
        for span in spans:
            if span.source is source and not 0 <= span.start <= span.end <= len(source.text):
                raise Unlocated(f"{diagnostic.code.id}: {span.start}–{span.end}")


def _say(found: Diagnostics) -> None:
    for language in ("zh", "en"):
        plain.render(diagnostics_report(found.found, language=language), width=80)


def _fixed(found: Diagnostics, source: SourceText, kind: str) -> int:
    """What `--fix` and `--unsafe-fixes` make of it can be read as well."""
    count = 0
    for unsafe in (False, True):
        for fix in plan_fixes(found, lambda text: text is source, unsafe=unsafe):
            count += run(kind, fix.text.encode("utf-8", "surrogatepass"), thorough=False)
    return count
