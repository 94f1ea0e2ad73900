"""Amounts in another unit: through definitions, and the median of the others."""

from fractions import Fraction

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.doubts import check_doubts
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.units import amounts_of, middle_of
from perfdsl.diagnostic import Diagnostics
from perfdsl.model.facts import Fact
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText, Span
from perfdsl.syntax import parse

HEAD = """方案 试
年度 2021
语言 1
满分 10 分
金额单位 万元
事实 年初预算数 金额
事实 追加预算数 金额
事实 支出决算数 金额
事实 人员经费 金额
事实 公用经费 金额
"""
RULE = "指标 执行率 10 分\n  得 最小({}, 100%) × 满分\n"
WRITTEN_OUT = HEAD + RULE.format("支出决算数 / (年初预算数 + 追加预算数)")
DEFINED = HEAD + "定义 预算合计 = 年初预算数 + 追加预算数\n" + RULE.format("支出决算数 / 预算合计")
TWICE = (
    HEAD
    + "定义 预算合计 = 年初预算数 + 追加预算数\n定义 执行率 = 支出决算数 / 预算合计\n"
    + RULE.format("执行率")
)
GIVEN = {
    "年初预算数": "1950万元",
    "追加预算数": "100万元",
    "支出决算数": "2000万元",
    "人员经费": "1200万元",
    "公用经费": "700万元",
}


def doubts(rules: str, given: dict[str, str]) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("rules.perf", rules), diagnostics), diagnostics)
    assert book is not None, [each.message("zh") for each in diagnostics]
    text = "[事实]\n" + "".join(f'{name} = "{value}"\n' for name, value in given.items())
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    assert raw is not None
    facts = check_facts(raw, book, diagnostics)
    found = Diagnostics()
    check_doubts(facts, book, found)
    return [(each.code.id, each.helps[0].edits[0].replacement) for each in found]


@pytest.mark.parametrize("rules", [WRITTEN_OUT, DEFINED, TWICE])
@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("年初预算数", "19500000万元", '"19500000元"'),
        ("支出决算数", "20000000万元", '"20000000元"'),
        ("年初预算数", "1950亿元", '"1950万元"'),
    ],
)
def test_definitions_are_worked_out_anew(rules: str, name: str, written: str, meant: str) -> None:
    assert doubts(rules, {**GIVEN, name: written}) == [("PD5152", meant)]


@pytest.mark.parametrize("rules", [WRITTEN_OUT, DEFINED, TWICE])
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"支出决算数": "20000000元"},
        {"追加预算数": "100元"},
        {"人员经费": "12000000万元"},  # no ratio of the rules has it
        {"支出决算数": "20万元"},
        {"追加预算数": "-100万元"},
    ],
)
def test_what_leaves_the_ratios_as_they_may_be_is_silent(
    rules: str, changed: dict[str, str]
) -> None:
    assert doubts(rules, GIVEN | changed) == []


AMOUNTS = [Fraction(each) for each in (5, 3, -3, 0, 8, 8, 8, 1)]


def fact(value: int | Fraction, unit: str | None = "万元") -> Fact:
    return Fact("额", Fraction(value), Span(SourceText("facts.toml", ""), 0, 0), unit)


@pytest.mark.parametrize("first", range(len(AMOUNTS)))
@pytest.mark.parametrize("second", range(len(AMOUNTS)))
def test_the_median_without_some_is_that_of_the_others(first: int, second: int) -> None:
    facts = [fact(value) for value in AMOUNTS]
    but = [facts[each] for each in {first, second}]
    places = set(range(len(AMOUNTS))) - {first, second}
    others = sorted(abs(AMOUNTS[each]) for each in places if AMOUNTS[each])
    assert middle_of(amounts_of(facts), but) == others[len(others) // 2]


def test_of_one_there_is_no_median() -> None:
    one = fact(3)
    assert middle_of(amounts_of([one]), []) is None
    assert middle_of(amounts_of([one, fact(3, None)]), [one]) is None
