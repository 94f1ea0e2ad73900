"""What 不适用 leaves to the bands: where what they ask about has no value, it takes none of its values."""

import pytest

from tests.checker.test_one_cause import codes

BANDS = (
    "  - 95%及以上 得 10 分\n  - 60%（不含）至 95%（不含） 得 3 分\n  - 60%以下（不含） 不得分\n"
)
FACTS = (
    "事实 中央 金额 >= 0\n事实 省级 金额 >= 0\n事实 支出 金额 >= 0\n"
    "定义 到位 = 中央 + 省级\n定义 净到位 = 中央 - 省级\n定义 率 = 支出 / {divisor}\n指标 甲 10 分\n"
)


@pytest.mark.parametrize(
    ("divisor", "guard"),
    [
        ("到位", "到位 = 0"),
        ("到位", "0 = 到位"),
        ("到位", "到位 <= 0"),
        ("到位", "中央 + 省级 = 0"),
        ("(中央 + 省级)", "到位 = 0"),
        ("净到位", "净到位 = 0"),
    ],
)
def test_a_guard_of_what_is_divided_by_hides_no_gap(divisor: str, guard: str) -> None:
    text = f"{FACTS.format(divisor=divisor)}  {guard} 不适用 剔除\n  按 率 分档\n{BANDS}"
    assert "PD4003" in codes(text)


@pytest.mark.parametrize("guard", ["净到位 <= 0", "到位 = 100万元", "支出 <= 到位"])
def test_other_conditions_of_its_parts_may(guard: str) -> None:
    text = f"{FACTS.format(divisor='净到位')}  {guard} 不适用 剔除\n  按 率 分档\n{BANDS}"
    assert "PD4003" not in codes(text)
