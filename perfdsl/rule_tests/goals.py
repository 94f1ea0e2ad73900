"""What a full set of cases reaches: every rule holding and not, every boundary from both sides.

A goal is known by its key, which names quantities and limits and nothing of how they are written.
"""

from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.intervals import Range
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.expressions import Value
from perfdsl.model.types import Type
from perfdsl.source import Span
from perfdsl.wording import Phrase

Position = Literal["below", "at", "above"]
Part = Literal["condition", "unless", "points", "operand"]
Change = Literal["more", "less"]


@attrs.frozen(repr=False)
class Scope:
    """Inside what an expression stands: definitions on the way to it, the year, a list of records."""

    definitions: tuple[tuple[str, bool], ...] = ()
    last_year: bool = False
    records: str | None = None


HERE = Scope()

Decider = model.Expr | rules.Bands | rules.Step


@attrs.frozen(repr=False)
class Site:
    """Where in an indicator something is asked: the rule or row, the part of it, the side of 且 and 或.

    `node` is what decides there; with another one in its place it is seen whether it matters.
    """

    rule: str
    part: Part = "condition"
    branch: tuple[int, ...] = ()
    scope: Scope = HERE
    node: Decider | None = None


# --- what is to be reached -----------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class Applies:
    """The rule or row holds (`wanted`), or is asked and does not."""

    wanted: bool


@attrs.frozen(eq=False, repr=False)
class Lies:
    """The quantity lies in `target`: on a limit, or beside it up to the next limit."""

    quantity: model.Expr
    limit: Fraction
    position: Position
    target: Range
    unit: str | None


@attrs.frozen(eq=False, repr=False)
class Is:
    """An answer, a level or a choice comes to this value."""

    asked: model.Expr
    value: Value


@attrs.frozen(eq=False, repr=False)
class Picks:
    """A line of a table of values is the one that counts; with `change` so that a value a little
    larger or smaller would give other points.
    """

    table: model.Table
    line: int
    change: Change | None = None


Measure = Literal["asked", "raw", "before_cap", "total"]
"""What a rule asks for before 最多; the indicator's points before its bounds, before 封顶; the total."""


@attrs.frozen(eq=False, repr=False)
class Earns:
    """Points lie in `target`."""

    measure: Measure
    limit: Fraction
    position: Position
    target: Range
    name: str = ""
    """The grade whose line it is."""


JudgedPlace = Literal["least", "most", "inside", "below", "above", "off_step"]


@attrs.frozen(eq=False, repr=False)
class Judges:
    """Judged points stand at this place of their range."""

    key: str
    place: JudgedPlace
    least: Fraction
    most: Fraction
    step: Fraction | None


Aim = Applies | Lies | Is | Picks | Earns | Judges


@attrs.frozen(eq=False, repr=False)
class Goal:
    """`owner` None: the total. `impossible` says why no facts can reach it."""

    key: str
    owner: str | None
    aim: Aim
    sites: tuple[Site, ...]
    span: Span = attrs.field(repr=False)
    impossible: Phrase | None = None

    @property
    def is_rule(self) -> bool:
        """Of the coverage by rule; the others are boundaries."""
        return isinstance(self.aim, Applies)

    @property
    def type(self) -> Type | None:
        return self.aim.quantity.type if isinstance(self.aim, Lies) else None
