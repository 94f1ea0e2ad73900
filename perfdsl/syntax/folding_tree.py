"""From the statements of a file, in order, to its tree.

Headings nest by their level, rows go to the list above them, annotations to what stands directly above.
"""

from collections.abc import Callable
from typing import Any

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.band_intervals import compared, upward
from perfdsl.syntax.building.drafts import Effect, OtherEffect, Row
from perfdsl.syntax.building.expressions import ExpressionBuilder
from perfdsl.syntax.building.statements import TotalOpening
from perfdsl.syntax.slip import Slip, point_range, replacing, row_alone
from perfdsl.terms import keyword
from perfdsl.wording import phrase

_HEADERS = (
    ast.SchemeHeader,
    ast.YearHeader,
    ast.EditionHeader,
    ast.FullMarksHeader,
    ast.RoundingHeader,
    ast.StepHeader,
    ast.RescaleHeader,
    ast.NotApplicableHeader,
    ast.MoneyUnitHeader,
    ast.GradesHeader,
)


@attrs.define(eq=False, repr=False)
class Draft:
    """A statement with what gathers below it."""

    node: ast.Statement
    annotations: list[ast.Annotation] = attrs.field(factory=list)
    rows: "list[Draft]" = attrs.field(factory=list)
    rules: "list[Draft]" = attrs.field(factory=list)
    children: "list[Draft]" = attrs.field(factory=list)
    incomplete: bool = False

    def finish(self) -> Any:
        """The node with everything that stands below it."""
        changes: dict[str, Any] = {}
        if self.annotations:
            changes["annotations"] = self.node.annotations + tuple(self.annotations)
        if self.rows:
            rows = tuple(row.finish() for row in self.rows)
            changes["fields" if isinstance(self.node, ast.FactDeclaration) else "rows"] = rows
        if self.rules:
            changes["rules"] = tuple(rule.finish() for rule in self.rules)
        if self.children:
            changes["children"] = tuple(child.finish() for child in self.children)
        if self.incomplete:
            changes["incomplete"] = True
        return attrs.evolve(self.node, **changes) if changes else self.node


