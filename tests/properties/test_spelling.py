"""However a rule book is spelled, it is the same rule book."""

from hypothesis import given

from perfdsl.interpreter import score
from tests.properties.plans import Data, Plan
from tests.properties.running import explain, facts_of, nodes_of, read, sheet_of
from tests.properties.spelling import Manner
from tests.properties.writing import write
from tests.strategies import cases, manners, plans


@given(plans(), manners(functions=False))
def test_every_spelling_is_the_same_tree(plan: Plan, manner: Manner) -> None:
    """Keywords, widths, spaces, quotes in names, noise and comments leave the syntax tree alone."""
    text = write(plan, manner)
    assert read(text)[0] == read(write(plan))[0], text


@given(cases(), manners())
def test_every_spelling_scores_the_same(case: tuple[Plan, Data], manner: Manner) -> None:
    """As above for the scores, with the spelling of functions varied as well."""
    plan, data = case
    plain = sheet_of(plan, data)
    spelled = score(read(write(plan, manner))[1], facts_of(data))
    assert (spelled.score, spelled.status, spelled.grade) == (
        plain.score,
        plain.status,
        plain.grade,
    )
    other = nodes_of(spelled)
    for path, node in nodes_of(plain).items():
        assert (other[path].score, other[path].status) == (node.score, node.status), explain(
            plan, data
        )
