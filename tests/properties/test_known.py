"""The smallest cases of what the properties found; see `known.py`. Each says what the language asks for."""

from fractions import Fraction
from typing import Any

import pytest

from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import ScoreSheet
from tests.properties.running import facts_of, nodes_of, read

HEAD = "方案 x\n年度 2021\n语言 1\n"


def _score(rules: str, **values: Any) -> ScoreSheet:
    rulebook = read(HEAD + rules)[1]
    return score(rulebook, facts_of({"values": values, "last": {}, "judged": {}}), partial=True)


NOT_APPLICABLE = """事实 甲项 是否
一级指标 执行
甲项 不适用 得 0
指标 投入 8 分
甲项 扣 1 分
"""


def test_a_heading_that_does_not_apply() -> None:
    """heading-not-applicable: its leaf gets the treatment."""
    assert _score(NOT_APPLICABLE, 甲项=True).score == 0


def test_a_heading_that_may_not_apply() -> None:
    """heading-not-applicable: while that is not known, neither is the score of a leaf below."""
    leaf = nodes_of(_score(NOT_APPLICABLE.replace("甲项 扣", "8 分 > 9 分 扣")))["执行/投入"]
    assert leaf.status == "unknown"
    assert leaf.least == 0


def test_a_pardon_does_not_settle_an_unknown_bonus() -> None:
    """pardon-and-unknown-bonus: 免扣 is about deductions only."""
    rules = "事实 甲项 是否\n事实 乙项 是否\n指标 投入 5 分\n上限 8 分\n甲项 免扣\n乙项 加 2 分\n"
    assert _score(rules, 甲项=True).status == "unknown"


def test_points_of_rows_that_do_not_hold_are_not_asked_for() -> None:
    """checklist-points-of-other-rows: only what a decision needs is demanded."""
    rules = """事实 甲项 是否
事实 编制人数 数量
指标 投入 5 分
逐项 得 0.5 × 编制人数
- 甲项 得 5 分
- 非 甲项
"""
    assert _score(rules, 甲项=True).score == 5


def test_conversion_is_from_unrounded_scores_at_every_level() -> None:
    """nested-conversion-rounds-twice: 1.6 of 2 becomes 3.2 of 4, then 3."""
    rules = """保留 整数
剔除换算 组内
事实 甲项 是否
一级指标 执行 4 分
二级指标 管理 2 分
指标 投入 2 分
甲项 扣 0.4 分
二级指标 绩效 2 分
指标 产出 2 分
甲项 不适用 剔除
甲项 扣 1 分
"""
    assert _score(rules, 甲项=True).score == 3


def test_rounding_never_leaves_the_bounds() -> None:
    """Marks finer than the rounding (the checker warns of them): full marks are not rounded past."""
    rules = """保留 整数
事实 甲项 是否
指标 投入 22.5 分
甲项 扣 1 分
指标 产出 7.5 分
甲项 扣 1 分
"""
    nodes = nodes_of(_score(rules, 甲项=False))
    assert nodes["投入"].score == 22
    assert nodes["产出"].score == 7


def test_not_applicable_stays_within_the_bounds() -> None:
    """not-applicable-above-upper-limit: points lie in [下限, 上限]."""
    rules = "事实 甲项 是否\n指标 投入 5 分\n上限 2 分\n甲项 不适用 得 满分\n甲项 扣 1 分\n"
    assert _score(rules, 甲项=True).score == 2


def test_a_deduction_on_the_same_aggregate_covers() -> None:
    """same-quantity-of-aggregates: a 得 and a 扣 on the same 合计 are on the same quantity."""
    rules = """事实 项目 明细
- 权数 数量
指标 投入 5 分
合计(项目.权数) > 1 得 4 分
合计(项目.权数) < 2 扣 1 分
"""
    assert _score(rules, 项目=()).score == 4


