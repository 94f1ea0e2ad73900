"""Years that were left from another file; periods of several years stay silent."""

import pytest

from tests.checker.test_one_cause import codes, first_fix

HEAD = "年度 2021\n语言 1\n事实 申报日期 日期\n事实 公示日期 日期\n指标 及时 10 分\n"


def dates(*rules: str) -> str:
    return HEAD + "".join(f"  {rule} 扣 2 分\n" for rule in rules)


@pytest.mark.parametrize(
    ("rules", "fix"),
    [
        (("申报日期 > 2020-03-31", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"), ("2020", "2021")),
        (("公示日期 > 2020年6月30日", "申报日期 > 2021-03-31", "公示日期 > 2021-09-30"), ("2020", "2021")),
        (("公示日期 > ２０２０-06-30", "申报日期 > 2021-03-31", "公示日期 > 2021-09-30"), ("２０２０", "２０２１")),
        (("公示日期 > 2102-11-30", "申报日期 > 2021-03-31", "申报日期 > 2021-09-30"), ("2102", "2021")),
        (("公示日期 > 2020-09-30", "申报日期 > 2021-03-31", "申报日期 > 2021-09-30"), ("2020", "2021")),
        (("公示日期 > 2012-06-30", "申报日期 > 2021-03-31", "公示日期 > 2021-09-30"), ("2012", "2021")),
    ],
)  # fmt: skip
def test_the_one_date_of_another_year(rules: tuple[str, ...], fix: tuple[str, str]) -> None:
    assert codes(dates(*rules)) == ["PD8054"]
    assert first_fix(dates(*rules), "PD8054") == [fix]


@pytest.mark.parametrize(
    ("awarded", "deducted", "year"),
    [
        ("不晚于 2021-05-08", "> 2020-05-08", "2020"),
        ("不晚于 2020-05-08", "> 2021-05-08", "2020"),
        ("<= 2021年11月8日", "晚于 2020年11月8日", "2020"),
        ("不晚于 2021-05-08", "> 2022-05-08", "2022"),
        ("早于 2021-10-01", ">= 2020-10-01", "2020"),
    ],
)
def test_one_day_written_with_two_years(awarded: str, deducted: str, year: str) -> None:
    """Up to it points are given, from it on they are taken."""
    rules = f"{HEAD}  申报日期 {awarded} 得 10 分\n  申报日期 {deducted} 每满 10天 扣 1 分\n"
    assert first_fix(rules, "PD8054") == [(year, "2021")]


def test_a_year_from_day_to_day_stays_silent() -> None:
    for period in (
        "> 2020-05-08 且 申报日期 <= 2021-05-08",
        "在 2020-05-08(不含) 至 2021-05-08(含)",
    ):
        assert "PD8054" not in codes(f"{HEAD}  申报日期 {period} 得 10 分\n  否则 得 0\n")


@pytest.mark.parametrize(
    "rules",
    [
        ("申报日期 > 2020-12-31", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("申报日期 > 2022-03-31", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("申报日期 > 2020-03-31", "公示日期 > 2021-06-30"),
        ("申报日期 > 2020-03-31", "申报日期 > 2020-06-30", "公示日期 > 2021-06-30"),
        ("申报日期 > 2015-03-31", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("申报日期 >= 2020-07-01 且 申报日期 <= 2021-06-30", "公示日期 > 2021-09-30"),
        ("申报日期 < 2020-01-01", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("申报日期 > 2020-03-31",),
        ("申报日期 > 2012-06-04", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("公示日期 > 2012-12-04", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("申报日期 > 2020-09-30", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
        ("上年.申报日期 > 2020-03-31", "公示日期 > 2021-06-30", "公示日期 > 2021-09-30"),
    ],
)
def test_what_may_well_be_of_another_year_stays_silent(rules: tuple[str, ...]) -> None:
    assert "PD8054" not in codes(dates(*rules))


@pytest.mark.parametrize(
    "declared",
    [
        "开工日期 日期",
        "合同签订日期 日期",
        "contract_signed 日期",
        "上年决算日期 日期",
        '批复日期 日期 "2020 年的批复"',
        '批复日期 日期 "上一年的批复"',
    ],
)
def test_what_takes_years_or_is_said_to_be_of_the_year_before(declared: str) -> None:
    name = declared.partition(" ")[0]
    others = ("申报日期 > 2021-06-30", "公示日期 > 2021-09-30")
    text = dates(f"{name} > 2020-03-31", *others).replace("语言 1\n", f"语言 1\n事实 {declared}\n")
    assert "PD8054" not in codes(text)
    plain = text.replace(f"事实 {declared}", '事实 验收日期 日期 "材料的"').replace(
        name, "验收日期"
    )
    assert "PD8054" in codes(plain)


@pytest.mark.parametrize("name", ["项目库入库日期", "预算编制日期", "绩效目标填报日期"])
def test_budgets_are_drawn_up_in_the_year_before(name: str) -> None:
    others = ("申报日期 > 2021-06-30", "公示日期 > 2021-09-30")
    text = dates(f"{name} > 2020-08-31", *others).replace("语言 1\n", f"语言 1\n事实 {name} 日期\n")
    assert "PD8054" not in codes(text)


def test_a_year_in_wide_digits_is_a_year() -> None:
    text = "方案　甲县支出绩效评价表（２０２３年度）\n年度　{}\n语言 1\n事实 率 比率\n指标 甲 10 分\n  率 < 90% 扣 10 分\n"
    assert codes(text.format("２０２３")) == []
    assert codes(text.format("２０２２")) == ["PD8043"]
    assert first_fix(text.format("２０２２"), "PD8043") == [("２０２２", "２０２３")]
    assert first_fix(text.format("2022"), "PD8043") == [("2022", "2023")]
