"""What is shown by an example is so: the example is scored by the interpreter too."""

from datetime import date
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given, settings

from perfdsl.interpreter import score
from perfdsl.intervals import Range
from perfdsl.linter import lint
from perfdsl.linter.rules import absorbed_deduction, added_to_zero, group_left_out
from perfdsl.linter.searching import Example, Results, fine_outcome, search
from perfdsl.linter.view import View
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.evaluating import result_at
from perfdsl.meaning.terms import Outcome
from perfdsl.model.expressions import FactReference, Value
from perfdsl.model.facts import Facts
from perfdsl.model.types import DateType
from perfdsl.rule_tests.situations import Situation
from perfdsl.source import Span
from tests.linter.test_rules import found_in, read
from tests.properties.running import nodes_of, rulebook_of
from tests.strategies import plans


def facts_of(example: Example, outcome: Outcome, home: Span) -> Facts | None:
    """The example as a department; None where it is about more than facts."""
    values: dict[tuple[str, bool], Value] = {}
    judged: dict[str, Fraction] = {}
    for atom in quantities(outcome):
        if atom.is_known:
            continue
        value = example.point[atom.key]
        if isinstance(atom.type, DateType) and isinstance(value, Fraction):
            value = date.fromordinal(int(value))
        if atom.expression is None:
            assert isinstance(value, Fraction)
            judged[atom.text] = value
        elif isinstance(atom.expression, FactReference):
            assert not isinstance(value, Range)
            name = (atom.expression.name, atom.expression.last_year)
            values[name] = "别的" if value is None else value
        else:
            return None
    return Situation(values, judged).facts(home)


def scores(wanted: Fraction, at: Results) -> bool:
    return at(0) == wanted


@settings(max_examples=60, deadline=None)
@given(plans())
def test_examples_score_as_the_formulas_say(plan: object) -> None:
    rulebook = rulebook_of(plan)  # type: ignore[arg-type]
    view = View(rulebook)
    for path in view.leaves:
        outcome = fine_outcome(view, path)
        for wanted in (path[-1].full, path[-1].lower):
            example = search(view, [outcome], partial(scores, wanted))
            facts = facts_of(example, outcome, Span(rulebook.source, 0, 0)) if example else None
            if facts is None or example is None:
                continue
            node = nodes_of(score(rulebook, facts, partial=True))[path[-1].id]
            if node.status != "unknown":  # it asks for facts that make no difference
                assert node.score == result_at(outcome, example.point) == wanted


ABSORBED = """
事实 实际 数量
事实 计划 数量
事实 有制度 是否
事实 完成率 比率{domain}
指标 甲 10 分
  计划 = 0 不适用 得 满分
  {award}
  违规次数 每满 1次 扣 1 分
事实 违规次数 次数
"""


@pytest.mark.parametrize(
    ("award", "domain", "found"),
    [
        ("得 实际 / 计划 × 10 分", "", True),
        ("得 最小(实际 / 计划, 100%) × 10 分", "", False),
        ("得 完成率 × 满分", "", True),
        ("得 完成率 × 满分", " 0 至 100%", False),
        ("得 完成率 × 满分", " 0 至 200%", True),
        ("实际 每满 1 得 3 分", "", True),
        ("实际 每满 1 得 3 分 最多 10 分", "", False),
        ("按 完成率 分档\n  - >= 60% 得 完成率 × 满分\n  - 其余 得 0", "", True),
        ("完成率 >= 90% 得 10 分\n  否则 得 5 分", "", False),
    ],
)
def test_what_deductions_lose_to_an_excess(award: str, domain: str, *, found: bool) -> None:
    text = ABSORBED.format(award=award, domain=domain)
    codes = [each for each in lint(read(text)).found if each.code is absorbed_deduction.CODE]
    assert len(codes) == found


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("执行率 < 60% 不得分\n否则 得 8 分\n有制度 加 2 分", True),
        ("得 0 分\n有制度 加 10 分", False),  # points are collected on purpose
        ("执行率 < 60% 不得分\n否则 得 8 分\n执行率 > 90% 加 2 分", False),  # never both
        ("执行率 < 60% 不得分\n否则 得 10 分\n有制度 扣 2 分", False),
        ("有制度 得 10 分\n否则 不得分\n执行率 > 90% 加 2 分", False),
    ],
)
def test_points_added_where_nothing_is_given(rules: str, *, found: bool) -> None:
    text = f"事实 执行率 比率\n事实 有制度 是否\n指标 甲 10 分\n{rules}\n"
    codes = [each for each in found_in(text) if each.code is added_to_zero.CODE]
    assert len(codes) == found


@pytest.mark.parametrize(
    ("second", "found"),
    [("非 有项目 不适用 剔除", True), ("有项目 不适用 剔除", False), ("", False)],
)
def test_groups_whose_indicators_go_together(second: str, *, found: bool) -> None:
    text = f"""
事实 执行率 比率
事实 有项目 是否
一级指标 甲 10 分
指标 一 5 分
  非 有项目 不适用 剔除
  执行率 < 90% 扣 5 分
指标 二 5 分
  {second}
  执行率 < 80% 扣 5 分
一级指标 乙 10 分
指标 三 10 分
  执行率 < 70% 扣 10 分
"""
    codes = [each for each in found_in(text) if each.code is group_left_out.CODE]
    assert len(codes) == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("优秀", "优"), True),
        (("良好", "良"), True),
        (("中等", "「中 等」"), True),
        (("好", "较好"), False),
        (("合格", "不合格"), False),
        (("中上", "中"), False),
        (("AA", "A"), False),
    ],
)
def test_grades_that_are_one_word(names: tuple[str, str], *, found: bool) -> None:
    first, second = names
    text = f"""
等级 {first} 9 分, {second} 8 分, 差 0 分
事实 执行率 比率
指标 甲 10 分
  执行率 < 90% 扣 10 分
"""
    assert ("grades-alike" in {each.code.slug for each in found_in(text)}) == found


@pytest.mark.parametrize(
    ("note", "rules", "found"),
    [
        ("越高越好", "执行率 > 100% 每满 1个百分点 扣 1 分", True),
        ("执行率越低越好", "得 最小(执行率, 100%) × 满分", True),
        ("越低越好", "执行率 > 100% 每满 1个百分点 扣 1 分", False),
        ("越高越好", "|执行率 - 100%| 每满 1个百分点 扣 1 分", False),  # best in the middle
        ("不是越高越好", "执行率 > 100% 扣 10 分", False),
        ("越高越好，违规越少越好", "执行率 > 100% 扣 10 分", False),
        ("越高越好", "执行率 > 100% 扣 5 分\n违规次数 每满 1次 扣 1 分", False),  # two numbers
        ("逆向指标", "按 执行率 分档\n- >= 90% 得 10 分\n- 其余 得 0", True),
        ("逆向指标", "按 执行率 分档\n- >= 90% 得 0 分\n- 其余 得 10", False),
    ],
)
def test_the_direction_that_a_note_says(note: str, rules: str, *, found: bool) -> None:
    text = f"""
事实 执行率 比率
事实 违规次数 次数
指标 甲 10 分
说明 "{note}"
{rules}
"""
    assert ("direction-differs" in {each.code.slug for each in found_in(text)}) == found
