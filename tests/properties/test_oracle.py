"""The interpreter against an independent reading of the language."""

from hypothesis import given

from tests.oracle import Answers, answer
from tests.properties.plans import Data, Plan
from tests.properties.running import explain, nodes_of, sheet_of
from tests.strategies import beside_the_marks, cases

_UNFINISHED = ("unknown", "not_computable")


def _agree(plan: Plan, data: Data, *, exactly: bool) -> Answers:
    """`exactly` False: where something is undefined and something missing, either name will do."""
    expected = answer(plan, data)
    sheet = sheet_of(plan, data)
    nodes = nodes_of(sheet)
    assert nodes.keys() == expected.nodes.keys()
    for path, wanted in expected.nodes.items():
        node = nodes[path]
        outcome = "excluded" if node.excluded else node.status
        if not node.excluded and node.score is not None:
            outcome = "scored"
        if not exactly and {outcome, wanted.outcome} <= set(_UNFINISHED):
            continue
        assert (outcome, node.score) == (wanted.outcome, wanted.score), (path, explain(plan, data))
    status = "excluded" if sheet.status == "not_applicable" else sheet.status
    if expected.outcome == "scored":
        got = (status, sheet.score, sheet.grade)
        assert got == ("scored", expected.score, expected.grade), explain(plan, data)
    elif exactly or status not in _UNFINISHED:
        assert status == expected.outcome, explain(plan, data)
    return expected


@given(cases(complete=True))
def test_complete_facts_are_scored_as_the_language_says(case: tuple[Plan, Data]) -> None:
    """With every fact given, interpreter and oracle agree on all scores, statuses and the grade."""
    _agree(*case, exactly=True)


@given(cases(complete=False))
def test_missing_facts_hold_up_only_what_needs_them(case: tuple[Plan, Data]) -> None:
    """With facts missing, they agree on what can still be scored and how much it is."""
    _agree(*case, exactly=False)


@given(beside_the_marks(complete=True))
def test_points_beside_the_marks_are_never_scaled(case: tuple[Plan, Data]) -> None:
    """Indicators of 0 full marks keep their points, however deep they and what is left out lie."""
    _agree(*case, exactly=True)
