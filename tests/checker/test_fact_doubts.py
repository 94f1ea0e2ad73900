"""Facts that can be read and are hardly meant; what looks like them and is meant stays silent."""

# ruff: noqa: RUF001  # full-width characters are what is tested

import pytest

from perfdsl.checker import check
from perfdsl.checker.fact_doubts import check_doubts
from perfdsl.checker.facts import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = """
方案 示例
年度 2023
事实 预算数 金额 万元
事实 支出数 金额 万元
事实 结余数 金额 万元
事实 违规资金 金额
事实 人数 人数
事实 满意度 比率
事实 批复日期 日期
事实 公开日期 日期
事实 项目 明细
  - 金额 金额 万元
指标 示例 10 分
  支出数 / 预算数 < 90% 扣 1 分
  结余数 / 预算数 > 10% 扣 1 分
  违规资金 / 预算数 > 0 扣 1 分
  人数 > 100 扣 1 分
  满意度 < 90% 扣 1 分
  公开日期 - 批复日期 > 20天 扣 1 分
  合计(项目.金额) > 支出数 扣 1 分
"""


def doubts(facts: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors, [each.message("en") for each in diagnostics]
    found = Diagnostics()
    assert check_doubts(checked, rulebook, found) == bool(found.found)
    assert all(each.severity == "warning" and each.message("zh") for each in found)
    return found.found


def edits(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [
        (each.code.id, edit.replacement)
        for each in found
        for help_ in each.helps
        for edit in help_.edits
    ]


@pytest.mark.parametrize(
    ("name", "value", "source", "meant"),
    [
        ("支出数", '"2017万元"', "县级配套2107万元", '"2107万元"'),
        ("支出数", "2017", "县级配套2107万元", '"2107万元"'),
        ("支出数", '"12759.93万元"', "支出安排12795.93万元。", '"12795.93万元"'),
        ("支出数", '"12795.93元"', "支出安排12795.93万元", '"12795.93万元"'),
        ("支出数", '"1279.593万元"', "支出安排12795.93万元", '"12795.93万元"'),
        ("支出数", '"1279.93万元"', "支出安排12795.93万元", '"12795.93万元"'),
        ("支出数", '"12785.93万元"', "支出安排１２，７９５．９３万元", '"12,795.93万元"'),
        ("人数", "36", "核定编制28人，在职63人", "63"),
        ("满意度", '"59.8%"', "调查满意度95.8%", '"95.8%"'),
        ("满意度", '"9.58%"', "调查满意度95.8%", '"95.8%"'),
    ],
)
def test_a_figure_copied_wrongly_gets_that_of_its_source(
    name: str, value: str, source: str, meant: str
) -> None:
    found = doubts(f'"{name}" = {{ "值" = {value}, "来源" = "{source}" }}')
    assert edits(found) == [("PD5150", meant)]


def test_figures_of_records_are_held_against_their_source() -> None:
    found = doubts('[["事实"."项目"]]\n"金额" = { "值" = "2017万元", "来源" = "配套2107万元" }')
    assert edits(found) == [("PD5150", '"2107万元"')]


@pytest.mark.parametrize(
    "entry",
    [
        '"支出数" = { "值" = "2107万元", "来源" = "配套2107万元" }',
        '"支出数" = { "值" = "2,107万元", "来源" = "配套21070000元" }',
        '"支出数" = { "值" = "2107万元", "来源" = "配套2107.23万元" }',
        '"支出数" = { "值" = "2017万元", "来源" = "决算表第 3 页" }',
        '"支出数" = { "值" = "2017万元", "来源" = "2107年文件" }',
        '"支出数" = { "值" = "2017万元", "来源" = "配套2107万元", "说明" = "扣除90万元" }',
        '"支出数" = { "值" = "2017万元", "来源" = "基本1000万元，项目1017万元，上年2107万元" }',
        '"支出数" = { "值" = "90万元", "来源" = "预算2107万元，结余2017万元" }',
        '"支出数" = { "值" = "500万元", "来源" = "预算2107万元" }',
        '"支出数" = { "值" = "0万元", "来源" = "预算10万元" }',
        '"人数" = { "值" = 60, "来源" = "在职63人" }',
        '"满意度" = { "值" = "95.8%", "来源" = "2021年满意度95.83%" }',
        '"支出数" = "2017万元"',
    ],
)
def test_what_the_source_says_or_does_not_say_is_silent(entry: str) -> None:
    assert doubts(entry) == []


@pytest.mark.parametrize(
    ("approved", "published", "meant"),
    [
        ("2023-02-15", "2022-03-06", "2023-03-06"),
        ("2024-02-15", "2023-03-06", "2023-02-15"),
        ("2023-12-28", "2023-01-05", "2024-01-05"),
    ],
)
def test_a_day_of_another_year_gets_the_year(approved: str, published: str, meant: str) -> None:
    found = doubts(f'"批复日期" = {approved}\n"公开日期" = {published}')
    assert edits(found) == [("PD5151", meant)]


@pytest.mark.parametrize(
    ("approved", "published"),
    [
        ("2023-02-15", "2023-03-06"),
        ("2023-02-15", "2023-02-01"),
        ("2024-01-15", "2023-12-20"),
        ("2023-10-01", "2023-01-05"),
        ("2023-02-15", "2022-01-06"),
    ],
)
def test_days_that_may_be_so_are_silent(approved: str, published: str) -> None:
    assert doubts(f'"批复日期" = {approved}\n"公开日期" = {published}') == []


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        ('"预算数" = "1200元"\n"支出数" = 1100\n"结余数" = 100', '"1200万元"'),
        ('"预算数" = 1200\n"支出数" = "1100元"\n"结余数" = 100', '"1100万元"'),
        ('"预算数" = 1200\n"支出数" = 11000000\n"结余数" = 100', '"11000000元"'),
    ],
)
def test_an_amount_in_another_unit_gets_the_usual_one(facts: str, meant: str) -> None:
    assert edits(doubts(facts)) == [("PD5152", meant)]


