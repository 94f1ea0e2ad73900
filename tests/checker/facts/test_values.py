"""Values of the facts file: exact, in base units, and refused where they can be read in two ways."""

# ruff: noqa: RUF001  # full-width characters are what is tested

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.numbers import WrittenNumber, read_number
from perfdsl.checker.facts.values import Given, ValueReader
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.model.rulebook import Bounds, FactDeclaration
from perfdsl.model.types import (
    COUNT,
    DATE,
    DAYS,
    DIFFERENCE,
    MONEY,
    MONTHS,
    POINT,
    POISON,
    RATIO,
    SCORE,
    TEXT,
    TRUTH,
    WORKDAYS,
    ChoiceType,
    LevelType,
    Quantity,
    Type,
    Zero,
)
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText, Span
from perfdsl.wording import Code

RULES = SourceText("rules.perf", "事实 数 比率 0 至 100%\n")


def read(
    written: str,
    type_: Type,
    *,
    unit: str | None = None,
    money_unit: str | None = None,
    bounds: Bounds | None = None,
    is_whole: bool = False,
) -> tuple[Given | None, list[Diagnostic]]:
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", f"数 = {written}"), Diagnostics())
    assert raw is not None
    (entry,) = raw.root.entries
    declaration = FactDeclaration(
        "数", type_, Span(RULES, 0, 4), unit=unit, bounds=bounds, is_whole=is_whole
    )
    reader = ValueReader(money_unit, diagnostics)
    return reader.read(Asked("数", type_, unit, declaration), entry.value), diagnostics.found


def value(written: str, type_: Type, **settings: object) -> object:
    given_value, found = read(written, type_, **settings)  # type: ignore[arg-type]  # as `read` takes them
    assert found == [], [each.message("en") for each in found]
    return given_value.value if given_value is not None else None


def refused(written: str, type_: Type, code: Code, **settings: object) -> Diagnostic:
    given_value, found = read(written, type_, **settings)  # type: ignore[arg-type]  # as `read` takes them
    assert given_value is None
    assert [each.code for each in found] == [code], [each.message("en") for each in found]
    for language in ("zh", "en"):
        assert found[0].message(language)
        assert all(help_.text.text(language) for help_ in found[0].all_helps)
    return found[0]


def replacements(found: Diagnostic) -> list[str]:
    return [help_.edits[0].replacement for help_ in found.helps]


# --- money ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"12795.93万元"', "127959300"),
        ("12,795.93万元", "127959300"),
        ('"１２，７９５．９３万元"', "127959300"),
        ('"1.2亿元"', "120000000"),
        ('"1.2亿"', "120000000"),
        ('"3 万"', "30000"),
        ('"-150万元"', "-1500000"),
        ('"￥12.50"', "25/2"),
        ('"5千元"', "5000"),
        ('"12元"', "12"),
        ("0", "0"),
        ('"0"', "0"),
    ],
)
def test_money_with_its_unit(written: str, expected: str) -> None:
    assert value(written, MONEY) == Fraction(expected)


def test_bare_money_is_in_the_declared_unit_or_the_files() -> None:
    assert value("12.5", MONEY, unit="万元") == 125_000
    assert value("12.5", MONEY, money_unit="元") == Fraction("12.5")
    assert value('"12,000.5"', MONEY, unit="元", money_unit="万元") == Fraction("12000.5")


def test_bare_money_without_any_unit_is_refused_with_both_readings() -> None:
    found = refused("12795.93", MONEY, codes.UNIT_NEEDED)
    assert replacements(found) == ['"12795.93万元"', '"12795.93元"']


@pytest.mark.parametrize("written", ['"63人"', '"22%"', '"30天"'])
def test_money_in_another_unit_is_refused(written: str) -> None:
    refused(written, MONEY, codes.WRONG_UNIT)


def test_unknown_units_are_named() -> None:
    assert refused('"3美金"', MONEY, codes.UNKNOWN_UNIT).arguments["unit"] == "美金"


# --- ratios --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"22.26%"', "0.2226"),
        ("22.26％", "0.2226"),
        ('"5‰"', "0.005"),
        ('"1.5倍"', "1.5"),
        ("0", "0"),
    ],
)
def test_ratios(written: str, expected: str) -> None:
    assert value(written, RATIO) == Fraction(expected)


