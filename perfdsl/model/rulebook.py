"""One year's complete rules, checked."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.model.expressions import Expr, Value
from perfdsl.model.rules import Notes, Rule
from perfdsl.model.types import Type
from perfdsl.source import SourceText, Span


@attrs.frozen(eq=False, repr=False)
class Bounds:
    """What values a fact may take; None is open ended. In base units."""

    lower: Value | None
    upper: Value | None
    lower_closed: bool
    upper_closed: bool

    def hold(self, value: Value) -> bool:
        if not isinstance(value, Fraction):
            return True
        lower, upper = self.lower, self.upper
        if isinstance(lower, Fraction) and (
            value < lower or (value == lower and not self.lower_closed)
        ):
            return False
        return not (
            isinstance(upper, Fraction)
            and (value > upper or (value == upper and not self.upper_closed))
        )


@attrs.frozen(eq=False, repr=False)
class FactDeclaration:
    name: str
    type: Type
    span: Span = attrs.field(repr=False)
    title: str = ""
    """The name as written, with its quotes."""
    unit: str | None = None
    """Unit of a bare number in the facts file and of printing; None: as the type needs."""
    bounds: Bounds | None = None
    meaning: str | None = None
    fields: "tuple[FactDeclaration, ...]" = ()
    is_whole: bool = False
    """人数 and 次数 are whole numbers."""
    counts: str | None = None
    """What is counted where the type says it and no unit does: 人 of 人数."""


@attrs.frozen(eq=False, repr=False)
class Definition:
    name: str
    value: Expr
    span: Span = attrs.field(repr=False)
    title: str = ""
    notes: Notes = Notes()
    needs: tuple[str, ...] = ()
    """The definitions its expression names, of this or last year; never itself, even in a circle."""

    @property
    def type(self) -> Type:
        return self.value.type


@attrs.frozen(eq=False, repr=False)
class Indicator:
    """A node of the tree. A leaf has rules that give points; a heading has children.

    `path` holds the names from the first level down; joined by `/` it identifies the indicator.
    Points lie in [`lower`, `upper`], by default 0 and `full`.
    """

    path: tuple[str, ...]
    title: str
    level: int
    full: Fraction
    lower: Fraction
    upper: Fraction
    span: Span = attrs.field(repr=False)
    rules: tuple[Rule, ...] = ()
    children: "tuple[Indicator, ...]" = ()
    is_limited: bool = True
    """A heading without 上限 and 下限 of its own is not bounded again: its parts are."""
    notes: Notes = Notes()
    code: str | None = None
    former_name: str | None = None
    documentation: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "/".join(self.path)

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def is_leaf(self) -> bool:
        return not self.children

    def walk(self) -> "Iterator[Indicator]":
        """This node and everything below it, in file order."""
        yield self
        for child in self.children:
            yield from child.walk()


@attrs.frozen(repr=False)
class Grade:
    name: str
    points: Fraction
    """The lower end, included."""


@attrs.frozen(eq=False, repr=False)
class Allowance:
    """A rule of the linter that is silent in a part of the file, and why.

    `covers` is the part: what the line stands below, with all that belongs to it.
    """

    name: str
    reason: str
    span: Span = attrs.field(repr=False)
    name_span: Span = attrs.field(repr=False)
    covers: Span = attrs.field(repr=False)


HeaderKind = Literal[
    "scheme",
    "year",
    "edition",
    "full",
    "rounding",
    "steps",
    "rescale",
    "treatment",
    "money",
    "grades",
]


@attrs.frozen(eq=False, repr=False)
class RuleBook:
    source: SourceText = attrs.field(repr=False)
    scheme: str
    year: int | None
    edition: int
    full: Fraction
    lower: Fraction
    upper: Fraction
    rounding: int | None
    """Decimals of each indicator's score; None: not rounded."""
    rescale: Literal["group", "whole"]
    money_unit: str | None
    grades: tuple[Grade, ...]
    """Best first."""
    facts: Mapping[str, FactDeclaration]
    definitions: Mapping[str, Definition]
    indicators: tuple[Indicator, ...]
    total_rules: tuple[Rule, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    """In file order."""
    headers: Mapping[HeaderKind, Span] = attrs.field(factory=dict)
    """Where the lines at the top stand, each with the annotations below it."""
    limits_span: Span | None = attrs.field(default=None, repr=False)
    """Where 上限 or 下限 of the total stands; None where it has neither."""

    def walk(self) -> Iterator[Indicator]:
        """Every indicator, in file order."""
        for indicator in self.indicators:
            yield from indicator.walk()

    @property
    def leaves(self) -> tuple[Indicator, ...]:
        return tuple(indicator for indicator in self.walk() if indicator.is_leaf)
