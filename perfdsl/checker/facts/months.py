"""Days of which only the month or the year is given: that it is so, and the day where the text or its line says which."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from perfdsl.checker.facts.lost_days import days_instead, days_of_line, is_deadline
from perfdsl.checker.facts.numbers import date_meant, read_date
from perfdsl.checker.facts.words import fold
from perfdsl.numerals import ENGLISH_MONTHS, read_numeral
from perfdsl.source import Span
from perfdsl.wording import Words

_LONGEST = 30
_PART = re.compile(
    r"(?P<year>\d{4})\s*(?:[-/.年]\s*(?:(?P<month>\d{1,2})\s*月?份?|第?[一二三四1-4]季度)?)?"
    r"\s*(?:[上中下]旬|[初中底末]|[上下]半[年月]|年[初中底末])?\s*[左右]{0,2}"
)
_DAYS = re.compile(
    r"(\d{4}\s*[-/.年]\s*)(\d{1,2}\s*[-/.月]\s*)(\d{1,2})\s*日?\s*(?:[-—–~～、至到和]|--)\s*(\d{1,2}\s*[-/.月]\s*)?(\d{1,2})\s*日?"
)
_LAST = "(?:底|末|最后[一1][天日])止?"
_END = re.compile(
    r"(?:(?P<year>\d{4}|[一二三四五六七八九零〇]{4})[年./-]|[本当今]年)?"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月份?月?|(?=底|末))|第?(?P<quarter>[一二三四1-4](?=季)|[上下](?=半年))(?:季度?|半年)|年)?"
    + _LAST
)
_END_IN_ENGLISH = re.compile(
    r"(?:by|at|on)?(?:the)?(?:end|lastday)-?(?:of)?(?:the)?"
    rf"(?:(?P<month>(?:{'|'.join(ENGLISH_MONTHS)})[a-z]*)|q(?P<quarter>[1-4])|year)?[,.-]?(?:of)?(?P<year>\d{{4}})?"
)
_FIGURES = str.maketrans("零〇一二三四五六七八九", "00123456789")


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
        for day in days_of_line(span)
        if day.year == int(found["year"]) and month_given in (None, day.month)
    }
    return tuple(day.isoformat() for day in days_named) if len(days_named) == 1 else ()


def days_meant(text: str, span: Span, years: Sequence[int], name: str) -> tuple[str, ...]:
    """The day a text that is none was to be: written otherwise, named beside it, or the last of what it names."""
    return (
        date_meant(text, years)
        or days_instead(span, text)
        or days_beside(text, span)
        or _ends_meant(text, years, name)
    )


def _ends_meant(text: str, years: Sequence[int], name: str) -> tuple[str, ...]:
    """The last day of `2025年10月底`, `三季度末`, `end of 2025`; `前` behind it only where a last day is asked for."""
    if len(text) > _LONGEST:
        return ()
    folded = re.sub("^year-?end", "endofyear", "".join(fold(text).split()).lower())
    before = re.search("(?:之|以)?前(?:完成)?$", folded)
    if before is not None and not is_deadline(name):
        return ()
    folded = folded[: before.start()] if before is not None else folded
    found = _END.fullmatch(folded) or _END_IN_ENGLISH.fullmatch(folded)
    if found is None:
        return ()
    year, month, quarter = (found[part] for part in ("year", "month", "quarter"))
    if not (year or month or quarter or "年" in folded or "year" in folded):
        return ()
    last = _last_month(month, quarter)
    of = years if year is None else (int(year.translate(_FIGURES)),)
    return tuple(date(each, last, monthrange(each, last)[1]).isoformat() for each in of if last)


def _last_month(month: str | None, quarter: str | None) -> int | None:
    """The month that is named; the last one of the quarter, of half a year, of the year."""
    if quarter is not None:
        return {"上": 6, "下": 12}.get(quarter) or 3 * int(quarter.translate(_FIGURES))
    if month is None:
        return 12
    if month[:3] in ENGLISH_MONTHS:
        return ENGLISH_MONTHS.index(month[:3]) + 1
    number = int(month) if month.isdecimal() else int(read_numeral(month) or 0)
    return number if 1 <= number <= 12 else None
