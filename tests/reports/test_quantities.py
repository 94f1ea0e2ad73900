"""Values in figures and words."""

from datetime import date
from fractions import Fraction

import pytest

from perfdsl.model.expressions import Value
from perfdsl.model.types import (
    COUNT,
    DATE,
    DAYS,
    DIFFERENCE,
    MONEY,
    MONTHS,
    NUMBER,
    POINT,
    RATIO,
    SCORE,
    TEXT,
    TRUTH,
    WORKDAYS,
    ChoiceType,
    Quantity,
    RecordsType,
    Type,
)
from perfdsl.reports.quantities import show_amount, show_points, show_value, type_name, type_word
from perfdsl.reports.voice import Voice

ZH, EN = Voice("zh"), Voice("en")


@pytest.mark.parametrize(
    ("value", "type_", "unit", "zh", "en"),
    [
        (Fraction("0.2226"), RATIO, None, "22.26%", "22.26%"),
        (Fraction(63, 27), RATIO, None, "≈233.33%", "≈233.33%"),
        (Fraction("0.200000001"), RATIO, "%", "≈20.00%", "≈20.00%"),
        (Fraction(1, 70_000_000), RATIO, "%", "≈0.000001%", "≈0.000001%"),
        (Fraction(5, 1000), RATIO, "‰", "5‰", "5‰"),
        (Fraction(2), RATIO, "倍", "2 倍", "2 times"),
        (Fraction(1, 200), POINT, None, "0.5 个百分点", "0.5 percentage points"),
        (Fraction(28_483_700), MONEY, "万元", "2848.37 万元", "2848.37 ten thousand yuan"),
        (Fraction(28_483_700), MONEY, None, "2848.37 万元", "2848.37 ten thousand yuan"),
        (Fraction(9), RecordsType(()), None, "9 条", "9 records"),
        (Fraction("0.222575"), RATIO, None, "22.2575%", "22.2575%"),
        (Fraction("12.34"), MONEY, None, "12.34 元", "12.34 yuan"),
        (Fraction(10_000, 3), MONEY, "万元", "≈0.33 万元", "≈0.33 ten thousand yuan"),
        (Fraction(63), COUNT, None, "63", "63"),
        (Fraction(63), COUNT, "人", "63 人", "63"),
        (Fraction(30), DAYS, None, "30 天", "30 days"),
        (Fraction(20), WORKDAYS, None, "20 个工作日", "20 working days"),
        (Fraction(3), MONTHS, None, "3 个月", "3 months"),
        (Fraction(3), SCORE, "分", "3 分", "3 points"),
        (Fraction(7, 3), NUMBER, None, "≈2.33", "≈2.33"),
        (True, TRUTH, None, "是", "yes"),
        (date(2021, 12, 31), DATE, None, "2021-12-31", "2021-12-31"),
        ("[red]东部", TEXT, None, "[red]东部", "[red]东部"),
    ],
)
def test_values(value: Value, type_: Type, unit: str | None, zh: str, en: str) -> None:
    """In the given unit or the natural one; what is rounded is marked."""
    assert show_value(value, type_, unit, ZH).marked == zh
    assert show_value(value, type_, unit, EN).marked == en


def test_given_values_are_printed_in_full() -> None:
    assert show_value(Fraction("0.222599"), RATIO, "%", ZH, given=True).marked == "22.2599%"


def test_differences_of_ratios_are_percentage_points() -> None:
    assert show_amount(Fraction("0.0226"), RATIO, "%", ZH).marked == "2.26 个百分点"
    assert show_amount(Fraction("0.0226"), DIFFERENCE, None, ZH).marked == "2.26 个百分点"
    assert show_amount(Fraction(500_000), MONEY, "万元", ZH).marked == "50 万元"


def test_a_unit_of_another_kind_is_not_believed() -> None:
    """A rate computed from money is no money."""
    assert show_value(Fraction(1, 2), RATIO, "万元", ZH).marked == "50%"


def test_points_in_sentences() -> None:
    assert show_points(Fraction("13.3")) == "13.3"
    assert show_points(Fraction(20, 3)) == "20/3"
    assert show_points(Fraction(569674, 1279593)) == "81382/182799 (≈0.45)"


def test_types() -> None:
    assert type_word(ChoiceType(("东部", "西部")), ZH) == "选项 东部、西部"
    assert type_word(MONEY, EN) == "money"
    assert type_name(Quantity(money=1, days=-1)) == "quantity"
