"""A definition that is given must be a value that its formula can come to, but for rounding."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = """事实 甲 次数
事实 乙 次数
事实 差额 金额 万元
事实 支出 金额 万元 > 0
事实 预算 金额 万元 100万元 至 300万元
定义 事故数 = 甲 + 乙
定义 偏差 = |差额|
定义 结余率 = 四舍五入(差额 / 支出, 1%)
定义 每百万 = 100万元 / 预算
指标 子 10 分
  事故数 每发生1次 扣 2 分
  偏差 > 5万元 扣 1 分
  结余率 > 5% 扣 1 分
  每百万 > 50% 扣 1 分
"""


def said(entry: str, section: str = "事实") -> list[str]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rulebook is not None
    text = f'["{section}"]\n{entry}\n'
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    assert raw is not None
    check_facts(raw, rulebook, diagnostics)
    return [
        f"{each.code.id} {each.primary.span.text if each.primary else ''} {each.message('zh')}"
        for each in diagnostics
        if each.code.id in ("PD5126", "PD5128")
    ]


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        ("事故数 = 2.5", "PD5126 2.5 「事故数」应当是整数，这里是「2.5」"),
        ("事故数 = -1", "PD5128 -1 「事故数」填了「-1」，规则要求不小于 0"),
        ('偏差 = "-3万元"', 'PD5128 "-3万元" 「偏差」填了「-3万元」，规则要求不小于 0'),
        ('结余率 = "4.5%"', 'PD5128 "4.5%" 「结余率」填了「4.5%」，规则要求是 1% 的倍数'),
        ('每百万 = "101%"', 'PD5128 "101%" 「每百万」填了「101%」，规则要求不小于'),
    ],
)
def test_what_no_facts_come_to_is_refused_where_it_stands(entry: str, finding: str) -> None:
    for section in ("事实", "上年"):
        (told,) = said(entry, section)
        assert told.startswith(finding)


@pytest.mark.parametrize(
    "entry",
    ["事故数 = 2", '偏差 = "3万元"', '结余率 = "-4%"', '每百万 = "33%"', '每百万 = "33.3%"'],
)
def test_what_they_can_come_to_is_taken_rounded_too(entry: str) -> None:
    """300 万元 make a third, which is more than 33.3 %."""
    assert said(entry) == []
