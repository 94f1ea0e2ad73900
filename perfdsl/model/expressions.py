"""Typed expressions: every name is resolved, every type known, no way to say an unresolved one."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.model.types import Type
from perfdsl.source import Span


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Expression:
    type: Type
    span: Span = attrs.field(repr=False)


Value = Fraction | bool | date | str
"""What an expression can come to; a level or choice comes to its word."""


@attrs.frozen(eq=False, repr=False)
class Constant(Expression):
    value: Value
    unit: str | None = None
    """The unit it was written in, for printing."""


@attrs.frozen(eq=False, repr=False)
class FactReference(Expression):
    name: str
    last_year: bool = False


@attrs.frozen(eq=False, repr=False)
class DefinitionReference(Expression):
    """`last_year`: the definition computed from last year's facts, unless given as such."""

    name: str
    last_year: bool = False


@attrs.frozen(eq=False, repr=False)
class FieldReference(Expression):
    """A field of the record an aggregate looks at."""

    records: str
    field: str


@attrs.frozen(eq=False, repr=False)
class FullMarks(Expression):
    """`满分` of the indicator at hand."""


@attrs.frozen(eq=False, repr=False)
class Negative(Expression):
    operand: "Expr"


@attrs.frozen(eq=False, repr=False)
class Absolute(Expression):
    operand: "Expr"


@attrs.frozen(eq=False, repr=False)
class Arithmetic(Expression):
    """Also date − date (days), date ± days, date ± months (the last day of a short month)."""

    operator: Literal["+", "-", "*", "/"]
    left: "Expr"
    right: "Expr"


@attrs.frozen(eq=False, repr=False)
class Extremum(Expression):
    kind: Literal["max", "min"]
    operands: "tuple[Expr, ...]"


@attrs.frozen(eq=False, repr=False)
class Rounding(Expression):
    """To a multiple of `step`: half up (away from zero), up or down."""

    direction: Literal["half_up", "up", "down"]
    operand: "Expr"
    step: "Expr"


@attrs.frozen(eq=False, repr=False)
class WorkingDays(Expression):
    """Working days after `start`, up to and with `end`; 0 where end ≤ start."""

    start: "Expr"
    end: "Expr"


@attrs.frozen(eq=False, repr=False)
class Aggregate(Expression):
    """Over the records that meet `where`; `value` is None for `count`, `weight` is for
    `weighted_average` only. The sum and count of none are 0, the others undefined.
    """

    kind: Literal["sum", "count", "average", "weighted_average", "max", "min"]
    records: str
    value: "Expr | None"
    weight: "Expr | None" = None
    where: "Expr | None" = None


Order = Literal[">", ">=", "<", "<=", "=", "!="]


@attrs.frozen(eq=False, repr=False)
class Comparison(Expression):
    operator: Order
    left: "Expr"
    right: "Expr"


@attrs.frozen(eq=False, repr=False)
class Logic(Expression):
    """True or false as soon as either side decides; a side that is not needed is not demanded."""

    operator: Literal["and", "or"]
    left: "Expr"
    right: "Expr"


@attrs.frozen(eq=False, repr=False)
class Not(Expression):
    operand: "Expr"


@attrs.frozen(eq=False, repr=False)
class Interval:
    """Both ends None: everything. An end that is None is not closed."""

    lower: "Expr | None"
    upper: "Expr | None"
    lower_closed: bool
    upper_closed: bool
    span: Span = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class Within(Expression):
    operand: "Expr"
    interval: Interval


@attrs.frozen(eq=False, repr=False)
class Case:
    key: "Expr | None"
    value: "Expr"


@attrs.frozen(eq=False, repr=False)
class Table(Expression):
    """The value of the first case whose key equals the subject; key None fits all. Lazy."""

    subject: "Expr"
    cases: tuple[Case, ...]


Expr = (
    Constant
    | FactReference
    | DefinitionReference
    | FieldReference
    | FullMarks
    | Negative
    | Absolute
    | Arithmetic
    | Extremum
    | Rounding
    | WorkingDays
    | Aggregate
    | Comparison
    | Logic
    | Not
    | Within
    | Table
)


def children(expression: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside, in the order they are written."""
    match expression:
        case Constant() | FactReference() | DefinitionReference() | FieldReference() | FullMarks():
            return ()
        case Negative() | Absolute() | Not():
            return (expression.operand,)
        case Arithmetic() | Comparison() | Logic():
            return (expression.left, expression.right)
        case Extremum():
            return expression.operands
        case Rounding():
            return (expression.operand, expression.step)
        case WorkingDays():
            return (expression.start, expression.end)
        case Aggregate():
            inner = (expression.value, expression.weight, expression.where)
            return tuple(part for part in inner if part is not None)
        case Within():
            ends = (expression.interval.lower, expression.interval.upper)
            return (expression.operand, *(end for end in ends if end is not None))
        case Table():
            parts = [expression.subject]
            for case in expression.cases:
                parts += [case.value] if case.key is None else [case.key, case.value]
            return tuple(parts)


def walk(expression: Expr) -> Iterator[Expr]:
    """`expression` and everything inside it."""
    yield expression
    for child in children(expression):
        yield from walk(child)
