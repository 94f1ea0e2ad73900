"""A part given as several times its whole, and ratios that may be so."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.doubts import check_doubts
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = """方案 试
语言 1
金额单位 万元
事实 接警数 次数
事实 出动数 次数
事实 处置数 次数
事实 里程 数量 公里
事实 乡道 数量 公里
事实 养护里程 数量 公里
事实 计划培训 次数
事实 完成培训 次数
事实 学生 人数
事实 册数 数量 册
事实 年初预算 金额
事实 支出 金额
事实 追加 金额
事实 自筹 金额
fact served count people
fact residents count people
定义 及时率 = 出动数 / 接警数
指标 甲 10 分
"""
TIMELY = "及时率 < 95% 扣 1 分"
BANDS = "按 及时率 分档\n- >= 95% 得 10 分\n- 其余 得 0 分"
BOTH = "及时率 < 95% 扣 1 分\n处置数 / 接警数 < 90% 扣 1 分"
SUM = "得 最大(最小((养护里程 / (里程 + 乡道) - 80%) / 20%, 100%), 0) × 满分"
PLANNED = "完成培训 / 计划培训 < 100% 扣 1 分"
SPENT = "支出 / 年初预算 < 90% 扣 1 分"
SERVED = "served / residents < 60% deduct 1"


def _found(rules: str, facts: str) -> list[tuple[str, list[str]]]:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("rules.perf", HEAD + rules + "\n"), diagnostics), diagnostics)
    assert book is not None, [each.message("zh") for each in diagnostics]
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    check_doubts(check_facts(raw, book, diagnostics), book, diagnostics)
    return [
        (
            each.primary.span.text if each.primary else "",
            [help_.edits[0].replacement for help_ in each.helps if help_.edits],
        )
        for each in diagnostics
        if each.code.id == "PD5155"
    ]


@pytest.mark.parametrize(
    ("rules", "facts", "blamed", "meant"),
    [
        (TIMELY, '"出动数" = 6080\n"接警数" = 640', "6080", ["608"]),
        (BANDS, '"出动数" = "6080次"\n"接警数" = 640', '"6080次"', ['"608次"']),
        (TIMELY, '"出动数" = 6088\n"接警数" = 640', "6088", []),  # which 8 nobody knows
        (TIMELY, '"出动数" = 608\n"接警数" = 64', "608", []),
        (BOTH, '"出动数" = 6080\n"接警数" = 640\n"处置数" = 600', "6080", ["608"]),
        (BOTH, '"出动数" = 608\n"接警数" = 64\n"处置数" = 600', "64", []),
        (
            SUM,
            '"养护里程" = "14250公里"\n"里程" = 1100\n"乡道" = 400',
            '"14250公里"',
            ['"1425公里"'],
        ),
        (PLANNED, '"完成培训" = 480\n"计划培训" = 50', "480", ["48"]),
        (SPENT, '"支出" = 11200\n"年初预算" = 1200', "11200", ["1120"]),
        (SERVED, "served = 7200\nresidents = 900", "7200", ["720"]),
    ],
)
def test_a_part_several_times_its_whole(
    rules: str, facts: str, blamed: str, meant: list[str]
) -> None:
    assert _found(rules, facts) == [(blamed, meant)]


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        (TIMELY, '"出动数" = 608\n"接警数" = 640'),
        (TIMELY, '"出动数" = 900\n"接警数" = 640'),
        (TIMELY, '"出动数" = 6080\n"接警数" = 0'),
        (TIMELY, '"及时率" = "950%"'),
        (TIMELY + "\n及时率 > 10倍 扣 1 分", '"出动数" = 6080\n"接警数" = 640'),
        ("及时率 < 上年.及时率 扣 1 分", '"出动数" = 6080\n"接警数" = 640'),
        ("出动数 / 上年.出动数 < 100% 扣 1 分", '"出动数" = 6080\n["上年"]\n"出动数" = 640'),
        (PLANNED, '"完成培训" = 12\n"计划培训" = 2'),
        (PLANNED, '"完成培训" = 120\n"计划培训" = 30'),
        (SPENT, '"支出" = 3600\n"年初预算" = 1200'),
        ("追加 / 年初预算 > 20% 扣 1 分", '"追加" = 8000\n"年初预算" = 1200'),
        ("自筹 / 支出 < 30% 扣 1 分", '"自筹" = 8000\n"支出" = 1200'),
        ("册数 / 学生 < 100% 扣 1 分", '"册数" = 30000\n"学生" = 1000'),
        ("处置数 / 接警数 < 90% 扣 1 分", '"处置数" = 420\n"接警数" = 130'),
        ("处置数 / 接警数 < 90% 扣 1 分", '"处置数" = 52000\n"接警数" = 260'),
    ],
)
def test_what_may_be_so(rules: str, facts: str) -> None:
    assert _found(rules, facts) == []
