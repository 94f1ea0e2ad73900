"""Laws every score sheet obeys, whatever the rules and the facts."""

import datetime
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet
from perfdsl.source import SourceText
from tests.oracle import bounds
from tests.properties.plans import Change, Checklist, Data, NodePlan, Plan, walk
from tests.properties.running import explain, nodes_of, sheet_of
from tests.strategies import cases

ZERO = Fraction(0)


def _applied(effects: tuple[Effect, ...]) -> Fraction:
    return sum((effect.applied for effect in effects), ZERO)


def _lost(node: Node) -> Fraction:
    return node.full - (node.score or ZERO)


@given(cases())
def test_every_lost_point_is_owned_by_an_effect(case: tuple[Plan, Data]) -> None:
    """full − score = −Σ applied + Σ (full − score) of the children, for nodes and for the sheet."""
    plan, data = case
    sheet = sheet_of(plan, data)
    for node in nodes_of(sheet).values():
        if node.score is None and not (node.excluded and node.is_leaf):
            continue
        below = sum((_lost(child) for child in node.children), ZERO)
        assert _lost(node) == below - _applied(node.effects), (node.id, explain(plan, data))
    if sheet.score is not None:
        below = sum((_lost(node) for node in sheet.nodes), ZERO)
        assert sheet.full - sheet.score == below - _applied(sheet.effects), explain(plan, data)


@given(cases())
def test_scores_lie_within_their_bounds(case: tuple[Plan, Data]) -> None:
    """A score lies in [下限, 上限] but for the rounding of a bound; so do the ends of its interval."""
    plan, data = case
    sheet = sheet_of(plan, data)
    nodes = nodes_of(sheet)
    slack = ZERO if plan.places is None else Fraction(1, 2 * 10**plan.places)
    for path, node in walk(plan.nodes):
        low, high = bounds(node)
        got = nodes[path]
        assert got.least <= got.most, (path, explain(plan, data))
        for score in (got.score, *(() if got.excluded else (got.least, got.most))):
            assert score is None or low - slack <= score <= high + slack, (
                path,
                explain(plan, data),
            )
    low = ZERO if plan.total_lower is None else plan.total_lower
    high = plan.full if plan.total_upper is None else plan.total_upper
    for score in (sheet.score, sheet.least, sheet.most):
        zero_veto = score == 0
        assert score is None or zero_veto or low - slack <= score <= high + slack, explain(
            plan, data
        )


@given(cases())
def test_scores_have_the_decimals_of_the_file(case: tuple[Plan, Data]) -> None:
    """With 保留 n 位小数, every score shown is a multiple of 10⁻ⁿ."""
    plan, data = case
    sheet = sheet_of(plan, data)
    if plan.places is None:
        return
    grain = Fraction(1, 10**plan.places)
    for score in (sheet.score, *(node.score for node in nodes_of(sheet).values())):
        assert score is None or score % grain == 0, explain(plan, data)


# --- order ---------------------------------------------------------------------------------------


def _mix_rules(node: NodePlan, shuffle: random.Random) -> NodePlan:
    """The deductions of each leaf in another order among themselves."""
    rules = list(node.rules)
    places = [
        at
        for at, rule in enumerate(rules)
        if (isinstance(rule, Change) and rule.kind == "deduct")
        or (isinstance(rule, Checklist) and rule.kind != "award")
    ]
    others = places[:]
    shuffle.shuffle(others)
    mixed = rules[:]
    for place, other in zip(places, others, strict=True):
        mixed[place] = rules[other]
    children = tuple(_mix_rules(child, shuffle) for child in node.children)
    return node._replace(rules=tuple(mixed), children=children)


def _scores(sheet: ScoreSheet) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {
        path: (n.score, n.status, n.least, n.most) for path, n in nodes_of(sheet).items()
    }
    return found | {"": (sheet.score, sheet.status, sheet.least, sheet.most, sheet.grade)}


@given(cases(), st.integers(0, 2**32))
def test_order_changes_no_score(case: tuple[Plan, Data], seed: int) -> None:
    """The order of facts, of declarations and of deductions changes no score, status or grade."""
    plan, data = case
    shuffle = random.Random(seed)
    facts, definitions = list(plan.facts), list(plan.definitions)
    shuffle.shuffle(facts)
    shuffle.shuffle(definitions)
    other = plan._replace(
        facts=tuple(facts),
        definitions=tuple(definitions),
        nodes=tuple(_mix_rules(node, shuffle) for node in plan.nodes),
    )
    mixed = {
        year: dict(shuffle.sample(sorted(known.items()), len(known)))
        for year, known in data.items()
    }
    assert _scores(sheet_of(plan, data)) == _scores(sheet_of(other, mixed)), explain(plan, data)


# --- exactness -----------------------------------------------------------------------------------


def _parts(thing: object, seen: set[int]) -> Iterator[object]:
    """Everything inside a sheet; the sources' texts are not looked into."""
    if id(thing) in seen or isinstance(thing, SourceText):
        return
    seen.add(id(thing))
    yield thing
    kind: type = type(thing)
    if attrs.has(kind):
        for field in attrs.fields(kind):
            yield from _parts(getattr(thing, field.name), seen)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from _parts(key, seen)
            yield from _parts(value, seen)
    elif isinstance(thing, tuple | list | set | frozenset):
        for part in thing:
            yield from _parts(part, seen)


@given(cases())
def test_nothing_in_a_sheet_is_a_float(case: tuple[Plan, Data]) -> None:
    """Scores, values, margins, details: all exact."""
    sheet = sheet_of(*case)
    for part in _parts(sheet, set()):
        assert not isinstance(part, float | complex), part
        assert not isinstance(part, datetime.datetime)
