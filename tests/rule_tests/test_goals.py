"""What has to be reached: below, at and above each limit, both answers, every word, every bound."""

import pytest
from hypothesis import given, settings

from perfdsl.rule_tests.collecting import goals_of
from perfdsl.rule_tests.coverage import coverage_of
from perfdsl.rule_tests.describing import describe
from perfdsl.rule_tests.goals import Goal
from perfdsl.rule_tests.reached import goals_reached
from perfdsl.rule_tests.running import Runner
from tests.properties.plans import Data, Plan
from tests.properties.running import facts_of, read
from tests.properties.spelling import Manner
from tests.properties.writing import write
from tests.rule_tests.loading import book_of, run
from tests.strategies import cases, manners, plans

FACTS = """事实 比 比率
事实 次数 次数
事实 甲额 金额 万元
事实 乙额 金额 万元
事实 好 是否
事实 程度 等级 高, 中, 低
事实 非负 比率 >= 0
事实 始 日期
事实 终 日期
"""


def boundaries(rules: str) -> list[str]:
    """The boundaries in words, impossible ones left out."""
    goals = goals_of(book_of(FACTS + "指标 丙 10 分\n" + rules))
    return [said(goal) for goal in goals if not goal.is_rule and goal.impossible is None]


def said(goal: Goal) -> str:
    return describe(goal).text("zh")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("比 > 20% 扣 1 分", ["比 < 20%", "比 = 20%", "比 > 20%"]),
        (
            "比 > 20% 扣 1 分\n比 > 50% 扣 1 分",
            ["比 < 20%", "比 = 20%", "20% < 比 < 50%", "20% < 比 < 50%", "比 = 50%", "比 > 50%"],
        ),
        ("次数 > 3 扣 1 分", ["次数 = 2", "次数 = 3", "次数 = 4"]),
        ("次数 > 0 扣 1 分", ["次数 = 0", "次数 = 1"]),
        ("非负 > 0 扣 1 分", ["非负 = 0", "非负 > 0"]),
        ("甲额 > 乙额 扣 1 分", ["甲额 < 乙额", "甲额 = 乙额", "甲额 > 乙额"]),
        ("终 > 始 扣 1 分", ["终 - 始 = -1天", "终 = 始", "终 - 始 = 1天"]),
        ("好 扣 1 分", []),
        ("好 或 次数 > 1 扣 1 分", ["好 为是", "好 为否", "次数 = 0", "次数 = 1", "次数 = 2"]),
        ("程度 不低于 中 得 满分\n否则 得 0", ["程度 = 高", "程度 = 中", "程度 = 低"]),
        (
            "好 扣 1 分 除外 次数 > 1",
            ["次数 > 1 为是", "次数 > 1 为否", "次数 = 0", "次数 = 1", "次数 = 2"],
        ),
        (
            "得 最小(比, 100%) × 满分",
            ["比 < 100%", "比 = 100%", "比 > 100%"],
        ),
        (
            "比 在 95%(含) 至 100%(含) 得 满分\n否则 得 0",
            [
                "比 < 95%",
                "比 = 95%",
                "95% < 比 < 100%",
                "95% < 比 < 100%",
                "比 = 100%",
                "比 > 100%",
            ],
        ),
        (
            "好 封顶 6 分\n次数 > 0 扣 4 分",
            ["次数 = 0", "次数 = 1", "封顶前的得分 = 6", "封顶前的得分 > 6"],
        ),
        (
            "得 人工 0 至 2 步长 0.5",
            [
                "人工评分给最低的 0 分",
                "人工评分给最高的 2 分",
                "人工评分低于 0 分",
                "人工评分高于 2 分",
                "人工评分在 0 至 2 分之间",
                "人工评分不在步长的格上",
            ],
        ),
    ],
)
def test_the_limits_of_a_rule(rules: str, expected: list[str]) -> None:
    assert sorted(boundaries(rules)) == sorted(expected)


def test_steps_have_their_first_step_and_the_bound() -> None:
    found = boundaries("比 > 100% 每满 2个百分点 扣 3 分")
    assert [text for text in found if text.startswith(("比", "10"))] == [
        "比 < 100%",
        "比 = 100%",
        "100% < 比 < 102%",
        "100% < 比 < 102%",
        "比 = 102%",
        "比 > 102%",
    ]
    assert [text for text in found if "上下限" in text] == [
        "没有上下限时的得分 < 0",
        "没有上下限时的得分 > 0",  # 3 points a step never come to exactly 10
    ]


