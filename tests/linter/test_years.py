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
        (("公示日期 > 2012-06-30", "申报日期 > 2021-03-31", "公示日期 > 2021-09-30"), ("2012", "2021")),
    ],
)  # fmt: skip
def test_the_one_date_of_another_year(rules: tuple[str, ...], fix: tuple[str, str]) -> None:
    assert codes(dates(*rules)) == ["PD8054"]
    assert first_fix(dates(*rules), "PD8054") == [fix]


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
    ],
)
def test_what_may_well_be_of_another_year_stays_silent(rules: tuple[str, ...]) -> None:
    assert "PD8054" not in codes(dates(*rules))


def test_a_year_in_wide_digits_is_a_year() -> None:
    text = "方案　甲县支出绩效评价表（２０２３年度）\n年度　{}\n语言 1\n事实 率 比率\n指标 甲 10 分\n  率 < 90% 扣 10 分\n"
    assert codes(text.format("２０２３")) == []
    assert codes(text.format("２０２２")) == ["PD8043"]
    assert first_fix(text.format("２０２２"), "PD8043") == [("２０２２", "２０２３")]
    assert first_fix(text.format("2022"), "PD8043") == [("2022", "2023")]