@pytest.mark.parametrize(
    "facts",
    [
        '"预算数" = 1200\n"支出数" = 1100\n"违规资金" = "500元"',
        '"预算数" = 1200\n"支出数" = 1100\n"结余数" = "85元"',
        '"预算数" = "12000000元"\n"支出数" = 1100\n"结余数" = 100',
        '"预算数" = "1200元"\n"支出数" = "1100元"\n"结余数" = "100元"',
        '"预算数" = 0.5\n"支出数" = 20\n"结余数" = 0',
        '"预算数" = "1200元"',
    ],
)
def test_small_sums_and_other_units_are_silent(facts: str) -> None:
    assert doubts(facts) == []


PAIRS = """
方案 示例
年度 2023
金额单位 万元
事实 预算数 金额
事实 三公经费支出数 金额
事实 三公经费预算数 金额
事实 接待费 金额
事实 罚款支出 金额
事实 罚款预算 金额
指标 示例 10 分
  三公经费预算数 > 上年.三公经费预算数 扣 1 分
  接待费 / 预算数 > 10% 扣 1 分
  罚款支出 > 0 扣 1 分
"""


def doubts_of_pairs(facts: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", PAIRS), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", facts), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors
    found = Diagnostics()
    check_doubts(checked, rulebook, found)
    return found.found


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        ('"三公经费支出数" = "19.5元"\n"三公经费预算数" = 20\n"预算数" = 1200', '"19.5万元"'),
        ('"三公经费支出数" = 19.5\n"三公经费预算数" = "20元"\n"预算数" = 1200', '"20万元"'),
        (
            '"三公经费预算数" = 20\n"预算数" = 1200\n["上年"]\n"三公经费预算数" = "22元"',
            '"22万元"',
        ),
    ],
)
def test_a_small_amount_of_the_same_in_another_unit(facts: str, meant: str) -> None:
    assert edits(doubts_of_pairs(f'["事实"]\n{facts}\n')) == [("PD5152", meant)]


@pytest.mark.parametrize(
    "facts",
    [
        '"接待费" = "1300元"\n"三公经费预算数" = 20\n"预算数" = 1200',
        '"三公经费支出数" = "3元"\n"三公经费预算数" = 20\n"预算数" = 1200',
        '"三公经费支出数" = "195000元"\n"三公经费预算数" = 20\n"预算数" = 1200',
        '"罚款支出" = "200元"\n"罚款预算" = 200\n"预算数" = 1200',
        '"三公经费支出数" = "0元"\n"三公经费预算数" = 20\n"预算数" = 1200',
    ],
)
def test_small_amounts_that_may_be_right_are_silent(facts: str) -> None:
    assert doubts_of_pairs(f'["事实"]\n{facts}\n') == []
