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
