"""What was written: names are strings, every node has a span, equality ignores spans.

Both keyword languages, full-width and half-width symbols, noise words and quotes give the same nodes.
Expressions are in `ast_expressions` and handed on from here.
"""

from typing import Literal

import attrs

from perfdsl.source import SourceText, Span

from perfdsl.syntax.ast_expressions import (  # isort: skip
    Absolute, Arithmetic, Call, Case, Comparison, ComparisonOperator, DateLiteral, Expr, Field, FullMarks, Interval, Judged,
    LastYear, Logic, Name, Negative, Node, Not, Number, Population, Table, TextLiteral, Truth, Within, children, walk,
)  # fmt: skip

__all__ = [
    "Absolute", "Arithmetic", "Call", "Case", "Comparison", "ComparisonOperator",
    "DateLiteral", "Expr", "Field", "FullMarks", "Interval", "Judged", "LastYear", "Logic",
    "Name", "Negative", "Node", "Not", "Number", "Population", "Table", "TextLiteral", "Truth", "Within", "children", "walk",
]  # fmt: skip

# --- annotations ---------------------------------------------------------------------------------
AnnotationKind = Literal[
    "basis", "documents", "method", "note", "reason", "problem", "advice", "former_name", "code", "allow"
]  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class Annotation(Node):
    """`依据 来源 方法 说明 理由 问题 建议 原名 编号 放过` (name, reason), on a line of its own or behind a rule."""

    kind: AnnotationKind
    texts: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Statement(Node):
    """A logical line, with the annotations below it and the comment lines right above it."""

    annotations: tuple[Annotation, ...] = ()


# --- headers -------------------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class SchemeHeader(Statement):
    """`方案 NAME`."""

    name: str


@attrs.frozen(eq=False, repr=False)
class YearHeader(Statement):
    year: int


@attrs.frozen(eq=False, repr=False)
class EditionHeader(Statement):
    """`语言 1`."""

    edition: int


@attrs.frozen(eq=False, repr=False)
class FullMarksHeader(Statement):
    """`满分 100 分`."""

    points: Expr


@attrs.frozen(eq=False, repr=False)
class RoundingHeader(Statement):
    """`保留 2 位小数`."""

    places: int


StepMode = Literal["full", "started", "proportional"]
"""What a part of a step counts: 按整 nothing, 进一 a whole step, 按比例 its share."""


@attrs.frozen(eq=False, repr=False)
class StepHeader(Statement):
    """`每 按整`."""

    mode: StepMode


@attrs.frozen(eq=False, repr=False)
class RescaleHeader(Statement):
    """`剔除换算 组内|全表`."""

    scope: Literal["group", "whole"]


Treatment = Literal["full", "zero", "exclude"]
"""What 不适用 gives: 得 满分, 得 0, 剔除."""


@attrs.frozen(eq=False, repr=False)
class NotApplicableHeader(Statement):
    """`不适用 得 满分`: what a bare 不适用 means in this file."""

    treatment: Treatment


@attrs.frozen(eq=False, repr=False)
class MoneyUnitHeader(Statement):
    """`金额单位 万元`: the unit of bare money."""

    unit: str


@attrs.frozen(eq=False, repr=False)
class GradeEntry(Node):
    name: str
    points: Expr


@attrs.frozen(eq=False, repr=False)
class GradesHeader(Statement):
    """`等级 优 90 分, 良 80 分, …`."""

    entries: tuple[GradeEntry, ...]


# --- declarations --------------------------------------------------------------------------------

TypeKind = Literal[
    "money",
    "ratio",
    "count",
    "days",
    "months",
    "date",
    "truth",
    "level",
    "choice",
    "text",
    "records",
]


@attrs.frozen(eq=False, repr=False)
class TypeName(Node):
    """`金额`, `等级 a, b, c`; `kind` None where the word is no type (the span shows it)."""

    kind: TypeKind | None
    words: tuple[Name, ...] = ()
    """The words of a level or choice, as written in order."""
    unit: str | None = None


@attrs.frozen(eq=False, repr=False)
class FieldDeclaration(Statement):
    """A row `- 名称 文本` under a fact of type 明细."""

    name: Name
    type: TypeName
    bounds: Interval | None = None
    meaning: str | None = None


@attrs.frozen(eq=False, repr=False)
class FactDeclaration(Statement):
    """`事实 NAME TYPE [unit] [bounds] ["meaning"]`."""

    name: Name
    type: TypeName
    bounds: Interval | None = None
    meaning: str | None = None
    fields: tuple[FieldDeclaration, ...] = ()
    incomplete: bool = attrs.field(default=False, eq=False, kw_only=True)
    """A line below could not be read: say nothing of what seems to be missing here."""


@attrs.frozen(eq=False, repr=False)
class Definition(Statement):
    """`定义 NAME = EXPR`."""

    name: Name
    value: Expr


# --- rules ---------------------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class Award(Statement):
    """`条件 得 P`, `得 P`, `否则 得 P`."""

    condition: Expr | None
    otherwise: bool
    points: Expr
    step: "Step | None" = None
    at_most: Expr | None = None


@attrs.frozen(eq=False, repr=False)
class Step(Node):
    """`每满 S`; `mode` None is a bare `每`."""

    mode: StepMode | None
    size: Expr


