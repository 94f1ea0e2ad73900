"""A value between two bands that falls to 其余; what is meant that way stays silent."""

import pytest

from tests.checker.test_one_cause import codes, first_fix

HEAD = "语言 1\n事实 率 比率\n指标 甲 10 分\n"


@pytest.mark.parametrize(
    ("rows", "fix"),
    [
        ("按 率 分档\n- > 95% 得 10 分\n- 80%(含) 至 95%(不含) 得 6 分\n- 其余 得 0 分\n", (">", ">=")),
        ("按 率 分档\n- 大于95% 得 10 分\n- 80%(含) 至 95%(不含) 得 6 分\n- 其余 得 0 分\n", ("大于", "不小于")),
        ("按 率 分档\n- 95%以上（不含） 得 10 分\n- [80%, 95%) 得 6 分\n- 其余 得 0 分\n", ("（不含）", "（含）")),
        ("按 率 分档\n- = 0 得 10 分\n- 0(不含) 至 5%(不含) 得 6 分\n- 5%(不含) 至 9%(含) 得 3 分\n- 其余 得 0 分\n", ("(不含)", "(含)")),
        ("率 > 95% 得 10 分\n率 >= 80% 且 率 < 95% 得 6 分\n否则 得 0 分\n", (">", ">=")),
        ("率 above 95% award 10\n率 in 80%(inclusive) to 95%(exclusive) award 6\notherwise award 0\n", ("above", "at least")),
    ],
)  # fmt: skip
def test_the_end_that_closes_it_is_offered(rows: str, fix: tuple[str, str]) -> None:
    assert codes(HEAD + rows) == ["PD8053"]
    assert first_fix(HEAD + rows, "PD8053") == [fix]


@pytest.mark.parametrize(
    "rows",
    [
        "按 率 分档\n- > 0 得 5 分\n- < 0 得 5 分\n- 其余 得 10 分\n",
        "按 率 分档\n- > 0 得 10 分\n- < 0 得 2 分\n- 其余 得 6 分\n",
        "按 率 分档\n- >= 95% 得 10 分\n- 80%(含) 至 90%(不含) 得 6 分\n- 其余 得 0 分\n",
        "按 次 分档\n- = 0 得 10 分\n- 2(含) 至 4(含) 得 5 分\n- 其余 得 1 分\n",
        "率 > 95% 得 10 分\n率 < 95% 得 6 分\n率 = 95% 得 8 分\n否则 得 0 分\n",
    ],
)
def test_what_is_meant_so_stays_silent(rows: str) -> None:
    assert "PD8053" not in codes(
        HEAD.replace("率 比率", "次 次数" if "按 次" in rows else "率 比率") + rows
    )
