"""Verdicts of one number against plain trying: formulas that cross, rounded to few decimals and to many."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfdsl.interpreter import score
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText, Span
from tests.meaning.test_compiling import paths
from tests.properties.running import read

HOME = Span(SourceText("facts.toml", "\n"), 0, 0)
GRID = [Fraction(n, 400) for n in range(401)]


def book(rule: str, places: int | None) -> RuleBook:
    keep = "" if places is None else f"保留 {places} 位小数\n" if places else "保留 整数\n"
    return read(f"{keep}每 按整\n事实 率 比率 0 至 100%\n指标 子 10 分\n{rule}\n")[1]


def points(rulebook: RuleBook, rate: Fraction) -> Fraction:
    facts = Facts(HOME.source, values={"率": Fact("率", rate, HOME)})
    found = score(rulebook, facts, counterfactuals=False).score
    assert found is not None
    return found


def judged(old: RuleBook, new: RuleBook) -> Meaning:
    """Without the solver: one number needs none."""
    judge = Judge(BothYears(old, new), uses_solver=False)
    return judge.compare(next(paths(old)), next(paths(new)))


def seen(old: RuleBook, new: RuleBook) -> tuple[set[str], Fraction, Fraction]:
    changes = [points(new, rate) - points(old, rate) for rate in GRID]
    sides = {"less" if change < 0 else "more" for change in changes if change}
    return sides, min(0, *changes), max(0, *changes)  # type: ignore[return-value]


EXPECTED = {"equal": set(), "stricter": {"less"}, "looser": {"more"}, "mixed": {"less", "more"}}
RULES = st.one_of(
    st.integers(0, 10).map(lambda p: f"  得 {p} 分"),
    st.tuples(st.integers(1, 12), st.integers(-3, 6)).map(
        lambda p: f"  得 {p[0]} × 率 {'+' if p[1] >= 0 else '-'} {abs(p[1])}"
    ),
    st.tuples(st.integers(1, 9), st.integers(1, 4)).map(
        lambda p: f"  率 < {p[0]}0% 每满 {p[1]}个百分点 扣 0.5 分"
    ),
    st.tuples(st.integers(1, 9), st.integers(1, 8)).map(lambda p: f"  率 > {p[0]}0% 扣 {p[1]} 分"),
    st.integers(1, 9).map(lambda p: f"  得 最小(率, {p}0%) × 满分"),
)


@settings(max_examples=150)
@given(RULES, RULES, st.sampled_from([None, 0, 1, 2]))
@example("  得 8 分", "  得 10 × 率 + 0", None)
@example("  得 8 分", "  得 10 × 率 + 0", 2)
@example("  得 10 × 率 + 0", "  得 5 × 率 + 2", 2)
def test_a_verdict_is_what_trying_shows(first: str, second: str, places: int | None) -> None:
    """Everything that is met is in the verdict; what the verdict says can be met, if not always on the grid."""
    old, new = book(first, places), book(second, places)
    meaning = judged(old, new)
    assert meaning.basis == "proved"
    sides, least, most = seen(old, new)
    assert sides <= EXPECTED[meaning.verdict], (meaning.verdict, sides)
    shown = {side for side, _ in meaning.points}
    assert shown == EXPECTED[meaning.verdict]
    assert meaning.extremes is not None
    assert meaning.extremes[0] <= least
    assert most <= meaning.extremes[1]


@pytest.mark.parametrize("places", [None, 2])
def test_lines_that_cross_are_told_apart(places: int | None) -> None:
    meaning = judged(book("  得 8 分", places), book("  得 10 × 率 + 0", places))
    assert meaning.verdict == "mixed"
    assert meaning.exact is not None
    ways = [region.directions for region in meaning.exact.regions]
    assert ways == [{"less"}, {"more"}]
