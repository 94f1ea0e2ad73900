"""Cases are scored, and what comes out is held against what must."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal

import attrs

from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.rule_tests.cases import Case, Deduction, Expectation, Result
from perfdsl.rule_tests.deductions import is_called, is_deduction

Amount = Fraction | str | bool
Asked = Literal["points", "result", "grade", "deducted", "deduction", "must_explain"]


@attrs.frozen(eq=False, repr=False)
class Mismatch:
    """One thing that came out otherwise; None: there is no such thing."""

    asked: Asked
    expected: Amount
    actual: Amount | None
    rule: str | None = None


@attrs.frozen(eq=False)
class Scored:
    """One indicator (None: the total) scored with some facts, and nothing else of the table."""

    rulebook: RuleBook
    """Narrowed to what bears on the indicator."""
    indicator: str | None
    facts: Facts
    sheet: ScoreSheet

    @cached_property
    def node(self) -> Node | None:
        return next((node for node in _walk(self.sheet.nodes) if node.id == self.indicator), None)

    @property
    def points(self) -> Fraction | None:
        return self.sheet.score if self.indicator is None else self._own.score

    @property
    def result(self) -> Result:
        if self.indicator is None:
            return self.sheet.status
        return "excluded" if self._own.excluded else self._own.status

    @property
    def effects(self) -> tuple[Effect, ...]:
        return self.sheet.effects if self.indicator is None else self._own.effects

    @property
    def _own(self) -> Node:
        assert self.node is not None
        return self.node


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


@attrs.frozen(eq=False, repr=False)
class Outcome:
    """A case that has been run."""

    case: Case
    scored: Scored
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        return not self.mismatches


@attrs.define(eq=False, repr=False)
class Runner:
    """Scores one indicator at a time: a case needs no facts but those its indicator uses."""

    rulebook: RuleBook
    narrowed: dict[str | None, RuleBook] = attrs.field(factory=dict)

    def run(self, case: Case) -> Outcome:
        scored = self.score(case.indicator, case.facts)
        return Outcome(case, scored, tuple(mismatches(case.expected, scored)))

    def score(self, indicator: str | None, facts: Facts) -> Scored:
        rulebook = self.narrow(indicator)
        sheet = score(rulebook, facts, partial=True, counterfactuals=False)
        return Scored(rulebook, indicator, facts, sheet)

    def narrow(self, indicator: str | None) -> RuleBook:
        """The rules with one branch of the tree only."""
        if indicator is None:
            return self.rulebook
        if indicator not in self.narrowed:
            kept = tuple(_branch(top, indicator) for top in self.rulebook.indicators)
            self.narrowed[indicator] = attrs.evolve(
                self.rulebook,
                indicators=tuple(top for top in kept if top is not None),
                total_rules=(),
            )
        return self.narrowed[indicator]


def indicator_of(scored: Scored) -> Indicator | None:
    """The indicator scored; None: the total."""
    found = (each for each in scored.rulebook.walk() if each.id == scored.indicator)
    return next(found, None)


def _branch(top: Indicator, wanted: str) -> Indicator | None:
    """`top` with only the way down to the indicator; the indicator itself whole."""
    if top.id == wanted:
        return top
    children = tuple(
        found for child in top.children if (found := _branch(child, wanted)) is not None
    )
    return attrs.evolve(top, children=children) if children else None


def mismatches(expected: Expectation, scored: Scored) -> Iterator[Mismatch]:
    """What comes out otherwise than expected."""
    if expected.points is not None and expected.points != scored.points:
        yield Mismatch("points", expected.points, scored.points)
    if expected.result is not None and expected.result != scored.result:
        yield Mismatch("result", expected.result, scored.result)
    if expected.grade is not None and expected.grade != scored.sheet.grade:
        yield Mismatch("grade", expected.grade, scored.sheet.grade)
    taken = [effect for effect in scored.effects if is_deduction(effect)]
    if expected.deducted is not None:
        total = -sum((effect.applied for effect in taken), Fraction(0))
        if total != expected.deducted:
            yield Mismatch("deducted", expected.deducted, total)
    for deduction in expected.deductions:
        yield from _deduction(deduction, scored)
    if expected.must_explain is not None:
        due = any(e.kind == "require" and e.status == "fired" for e in scored.effects)
        if due != expected.must_explain:
            yield Mismatch("must_explain", expected.must_explain, due)


def as_proposed(scored: Scored) -> Expectation:
    """What a proposed case says of itself: points, what else they may be, the grade, 须说明.

    Where 不适用 was asked it says that the points were scored.
    """
    shows_result = scored.indicator is not None and any(
        effect.kind == "not_applicable"
        for node in _walk(scored.sheet.nodes)
        for effect in node.effects
    )
    due = [e for e in scored.effects if e.kind == "require" and e.condition is not None]
    return Expectation(
        points=scored.points,
        result=scored.result if scored.result != "scored" or shows_result else None,
        grade=scored.sheet.grade if scored.indicator is None else None,
        must_explain=any(effect.status == "fired" for effect in due) if due else None,
    )


def _deduction(deduction: Deduction, scored: Scored) -> Iterator[Mismatch]:
    called = [effect for effect in scored.effects if is_called(effect, deduction.rule)]
    taken = -sum((effect.applied for effect in called), Fraction(0))
    if taken != deduction.points:
        yield Mismatch("deduction", deduction.points, taken, deduction.rule)
