"""Ends of bands: exchanged, moved, said; what is accepted as it is written stays so."""

import pytest

from tests.checker.test_one_cause import codes, first_fix

HEAD = "事实 率 比率\n指标 甲 10 分\n按 率 分档\n"

DOWNWARD = """- >= 90% 得 10 分
- 90%(不含) 至 80%(含) 得 8 分
- 80%(不含) 至 70%(含) 得 5 分
- < 70% 得 0 分
"""


def test_a_table_may_be_written_downward() -> None:
    assert codes(HEAD + DOWNWARD) == []


def test_so_may_one_row_that_fits() -> None:
    text = DOWNWARD.replace("80%(不含) 至 70%(含)", "70%(含) 至 80%(不含)")
    assert codes(HEAD + text) == []


def test_in_a_downward_table_the_end_is_wrong_and_not_the_order() -> None:
    text = DOWNWARD.replace("80%(不含) 至", "80%(含) 至")
    assert codes(HEAD + text) == ["PD4004"]
    assert first_fix(HEAD + text, "PD4004") == [("(含)", "(不含)")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("80%(含) 至 70%(不含)", "70%(含) 至 80%(不含)"),
        ("80%（含）~70%（不含）", "70%（含）~80%（不含）"),
        ("80%(inclusive) to 70%(exclusive)", "70%(inclusive) to 80%(exclusive)"),
        ("[80%, 70%)", "[70%, 80%)"),
    ],
)
def test_the_numbers_of_the_one_row_are_exchanged(written: str, meant: str) -> None:
    text = f"{HEAD}- >= 80% 得 10 分\n- {written} 得 5 分\n- < 70% 得 0 分\n"
    assert codes(text) == ["PD4005"]
    assert first_fix(text, "PD4005") == [(written, meant)]


def test_points_on_a_line_turn_with_the_ends_only_where_the_rows_around_say_so() -> None:
    rows = "- >= 90% 得 10 分\n- 90%(不含) 至 60%(含) 得 {} 分 插值\n- < 60% 得 0 分\n"
    ends = ("90%(不含) 至 60%(含)", "60%(含) 至 90%(不含)")
    assert first_fix(HEAD + rows.format("6 至 9"), "PD4005") == [ends]
    assert first_fix(HEAD + rows.format("9 至 6"), "PD4005") == [ends, ("9", "6"), ("6", "9")]
    alone = "- 90%(不含) 至 60%(含) 得 9 至 6 分 插值\n"
    assert first_fix(HEAD + alone, "PD4005") == [ends]


# --- gaps and overlaps ---------------------------------------------------------------------------


def test_a_row_that_is_gone_is_not_put_right_by_moving_an_end() -> None:
    """The points jump where it stood as they do nowhere else."""
    rows = "- >= 90% 得 10 分\n- 70%(含) 至 80%(不含) 得 6 分\n- 60%(含) 至 70%(不含) 得 4 分\n- < 60% 得 2 分\n"
    assert codes(HEAD + rows) == ["PD4003"]
    assert first_fix(HEAD + rows, "PD4003") == []


@pytest.mark.parametrize(
    ("said", "fix"),
    [
        ("  依据 「率在85%以上的，得8分」\n", ("80%", "85%")),
        ("  依据 「率在80%以上的，得8分」\n", ("85%", "80%")),
        ("", ("85%", "80%")),
    ],
)
def test_what_is_said_of_the_table_tells_which_end_is_right(
    said: str, fix: tuple[str, str]
) -> None:
    head = HEAD.replace("按 率", said.replace("「", '"').replace("」", '"') + "按 率")
    rows = "- >= 95% 得 10 分\n- 85%(含) 至 95%(不含) 得 8 分\n- 60%(含) 至 80%(不含) 得 6 分\n- < 60% 得 0 分\n"
    assert codes(head + rows) == ["PD4003"]
    assert first_fix(head + rows, "PD4003") == [fix]


def test_another_rule_about_the_quantity_tells_which_end_is_right() -> None:
    rows = "- >= 90% 得 10 分\n- 80%(含) 至 95%(不含) 得 8 分\n- < 80% 得 0 分\n"
    for limit, fix in (("95%", ("90%", "95%")), ("90%", ("95%", "90%"))):
        other = f"指标 乙 2 分\n  率 < {limit} 扣 2 分\n"
        assert first_fix(HEAD + rows + other, "PD4004") == [fix]


LISTS = "事实 渠道 明细\n  - 长 数量 公里\n  - 防渗 是否\n定义 率 = 合计(渠道.长 其中 防渗) / 合计(渠道.长)\n指标 甲 10 分\n"


@pytest.mark.parametrize("empty", ["合计(渠道.长) = 0", "数量(渠道) = 0"])
def test_an_empty_list_takes_no_value_between_two_bands(empty: str) -> None:
    table = f"{LISTS}{empty} 不适用 得 0\n按 率 分档\n- >= {{}} 得 10 分\n- < 90% 得 0 分\n"
    assert codes(table.format("90%")) == []
    assert codes(table.format("95%")) == ["PD4003"]


# --- ends that are not said ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "signs"),
    [
        (">= 90%", "< 80%", ["（含）", "（不含）"]),
        ("> 90%", "<= 80%", ["（不含）", "（含）"]),
        (">= 90%", "<= 80%", ["（不含）", "（不含）"]),
        ("> 90%", "< 80%", ["（含）", "（含）"]),
    ],
)
@pytest.mark.parametrize("points", ["8 分", "6 至 9 分 插值"])
def test_ends_that_are_not_said_fit_the_rows_around(
    above: str, below: str, signs: list[str], points: str
) -> None:
    rows = f"- {above} 得 10 分\n- 80% 至 90% 得 {points}\n- {below} 得 0 分\n"
    assert codes(HEAD + rows) == ["PD1015"]
    assert [new for _, new in first_fix(HEAD + rows, "PD1015")] == signs
    for end, sign in (("80%(含) 至 90%", signs[1]), ("80% 至 90%(含)", signs[0])):
        one = rows.replace("80% 至 90%", end)
        assert [new for _, new in first_fix(HEAD + one, "PD1015")] == [sign]


@pytest.mark.parametrize(
    ("other", "sign"),
    [
        ("率 在 80%(含) 至 120%(含) 得 满分\n", "（不含）"),
        ("率 <= 120% 得 满分\n", "（不含）"),
        ("率 < 120% 得 满分\n", "（含）"),
        ("率 = 120% 得 满分\n", "（不含）"),
        ("度 <= 120% 得 满分\n", "（含）"),
    ],
)
def test_above_a_limit_fits_the_other_rules_about_the_same_quantity(other: str, sign: str) -> None:
    text = f"事实 率 比率\n事实 度 比率\n指标 甲 10 分\n{other}率 120%以上 得 4 分\n否则 得 0 分\n"
    assert first_fix(text, "PD1015") == [("", sign)]


def test_where_each_of_two_rules_says_something_else_the_usual_way_is_first() -> None:
    text = (
        "事实 率 比率\n指标 甲 10 分\n率 < 120% 得 满分\n率 <= 120% 扣 1 分\n率 120%以上 得 4 分\n"
    )
    assert first_fix(text, "PD1015") == [("", "（含）")]


@pytest.mark.parametrize("written", ["100%以上", "100%以上(不含)", "100%及以上"])
def test_what_is_counted_in_steps_is_a_comparison(written: str) -> None:
    text = f"事实 率 比率\n指标 甲 10 分\n率 {written} 每满 1个百分点 扣 1 分\n"
    assert codes(text) == ["PD4022"]
    assert first_fix(text, "PD4022") == [(written, "> 100%")]
