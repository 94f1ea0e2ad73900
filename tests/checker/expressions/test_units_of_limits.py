"""The unit a bare limit of a rate is offered with: that of its step, of so many for each, never beyond its range."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
事实 误差率 比率 0 至 5%
事实 执行率 比率 0 至 100%
事实 开始 日期
事实 结束 日期
事实 完成批次 数量 批次
事实 志愿者 人数
事实 人口 数量 万人 >= 1
定义 每万人批次 = 完成批次 / 人口
定义 每万人志愿者 = 志愿者 / 人口
指标 甲 10 分
  """


def _offered(rule: str) -> list[str]:
    source, found = SourceText("rules.perf", f"{_HEAD}{rule}\n"), Diagnostics()
    check(parse(source, found), found)
    (only,) = [each for each in found if each.severity == "error"]
    texts = [edited(source, each.edits) for each in only.helps if each.edits]
    return [text.removeprefix(_HEAD).strip() for text in texts]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("误差率 > 1 每满 1‰ 扣 2 分", "误差率 > 1‰ 每满 1‰ 扣 2 分"),
        ("误差率 > 3 扣 2 分", "误差率 > 3% 扣 2 分"),
        ("每万人批次 < 50批次 每满 5批次 扣 1 分", "每万人批次 < 50倍 每满 5倍 扣 1 分"),
        ("每万人志愿者 < 25人 扣 1 分", "每万人志愿者 < 25倍 扣 1 分"),
        ("每万人志愿者 < 25 每满 1 扣 1 分", "每万人志愿者 < 25倍 每满 1倍 扣 1 分"),
        ("得 执行率 - 1 分", "得 执行率 × 满分 - 1 分"),
        (
            "working_days(开始, 结束) over 20 days per full 1 day deduct 1",
            "working_days(开始, 结束) over 20 working days per full 1 working days deduct 1",
        ),
    ],
)
def test_the_unit_that_is_told(written: str, meant: str) -> None:
    assert _offered(written) == [meant]


def test_both_where_nothing_tells() -> None:
    assert _offered("执行率 < 1 扣 2 分") == ["执行率 < 100% 扣 2 分", "执行率 < 1% 扣 2 分"]
