"""What is known about one department, checked against the rules' declarations."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.model.expressions import Value
from perfdsl.source import SourceText, Span
from perfdsl.wording import Words


@attrs.frozen(eq=False, repr=False)
class Fact:
    """A given value, in base units (元, 1 for 100%), with its evidence.

    `unit` is the unit it was given in. Records are tuples of mappings from field name to Fact.
    """

    name: str
    value: "Value | tuple[Mapping[str, Fact], ...]"
    span: Span = attrs.field(repr=False)
    unit: str | None = None
    evidence: Words | None = None
    """来源: the document, page or sentence it was taken from."""
    note: str | None = None
    written: Span | None = attrs.field(default=None, repr=False)
    """The value itself, as it stands in the file."""


@attrs.frozen(eq=False, repr=False)
class Judgement:
    """Judged points with the reason for them."""

    key: str
    points: Fraction
    reason: str | None
    span: Span = attrs.field(repr=False)
    evidence: Words | None = None
    written: Span | None = attrs.field(default=None, repr=False)
    """The points themselves, as they stand in the file."""


@attrs.frozen(eq=False, repr=False)
class Stated:
    """A score as the department or the report states it; `path` None is the total."""

    path: str | None
    points: Fraction
    span: Span = attrs.field(repr=False)
    written: Span | None = attrs.field(default=None, repr=False)


@attrs.frozen(eq=False, repr=False)
class StatedGrade:
    name: str
    span: Span
    written: Span | None = attrs.field(default=None, repr=False)


@attrs.frozen(eq=False, repr=False)
class Explanation:
    path: str
    text: str
    span: Span = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class Facts:
    """`values` may hold facts and definitions: a given definition is not computed.

    `working_days` says of single dates whether they are working days; it wins over the calendar.
    """

    source: SourceText = attrs.field(repr=False)
    subject: str | None = None
    year: int | None = None
    values: Mapping[str, Fact] = attrs.field(factory=dict)
    last_year: Mapping[str, Fact] = attrs.field(factory=dict)
    judgements: Mapping[str, Judgement] = attrs.field(factory=dict)
    explanations: Mapping[str, Explanation] = attrs.field(factory=dict)
    stated: tuple[Stated, ...] = ()
    stated_grade: StatedGrade | None = None
    working_days: Mapping[date, bool] = attrs.field(factory=dict)
    unfilled: Mapping[str, Span] = attrs.field(factory=dict)
    """Entries that are left empty, by the name of the fact or the key of the judgement."""
    headings: Mapping[str, Span] = attrs.field(factory=dict, repr=False)
    """Where the parts of the file begin, by the ids of their words: `facts`, `last_year`, `judged`."""
