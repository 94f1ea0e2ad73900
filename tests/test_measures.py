"""Measure words: how much of one the other is, and which have a number in them."""

from fractions import Fraction

import pytest

from perfdsl.measures import conversion, has_size, parted_measure


@pytest.mark.parametrize(
    ("word", "parts"),
    [("万人", (10_000, "人")), ("亿立方米", (100_000_000, "立方米")), ("千米", (1, "千米")), ("千人", (1000, "人")),
     ("人", (1, "人")), ("万", (1, "万")), ("千瓦时", (1, "千瓦时")), ("万千瓦时", (10_000, "千瓦时")), ("万千瓦", (10_000, "千瓦")),
     ("千伏安", (1, "千伏安"))],
)  # fmt: skip
def test_the_number_in_a_word(word: str, parts: tuple[int, str]) -> None:
    assert parted_measure(word) == parts


@pytest.mark.parametrize(
    ("written", "declared", "size"),
    [
        ("人", "万人", Fraction(1, 10_000)),
        ("公里", "千米", Fraction(1)),
        ("米", "公里", Fraction(1, 1000)),
        ("户", "人", Fraction(1)),
        ("千瓦时", "万千瓦时", Fraction(1, 10_000)),
        ("度", "千瓦时", Fraction(1)),
        ("千瓦", "千瓦时", None),
        ("亩", "平方米", None),
        ("人次", "人", None),
    ],
)
def test_how_much_one_is(written: str, declared: str, size: Fraction | None) -> None:
    assert conversion(written, declared) == size


def test_words_that_only_count_have_no_size() -> None:
    assert [word for word in ("人", "户", "万户", "公里", "小时", "票") if has_size(word)] == [
        "万户",
        "公里",
        "小时",
    ]
