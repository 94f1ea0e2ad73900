"""A veto that does nothing is deleted only where no facts leave it without a value."""

import pytest

from tests.linter.test_rules import found_in

TEXT = """等级 优 90 分, 差 0 分
事实 支 金额 >= 0
事实 预 金额 >= 0
事实 率 比率 0 至 100%
指标 甲 100 分
得 率 × 满分
总分
{asked} 一票否决 等级 优
"""


@pytest.mark.parametrize(("asked", "is_deleted"), [("支 > 预", True), ("支 / 预 > 100%", False)])
def test_it_is_deleted_only_where_it_always_has_a_value(asked: str, is_deleted: bool) -> None:  # noqa: FBT001
    (found,) = (each for each in found_in(TEXT.format(asked=asked)) if each.code.id == "PD8051")
    assert bool(found.helps) == is_deleted
