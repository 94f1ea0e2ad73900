"""Dates: working days of the official Chinese calendar, months with short ends."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache


class CalendarUnknown(Exception):
    """The official calendar of `year` is not published, or not known to this version."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


def working_days(start: date, end: date, given: Mapping[date, bool]) -> int:
    """Working days after `start`, up to and with `end`; 0 where `end` is not later.

    Days in `given` win over the calendar of the State Council's holiday notices, which the
    `chinesecalendar` package carries year by year. Raises CalendarUnknown for any other year.
    """
    days = (end - start).days
    return sum(_is_working_day(start + timedelta(n), given) for n in range(1, days + 1))


def _is_working_day(day: date, given: Mapping[date, bool]) -> bool:
    return given[day] if day in given else _is_official_working_day(day)


@lru_cache(maxsize=4096)
def _is_official_working_day(day: date) -> bool:
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarUnknown(day.year) from error


def add_months(day: date, months: int) -> date | None:
    """The same day `months` later, or the last day of a shorter month; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
