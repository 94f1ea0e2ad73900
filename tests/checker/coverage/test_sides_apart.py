"""A 得 and a 扣 on one side of their limit: both signs are offered, first the one that the rest denies."""

import pytest

from tests.checker.test_ways_out import offered

RATE = "事实 甲数 金额 >= 0\n事实 乙数 金额 > 0\n指标 甲 5 分\n  定义 {name} = 甲数 / 乙数\n"


@pytest.mark.parametrize(
    ("name", "award", "deduction", "reason", "expected"),
    [
        ("控制率", "<=", "<", "", [("<", ">"), ("<=", ">=")]),
        ("控制率", ">=", ">", "", [(">=", "<="), (">", "<")]),
        ("完成率", ">=", ">", "", [(">", "<"), (">=", "<=")]),
        ("完成率", "<=", "<", "", [("<=", ">="), ("<", ">")]),
        ("比", "<=", "<", '    理由 "人数超过编制"\n', [("<", ">"), ("<=", ">=")]),
        ("比", "<=", "<", '    理由 "没有完成预算"\n', [("<=", ">="), ("<", ">")]),
        ("比", "<=", "<", "", [("<=", ">="), ("<", ">")]),
    ],
)
def test_both_signs_are_offered(
    name: str, award: str, deduction: str, reason: str, expected: list[tuple[str, str]]
) -> None:
    rules = f"  {name} {award} 100% 得 满分\n  {name} {deduction} 100% 每满 1% 扣 1 分\n{reason}"
    assert offered(RATE.format(name=name) + rules, "PD4013") == [expected]


def test_a_deduction_with_another_limit_is_not_turned() -> None:
    rules = "  率 <= 100% 得 满分\n  率 < 80% 每满 1% 扣 1 分\n"
    found = offered(RATE.format(name="率") + rules, "PD4013")
    assert ("<", ">") not in [edit for edits in found for edit in edits]
