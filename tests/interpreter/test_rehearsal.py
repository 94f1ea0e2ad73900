"""What a check of facts says of the scoring that would follow."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.interpreter.rehearsal import rehearse
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = """
方案 示例
等级 优 9 分, 良 5 分, 差 0 分
事实 支出数 金额 万元
事实 预算数 金额 万元
事实 在职人数 人数
事实 有制度 是否
定义 执行率 = 支出数 / 预算数
一级指标 甲 6 分
指标 执行 4 分
  执行率 < 90% 扣 2 分
指标 人员 2 分
  在职人数 > 10 须说明 "为什么"
  在职人数 > 上年.在职人数 扣 1 分
一级指标 乙 4 分
指标 制度 2 分
  有制度 得 满分
  否则 得 0
指标 创新 2 分
  得 人工 0 至 2
"""
FACTS = """
["事实"]
"支出数" = 90
"预算数" = 100
"在职人数" = 8
"有制度" = true
["上年"]
"在职人数" = 9
["评分"]
"创新" = { "分" = 2, "理由" = "好" }
["自评"]
"总分" = 10
"等级" = "优"
"甲" = 6
"乙" = 4
"""


def rehearsed(*changes: tuple[str, str]) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rulebook is not None
    text = FACTS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    assert raw is not None
    facts = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors, [each.message("en") for each in diagnostics]
    found = rehearse(rulebook, facts)
    assert all(each.severity != "error" and each.message("zh") for each in found)
    return found


def told(found: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(each.code.id, each.primary.span.first.line if each.primary else 0) for each in found]


def test_facts_that_agree_are_silent() -> None:
    assert rehearsed() == []


def test_what_is_missing_is_one_hint_at_the_entry_left_empty() -> None:
    (found,) = rehearsed(('"在职人数" = 8\n', ""), ('"有制度" = true', '"有制度" = ""'))
    assert told([found]) == [("PD6012", 5)]
    assert found.severity == "info"
    assert "在职人数、有制度" in found.message("zh")


def test_missing_judgements_and_last_year_are_named() -> None:
    (found,) = rehearsed(('["上年"]\n"在职人数" = 9\n', ""), ('"分" = 2', '"分" = ""'))
    assert "上年.在职人数" in found.message("zh")
    assert "创新 的人工评分" in found.message("zh")


def test_a_sum_that_follows_from_its_parts_is_not_told_again() -> None:
    assert told(rehearsed(('"甲" = 6', '"甲" = 5'), ('"总分" = 10', '"总分" = 9'))) == [
        ("PD6003", 14)
    ]


def test_a_total_that_is_not_the_sum_of_its_parts_is_a_slip() -> None:
    (found,) = rehearsed(('"总分" = 10', '"总分" = 9.1'))
    assert told([found]) == [("PD6003", 12)]
    assert [edit.replacement for help_ in found.helps for edit in help_.edits] == ["10"]


def test_a_grade_that_does_not_fit_the_stated_total_is_a_slip() -> None:
    (found,) = rehearsed(('"等级" = "优"', '"等级" = "良"'))
    assert [edit.replacement for help_ in found.helps for edit in help_.edits] == ['"优"']


def test_a_grade_that_fits_the_stated_total_goes_with_it() -> None:
    found = rehearsed(('"总分" = 10', '"总分" = 7'), ('"等级" = "优"', '"等级" = "良"'))
    assert told(found) == [("PD6003", 12)]
    (grade,) = [label for label in found[0].secondary if label.text is not None]
    assert grade.span.first.line == 13
    assert grade.text is not None
    assert grade.text.text("zh") == "等级也跟着不同：按规则是「优」"


def test_one_zero_is_told_once_where_it_stands() -> None:
    found = rehearsed(('"预算数" = 100', '"预算数" = 0'))
    assert told(found) == [("PD6002", 4)]
    assert found[0].severity == "warning"


@pytest.mark.parametrize(
    ("given", "line"),
    [('"95%"', 7), ('{ "值" = "95%", "来源" = "报告" }', 7)],
)
def test_a_given_result_that_differs_can_be_left_out(given: str, line: int) -> None:
    (found,) = rehearsed(('"有制度" = true\n', f'"有制度" = true\n"执行率" = {given}\n'))
    assert told([found]) == [("PD6004", line)]
    (edit,) = found.helps[0].edits
    assert "执行率" not in edited(edit.span.source, [edit])


def test_beside_a_result_with_a_source_the_fact_without_one_is_doubtful() -> None:
    changes = (
        ('"支出数" = 90', '"支出数" = { "值" = 90, "来源" = "决算" }'),
        ('"有制度" = true\n', '"有制度" = true\n"执行率" = { "值" = "95%", "来源" = "报告" }\n'),
    )
    (found,) = rehearsed(*changes)
    assert told([found]) == [("PD6004", 4)]


YEARS = """
方案 示例
年度 2023
事实 支出数 金额 万元
事实 预算数 金额 万元
事实 基期数 金额 万元
事实 设备 明细
  - 名称 文本
  - 已验收 是否
