"""A quotient times 100 beside percentages, wherever these stand."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter import lint
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
满分 10
保留 2 位小数
事实 甲 金额
事实 乙 金额 > 0
事实 类型 选项 一类, 二类
定义 率 = 甲 / 乙 {factor}
定义 目标 = {goal}
指标 一 10
  {rule}
"""


def _said(factor: str, goal: str, rule: str) -> int:
    source = SourceText("a.perf", _HEAD.format(factor=factor, goal=goal, rule=rule))
    diagnostics = Diagnostics()
    book = check(parse(source, diagnostics), diagnostics)
    assert book is not None, [each.message("zh") for each in diagnostics]
    return sum(each.code.id == "PD8047" for each in lint(book).found)


_RULES = (
    ("90%", "率 >= 目标 得 满分"),
    ("按 类型 取 一类 90%, 其余 80%", "率 >= 目标 得 满分"),
    ("90%", "得 最小(率, 100%) × 满分"),
    ("90%", "得 最大(0, 最小(100%, 率)) × 满分"),
)


@pytest.mark.parametrize(("goal", "rule"), _RULES)
def test_it_is_said(goal: str, rule: str) -> None:
    assert _said("* 100", goal, rule) == 1


@pytest.mark.parametrize(("goal", "rule"), _RULES)
@pytest.mark.parametrize("factor", ["", "* 100%"])
def test_a_rate_is_silent(factor: str, goal: str, rule: str) -> None:
    assert not _said(factor, goal, rule)


def test_a_goal_in_other_units_is_silent() -> None:
    assert not _said("* 100", "按 类型 取 一类 90倍, 其余 80倍", "率 >= 目标 得 满分")
