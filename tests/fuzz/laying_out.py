"""Damaged files that can be read, in the one layout: the same meaning, and once is enough."""

import tomllib

from perfdsl.diagnostic import Diagnostics
from perfdsl.formatter import Style, format_text
from perfdsl.readers.toml import standard_text
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.fuzz.subjects import Subject, Wrong, read_source
from tests.properties.likeness import differences

STYLES = tuple(
    Style(keywords, half_width=half_width)
    for keywords in (None, "zh", "en")
    for half_width in (False, True)
)


def in_one_layout(subject: Subject) -> None:
    """Every style; what is wrong with the rules stays wrong, and nothing else becomes so."""
    found = Diagnostics()
    parse(subject.source, found)
    if found.has_errors:
        return
    for style in subject.chance.sample(STYLES, 2):
        text = format_text(subject.source, style)
        again = format_text(SourceText("x.perf", text), style)
        if again != text:
            raise Wrong(f"{style}: laid out twice is not laid out once")
        after = read_source("rules", SourceText("x.perf", text))
        if _errors(after) != _errors(subject):
            raise Wrong(f"{style}: {_errors(subject)} became {_errors(after)}")
        for difference in differences(subject.rulebook, after.rulebook):
            raise Wrong(f"{style}: {difference}")


def as_standard(subject: Subject) -> None:
    """The file as any reader of TOML takes it."""
    text = standard_text(subject.source)
    if subject.raw is not None and subject.is_fine:
        tomllib.loads(text)


def _errors(subject: Subject) -> list[str]:
    return sorted(each.code.id for each in subject.found if each.severity == "error")