指标 执行 6 分
  支出数 > 预算数 扣 2 分
  支出数 > 上年.支出数 扣 1 分
  支出数 > 上年.基期数 扣 1 分
  数量(设备 其中 非 已验收) > 0 扣 1 分
指标 评议 4 分
  支出数 > 0 扣 人工 1 至 3
"""
THIS = '"支出数" = 90\n"预算数" = 100\n'
ITEMS = '[["事实"."设备"]]\n"名称" = "甲"\n"已验收" = true\n\n[["事实"."设备"]]\n"名称" = "乙"\n'
DONE = '"已验收" = true\n'
PAST = '\n["上年"]\n"支出数" = 95\n"基期数" = 80\n'
JUDGED = '\n["评分"]\n"评议" = { "分" = 2, "理由" = "好" }\n'
WHOLE = f'["事实"]\n{THIS}\n{ITEMS}{DONE}{PAST}{JUDGED}'


def told_of_years(text: str) -> tuple[SourceText, list[Diagnostic]]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", YEARS), diagnostics), diagnostics)
    assert rulebook is not None
    source = SourceText("facts.toml", text)
    raw = read_facts(source, diagnostics)
    assert raw is not None
    facts = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors
    return source, rehearse(rulebook, facts)


def test_the_whole_is_silent() -> None:
    assert told_of_years(WHOLE)[1] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (WHOLE.replace(DONE + PAST, PAST), '"名称" = "乙"'),
        (WHOLE.replace('"已验收" = true\n\n[', "\n["), '"名称" = "甲"'),
        (WHOLE.replace(DONE + PAST, '"已验收" = ""\n' + PAST), '"已验收" = ""'),
        (WHOLE.replace('"支出数" = 95\n', ""), '["上年"]'),
        (WHOLE.replace('"预算数" = 100\n', ""), '["事实"]'),
        (WHOLE.replace('"评议" = { "分" = 2, "理由" = "好" }\n', ""), '["评分"]'),
    ],
)
def test_what_is_missing_is_told_where_it_belongs(text: str, line: str) -> None:
    _, found = told_of_years(text)
    assert [each.code.id for each in found] == ["PD6012"]
    assert found[0].primary is not None
    assert text.splitlines()[found[0].primary.span.first.line - 1] == line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "预算数",
            WHOLE.replace('"预算数" = 100\n', "").replace("= 80\n", '= 80\n"预算数" = 100\n'),
        ),
        (
            "基期数",
            WHOLE.replace('"基期数" = 80\n', "").replace("= 100\n", '= 100\n"基期数" = 80\n'),
        ),
    ],
)
def test_a_fact_below_the_heading_of_the_other_year(name: str, text: str) -> None:
    source, found = told_of_years(text)
    assert [each.code.id for each in found] == ["PD5153"]
    assert found[0].arguments["key"] == name
    mended = edited(source, found[0].helps[0].edits)
    assert told_of_years(mended)[1] == []


def test_the_heading_is_made_where_there_is_none() -> None:
    text = WHOLE.replace(PAST, "").replace("= 100\n", '= 100\n"基期数" = 80\n')
    source, found = told_of_years(text)
    assert [each.code.id for each in found] == ["PD5153", "PD6012"]
    assert edited(source, found[0].helps[0].edits).endswith('\n["上年"]\n"基期数" = 80\n')


def test_a_fact_asked_of_both_years_has_no_other_place() -> None:
    _, found = told_of_years(WHOLE.replace('"支出数" = 95\n', ""))
    assert [each.code.id for each in found] == ["PD6012"]


@pytest.mark.parametrize(("points", "is_mended"), [("-2", True), ('"-2分"', True), ("-5", False)])
def test_points_taken_away_are_written_without_a_minus(points: str, *, is_mended: bool) -> None:
    source, found = told_of_years(WHOLE.replace('"分" = 2', f'"分" = {points}'))
    assert [each.code.id for each in found] == ["PD6006"]
    assert bool(found[0].helps) == is_mended
    if is_mended:
        assert told_of_years(edited(source, found[0].helps[0].edits))[1] == []
