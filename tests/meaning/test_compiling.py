"""The formulas of indicators say what the interpreter does, on generated rules and facts."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.meaning import terms as t
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.evaluating import Point, result_at
from perfdsl.meaning.leaf import outcome_of
from perfdsl.model.expressions import Value
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook
from tests.properties.plans import Data, Plan
from tests.properties.running import explain, facts_of, nodes_of, rulebook_of, sheet_of
from tests.strategies import cases


def paths(rulebook: RuleBook) -> Iterator[tuple[Indicator, ...]]:
    """Each leaf with the headings above it."""
    waiting: list[tuple[Indicator, ...]] = [(top,) for top in reversed(rulebook.indicators)]
    while waiting:
        path = waiting.pop()
        if path[-1].is_leaf:
            yield path
        waiting += [(*path, child) for child in reversed(path[-1].children)]


def point_of(atoms: tuple[t.Atom, ...], rulebook: RuleBook, facts: Facts) -> Point | None:
    """The values of the quantities; None where one has none and no formula asks whether it has."""
    asked = {atom.key for atom in atoms}
    found: dict[str, Value | None] = {}
    for atom in atoms:
        if atom.expression is None:
            judgement = facts.judgements.get(atom.key.removeprefix("评分 "))
            if judgement is None:
                return None
            found[atom.key] = judgement.points
            continue
        evaluator = Evaluator(rulebook, facts, explains=False)
        evaluator.in_last_year = atom.key.startswith("上年 ")
        value = evaluator.evaluate(atom.expression)
        if atom.is_known:
            found[atom.key] = not isinstance(value, Absent)
            continue
        if isinstance(value, Absent):
            if f"{atom.key} ?" not in asked:
                return None
            value = Fraction(0) if atom.is_number else True
        if isinstance(value, date):
            value = Fraction(value.toordinal())
        found[atom.key] = None if atom.words and value not in atom.words else value
    return found


@pytest.mark.parametrize("is_fine", [False, True])
@given(cases(complete=True))
def test_formulas_agree_with_the_interpreter(is_fine: bool, case: tuple[Plan, Data]) -> None:  # noqa: FBT001
    plan, data = case
    computed = {definition.name for definition in plan.definitions}
    for year in ("values", "last"):  # a definition given as such need not fit its formula
        data = {**data, year: {k: v for k, v in data[year].items() if k not in computed}}
    rulebook, facts = rulebook_of(plan), facts_of(data)
    nodes = nodes_of(sheet_of(plan, data))
    for path in paths(rulebook):
        years = BothYears(rulebook, rulebook)
        outcome = outcome_of(rulebook, path, years, is_fine=is_fine)
        point = point_of(tuple(years.atoms.values()), rulebook, facts)
        if point is None:
            continue
        node = nodes[path[-1].id]
        expected = (
            "left_out" if node.excluded else "undefined" if node.score is None else node.score
        )
        assert result_at(outcome, point) == expected, (path[-1].id, explain(plan, data))