@pytest.mark.parametrize(
    ("written", "offered"),
    [("22.26", ['"22.26%"']), ("0.2226", ['"22.26%"', '"0.2226%"']), ('"95"', ['"95%"'])],
)
def test_bare_ratios_are_refused_with_what_may_be_meant(written: str, offered: list[str]) -> None:
    assert replacements(refused(written, RATIO, codes.UNIT_NEEDED)) == offered


def test_points_are_no_ratio_but_fit_a_difference() -> None:
    assert replacements(refused('"3个百分点"', RATIO, codes.POINTS_FOR_RATIO)) == ['"3%"']
    assert value('"3个百分点"', DIFFERENCE) == Fraction(3, 100)
    assert value('"3%"', DIFFERENCE) == Fraction(3, 100)
    assert value('"3个百分点"', POINT) == Fraction(3, 100)
    refused("3", POINT, codes.UNIT_NEEDED)


@pytest.mark.parametrize(
    "written",
    [
        '"≥80%"',
        '"＞80%"',
        '"80%以上"',
        '"80%以上(含)"',
        '"不低于80%"',
        '"80%-90%"',
        '"80%至90%"',
        '"80～90%"',
    ],
)
def test_a_range_is_not_a_value(written: str) -> None:
    refused(written, RATIO, codes.INEQUALITY)


# --- counts and times ----------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["63", '"63"', '"63人"', '"63 名"', "63.0", "６３"])
def test_counts(written: str) -> None:
    assert value(written, COUNT, is_whole=True) == 63


def test_counts_are_whole_where_declared_and_never_negative() -> None:
    refused("63.5", COUNT, codes.NOT_WHOLE, is_whole=True)
    assert value("63.5", COUNT) == Fraction("63.5")
    refused("-1", COUNT, codes.NEGATIVE_COUNT)


def test_measure_words_of_different_size_are_not_exchanged() -> None:
    assert value('"3名"', COUNT, unit="人") == 3
    assert value('"3亩"', COUNT, unit="亩") == 3
    assert value('"3亩"', COUNT) == 3
    refused('"3亩"', COUNT, codes.WRONG_UNIT, unit="平方米")


def test_times() -> None:
    assert value('"30天"', DAYS) == 30
    assert value("30", DAYS) == 30
    assert value('"20个工作日"', WORKDAYS) == 20
    assert value('"3个月"', MONTHS) == 3
    refused('"20个工作日"', DAYS, codes.WRONG_UNIT)
    refused('"20天"', WORKDAYS, codes.WRONG_UNIT)
    assert value('"2.5分"', SCORE) == Fraction(5, 2)
    assert value("3", Zero()) == 3


def test_a_quantity_without_a_unit_of_its_own_cannot_be_given() -> None:
    refused("3", Quantity(money=2), codes.CANNOT_BE_GIVEN)


@pytest.mark.parametrize(
    "written", ['"约三十"', '"12..5"', '"1,23"', "true", "2021-12-31", '"—"', '"$3"', '"1e9e"']
)
def test_what_is_no_number_is_refused(written: str) -> None:
    diagnostics = read(written, MONEY, unit="元")[1]
    assert len(diagnostics) == 1
    assert diagnostics[0].severity == "error"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('"1200余万元"', codes.INEQUALITY),
        ('"28万余元"', codes.INEQUALITY),
        ('"500余额"', codes.UNKNOWN_UNIT),
        ('"310/475"', codes.WRONG_KIND),
        ('"1200万元（含结转30万元）"', codes.WRONG_KIND),
        ('"1200万元/年"', codes.UNKNOWN_UNIT),
    ],
)
def test_what_follows_the_number(written: str, code: Code) -> None:
    refused(written, MONEY, code, unit="万元")


# --- other kinds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2021-12-31",
        '"2021-12-31"',
        '"2021年12月31日"',
        "2021年12月31日",
        '"2021.12.31"',
        '"２０２１／１２／３１"',
    ],
)
def test_dates(written: str) -> None:
    assert value(written, DATE) == date(2021, 12, 31)


def test_dates_that_are_none() -> None:
    refused('"2021-02-30"', DATE, codes.NO_SUCH_DATE)
    refused('"2021年12月"', DATE, codes.WRONG_KIND)
    refused("20211231", DATE, codes.WRONG_KIND)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", True),
        ("是", True),
        ('"有"', True),
        ("false", False),
        ('"否"', False),
        ("无", False),
        ('"NO"', False),
    ],
)
def test_truth(written: str, expected: object) -> None:
    assert value(written, TRUTH) is expected