@attrs.frozen(eq=False, repr=False)
class Adjustment(Statement):
    """`条件 扣 P` and `条件 加 P`, with steps, `除外` and `最多` where written.

    The syntax lets the condition be missing; the checker refuses that.
    """

    kind: Literal["deduct", "add"]
    condition: Expr | None
    points: Expr
    step: Step | None = None
    unless: Expr | None = None
    at_most: Expr | None = None


@attrs.frozen(eq=False, repr=False)
class Band(Statement):
    """A row `- INTERVAL 得 P` or `- 其余 得 P` (interval None); `upper_points` is Q of `得 P 至 Q`."""

    interval: Interval | None
    points: Expr
    upper_points: Expr | None = None
    interpolated: bool = False


@attrs.frozen(eq=False, repr=False)
class Bands(Statement):
    """`按 X 分档`."""

    operand: Expr
    rows: tuple[Band, ...] = ()
    incomplete: bool = attrs.field(default=False, eq=False, kw_only=True)
    """A line below could not be read: say nothing of what seems to be missing here."""


@attrs.frozen(eq=False, repr=False)
class ChecklistItem(Statement):
    """A row `- 条件 [得|扣 P] ["text"]`."""

    condition: Expr
    points: Expr | None = None
    effect: Literal["award", "deduct"] | None = None
    text: str | None = None


@attrs.frozen(eq=False, repr=False)
class Checklist(Statement):
    """`逐项 得 P`, `逐项 扣 P`, `逐项 缺一 扣 P`; `points` None where every row has its own."""

    kind: Literal["award", "deduct", "deduct_missing"]
    points: Expr | None
    rows: tuple[ChecklistItem, ...] = ()
    unless: Expr | None = None
    at_most: Expr | None = None
    incomplete: bool = attrs.field(default=False, eq=False, kw_only=True)
    """A line below could not be read: say nothing of what seems to be missing here."""


@attrs.frozen(eq=False, repr=False)
class NotApplicable(Statement):
    """`条件 不适用 [得 满分 | 得 0 | 剔除]`."""

    condition: Expr
    treatment: Treatment | None = None


@attrs.frozen(eq=False, repr=False)
class Exemption(Statement):
    """`条件 免扣 ["reason"]`."""

    condition: Expr
    text: str | None = None


@attrs.frozen(eq=False, repr=False)
class Cap(Statement):
    """`条件 封顶 P`."""

    condition: Expr | None
    points: Expr


@attrs.frozen(eq=False, repr=False)
class Requirement(Statement):
    """`条件 须说明 "…"`."""

    condition: Expr
    text: str


@attrs.frozen(eq=False, repr=False)
class Veto(Statement):
    """`条件 一票否决 [等级 差 | 得 0]`: grade None and zero False where nothing follows."""

    condition: Expr
    grade: Name | None = None
    zero: bool = False


@attrs.frozen(eq=False, repr=False)
class Limit(Statement):
    """`上限 P`, `下限 P` on a node."""

    kind: Literal["upper", "lower"]
    points: Expr


Rule = (
    Award
    | Adjustment
    | Bands
    | Checklist
    | NotApplicable
    | Exemption
    | Cap
    | Requirement
    | Veto
    | Limit
)

# --- the tree ------------------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class Heading(Statement):
    """`一级指标 NAME 10 分` … `四级指标`, `指标`, with everything below it.

    `level` counts from 1; for `指标` it is one below the last heading that is not one.
    `documentation` are the comment lines directly above.
    """

    name: Name
    level: int
    points: Expr | None = None
    rules: tuple[Rule, ...] = ()
    children: "tuple[Heading, ...]" = ()
    documentation: tuple[str, ...] = ()
    is_leaf_keyword: bool = False
    """Written with `指标`, not with a numbered level."""
    incomplete: bool = attrs.field(default=False, eq=False, kw_only=True)
    """A line below could not be read: say nothing of what seems to be missing here."""


@attrs.frozen(eq=False, repr=False)
class Total(Statement):
    """`总分` and the rules below it."""

    rules: tuple[Rule, ...] = ()
    incomplete: bool = attrs.field(default=False, eq=False, kw_only=True)
    """A line below could not be read: say nothing of what seems to be missing here."""


Header = (
    SchemeHeader
    | YearHeader
    | EditionHeader
    | FullMarksHeader
    | RoundingHeader
    | StepHeader
    | RescaleHeader
    | NotApplicableHeader
    | MoneyUnitHeader
    | GradesHeader
)


@attrs.frozen(eq=False, repr=False)
class Comment(Node):
    """`# …`, without the sign; `own_line` False where it stands behind a statement."""

    text: str
    own_line: bool


@attrs.frozen(eq=False, repr=False)
class File(Node):
    """A rule file; `unread_names`: broken; `guessed`: lines as mended; `incomplete`: a heading may be lost."""

    source: SourceText = attrs.field(eq=False, repr=False)
    headers: tuple[Header, ...] = ()
    facts: tuple[FactDeclaration, ...] = ()
    definitions: tuple[Definition, ...] = ()
    headings: tuple[Heading, ...] = ()
    total: Total | None = None
    unread_names: tuple[str, ...] = attrs.field(default=(), eq=False, kw_only=True)
    spaced_uses: tuple[tuple[str, Span], ...] = attrs.field(default=(), eq=False, kw_only=True)
    guessed: frozenset[int] = attrs.field(default=frozenset(), eq=False, kw_only=True)
    comments: tuple[Comment, ...] = attrs.field(default=(), eq=False)
    incomplete: bool = attrs.field(default=False, eq=False, kw_only=True)
