"""Words for a rank that the scale calls otherwise."""

from fractions import Fraction

import pytest

from perfdsl.checker.rules.ranks import grade_of_rank
from perfdsl.model.rulebook import Grade

_USUAL = "优 90, 良 80, 中 60, 差 0"


def _meant(word: str, scale: str, full: int = 100) -> str | None:
    grades = [
        Grade(name, Fraction(points))
        for name, points in (each.split() for each in scale.split(", "))
    ]
    return grade_of_rank(word, grades, Fraction(full))


@pytest.mark.parametrize(
    ("word", "scale", "meant"),
    [
        ("不合格", _USUAL, "差"),
        ("较差", _USUAL, "差"),
        ("不及格", "优秀 90, 良好 80, 合格 60, 不合格 0", "不合格"),
        ("合格", _USUAL, "中"),
        ("及格", "优秀 92, 良好 82, 合格 65, 不合格 0", "合格"),
        ("优秀", _USUAL, "优"),
        ("良好", _USUAL, "良"),
        ("fail", "good 80, fair 60, poor 0", "poor"),
        ("Pass", "good 80, fair 60, poor 0", "fair"),
    ],
)
def test_a_rank_has_one_grade(word: str, scale: str, meant: str) -> None:
    assert _meant(word, scale) == meant


@pytest.mark.parametrize(
    ("word", "scale"),
    [
        ("不合格", "优 90, 良 80, 中 60, 较低 40, 低 0"),  # two lie below 60
        ("合格", "优 90, 良 80, 差 0"),
        ("合格", "优 90, 良 70, 中 60, 差 0"),
        ("良好", "优 90, 差 0"),
        ("良好", "优 90, 合格 60, 差 0"),
        ("重大", _USUAL),
        ("不合格", "差 0, 优 90"),
    ],
)
def test_two_grades_or_none_are_not_guessed(word: str, scale: str) -> None:
    assert _meant(word, scale) is None


def test_the_marks_of_the_whole_need_not_be_100() -> None:
    assert _meant("合格", "好 45, 一般 30, 差 0", 50) == "一般"
