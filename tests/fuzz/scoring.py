"""Damaged rules and facts that can be scored: the score can be explained, and forms can be read."""

import json
from typing import Any

from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.renderers import console
from perfdsl.renderers import json as json_text
from perfdsl.reports import score_report, sheet_data
from perfdsl.reports.facts_form import facts_form
from perfdsl.source import SourceText
from tests.fuzz.subjects import Subject, Wrong, base_facts, base_rules, must_tell
from tests.fuzz.telling import LANGUAGES, NARROW


def with_the_facts(subject: Subject) -> None:
    """Rules, with facts that partly fit."""
    if subject.rulebook is not None:
        _scored(subject.rulebook, fitting(subject.rulebook), subject)


def as_given(subject: Subject) -> None:
    """Facts, with the rules they are for."""
    if subject.facts is not None and subject.is_fine:
        _scored(base_rules(), subject.facts, subject)


def as_a_form(subject: Subject) -> None:
    """A form for the rules; not filled in it is no mistake, and has nothing in it."""
    if subject.rulebook is None:
        return
    for language in LANGUAGES:
        found = Diagnostics()
        raw = read_facts(SourceText("f.toml", facts_form(subject.rulebook, language)), found)
        facts = check_facts(raw, subject.rulebook, found) if raw is not None else None
        errors = [each.message("en") for each in found if each.severity == "error"]
        if facts is None or errors:
            raise Wrong(f"a form that cannot be read: {errors}")
        score(subject.rulebook, facts, partial=True)


def fitting(rulebook: RuleBook) -> Facts:
    """What of the usual facts the rules ask for."""
    return check_facts(base_facts(), rulebook, Diagnostics())


def outline(sheet: ScoreSheet) -> Any:
    """What a score comes to, with every indicator."""
    return sheet.score, sheet.least, sheet.most, sheet.grade, sheet.status, _nodes(sheet.nodes)


def _nodes(nodes: tuple[Node, ...]) -> Any:
    return [
        (
            node.path,
            node.full,
            node.score,
            node.least,
            node.most,
            node.status,
            _nodes(node.children),
        )
        for node in nodes
    ]


def _scored(rulebook: RuleBook, facts: Facts, subject: Subject) -> None:
    language = subject.chance.choice(LANGUAGES)
    for partial in (False, True):
        sheet = score(rulebook, facts, partial=partial)
        must_tell(sheet.findings, None)
        if sheet.score is not None and not sheet.least == sheet.score == sheet.most:
            raise Wrong("a score that is not its own bounds")
        if sheet.least > sheet.most:
            raise Wrong("at least more than at most")
        for show_all in (False, True):
            report = score_report(sheet, language=language, show_all=show_all)
            console.render(report, width=NARROW, color=False)
        text = json_text.render(sheet_data(sheet, language=language))
        text.encode("utf-8")
        json.loads(text)
