"""Test files: both languages, loose writing, facts in layers, and every mistake with its place."""

from pathlib import Path

import pytest

from perfdsl.codes import rule_tests as test_codes
from perfdsl.rule_tests.results import run_tests
from perfdsl.wording import Code
from tests.rule_tests.loading import book_of, codes, run, suite_of

RULES = """方案 试点
等级 优 9 分, 差 0 分
事实 年初预算数 金额 万元
事实 调整预算数 金额 万元
事实 有管理制度 是否
事实 在职人数 人数
定义 预算调整率 = |调整预算数| / 年初预算数
一级指标 过程 10 分
指标 预算调整率 4 分
  预算调整率 > 20% 扣 4 分
    理由 "调整幅度较大"
指标 制度 4 分
  有管理制度 得 满分
  否则 得 0 分
  在职人数 > 10 须说明 "人多"
指标 效益 2 分
  得 人工 0 至 2 步长 0.5
"""
CHINESE = """
[事实]
年初预算数 = 1000
[[用例]]
名称 = "恰好 20%"
指标 = "预算调整率"
得分 = 4
扣分 = 0
事实 = { 调整预算数 = -200 }
[[用例]]
名称 = 超过
指标 = 过程/预算调整率
得分 = 0
扣分 = { 调整幅度较大 = 4 }
事实 = { 调整预算数 = 201万元 }
[[用例]]
名称 = 缺数据
指标 = 预算调整率
结果 = 待定
[[用例]]
名称 = 人工
指标 = 效益
得分 = 1.5
评分 = 1.5
"""
ENGLISH = """
[facts]
"年初预算数" = 1000
[[cases]]
name = "at 20%"
indicator = "预算调整率"
points = 4
deductions = 0
facts = { "调整预算数" = -200 }
[[cases]]
name = "above"
indicator = "过程/预算调整率"
points = 0
deductions = { "调整幅度较大" = 4 }
facts = { "调整预算数" = "201万元" }
[[cases]]
name = "missing"
indicator = "预算调整率"
result = "unknown"
[[cases]]
name = "judged"
indicator = "效益"
points = 1.5
judged = 1.5
"""


