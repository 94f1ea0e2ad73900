"""What was found, told in every form there is."""

import json

from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.linter import lint, lint_codes
from perfdsl.linter.settings import DEFAULT, LEVELS, Settings, read_settings
from perfdsl.renderers import console, plain
from perfdsl.renderers import json as json_text
from perfdsl.reports import (
    allowed_report,
    diagnostics_data,
    diagnostics_report,
    sarif_data,
    tree_report,
    workflow_commands,
)
from perfdsl.width import text_width
from perfdsl.wording import Language
from tests.fuzz.subjects import Subject, Wrong, must_tell, small_rules

LANGUAGES: tuple[Language, ...] = ("zh", "en")
NARROW = 40


def in_words(subject: Subject) -> None:
    """Plain and in frames, wide and narrow."""
    _say(subject.found.found, subject)


def as_data(subject: Subject) -> None:
    """JSON, SARIF, and the commands of a workflow, all of which can be written and read again."""
    _as_data(subject.found.found, subject)


def of_the_linter(subject: Subject) -> None:
    """What the linter says of rules without errors, at its own levels and at others."""
    if subject.rulebook is None:
        return
    linted = lint(subject.rulebook)
    must_tell(linted.found, subject.source)
    _say(list(linted.found), subject)
    _as_data(list(linted.found), subject)
    chance = subject.chance
    language = chance.choice(LANGUAGES)
    for document in allowed_report(linted.allowed, linted.not_analyzed, language=language):
        plain.render(document, width=80)
    levels = {code.id: chance.choice(LEVELS) for code in lint_codes()}
    again = lint(subject.rulebook, Settings(levels))
    silent = {name for name, level in levels.items() if level == "off"}
    if any(each.code.id in silent for each in again.found):
        raise Wrong("the linter says what is switched off")
    console.render(tree_report(subject.rulebook, language=language), width=NARROW, color=False)


def of_levels(subject: Subject) -> None:
    """Settings, and rules held against them."""
    found = Diagnostics()
    settings = DEFAULT
    if subject.raw is not None:
        settings = read_settings(subject.raw.root, lint_codes(), found)
    must_tell(found, subject.source)
    every = [*subject.found, *found]
    _say(every, subject)
    _as_data(every, subject)
    lint(small_rules(), settings)


def _say(found: list[Diagnostic], subject: Subject) -> None:
    chance = subject.chance
    for language in LANGUAGES:
        report = diagnostics_report(found, language=language, show_all=chance.random() < 0.1)
        plain.render(report, width=80)
        text = console.render(report, width=NARROW, color=False)
        wide = [line for line in text.split("\n") if text_width(line) > NARROW]
        if wide:
            raise Wrong(f"a line of {text_width(wide[0])} cells in {NARROW}: {wide[0]!r}")
        if chance.random() < 0.1:
            console.render(report, width=NARROW, color=True)


def _as_data(found: list[Diagnostic], subject: Subject) -> None:
    language = subject.chance.choice(LANGUAGES)
    for data in (diagnostics_data(found, language=language), sarif_data(found, language=language)):
        text = json_text.render(data)
        text.encode("utf-8")
        if json.loads(text) != data:
            raise Wrong("data that does not come back as it was written")
    commands = workflow_commands(found, language=language)
    if len(commands.split("\n")) != len(found) + 1:
        raise Wrong("a workflow command of several lines")
