"""The statement forms, resolved. A rule's `id` is stable: path, kind and number in the indicator."""

from typing import Literal

import attrs

from perfdsl.model.expressions import Expr, Interval
from perfdsl.source import Span


@attrs.frozen(repr=False)
class Notes:
    """What annotations say about a rule or an indicator; empty where nothing was written."""

    basis: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    problem: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    """Rules of the linter that are silent here, each with the reason."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RuleBase:
    id: str
    span: Span = attrs.field(repr=False)
    notes: Notes = Notes()


@attrs.frozen(eq=False, repr=False)
class Judged:
    """A judged number of points in [least, most], in steps of `step` from `least`.

    `key` is where the facts give it: the indicator's path, followed by the row's text where there are several.
    """

    least: Expr
    most: Expr
    step: Expr | None
    key: str
    span: Span = attrs.field(repr=False)


Points = Expr | Judged


@attrs.frozen(eq=False, repr=False)
class Step:
    """Steps of `size` in the excess; `excess` is an expression (`X − limit`), no step if it is ≤ 0."""

    mode: Literal["full", "started", "proportional"]
    excess: Expr
    size: Expr


@attrs.frozen(eq=False, repr=False)
class Award(RuleBase):
    """`points` where `condition` is the first to hold (None: always)."""

    condition: Expr | None
    points: Points
    step: Step | None = None
    at_most: Expr | None = None


@attrs.frozen(eq=False, repr=False)
class Adjustment(RuleBase):
    kind: Literal["deduct", "add"]
    condition: Expr
    points: Points
    step: Step | None = None
    unless: Expr | None = None
    at_most: Expr | None = None
    covers: bool = False
    """A 扣 on the same quantity as a 得 of the indicator: where it holds and no 得 does, the base is
    full marks (`≤100% 计5分；每超过一个百分点扣0.5分`).
    """


@attrs.frozen(eq=False, repr=False)
class Interpolation:
    """From `lower_points` at the lower end of the band to `upper_points` at the upper, linear."""

    lower_points: Expr
    upper_points: Expr
    span: Span = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class Band(RuleBase):
    """`interval` None is `其余`."""

    interval: Interval | None
    points: Points | Interpolation


@attrs.frozen(eq=False, repr=False)
class Bands(RuleBase):
    operand: Expr
    rows: tuple[Band, ...]


@attrs.frozen(eq=False, repr=False)
class ChecklistItem(RuleBase):
    condition: Expr
    points: Points
    text: str | None = None


@attrs.frozen(eq=False, repr=False)
class Checklist(RuleBase):
    """`award`: a row that holds gives its points (the base). `deduct`: a row that holds costs them.
    `deduct_missing`: a row that does not hold costs them.
    """

    kind: Literal["award", "deduct", "deduct_missing"]
    rows: tuple[ChecklistItem, ...]
    unless: Expr | None = None
    at_most: Expr | None = None


@attrs.frozen(eq=False, repr=False)
class NotApplicable(RuleBase):
    condition: Expr
    treatment: Literal["full", "zero", "exclude"]


@attrs.frozen(eq=False, repr=False)
class Exemption(RuleBase):
    """免扣: no deduction of the indicator counts."""

    condition: Expr
    text: str | None = None


@attrs.frozen(eq=False, repr=False)
class Cap(RuleBase):
    """封顶: at most `points` where the condition holds (None: always)."""

    condition: Expr | None
    points: Expr


@attrs.frozen(eq=False, repr=False)
class Requirement(RuleBase):
    """须说明: no points; a finding until the facts carry an explanation."""

    condition: Expr
    text: str


@attrs.frozen(eq=False, repr=False)
class Veto(RuleBase):
    """一票否决: the grade (None: the lowest), or a total of 0."""

    condition: Expr
    grade: str | None
    zero: bool


Rule = Award | Adjustment | Bands | Checklist | NotApplicable | Exemption | Cap | Requirement | Veto

Effect = Literal[
    "award",
    "deduct",
    "add",
    "band",
    "item",
    "not_applicable",
    "exempt",
    "cap",
    "require",
    "veto",
]
"""What a rule does, as in score sheets."""


def effect_of(rule: Rule) -> Effect:
    """What the rule does where it holds."""
    match rule:
        case Award():
            return "award"
        case Adjustment():
            return rule.kind
        case Bands():
            return "band"
        case Checklist():
            return "item"
        case NotApplicable():
            return "not_applicable"
        case Exemption():
            return "exempt"
        case Cap():
            return "cap"
        case Requirement():
            return "require"
        case Veto():
            return "veto"
