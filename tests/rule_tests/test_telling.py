"""A case counts where it would fail with slightly other rules; proposed cases leave no such rules standing."""

import re
from collections.abc import Iterator

import pytest

from perfdsl.rule_tests.coverage import coverage_of
from perfdsl.rule_tests.describing import describe
from perfdsl.rule_tests.proposals import propose
from perfdsl.rule_tests.running import Runner
from perfdsl.rule_tests.situations import Situation
from perfdsl.rule_tests.writing import Writer
from tests.rule_tests.loading import book_of, checked, run, suite_of

FACTS = """年度 2021
金额单位 万元
事实 率 比率
事实 止日 日期
事实 起日 日期
事实 次 次数
事实 好 是否
事实 特殊 是否
事实 地 选项 东, 中, 西
事实 项目 明细
  - 额 金额
  - 完 是否
"""
ONE = FACTS + "指标 甲 10 分\n"


def case(points: str, facts: str, more: str = "") -> str:
    return f"[[用例]]\n指标 = 甲\n得分 = {points}\n{more}事实 = {{ {facts} }}\n"


def missed(rules: str, *cases: str) -> list[str]:
    coverage = run(ONE + rules, "".join(cases)).coverage
    return [describe(goal).text("zh") for goal in coverage.missed]


TWO = "率 < 90% 扣 10 分\n止日 > 2021-12-31 扣 2 分\n"


def test_a_deduction_that_another_hides_is_not_reached() -> None:
    both = case("0", "率 = 80%, 止日 = 2022-01-01")
    late = case("8", "率 = 95%, 止日 = 2022-01-01")
    hidden = "「止日 > 2021-12-31 扣 2 分」成立"
    assert hidden in missed(TWO, both)
    assert "止日 - 2021-12-31 = 1天" in missed(TWO, both)
    assert hidden not in missed(TWO, both, late)
    assert "止日 - 2021-12-31 = 1天" not in missed(TWO, late)


def test_one_that_never_comes_without_the_other_is_not_asked_for() -> None:
    """Both together take all the marks, and the second holds only where the first does."""
    rules = "率 > 0 扣 5 分\n率 > 10% 扣 5 分\n"
    assert "「率 > 10% 扣 5 分」成立" not in missed(rules, case("0", "率 = 20%"))


def test_a_rule_behind_an_exemption_is_not_reached() -> None:
    rules = "次 > 2 扣 4 分\n特殊 免扣\n"
    exempted = case("10", "次 = 3, 特殊 = 是")
    assert "「次 > 2 扣 4 分」成立" in missed(rules, exempted)
    assert "「次 > 2 扣 4 分」成立" not in missed(rules, case("6", "次 = 3, 特殊 = 否"))


def test_a_row_that_the_other_rows_hide_is_not_reached() -> None:
    rules = "逐项 缺一 扣 6 分\n- 好\n- 特殊\n"
    assert [text for text in missed(rules, case("0", "好 = 否, 特殊 = 否")) if "不成立" in text]
    single = (case("4", "好 = 否, 特殊 = 是"), case("4", "好 = 是, 特殊 = 否"))
    assert not [text for text in missed(rules, *single) if "不成立" in text]


def test_a_cap_that_changes_nothing_is_not_reached() -> None:
    rules = "次 > 2 扣 8 分\n好 封顶 6 分\n"
    assert "「好 封顶 6 分」成立" in missed(rules, case("2", "次 = 3, 好 = 是"))
    assert "「好 封顶 6 分」成立" not in missed(rules, case("6", "次 = 0, 好 = 是"))


def test_full_marks_do_not_tell_whether_it_was_scored() -> None:
    rules = "好 不适用 得 满分\n次 > 2 扣 4 分\n"
    full = "好 = 否, 次 = 0"
    fails = "「好 不适用 得 满分」不成立"
    assert fails in missed(rules, case("10", full))
    assert fails not in missed(rules, case("10", full, "结果 = 计分\n"))
    assert fails not in missed(rules, case("6", "好 = 否, 次 = 3"))


def test_what_a_case_does_not_ask_it_does_not_tell() -> None:
    rules = '次 > 2 须说明 "为什么"\n率 < 90% 扣 1 分\n'
    holds = '「次 > 2 须说明 "为什么"」成立'
    given = "次 = 3, 率 = 95%"
    assert holds in missed(rules, case("10", given))
    assert holds not in missed(rules, case("10", given, "须说明 = 是\n"))


