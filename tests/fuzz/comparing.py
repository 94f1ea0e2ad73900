"""Two files of rules, one of them damaged, side by side."""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from unittest.mock import patch
from zlib import crc32

from perfdsl.changes.departments import departments
from perfdsl.changes.impact import Impact, impact, narrowed
from perfdsl.changes.structure import compare
from perfdsl.document import Document
from perfdsl.formatter import Style, format_text
from perfdsl.model.rulebook import RuleBook
from perfdsl.renderers import console, html, markdown
from perfdsl.renderers import json as json_text
from perfdsl.reports.change_certificate import certificate
from perfdsl.reports.change_data import changes_data
from perfdsl.reports.change_departments import department_blocks
from perfdsl.reports.change_sheet import sheet_blocks
from perfdsl.reports.change_witnesses import witness_files
from perfdsl.reports.changes import changes_report
from perfdsl.reports.voice import Voice
from perfdsl.source import SourceText
from tests.fuzz.scoring import fitting
from tests.fuzz.subjects import Subject, Wrong, read
from tests.fuzz.telling import LANGUAGES, NARROW

SOLVED_OFTEN = 0.05
"""The solver takes a second for each question, which is what it is given."""
MOST, MOST_SOLVED = 2.0, 20.0
"""Seconds that a step may take. The solver looks at its own time so seldom that it takes ten times what it is given."""

Step = tuple[Callable[[], object], float]


def steps(old: bytes, new: bytes, *, everything: bool) -> Iterator[Step]:
    """What is to be done with the two files, and how long that may take."""
    subjects: list[Subject | None] = []
    yield lambda: subjects.extend((read("rules", old), read("rules", new))), MOST
    books = [each.rulebook if each is not None else None for each in subjects]
    before, after = books
    chance = random.Random(crc32(new))
    if before is not None and after is not None:
        yield partial(_compared, before, after, chance.random()), MOST
        yield partial(_compared, after, before, chance.random()), MOST
        if everything or chance.random() < SOLVED_OFTEN:
            yield partial(impact, compare(before, after), milliseconds=5), MOST_SOLVED
    if subjects[1] is not None and after is not None and (everything or chance.random() < 0.3):
        yield partial(_unchanged, subjects[1].source, after), MOST_SOLVED


def _compared(old: RuleBook, new: RuleBook, seed: float) -> None:
    """Without the solver; what cannot be decided is tried out."""
    comparison = compare(old, new)
    with patch("perfdsl.meaning.judging.find_spec", return_value=None):
        found = impact(comparison)
    _told(found, random.Random(seed))
    if comparison.is_empty and not found.is_equivalent:
        raise Wrong("nothing has changed, and something scores otherwise")


def _unchanged(source: SourceText, rulebook: RuleBook) -> None:
    """Rules laid out anew are the same rules."""
    for style in (Style(), Style("en", half_width=True)):
        other = read("rules", format_text(source, style).encode("utf-8", "surrogatepass"))
        if other is None or other.rulebook is None:
            raise Wrong(f"{style}: no rules any more")
        comparison = compare(rulebook, other.rulebook)
        if not comparison.is_empty:
            raise Wrong(f"{style}: {next(comparison.edits).part} has changed")
        if impact(comparison, milliseconds=5).leaves:
            raise Wrong(f"{style}: indicators have changed")


def _told(found: Impact, chance: random.Random) -> None:
    language = chance.choice(LANGUAGES)
    report = changes_report(
        found, language=language, brief=chance.random() < 0.3, show_all=chance.random() < 0.5
    )
    old, new = found.comparison.old, found.comparison.new
    scored = departments(found, [("f.toml", (fitting(old), fitting(new)))])
    voice = Voice(language)
    blocks = department_blocks(scored, voice, show_all=chance.random() < 0.5)
    document = Document((*report.blocks, *blocks, *sheet_blocks(found, scored, language)), language)
    console.render(document, width=NARROW, color=False)
    chance.choice((markdown.render, html.render))(document)
    json.loads(json_text.render(changes_data(found, language=language)))
    certificate(found, language)
    for _, text in witness_files(found, ".", language):
        if read("facts", text.encode("utf-8", "surrogatepass")) is None:
            raise Wrong("an example that is no text")
    for leaf in found.leaves[:1]:
        changes_report(narrowed(found, leaf.indicator.name) or found, language=language)
