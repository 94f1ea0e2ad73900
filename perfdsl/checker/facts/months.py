"""Days of which only the month or the year is given: that it is so, and the day where the line says it elsewhere."""

import re
from collections.abc import Iterator
from datetime import date

from perfdsl.checker.facts.numbers import read_date
from perfdsl.checker.facts.words import fold
from perfdsl.source import Span
from perfdsl.wording import Words

_LONGEST = 30
_PART = re.compile(
    r"(?P<year>\d{4})\s*(?:[-/.年]\s*(?:(?P<month>\d{1,2})\s*月?份?|第?[一二三四1-4]季度)?)?"
    r"\s*(?:[上中下]旬|[初中底末]|[上下]半[年月]|年[初中底末])?\s*[左右]{0,2}"
)
_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)")
_DAYS = re.compile(
    r"(\d{4}\s*[-/.年]\s*)(\d{1,2}\s*[-/.月]\s*)(\d{1,2})\s*日?\s*(?:[-—–~～、至到和]|--)\s*(\d{1,2}\s*[-/.月]\s*)?(\d{1,2})\s*日?"
)


def whole_date(text: str) -> Words | None:
    """What is asked for, and which part of it the text does not have; None where it is another mistake."""
    found = _PART.fullmatch(fold(text)) if len(text) <= _LONGEST else None
    if found is None:
        return None
    if found["month"] is None:
        return Words(
            "年、月、日齐全的日期（这里缺了月和日）",
            "a date with year, month and day (here month and day are missing)",
        )
    return Words(
        "年、月、日齐全的日期（这里缺了日）",
        "a date with year, month and day (here the day is missing)",
    )


def days_beside(text: str, span: Span) -> tuple[str, ...]:
    """The one day of that month which the same line names; both days of `2021年6月18日至20日`."""
    if len(text) > _LONGEST:
        return ()
    both = _DAYS.fullmatch(fold(text))
    if both is not None:
        year, month, first, other, last = both.groups()
        days = [read_date(f"{year}{month}{first}"), read_date(f"{year}{other or month}{last}")]
        return tuple(day.isoformat() for day in days if isinstance(day, date))
    found = _PART.fullmatch(fold(text))
    if found is None:
        return ()
    month_given = int(found["month"]) if found["month"] else None
    days_named = {
        day
        for day in _days_of_line(span)
        if day.year == int(found["year"]) and month_given in (None, day.month)
    }
    return tuple(day.isoformat() for day in days_named) if len(days_named) == 1 else ()


def _days_of_line(span: Span) -> Iterator[date]:
    source, number = span.source, span.first.line
    start = source.line_starts[number - 1]
    line = source.line_text(number)
    for part in (line[: span.start - start], line[span.end - start :]):
        for found in _DAY.finditer(fold(part[:1_000])):
            day = read_date(found.group())
            if isinstance(day, date):
                yield day
