"""Steps of which there can be no part need not say what a part counts; the others must."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = """方案 试
年度 2021
语言 1
事实 事故 次数
事实 应巡 次数
事实 到场 人数
事实 培训 数量 次
事实 逾期 天数
事实 费用 金额 万元
事实 应报 日期
事实 实报 日期
事实 台账 明细
  - 已整改 是否
  - 次数 次数
定义 缺巡 = 应巡 - 事故
定义 月均 = 事故 / 12
定义 未整改 = 数量(台账 其中 非 已整改)
指标 甲 10 分
"""


def _codes(rule: str) -> list[str]:
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", f"{HEAD}{rule}\n"), diagnostics), diagnostics)
    return [each.code.id for each in diagnostics if each.severity == "error"]


@pytest.mark.parametrize(
    "rule",
    [
        "事故 每发生1次扣2分",
        "事故每发生一次扣2分",
        "事故 < 应巡，每少1次扣0.5分",
        "事故 > 3次 每多1次 扣 1 分",
        "到场 < 30人 每缺1人 扣 0.5 分",
        "count(台账 where not 已整改) > 2 each 1 deduct 1",
        "缺巡 > 0 每缺1次 扣 1 分",
        "未整改 每有1个扣3分，扣完为止",
        "数量(台账) 每有1个扣1分",
        "合计(台账.次数) 每 1次 扣 1 分",
        "实报 > 应报 每逾期1天 扣 0.5 分",
        "工作日数(应报, 实报) > 20个工作日 每 1个工作日 扣 1 分",
        "事故 × 2 每 2次 扣 1 分",
        "事故 每 0.5次 扣 1 分",
    ],
)
def test_a_part_there_never_is(rule: str) -> None:
    assert _codes(rule) == []


@pytest.mark.parametrize(
    "rule",
    [
        "事故 每发生2次扣2分",
        "事故 > 2.5 每 1次 扣 1 分",
        "培训 < 8次 每少1次 扣 1 分",
        "月均 每 1次 扣 1 分",
        "逾期 每 1天 扣 1 分",
        "实报 > 应报 每逾期5天 扣 0.5 分",
        "费用 > 10万元 每 1万元 扣 1 分",
        "事故 / 应巡 > 10% 每 1个百分点 扣 1 分",
        "事故 < 应巡 × 90% 每少1次 扣 1 分",
        "平均(台账.次数) 每 1次 扣 1 分",
    ],
)
def test_a_part_there_may_be(rule: str) -> None:
    assert _codes(rule) == ["PD4006"]
