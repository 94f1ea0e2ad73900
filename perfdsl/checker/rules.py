"""Statements of an indicator → rules of the model."""

from collections.abc import Iterable

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.points import Frame
from perfdsl.codes import logic as codes
from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as syntax_codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.types import TRUTH, Poison, Quantity, Zero
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.syntax.ast import Treatment
from perfdsl.terms import keyword
from perfdsl.wording import phrase


def notes_of(statement: ast.Statement) -> rules.Notes:
    """What the annotations below a statement say."""
    texts: dict[str, tuple[str, ...]] = {}
    for annotation in statement.annotations:
        if annotation.kind not in ("former_name", "code"):
            texts[annotation.kind] = texts.get(annotation.kind, ()) + annotation.texts
    return rules.Notes(**texts)


@attrs.define(eq=False, repr=False)
class Numbering:
    """Gives rules their stable ids: path, kind, and the number of that kind in the indicator."""

    key: str
    counts: dict[str, int] = attrs.field(factory=dict)

    def next(self, kind: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{self.key}#{kind}-{self.counts[kind]}"


def build_rules(
    statements: Iterable[ast.Rule],
    frame: Frame,
    treatment: Treatment | None,
    grades: tuple[str, ...],
) -> tuple[rules.Rule, ...]:
    """The rules of one node, in file order; those with a mistake are left out.

    `treatment` is what a bare 不适用 means in this file; None: not set.
    """
    numbering = Numbering(frame.key)
    built: list[rules.Rule] = []
    has_award = False
    for statement in statements:
        if isinstance(statement, ast.Award) and statement.otherwise and not has_award:
            frame.inference.diagnostics.report(codes.STRAY_OTHERWISE, statement.span)
        has_award = has_award or isinstance(statement, ast.Award | ast.Bands)
        if isinstance(statement, ast.NotApplicable):
            built.append(_not_applicable(statement, frame, numbering, treatment))
            continue
        rule = _build(statement, frame, numbering, grades)
        if rule is not None:
            built.append(rule)
    _check_judged_keys(built, frame)
    return tuple(built)


def _check_judged_keys(built: list[rules.Rule], frame: Frame) -> None:
    """Judged points that add up need a key each; those of the base score share the indicator's."""
    seen: set[str] = set()
    for rule in built:
        match rule:
            case rules.Award():
                found = [rule.points]
            case rules.Bands():
                found = [row.points for row in rule.rows]  # type: ignore[misc]
            case _:
                found = []
        seen |= {points.key for points in found if isinstance(points, rules.Judged)}
    for rule in built:
        if isinstance(rule, rules.Adjustment) and isinstance(rule.points, rules.Judged):
            if rule.points.key in seen:
                frame.inference.diagnostics.report(
                    codes.JUDGED_KEY, rule.points.span, name=frame.key
                )
            seen.add(rule.points.key)


def _build(
    statement: ast.Rule, frame: Frame, numbering: Numbering, grades: tuple[str, ...]
) -> rules.Rule | None:
    match statement:
        case ast.Award():
            return _award(statement, frame, numbering)
        case ast.Adjustment():
            return _adjustment(statement, frame, numbering)
        case ast.Bands():
            return _bands(statement, frame, numbering)
        case ast.Checklist():
            return _checklist(statement, frame, numbering)
        case ast.Exemption():
            return rules.Exemption(
                frame.inference.condition(statement.condition),
                statement.text,
                id=numbering.next("exempt"),
                span=statement.span,
                notes=notes_of(statement),
            )
        case ast.Cap():
            return _cap(statement, frame, numbering)
        case ast.Requirement():
            return rules.Requirement(
                frame.inference.condition(statement.condition),
                statement.text,
                id=numbering.next("require"),
                span=statement.span,
                notes=notes_of(statement),
            )
        case ast.Veto():
            return _veto(statement, frame, numbering, grades)
        case ast.Limit() | ast.NotApplicable():
            return None


def _stepped_condition(
    node: ast.Expr | None, step: ast.Step | None, frame: Frame
) -> model.Expr | None:
    """The condition; beside a step a bare quantity may stand for `quantity > 0`."""
    if node is None:
        return None
    if step is None:
        return frame.inference.condition(node)
    inferred = frame.inference.infer(node)
    if isinstance(inferred.type, Quantity | Zero | Poison) or inferred.type == TRUTH:
        return inferred
    return frame.inference.condition(node)


def _award(statement: ast.Award, frame: Frame, numbering: Numbering) -> rules.Award | None:
    condition = _stepped_condition(statement.condition, statement.step, frame)
    points = frame.points(statement.points)
    step = None
    if statement.step is not None:
        if condition is None:
            frame.inference.diagnostics.report(
                codes.UNCONDITIONAL, statement.span, text=statement.span.text
            )
            return None
        step = frame.step(statement.step, condition)
    at_most = _optional_points(statement.at_most, frame)
    if points is None or (step is None and statement.step is not None):
        return None
    if step is None and isinstance(points, model.Expression):
        _warn_above(points, statement.points, frame)
    return rules.Award(
        condition,
        points,
        step,
        at_most,
        id=numbering.next("award"),
        span=statement.span,
        notes=notes_of(statement),
    )


def _warn_above(points: model.Expr, node: ast.Expr, frame: Frame) -> None:
    value = constant_value(points, frame.full)
    if value is not None and value > frame.upper:
        frame.inference.diagnostics.report(
            codes.POINTS_ABOVE_FULL,
            node.span,
            text=node.span.text,
            points=format_exact(value),
            upper=format_exact(frame.upper),
        )


def _optional_points(node: ast.Expr | None, frame: Frame) -> model.Expr | None:
    return frame.plain_points(node) if node is not None else None


def _adjustment(
    statement: ast.Adjustment, frame: Frame, numbering: Numbering
) -> rules.Adjustment | None:
    diagnostics = frame.inference.diagnostics
    if statement.condition is None:
        diagnostics.report(codes.UNCONDITIONAL, statement.span, text=statement.span.text)
        return None
    condition = _stepped_condition(statement.condition, statement.step, frame)
    points = frame.points(statement.points, _judged_text(statement))
    step = None
    if statement.step is not None:
        step = frame.step(statement.step, condition)
    unless = frame.inference.condition(statement.unless) if statement.unless is not None else None
    at_most = _optional_points(statement.at_most, frame)
    if points is None or condition is None or (step is None and statement.step is not None):
        return None
    return rules.Adjustment(
        statement.kind,
        condition,
        points,
        step,
        unless,
        at_most,
        id=numbering.next(statement.kind),
        span=statement.span,
        notes=notes_of(statement),
    )


def _judged_text(statement: ast.Adjustment) -> str | None:
    """What tells a judged deduction from the others of the indicator: its 理由."""
    notes = notes_of(statement)
    return notes.reason[0] if notes.reason else None


def _bands(statement: ast.Bands, frame: Frame, numbering: Numbering) -> rules.Bands | None:
    diagnostics = frame.inference.diagnostics
    operand = frame.inference.infer(statement.operand)
    identifier = numbering.next("bands")
    if not statement.rows:
        if not statement.incomplete:
            diagnostics.report(codes.MISSING_ROWS, statement.span, text=statement.span.text)
        return None
    rows: list[rules.Band] = []
    for number, row in enumerate(statement.rows, 1):
        interval = None
        if row.interval is not None:
            interval = frame.inference.interval(row.interval, operand)
            if interval is None:
                continue
        points = _band_points(row, frame)
        if points is not None:
            rows.append(
                rules.Band(
                    interval,
                    points,
                    id=f"{identifier}.{number}",
                    span=row.span,
                    notes=notes_of(row),
                )
            )
    if len(rows) < len(statement.rows):
        return None
    return rules.Bands(
        operand, tuple(rows), id=identifier, span=statement.span, notes=notes_of(statement)
    )


def _band_points(row: ast.Band, frame: Frame) -> rules.Points | rules.Interpolation | None:
    diagnostics = frame.inference.diagnostics
    if row.upper_points is None:
        points = frame.points(row.points)
        if points is not None and isinstance(points, model.Expression):
            _warn_above(points, row.points, frame)
        return points
    if not row.interpolated:
        span = row.points.span.to(row.upper_points.span)
        diagnostics.report(
            codes.POINT_RANGE,
            span,
            helps=[
                Help(
                    phrase(
                        "按比例取：「{text} 插值」",
                        "on a line: 「{text} interpolated」",
                        text=span.text,
                    ),
                    (Edit(span, f"{span.text} 插值"),),
                    "unsafe",
                ),
                Help(
                    phrase(
                        "由人评定：「人工 {text}」",
                        "a judgement: 「judged {text}」",
                        text=span.text,
                    ),
                    (Edit(span, f"人工 {span.text}"),),
                    "unsafe",
                ),
            ],
            text=span.text,
        )
        return None
    first, second = frame.plain_points(row.points), frame.plain_points(row.upper_points)
    if row.interval is None or row.interval.lower is None or row.interval.upper is None:
        span = row.interval.span if row.interval is not None else row.span
        diagnostics.report(codes.OPEN_INTERPOLATION, span, text=span.text)
        return None
    if first is None or second is None:
        return None
    return rules.Interpolation(first, second, span=row.span)


def _checklist(
    statement: ast.Checklist, frame: Frame, numbering: Numbering
) -> rules.Checklist | None:
    diagnostics = frame.inference.diagnostics
    if not statement.rows:
        if not statement.incomplete:
            diagnostics.report(codes.MISSING_ROWS, statement.span, text=statement.span.text)
        return None
    if statement.kind == "award" and statement.unless is not None:
        diagnostics.report(
            syntax_codes.NOT_WITH_THIS,
            statement.unless.span,
            found=keyword("UNLESS").words,
            other=keyword("AWARD").words,
        )
        return None
    identifier = numbering.next("checklist")
    judged_texts: set[str | None] = set()
    rows: list[rules.ChecklistItem] = []
    wanted = "award" if statement.kind == "award" else "deduct"
    for number, row in enumerate(statement.rows, 1):
        if row.effect is not None and row.effect != wanted:
            diagnostics.report(
                codes.ROW_EFFECT, row.span, text="得" if row.effect == "award" else "扣"
            )
        points_node = row.points if row.points is not None else statement.points
        condition = frame.inference.condition(row.condition)
        if points_node is None:
            diagnostics.report(codes.ROW_POINTS_MISSING, row.span, text=row.condition.span.text)
            continue
        text = row.text or row.condition.span.text
        points = frame.points(points_node, text)
        if isinstance(points, rules.Judged):
            if text in judged_texts:
                diagnostics.report(codes.JUDGED_KEY, row.span, name=frame.key)
            judged_texts.add(text)
        if points is not None:
            rows.append(
                rules.ChecklistItem(
                    condition,
                    points,
                    row.text,
                    id=f"{identifier}.{number}",
                    span=row.span,
                    notes=notes_of(row),
                )
            )
    unless = frame.inference.condition(statement.unless) if statement.unless is not None else None
    at_most = _optional_points(statement.at_most, frame)
    return rules.Checklist(
        statement.kind,
        tuple(rows),
        unless,
        at_most,
        id=identifier,
        span=statement.span,
        notes=notes_of(statement),
    )


def _not_applicable(
    statement: ast.NotApplicable,
    frame: Frame,
    numbering: Numbering,
    default: Treatment | None,
) -> rules.NotApplicable:
    treatment = statement.treatment or default
    if treatment is None:
        frame.inference.diagnostics.report(
            codes.TREATMENT_MISSING,
            statement.span,
            helps=[
                Help(
                    phrase(
                        "写明「{text}」", "write 「{text}」", text=f"{statement.span.text} {choice}"
                    ),
                    (Edit(statement.span, f"{statement.span.text} {choice}"),),
                    "unsafe",
                )
                for choice in ("得 满分", "得 0", "剔除")
            ],
        )
    return rules.NotApplicable(
        frame.inference.condition(statement.condition),
        treatment or "full",
        id=numbering.next("not_applicable"),
        span=statement.span,
        notes=notes_of(statement),
    )


def _cap(statement: ast.Cap, frame: Frame, numbering: Numbering) -> rules.Cap | None:
    condition = (
        frame.inference.condition(statement.condition) if statement.condition is not None else None
    )
    points = frame.plain_points(statement.points)
    if points is None:
        return None
    return rules.Cap(
        condition,
        points,
        id=numbering.next("cap"),
        span=statement.span,
        notes=notes_of(statement),
    )


def _veto(
    statement: ast.Veto, frame: Frame, numbering: Numbering, grades: tuple[str, ...]
) -> rules.Veto | None:
    condition = frame.inference.condition(statement.condition)
    if statement.grade is not None and statement.grade.text not in grades:
        frame.inference.diagnostics.report(
            name_codes.UNKNOWN_GRADE, statement.grade.span, name=statement.grade.text
        )
        return None
    if not grades and not statement.zero:
        frame.inference.diagnostics.report(name_codes.UNKNOWN_GRADE, statement.span, name="差")
        return None
    return rules.Veto(
        condition,
        statement.grade.text if statement.grade is not None else None,
        statement.zero,
        id=numbering.next("veto"),
        span=statement.span,
        notes=notes_of(statement),
    )
