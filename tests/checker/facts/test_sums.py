"""Sums in place of a number: worked out where they can mean one thing only."""

import pytest

from perfdsl.checker.facts.sums import sum_meant


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("210+4", "214"),
        ("1150万元+1000万元", "2150万元"),
        ("1150+1000万元", "2150万元"),
        ("=1,150+1,000", "2150"),
        ("2+3=5", "5"),
        ("2400-250", "2150"),
        ("197元×500", "98500元"),
        ("3 x 12", "36"),
    ],
)
def test_a_sum_is_worked_out(text: str, value: str) -> None:
    assert sum_meant(text) == value


@pytest.mark.parametrize(
    "text",
    ["30-40万元", "12-14处", "12-10", "2+3=6", "1万元+5000元", "3人×2元", "2021-03-06", "2021-3-6", "0731-8888", "5", "5+", "X012", "541/640"],
)  # fmt: skip
def test_what_is_no_sum(text: str) -> None:
    assert sum_meant(text) is None
