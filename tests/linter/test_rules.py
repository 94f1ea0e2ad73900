"""Every rule of the linter is true to its manual: the bad example brings it up, the good one nothing."""

import re

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import carry_out, choose_helps
from perfdsl.linter import RULES, LintRule, lint
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText
from perfdsl.syntax import parse


def read(text: str) -> RuleBook:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    said = [(found.code.id, found.message("zh")) for found in diagnostics]
    assert rulebook is not None, said
    assert [found for found in diagnostics if found.severity != "info"] == [], said
    return rulebook


def found_in(text: str) -> tuple[Diagnostic, ...]:
    return lint(read(text)).found


EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)


@EACH
def test_the_bad_example_brings_it_up(rule: LintRule) -> None:
    found = [(each.code.slug, each.message("zh")) for each in found_in(rule.manual().bad)]
    assert {slug for slug, _ in found} == {rule.slug}, found


@EACH
def test_the_good_example_is_free_of_findings(rule: LintRule) -> None:
    found = [(each.code.slug, each.message("zh")) for each in found_in(rule.manual().good)]
    assert found == []


FIXED = {
    "award-never-wins",
    "duplicate-rule",
    "excessive-checklist",
    "exception-never-applies",
    "grades-missing",
    "judged-without-step",
    "never-exhausted",
    "never-matters",
    "overlapping-caps",
    "rounding-missing",
    "unused-definition",
    "unused-fact",
    "absorbed-deduction",
    "added-to-zero",
    "levels-reversed",
    "year-differs",
    "interpolation-reversed",
    "addition-lost",
    "hundredfold-rate",
    "full-marks-unreachable",
    "edition-missing",
    "deduction-lost",
    "not-applicable-never-reached",
    "veto-never-matters",
    "date-of-another-year",
}
SAFE = {"edition-missing"}
SOMETIMES_FIXED = {"excessive-deduction", "grade-unreachable", "never-holds"}
"""Only where one thing can have been meant; their examples in the manual are others."""


@EACH
def test_edits_clear_their_finding(rule: LintRule) -> None:
    """Hardly any of them is safe: another way out is as good."""
    found = [each for each in found_in(rule.manual().bad) if each.code is rule.code]
    safe = any(help_.applicability == "safe" for each in found for help_ in each.helps)
    assert safe == (rule.slug in SAFE)
    fixes = carry_out(choose_helps(found, lambda _: True, unsafe=True))
    assert bool(fixes) == (rule.slug in FIXED)
    for fix in fixes:
        assert rule.slug not in {each.code.slug for each in found_in(fix.text)}


@EACH
def test_texts_are_in_both_languages(rule: LintRule) -> None:
    for words in (rule.what, rule.why, rule.code.message, rule.code.help):
        assert words is not None
        assert re.search("[\u4e00-\u9fff]", words.zh)
        assert not re.search("[\u4e00-\u9fff]", re.sub("「[^」]*」", "", words.en))
    assert re.findall(r"\{\w+\}", rule.code.message.zh) != [] or rule.code.message.zh
    assert len(rule.manual().meaning.zh) <= 160
    for each in found_in(rule.manual().bad):
        assert "{" not in each.message("zh") + each.message("en")


def test_ids_and_names_are_in_order() -> None:
    assert [rule.code.id for rule in RULES] == [
        f"PD80{number:02}" for number in range(1, len(RULES) + 1)
    ]
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert len(RULES) >= 25


@pytest.mark.parametrize(
    ("rows", "example"),
    [
        ("- > 90% 得 5 分\n- < 80% 得 0 分\n", "执行率 = 80%"),
        ("- > 90% 得 5 分\n- < 95% 得 0 分\n", "执行率 = 92.5%"),
    ],
)
def test_gaps_and_overlaps_of_the_checker_show_a_value(rows: str, example: str) -> None:
    text = "事实 执行率 比率\n指标 甲 5 分\n按 执行率 分档\n" + rows
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    (found,) = diagnostics
    assert [note.text("zh") for note in found.notes] == [f"例如 {example}"]


def test_working_days_behind_a_definition_are_never_negative() -> None:
    text = """
事实 应报日期 日期
事实 实报日期 日期
指标 甲 5 分
  定义 拖延 = 工作日数(应报日期, 实报日期)
  按 拖延 分档
  - = 0 得 5 分
  - > 0 得 0 分
"""
    read(text)  # and nothing is said of (-∞, 0)


def test_a_bonus_beside_them_takes_over_no_marks() -> None:
    """Everything of full marks can be left out; what is beside them is no neighbor to scale up."""
    found = found_in(
        """
剔除换算 组内
事实 有项目 是否
事实 表彰 次数
一级指标 预算 6 分
指标 执行 6 分
  得 满分
一级指标 项目 4 分
指标 完成 4 分
  非 有项目 不适用 剔除
  得 满分
指标 加分 0 分
  上限 2 分
  表彰 每满 1次 加 1 分
"""
    )
    assert "PD8038" in [each.code.id for each in found]


def test_a_checklist_that_says_where_it_ends_is_meant() -> None:
    """`扣完为止` answers what the finding asks."""
    facts = "年度 2021\n语言 1\n事实 甲 是否\n事实 乙 是否\n事实 丙 是否\n指标 示例 2 分\n"
    rows = "- 甲\n- 乙\n- 丙\n"
    ends = ("，扣完为止。", " until zero", " 直至扣完", " down_to_zero", " 最多 2 分")
    for end in ("", *ends):
        said = [each.code.id for each in found_in(f"{facts}逐项 缺一 扣 1 分{end}\n{rows}")]
        assert ("PD8006" in said) == (end == "")


RATE = "事实 执行率 比率 0 至 100%\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            RATE + "指标 甲 10 分\n执行率 <= 100% 不适用 得 满分\n执行率 < 60% 扣 10 分\n",
            ["PD8010"],
        ),
        (
            RATE + "指标 甲 10 分\n逐项\n- 执行率 > 100% 得 5 分\n- 执行率 > 90% 得 5 分\n",
            ["PD8009"],
        ),
        (RATE + "指标 甲 10 分\n执行率 < 90% 扣 10 分\n执行率 <= 95% 免扣\n", ["PD8008"]),
        (
            RATE + "指标 甲 100 分\n得 执行率 × 满分\n"
            "总分\n执行率 < 60% 封顶 69\n执行率 < 50% 封顶 79\n",
            ["PD8013", "PD8014"],
        ),
    ],
    ids=["always not applicable", "a row that never holds", "deductions all spared", "two caps"],
)
def test_what_only_follows_from_another_finding_is_not_said(text: str, codes: list[str]) -> None:
    head = "方案 测试\n年度 2021\n语言 1\n保留 2 位小数\n等级 优 9 分, 差 0 分\n"
    assert [each.code.id for each in found_in(head + text)] == codes