def test_conditions_on_fields_do_not_disturb_counterfactuals() -> None:
    """record-condition-counterfactual: two fields compared inside 其中."""
    rules = """事实 编制人数 数量
事实 项目 明细
- 安排额 金额
- 使用额 金额
指标 投入 5 分
数量(项目 其中 使用额 > 安排额) <= 编制人数 扣 1 分
"""
    row = {"安排额": Fraction(1), "使用额": Fraction(1)}
    assert _score(rules, 编制人数=Fraction(2), 项目=(row,)).score == 4


RULES = "事实 甲项 是否\n事实 完成率 比率\n指标 投入 5 分\n甲项"


@pytest.mark.parametrize("rest", [" 得 完成率 × 满分\n得 1 分\n", "\n计 完成率 × 满分\n得 1 分\n"])
def test_lines_are_joined_only_where_one_goes_on(rest: str) -> None:
    """Points need not begin with a number."""
    assert read(HEAD + RULES + rest)


@pytest.mark.parametrize("header", ["满分 5 分\neach whole steps\n", "剔除换算组内\n不适用 剔除\n"])
def test_headers_are_complete(header: str) -> None:
    """Two headers in spellings nobody would choose are taken for one line."""
    assert read(HEAD + header + "事实 甲项 是否\n指标 投入 5 分\n甲项 扣 1 分\n")


@pytest.mark.parametrize("count", [0, 4])
def test_and_below_may_go_on(count: int) -> None:
    """A row `>= 0 and below 5`: here `and below` is not 及以下."""
    rules = (
        "事实 甲数 数量\n指标 投入 5 分\n按 甲数 分档\n"
        "- >= 0 and below 5 得 1 分\n- 5 and above 得 5 分\n- 其余 得 2 分\n"
    )
    assert _score(rules, 甲数=Fraction(count)).score == 1
    assert _score(rules, 甲数=Fraction(5)).score == 5


def test_the_interval_of_a_heading_knows_its_full_marks() -> None:
    """heading-cap-in-intervals: at most 80% of 2 points, not of what was looked at before."""
    rules = """事实 甲项 是否
事实 乙项 是否
一级指标 执行
甲项 封顶 满分 × 80%
指标 投入 2 分
乙项 扣 1 分
"""
    sheet = _score(rules, 甲项=True)
    assert sheet.least == 1
    assert sheet.most == Fraction("1.6")


def test_the_interval_of_a_total_knows_that_a_deep_leaf_may_be_left_out() -> None:
    """whole-table-interval: 5 of 5 left after 剔除 of 产出 becomes 10 of 10."""
    rules = """剔除换算 全表
事实 甲项 是否
事实 乙项 是否
一级指标 执行
指标 投入 5 分
乙项 扣 1 分
指标 产出 5 分
甲项 不适用 剔除
乙项 得 0 分
非 乙项 得 1 分
"""
    exact, partial = _score(rules, 甲项=True, 乙项=False), _score(rules, 乙项=False)
    assert exact.score == 10
    assert partial.most >= 10


def test_a_veto_may_give_a_grade_to_a_total_below_all_grades() -> None:
    """veto-below-all-grades: with the veto undecided, its grade is possible."""
    rules = """等级 优 9 分, 良 5 分, 中 2 分
事实 甲项 是否
事实 乙项 是否
指标 投入 1 分
乙项 扣 1 分
总分
甲项 一票否决
"""
    assert _score(rules, 甲项=True, 乙项=True).grade == "中"
    assert "中" in _score(rules, 乙项=True).possible_grades


def test_a_heading_is_the_sum_of_its_rounded_parts() -> None:
    """6 and 6 in 40/3 points: a heading without 上限 is the sum of its parts, not bounded again."""
    rules = """保留 整数
事实 甲项 是否
一级指标 执行 40/3 分
指标 投入 20/3 分
甲项 扣 1 分
指标 产出 20/3 分
甲项 扣 1 分
"""
    assert nodes_of(_score(rules, 甲项=False))["执行"].score == 12
