"""Two names side by side in the definition of a rate: the signs that may have been lost, and none that cannot."""

import pytest

from tests.checker.test_ways_out import offered

FACTS = (
    "语言 1\n事实 甲 金额\n事实 乙 金额\n事实 年末结余数 金额\n事实 丙 金额 > 0\n指标 示例 5 分\n"
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("甲 乙", ["/"]),
        ("(甲 + 乙) 丙", ["/"]),
        ("(甲 乙) / 丙", ["+", "-"]),
        ("丙 / (甲 乙)", ["+", "-"]),
        ("(甲 + 丙 乙) / 丙", ["+", "-"]),
        ("(甲 + 乙 年末结余数) / 丙", ["-", "+"]),
        ("(甲 丙) / 丙", ["-", "+"]),
        ("甲 乙 / 丙", []),
        ("甲 + 乙 丙", []),
    ],
)
def test_the_sign_that_may_have_been_lost(value: str, expected: list[str]) -> None:
    text = f"{FACTS}  定义 完成率 = {value}\n  完成率 >= 90% 得 满分\n  否则 得 0 分\n"
    [edits] = offered(text, "PD1002")
    assert [new.strip() for _, new in edits] == expected
