"""Counts filled in the unit below the one of the rules, and those that only are large."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.doubts import check_doubts
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

VISITS = """事实 人次 数量 万人次
事实 人口 数量 万人
人次 / 人口 < 100% 扣 10 分"""
WATER = """事实 供水 数量 万立方米
事实 计划供水 数量 万立方米
供水 < 计划供水 扣 10 分"""
LIMIT = """事实 人口 数量 万人
人口 < 50万人 扣 2 分"""
BANDS = """事实 客运量 数量 万人次
按 客运量 分档
- >= 100万人次 得 10 分
- 其余 得 0 分"""
DEFINED = """事实 漏水 数量 万吨
事实 购入 数量 万吨
事实 售出 数量 万吨
定义 产销差 = (购入 - 售出) / 购入
产销差 > 10% 扣 2 分
漏水 > 售出 扣 1 分"""
ROADS = """事实 列养里程 数量 公里
事实 里程 数量 公里
列养里程 / 里程 < 95% 扣 2 分"""
GROWTH = """事实 人次 数量 万人次
人次 > 上年.人次 得 10 分
否则 得 0"""
SINGLE = """事实 人次 数量 人次
事实 人口 人数
人次 / 人口 < 100% 扣 10 分"""
ENGLISH = """fact visits count 万人次
fact people_served count 万人
visits / people_served < 100% deduct 10 points"""
PER_HEAD = """事实 水资源 数量 万立方米
事实 人口 数量 万人
水资源 / 人口 < 500倍 扣 2 分"""


def _offered(rules: str, facts: str) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    kinds = ("事实", "定义", "fact")
    declared = [line for line in rules.splitlines() if line.startswith(kinds)]
    rest = [line for line in rules.splitlines() if not line.startswith(kinds)]
    text = "\n".join(["方案 试", "语言 1", *declared, "指标 甲 10 分", *rest, ""])
    book = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    assert book is not None, [each.message("zh") for each in diagnostics]
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    check_doubts(check_facts(raw, book, diagnostics), book, diagnostics)
    return [
        (each.primary.span.text if each.primary else "", each.helps[0].edits[0].replacement)
        for each in diagnostics
        if each.code.id == "PD5152"
    ]


@pytest.mark.parametrize(
    ("rules", "facts", "meant"),
    [
        (VISITS, '"人次" = 142000\n"人口" = "30万人"', ("142000", "14.2")),
        (VISITS, '"人次" = 142000\n"人口" = 30.5', ("142000", "14.2")),
        (VISITS, '"人次" = "142,000"\n"人口" = 30.5', ('"142,000"', '"142000人次"')),
        (VISITS, '"人次" = 14.2\n"人口" = 305000', ("305000", "30.5")),
        (WATER, '"供水" = 8350000\n"计划供水" = 900', ("8350000", "835")),
        (WATER, '"供水" = 835\n"计划供水" = 9000000', ("9000000", "900")),
        (LIMIT, '"人口" = 426000', ("426000", "42.6")),
        (BANDS, '"客运量" = 1420000', ("1420000", "142")),
        (DEFINED, '"漏水" = 12\n"购入" = 800\n"售出" = 7200000', ("7200000", "720")),
        (ROADS, '"列养里程" = 1425000\n"里程" = "1500公里"', ("1425000", "1425")),
        (GROWTH, '"人次" = 142000\n["上年"]\n"人次" = 13.8', ("142000", "14.2")),
        (SINGLE, '"人次" = 14.2\n"人口" = 300000', ("14.2", "142000")),
        (ENGLISH, 'visits = 142000\npeople_served = "30万人"', ("142000", "14.2")),
    ],
)
def test_a_count_in_the_unit_below(rules: str, facts: str, meant: tuple[str, str]) -> None:
    assert _offered(rules, facts) == [meant]


def test_both_years_in_the_unit_below() -> None:
    rules = VISITS + "\n上年.人次 / 上年.人口 < 50% 扣 1 分"
    facts = '"人次" = 142000\n"人口" = 30\n["上年"]\n"人次" = 138000\n"人口" = 29.9'
    assert _offered(rules, facts) == [("142000", "14.2"), ("138000", "13.8")]


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        (VISITS, '"人次" = 14.2\n"人口" = 30'),
        (VISITS, '"人次" = "142000万人次"\n"人口" = 30'),  # said so
        (VISITS, '"人次" = 142000\n"人口" = 300000'),  # the ratio is right
        (VISITS, '"人次" = 30000\n"人口" = 300'),  # rides of a large town
        (VISITS, '"人次" = 0\n"人口" = 30'),
        (WATER, '"供水" = 8350\n"计划供水" = 900'),
        (WATER, '"供水" = 9000\n"计划供水" = 900000'),
        (LIMIT, '"人口" = 900'),
        (BANDS, '"客运量" = 30000'),
        (ROADS, '"列养里程" = 14250\n"里程" = 15000'),
        (GROWTH, '"人次" = 1420\n["上年"]\n"人次" = 13.8'),
        (SINGLE, '"人次" = 14\n"人口" = 300000'),
        (PER_HEAD, '"水资源" = 900000\n"人口" = 30'),
    ],
)
def test_counts_that_may_be_so(rules: str, facts: str) -> None:
    assert _offered(rules, facts) == []
