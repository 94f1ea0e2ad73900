"""One quantity: the exact regions, on written pairs and as a law on generated ones."""

from fractions import Fraction

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from perfdsl.checker.coverage.ranges import show_range
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.comparing import Exact, compare_exactly, outcomes, quantities
from perfdsl.meaning.evaluating import result_at
from perfdsl.meaning.lines import Line, NotAnalyzed
from perfdsl.meaning.reading import Work
from perfdsl.meaning.regions import Region
from perfdsl.meaning.terms import Word
from tests.meaning.test_compiling import paths
from tests.properties.plans import Plan
from tests.properties.running import read, rulebook_of
from tests.strategies import plans


def exact(head: str, old: str, new: str) -> Exact:
    first, second = (
        read(f"{head}\n指标 甲 10分\n{old}\n")[1],
        read(f"{head}\n指标 甲 10分\n{new}\n")[1],
    )
    years = BothYears(first, second)
    pair = outcomes(years, next(paths(first)), next(paths(second)))
    return compare_exactly(*pair)


def shown(found: Exact) -> list[str]:
    assert found.number is not None
    lines = []
    for case in found.cases:
        words = "".join(f"{atom.text}={'/'.join(map(str, v))} " for atom, v in case.words)
        for region in case.regions:
            change = "?" if region.change is None else f"{region.change}"
            lines.append(f"{words}{show_range(region.where, found.number.type)}: {change}")
    return lines


RATE = "事实 调整率 比率"


def test_a_threshold_moves() -> None:
    found = exact(RATE, "调整率 > 20% 扣 2 分", "调整率 > 10% 扣 2 分")
    assert shown(found) == ["(10%, 20%]: -2"]
    assert found.verdict == "stricter"
    assert found.extremes == (Fraction(-2), Fraction(0))


def test_too_much_is_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfdsl.meaning.comparing.Work", lambda within: Work(20, within))
    with pytest.raises(NotAnalyzed):
        exact(
            RATE, "调整率 > 20% 每满 1个百分点 扣 0.1 分", "调整率 > 10% 每满 1个百分点 扣 0.1 分"
        )


def test_an_end_is_counted_in() -> None:
    found = exact(RATE, "调整率 > 20% 扣 2 分", "调整率 >= 20% 扣 2 分")
    assert shown(found) == ["20%: -2"]


def test_points_and_threshold_change() -> None:
    found = exact(RATE, "调整率 > 20% 扣 2 分", "调整率 > 10% 扣 1 分")
    assert shown(found) == ["(10%, 20%]: -1", "(20%, +∞): 1"]
    assert found.verdict == "mixed"


def test_steps_until_nothing_is_left() -> None:
    head = "每档 满\n" + RATE
    found = exact(RATE, "调整率 > 0 的，每满 5% 扣 2 分", "调整率 > 0 的，每满 5% 扣 5 分")
    assert head
    assert shown(found) == [
        "[5%, 10%): -3",
        "[10%, 15%): -6",
        "[15%, 20%): -4",
        "[20%, 25%): -2",
    ]


def test_the_same_rule_in_other_words_is_equal() -> None:
    found = exact(RATE, "调整率 > 20% 扣 2 分", "调整率 <= 20% 得 10 分\n其余 得 8 分")
    assert found.cases == ()
    assert found.verdict == "equal"


def test_a_word_decides() -> None:
    head = RATE + "\n事实 补办 是否"
    found = exact(head, "调整率 > 20% 扣 2 分", "调整率 > 20% 扣 2 分 除外 补办")
    assert shown(found) == ["补办=True (20%, +∞): 2"]
    assert found.verdict == "looser"


def test_lines_with_rounding() -> None:
    found = exact("保留 1 位小数\n" + RATE, "得 满分 × 调整率", "得 满分 × 调整率 × 90%")
    assert found.verdict == "stricter"
    regions = list(found.regions)
    assert regions[0].where.lower == 0
    assert found.extremes == (Fraction(-1), Fraction(0))


def test_whole_numbers_only() -> None:
    found = exact("事实 次数 次数", "次数 > 2 扣 2 分", "次数 >= 3 扣 2 分")
    assert found.verdict == "equal"


@pytest.mark.parametrize("full", [1, 10])
def test_what_rounding_hides_at_every_whole_number_is_no_difference(full: int) -> None:
    head = "保留 2 位小数\n事实 在职 人数"
    old, new = (f"得 最小({full} 分, 在职 / 1人 × 0.01 分{more})" for more in ("", " + 0.001 分"))
    try:
        assert exact(head, old, new).verdict == "equal"
    except NotAnalyzed:
        assert full == 10  # too many to go through: nothing is said to be looser


POINTS = st.one_of(
    st.fractions(min_value=-2, max_value=3, max_denominator=1000),
    st.integers(min_value=-40, max_value=400).map(lambda n: Fraction(n, 40)),
)


@given(plans(), plans(), st.data())
def test_regions_hold_every_difference(first: Plan, second: Plan, data: st.DataObject) -> None:
    """At any point the change is what the region says, and there is none outside of the regions."""
    old, new = rulebook_of(first), rulebook_of(second)
    years = BothYears(old, new)
    old_path = data.draw(st.sampled_from(list(paths(old))))
    new_path = data.draw(st.sampled_from(list(paths(new))))
    pair = outcomes(years, old_path, new_path)
    try:
        found = compare_exactly(*pair)
    except NotAnalyzed:
        reject()
    ends = {e for r in found.regions for e in (r.where.lower, r.where.upper) if e is not None}
    point: dict[str, Word] = {}
    for atom in quantities(*pair):
        if atom.is_number:
            values = st.one_of(POINTS, st.sampled_from(sorted(ends)) if ends else POINTS)
            value: Fraction = data.draw(values)
            if atom.is_whole:
                value = Fraction(value.__floor__())
            if not atom.domain.contains(value):
                reject()
            point[atom.key] = value
        else:
            point[atom.key] = data.draw(st.sampled_from(atom.words))
    before, after = (result_at(outcome, point) for outcome in pair)
    at = point[found.number.key] if found.number is not None else Fraction(0)
    assert isinstance(at, Fraction)
    region = _region_at(found, point, at)
    if region is None:
        assert before == after
        return
    assert [_at(region.old, at), _at(region.new, at)] == [before, after]
    if isinstance(before, Fraction) and isinstance(after, Fraction) and region.change is None:
        low, high = region.extremes
        lines = [score for score in (region.old, region.new) if isinstance(score, Line)]
        slack = Fraction(int(any(line.places is not None for line in lines)))
        assert low - slack <= after - before <= high + slack


def _region_at(found: Exact, point: dict[str, Word], at: Fraction) -> Region | None:
    for case in found.cases:
        if all(point[atom.key] in values for atom, values in case.words):
            for region in case.regions:
                if region.where.contains(at):
                    return region
    return None


def _at(score: object, value: Fraction) -> object:
    return score.at(value) if isinstance(score, Line) else score


@pytest.mark.parametrize("rule", ["调整率 > 20% 扣 2 分", "每档 足额\n"])
def test_same_is_equal(rule: str) -> None:
    if "每档" in rule:
        rule = "得 满分 × 调整率"
    assert exact(RATE, rule, rule).verdict == "equal"