def test_the_most_a_rule_takes_is_a_limit() -> None:
    found = [text for text in boundaries("次数 每满 1次 扣 1 分 最多 3 分") if "最多" in text]
    assert [text[-3:] for text in found] == ["< 3", "= 3", "> 3"]


def test_a_bound_that_no_rules_pass_is_no_goal() -> None:
    assert not any("上下限" in text for text in boundaries("好 扣 4 分\n次数 > 1 扣 6 分"))
    assert any("上下限" in text for text in boundaries("好 扣 5 分\n次数 > 1 扣 6 分"))


def test_a_given_definition_hides_what_it_is_made_of() -> None:
    rules = "事实 甲 数量\n事实 乙 数量\n定义 全 = 甲 / 乙 >= 100%\n指标 丙 2 分\n  全 得 满分\n  否则 得 0\n"
    given_directly = "[[用例]]\n指标 = 丙\n得分 = 2\n事实 = { 全 = 是 }\n"
    from_facts = "[[用例]]\n指标 = 丙\n得分 = 2\n事实 = { 甲 = 2, 乙 = 1 }\n"
    assert run(rules, given_directly).coverage.boundaries.reached == 0
    assert run(rules, from_facts).coverage.boundaries.reached == 1
    assert run(rules, given_directly).coverage.rules.reached == 1


def test_a_side_that_nobody_asked_is_not_reached() -> None:
    """好 decides alone; what the other side would have been says nothing."""
    rules = FACTS + "指标 丙 2 分\n  好 或 次数 > 1 扣 1 分\n"
    case = "[[用例]]\n指标 = 丙\n得分 = 1\n事实 = {{ 好 = {}, 次数 = 2 }}\n"
    assert not _reached_words(run(rules, case.format("是")).coverage.reached, "次数")
    assert _reached_words(run(rules, case.format("否")).coverage.reached, "次数")


def _reached_words(keys: frozenset[str], word: str) -> list[str]:
    return [key for key in keys if f"|{word}|" in key]


def test_failed_and_unconfirmed_cases_cover_nothing() -> None:
    rules = FACTS + "指标 丙 2 分\n  好 扣 1 分\n"
    case = "[[用例]]\n指标 = 丙\n得分 = {}\n事实 = {{ 好 = 是 }}\n"
    assert run(rules, case.format(1)).coverage.rules.reached == 1
    assert run(rules, case.format(2)).coverage.rules.reached == 0
    assert run(rules, case.format(1) + "待确认 = 是\n").coverage.rules.reached == 0


def test_a_heading_above_is_reached_from_below() -> None:
    rules = "事实 好 是否\n一级指标 乙 2 分\n  非 好 不适用 得 满分\n指标 丙 2 分\n  得 1 分\n"
    case = "[[用例]]\n指标 = 丙\n结果 = 不适用\n得分 = 2\n事实 = { 好 = 否 }\n"
    tested = run(rules, case)
    assert not tested.failed
    assert "乙#not_applicable-1|holds" in tested.coverage.reached


def test_conditions_on_records_are_reached_record_by_record() -> None:
    rules = (
        "事实 项目 明细\n  - 比例 比率\n定义 差的 = 数量(项目 其中 比例 < 50%)\n"
        "指标 丙 2 分\n  差的 > 0 扣 1 分\n"
    )
    case = "[[用例]]\n指标 = 丙\n得分 = {}\n事实 = {{ 项目 = [ {} ] }}\n"

    def places(*cases: str) -> set[str]:
        reached = run(rules, "".join(cases)).coverage.reached
        return {key.rsplit("|", 1)[-1] for key in reached if "项目.比例" in key}

    both = '{ 比例 = "40%" }, { 比例 = "50%" }'
    assert places(case.format(1, both)) == {"below"}, "with 40% there, 50% decides nothing"
    assert places(case.format(1, both), case.format(2, '{ 比例 = "50%" }')) == {"below", "at"}