@pytest.mark.parametrize("cases", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_both_languages_say_the_same(cases: str) -> None:
    tested = run(RULES, cases)
    assert [outcome.passed for outcome in tested.outcomes] == [True] * 4
    assert [outcome.scored.points for outcome in tested.outcomes] == [4, 0, None, 1.5]


def test_both_languages_cover_the_same() -> None:
    assert (
        run(RULES, CHINESE).coverage.reached == run(RULES, ENGLISH).coverage.reached != frozenset()
    )


def test_a_wrong_expectation_fails() -> None:
    """Each thing that can be expected is really asked."""
    for wrong, asked in (
        ("得分 = 3", "points"),
        ('结果 = "不适用"', "result"),
        ("扣分 = 1", "deducted"),
        ("扣分 = { 调整幅度较大 = 1 }", "deduction"),
        ("须说明 = true", "must_explain"),
    ):
        cases = f"[[用例]]\n指标 = 预算调整率\n{wrong}\n事实 = {{ 预算调整率 = 20% }}\n"
        (outcome,) = run(RULES, cases).outcomes
        assert [mismatch.asked for mismatch in outcome.mismatches] == [asked]
    total = (
        "[[用例]]\n指标 = 总分\n等级 = 差\n评分 = { 效益 = 2 }\n"
        "事实 = { 预算调整率 = 0, 有管理制度 = 是, 在职人数 = 1 }\n"
    )
    (outcome,) = run(RULES, total).outcomes
    assert [(m.asked, m.actual) for m in outcome.mismatches] == [("grade", "优")]


def test_a_case_takes_over_the_facts_of_another() -> None:
    cases = """
[[用例]]
名称 = 甲
指标 = 预算调整率
得分 = 4
事实 = { 年初预算数 = 1000, 调整预算数 = 100 }
[[用例]]
名称 = 乙
指标 = 预算调整率
沿用 = 甲
得分 = 0
事实 = { 调整预算数 = 300 }
"""
    assert not run(RULES, cases).failed


def test_a_fact_of_the_case_outdates_an_inherited_definition() -> None:
    """The rate given to all cases does not hide the amount that one case gives."""
    cases = """
[事实]
年初预算数 = 1000
预算调整率 = 10%
[[用例]]
名称 = 沿用比率
指标 = 预算调整率
得分 = 4
[[用例]]
名称 = 自己的数
指标 = 预算调整率
得分 = 0
事实 = { 调整预算数 = 300 }
"""
    assert not run(RULES, cases).failed


def test_empty_quotes_take_a_fact_away() -> None:
    cases = """
[事实]
年初预算数 = 1000
调整预算数 = 100
[[用例]]
指标 = 预算调整率
得分 = "未知"
事实 = { 调整预算数 = "" }
"""
    assert not run(RULES, cases).failed


def test_a_facts_file_can_be_the_base(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text(
        "[事实]\n年初预算数 = 1000\n调整预算数 = 300\n[评分]\n过程/效益 = { 分 = 2, 理由 = 好 }\n",
        encoding="utf-8",
    )
    for base in ("填报文件 = facts.toml\n", ""):
        line = "" if base else "沿用 = facts.toml\n"
        cases = (
            f"{base}[[用例]]\n名称 = 甲\n指标 = 预算调整率\n{line}得分 = 0\n"
            f"[[用例]]\n名称 = 乙\n指标 = 效益\n{line}得分 = 1\n评分 = {{ 效益 = 1 }}\n"
        )
        rulebook = book_of(RULES)
        suite, found = suite_of(cases, rulebook, tmp_path)
        assert codes(found) == []
        assert not run_tests(rulebook, (suite,)).failed


def test_points_that_never_end_are_written_as_a_fraction() -> None:
    rules = "事实 甲 数量\n事实 乙 数量\n指标 丙 2 分\n  得 甲 / 乙 × 满分\n"
    cases = "[[用例]]\n指标 = 丙\n得分 = '2/3'\n事实 = { 甲 = 1, 乙 = 3 }\n"
    assert not run(rules, cases).failed


# --- mistakes ------------------------------------------------------------------------------------

CASE = "[[用例]]\n名称 = 甲\n指标 = 预算调整率\n得分 = 4\n"
MISTAKES: dict[str, tuple[str, int, int]] = {
    "PD9001": (CASE + "得份 = 3\n", 5, 1),
    "PD9002": ("用例 = 3\n", 1, 1),
    "PD9003": ("[[用例]]\n名称 = 甲\n得分 = 3\n", 2, 6),
    "PD9004": ("[[用例]]\n名称 = 甲\n指标 = 制度\n", 2, 6),
    "PD9005": (CASE + CASE, 6, 6),
    "PD9006": (CASE + "沿用 = 乙\n", 5, 6),
    "PD9007": (CASE + "沿用 = 甲\n", 5, 6),
    "PD9008": (CASE + "结果 = 好\n", 5, 6),
    "PD9009": (CASE + "等级 = 优\n", 5, 1),
    "PD9010": (CASE + "扣分 = { 没有的 = 1 }\n", 5, 8),
    "PD9011": ("[[用例]]\n指标 = 总分\n等级 = 良\n", 3, 6),
    "PD9013": ("[[不要求]]\n指标 = 总分\n目标 = 甲\n", 1, 1),
    "PD5105": ("[[用例]]\n指标 = 没有的\n得分 = 1\n", 2, 6),
    "PD5102": (CASE + "事实 = { 没有的 = 1 }\n", 5, 8),
    "PD5110": (CASE + "事实 = 3\n", 5, 6),
}


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_has_its_place_and_a_way_out(code: str) -> None:
    text, line, column = MISTAKES[code]
    _, found = suite_of(text, book_of(RULES))
    told = [each for each in found if each.severity == "error"]
    assert [each.code.id for each in told] == [code]
    (only,) = told
    assert only.primary is not None
    place = only.primary.span.first
    assert (place.line, place.column) == (line, column)
    for language in ("zh", "en"):
        assert only.message(language)
        assert "{" not in only.message(language)


def test_every_code_of_test_files_has_an_example() -> None:
    """Those of the command itself are in `tests/cli/test_test.py`."""
    own = {value.id for value in vars(test_codes).values() if isinstance(value, Code)}
    assert own - MISTAKES.keys() == {"PD9012", "PD9014", "PD9015"}


def test_a_case_with_a_mistake_leaves_the_others_alone() -> None:
    suite, found = suite_of("[[用例]]\n名称 = 乙\n得分 = 3\n" + CASE, book_of(RULES))
    assert codes(found) == ["PD9003"]
    assert [case.name for case in suite.cases] == ["甲"]


def test_a_mistake_in_shared_facts_is_told_once() -> None:
    text = "[事实]\n在职人数 = 1.5\n" + CASE + CASE.replace("甲", "乙")
    _, found = suite_of(text, book_of(RULES))
    assert codes(found) == ["PD5126"]


def test_a_circle_of_cases_ends() -> None:
    text = CASE + "沿用 = 乙\n" + CASE.replace("甲", "乙") + "沿用 = 甲\n"
    _, found = suite_of(text, book_of(RULES))
    assert set(codes(found)) == {"PD9007"}
