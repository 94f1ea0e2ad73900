"""Spans in another measure, and days and numbers written otherwise."""

import pytest

from perfdsl.checker.facts.calendar import days_meant, months_meant
from perfdsl.checker.facts.numbers import date_meant, number_meant


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("60天", "2个月"),
        ("90日", "3个月"),
        ("六十天", "2个月"),
        ("半年", "6个月"),
        ("一年", "12个月"),
        ("1年半", "18个月"),
        ("一个半月", "1.5个月"),
        ("2个季度", "6个月"),
        ("1个月6天", "1.2个月"),
        ("one year", "12个月"),
        ("half a year", "6个月"),
    ],
)
def test_months_from_another_measure(text: str, months: str) -> None:
    assert months_meant(text) == (months,)


@pytest.mark.parametrize(
    "text",
    ["45天", "31天", "8周", "60个工作日", "1440小时", "0天", "半", "月", "1个月10天", "2023年"],
)
def test_what_is_no_number_of_months(text: str) -> None:
    assert months_meant(text) == ()


@pytest.mark.parametrize(
    ("text", "days"), [("2周", "14天"), ("两个星期", "14天"), ("three weeks", "21天")]
)
def test_days_from_weeks(text: str, days: str) -> None:
    assert days_meant(text) == (days,)


@pytest.mark.parametrize("text", ["1个月", "半年", "432小时", "半天", "2个工作日", "半个月"])
def test_what_is_no_number_of_days(text: str) -> None:
    assert days_meant(text) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年9月5日（星期一）", "2022-09-05"),
        ("22-9-5", "2022-09-05"),
        ("22.9.5", "2022-09-05"),
        ("2O22-09-05", "2022-09-05"),
        ("2022年九月5日", "2022-09-05"),
        ("截至2022年9月5日", "2022-09-05"),
        ("2022年9月5日止", "2022-09-05"),
        ("2022-0905", "2022-09-05"),
        ("二0二二年九月五日", "2022-09-05"),
        ("Sep 5", "2022-09-05"),
        ("6Oct 2022", "2022-10-06"),
        ("待定", '""'),
    ],
)
def test_days_as_they_are_written(text: str, day: str) -> None:
    assert date_meant(text, (2022,)) == (day,)


@pytest.mark.parametrize(
    "text", ["12-9-5", "2022年9月5日前", "2022-09-05 至 2022-09-10", "2022年9月"]
)
def test_what_is_no_one_day(text: str) -> None:
    assert date_meant(text, (2022,)) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.150.000元", "1150000元"),
        ("RMB 1,150,000", "1,150,000元"),
        ("86,000,000 CNY", "86,000,000元"),
        ("小计1240", "1240"),
        ("合计：35人", "35人"),
        ("3、", "3"),
        ("九成", "90%"),
        ("八成五", "85%"),
        ("百分之百", "100%"),
        ("11/12", "91.67%"),
        ("未逾期", "0"),
        ("3/4", "75%"),
    ],
)
def test_numbers_as_they_are_written(text: str, number: str) -> None:
    assert number_meant(text)[0] == number


@pytest.mark.parametrize("text", ["12/11", "2022/9/5", "1.150", "九成多", "十一成"])
def test_what_is_no_certain_number(text: str) -> None:
    assert number_meant(text) == ()
