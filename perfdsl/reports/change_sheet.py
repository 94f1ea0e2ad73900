"""The change sheet: old clause, new clause, effect, who is affected; a row for each indicator, to be signed."""

from collections.abc import Iterator

from perfdsl.changes.departments import Departments
from perfdsl.changes.impact import Impact
from perfdsl.changes.leaves import LeafImpact
from perfdsl.checker.coverage.ranges import show_range
from perfdsl.document import Block, Column, Heading, Paragraph, Row, Run, Table
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.reports import change_words as c
from perfdsl.reports.change_sentences import colon
from perfdsl.reports.changes import verdict_text
from perfdsl.reports.places import flatten
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language

_MOST_NAMES = 6
_MOST_RANGES = 4


def sheet_blocks(
    impact: Impact, departments: Departments | None, language: Language
) -> Iterator[Block]:
    """The table and a line for the signatures."""
    voice = Voice(language)
    columns = tuple(
        Column(voice.say(words)) for words in (c.OLD_CLAUSE, c.NEW_CLAUSE, c.ON_SCORES, c.WHO)
    )
    rows = tuple(
        Row(
            (
                (Run(_clause(leaf.old, voice)),),
                (Run(_clause(leaf.new, voice)),),
                (Run(verdict_text(leaf, voice)),),
                (Run(_who(leaf, departments, voice)),),
            )
        )
        for leaf in impact.leaves
    )
    yield Heading(2, (Run(voice.say(c.SHEET)),))
    yield Paragraph((Run(voice.say(c.SIGNED)),))
    yield Table(columns, rows)


def _clause(path: tuple[Indicator, ...], voice: Voice) -> str:
    """Name, full marks, basis and rules, as they stand in the file."""
    if not path:
        return voice.say(c.NOTHING)
    leaf = path[-1]
    lines = [f"{leaf.name} {voice.say(c.POINTS, points=format_exact(leaf.full))}"]
    lines += [f"{voice.say(c.NOTES['basis'])}{colon(voice)}{text}" for text in leaf.notes.basis]
    lines += [flatten(rule.span.text) for rule in leaf.rules]
    return "\n".join(lines)


def _who(leaf: LeafImpact, departments: Departments | None, voice: Voice) -> str:
    meaning = leaf.meaning
    if meaning is not None and (meaning.verdict, meaning.basis) == ("equal", "proved"):
        return voice.say(c.NOBODY)
    if departments is not None:
        names = [
            each.name
            for each in departments.scored
            if each.attribution is not None
            and any(share.indicator == leaf.indicator.id for share in each.attribution.shares)
        ]
        shown = voice.list(names[:_MOST_NAMES]) or "—"
        return voice.say(c.NAMED, names=shown, count=len(names))
    exact = meaning.exact if meaning is not None else None
    if exact is None or exact.number is None:
        return voice.say(c.SEE_ABOVE)
    ranges = [show_range(region.where, exact.number.type) for region in exact.regions]
    more = "…" if len(ranges) > _MOST_RANGES else ""
    shown = voice.list(dict.fromkeys(ranges[:_MOST_RANGES])) + more
    return voice.say(c.ALL_WITH, quantity=exact.number.text, ranges=shown)
