"""Verdicts, proofs and witnesses, on written pairs and as laws on generated ones."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.comparing import outcomes, quantities
from perfdsl.meaning.evaluating import Point, result_at
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.meaning.terms import Outcome, Word
from perfdsl.meaning.witness import Witness
from perfdsl.model.rulebook import RuleBook
from tests.meaning.test_compiling import paths
from tests.properties.plans import Plan
from tests.properties.running import read, rulebook_of
from tests.strategies import plans

pytest.importorskip("z3", reason="pip install 'perfdsl[verify]'")

HEAD = """金额单位 万元
每 按整
保留 2 位小数
事实 调整率 比率
事实 执行率 比率
事实 次数 次数
事实 补办 是否
事实 预算 金额
事实 决算 金额
定义 完成率 = 决算 / 预算
"""


def judged(old: str, new: str, *, uses_solver: bool = True) -> tuple[Meaning, list[Witness]]:
    first, second = (read(f"{HEAD}指标 甲 10分\n{text}\n")[1] for text in (old, new))
    return judged_books(first, second, uses_solver=uses_solver)


def judged_books(
    first: RuleBook, second: RuleBook, *, uses_solver: bool = True
) -> tuple[Meaning, list[Witness]]:
    judge = Judge(BothYears(first, second), uses_solver=uses_solver)
    pair = next(paths(first)), next(paths(second))
    meaning = judge.compare(*pair)
    found = [judge.witness(*pair, point) for _, point in meaning.points]
    return meaning, [witness for witness in found if witness is not None]


def test_two_numbers_are_proved() -> None:
    other = "\n执行率 < 90% 的，每低 1 个百分点 扣 0.5 分"
    old, new = (f"调整率 > 0 的，每 {size} 个百分点 扣 2 分{other}" for size in (5, 4))
    meaning, (witness,) = judged(old, new)
    assert (meaning.verdict, meaning.basis) == ("stricter", "proved")
    assert meaning.exact is None
    assert meaning.extremes == (Fraction(-2), Fraction(0))
    assert isinstance(witness.old, Fraction)
    assert isinstance(witness.new, Fraction)
    assert witness.new < witness.old


def test_the_order_of_deductions_does_not_matter() -> None:
    a, b = "调整率 > 20% 扣 2 分", "次数 > 0 的，每 1 次 扣 3 分"
    meaning, witnesses = judged(f"{a}\n{b}", f"{b}\n{a}")
    assert (meaning.verdict, meaning.basis, witnesses) == ("equal", "proved", [])


def test_without_the_solver_it_is_tested_and_says_so() -> None:
    other = "\n执行率 < 90% 的，每低 1 个百分点 扣 0.5 分"
    old, new = (f"调整率 > 0 的，每 {size} 个百分点 扣 2 分{other}" for size in (5, 4))
    meaning, witnesses = judged(old, new, uses_solver=False)
    assert (meaning.verdict, meaning.basis, meaning.lacks_solver) == ("stricter", "tested", True)
    assert meaning.tested > 1
    assert len(witnesses) == 1


def test_a_definition_is_reached_through_its_facts() -> None:
    meaning, (witness,) = judged("完成率 < 90% 扣 2 分", "完成率 < 95% 扣 2 分")
    assert (meaning.verdict, meaning.basis) == ("stricter", "proved")
    assert meaning.exact is not None
    assert {name for name, _ in witness.situation.values} == {"预算", "决算"}
    assert (witness.old, witness.new) == (Fraction(10), Fraction(8))


def test_a_changed_definition_is_taken_apart() -> None:
    first = read(f"{HEAD}指标 甲 10分\n完成率 < 90% 扣 2 分\n")[1]
    changed = HEAD.replace("决算 / 预算", "决算 / (预算 + 100万元)")
    second = read(f"{changed}指标 甲 10分\n完成率 < 90% 扣 2 分\n")[1]
    meaning, witnesses = judged_books(first, second)
    assert meaning.verdict in ("stricter", "mixed", "incomparable")
    assert witnesses


def test_exempting_is_looser_and_left_out_cannot_be_compared() -> None:
    meaning, (witness,) = judged("调整率 > 20% 扣 2 分", "调整率 > 20% 扣 2 分\n补办 不适用 剔除")
    assert (meaning.verdict, witness.new) == ("incomparable", "left_out")


def side(before: object, after: object) -> str | None:
    if isinstance(before, Fraction) and isinstance(after, Fraction):
        return None if before == after else "less" if after < before else "more"
    return None if before == after else "one_sided"


def allowed(meaning: Meaning) -> set[str | None]:
    """The differences that may be met, if the verdict is right."""
    match meaning.verdict:
        case "equal":
            return {None}
        case "stricter":
            return {None, "less", "one_sided"}
        case "looser":
            return {None, "more", "one_sided"}
        case "incomparable":
            return {None, "one_sided"}
        case _:
            return {None, "less", "more", "one_sided"}


@settings(max_examples=40)
@given(plans(), plans(), st.data())
def test_what_is_proved_holds_everywhere(first: Plan, second: Plan, data: st.DataObject) -> None:
    """No point contradicts a proof; every witness shows what it was made for."""
    old, new = rulebook_of(first), rulebook_of(second)
    years = BothYears(old, new)
    judge = Judge(years, milliseconds=300)
    pair = (
        data.draw(st.sampled_from(list(paths(old)))),
        data.draw(st.sampled_from(list(paths(new)))),
    )
    meaning = judge.compare(*pair)
    both = [outcomes(years, *pair, is_fine=is_fine) for is_fine in (False, True)]
    for shown, point in meaning.points:
        formulas = next(f for f in both if {atom.key for atom in quantities(*f)} <= point.keys())
        assert side(*(result_at(outcome, point) for outcome in formulas)) == shown
        witness = judge.witness(*pair, point)
        if witness is not None:
            assert side(witness.old, witness.new) == shown
    if meaning.basis != "proved":
        return
    formulas = both[1]
    for _ in range(5):
        point = data.draw(points_of(formulas))
        before, after = (result_at(outcome, point) for outcome in formulas)
        assert side(before, after) in allowed(meaning)
        if meaning.extremes and isinstance(before, Fraction) and isinstance(after, Fraction):
            least, most = meaning.extremes
            assert least - 1 <= after - before <= most + 1


def points_of(formulas: tuple[Outcome, Outcome]) -> st.SearchStrategy[Point]:
    numbers = st.one_of(
        st.fractions(min_value=-2, max_value=3, max_denominator=100),
        st.integers(min_value=-5, max_value=200).map(Fraction),
    )
    chosen: dict[str, st.SearchStrategy[Word]] = {}
    for atom in quantities(*formulas):
        if not atom.is_number:
            chosen[atom.key] = st.sampled_from(atom.words)
            continue
        values = numbers.map(lambda v: Fraction(v.__floor__())) if atom.is_whole else numbers
        chosen[atom.key] = values.filter(atom.domain.contains)
    return st.fixed_dictionaries(chosen)
