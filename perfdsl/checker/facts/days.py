"""[工作日] of a facts file: the days that the office's own calendar names."""

from datetime import date

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.entries import Entries
from perfdsl.checker.facts.values import ValueReader
from perfdsl.checker.facts.words import is_unfilled
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.model.raw_facts import RawTable
from perfdsl.model.types import DATE
from perfdsl.source import Span
from perfdsl.wording import phrase


def working_days(
    table: RawTable, entries: Entries, values: ValueReader, diagnostics: Diagnostics
) -> dict[date, bool]:
    """For each day named whether people work on it."""
    days: dict[date, bool] = {}
    places: dict[date, Span] = {}
    for word, entry in entries.words("working_days", table, entries.unknown_key("working_days")):
        is_working = word == "working"
        content = entry.value.content
        listed = content if isinstance(content, tuple) else (entry.value,)
        for raw in listed:
            if is_unfilled(raw.content):
                continue
            given = values.read(Asked(entry.key, DATE, None), raw)
            if given is None or not isinstance(given.value, date):
                continue
            if days.get(given.value, is_working) != is_working:
                first = Label(places[given.value], phrase("前面填在这里", "given here first"))
                diagnostics.report(
                    codes.DAY_TWICE, raw.span, secondary=[first], day=given.value.isoformat()
                )
            days[given.value], places[given.value] = is_working, raw.span
    return days
