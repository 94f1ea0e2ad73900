"""What can be computed with dates."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from perfdsl.interpreter.absence import Absent, undefined
from perfdsl.interpreter.calendar import CalendarUnknown, add_months, working_days
from perfdsl.model import expressions as model
from perfdsl.model.expressions import Value
from perfdsl.model.types import MONTHS, DateType
from perfdsl.wording import phrase


def shift_date(node: model.Arithmetic, left: Value, right: Value) -> Fraction | date | Absent:
    """date − date in days; a date so many days or months on or back."""
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    start, amount = (left, right) if isinstance(left, date) else (right, left)
    assert isinstance(start, date)
    assert isinstance(amount, Fraction)
    if amount.denominator != 1:
        return undefined(
            node.span,
            phrase(
                "「{text}」不是整数天或整数月",
                "「{text}」 is not a whole number of days or months",
                text=node.span.text,
            ),
            behind=(node,),
        )
    shift = int(amount) if node.operator == "+" else -int(amount)
    amount_type = node.right.type if isinstance(node.left.type, DateType) else node.left.type
    result = add_months(start, shift) if amount_type == MONTHS else _add_days(start, shift)
    if result is None:
        return undefined(
            node.span,
            phrase(
                "「{text}」超出日历范围",
                "「{text}」 is outside the calendar",
                text=node.span.text,
            ),
            behind=(node,),
        )
    return result


def count_working_days(
    node: model.WorkingDays, start: Value, end: Value, given: Mapping[date, bool]
) -> Fraction | Absent:
    """Working days between two dates; a year without calendar is undefined."""
    assert isinstance(start, date)
    assert isinstance(end, date)
    try:
        count = working_days(start, end, given)
    except CalendarUnknown as error:
        return undefined(
            node.span,
            phrase(
                "没有 {year} 年的工作日历；在数据文件的「[工作日]」里列出那一年的工作日和休息日",
                "the working days of {year} are not known; list them in the facts file under [工作日]",
                year=error.year,
            ),
            behind=(node,),
        )
    return Fraction(count)


def _add_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None
