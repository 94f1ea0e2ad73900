"""Which way each edit goes alone, and how far all of them can take a total."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from perfdsl.changes.impact import Impact, impact
from perfdsl.changes.structure import compare
from perfdsl.interpreter import score
from tests.properties.plans import Data, Plan
from tests.properties.running import facts_of, read, rulebook_of
from tests.strategies import cases, plans

HEAD = "保留 2 位小数\n每 按整\n事实 甲 比率\n事实 丙 比率\n事实 丁 是否\n"


def changed(old: str, new: str) -> Impact:
    first, second = (read(f"{HEAD}指标 乙 10 分\n{text}")[1] for text in (old, new))
    return impact(compare(first, second))


def ways(found: Impact) -> dict[str, str]:
    (leaf,) = found.leaves
    return {edit.part: way.verdict for way in leaf.directions for edit in way.edits}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲 > 20% 扣 2 分\n", "甲 > 10% 扣 2 分\n", {"threshold": "stricter"}),
        (
            "甲 > 20% 扣 2 分\n",
            "甲 > 10% 扣 1 分\n",
            {"threshold": "stricter", "points": "looser"},
        ),
        (
            "甲 > 20% 每满 5个百分点 扣 1 分\n",
            "甲 > 30% 每满 4个百分点 扣 1 分\n",
            {"threshold": "looser", "step_size": "stricter"},
        ),
        (
            "甲 > 20% 扣 2 分\n丙 < 90% 扣 1 分\n",
            "甲 > 20% 扣 2 分 除外 丁\n丙 < 95% 扣 1 分\n",
            {"unless": "looser", "threshold": "stricter"},
        ),
        ("甲 > 20% 扣 2 分\n甲 > 20% 扣 0 分\n", "甲 > 20% 扣 2 分\n", {"rule_removed": "equal"}),
    ],
)  # fmt: skip
def test_each_edit_has_its_own_way(old: str, new: str, expected: dict[str, str]) -> None:
    found = ways(changed(old, new))
    assert found == expected


def test_rows_of_bands_are_told_apart() -> None:
    rows = "按 甲 分档\n- >= 90% 得 {} 分\n- 60%(含) 至 90%(不含) 得 {} 分\n- < 60% 得 1 分\n"
    (leaf,) = changed(rows.format(10, 5), rows.format(9, 6)).leaves
    assert [way.verdict for way in leaf.directions] == ["stricter", "looser"]


def test_an_indicator_of_one_year_brings_what_it_can_give() -> None:
    one = "指标 乙 10 分\n  甲 > 20% 扣 2 分\n"
    first, second = (
        read(f"{HEAD}{text}")[1] for text in (one, one + "指标 戊 4 分\n  丙 < 90% 扣 1 分\n")
    )
    found = impact(compare(first, second))
    (leaf,) = found.leaves
    assert leaf.alone == (Fraction(0), Fraction(4))
    assert found.total == (Fraction(0), Fraction(4))
    assert [example.change for example in found.examples] == [4]


def test_a_rule_of_the_total_in_full_marks_moves_with_them() -> None:
    old = "指标 乙 10 分\n  甲 > 20% 扣 2 分\n总分\n  丙 > 20% 扣 满分 × 10%\n"
    new = old.replace("总分", "指标 戊 10 分\n  丙 > 90% 扣 1 分\n总分")
    first, second = (read(f"{HEAD}{text}")[1] for text in (old, new))
    found = impact(compare(first, second))
    assert (found.total, found.obstacle) == (None, "table")


@settings(max_examples=80)
@given(cases(complete=True), plans())
def test_no_total_changes_by_more_than_was_proved(case: tuple[Plan, Data], other: Plan) -> None:
    plan, data = case
    old, new = rulebook_of(plan), rulebook_of(other)
    found = impact(compare(old, new), milliseconds=200)
    if found.total is None or found.open:
        return
    facts = facts_of(data)
    before, after = (score(book, facts, partial=True).score for book in (old, new))
    if before is None or after is None:
        return
    least, most = found.total
    assert least <= after - before <= most


def test_points_judged_under_another_name_are_the_same_judgement() -> None:
    """Renaming or moving an indicator that a person scores changes no score."""
    first, second = (
        read(f"{HEAD}一级指标 {heading} 10 分\n指标 {name} 10 分\n{note}  得 人工 0 至 10\n")[1]
        for heading, name, note in (
            ("过程", "目标管理", ""),
            ("投入", "目标情况", '  原名 "目标管理"\n'),
        )
    )
    found = impact(compare(first, second))
    assert found.is_equivalent
