"""Headings → indicators: marks shared out and added up, rules built, places checked."""

import itertools
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.indicator import mark_covering
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.indicators.above_children import (
    OF_GROUPS,
    misplaced_rules,
    report_above_children,
)
from perfdsl.checker.indicators.sums import Sums
from perfdsl.checker.indicators.twins import report_twins
from perfdsl.checker.indicators.ways import as_cap, judged_below, limits_mended, lowered
from perfdsl.checker.preamble.headers import Headers
from perfdsl.checker.rules.notes import notes_of, title_of
from perfdsl.checker.rules.points import Frame
from perfdsl.checker.rules.statements import build_rules
from perfdsl.checker.ways_out import line_moved_below, lines_removed
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Help
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import NUMBER, SCORE, Zero
from perfdsl.number import format_exact, round_places
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import Words

_TOTAL_RULES = (ast.Adjustment, ast.Cap, ast.Requirement, ast.Veto, ast.Limit)


@attrs.frozen(eq=False, repr=False)
class Limits:
    lower: Fraction
    upper: Fraction


@attrs.define(eq=False, repr=False)
class TreeBuilder:
    """Builds the indicators of one file."""

    inference: Inference
    headers: Headers
    total_span: Span | None = None
    """The last rule under 总分, or 总分 itself."""
    roots: tuple[ast.Heading, ...] = ()
    unbuilt: set[int] = attrs.field(factory=set)
    """Where the headings begin of which a rule is left out; what they cover is not known."""
    _sums: Sums = attrs.field(init=False)
    _open: list[ast.Heading] = attrs.field(factory=list)
    """The headings around the one being built, and itself."""
    _after_empty: dict[int, ast.Heading] = attrs.field(factory=dict)
    """What follows a heading that has nothing below it, by the heading's id, and the reverse."""

    def build(self, headings: tuple[ast.Heading, ...]) -> tuple[Indicator, ...]:
        """The whole tree; a mistake in one heading does not keep its neighbors from being built."""
        self.roots = headings
        best = self.headers.grades[0].points if self.headers.grades else None
        self._sums = Sums(self.inference, self.headers.full, headings, best)
        report_twins(headings, headings, self.inference.scope, self.inference.diagnostics)
        self._mark_after_empty(headings)
        shares = self._sums.shares(headings, self._sums.rest(headings, self.headers.full))
        return tuple(
            indicator
            for heading, share in zip(headings, shares, strict=True)
            if (indicator := self._indicator(heading, (), share)) is not None
        )

    # --- marks -----------------------------------------------------------------------------------

    def _mark_after_empty(self, headings: tuple[ast.Heading, ...]) -> None:
        """A heading with nothing below, before another of its level: that one was to stand below it."""
        for first, second in itertools.pairwise(headings):
            is_empty = not (first.rules or first.children or first.incomplete)
            if is_empty and not first.is_leaf_keyword and not second.is_leaf_keyword:
                self._after_empty[id(first)] = second

    def _is_after_empty(self, heading: ast.Heading) -> bool:
        return any(other is heading for other in self._after_empty.values())

    def _lowered(self, heading: ast.Heading) -> list[Help]:
        """The next heading one level lower, where this one has nothing below it."""
        following = self._after_empty.get(id(heading))
        return lowered(following) if following is not None else []

    # --- nodes -----------------------------------------------------------------------------------

    def _indicator(
        self, heading: ast.Heading, parents: tuple[str, ...], share: Fraction | None
    ) -> Indicator | None:
        self._open.append(heading)
        try:
            return self._built(heading, parents, share)
        finally:
            self._open.pop()

    def _built(
        self, heading: ast.Heading, parents: tuple[str, ...], share: Fraction | None
    ) -> Indicator | None:
        diagnostics = self.inference.diagnostics
        path = (*parents, heading.name.text)
        full = self._sums.stated(heading) if heading.points is not None else share
        children: tuple[Indicator, ...] = ()
        if heading.children:
            report_twins(heading.children, self.roots, self.inference.scope, diagnostics)
            self._mark_after_empty(heading.children)
            shares = self._sums.shares(heading.children, self._sums.rest(heading.children, full))
            children = tuple(
                child
                for node, part in zip(heading.children, shares, strict=True)
                if (child := self._indicator(node, path, part)) is not None
            )
            total = sum((child.full for child in children), Fraction(0))
            whole = len(children) == len(heading.children) and not heading.incomplete
            is_lost = bool(misplaced_rules(heading)) and full is not None and total < full
            is_said = self._is_after_empty(heading) or is_lost
            if full is not None and total != full and whole and not is_said:
                self._sums.report(self._open, children, full, total)
            full = full if full is not None else total
        if full is None:
            if heading.points is None:
                diagnostics.report(codes.MARKS_MISSING, heading.name.span, name=heading.name.text)
            full = Fraction(0)
            heading = attrs.evolve(heading, incomplete=True)
        return self._node(heading, path, full, children)

    def _node(
        self,
        heading: ast.Heading,
        path: tuple[str, ...],
        full: Fraction,
        children: tuple[Indicator, ...],
    ) -> Indicator:
        limits = self.limits(heading.rules, heading.name.text, full)
        is_limited = not heading.children or any(
            isinstance(rule, ast.Limit) for rule in heading.rules
        )
        if heading.children:
            missing = full - sum((child.full for child in children), Fraction(0))
            report_above_children(heading, missing, self.roots, self.inference)
            if not is_limited:
                limits = Limits(
                    sum((child.lower for child in children), Fraction(0)),
                    sum((child.upper for child in children), Fraction(0)),
                )
        else:
            self._check_leaf(heading, full)
        if not heading.children:
            self._check_grid(heading, full, limits)
        frame = Frame(
            self.inference,
            "/".join(path),
            full,
            limits.upper,
            self.headers.step_mode,
            heading.incomplete,
        )
        allowed = [
            rule for rule in heading.rules if not heading.children or isinstance(rule, OF_GROUPS)
        ]
        built = mark_covering(
            build_rules(allowed, frame, self.headers.treatment, self.headers.grades)
        )
        if len(built) < sum(not isinstance(rule, ast.Limit) for rule in allowed):
            self.unbuilt.add(heading.span.start)
        annotations = {
            annotation.kind: annotation.texts[0]
            for annotation in heading.annotations
            if annotation.texts
        }
        return Indicator(
            path=path,
            title=title_of(heading.name),
            level=heading.level,
            full=full,
            lower=limits.lower,
            upper=limits.upper,
            span=heading.span,
            rules=built,
            children=children,
            is_limited=is_limited,
            notes=notes_of(heading),
            code=annotations.get("code"),
            former_name=annotations.get("former_name"),
            documentation=heading.documentation,
        )

    def _check_grid(self, heading: ast.Heading, full: Fraction, limits: Limits) -> None:
        """Marks and bounds that rounding would miss: full marks could never be reached exactly."""
        places = self.headers.rounding
        if places is None:
            return
        for what, points in (
            (Words("满分", "full marks"), full),
            (Words("上限", "upper bound"), limits.upper),
            (Words("下限", "lower bound"), limits.lower),
        ):
            if round_places(points, places) != points:
                self.inference.diagnostics.report(
                    codes.OFF_THE_GRID,
                    heading.span,
                    name=heading.name.text,
                    what=what,
                    points=format_exact(points),
                )
                return

    def _check_leaf(self, heading: ast.Heading, full: Fraction) -> None:
        diagnostics = self.inference.diagnostics
        giving = (
            ast.Award,
            ast.Adjustment,
            ast.Bands,
            ast.Checklist,
            ast.NotApplicable,
            ast.Cap,
        )
        if not heading.incomplete and not any(isinstance(rule, giving) for rule in heading.rules):
            diagnostics.report(
                codes.NO_RULES,
                heading.name.span,
                helps=self._lowered(heading) or judged_below(heading, full),
                name=heading.name.text,
                full=format_exact(full),
            )
        for rule in heading.rules:
            if isinstance(rule, ast.Veto):
                diagnostics.report(
                    codes.WRONG_PLACE,
                    rule.span,
                    helps=[line_moved_below(rule.span, self.total_span)]
                    if self.total_span is not None
                    else (),
                    text=rule.span.text,
                    place=Words("指标", "an indicator"),
                )

    def _report_misplaced(self, statements: tuple[ast.Rule, ...]) -> None:
        """Rules under 总分 that only an indicator has."""
        for rule in statements:
            if not isinstance(rule, _TOTAL_RULES):
                self.inference.diagnostics.report(
                    codes.WRONG_PLACE,
                    rule.span,
                    helps=as_cap(rule),
                    text=rule.span.text,
                    place=Words("总分", "the total"),
                )

    def limits(self, statements: tuple[ast.Rule, ...], name: str, full: Fraction) -> Limits:
        """`上限` and `下限` of a node; by default its full marks and 0."""
        found: dict[str, Fraction] = {}
        written: dict[str, ast.Limit] = {}
        for statement in statements:
            if not isinstance(statement, ast.Limit):
                continue
            if statement.kind in found:
                self.inference.diagnostics.report(
                    codes.REPEATED_LIMIT,
                    statement.span,
                    helps=[lines_removed(statement.span)],
                    text=statement.span.text,
                )
                continue
            value = self._limit_value(statement.points, full)
            if value is not None:
                found[statement.kind] = value
                written[statement.kind] = statement
        limits = Limits(found.get("lower", Fraction(0)), found.get("upper", full))
        if limits.lower > limits.upper:
            first = next((written[kind] for kind in ("lower", "upper") if kind in written), None)
            if first is not None:  # else the marks are below 0, which is said of them
                self.inference.diagnostics.report(
                    codes.LIMITS_REVERSED,
                    first.span,
                    helps=limits_mended(written, limits.upper, full),
                    name=name,
                    lower=format_exact(limits.lower),
                    upper=format_exact(limits.upper),
                )
            return Limits(limits.lower, limits.lower)
        return limits

    def _limit_value(self, node: ast.Expr, full: Fraction) -> Fraction | None:
        """A fixed number of points; a lower limit may be negative."""
        inferred = self.inference.infer(node)
        value = constant_value(inferred, full)
        fits = isinstance(inferred.type, Zero) or inferred.type in (NUMBER, SCORE)
        if value is None or not fits:
            self.inference.diagnostics.report(codes.NOT_CONSTANT, node.span, text=node.span.text)
            return None
        return value

    def total_rules(
        self, total: ast.Total | None, full: Fraction, limits: Limits
    ) -> tuple[rules.Rule, ...]:
        """The rules under 总分; 满分 there is that of the file."""
        if total is None:
            return ()
        self._report_misplaced(total.rules)
        frame = Frame(self.inference, "总分", full, limits.upper, self.headers.step_mode)
        allowed = [rule for rule in total.rules if isinstance(rule, _TOTAL_RULES)]
        return build_rules(allowed, frame, self.headers.treatment, self.headers.grades)
