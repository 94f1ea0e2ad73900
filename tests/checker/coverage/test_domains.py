"""What a quantity comes to lies in its domain, and a case that is left out has been foreseen."""

from bisect import bisect_right
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from perfdsl.checker import check
from perfdsl.checker.coverage.domains import Declared, domain, is_whole
from perfdsl.codes import logic, scoring
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.linter import lint
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import Quantity
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.properties.plans import Data, Plan
from tests.properties.running import facts_of, rulebook_of
from tests.strategies import cases, facts_for


def is_computed(rulebook: RuleBook, facts: Facts) -> bool:
    """A definition may be given as what it can never come to."""
    given = set(facts.values) | set(facts.last_year)
    return not given & set(rulebook.definitions)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_what_a_quantity_comes_to_is_possible(case: tuple[Plan, Data]) -> None:
    plan, data = case
    rulebook, facts = rulebook_of(plan), facts_of(data)
    if not is_computed(rulebook, facts):
        return
    declared = Declared(rulebook.facts, rulebook.definitions)
    for leaf in rulebook.leaves:
        evaluator = Evaluator(rulebook, facts, leaf.full)
        for rule in leaf.rules:
            for expression in expressions_in(rule):
                parts = [part for part in model.walk(expression) if not _is_in_records(part)]
                for part in parts:
                    if not isinstance(part.type, Quantity):
                        continue
                    value = evaluator.evaluate(part)
                    if isinstance(value, Fraction):
                        assert domain(part, declared).contains(value), part.span.text
                        assert not is_whole(part, declared) or value.denominator == 1


def _is_in_records(part: model.Expr) -> bool:
    """A field has a value inside an aggregate only."""
    if isinstance(part, model.Aggregate):
        return False
    return isinstance(part, model.FieldReference) or any(map(_is_in_records, model.children(part)))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_case_that_is_left_out_was_foreseen(data: st.DataObject) -> None:
    """Where the rules are fully looked over and nothing is said, every department gets its points."""
    plan, _ = data.draw(cases())
    diagnostics = Diagnostics()
    text = rulebook_of(plan).source.text
    rulebook = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    assert rulebook is not None
    linted = lint(rulebook)
    gaps = (logic.BAND_GAP, logic.NOT_COVERED)
    foreseen = {
        found.primary.span.start for found in diagnostics if found.code in gaps and found.primary
    }
    foreseen |= {
        found.primary.span.start
        for found in linted.found
        if found.code.slug == "uncovered-case" and found.primary
    }
    starts = [leaf.span.start for leaf in rulebook.leaves]
    about = {bisect_right(starts, place) - 1 for place in foreseen}
    settled = [
        leaf
        for number, leaf in enumerate(rulebook.leaves)
        if leaf.path not in linted.not_analyzed and number not in about
    ]
    for _ in range(3):
        facts = facts_of(data.draw(facts_for(plan, complete=True)))
        if not is_computed(rulebook, facts):
            continue
        places = {
            found.primary.span
            for found in score(rulebook, facts, partial=True).findings
            if found.code is scoring.NOT_COMPUTABLE and found.primary is not None
        }
        assert [leaf.id for leaf in settled if leaf.span in places] == []
