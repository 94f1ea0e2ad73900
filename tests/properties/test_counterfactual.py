"""A counterfactual is a promise: change the fact, and the points come back."""

from hypothesis import given

from perfdsl.interpreter import score
from tests.properties.plans import Data, Plan
from tests.properties.running import explain, facts_of, nodes_of, rulebook_of
from tests.strategies import cases


@given(cases())
def test_the_changed_fact_wins_the_gain(case: tuple[Plan, Data]) -> None:
    """Re-scored with `after` in place of `before`, the node has exactly `gain` more points."""
    plan, data = case
    rulebook = rulebook_of(plan)
    for path, node in nodes_of(score(rulebook, facts_of(data))).items():
        for effect in node.effects:
            found = effect.counterfactual
            if found is None:
                continue
            told = (path, effect.rule, found, explain(plan, data))
            assert data["values"].get(found.fact) == found.before, told
            assert found.gain > 0, told
            changed = {**data, "values": {**data["values"], found.fact: found.after}}
            after = nodes_of(score(rulebook, facts_of(changed)))[path].score
            assert after is not None, told
            assert node.score is not None, told
            assert after - node.score == found.gain, (after, told)


@given(cases())
def test_following_it_makes_the_total_no_worse(case: tuple[Plan, Data]) -> None:
    """Where the fact counts elsewhere too, the total rises by what is said; the total never falls."""
    plan, data = case
    rulebook = rulebook_of(plan)
    sheet = score(rulebook, facts_of(data))
    if sheet.score is None:
        return
    for path, node in nodes_of(sheet).items():
        for effect in node.effects:
            found = effect.counterfactual
            if found is None:
                continue
            told = (path, effect.rule, found, explain(plan, data))
            changed = {**data, "values": {**data["values"], found.fact: found.after}}
            after = score(rulebook, facts_of(changed)).score
            assert after is not None, told
            assert after >= sheet.score, told
            if found.rise is not None:
                assert after - sheet.score == found.rise, told
