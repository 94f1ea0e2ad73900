"""Names that are nearly right."""

import random
import subprocess
import sys

import pytest

from perfdsl.suggestion import suggest

KNOWN = ("预算调整率", "预算完成率", "调整预算率", "在职人数", "编制人数", "budget_rate")


def test_the_nearest_name_comes_first() -> None:
    """One wrong character, or characters in another order."""
    assert suggest("预算调正率", KNOWN)[0] == "预算调整率"
    assert suggest("调整预算", KNOWN)[0] == "调整预算率"
    assert suggest("budget_rat", KNOWN) == ("budget_rate",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("支初数", "支出数"),
        ("满义度", "满意度"),
        ("曼意渡", "满意度"),
        ("镇府采购", "政府采购"),
        ("资金实用率", "资金使用率"),
    ],
)
def test_the_name_that_sounds_the_same_comes_first(written: str, meant: str) -> None:
    """Typed by sound, a wrong character sounds like the right one; others are as far by their look."""
    known = ("支付数", "支用数", "支出数", "满足度", "满意率", "满意度", "政务采购", "政府采购")
    assert suggest(written, (*known, "资金占用率", "资金使用率"))[0] == meant


def test_a_name_whose_every_character_is_another_is_found_by_its_sound() -> None:
    assert suggest("宇算凋整绿", KNOWN)[0] == "预算调整率"
    assert set("宇算凋整绿") & set("预算调整率") == {"算", "整"}
    assert suggest("时机", ("实际", "计划")) == ("实际",)


@pytest.mark.parametrize("written", ["政完律", "正玩绿"])
def test_ears_that_do_not_tell_zh_from_z(written: str) -> None:
    """`zheng` and `zeng` count as near, `zheng` and `wan` do not."""
    assert suggest(written, ("增完率", "工程数")) == ("增完率",)


@pytest.mark.parametrize(
    ("written", "known"),
    [("本年支出", "上年度支出"), ("上年支出", "本年度支出"), ("去年支出数", "今年度支出数")],
)
def test_another_year_is_never_meant(written: str, known: str) -> None:
    assert suggest(written, (known,)) == ()


def test_a_name_written_out_in_pinyin() -> None:
    assert suggest("zaizhirenshu", KNOWN) == ("在职人数",)
    assert suggest("zaizhirenyuan", KNOWN) == ()


def test_parts_in_another_order() -> None:
    assert suggest("调整预算率", ("预算完成率", "预算调整率", "调整的预算"))[0] == "预算调整率"
    assert suggest("rate_budget", KNOWN) == ("budget_rate",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("indicater", "indicator"),
        ("dedcut", "deduct"),
        ("Sectoin", "section"),
        ("marks full", "full marks"),
        ("not aplicable", "not applicable"),
    ],
)
def test_slips_in_latin_words(written: str, meant: str) -> None:
    words = ("indicator", "deduct", "section", "full marks", "not applicable", "award", "group")
    assert suggest(written, words) == (meant,)


def test_latin_words_of_the_same_letters_are_not_alike() -> None:
    """`draw` has the letters of `award`, and is another word."""
    assert suggest("draw", ("award",)) == ()


def test_names_unlike_it_are_not_offered() -> None:
    """Nothing is better than something far away."""
    assert suggest("满意度", KNOWN) == ()
    assert suggest("", KNOWN) == ()
    assert suggest("重庆", KNOWN) == ()
    assert suggest("预算", ()) == ()


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("未公开", "公开"),
        ("年初结余", "年末结余"),
        ("增加额", "减少额"),
        ("上级补助", "下级补助"),
        ("公开招标以外", "公开招标"),
        ("除公开招标外", "公开招标"),
        ("合格以下", "合格"),
        ("noncompliant", "compliant"),
        ("un-audited", "audited"),
    ],
)
def test_the_opposite_is_never_offered(written: str, other: str) -> None:
    """A suggestion must not turn a rule around."""
    assert suggest(written, (other,)) == ()
    assert suggest(other, (written,)) == ()


def test_a_known_name_is_not_its_own_suggestion() -> None:
    """The name itself is left out."""
    assert "在职人数" not in suggest("在职人数", KNOWN)


def test_the_order_of_the_known_names_does_not_matter() -> None:
    names = list(KNOWN)
    for written in ("预算调正率", "调整预算", "人数", "在值人数"):
        random.Random(3).shuffle(names)
        assert suggest(written, names) == suggest(written, KNOWN)


def test_rare_and_odd_characters_do_no_harm() -> None:
    for written in ("𠮷野家", "👨‍👩‍👧", "\u200b预算调整率", "＃１", "\ud800", "（）", " "):
        assert isinstance(suggest(written, (*KNOWN, "吉野家", "ab", "\ud800x")), tuple)


@pytest.mark.parametrize(
    ("name", "is_loaded"), [("budget_rat", False), ("编制人树", False), ("预算调正率", True)]
)
def test_sounds_are_loaded_only_where_they_can_help(name: str, *, is_loaded: bool) -> None:
    """One clear answer by characters needs no sounds; nor do Latin letters that are clear."""
    program = (
        "import sys; from perfdsl.suggestion import suggest;"
        f"assert suggest({name!r}, {KNOWN!r});"
        "print('pypinyin' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert shown.strip() == str(is_loaded)
