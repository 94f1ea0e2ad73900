"""Where a rule says working days of two dates, the way out counts working days and no days of the calendar."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

CHINESE = """\
方案 试
年度 2023
语言 1
每 按整
事实 截止日 日期
事实 实报日 日期
事实 投诉 次数
指标 甲 10 分
"""
ENGLISH = """\
scheme Try
year 2023
language 1
per whole steps
fact due date
fact sent date
indicator First 10 points
"""


def _codes_and_lines(line: str, head: str = CHINESE) -> tuple[list[str], list[str]]:
    """The codes found, and what the line becomes by each way out."""
    diagnostics = Diagnostics()
    text = f"{head}{line}\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    found = [each for each in diagnostics if each.severity != "info"]
    lines = []
    for help_ in (help_ for each in found for help_ in each.helps if help_.edits):
        assert help_.applicability == "unsafe"
        changed = edited(help_.edits[0].span.source, help_.edits)
        lines.append(changed[len(head) :].strip())
    return [each.code.id for each in found], lines


@pytest.mark.parametrize(
    ("line", "code", "first"),
    [
        (
            "实报日晚于截止日的，每逾期1个工作日扣1分，最多扣5分",
            "PD3011",
            "工作日数(截止日, 实报日) > 0的，每逾期1个工作日扣1分，最多扣5分",
        ),
        (
            "实报日 - 截止日 > 0 每满 2个工作日 扣 1 分",
            "PD3011",
            "工作日数(截止日, 实报日) > 0 每满 2个工作日 扣 1 分",
        ),
        (
            "实报日 早于 截止日 每满 2个工作日 加 1 分",
            "PD3011",
            "工作日数(实报日, 截止日) > 0 每满 2个工作日 加 1 分",
        ),
        (
            "实报日 > 截止日 + 5个工作日 扣 1 分",
            "PD3001",
            "工作日数(截止日, 实报日) > 5个工作日 扣 1 分",
        ),
        (
            "截止日 + 5个工作日 < 实报日 扣 1 分",
            "PD3001",
            "工作日数(截止日, 实报日) > 5个工作日 扣 1 分",
        ),
        (
            "实报日 < 截止日 - 5个工作日 加 1 分",
            "PD3001",
            "工作日数(实报日, 截止日) > 5个工作日 加 1 分",
        ),
        (
            "实报日 - 截止日 > 5个工作日 扣 1 分",
            "PD3009",
            "工作日数(截止日, 实报日) > 5个工作日 扣 1 分",
        ),
        (
            "实报日晚于截止日5个工作日的，扣1分",
            "PD1002",
            "工作日数(截止日, 实报日) > 5个工作日的，扣1分",
        ),
    ],
)
def test_working_days_are_counted(line: str, code: str, first: str) -> None:
    codes, lines = _codes_and_lines(line)
    assert codes == [code]
    assert lines[0] == first
    assert _codes_and_lines(first) == ([], [])


def test_in_english_too() -> None:
    assert _codes_and_lines("sent later than due per 1 working days deduct 1", ENGLISH) == (
        ["PD3011"],
        [
            "working_days(due, sent) > 0 per 1 working days deduct 1",
            "sent later than due per 1 days deduct 1",
        ],
    )


@pytest.mark.parametrize(
    "line",
    [
        "实报日 = 截止日 + 5个工作日 扣 1 分",
        "投诉 > 截止日 + 5个工作日 扣 1 分",
        "投诉 > 3次 每 1个工作日 扣 1 分",
    ],
)
def test_what_is_no_span_of_days_is_not_counted(line: str) -> None:
    codes, lines = _codes_and_lines(line)
    assert codes
    assert not [each for each in lines if "工作日数" in each]


def test_days_of_the_calendar_stay_what_they_are() -> None:
    assert _codes_and_lines("实报日 > 截止日 + 5天 每满 1天 扣 1 分") == ([], [])
