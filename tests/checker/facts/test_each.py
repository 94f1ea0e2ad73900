"""Values of so much for each: what is left of them, and what is no such value."""

import pytest

from perfdsl.checker.facts.each import without_each
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span


def _left(text: str, name: str = "单位面积产量") -> tuple[str, ...] | None:
    span = Span(SourceText("", text), 0, len(text))
    return without_each(span, name, lambda _: True, Diagnostics())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"43.5公斤/亩"', "43.5公斤"),
        ("43.5公斤／亩", "43.5公斤"),
        ('"650元/生·年"', "650元"),
        ('"650元/人/年"', "650元"),
        ('"650元/(人·年)"', "650元"),
        ('"1.2万元每人"', "1.2万元"),
        ('"每人每年1.2万元"', "1.2万元"),
        ('"人均1.2万元"', "1.2万元"),
        ('"43.5公斤（每亩）"', "43.5公斤"),
        ('"32微克/m3"', "32微克"),
        ('"32微克/立方米"', "32微克"),
        ('"5张/千人"', "5张"),
        ('"650 yuan per student"', "650 yuan"),
        ('"15天/件"', "15天"),
    ],
)
def test_the_value_without_each(text: str, value: str) -> None:
    assert _left(text) == (value,)


@pytest.mark.parametrize(
    "text",
    ['"541/640"', '"36件/38件"', '"43.5公斤/2亩"', '"36件/否"', '"1200万元/其他"', '"2023/10/6"', '"43.5公斤"', '"12/"', '"/亩"', '"每满1次"', ""],
)  # fmt: skip
def test_what_is_for_each_of_nothing(text: str) -> None:
    assert _left(text) is None


def test_a_total_is_not_what_each_has() -> None:
    assert _left('"1.2万元/人"', "年初预算数") == ()
    assert _left('"1200万元/年"', "年初预算数") == ("1200万元",)
    assert _left('"1.2万元/人"', "人均公用经费支出") == ("1.2万元",)
    assert _left('"人均600元"', "补助总额") == ()
    assert _left('"每万人12公里"', "公路里程") == ()
    assert _left('"亩均50立方米"', "用水量") == ()
    assert _left('"43.5公斤/亩"', "亩产") == ("43.5公斤",)


def test_what_is_of_a_month_is_not_what_is_of_a_year() -> None:
    assert _left('"每月100万元"', "年总支出") == ()
    assert _left('"每月3次"', "事故次数") == ()
    assert _left('"每人每月50元"', "补助标准") == ()
    assert _left('"每人每年600元"', "补助标准") == ("600元",)
    assert _left('"每月100元"', "月均支出") == ("100元",)
