"""Working days and months."""

from datetime import date

import pytest

from perfdsl.interpreter.calendar import CalendarUnknown, add_months, working_days


def test_national_day_holiday_and_the_days_worked_for_it() -> None:
    """2021: 1 to 7 October are holidays, 9 October (a Saturday) is worked."""
    assert working_days(date(2021, 9, 30), date(2021, 10, 7), {}) == 0
    assert working_days(date(2021, 9, 30), date(2021, 10, 9), {}) == 2
    assert working_days(date(2021, 10, 8), date(2021, 10, 8), {}) == 0
    assert working_days(date(2021, 10, 9), date(2021, 10, 8), {}) == 0


def test_days_given_in_the_facts_win() -> None:
    """A local holiday, and a year no calendar knows."""
    assert working_days(date(2021, 10, 7), date(2021, 10, 9), {date(2021, 10, 8): False}) == 1
    given = {date(2035, 1, 2): True, date(2035, 1, 3): False}
    assert working_days(date(2035, 1, 1), date(2035, 1, 3), given) == 1


def test_a_year_without_calendar_is_said_so() -> None:
    """Never a guess from weekdays."""
    with pytest.raises(CalendarUnknown) as raised:
        working_days(date(2035, 1, 1), date(2035, 1, 3), {})
    assert raised.value.year == 2035


def test_months_end_where_the_month_ends() -> None:
    """A month after 31 January is the end of February; outside the calendar there is nothing."""
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)
    assert add_months(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert add_months(date(2021, 3, 31), -1) == date(2021, 2, 28)
    assert add_months(date(2021, 12, 15), 1) == date(2022, 1, 15)
    assert add_months(date(9999, 12, 1), 1) is None