def test_the_same_points_on_both_sides_of_a_limit_are_no_fault() -> None:
    """At 100 % the formula gives full marks as well."""
    rules = "率 >= 100% 得 满分\n否则 得 率 × 满分\n"
    full = [case("10", "率 = 100%"), case("10", "率 = 101%"), case("9.9", "率 = 99%")]
    assert missed(rules, *full) == []


def test_a_veto_at_zero_counts_for_the_lowest_grade() -> None:
    rules = (
        "等级 优 9 分, 差 0 分\n事实 率 比率 0 至 100%\n指标 甲 10 分\n得 率 × 满分\n"
        "总分\n率 < 20% 一票否决 得 0\n"
    )
    total = '[[用例]]\n指标 = 总分\n得分 = 0\n等级 = 差\n事实 = { 率 = "0%" }\n'
    reached = run(rules, total).coverage.reached
    assert "总分|grade|0|at" in reached


# --- mutations -----------------------------------------------------------------------------------

_CHANGED = re.compile(r">=|<=|>|<|每满|每起|且|或|(?<![\w.])\d+(?:\.\d+)?(?=%|个| ?分|万|次)")
_TURNED = {
    ">=": ">",
    "<=": "<",
    ">": ">=",
    "<": "<=",
    "每满": "每起",
    "每起": "每满",
    "且": "或",
    "或": "且",
}


def mutants(rules: str) -> Iterator[tuple[str, str]]:
    """Each line with one sign turned, or one number larger or smaller by one; and each line left out."""
    lines = rules.splitlines()
    for index, line in enumerate(lines):
        changed = [
            line[: found.start()] + new + line[found.end() :]
            for found in _CHANGED.finditer(line)
            for new in ([_TURNED[found[0]]] if found[0] in _TURNED else _beside(found[0]))
        ]
        for other in (*changed, "# "):
            yield other, "\n".join([*lines[:index], other, *lines[index + 1 :], ""])


def _beside(number: str) -> list[str]:
    return [f"{float(number) + change:g}" for change in (1, -1) if float(number) + change >= 0]


@pytest.mark.parametrize(
    ("rules", "equal"),
    [
        (TWO, {"率 < 90% 扣 11 分"}),
        ("好 且 次 > 3 扣 4 分\n特殊 或 次 > 5 扣 3 分\n", set()),
        ("止日 - 起日 > 60天 扣 5 分\n止日 > 2021-12-31 扣 5 分\n", set()),
        (
            "率 < 95% 每满 1个百分点 扣 1 分 最多 4 分\n次 > 2 每起 5次 扣 2 分\n特殊 免扣\n",
            {"率 <= 95% 每满 1个百分点 扣 1 分 最多 4 分", "次 >= 2 每起 5次 扣 2 分"},
        ),
        (
            "按 率 分档\n- >= 90% 得 9 分\n- 60%(含) 至 90%(不含) 得 5 分\n- < 60% 得 0 分\n次 > 1 扣 6 分\n",
            set(),
        ),
        (
            "定义 大的 = 数量(项目 其中 额 > 100万元 且 完)\n大的 >= 2 扣 4 分\n大的 >= 3 扣 3 分\n",
            set(),
        ),
        ("逐项 缺一 扣 4 分 最多 7 分\n- 好\n- 特殊\n次 > 3 扣 2 分\n", set()),
        ("好 不适用 得 满分\n率 > 20% 扣 3 分 除外 特殊\n次 > 2 封顶 5 分\n", set()),
        (
            "定义 目标 = 按 地 取 东 100%, 中 95%, 其余 90%\n率 < 目标 扣 4 分\n次 > 9 扣 8 分\n",
            set(),
        ),
    ],
)
def test_no_small_change_passes_the_proposed_cases(rules: str, equal: set[str]) -> None:
    rulebook = book_of(ONE + rules)
    proposals = propose(coverage_of(rulebook, ()), Situation())
    assert [describe(goal).text("zh") for goal in proposals.not_found] == []
    suite, _ = suite_of(Writer(rulebook, "zh", Situation()).cases(proposals.found), rulebook)
    survivors: set[str] = set()
    for line, text in mutants(rules):
        other = checked(ONE + text)
        if other is None:
            continue
        runner = Runner(other)
        if all(runner.run(each).passed for each in suite.cases):
            survivors.add(line)
    assert survivors == equal
