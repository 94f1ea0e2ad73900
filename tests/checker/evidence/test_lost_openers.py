"""A line above rows that says what each of them is worth: one finding, and no way out that turns it round."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = """\
方案 示例
年度 2021
语言 1
事实 有管理制度 是否
事实 制度得到执行 是否
指标 示例 10 分
"""
PLAIN = "- 有管理制度\n- 制度得到执行\n"
OWN = "- 有管理制度 {0} 2 分\n- 制度得到执行 {0} 3 分\n"


def found_in(text: str) -> tuple[Diagnostic, ...]:
    diagnostics = Diagnostics()
    check(parse(SourceText("示例.perf", HEAD + text), diagnostics), diagnostics)
    return tuple(diagnostics)


def offered(found: Diagnostic) -> list[str]:
    """The line above the rows as each way out has it."""
    edits = [help_.edits for help_ in found.helps if help_.edits]
    return [edited(each[0].span.source, each).split("\n")[6] for each in edits]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("缺一项扣5分", "逐项 缺一项扣5分"),
        ("每一项不符合扣5分", "逐项 每一项不符合扣5分"),
        ("有一项不符合要求的扣5分", "逐项 缺一项 扣 5分"),
        ("未建立一项扣5分", "逐项 缺一项 扣 5分"),
        ("未按规定公开一项扣5分", "逐项 缺一项 扣 5分"),
        ("没有落实一项扣5分", "逐项 缺一项 扣 5分"),
        ("未完成一项的，每项扣5分", "逐项 缺一项 扣 5分"),
        ("每项扣5分", "逐项 扣 5分"),
        ("每符合一项得5分", "逐项 得 5分"),
        ("items not met deduct 5", "checklist missing deduct 5"),
        ("each item missing, deduct 5", "checklist missing deduct 5"),
        ("deduct 5 for each item not met", "checklist missing deduct 5"),
        ("5 points per item", "checklist award 5"),
        ("5分每项", "逐项 得 5分"),
        ("得5分/项", "逐项 得 5分"),
    ],
)
def test_it_becomes_the_opening_of_the_list(line: str, right: str) -> None:
    (found,) = found_in(f"{line}\n{PLAIN}")
    assert offered(found) == [right]
    assert not found_in(f"{right}\n{PLAIN}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("满足任一条件得10分", "「甲 或 乙 得 10分」"),
        ("符合下列条件之一的，得10分", "「甲 或 乙 得 10分」"),
        ("符合其中一项得10分", "「甲 或 乙 得 10分」"),
        ("any item award 10", "「甲 或 乙 award 10」"),
        ("缺任一项扣5分", "「非 甲 或 非 乙 扣 5分」"),
        ("any item missing deduct 5", "「非 甲 或 非 乙 deduct 5」"),
        ("同时满足下列条件得10分", "「甲 且 乙 得 10分」"),
        ("以上各项全部符合得10分", "「甲 且 乙 得 10分」"),
    ],
)
def test_one_or_all_of_the_rows_is_no_list(line: str, said: str) -> None:
    """Words only: as a list, each of the rows would count."""
    (found,) = found_in(f"{line}\n{PLAIN}")
    assert not offered(found)
    assert said in found.all_helps[0].text.text("zh")


@pytest.mark.parametrize(
    ("line", "word", "said"),
    [
        ("缺一项扣5分", "扣", "「逐项 缺一项 扣」"),
        ("每项扣5分", "扣", "「逐项 扣」"),
        ("每项得5分", "得", "「逐项 得」"),
        ("缺一项扣5分", "得", "行里写的与这一行说的不一样"),
        ("每项扣5分", "得", "行里写的与这一行说的不一样"),
        ("每项得5分", "扣", "行里写的与这一行说的不一样"),
    ],
)
def test_points_in_the_rows_and_above_them(line: str, word: str, said: str) -> None:
    """Which of them counts is for people to say."""
    (found,) = found_in(f"{line}\n{OWN.format(word)}")
    assert not offered(found)
    assert said in found.all_helps[0].text.text("zh")


def test_one_row_may_have_points_of_its_own() -> None:
    rows = "- 有管理制度\n- 制度得到执行 扣 3 分\n"
    (found,) = found_in(f"缺一项扣5分\n{rows}")
    assert offered(found) == ["逐项 缺一项扣5分"]


@pytest.mark.parametrize("line", ["每有其中一条没做的都要扣5分哦", "award 5 for any of them"])
def test_what_is_not_understood_is_said_once(line: str) -> None:
    """The rows below belong to it; what each of them gives is not made up."""
    (found,) = found_in(f"{line}\n{PLAIN}")
    assert not offered(found)


def test_no_points_are_made_up_below_a_line_that_cannot_be_read() -> None:
    second, first = found_in(f"有管理制 扣 5 分\n{PLAIN}")
    assert offered(first) == ["有管理制度 扣 5 分"]
    assert not offered(second)


@pytest.mark.parametrize("line", ["5{}x", "得5{}x", "每{}x5", "award{}x 5"])
def test_a_long_gap_takes_no_time(line: str) -> None:
    assert found_in(f"{line.format(' ' * 3000)}\n{PLAIN}")