def test_truth_that_is_none() -> None:
    refused("1", TRUTH, codes.WRONG_KIND)
    refused('"基本是"', TRUTH, codes.WRONG_KIND)


def test_words() -> None:
    level = LevelType(("相符", "基本相符", "不符"))
    assert value('"基本相符"', level) == "基本相符"
    assert value("“基本相符”", level) == "基本相符"
    found = refused('"基本符合"', level, codes.UNKNOWN_WORD)
    assert replacements(found)[0] == '"基本相符"'
    assert value("１", ChoiceType(("1", "2"))) == "1"
    refused("3", ChoiceType(("1", "2")), codes.UNKNOWN_WORD)


def test_text() -> None:
    assert value('" 甲 "', TEXT) == " 甲 "
    assert value("00123", TEXT) == "00123"
    assert value("1.10", TEXT) == "1.10"
    refused("true", TEXT, codes.WRONG_KIND)


def test_poison_says_nothing() -> None:
    assert read("3", POISON) == (None, [])


# --- bounds --------------------------------------------------------------------------------------

PERCENT = Bounds(Fraction(0), Fraction(1), lower_closed=True, upper_closed=False)


def test_bounds_name_value_limit_and_both_places() -> None:
    found = refused('"150%"', RATIO, codes.OUT_OF_BOUNDS, bounds=PERCENT)
    assert found.message("zh") == "「数」填了「150%」，规则要求不小于 0、小于 100%"
    assert found.primary is not None
    assert found.primary.span.source.name == "facts.toml"
    assert found.secondary[0].span.source is RULES


@pytest.mark.parametrize(
    ("written", "fits"), [('"0%"', True), ('"99.99%"', True), ('"100%"', False), ('"-1%"', False)]
)
def test_the_ends_of_bounds(written: str, fits: object) -> None:
    given_value, _ = read(written, RATIO, bounds=PERCENT)
    assert (given_value is not None) is fits


# --- laws ----------------------------------------------------------------------------------------


@given(st.fractions(-(10**9), 10**9, max_denominator=1).map(int), st.integers(0, 99))
def test_numbers_are_exact(whole: int, cents: int) -> None:
    text = f"{whole:,}.{cents:02}万元"
    number = read_number(text)
    assert isinstance(number, WrittenNumber)
    sign = -1 if text.startswith("-") else 1
    assert number.value == Fraction(whole) + sign * Fraction(cents, 100)
    assert number.unit == "万元"


@given(st.text(max_size=30))
def test_no_text_breaks_the_number_reader(text: str) -> None:
    number = read_number(text)
    assert number in ("inequality", "unreadable") or isinstance(number, WrittenNumber)


@pytest.mark.parametrize(
    ("written", "type_", "meant"),
    [
        ('"玖佰万元整"', MONEY, ['"900万元"']),
        ('"壹亿贰仟万元"', MONEY, ['"12000万元"']),
        ('"伍仟元整"', MONEY, ['"5000元"']),
        ('"壹佰元伍角陆分"', MONEY, ['"100.56元"']),
        ('"(1,500.5)"', MONEY, ['"-1,500.5"']),
        ('"▲150"', MONEY, ['"-150"']),
        ('"（5）"', COUNT, []),
        ('"未安排预算"', MONEY, ['"0"', '""']),
        ('"无数据"', MONEY, ['""']),
        ('"无法核实"', MONEY, ['""']),
        ("44972", DATE, ["2023-02-15"]),
        ("12345", DATE, []),
        ('"6/3/2023"', DATE, []),
        ('"15/3/2023"', DATE, ["2023-03-15"]),
        ('"二〇二三年三月六日"', DATE, ["2023-03-06"]),
        ('"2023年3月"', DATE, []),
        ('"3月6日"', DATE, []),
    ],
)
def test_what_vouchers_and_spreadsheets_say_is_offered_in_figures(
    written: str, type_: Type, meant: list[str]
) -> None:
    assert replacements(refused(written, type_, codes.WRONG_KIND)) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"885%"', ['"88.5%"']),
        ('"8850%"', ['"88.5%"']),
        ('"105%"', []),
        ('"150%"', []),
        ('"-5%"', []),
        ('"95倍"', []),
    ],
)
def test_a_decimal_point_is_moved_only_where_it_was_lost(written: str, meant: list[str]) -> None:
    bounds = Bounds(Fraction(0), Fraction(1), lower_closed=True, upper_closed=True)
    assert replacements(refused(written, RATIO, codes.OUT_OF_BOUNDS, bounds=bounds)) == meant
