"""Names and values that deny what is asked, words near those of a list, numbers with more than the number."""

# full-width characters are what is tested

import pytest

from perfdsl.checker.facts.counts import count_meant, points_meant
from perfdsl.checker.facts.denials import is_denial, truth_meant, turns_around
from perfdsl.checker.facts.levels import words_meant
from perfdsl.model.types import COUNT, SCORE

THREE = ("健全", "基本健全", "不健全")
CLEAR = ("clear", "partly_clear", "unclear")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("无挪用公用经费", "挪用公用经费"),
        ("不存在挪用公用经费", "挪用公用经费"),
        ("未整改", "已整改"),
        ("绩效信息未公开", "绩效信息已公开"),
        ("没有食堂", "有食堂"),
        ("无非税收入", "有非税收入"),
        ("未发生安全责任事故", "发生安全责任事故"),
        ("目标不明确", "目标明确"),
        ("挪用公款", "无挪用公款"),
        ("no_procurement", "has_procurement"),
        ("stock_not_counted", "stock_counted"),
        ("ledger_incomplete", "ledger_complete"),
        ("uninspected", "inspected"),
    ],
)
def test_a_name_and_its_denial(key: str, name: str) -> None:
    assert is_denial(key, name)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("税收入", "有非税收入"),
        ("挪用公用经费", "挪用公用经费"),
        ("有挪用公用经费", "挪用公用经费"),
        ("形资产入账", "无形资产入账"),
        ("不存在挪用", "挪用公用经费"),
        ("inspected", "has_inspected"),
        ("interest_paid", "terest_paid_late"),
    ],
)
def test_what_only_looks_like_a_denial(key: str, name: str) -> None:
    assert not is_denial(key, name)


@pytest.mark.parametrize(
    ("name", "word", "meant"),
    [
        ("食堂按月盘库", "未按月盘库", ("false",)),
        ("食堂按月盘库", "按月盘库", ("true",)),
        ("已整改", "未整改", ("false",)),
        ("一次验收合格", "不合格", ("false",)),
        ("账目不清", "不清", ("true",)),
        ("账目不清", "清", ()),
        ("账目不清", "无不清", ()),
        ("变更未报批", "报批", ()),
        ("挪用公用经费", "没有发生过", ("false",)),
        ("公开内容完整", "公开", ()),
        ("公开内容完整", "未公开", ("false",)),
        ("受灾学校", "受灾", ("true",)),
        ("serious_breach", "no serious breach", ("false",)),
        ("stock_counted", "not counted", ("false",)),
        ("rules_written", "rules are written", ("true",)),
        ("stock_counted", "not yet", ("false",)),
        ("stock_counted", "every other month", ()),
    ],
)
def test_a_value_that_repeats_the_name(name: str, word: str, meant: tuple[str, ...]) -> None:
    assert truth_meant(name, word) == meant


@pytest.mark.parametrize(
    ("written", "words", "first"),
    [
        ("较健全", THREE, "基本健全"),
        ("比较健全", THREE, "基本健全"),
        ("大体健全", THREE, "基本健全"),
        ("基本上健全", THREE, "基本健全"),
        ("很健全", THREE, "健全"),
        ("不太健全", THREE, "不健全"),
        ("不够健全", THREE, "不健全"),
        ("基本不健全", THREE, "不健全"),
        ("密切相关", ("相关", "基本相关", "不相关"), "相关"),
        ("大部分应用", ("已应用", "部分应用", "未应用"), "部分应用"),
        ("没应用", ("已应用", "部分应用", "未应用"), "未应用"),
        ("较充分", ("充分", "不充分"), "充分"),
        ("fairly clear", CLEAR, "partly_clear"),
        ("not very clear", CLEAR, "unclear"),
        ("very clear", CLEAR, "clear"),
        ("丘陵、山区", ("平原", "丘陵", "山区"), "丘陵"),
    ],
)
def test_words_with_a_reserve_and_denied_ones(
    written: str, words: tuple[str, ...], first: str
) -> None:
    assert words_meant(written, words)[0] == first


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("不太健全", ("健全", "基本健全")),
        ("未全部应用", ("已应用", "部分应用")),
        ("not clear", ("clear", "partly_clear")),
        ("有标准无依据", ("有依据有标准", "有依据无标准", "无依据")),
    ],
)
def test_never_the_opposite(written: str, words: tuple[str, ...]) -> None:
    assert words_meant(written, words) == []


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("310/475", "票", "310"),
        ("310（共475）", "票", "310"),
        ("310票（有效票475）", "票", "310"),
        ("310 out of 475", None, "310"),
        ("475票中的310票", "票", "310"),
        ("240户，其中209户", "户", "209"),
        ("310份左右", "票", "310"),
        ("约310票", "票", "310票"),
        ("1240多人", None, "1240"),
        ("5 findings", None, "5"),
        ("two awards", None, "2"),
        ("13.1km", "公里", "13.1公里"),
        ("1860辆/日", "辆次", "1860"),
    ],
)
def test_numbers_of_things(text: str, unit: str | None, meant: str) -> None:
    assert count_meant(text, unit) == (meant,)


@pytest.mark.parametrize(
    "text", ["480/475", "3成", "5 thousand", "5 dozen", "2023/3/1", "3.5人", "6 days", "13.1km"]
)
def test_what_is_no_number_of_things(text: str) -> None:
    assert count_meant(text, "票") == ()


def test_a_denied_name_is_no_slip_for_the_other() -> None:
    assert turns_around("no_procurement", "has_procurement")
    assert turns_around("stock_not_counted", "stock_counted")
    assert not turns_around("no_of_staff", "staff")
    assert not turns_around("procurement", "has_procurement")


def test_points_that_are_taken_away() -> None:
    assert points_meant("扣2分", SCORE, is_taken=True) == ("2",)
    assert points_meant("扣2分", SCORE, is_taken=False) == ()
    assert points_meant("得4分", SCORE, is_taken=False) == ("4",)
    assert points_meant("4/5", SCORE, is_taken=False) == ("4",)
    assert points_meant("6/5", SCORE, is_taken=False) == ()
    assert points_meant("得4分", COUNT, is_taken=False) == ()


GRADED = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("IV类", "Ⅳ类"), ("四类", "Ⅳ类"), ("4类", "Ⅳ类"), ("第四类", "Ⅳ类"), ("劣V类", "劣Ⅴ类"), ("劣五类", "劣Ⅴ类"), ("II类", "Ⅱ类")],
)  # fmt: skip
def test_a_level_with_another_numeral(written: str, meant: str) -> None:
    assert words_meant(written, GRADED) == [meant]


def test_a_numeral_of_two_levels_or_of_none_is_left_open() -> None:
    assert words_meant("1级", ("一级", "I级")) != ["一级"]
    assert words_meant("七类", GRADED) != ["Ⅴ类"]
