"""A heading of a facts file that is misspelt: what stands below it is checked all the same."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_RULES = """方案 甲
年度 2021
事实 预算数 金额
事实 执行率 比率 0 至 100%
事实 项目 明细
  - 名目 文本
  - 额 金额 万元
指标 执行 10 分
执行率 < 50% 扣 2 分
平均(项目.额) > 100万元 扣 1 分
预算数 > 100万元 扣 1 分
指标 评 5 分
得 人工 0 至 5
"""
_FACTS = """"方案" = "r.perf"
"年度" = 2021
["{facts}"]
"预算数" = "100万元"
"执行率" = "{rate}"
[["事实"."{records}"]]
"名目" = "甲"
"额" = {amount}
["{judged}"]
"评" = {{ "分" = {points}, "理由" = "好" }}
"""


def _codes(
    facts: str = "事实",
    rate: str = "95%",
    records: str = "项目",
    amount: str = "10",
    judged: str = "评分",
    points: str = "4.5",
) -> list[tuple[int, str]]:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("r.perf", _RULES), diagnostics), diagnostics)
    assert book is not None
    diagnostics = Diagnostics()
    text = _FACTS.format(
        facts=facts, rate=rate, records=records, amount=amount, judged=judged, points=points
    )
    raw = read_facts(SourceText("f.toml", text), diagnostics)
    assert raw is not None
    check_facts(raw, book, diagnostics)
    return [
        (each.primary.span.first.line if each.primary else 0, each.code.id)
        for each in diagnostics.found
        if each.severity != "info"
    ]


def test_nothing_is_said_of_right_facts() -> None:
    assert _codes() == []


@pytest.mark.parametrize("heading", ["事时", "事买", "事 实情"])
def test_only_the_heading_is_said_where_the_rest_is_right(heading: str) -> None:
    assert [line for line, _ in _codes(facts=heading)] == [3]


def test_values_below_a_misspelt_heading_are_checked() -> None:
    assert _codes(facts="事时", rate="0.95") == [(3, "PD5101"), (5, "PD5121")]
    assert _codes(facts="事时", rate="950%") == [(3, "PD5101"), (5, "PD5128")]
    assert _codes(judged="平分", points='"四分"') == [(9, "PD5101"), (10, "PD5120")]


def test_rows_below_a_misspelt_name_are_checked() -> None:
    assert _codes(records="项木") == [(6, "PD5102")]
    assert _codes(records="项木", amount='"十万亩"') == [(6, "PD5102"), (8, "PD5120")]


def test_cases_are_run_by_another_command() -> None:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("r.perf", _RULES), diagnostics), diagnostics)
    assert book is not None
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("r.test.toml", '[["用例"]]\n"名称" = "甲"\n'), diagnostics)
    assert raw is not None
    check_facts(raw, book, diagnostics)
    told = [each for each in diagnostics if each.code.id == "PD5101"]
    assert [str(help_.text.arguments["path"]) for each in told for help_ in each.helps] == [
        "r.test.toml"
    ]
