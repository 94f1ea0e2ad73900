"""Days that no calendar has: the day that was meant where the line tells of it, else what month it is to be looked up in."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from perfdsl.checker.facts.numbers import read_date
from perfdsl.checker.facts.words import fold
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Help
from perfdsl.source import Span
from perfdsl.wording import phrase

_MONTHS, _MOST_DAYS = 12, 31
_TEENS = 19
"""A month up to this may be one with a digit too many."""
_PARTS = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D*|(\d{4})(\d\d)(\d\d)")
_ALIKE = 2
_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)")
_SHORT_DAY = re.compile(r"(?<![\d年])(?<!年 )\d{1,2}\s*月\s*\d{1,2}(?=\s*[日号])")


def days_instead(span: Span, text: str) -> tuple[str, ...]:
    """The day in `text` with its parts in order, the one like it that the same line names, the last one to do something.

    Of other days none is guessed.
    """
    parts = _parts(text)
    if parts is None:
        return ()
    year, month, day = parts
    is_turned = "月" not in text and month > _TEENS
    if is_turned and 1 <= day <= _MONTHS and month <= monthrange(year, day)[1]:
        return (date(year, day, month).isoformat(),)
    named = {each.isoformat() for each in days_of_line(span, year) if _is_like(each, parts)}
    if len(named) == 1:
        return tuple(named)
    last = monthrange(year, month)[1] if 1 <= month <= _MONTHS else _MOST_DAYS
    is_last = last < day <= _MOST_DAYS and not named and is_deadline(_line_before(span))
    return (date(year, month, last).isoformat(),) if is_last else ()


def day_looked_up(text: str) -> tuple[Help, ...]:
    """What the last day of the month is, and that the document has to say which day was meant."""
    parts = _parts(text)
    if parts is None or not 1 <= parts[1] <= _MONTHS:
        return ()
    year, month, _ = parts
    said = phrase(
        "{year} 年 {month} 月只到 {last} 日；是哪一天，要查原来的文件",
        "{year}-{month} ends with day {last}; look up in the document which day it was",
        year=year,
        month=month,
        last=monthrange(year, month)[1],
    )
    return (Help(said),)


def ways_out(span: Span, text: str) -> tuple[Help, ...]:
    """The day that is meant as an edit, or where to look it up."""
    days = days_instead(span, text)
    return tuple(instead(span, day) for day in days) or day_looked_up(text)


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as written; None where it is no day, or of no year that is counted."""
    found = _PARTS.fullmatch(fold(text))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return (year, month, day) if 1 <= year < date.max.year else None


def _is_like(day: date, parts: tuple[int, int, int]) -> bool:
    """Whether two of the three parts are the same: another day of that month, the same day of another one."""
    alike = [
        ours == theirs for ours, theirs in zip((day.year, day.month, day.day), parts, strict=True)
    ]
    return sum(alike) >= _ALIKE


def is_deadline(name: str) -> bool:
    """Whether it asks for the last day something may be done, which mostly is the last of a month."""
    return re.search("期限|截止|时限|限期|due|deadline", name[:200], re.IGNORECASE) is not None


def _line_before(span: Span) -> str:
    return span.source.text[span.source.line_starts[span.first.line - 1] : span.start]


def days_of_line(span: Span, year: int | None = None) -> Iterator[date]:
    """The days that the line names besides the value; also those without a year, of `year` where that is given."""
    source, number = span.source, span.first.line
    start = source.line_starts[number - 1]
    line = source.line_text(number)
    for part in (line[: span.start - start], line[span.end - start :]):
        folded = fold(part[:1_000])
        named = [found.group() for found in _DAY.finditer(folded)]
        if year is not None:
            named += [f"{year}年{found.group()}" for found in _SHORT_DAY.finditer(folded)]
        for each in named:
            day = read_date(each)
            if isinstance(day, date):
                yield day
