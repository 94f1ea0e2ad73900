"""Keys of facts files that nobody knows: the one that was meant, never one that is filled already."""

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = """\
方案 示例
金额单位 万元
事实 学校自筹资金 金额
事实 县级资金 金额
事实 一季度支出 金额
事实 二季度支出 金额
事实 公开日期 日期
事实 甲制度 是否
事实 乙制度 是否
指标 资金 5 分
  学校自筹资金 < 县级资金 扣 1 分
  一季度支出 < 二季度支出 扣 1 分
指标 公开 5 分
  公开日期 > 2022-01-01 扣 1 分
  公开日期 > 2022-01-01 须说明 "为什么"
指标 制度 5 分
  逐项
  - 甲制度 得 人工 0 至 2 "甲的质量"
  - 乙制度 得 人工 0 至 3 "乙的质量"
"""


def _found(facts: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    rules = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rules is not None, [each.message("zh") for each in diagnostics]
    raw = read_facts(SourceText("facts.toml", facts), diagnostics)
    assert raw is not None
    check_facts(raw, rules, diagnostics)
    return [each for each in diagnostics if each.severity == "error"]


def _offered(facts: str) -> list[tuple[str, list[str]]]:
    [only] = _found(facts)
    return [
        (help_.text.text("zh"), [edit.replacement for edit in help_.edits]) for help_ in only.helps
    ]


def test_a_name_that_is_filled_already_is_told_and_not_offered() -> None:
    facts = '["事实"]\n"学校自筹资金" = 412.5\n"学校自愁资金" = 500\n'
    assert _offered(facts) == [("「学校自筹资金」在第 2 行已经填了", [])]


def test_a_name_that_is_free_is_offered() -> None:
    facts = '["事实"]\n"学校自愁资金" = 500\n'
    assert _offered(facts) == [("是不是「学校自筹资金」？", ['"学校自筹资金"'])]


def test_marks_by_the_name_of_a_fact_are_those_of_its_row() -> None:
    facts = '["事实"]\n"甲制度" = true\n["评分"]\n"甲制度" = { "分" = 2, "理由" = "有" }\n'
    assert _offered(facts) == [("是不是「制度/甲的质量」？", ['"制度/甲的质量"'])]


def test_marks_that_are_given_already_are_not_offered_again() -> None:
    facts = (
        '["事实"]\n"甲制度" = true\n["评分"]\n"甲的质量" = { "分" = 2, "理由" = "有" }\n'
        '"甲制度" = { "分" = 2, "理由" = "有" }\n'
    )
    assert all(not edits or "甲" not in edits[0] for _, edits in _offered(facts))


def test_an_explanation_by_the_name_of_a_fact_is_that_of_its_indicator() -> None:
    facts = '["事实"]\n"公开日期" = 2022-02-01\n["说明"]\n"公开日期" = "网站改版，晚了一个月"\n'
    assert _offered(facts) == [("是不是「公开」？", ['"公开"'])]


def test_a_fact_below_the_heading_of_the_explanations_is_moved() -> None:
    facts = '["事实"]\n"县级资金" = 3\n["说明"]\n"公开" = "网站改版"\n"公开日期" = "2022年2月1日"\n'
    assert _offered(facts)[0][0].startswith("移到第 2 行")
