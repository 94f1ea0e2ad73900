"""Boxes that are ticked, and signs of fonts that are lost."""

import pytest

from perfdsl.checker.facts.boxes import ticked_word
from perfdsl.checker.facts.denials import truth_meant
from perfdsl.checker.facts.levels import words_meant

_LEVELS = ("健全", "基本健全", "不健全")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("☑健全 □基本健全 □不健全", "健全"),
        ("□健全/☑基本健全/□不健全", "基本健全"),
        ("健全□ 基本健全√ 不健全□", "基本健全"),
        ("健全（ ） 基本健全（ ） 不健全（√）", "不健全"),
        ("健全 √基本健全 不健全", "基本健全"),
        ("√健全基本健全不健全", "健全"),
        ("\uf0fe健全 \uf0a8基本健全", "健全"),
        ("R健全 £基本健全 £不健全", "健全"),
        ("ü基本健全", "基本健全"),
    ],
)
def test_the_word_that_is_ticked(text: str, word: str) -> None:
    assert words_meant(text, _LEVELS) == [word]


@pytest.mark.parametrize(
    "text",
    ["健全√基本健全 不健全", "☑健全 ☑基本健全", "□健全 □基本健全", "健全、基本健全", "R健全 R基本健全", "☑较健全 □健全", "☒健全 □基本健全", ""],
)  # fmt: skip
def test_none_is_ticked_for_certain(text: str) -> None:
    assert ticked_word(text, _LEVELS) is None


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("ü", "true"), ("þ", "true"), ("\uf0fe", "true"), ("☑", "true"), ("û", "false"), ("ý", "false"), ("□是 ☑否", "false"), ("■是□否", "true"),
        ("是√ 否", "true"), ("√是 否", "true"), ("有□ 无√", "false"), ("þ是 ¨否", "true"), ("shi", "true"), ("fou", "false"), ("you", "true"), ("wu", "false"),
        ("meiyou", "false"), ("/", '""'), ("—", '""'), ("待补", '""'),
    ],
)  # fmt: skip
def test_yes_and_no(text: str, truth: str) -> None:
    assert truth_meant("按时公开", text) == (truth,)


@pytest.mark.parametrize(
    "text", ["r", "q", "p", "o", "ò", "□", "☒", "是√否", "■是■否", "sh", "shifou"]
)
def test_neither_yes_nor_no(text: str) -> None:
    assert truth_meant("按时公开", text) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [("jibenjianquan", "基本健全"), ("jibenjian全", "基本健全"), ("基本jianquan", "基本健全"), ("bu健全", "不健全"), ("/", ""), ("无", ""), ("待补", "")],
)  # fmt: skip
def test_levels_in_pinyin_and_left_open(text: str, word: str) -> None:
    assert words_meant(text, _LEVELS) == [word]
