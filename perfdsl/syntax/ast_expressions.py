"""The part of the tree inside a statement: every node's base, expressions and intervals."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.source import Span
from perfdsl.terms import find_function


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Node:
    """Every node; equality, hash and representation are made here once, not for each class: that halves
    the time it takes to import the language."""

    span: Span = attrs.field(eq=False, repr=False)

    def _compared(self) -> tuple[object, ...]:
        return tuple(getattr(self, field.name) for field in attrs.fields(type(self)) if field.eq)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        assert isinstance(other, Node)
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((self.__class__, self._compared()))

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{field.name}={getattr(self, field.name)!r}"
            for field in attrs.fields(type(self))
            if field.repr
        )
        return f"{type(self).__name__}({shown})"


@attrs.frozen(eq=False, repr=False)
class Number(Node):
    """`2`, `20%`, `1.5万元`, `两项`: `value` is the number as written, before the unit is applied.

    `unit` is canonical: `%`, `‰`, `百分点`, `倍`, `元`, `千元`, `万元`, `百万元`, `亿元`, `天`, `工作日`, `月`, `分`, or a
    measure word as written (`个`, `项` …); None for a bare number.
    """

    value: Fraction
    unit: str | None = None


@attrs.frozen(eq=False, repr=False)
class DateLiteral(Node):
    value: date


@attrs.frozen(eq=False, repr=False)
class TextLiteral(Node):
    value: str


@attrs.frozen(eq=False, repr=False)
class Truth(Node):
    """`是` or `否`."""

    value: bool


@attrs.frozen(eq=False, repr=False)
class Name(Node):
    """A name without its quotes: `“三公经费”变动率` and `三公经费变动率` are equal."""

    text: str


@attrs.frozen(eq=False, repr=False)
class FullMarks(Node):
    """`满分`."""


@attrs.frozen(eq=False, repr=False)
class LastYear(Node):
    """`上年.X`."""

    name: Name


@attrs.frozen(eq=False, repr=False)
class Field(Node):
    """`项目.支出数`."""

    records: Name
    field: Name


@attrs.frozen(eq=False, repr=False)
class Negative(Node):
    """`-x`."""

    operand: "Expr"


@attrs.frozen(eq=False, repr=False)
class Arithmetic(Node):
    operator: Literal["+", "-", "*", "/"]
    left: "Expr"
    right: "Expr"


ComparisonOperator = Literal[">", ">=", "<", "<=", "=", "!="]


@attrs.frozen(eq=False, repr=False)
class Comparison(Node):
    """`a < b` or a chain `a <= b < c`: one more operand than operators."""

    operands: "tuple[Expr, ...]"
    operators: tuple[ComparisonOperator, ...]


@attrs.frozen(eq=False, repr=False)
class Interval(Node):
    """`80%(含) 至 90%(不含)`, `[80%, 90%)`, `>= 95%`, `= 0`, `60%以下(不含)`.

    A missing end is None and its `closed` False; `= 0` has both ends and both closed.
    """

    lower: "Expr | None"
    upper: "Expr | None"
    lower_closed: bool
    upper_closed: bool


@attrs.frozen(eq=False, repr=False)
class Within(Node):
    """`X 在 80%(含) 至 90%(不含)`; also `X 80%以上(含)`."""

    operand: "Expr"
    interval: Interval


@attrs.frozen(eq=False, repr=False)
class Logic(Node):
    operator: Literal["and", "or"]
    left: "Expr"
    right: "Expr"


@attrs.frozen(eq=False, repr=False)
class Not(Node):
    operand: "Expr"


@attrs.frozen(eq=False, repr=False)
class Absolute(Node):
    """`|x|`."""

    operand: "Expr"


@attrs.frozen(eq=False, repr=False)
class Call(Node):
    """`合计(项目.支出数 其中 X)`; `function` as written (any name), the checker knows which exist."""

    function: Name
    arguments: "tuple[Expr, ...]"
    where: "Expr | None" = None

    def _compared(self) -> tuple[object, ...]:
        """The same function in either language is the same."""
        term = find_function(self.function.text)
        name = self.function.text if term is None else term.id
        return (name, self.arguments, self.where)


@attrs.frozen(eq=False, repr=False)
class Population(Node):
    """`同组(档次).最小(X 其中 条件)`, `全体.平均(X)`: reserved; `排名(X)` is an ordinary `Call`."""

    group: "Expr"
    call: Call


@attrs.frozen(eq=False, repr=False)
class Case(Node):
    """One entry `东部 100%` of a parameter table; `key` None is `其余`."""

    key: "Expr | None"
    value: "Expr"


@attrs.frozen(eq=False, repr=False)
class Table(Node):
    """`按 地区 取 东部 100%, 中部 40%, 其余 30%`; only as the whole right side of a definition."""

    subject: "Expr"
    cases: tuple[Case, ...]


@attrs.frozen(eq=False, repr=False)
class Judged(Node):
    """`人工 P 至 Q [步长 S]`; only where points stand."""

    least: "Expr"
    most: "Expr"
    step: "Expr | None" = None


Expr = (
    Number
    | DateLiteral
    | TextLiteral
    | Truth
    | Name
    | FullMarks
    | LastYear
    | Field
    | Negative
    | Arithmetic
    | Comparison
    | Within
    | Logic
    | Not
    | Absolute
    | Call
    | Population
    | Table
    | Judged
)


def children(node: Node) -> list[Node]:
    """The nodes directly inside `node`, in the order of its fields."""
    kind = type(node)
    names = _FIELDS.get(kind)
    if names is None:
        names = tuple(field.name for field in attrs.fields(kind) if field.name != "span")
        _FIELDS[kind] = names
    inside: list[Node] = []
    for name in names:
        value = getattr(node, name)
        if isinstance(value, Node):
            inside.append(value)
        elif isinstance(value, tuple):
            inside += [part for part in value if isinstance(part, Node)]
    return inside


_FIELDS: dict[type[Node], tuple[str, ...]] = {}
"""Where in a node there may be others."""


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node inside it, outermost first."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += reversed(children(each))
