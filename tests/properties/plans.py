"""A generated rule book as plain tuples, from which both the rule text and the expected answer are made.

Expressions and conditions are tuples whose first element says what they are:

    ("num", value, unit) ("full",) ("fact", name) ("def", name) ("last", name) ("field", records, name)
    ("word", text) ("date", day) ("truth", flag) ("bin", op, a, b) ("neg", a) ("abs", a)
    ("max", a, b) ("min", a, b) ("round", direction, a, step or None, places or None)
    ("agg", kind, records, value, weight, where) ("table", subject, ((key or None, value), …))
    ("cmp", op, a, b) ("chain", a, op, b, op, c) ("in", a, Interval) ("and", a, b) ("or", a, b) ("not", a)

Points are such expressions, or ("judged", least, most, step, row text) or ("line", low, high).
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, NamedTuple

Expr = tuple[Any, ...]
Mode = Literal["full", "started", "proportional"]
Treatment = Literal["full", "zero", "exclude"]
Data = dict[str, dict[str, Any]]
"""`values`, `last` and `judged`: what is known, by name; a missing name is a missing fact."""


class Interval(NamedTuple):
    lower: Expr | None
    upper: Expr | None
    lower_closed: bool
    upper_closed: bool


class FactPlan(NamedTuple):
    name: str
    kind: str
    words: tuple[str, ...] = ()
    unit: str | None = None
    fields: "tuple[FactPlan, ...]" = ()


class DefinitionPlan(NamedTuple):
    name: str
    kind: str
    value: Expr


class Step(NamedTuple):
    mode: Mode
    size: Expr
    bare: bool
    """Written with a bare 每: the file's setting is `mode`."""


class Award(NamedTuple):
    condition: Expr | None
    points: Expr
    step: Step | None = None
    most: Expr | None = None
    otherwise: bool = False


class Change(NamedTuple):
    kind: Literal["deduct", "add"]
    condition: Expr
    points: Expr
    step: Step | None = None
    unless: Expr | None = None
    most: Expr | None = None


class Row(NamedTuple):
    interval: Interval | None
    points: Expr


class Bands(NamedTuple):
    subject: Expr
    rows: tuple[Row, ...]


class Item(NamedTuple):
    condition: Expr
    points: Expr | None
    text: str | None


class Checklist(NamedTuple):
    kind: Literal["award", "deduct", "deduct_missing"]
    points: Expr | None
    rows: tuple[Item, ...]
    unless: Expr | None = None
    most: Expr | None = None


class Inapplicable(NamedTuple):
    condition: Expr
    treatment: Treatment
    bare: bool
    """Written without its treatment, which is the file's."""


class Pardon(NamedTuple):
    condition: Expr


class Cap(NamedTuple):
    condition: Expr | None
    points: Expr


class Ask(NamedTuple):
    condition: Expr


class Veto(NamedTuple):
    condition: Expr
    grade: str | None
    zero: bool


RulePlan = Award | Change | Bands | Checklist | Inapplicable | Pardon | Cap | Ask | Veto


class NodePlan(NamedTuple):
    """`stated` False: the marks are not written but shared out or summed. `lower`, `upper`: if written."""

    name: str
    full: Fraction
    stated: bool
    rules: tuple[RulePlan, ...] = ()
    children: "tuple[NodePlan, ...]" = ()
    lower: Fraction | None = None
    upper: Fraction | None = None
    plain_word: bool = False
    """Written 指标 instead of its level, where that means the same."""


class Plan(NamedTuple):
    facts: tuple[FactPlan, ...]
    definitions: tuple[DefinitionPlan, ...]
    nodes: tuple[NodePlan, ...]
    total_rules: tuple[RulePlan, ...] = ()
    total_lower: Fraction | None = None
    total_upper: Fraction | None = None
    places: int | None = None
    step_mode: Mode | None = None
    rescale: Literal["group", "whole"] = "group"
    treatment: Treatment | None = None
    grades: tuple[tuple[str, Fraction], ...] = ()
    full_stated: bool = True

    @property
    def full(self) -> Fraction:
        return sum((node.full for node in self.nodes), Fraction(0))


def walk(
    nodes: tuple[NodePlan, ...], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, NodePlan]]:
    """Every node with its path joined by `/`, in file order."""
    for node in nodes:
        path = (*above, node.name)
        yield "/".join(path), node
        yield from walk(node.children, path)


def mentions(thing: Any) -> Iterator[Expr]:
    """Every expression tuple inside a plan, a rule or an expression."""
    if isinstance(thing, tuple):
        if (
            thing
            and isinstance(thing[0], str)
            and thing[0].isascii()
            and not hasattr(thing, "_fields")
        ):
            yield thing
        for part in thing:
            yield from mentions(part)


def used_names(plan: Plan, kind: str) -> set[str]:
    """The names that occur as `fact`, `def`, `last` … anywhere in the rules and definitions."""
    parts: tuple[Any, ...] = (plan.definitions, plan.nodes, plan.total_rules)
    return {found[1] for found in mentions(parts) if found[0] == kind and len(found) == 2}
