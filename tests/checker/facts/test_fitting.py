"""What is offered for a value keeps its unit, its number and its size; words with a point are read, not crashed on."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.measures import customary_conversion
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse


def _offered(kind: str, value: str, name: str = "甲数") -> list[str]:
    """What may be written instead of the value; it must have been refused."""
    rules = f"方案 试\n年度 2023\n语言 1\n事实 {name} {kind}\n指标 甲 10 分\n  得 10 分\n"
    found = Diagnostics()
    book = check(parse(SourceText("x.perf", rules), found), found)
    assert book is not None
    raw = read_facts(SourceText("x.toml", f'["事实"]\n"{name}" = "{value}"\n'), found)
    assert raw is not None
    check_facts(raw, book, found)
    errors = [each for each in found if each.severity == "error"]
    assert len(errors) == 1
    return [edit.replacement.strip('"') for help_ in errors[0].helps for edit in help_.edits]


@pytest.mark.parametrize(
    ("kind", "value", "offered"),
    [
        ("金额 元", "2460.5（万元）", ["2460.5万元"]),
        ("金额 元", "2460.5(万)", ["2460.5万元"]),
        ("金额 万元", "2460.5（元）", ["2460.5元"]),
        ("金额 元", "2460.5（单位：万元）", ["2460.5万元"]),
        ("金额 元", "2460.5，单位万元", ["2460.5万元"]),
        ("金额 元", "2460.5元（万元）", []),
        ("比率", "95（%）", ["95%"]),
        ("数量 亩", "200公顷", ["3000亩"]),
        ("数量 亩", "200（公顷）", ["3000亩"]),
        ("数量 亩", "约200公顷", ["3000亩"]),
        ("数量 亩", "200ha", ["3000亩"]),
        ("数量 亩", "200平方米", ["0.3亩"]),
        ("数量 公顷", "300亩", ["20公顷"]),
        ("数量 公顷", "200亩", []),
        ("数量 平方米", "3亩", ["2000平方米"]),
        ("数量 万亩", "200亩地", []),
        ("数量 小时", "90分钟", ["1.5小时"]),
        ("数量 小时", "3天", []),
        ("数量 吨", "300立方米", []),
        ("数量 个", "200公顷", []),
        ("数量 人", "42.6（万人）", ["426000人"]),
        ("数量 万人", "426000（人）", ["42.6万人"]),
        ("数量 册", "28万余册", []),
        ("人数", "96（人）", ["96"]),
    ],
)
def test_no_unit_is_lost(kind: str, value: str, offered: list[str]) -> None:
    assert _offered(kind, value) == offered


@pytest.mark.parametrize(
    ("name", "value", "offered"),
    [
        ("在职人数", "在编 96 人，其中借调 3 人", ["96"]),
        ("借调人数", "在编 96 人，其中借调 3 人", ["3"]),
        ("满意户数", "475，其中满意310", ["310"]),
        ("在职人数", "49，其中借调 2 人", ["49", "2"]),
        ("在职人数", "96人其中3人借调", ["96", "3"]),
        ("在职人数", "96（含临时工10人）", ["96"]),
        ("在职人数", "96，含借调3", []),
        ("在职人数", "96、3人", []),
        ("在职人数", "96,3人", []),
        ("在职人数", "四十二点五人", []),
    ],
)
def test_a_part_is_not_taken_for_the_whole(name: str, value: str, offered: list[str]) -> None:
    assert _offered("人数", value, name) == offered


@pytest.mark.parametrize(
    ("value", "offered"),
    [
        ("1860 万 元", ["1860万元"]),
        ("1.1万元/年", ["1.1万元"]),
        ("18 亿 元", ["18亿元"]),
        ("未安排预算", ["0", ""]),
    ],
)
def test_of_the_units_only_the_one_written_is_offered(value: str, offered: list[str]) -> None:
    assert _offered("金额 万元", value) == offered


@pytest.mark.parametrize(
    ("kind", "value", "offered"),
    [
        ("比率", "百分之四点二", ["4.2%"]),
        ("比率", "百分之八十六点五", ["86.5%"]),
        ("比率", "百分之零点五", ["0.5%"]),
        ("比率", "百分之4.2", ["4.2%"]),
        ("比率", "百分之四", ["4%"]),
        ("比率", "负百分之三点二", ["-3.2%"]),
        ("比率", "千分之三点五", ["3.5‰"]),
        ("比率", "四点二个百分点", ["4.2%"]),
        ("比率", "百分之四点", []),
        ("比率", "百分之三四", []),
        ("比率", "百分之点", []),
        ("金额 万元", "三点五万元", ["3.5万元"]),
        ("天数", "四点五天", ["4.5天"]),
        ("天数", "零点天", []),
    ],
)
def test_a_point_said_in_words(kind: str, value: str, offered: list[str]) -> None:
    assert _offered(kind, value) == offered


def test_measures_known_by_custom() -> None:
    assert customary_conversion("公顷", "亩") == 15
    assert customary_conversion("亩", "公里") is None
    assert customary_conversion("天", "小时") is None


@pytest.mark.parametrize(
    ("value", "code"),
    [("2万亩", "PD5122"), ("200斤", "PD5122"), ("3磅", "PD5122"), ("30票", "PD5123"), ("30万票", "PD5123")],
)  # fmt: skip
def test_a_unit_that_is_known_and_not_the_one_asked_for(value: str, code: str) -> None:
    found = Diagnostics()
    rules = "方案 试\n年度 2023\n语言 1\n事实 面积 数量 公顷\n指标 甲 10 分\n  得 10 分\n"
    book = check(parse(SourceText("x.perf", rules), found), found)
    raw = read_facts(SourceText("x.toml", f'["事实"]\n"面积" = "{value}"\n'), found)
    assert book is not None
    assert raw is not None
    check_facts(raw, book, found)
    assert code in [each.code.id for each in found]