@attrs.define(eq=False, repr=False)
class TreeFolder:
    """Takes the statements one by one; `finish` gives the file."""

    source: SourceText
    diagnostics: Diagnostics
    headers: list[Draft] = attrs.field(factory=list)
    facts: list[Draft] = attrs.field(factory=list)
    definitions: list[Draft] = attrs.field(factory=list)
    roots: list[Draft] = attrs.field(factory=list)
    total: Draft | None = None
    incomplete: bool = False
    _path: list[Draft] = attrs.field(factory=list)
    """The open headings, outermost first."""
    _in_total: bool = False
    _above: Draft | None = None
    """What an annotation here is about."""
    _list: Draft | None = None
    """What a row here belongs to."""
    _above_broken: bool = False
    _list_broken: bool = False
    mend: Callable[[Slip], Slip] = lambda slip: slip
    """Adds what would make the present line readable."""

    @property
    def has_list(self) -> bool:
        """Whether a row can stand here."""
        return self._list is not None

    @property
    def has_fields(self) -> bool:
        """Whether a row here is a field of records."""
        return self._list is not None and isinstance(self._list.node, ast.FactDeclaration)

    @property
    def lost_list(self) -> bool:
        """Whether a row here belongs to a list whose opening is missing, which was said."""
        return self._list_broken

    def add(self, statement: Any, documentation: tuple[str, ...] = ()) -> None:
        """Put the next statement in its place."""
        if isinstance(statement, ast.Annotation):
            self._add_annotation(statement)
            return
        if isinstance(statement, Row | ast.FieldDeclaration):
            self._add_row(statement)
            return
        self._list = None
        self._list_broken = False
        if isinstance(statement, TotalOpening):
            self._open_total(statement)
            return
        draft = Draft(statement)
        self._above = draft
        self._above_broken = False
        if isinstance(statement, ast.Heading):
            self._open_heading(statement, documentation)
        elif isinstance(statement, ast.NotApplicableHeader) and (self._path or self._in_total):
            self._slip(
                Slip(
                    codes.CONDITION_MISSING,
                    statement.span.start,
                    statement.span.end,
                    found=keyword("NOT_APPLICABLE").words,
                )
            )
            self.add_broken()
        elif isinstance(statement, _HEADERS):
            self.headers.append(draft)
        elif isinstance(statement, ast.FactDeclaration):
            self.facts.append(draft)
            is_list = statement.type.kind == "records" or "明细" in statement.type.span.text
            self._list = draft if is_list else None
        elif isinstance(statement, ast.Definition):
            self.definitions.append(draft)
        else:
            self._add_rule(draft)

    def add_broken(
        self, *, row: bool = False, list_opener: bool = False, heading: bool = False
    ) -> None:
        """A line that could not be read stood here; what belongs to it is taken without a word.

        `heading`: it may have been one, so that the marks of the file are not known.
        """
        self.incomplete = self.incomplete or heading
        place = self._place()
        if place is not None:
            place.incomplete = True
        if self._list is not None and (row or not self._list.rows):
            self._list.incomplete = True  # what could not be read may have been its rows
        self._above = None
        self._above_broken = True
        if not row:
            self._list = None
            self._list_broken = list_opener

    def add_guessed_row(self, row: Row) -> bool:
        """A row of bands as its way out has it: it says nothing, but the rows around it can be compared."""
        bands = self._list
        if bands is None or not isinstance(bands.node, ast.Bands):
            return False
        try:
            draft = Draft(self._row_node(row, bands.node))
        except Slip:
            return False
        self.add_broken(row=True)
        bands.rows.append(draft)
        return True

    def mark_incomplete(self) -> None:
        """The heading just opened is only guessed: what it and those around it lack says nothing."""
        self.incomplete = True
        for draft in self._path:
            draft.incomplete = True

    def _place(self) -> Draft | None:
        if self._in_total:
            return self.total
        return self._path[-1] if self._path else None

    def _slip(self, slip: Slip) -> None:
        slip.remark.report(self.source, self.diagnostics)

    def _open_heading(self, heading: ast.Heading, documentation: tuple[str, ...]) -> None:
        level = heading.level
        self._in_total = False
        if heading.is_leaf_keyword:
            while self._path and self._heading(self._path[-1]).is_leaf_keyword:
                self._path.pop()
            level = self._heading(self._path[-1]).level + 1 if self._path else 1
        else:
            while self._path and self._heading(self._path[-1]).level >= level:
                self._path.pop()
        draft = Draft(attrs.evolve(heading, level=level, documentation=documentation))
        (self._path[-1].children if self._path else self.roots).append(draft)
        self._path.append(draft)
        self._above = draft

    @staticmethod
    def _heading(draft: Draft) -> ast.Heading:
        assert isinstance(draft.node, ast.Heading)
        return draft.node

    def _open_total(self, opening: TotalOpening) -> None:
        span = Span(self.source, opening.start, opening.end)
        if self.total is not None:
            self._slip(Slip(codes.TOTAL_TWICE, opening.start, opening.end))
        else:
            self.total = Draft(ast.Total(span=span))
        self._in_total = True
        self._above = self.total
        self._above_broken = False

    def _add_rule(self, draft: Draft) -> None:
        if isinstance(draft.node, ast.Bands | ast.Checklist):
            self._list = draft
        place = self._place()
        if place is None:
            span = draft.node.span
            self._slip(Slip(codes.STATEMENT_OUTSIDE, span.start, span.end))
            self.incomplete = True
            return
        place.rules.append(draft)

    def _add_annotation(self, annotation: ast.Annotation) -> None:
        if self._above is not None:
            self._above.annotations.append(annotation)
        elif not self._above_broken:
            span = annotation.span
            word = span.text.split()[0] if span.text.split() else span.text
            text = phrase("只是说明的，行首加 #", "if it only explains something, begin it with #")
            help_ = replacing(self.source, span.start, span.start, "# ", text)
            self._slip(
                Slip(codes.ANNOTATION_ALONE, span.start, span.end, helps=(help_,), found=word)
            )

    def _add_row(self, row: Row | ast.FieldDeclaration) -> None:
        if self._list is None:
            self._above = None
            self._above_broken = True
            if not self._list_broken:
                start = row.span.start if isinstance(row, ast.FieldDeclaration) else row.start
                end = row.span.end if isinstance(row, ast.FieldDeclaration) else row.end
                self._slip(self.mend(row_alone(start, end)))
                self.add_broken(row=True)
                self._list_broken = True
            return
        try:
            draft = Draft(self._row_node(row, self._list.node))
        except Slip as slip:
            self._slip(slip)
            self.add_broken(row=True)
            return
        self._list.rows.append(draft)
        self._above = draft
        self._above_broken = False

    def _row_node(self, row: Row | ast.FieldDeclaration, owner: ast.Statement) -> ast.Statement:
        if isinstance(row, ast.FieldDeclaration):
            return row
        match owner:
            case ast.Bands():
                return self._band(row, owner.operand)
            case ast.Checklist():
                return self._item(row)
            case _:
                pass
        raise row_alone(row.start, row.end)

    def _effect(self, row: Row, *kinds: str) -> Effect | None:
        """The effect of a row, which can hold points and nothing else."""
        effect = row.effect
        if effect is None:
            return None
        if isinstance(effect, OtherEffect):
            word = effect.word
            raise Slip(codes.ROW_EFFECT, word.start, word.end, found=word.text)
        if effect.gain.kind not in kinds:
            word = effect.gain.word
            ways = ("得 满分 -", "得") if effect.gain.kind == "deduct" else ()
            helps = tuple(
                replacing(
                    self.source,
                    word.start,
                    word.end,
                    way,
                    phrase(
                        "「{old}」写成「{new}」",
                        "write “{new}” for “{old}”",
                        old=word.text,
                        new=way,
                    ),
                )
                for way in ways
            )
            raise Slip(codes.ROW_EFFECT, word.start, word.end, helps=helps, found=word.text)
        for extra in (effect.step, effect.at_most, effect.unless):
            if extra is not None:
                raise Slip(
                    codes.ROW_EFFECT, extra.span.start, extra.span.end, found=extra.span.text
                )
        return effect

    def _band(self, row: Row, operand: ast.Expr) -> ast.Band:
        effect = self._effect(row, "award")
        span = Span(self.source, row.start, row.end)
        if effect is None:
            raise Slip(codes.POINTS_MISSING, row.start, row.end, found=keyword("AWARD").words)
        interval = self._band_interval(row.subject, operand)
        if interval is not None and not effect.gain.interpolated:
            interval = upward(interval)
        return ast.Band(
            interval=interval,
            points=effect.gain.points,
            upper_points=effect.gain.upper_points,
            interpolated=effect.gain.interpolated,
            annotations=effect.annotations + row.annotations,
            span=span,
        )

    def _band_interval(
        self, subject: ast.Expr | ast.Interval | None, operand: ast.Expr
    ) -> ast.Interval | None:
        """A bare value is the band of exactly this value; a comparison may name the quantity again."""
        match subject:
            case None | ast.Interval():
                return subject
            case ast.Number() | ast.Name() | ast.TextLiteral() | ast.Truth() | ast.Negative():
                return ast.Interval(
                    lower=subject,
                    upper=subject,
                    lower_closed=True,
                    upper_closed=True,
                    span=subject.span,
                )
            case ast.Comparison():
                interval = compared(subject, operand)
                if interval is not None:
                    return interval
            case ast.Within():
                if subject.operand == operand:
                    return subject.interval
            case _:
                pass
        ExpressionBuilder(self.source).refuse_dash(subject)
        span = subject.span
        slip = Slip(codes.ROW_WITHOUT_INTERVAL, span.start, span.end, found=span.text)
        raise self.mend(slip)

    def _item(self, row: Row) -> ast.ChecklistItem:
        effect = self._effect(row, "award", "deduct")
        subject = row.subject
        if subject is None or isinstance(subject, ast.Interval | ast.TextLiteral):
            start = row.start if subject is None else subject.span.start
            end = row.end if subject is None else subject.span.end
            raise Slip(codes.ROW_WITHOUT_CONDITION, start, end, found=self.source.text[start:end])
        if effect is not None and effect.gain.upper_points is not None:
            raise point_range(
                self.source, effect.gain.points.span.start, effect.gain.upper_points.span.end
            )
        ExpressionBuilder(self.source).refuse_dash(subject)
        kind = effect.gain.kind if effect is not None else None
        assert kind != "add"
        return ast.ChecklistItem(
            condition=subject,
            points=effect.gain.points if effect is not None else None,
            effect=kind,
            text=effect.text if effect is not None else row.text,
            annotations=(effect.annotations if effect is not None else ()) + row.annotations,
            span=Span(self.source, row.start, row.end),
        )

    def finish(self, comments: tuple[ast.Comment, ...]) -> ast.File:
        """The whole file."""
        return ast.File(
            source=self.source,
            headers=tuple(draft.finish() for draft in self.headers),
            facts=tuple(draft.finish() for draft in self.facts),
            definitions=tuple(draft.finish() for draft in self.definitions),
            headings=tuple(draft.finish() for draft in self.roots),
            total=self.total.finish() if self.total is not None else None,
            comments=comments,
            incomplete=self.incomplete,
            span=Span(self.source, 0, len(self.source.text)),
        )
