"""Formulas and signs of spreadsheets and programs, bars typed as other signs, numbers in front of a rule."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
满分 10
保留 2 位小数
事实 甲数 金额 > 0
事实 乙数 金额 > 0
事实 丙数 金额 > 0
事实 有台账 是否
事实 有制度 是否
事实 次数合 次数
定义 完成率 = 甲数 / 乙数
指标 一 10
  得 满分
"""


def _found(rule: str) -> tuple[SourceText, list[Diagnostic]]:
    source = SourceText("a.perf", f"{_HEAD}  {rule}\n")
    diagnostics = Diagnostics()
    check(parse(source, diagnostics), diagnostics)
    return source, [each for each in diagnostics if each.severity != "info"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("IF(完成率>100%,100%,完成率) < 90% 扣 2 分", "最小(完成率, 100%) < 90% 扣 2 分"),
        ("IF(完成率>=1,1,完成率) < 90% 扣 2 分", "最小(完成率, 100%) < 90% 扣 2 分"),
        ("IF(完成率<100%,完成率,100%) < 90% 扣 2 分", "最小(完成率, 100%) < 90% 扣 2 分"),
        ("如果（100%＜完成率，100%，完成率） < 90% 扣 2 分", "最小(完成率, 100%) < 90% 扣 2 分"),
        ("IF(完成率<0,0,完成率) < 90% 扣 2 分", "最大(完成率, 0) < 90% 扣 2 分"),
        ("IF((甲数-乙数)/丙数>100%,100%,(甲数-乙数)/丙数) < 90% 扣 2 分", "最小((甲数-乙数)/丙数, 100%) < 90% 扣 2 分"),
        ("SUM(甲数:丙数) > 5万元 扣 2 分", "甲数 + 乙数 + 丙数 > 5万元 扣 2 分"),
        ("甲数 / 合计（甲数：丙数） > 5% 扣 2 分", "甲数 / (甲数 + 乙数 + 丙数) > 5% 扣 2 分"),
        ("求和(甲数,乙数) > 5万元 扣 2 分", "甲数 + 乙数 > 5万元 扣 2 分"),
        ("!有台账 || !有制度 扣 2 分", "非 有台账 或 非 有制度 扣 2 分"),
        ("！有台账 \uff06\uff06 ！有制度 扣 2 分", "非 有台账 且 非 有制度 扣 2 分"),
        ("!有台账 && !有制度 deduct 2", "not 有台账 and not 有制度 deduct 2"),
        ("非 有台账 & 次数合 > 2 扣 2 分", "非 有台账 且 次数合 > 2 扣 2 分"),
        ("非 有台账 | 非 有制度 扣 2 分", "非 有台账 或 非 有制度 扣 2 分"),
        ("¬有台账 扣 2 分", "非 有台账 扣 2 分"),
        ("｜甲数 - 乙数、 > 5万元 扣 2 分", "｜甲数 - 乙数｜ > 5万元 扣 2 分"),
        ("|甲数 - 乙数1 > 5万元 扣 2 分", "|甲数 - 乙数| > 5万元 扣 2 分"),
        ("|甲数 - 乙数) > 5万元 扣 2 分", "|甲数 - 乙数| > 5万元 扣 2 分"),
        ("、甲数-乙数| > 5万元 扣 2 分", "|甲数-乙数| > 5万元 扣 2 分"),
        ("（二）非 有台账 扣 2 分", "非 有台账 扣 2 分"),
        ("第二，有台账 = 否 扣 2 分", "有台账 = 否 扣 2 分"),
        ("(1)有台账 = 否 扣 满分", "有台账 = 否 扣 满分"),
    ],
)  # fmt: skip
def test_what_is_meant(wrong: str, right: str) -> None:
    source, found = _found(wrong)
    assert len(found) == 1, [each.message("zh") for each in found]
    assert edited(source, found[0].helps[0].edits) == f"{_HEAD}  {right}\n"


@pytest.mark.parametrize(
    "wrong",
    [
        "IF(完成率>100%,100%,甲数) 扣 2 分",  # another quantity
        "SUM(甲数:有台账) > 5万元 扣 2 分",  # of several types
        "SUM(丙数:甲数) > 5万元 扣 2 分",
        "~有台账 扣 2 分",  # without its sign the rule would say the opposite
    ],
)
def test_nothing_is_made_up(wrong: str) -> None:
    _, found = _found(wrong)
    replaced = [edit.replacement for each in found for help_ in each.helps for edit in help_.edits]
    assert not any(text in ("", "最小", " / ") or "+" in text for text in replaced)


@pytest.mark.parametrize(
    "right", ["|甲数 - 乙数| > 5万元 扣 2 分", "次数合 != 0 扣 2 分", "非 有台账 扣 满分"]
)
def test_what_is_right_stays(right: str) -> None:
    assert not [each for each in _found(right)[1] if each.severity == "error"]