def test_a_waiver_needs_a_goal_that_is_not_reached() -> None:
    rules = FACTS + "指标 丙 2 分\n  比 > 20% 扣 1 分\n"
    waiver = "[[不要求]]\n指标 = 丙\n目标 = '比 {} 20%'\n理由 = 没有\n"
    case = "[[用例]]\n指标 = 丙\n得分 = 2\n事实 = { 比 = 20% }\n"
    good = run(rules, case + waiver.format("<")).coverage
    assert (len(good.waived), good.idle) == (1, ())
    assert good.boundaries.wanted == 2
    idle = run(rules, case + waiver.format("=")).coverage
    assert (idle.waived, len(idle.idle)) == ((), 1)


# --- laws ----------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(plans(), manners())
def test_goals_do_not_depend_on_spelling(plan: Plan, manner: Manner) -> None:
    plain, spelled = goals_of(read(write(plan))[1]), goals_of(read(write(plan, manner))[1])
    assert [goal.key for goal in plain] == [goal.key for goal in spelled]
    assert [goal.impossible is None for goal in plain] == [
        goal.impossible is None for goal in spelled
    ]


@settings(max_examples=40)
@given(cases(complete=True), manners())
def test_coverage_does_not_depend_on_spelling(case: tuple[Plan, Data], manner: Manner) -> None:
    plan, data = case
    reached: list[list[frozenset[str]]] = []
    for text in (write(plan), write(plan, manner)):
        rulebook = read(text)[1]
        runner, goals = Runner(rulebook), goals_of(rulebook)
        owners = [*(leaf.id for leaf in rulebook.leaves), None]
        facts = facts_of(data)
        reached.append([goals_reached(runner.score(owner, facts), goals) for owner in owners])
    assert reached[0] == reached[1]


@settings(max_examples=40)
@given(cases(complete=True))
def test_one_case_is_on_one_side_of_a_limit(case: tuple[Plan, Data]) -> None:
    """Of below, at and above at most one is reached, unless a whole number is beside two limits."""
    plan, data = case
    rulebook = read(write(plan))[1]
    goals = {goal.key: goal for goal in goals_of(rulebook)}
    runner = Runner(rulebook)
    for leaf in rulebook.leaves:
        reached = goals_reached(runner.score(leaf.id, facts_of(data)), goals.values())
        lines = [key.rpartition("|") for key in reached if "|limit|" in key and "|None|" in key]
        assert len({line for line, _, _ in lines}) == len(lines)


def test_no_goals_without_rules_to_ask() -> None:
    """A rule book of one constant award has one goal, and an empty run covers none of it."""
    rulebook = book_of("指标 丙 2 分\n  得 1 分\n")
    coverage = coverage_of(rulebook, ())
    assert [goal.key for goal in coverage.goals] == ["丙#award-1|holds"]
    assert coverage.rules.reached == 0


def impossible(rules: str) -> list[str]:
    goals = goals_of(book_of(FACTS + "指标 丙 10 分\n" + rules))
    return [said(goal) for goal in goals if goal.is_rule and goal.impossible is not None]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("比 >= 90% 得 10\n比 >= 60% 得 5\n比 < 60% 得 0", ["「比 < 60% 得 0」不成立"]),
        ("好 得 10\n非 好 得 0", ["「非 好 得 0」不成立"]),
        ("程度 = 高 得 10\n程度 = 中 得 5\n程度 = 低 得 0", ["「程度 = 低 得 0」不成立"]),
        ("次数 = 0 得 10\n次数 >= 1 得 0", ["「次数 >= 1 得 0」不成立"]),
        ("非负 >= 0 得 10", ["「非负 >= 0 得 10」不成立"]),
        ("比 > 90% 得 10\n比 < 90% 得 0", []),
        ("比 >= 90% 得 10\n次数 > 3 得 5\n比 < 90% 得 0", []),
        ("比 >= 90% 得 10\n比 < 60% 得 0", []),
        ("比 >= 90% 得 10\n否则 得 0", []),
        ("甲额 > 乙额 得 10\n甲额 <= 乙额 得 0", []),
        ("次数 每满 1次 得 1\n次数 = 0 得 0", []),
    ],
)
def test_the_last_of_awards_that_leave_nothing_over_cannot_fail(
    rules: str, expected: list[str]
) -> None:
    assert impossible(rules) == expected
