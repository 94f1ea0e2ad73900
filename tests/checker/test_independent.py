"""Mistakes that have nothing to do with one another are all told; what only follows from one is not."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse


def _codes(text: str) -> list[tuple[int, str]]:
    diagnostics = Diagnostics()
    check(parse(SourceText("一.perf", text), diagnostics), diagnostics)
    return [
        (each.primary.span.first.line if each.primary else 0, each.code.id)
        for each in diagnostics.found
        if each.severity != "info"
    ]


_TWO = "满分 50 分\n事实 率 比率\n指标 甲 10 分\n{line}\n指标 乙 10 分\n率 > 9% 扣 1\n"


@pytest.mark.parametrize(
    "line", ["率 大与 8% 扣 1", "率 > 8% 扣", "(率 > 8% 扣 1", "率 > 8% 口 1 分", "按 率 分裆"]
)
def test_the_sum_is_told_although_a_rule_cannot_be_read(line: str) -> None:
    assert (1, "PD4002") in _codes(_TWO.format(line=line))


@pytest.mark.parametrize(
    "line", ["指彪 丙 30 分", "丙 30 分", "一级旨标 丙 30分", "率 > 8% 扣 1 指标 丙 30 分"]
)
def test_the_sum_is_not_known_where_a_heading_may_be_lost(line: str) -> None:
    assert (1, "PD4002") not in _codes(_TWO.format(line=line))


_BANDS = "事实 执行率 比率\n事实 支出数 金额\n{heading}\n{by}\n{top}\n- 80%(含) 至 90%(不含) 得 8 分\n{low}\n- < 60% 得 0 分\n"


def _bands(
    heading: str = "指标 甲 10 分",
    by: str = "按 执行率 分档",
    top: str = "- >= 90% 得 10 分",
    low: str = "- 60%(含) 至 80%(不含) 得 5 分",
) -> list[tuple[int, str]]:
    return _codes(_BANDS.format(heading=heading, by=by, top=top, low=low))


def test_nothing_is_told_of_right_bands() -> None:
    assert _bands() == []


@pytest.mark.parametrize(
    ("heading", "by", "line"),
    [
        ("指标 甲 十分", "按 执行率 分档", 3),
        ("指标 甲 10 分", "按 执律率 分档", 4),
        ("指标 甲 10 分", "按 执行率 分挡", 4),
    ],
)
def test_a_gap_is_told_although_another_line_is_wrong(heading: str, by: str, line: int) -> None:
    found = _bands(heading, by, top="- > 90% 得 10 分")
    assert [place for place, _ in found] == [line, 5]
    assert found[1][1] == "PD4003"


def test_no_gap_beside_a_row_that_is_only_guessed() -> None:
    assert [code for _, code in _bands(low="- 6O%(含) 至 80%(不含) 得 5 分")] == ["PD1002"]
    assert [code for _, code in _bands(low="- 70%(含) 至 80%(不含) 的 5 分")] == ["PD1002"]


def test_rows_below_a_misspelt_name_are_checked_as_if_it_were_right() -> None:
    assert _bands(by="按 执律率 分档", top="- >= 90 得 10 分", low="- 其佘 得 0 分") == [
        (4, "PD2001"),
        (5, "PD3002"),
        (7, "PD2001"),
    ]


def test_a_name_like_two_others_is_guessed_for_neither() -> None:
    text = _BANDS.replace("支出数 金额", "执得率 金额").format(
        heading="指标 甲 10 分",
        by="按 执律率 分档",
        top="- >= 90 得 10 分",
        low="- 60%(含) 至 80%(不含) 得 5 分",
    )
    assert _codes(text) == [(4, "PD2001")]


def test_an_undeclared_name_is_told_beside_an_amount_without_its_unit() -> None:
    text = "事实 率 比率\n指标 甲 10 分\n支初数 > 100万 扣 5 分\n"
    assert sorted(code for _, code in _codes(text)) == ["PD1002", "PD2001"]


def test_a_grade_listed_twice_says_nothing_of_the_lowest() -> None:
    rest = "事实 率 比率\n指标 甲 10 分\n率 < 90% 扣 10 分\n"
    assert _codes(f"等级 优 9 分, 良 8 分, 优 0 分\n{rest}") == [(1, "PD2011")]
    assert _codes(f"等级 优 9 分, 良 8 分\n{rest}") == [(1, "PD4017")]


@pytest.mark.parametrize("grades", ["甲 90, 乙 95, 丙 60, 丁 50", "优 90, 良 95, 中 60, 差 50"])
def test_a_grade_out_of_order_leaves_the_lowest_to_be_told(grades: str) -> None:
    rest = "事实 率 比率\n指标 甲 100 分\n率 < 90% 扣 10 分\n"
    assert _codes(f"等级 {grades}\n{rest}") == [(1, "PD4016"), (1, "PD4017")]
    assert _codes(f"等级 {grades[:-2]}0\n{rest}") == [(1, "PD4016")]


def test_the_lowest_grade_is_told_once() -> None:
    rest = "事实 率 比率\n指标 甲 100 分\n率 < 90% 扣 10 分\n"
    assert _codes(f"等级 优 90, 良 80, 中 60, 差 60\n{rest}") == [(1, "PD4016")]


MEASURED = "事实 甲 数量 万人\n事实 乙 数量 人\n事实 丙 数量 人\n指标 丁 10 分\n得 满分\n"


@pytest.mark.parametrize(
    "greatest",
    [
        "最大(0, 甲, 乙)",
        "最小(0, 乙, 甲)",
        "最大(甲, 0, 乙)",
        "最大(0, 0, 甲, 乙)",
        "最小(丙 × 2, 甲, 乙)",
        "max(0, 甲, 乙)",
    ],
)
def test_two_measures_beside_a_number_without_one(greatest: str) -> None:
    assert _codes(f"{MEASURED}{greatest} > 5 扣 1 分\n") == [(6, "PD3026")]


@pytest.mark.parametrize(
    "greatest",
    ["最大(0, 甲)", "最大(0, 乙, 丙)", "最小(5, 乙)", "最大(乙, 0, 丙)", "最大(0, 乙 / 丙)"],
)
def test_one_measure_beside_a_number_without_one(greatest: str) -> None:
    assert _codes(f"{MEASURED}{greatest} > 0 扣 1 分\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "次 = 0 不适用 得 满分 扣 2 分",
        "次 = 0 不适用 剔除，得 2 分",
        "次 = 0 不适用 得 0 分 加 1 分",
        "次 = 0 not applicable award full marks deduct 2 points",
    ],
)
def test_a_second_effect_behind_not_applicable_is_deleted(line: str) -> None:
    diagnostics = Diagnostics()
    text = f"事实 次 次数\n指标 甲 10 分\n{line}\n次 > 3 扣 2 分\n"
    check(parse(SourceText("一.perf", text), diagnostics), diagnostics)
    (found,) = diagnostics.found
    assert found.code.id == "PD1009"
    (edit,) = found.helps[0].edits
    assert edit.replacement == ""
    assert edit.span.text.strip(" ，").startswith(("扣", "得", "加", "deduct"))


@pytest.mark.parametrize(
    ("points", "way"),
    [
        ("10 - 率", "率 × 满分"),
        ("满分 - 率", "率 × 满分"),
        ("5 - 率", None),
        ("10 + 率", None),
        ("10 - 支", None),
    ],
)
def test_a_ratio_taken_from_points(points: str, way: str | None) -> None:
    diagnostics = Diagnostics()
    text = f"事实 率 比率\n事实 支 金额\n指标 甲 10 分\n得 {points}\n"
    check(parse(SourceText("一.perf", text), diagnostics), diagnostics)
    (found,) = diagnostics.found
    assert [edit.replacement for help_ in found.helps for edit in help_.edits] == (
        [way] if way is not None else []
    )


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("80 to 90%", ["80%(inclusive) to 90%(exclusive)", "80%(exclusive) to 90%(inclusive)", "80%(inclusive) to 90%(inclusive)"]),
        ("80% to 90%(exclusive)", ["80%(inclusive) to 90%(exclusive)", "80%(exclusive) to 90%(exclusive)"]),
    ],
)  # fmt: skip
def test_ends_in_english_with_the_unit_of_both(written: str, ways: list[str]) -> None:
    diagnostics = Diagnostics()
    text = f"fact rate ratio\nindicator A 10 points\nby rate bands\n- >= 90% award 10\n- {written} award 3\n- < 80% award 0\n"
    check(parse(SourceText("a.perf", text), diagnostics), diagnostics)
    (found,) = diagnostics.found
    assert found.code.id == "PD1015"
    offered = []
    for help_ in found.helps:
        mended = text
        for edit in sorted(help_.edits, key=lambda each: -each.span.start):
            mended = mended[: edit.span.start] + edit.replacement + mended[edit.span.end :]
        offered.append(mended.split("\n")[4].removeprefix("- ").removesuffix(" award 3"))
    assert offered == ways
