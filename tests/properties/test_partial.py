"""What is said of an unfinished scoring must stay true whatever the missing facts turn out to be."""

from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node
from tests.properties.known import avoided
from tests.properties.plans import Data, Inapplicable, Plan, walk
from tests.properties.running import explain, facts_of, nodes_of, rulebook_of
from tests.strategies import beside_the_marks, cases


@st.composite
def gapped(
    draw: st.DrawFn, complete: st.SearchStrategy[tuple[Plan, Data]] | None = None
) -> tuple[Plan, Data, Data]:
    """A rule book, complete facts, and the same with some of them taken out.

    A definition that is given stays: without it another value would be computed.
    """
    plan, data = draw(complete if complete is not None else cases(complete=True))
    share = draw(st.sampled_from((10, 30, 60, 100)))
    defined = {definition.name for definition in plan.definitions}
    left: Data = {year: {} for year in data}
    for year, known in data.items():
        for name, value in known.items():
            kept: Any = value
            if isinstance(value, tuple):
                kept = tuple(
                    {k: v for k, v in row.items() if draw(st.integers(1, 100)) > share // 3}
                    for row in value
                )
            if name in defined or draw(st.integers(1, 100)) > share:
                left[year][name] = kept
    return plan, data, left


def _holds(node: Node, exact: Node) -> bool:
    if exact.score is None:
        return True
    return node.least <= exact.score <= node.most


def _leaves_out(plan: Plan) -> bool:
    rules = [rule for _, node in walk(plan.nodes) for rule in node.rules]
    return any(isinstance(rule, Inapplicable) and rule.treatment == "exclude" for rule in rules)


@given(gapped())
def test_intervals_contain_the_result(case: tuple[Plan, Data, Data]) -> None:
    """The [least, most] of every node and of the total contains what complete facts give."""
    plan, data, left = case
    assume(not (plan.rescale == "whole" and avoided("whole-table-interval") and _leaves_out(plan)))
    rulebook = rulebook_of(plan)
    exact, partial = score(rulebook, facts_of(data)), score(rulebook, facts_of(left), partial=True)
    before = nodes_of(exact)
    for path, node in nodes_of(partial).items():
        told = (path, node.least, node.most, before[path].score)
        assert _holds(node, before[path]), (told, explain(plan, data), left)
    if exact.score is not None:
        told = ("总分", partial.least, partial.most, exact.score)
        assert partial.least <= exact.score <= partial.most, (told, explain(plan, data), left)
        if exact.grade is not None:
            assert exact.grade in partial.possible_grades, (explain(plan, data), left)


@given(gapped(beside_the_marks(complete=True)))
def test_intervals_hold_points_beside_the_marks(case: tuple[Plan, Data, Data]) -> None:
    """As above, where indicators have no full marks and others may be left out."""
    test_intervals_contain_the_result.hypothesis.inner_test(case)  # type: ignore[attr-defined]


@given(gapped())
def test_a_missing_fact_never_makes_another_score(case: tuple[Plan, Data, Data]) -> None:
    """Where something is scored without the missing facts, they could not have changed it."""
    plan, data, left = case
    rulebook = rulebook_of(plan)
    exact, partial = score(rulebook, facts_of(data)), score(rulebook, facts_of(left))
    before = nodes_of(exact)
    for path, node in nodes_of(partial).items():
        if node.score is not None:
            assert node.score == before[path].score, (path, explain(plan, data), left)
        if node.excluded:
            assert before[path].excluded, (path, explain(plan, data), left)
    if partial.score is not None:
        assert partial.score == exact.score, (explain(plan, data), left)
    if partial.grade is not None:
        assert partial.grade == exact.grade, (explain(plan, data), left)


@given(cases(complete=True))
def test_the_interval_of_a_known_score_is_the_score(case: tuple[Plan, Data]) -> None:
    """With complete facts, least = score = most."""
    plan, data = case
    sheet = score(rulebook_of(plan), facts_of(data), partial=True)
    for node in nodes_of(sheet).values():
        if node.score is not None:
            ends: tuple[Fraction, Fraction] = (node.least, node.most)
            assert ends == (node.score, node.score), (node.id, explain(plan, data))
    if sheet.score is not None:
        assert sheet.least == sheet.score == sheet.most, explain(plan, data)
