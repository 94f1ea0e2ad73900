"""Examples of differences as facts files, which either year's rules can score."""

import os
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.changes.impact import Impact
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import format_exact
from perfdsl.reports import change_words as c
from perfdsl.reports.voice import Voice
from perfdsl.rule_tests.situations import Situation
from perfdsl.rule_tests.writing import Writer
from perfdsl.wording import Language


def witness_files(impact: Impact, folder: str, language: Language) -> Iterator[tuple[str, str]]:
    """Names and texts, one for each difference shown; they name the newer rules."""
    voice = Voice(language)
    new = impact.comparison.new
    number = 0
    for leaf in impact.leaves:
        for witness in leaf.witnesses:
            number += 1
            old_points, new_points = (_shown(r, voice) for r in (witness.old, witness.new))
            remark = voice.say(
                c.WITNESS_HEAD, indicator=leaf.indicator.id, old=old_points, new=new_points
            )
            book = new if leaf.new else impact.comparison.old
            situation = _known(witness.situation, book)
            writer = Writer(book, language, Situation())
            name = f"{number:03d}-{_file_name(leaf.indicator.name)}.toml"
            yield name, writer.facts(situation, _relative(book, folder), [remark])


def _known(situation: Situation, rulebook: RuleBook) -> Situation:
    kept = {
        name: content
        for name, content in situation.values.items()
        if name[0] in rulebook.facts or name[0] in rulebook.definitions
    }
    return Situation(kept, situation.judged)


def _relative(rulebook: RuleBook, folder: str) -> str | None:
    name = rulebook.source.name
    if name.startswith("<"):
        return None
    try:
        return os.path.relpath(name, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(name)  # noqa: PTH100


def _file_name(text: str) -> str:
    kept = "".join(ch if ch.isalnum() or ch in "-_" else "-" for ch in text)
    return kept.strip("-")[:40] or "indicator"


def _shown(result: Fraction | str, voice: Voice) -> str:
    if isinstance(result, Fraction):
        return voice.say(c.POINTS, points=format_exact(result))
    return voice.say(c.LEFT_OUT if result == "left_out" else c.UNDEFINED)
