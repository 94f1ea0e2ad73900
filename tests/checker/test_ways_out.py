"""Ways out that are offered, and none that would only exchange one mistake for the next."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse


def offered(text: str, code: str) -> list[list[tuple[str, str]]]:
    """For each finding with that code, what its edits replace and by what."""
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    return [
        [(edit.span.text, edit.replacement) for help_ in found.helps for edit in help_.edits]
        for found in diagnostics
        if found.code.id == code
    ]


ALWAYS = "事实 率 比率\n指标 甲 5 分\n  得 5 分\n"


def test_a_rule_is_moved_above_one_that_always_holds() -> None:
    assert offered(ALWAYS + "  率 > 90% 得 3 分\n", "PD4014") != [[]]


@pytest.mark.parametrize("second", ["得 人工 0 至 5", "得 2 分", "否则 得 2 分"])
def test_one_that_always_holds_itself_is_not(second: str) -> None:
    """It would take the place of the other."""
    assert offered(f"{ALWAYS}  {second}\n", "PD4014") == [[]]


def test_the_only_heading_below_is_not_raised() -> None:
    """The one above it would have nothing below it then."""
    text = "满分 70 分\n一级指标 甲 0 分\n二级指标 乙 20 分\n一级指标 丙 50 分\n"
    assert ("二级指标", "一级指标") not in [
        edit for edits in offered(text, "PD4001") for edit in edits
    ]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [("5 分", "10 分"), ("5.0分", "10分"), ("5", "10"), ("\uff15 分", "10 分")],
)
def test_marks_keep_their_unit(marks: str, expected: str) -> None:
    text = f"满分 10 分\n一级指标 甲 10 分\n指标 乙 {marks}\n  得 人工 0 至 5\n"
    assert offered(text, "PD4001") == [[(marks, expected)]]
