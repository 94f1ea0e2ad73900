"""Display width and wrapping: what a terminal will show."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdsl.width import (
    expand_tabs,
    fold_places,
    pad,
    text_width,
    visible,
    wrap,
    wrap_places,
)

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("预算调整率，。（）「」“”％%> 20 abc./\u3000"),
        st.characters(exclude_categories=["Cs"]),
    )
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("预算", 4),
        ("（20％）", 8),
        ("e\u0301", 1),
        ("𠮷", 2),
        ("👍", 2),
        ("❤\ufe0f", 2),
        ("⏰\ufe0f", 2),
        ("·→≥", 3),
        ("\u200b", 0),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("กำ", 2),
    ],
)
def test_cells(text: str, cells: int) -> None:
    assert text_width(text) == cells


def test_tabs_reach_the_next_stop() -> None:
    assert expand_tabs("\ta预\tb") == "    a预 b"


def test_padding_counts_cells() -> None:
    assert pad("预算", 6) == "预算  "
    assert pad("预算", 2) == "预算"


def test_control_characters_are_written_out() -> None:
    """Nothing a user wrote may move the cursor, color the screen or turn the direction."""
    assert visible("a\x1b[31m\r\u202e") == r"a\x1b[31m\x0d\u202e"
    assert visible("a\tb\nc\u3000👨\u200d👩") == "a\tb\nc\u3000👨\u200d👩"
    assert visible("\ud800") == r"\ud800"
    assert visible("\U000e0001") == r"\U000e0001"


def test_chinese_breaks_anywhere_but_not_before_punctuation() -> None:
    assert wrap("部门预决算差异率大，主要原因", 18) == ["部门预决算差异率", "大，主要原因"]
    assert wrap("甲乙丙（丁）", 8) == ["甲乙丙", "（丁）"]


def test_words_and_numbers_stay_whole() -> None:
    assert wrap("rate of 12795.93 万元", 12) == ["rate of", "12795.93 万", "元"]


def test_the_first_line_may_have_other_room() -> None:
    assert wrap_places("一二三四五", 4, 6) == [(0, 3), (3, 5)]


@given(TEXT, st.integers(2, 40))
def test_no_line_is_wider_than_asked(text: str, cells: int) -> None:
    for line in wrap(visible(text).replace("\t", " "), cells):
        assert text_width(line) <= cells


@given(TEXT, st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, cells: int) -> None:
    joined = "".join(wrap(text, cells))
    assert joined.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(TEXT, st.integers(2, 40))
def test_folding_loses_nothing(text: str, cells: int) -> None:
    places = fold_places(text, cells)
    assert "".join(text[start:end] for start, end in places) == text
    assert all(text_width(text[start:end]) <= cells for start, end in places)


@given(st.text())
def test_visible_text_holds_no_control_character(text: str) -> None:
    kept = "\t\n\u200c\u200d"
    assert all(
        character.isprintable() or character in kept or category(character) == "Zs"
        for character in visible(text)
    )
    assert "\x1b" not in visible(text)
