"""One finding where one thing is read as two, and amounts that lost their unit with their step."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
满分 10
保留 2 位小数
每 进一
事实 「“三公”经费-公务接待」 金额 元
事实 运转支出 金额 万元
事实 人数合 人数 > 0
事实 满意度 比率
指标 一 10
  得 满分
"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("“三公”经费-公务接待 > 5万元 扣 1 分", "「“三公”经费-公务接待」 > 5万元 扣 1 分"),
        ("满意度 < 90%\n  运转支出 > 5万元 扣 1 分\n    每满 1个百分点 扣 0.5 分", "满意度 < 90%\n    每满 1个百分点 扣 0.5 分\n  运转支出 > 5万元 扣 1 分"),
        ("运转支出 / 人数合 > 1.5 每超 1000 扣 0.5 分", "运转支出 / 人数合 > 1.5万元 每超 1000元 扣 0.5 分"),
        ("运转支出 / 人数合 > 1.5 每超 1000元 扣 0.5 分", "运转支出 / 人数合 > 1.5万元 每超 1000元 扣 0.5 分"),
        ("运转支出 / 人数合 > 1500 每超 100 扣 0.5 分", "运转支出 / 人数合 > 1500元 每超 100元 扣 0.5 分"),
        ("运转支出 > 50 每超 10 扣 0.5 分", "运转支出 > 50万元 每超 10万元 扣 0.5 分"),
    ],
)  # fmt: skip
def test_one_finding_that_puts_it_right(wrong: str, right: str) -> None:
    source = SourceText("a.perf", f"{_HEAD}  {wrong}\n")
    diagnostics = Diagnostics()
    check(parse(source, diagnostics), diagnostics)
    found = [each for each in diagnostics if each.severity == "error"]
    assert len(found) == 1, [each.message("zh") for each in found]
    assert edited(source, found[0].helps[0].edits) == f"{_HEAD}  {right}\n"
