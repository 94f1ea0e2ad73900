"""The corpus of mistakes held against what perfdsl says of each."""

import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from perfdsl.checker import check
from perfdsl.checker.facts import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help
from perfdsl.fixes import edited
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.reports.diagnoses import in_reading_order
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.workspace import decode
from tests.corpus.cases import ROOT, Case
from tests.properties.likeness import differences


class Outcome(NamedTuple):
    case: Case
    found: tuple[Diagnostic, ...]
    right_line: bool
    right_cause: bool
    fix_offered: bool
    fix_right: bool
    cascades: int

    @property
    def is_perfect(self) -> bool:
        return self.right_line and self.right_cause and not self.cascades


@cache
def outcome(case: Case) -> Outcome:
    """What is said of the case, and whether it is what was expected."""
    source, found, _ = read(case, case.content)
    ordered = _worst_first(found)
    first = ordered[0] if ordered else None
    lines = [_line(each) for each in ordered]
    wanted = list(case.expected)
    left = []
    for diagnostic in ordered:
        hit = next(
            (
                each
                for each in wanted
                if diagnostic.code.id in each.codes and _line(diagnostic) == each.line
            ),
            None,
        )
        if hit is not None:
            wanted.remove(hit)
        else:
            left.append(diagnostic)
    # a finding with another cause or on another line stands for one that was expected
    cascades = max(sum(each.severity != "info" for each in left) - len(wanted), 0)
    if len(case.expected) == 1:
        only = case.expected[0]
        right_line = bool(lines) and lines[0] == only.line
        right_cause = first is not None and first.code.id in only.codes
    else:
        right_line = all(each.line in lines for each in case.expected)
        right_cause = not wanted
    helps = [_first_fix(each) for each in ordered if each.severity != "info" or len(ordered) == 1]
    offered = bool(helps) and all(help_ is not None for help_ in helps)
    right = offered and source is not None and _mends(case, source, [h for h in helps if h])
    return Outcome(case, tuple(ordered), right_line, right_cause, offered, right, cascades)


def read(case: Case, content: bytes) -> tuple[SourceText | None, tuple[Diagnostic, ...], Any]:
    """The text, the findings and the checked model of rules or facts."""
    diagnostics = Diagnostics()
    name = os.path.relpath(case.base, ROOT)
    source = decode(name, content, diagnostics)
    if source is None:
        return None, tuple(diagnostics), None
    model: Any = None
    if case.is_rules:
        model = check(parse(source, diagnostics), diagnostics)
    else:
        raw = read_facts(source, diagnostics)
        if raw is not None:
            model = check_facts(raw, rules_for(case.base), diagnostics)
    return source, tuple(diagnostics), model


@cache
def rules_for(facts: Path) -> RuleBook:
    """The rules that the facts of a base name."""
    text = facts.read_text(encoding="utf-8")
    named = next(line for line in text.splitlines() if line.startswith('"方案"'))
    path = facts.parent / named.split('"')[3]
    diagnostics = Diagnostics()
    book = check(
        parse(SourceText(str(path), path.read_text(encoding="utf-8")), diagnostics), diagnostics
    )
    assert book is not None
    return book


def _worst_first(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(in_reading_order(found), key=lambda each: order[each.severity])


def _line(diagnostic: Diagnostic) -> int:
    return 0 if diagnostic.primary is None else diagnostic.primary.span.first.line


def _first_fix(diagnostic: Diagnostic) -> Help | None:
    return next((help_ for help_ in diagnostic.helps if help_.edits), None)


def _mends(case: Case, source: SourceText, helps: list[Help]) -> bool:
    edits = [edit for help_ in helps for edit in help_.edits]
    if any(edit.span.source is not source for edit in edits):
        return False
    after = edited(source, edits)
    plain = after.removeprefix("\ufeff").replace("\r\n", "\n")
    if plain in case.right:
        return True
    _, found, model = read(case, plain.encode())
    if model is None or any(each.severity == "error" for each in found):
        return False
    return any(_same(model, read(case, right.encode())[2]) for right in case.right)


def _same(first: Any, second: Any) -> bool:
    """The same meaning; in which order facts are declared has none."""
    if isinstance(first, RuleBook) and isinstance(second, RuleBook):
        first, second = (
            attrs.evolve(book, facts=dict(sorted(book.facts.items()))) for book in (first, second)
        )
    return not list(differences(first, second))
