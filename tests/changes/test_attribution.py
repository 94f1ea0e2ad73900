"""Whose doing a change is: the shares and what is left over add up to it, exactly."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from perfdsl.changes.attribution import Attribution
from perfdsl.changes.departments import departments, with_what_shows
from perfdsl.changes.impact import impact
from perfdsl.changes.structure import compare
from perfdsl.meaning.comparing import Verdict
from perfdsl.meaning.judging import Meaning
from perfdsl.model.facts import Fact, Facts
from perfdsl.source import SourceText, Span
from tests.properties.plans import Data, Plan
from tests.properties.running import facts_of, read, rulebook_of
from tests.strategies import cases, plans

HOME = Span(SourceText("facts.toml", "\n"), 0, 0)


def attributed(old: str, new: str, **values: Fraction) -> Attribution:
    head = "保留 2 位小数\n每 按整\n" + "".join(f"事实 {name} 比率\n" for name in values)
    first, second = (read(f"{head}{text}")[1] for text in (old, new))
    facts = Facts(HOME.source, values={n: Fact(n, v, HOME) for n, v in values.items()})
    found = departments(impact(compare(first, second)), [("甲", (facts, facts))])
    (only,) = found.every
    assert only.attribution is not None
    return only.attribution


def shares(found: Attribution) -> dict[str, Fraction]:
    return {edit.part: share.points for share in found.shares for edit in share.edits[:1]}


@pytest.mark.parametrize(
    ("verdict", "expected"), [("equal", "stricter"), ("looser", "mixed"), ("stricter", "stricter")]
)
def test_a_verdict_only_tried_never_denies_what_departments_show(
    verdict: Verdict, expected: Verdict
) -> None:
    old, new = (
        read(f"事实 甲 比率\n指标 乙 10 分\n  甲 > {limit}% 扣 2 分\n")[1] for limit in (20, 10)
    )
    whole = impact(compare(old, new))
    (leaf,) = whole.leaves
    tried = attrs.evolve(leaf, meaning=Meaning(verdict, "tested", tested=9))
    whole = attrs.evolve(whole, leaves=(tried,))
    facts = Facts(HOME.source, values={"甲": Fact("甲", Fraction(15, 100), HOME)})
    shown = with_what_shows(whole, departments(whole, [("甲", (facts, facts))]))
    assert shown.leaves[0].meaning is not None
    assert shown.leaves[0].meaning.verdict == expected


def test_two_edits_of_one_indicator_are_told_apart() -> None:
    found = attributed(
        "指标 乙 10 分\n  甲 > 20% 扣 2 分\n  丙 < 90% 扣 1 分\n",
        "指标 乙 10 分\n  甲 > 10% 扣 2 分\n  丙 < 90% 扣 3 分\n",
        甲=Fraction(15, 100),
        丙=Fraction(80, 100),
    )
    assert found.change == -4
    assert shares(found) == {"threshold": -2, "points": -2}
    assert not any(share.is_shared for share in found.shares)


def test_edits_that_meet_the_floor_share_what_it_leaves() -> None:
    """Each alone would take 8 of the 10 points; together they take 10, each half of it."""
    found = attributed(
        "指标 乙 10 分\n  甲 > 20% 扣 0 分\n  丙 < 90% 扣 0 分\n",
        "指标 乙 10 分\n  甲 > 20% 扣 8 分\n  丙 < 90% 扣 8 分\n",
        甲=Fraction(30, 100),
        丙=Fraction(80, 100),
    )
    assert found.change == -10
    assert [share.points for share in found.shares] == [-5, -5]
    assert all(share.is_shared for share in found.shares)


def test_a_changed_definition_bears_its_share() -> None:
    found = attributed(
        "指标 乙 10 分\n  定义 率 = 甲 - 丙\n  率 > 10% 扣 4 分\n",
        "指标 乙 10 分\n  定义 率 = 甲\n  率 > 10% 扣 4 分\n",
        甲=Fraction(15, 100),
        丙=Fraction(10, 100),
    )
    assert found.change == -4
    assert shares(found) == {"definition": Fraction(-4)}


def test_a_limit_of_the_heading_is_interplay() -> None:
    old = "一级指标 丁 10 分\n  上限 8 分\n指标 乙 10 分\n  甲 > 20% 扣 1 分\n"
    new = old.replace("扣 1 分", "扣 3 分")
    found = attributed(old, new, 甲=Fraction(30, 100))
    assert found.change == -1
    assert found.interplay == 1
    assert [share.points for share in found.shares] == [-2]


@settings(max_examples=60)
@given(cases(complete=True), plans())
def test_shares_add_up(case: tuple[Plan, Data], second: Plan) -> None:
    plan, data = case
    facts = facts_of(data)
    pair = impact(compare(rulebook_of(plan), rulebook_of(second)), milliseconds=200)
    (only,) = departments(pair, [("甲", (facts, facts))]).every
    if only.attribution is None:
        return
    total = sum((share.points for share in only.attribution.shares), Fraction(0))
    assert total + only.attribution.interplay == only.attribution.change
    assert only.old.score is not None
    assert only.new.score is not None
    assert only.attribution.change == only.new.score - only.old.score


@pytest.mark.parametrize("points", [1, 2, 7])
def test_no_change_no_share(points: int) -> None:
    text = f"指标 乙 10 分\n  甲 > 20% 扣 {points} 分\n"
    assert attributed(text, text, 甲=Fraction(1)).shares == ()
