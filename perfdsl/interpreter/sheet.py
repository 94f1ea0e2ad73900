"""The score sheet: the result and its trace. Its public form is `perfdsl.score/1`.

The ledger law: for every node, `full − score = −(applied of its effects) + Σ (full − score of its children)`,
and for the sheet the same over its nodes and its own effects. `check_ledger` holds it at run time.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.diagnostic import Diagnostic
from perfdsl.model.expressions import Value as PlainValue
from perfdsl.model.rules import Notes
from perfdsl.model.types import Type
from perfdsl.source import SourceText, Span
from perfdsl.wording import Words, in_both

Status = Literal["scored", "not_applicable", "unknown", "not_computable"]
EffectKind = Literal[
    "award",
    "deduct",
    "add",
    "band",
    "item",
    "manual",
    "not_applicable",
    "exempt",
    "cap",
    "veto",
    "require",
    "round",
    "rescale",
    "base",
]
"""`round`, `rescale` and `base` belong to the node and not to a written rule: the rounding, the conversion
after 剔除, and points that a checklist's rows leave over."""

EffectStatus = Literal[
    "fired", "not_met", "overridden", "capped", "exempted", "unknown", "not_computable"
]


@attrs.frozen(eq=False, repr=False)
class Value:
    """A named quantity that a rule looked at.

    `value` None: missing or undefined. `inputs`: what it was computed from, down to given facts.
    """

    name: str
    value: PlainValue | None
    type: Type
    unit: str | None
    origin: Literal["given", "computed", "constant", "missing", "undefined"]
    span: Span = attrs.field(repr=False)
    """Where it comes from: the facts file's line if given, the definition if computed."""
    evidence: Words | None = None
    last_year: bool = False
    inputs: "tuple[Value, ...]" = ()


@attrs.frozen(eq=False, repr=False)
class Condition:
    """As written, with the values in it, and what came out (None: unknown or undefined)."""

    text: Words = attrs.field(converter=in_both)
    substituted: Words = attrs.field(converter=in_both)
    result: bool | None
    children: "tuple[Condition, ...]" = ()


@attrs.frozen(eq=False, repr=False)
class Margin:
    """How far the value was from the limit: `amount` ≥ 0, in base units of `type`.

    `over`: the condition holds, by this much. `short`: it does not, for want of this much.
    """

    name: str
    amount: Fraction
    type: Type
    unit: str | None
    side: Literal["over", "short"]
    is_above: bool = True
    """The value named lies above the limit (or on it)."""


@attrs.frozen(eq=False, repr=False)
class Counterfactual:
    """The smallest change of one given fact in the department's hand that wins the points of this effect back.

    The change is on the grid the fact is written in (whole people, 0.01 of its unit), and was re-scored.
    """

    fact: str
    before: PlainValue
    after: PlainValue
    type: Type
    unit: str | None
    gain: Fraction
    """By how much the indicator's score rises."""
    rise: Fraction | None = None
    """By how much the total rises, where other rules use the fact too."""


@attrs.frozen(eq=False, repr=False)
class Detail:
    """Numbers behind an effect, by ASCII name, for the wording: `steps`, `excess`, `size`, `per_step` …"""

    name: str
    value: Fraction
    type: Type
    unit: str | None = None


@attrs.frozen(eq=False, repr=False)
class Effect:
    """What one rule did: `points` is what it asks for (signed), `applied` what took effect (signed).

    `applied` is relative to full marks: an award of 7 in 10 is applied −3.
    """

    rule: str
    kind: EffectKind
    status: EffectStatus
    points: Fraction | None
    applied: Fraction
    span: Span | None = attrs.field(default=None, repr=False)
    condition: Condition | None = None
    values: tuple[Value, ...] = ()
    margin: Margin | None = None
    counterfactual: Counterfactual | None = None
    details: tuple[Detail, ...] = ()
    overridden_by: str | None = None
    """The id of the rule that stands in the way (an earlier award, an exemption, 不适用)."""
    missing: tuple[str, ...] = ()
    text: str | None = None
    """The row's or rule's own text: a checklist row, an exemption's reason."""
    judgement_reason: str | None = None
    judgement_span: Span | None = attrs.field(default=None, repr=False)
    notes: Notes = Notes()

    @property
    def is_loss(self) -> bool:
        return self.applied < 0


@attrs.frozen(eq=False, repr=False)
class Node:
    """One indicator's result. `score` None: unknown or not computable, or left out (不适用剔除).

    `least` and `most` bound the score; both equal it where it is known.
    """

    id: str
    path: tuple[str, ...]
    title: str
    full: Fraction
    score: Fraction | None
    least: Fraction
    most: Fraction
    status: Status
    effects: tuple[Effect, ...]
    span: Span = attrs.field(repr=False)
    children: "tuple[Node, ...]" = ()
    excluded: bool = False
    """不适用 and 剔除: the points are left out; `score` is None and its effects take `full` off."""
    notes: Notes = Notes()
    code: str | None = None

    @property
    def is_leaf(self) -> bool:
        return not self.children


@attrs.frozen(eq=False, repr=False)
class MissingFact:
    """A fact the scoring asked for and did not find, with the rules that need it."""

    name: str
    kind: Literal["fact", "last_year", "judgement"]
    span: Span = attrs.field(repr=False)
    """Its declaration; for judged points the rule."""
    rules: tuple[str, ...]
    indicators: tuple[str, ...]
    type: Type | None = None


def walk_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, in file order."""
    for node in nodes:
        yield node
        yield from walk_nodes(node.children)


@attrs.frozen(eq=False, repr=False)
class ScoreSheet:
    """The whole result. `effects` are those of the total: caps, deductions, rescaling, veto.

    `score` None: some indicator is unknown or not computable; `least` and `most` then bound it.
    `grade` is None where there is no scale or the score is not known; `grades` lists the possible ones.
    """

    rules_source: SourceText = attrs.field(repr=False)
    facts_source: SourceText = attrs.field(repr=False)
    scheme: str
    rules_year: int | None
    subject: str | None
    facts_year: int | None
    full: Fraction
    score: Fraction | None
    least: Fraction
    most: Fraction
    grade: str | None
    possible_grades: tuple[str, ...]
    status: Status
    places: int | None
    """Decimals of scores as declared; None: exact."""
    nodes: tuple[Node, ...]
    effects: tuple[Effect, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    money_unit: str | None = None
    partial: bool = False
    """An unfinished result was asked for: intervals are wanted where facts are missing."""

    @property
    def is_stopped(self) -> bool:
        """Facts are missing and nobody asked for an unfinished result."""
        return bool(self.missing) and not self.partial
