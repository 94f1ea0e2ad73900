"""What the linter says never happens does not happen, whatever the facts."""

from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfdsl.diagnostic import Diagnostic
from perfdsl.interpreter import score
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.sheet import Node
from perfdsl.linter import RULES, lint
from perfdsl.linter.rules.never_holds import conditions_of
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.source import Span
from tests.properties.running import facts_of, nodes_of, rulebook_of
from tests.strategies import facts_for, plans

Claim = Callable[[Diagnostic, RuleBook, Facts], None]


def same_place(span: Span, finding: Diagnostic) -> bool:
    assert finding.primary is not None
    place = finding.primary.span
    return (span.start, span.end) == (place.start, place.end)


def leaf_of(finding: Diagnostic, rulebook: RuleBook) -> Indicator:
    """The indicator that is pointed at first, or beside the rule that is."""
    places = [finding.primary, *finding.secondary]
    spans = [(each.span.start, each.span.end) for each in places if each is not None]
    (leaf,) = (leaf for leaf in rulebook.leaves if (leaf.span.start, leaf.span.end) in spans)
    return leaf


def node_at(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> Node:
    return nodes_of(score(rulebook, facts, partial=True))[leaf_of(finding, rulebook).id]


def said(finding: Diagnostic, name: str) -> Fraction:
    """A decimal, or a fraction where it has no end."""
    return Fraction(str(finding.arguments[name]))


def full_marks_are_out_of_reach(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    reached = node_at(finding, rulebook, facts).score
    assert reached is None or reached < leaf_of(finding, rulebook).full


def the_score_stays(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    reached = node_at(finding, rulebook, facts).score
    assert reached is None or reached == said(finding, "points")


def so_much_is_left(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    reached = node_at(finding, rulebook, facts).score
    assert reached is None or reached >= said(finding, "least")


def without(rulebook: RuleBook, finding: Diagnostic) -> RuleBook:
    """The rules without what the finding is about: a rule, or the 除外 of one."""

    def kept(group: tuple[rules.Rule, ...]) -> Iterator[rules.Rule]:
        for rule in group:
            if isinstance(rule, rules.Adjustment) and rule.unless is not None:
                unless = None if same_place(rule.unless.span, finding) else rule.unless
                rule = attrs.evolve(rule, unless=unless)  # noqa: PLW2901
            if not same_place(rule.span, finding):
                yield rule

    def node(old: Indicator) -> Indicator:
        return attrs.evolve(
            old, rules=tuple(kept(old.rules)), children=tuple(map(node, old.children))
        )

    return attrs.evolve(
        rulebook,
        indicators=tuple(map(node, rulebook.indicators)),
        total_rules=tuple(kept(rulebook.total_rules)),
    )


def it_makes_no_difference(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    before = score(rulebook, facts, partial=True)
    after = score(without(rulebook, finding), facts, partial=True)
    scores = {key: (node.status, node.score) for key, node in nodes_of(before).items()}
    for key, node in nodes_of(after).items():
        if "unknown" not in (node.status, scores[key][0]):
            assert (node.status, node.score) == scores[key]


def the_total_stays(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    it_makes_no_difference(finding, rulebook, facts)
    before = score(rulebook, facts, partial=True)
    after = score(without(rulebook, finding), facts, partial=True)
    if before.status != "unknown" and after.status != "unknown":
        assert (before.score, before.grade) == (after.score, after.grade)


def the_grade_is_not_given(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    lost = str(finding.arguments["name"]).split("」「")
    assert score(rulebook, facts, partial=True).grade not in lost


def nothing_is_taken(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
    assert node_at(finding, rulebook, facts).score in (None, 0)


def it_comes_out_as(*, expected: bool) -> Claim:
    def claim(finding: Diagnostic, rulebook: RuleBook, facts: Facts) -> None:
        for node, rule in View(rulebook).rules:
            for condition in conditions_of(rule):
                if same_place(condition.span, finding):
                    full = node.full if node is not None else rulebook.full
                    evaluator = Evaluator(rulebook, facts, full, explains=False)
                    value = evaluator.evaluate(condition)
                    assert value is not (not expected)

    return claim


CLAIMS: dict[str, Claim] = {
    "full-marks-unreachable": full_marks_are_out_of_reach,
    "constant-score": the_score_stays,
    "never-exhausted": so_much_is_left,
    "never-matters": it_makes_no_difference,
    "award-never-wins": it_makes_no_difference,
    "overlapping-caps": it_makes_no_difference,
    "cap-never-bites": the_total_stays,
    "exception-never-applies": it_makes_no_difference,
    "never-holds": it_comes_out_as(expected=False),
    "always-holds": it_comes_out_as(expected=True),
    "not-applicable-never-reached": it_makes_no_difference,
    "veto-never-matters": the_total_stays,
    "grade-unreachable": the_grade_is_not_given,
    "deduction-lost": nothing_is_taken,
}


def lifted(rulebook: RuleBook) -> RuleBook:
    """With half the points for nothing, of the total and of every heading."""

    def node(old: Indicator) -> Indicator:
        lower = old.lower if old.is_leaf else old.upper / 2
        return attrs.evolve(old, lower=lower, children=tuple(map(node, old.children)))

    indicators = tuple(map(node, rulebook.indicators))
    return attrs.evolve(rulebook, indicators=indicators, lower=rulebook.upper / 2)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_findings_hold_for_random_facts(data: st.DataObject) -> None:
    plan = data.draw(plans())
    rulebook = rulebook_of(plan)
    if data.draw(st.booleans()):  # a 下限 that lifts what is scored: no plan has one
        rulebook = lifted(rulebook)
    found = [finding for finding in lint(rulebook).found if finding.code.slug in CLAIMS]
    for _ in range(3 if found else 0):
        drawn = data.draw(facts_for(plan, complete=True))
        facts = facts_of(drawn)
        if set(facts.values) & set(rulebook.definitions) or set(facts.last_year) & set(
            rulebook.definitions
        ):
            continue  # a definition may be given as what it can never come to
        for finding in found:
            CLAIMS[finding.code.slug](finding, rulebook, facts)


def test_every_claim_is_of_a_rule() -> None:
    assert set(CLAIMS) <= {rule.slug for rule in RULES}


@pytest.mark.parametrize("slug", sorted(CLAIMS))
def test_claims_hold_for_the_examples(slug: str) -> None:
    """At least the examples of the manual bring each claim up, and with no facts none is broken."""
    from tests.linter.test_rules import read

    (rule,) = (rule for rule in RULES if rule.slug == slug)
    rulebook = read(rule.manual().bad)
    found = [finding for finding in lint(rulebook).found if finding.code.slug == slug]
    assert found
    for finding in found:
        CLAIMS[slug](finding, rulebook, Facts(rulebook.source))
