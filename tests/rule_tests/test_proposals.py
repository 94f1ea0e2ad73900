"""Proposed cases: what they say is what comes out, what is not found is told, nothing is lost."""

import re

from hypothesis import HealthCheck, given, settings

from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.coverage import coverage_of
from perfdsl.rule_tests.proposals import Proposals, propose
from perfdsl.rule_tests.results import run_tests
from perfdsl.rule_tests.situations import Situation, situation_of
from perfdsl.rule_tests.writing import Writer
from tests.properties.plans import Plan
from tests.properties.running import read
from tests.properties.writing import write
from tests.rule_tests.loading import book_of, suite_of
from tests.strategies import plans


def proposed(rulebook: RuleBook, shared: str = "") -> tuple[Proposals, str]:
    suite, found = suite_of(shared + "\n", rulebook) if shared else (None, ())
    assert not found
    start = situation_of(suite.shared) if suite is not None else Situation()
    proposals = propose(coverage_of(rulebook, ()), start)
    writer = Writer(rulebook, "zh", start)
    return proposals, shared + writer.cases(proposals.found)


def check_all(rulebook: RuleBook, shared: str = "") -> Proposals:
    """Read back, every case passes, and together they reach all goals but those not found."""
    proposals, text = proposed(rulebook, shared)
    if not proposals.found:
        return proposals
    suite, found = suite_of(text, rulebook)
    assert [each.message("zh") for each in found if each.severity == "error"] == [], text
    assert len(suite.cases) == len(proposals.found)
    assert not any(case.is_confirmed for case in suite.cases)
    confirmed, _ = suite_of(text.replace('"待确认" = true', '"待确认" = false'), rulebook)
    tested = run_tests(rulebook, (confirmed,))
    assert [outcome.case.name for outcome in tested.failed] == [], text
    assert {goal.key for goal in tested.coverage.missed} == {
        goal.key for goal in proposals.not_found
    }, text
    return proposals


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(plans())
def test_proposals_of_any_rules_come_out_as_they_say(plan: Plan) -> None:
    check_all(read(write(plan))[1])


def test_definitions_are_reached_through_facts() -> None:
    rules = (
        "金额单位 万元\n事实 年初预算数 金额\n事实 调整预算数 金额\n"
        "定义 调整率 = |调整预算数| / 年初预算数\n指标 丙 2 分\n  调整率 > 20% 扣 2 分\n"
    )
    proposals = check_all(book_of(rules))
    assert proposals.not_found == ()
    names = {name for proposal in proposals.found for name, _ in proposal.situation.values}
    assert names == {"年初预算数", "调整预算数"}


def test_a_definition_is_given_where_no_fact_leads_there() -> None:
    """The square of a whole number is never 2."""
    rules = "事实 次 次数\n定义 方 = 次 × 次 + 0.5\n指标 丙 2 分\n  方 > 2 扣 2 分\n"
    proposals = check_all(book_of(rules))
    assert proposals.not_found == ()
    given_as = [p for p in proposals.found if ("方", False) in p.situation.values]
    assert given_as


def test_what_cannot_be_found_is_listed_ready_to_be_waived() -> None:
    """The two rules exclude each other, so that both together never take more than all."""
    rules = "事实 比 比率\n指标 丙 2 分\n  比 > 80% 扣 1.5 分\n  比 < 20% 扣 1.5 分\n"
    rulebook = book_of(rules)
    proposals = check_all(rulebook)
    assert [goal.key for goal in proposals.not_found] == ["丙|raw|0|below"]
    text = Writer(rulebook, "zh", Situation()).not_found(proposals.not_found)
    waiver = "\n".join(line.removeprefix("# ") for line in text.splitlines()[3:])
    suite, found = suite_of(waiver.replace('"理由" = ""', '"理由" = "两条不会同时成立"'), rulebook)
    assert not list(found)
    assert len(coverage_of(rulebook, (), suite.waivers).waived) == 1


def test_dates_are_found_day_by_day_where_only_working_days_count() -> None:
    rules = (
        "年度 2021\n事实 始 日期\n事实 终 日期\n指标 丙 2 分\n"
        "  工作日数(始, 终) > 20个工作日 每满 5个工作日 扣 1 分\n"
    )
    assert check_all(book_of(rules)).not_found == ()


def test_shared_facts_are_not_repeated() -> None:
    rules = "事实 甲 数量\n事实 乙 数量\n定义 率 = 甲 / 乙\n指标 丙 2 分\n  率 > 50% 扣 2 分\n"
    _, text = proposed(book_of(rules), '["事实"]\n"乙" = 200\n')
    assert len(re.findall(r'"乙" = 200\b', text)) == 1
    check_all(book_of(rules), '["事实"]\n"乙" = 200\n')


def test_the_points_are_those_of_the_rules_today() -> None:
    """A proposal states what comes out, right or wrong: a person has to confirm it."""
    rules = "事实 好 是否\n指标 丙 2 分\n  好 扣 {} 分\n"
    for points in (1, 2):
        _, text = proposed(book_of(rules.format(points)))
        assert f'"得分" = {2 - points}' in text
        assert '"待确认" = true' in text


def test_english_proposals_are_read_as_well() -> None:
    rulebook = book_of("fact good truth\nindicator X 2 points\n  good deduct 1\n")
    proposals = propose(coverage_of(rulebook, ()), Situation())
    text = Writer(rulebook, "en", Situation()).cases(proposals.found)
    assert "[[cases]]" in text
    suite, found = suite_of(text, rulebook)
    assert not list(found)
    assert not run_tests(rulebook, (suite,)).failed


def test_no_amount_is_taken_to_nothing_where_the_rules_rule_that_out() -> None:
    """For the grades facts are set to 0, and a divisor of two of them is 0 at first."""
    head = "等级 优 1.5 分, 差 0 分\n事实 总额 金额 万元 >= 1万元\n事实 补助 金额 万元 >= 0\n"
    for guard in ("", "  总额 = 补助 不适用 得 满分\n"):
        rules = f"{head}指标 丙 2 分\n{guard}  100万元 / (总额 - 补助) < 90% 扣 1 分\n"
        assert check_all(book_of(rules)).found
