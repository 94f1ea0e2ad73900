"""A declaration that was deleted: said at the first use, and offered with the type its name and its uses tell."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
满分 10
保留 2 位小数
事实 有台账 是否
指标 一 10
  得 满分
"""


@pytest.mark.parametrize(
    ("rules", "line", "declared"),
    [
        ("年末结转结余＝０ 扣 1 分\n  年末结转结余不超过上年年末结转结余，扣2分", 9, "事实 年末结转结余 金额"),
        ("审计退回金额 > 0 扣 1 分", 9, "事实 审计退回金额 金额"),
        ("实有人数 > 核定人数 扣 1 分\n  实有人数 > 2 * 核定人数 扣 2 分", 9, "事实 实有人数 人数"),
        ("办结率 < 95% 扣 1 分\n  办结率 < 80% 扣 2 分", 9, "事实 办结率 比率"),
        ("整改批次 > 3批 扣 1 分\n  整改批次 > 5批 扣 2 分", 9, "事实 整改批次 数量 批"),
    ],
)  # fmt: skip
def test_the_declaration_is_offered(rules: str, line: int, declared: str) -> None:
    source = SourceText("a.perf", f"{_HEAD}  {rules}\n")
    diagnostics = Diagnostics()
    check(parse(source, diagnostics), diagnostics)
    found = next(each for each in diagnostics if each.code.id == "PD2001")
    assert found.primary is not None
    assert found.primary.span.first.line == line
    replaced = [edit.replacement.strip() for help_ in found.helps for edit in help_.edits]
    assert replaced[:1] == [declared]


def test_nothing_is_declared_for_a_word_that_says_nothing() -> None:
    source = SourceText("a.perf", f"{_HEAD}  某某情形 = 0 扣 1 分\n")
    diagnostics = Diagnostics()
    check(parse(source, diagnostics), diagnostics)
    edits = [edit for each in diagnostics for help_ in each.helps for edit in help_.edits]
    assert not any("事实" in edit.replacement for edit in edits)
