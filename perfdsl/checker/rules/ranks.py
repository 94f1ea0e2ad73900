"""Words for a rank that a scale calls otherwise: 不合格 where the lowest grade is 差, 合格 for the one at 60."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.model.rulebook import Grade

_LOWEST = frozenset((
    "不合格", "不及格", "不达标", "差", "差等", "差级", "较差", "很差", "最差", "劣", "不称职", "末等", "不通过",
    "poor", "bad", "fail", "failed", "failing", "unqualified", "unsatisfactory", "inadequate",
))  # fmt: skip
_PASSED = frozenset((
    "合格", "及格", "达标", "基本合格", "称职", "通过", "中", "中等", "一般", "尚可",
    "pass", "passed", "qualified", "fair", "average", "medium", "adequate", "satisfactory",
))  # fmt: skip
_SECOND = frozenset(("良", "良好", "较好", "good"))
_BEST = frozenset(
    ("优", "优秀", "优良", "优等", "最优", "很好", "excellent", "outstanding", "best")
)
_PASS_MARK = range(55, 71)
"""What a grade called 合格 may begin at, of 100; that called 良 begins above."""
_THREE = 3
_PERCENT = 100


def grade_of_rank(word: str, grades: Sequence[Grade], full: Fraction) -> str | None:
    """The one grade of the scale that clearly has the rank the word is for; None where there is none, or two may be it."""
    word = word.strip().lower()
    shares = [_share(grade, full) for grade in grades]
    if len(grades) < 2 or shares != sorted(shares, reverse=True):
        return None
    if word in _LOWEST:
        failed = [share for share in shares if share < _PASS_MARK.start]
        is_clear = len(failed) == 1 or word in ("差", "poor", "不通过", "末等", "最差")
        return grades[-1].name if is_clear else None
    if word in _PASSED:
        passed = [
            grade.name
            for grade, share in zip(grades[:-1], shares, strict=False)
            if _PASS_MARK.start <= share < _PASS_MARK.stop
        ]
        return passed[0] if len(passed) == 1 else None
    if word in _SECOND:
        is_clear = len(grades) >= _THREE and shares[1] >= _PASS_MARK.stop - 1
        return grades[1].name if is_clear else None
    return grades[0].name if word in _BEST else None


def _share(grade: Grade, full: Fraction) -> Fraction:
    """Where it begins, of 100 marks."""
    return grade.points / full * _PERCENT if full else grade.points
