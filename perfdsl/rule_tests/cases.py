"""A test file as it was read: cases with what they give and what must come out."""

from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText, Span

Result = Literal["scored", "not_applicable", "excluded", "unknown", "not_computable"]


@attrs.frozen(eq=False, repr=False)
class Deduction:
    """What one rule must take; `rule` names it by its reason, its row's text or its line."""

    rule: str
    points: Fraction
    span: Span = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class Expectation:
    """What must come out; None is not asked about."""

    points: Fraction | None = None
    result: Result | None = None
    grade: str | None = None
    deducted: Fraction | None = None
    """All that the deductions take together."""
    deductions: tuple[Deduction, ...] = ()
    must_explain: bool | None = None

    @property
    def is_empty(self) -> bool:
        given = (self.points, self.result, self.grade, self.deducted, self.must_explain)
        return not self.deductions and all(part is None for part in given)


@attrs.frozen(eq=False, repr=False)
class Case:
    """`indicator` None: the total."""

    name: str
    indicator: str | None
    facts: Facts
    expected: Expectation
    span: Span = attrs.field(repr=False)
    is_confirmed: bool = True
    """False: proposed by the machine, and nobody has looked at the expected points yet."""


@attrs.frozen(eq=False, repr=False)
class Waiver:
    """A goal that no case need reach, in the words it is listed with, and why."""

    indicator: str | None
    goal: str
    reason: str
    span: Span = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class Suite:
    """The cases of one test file; `shared` are the facts that every case begins with."""

    source: SourceText = attrs.field(repr=False)
    rulebook: RuleBook
    cases: tuple[Case, ...]
    shared: Facts
    waivers: tuple[Waiver, ...] = ()
