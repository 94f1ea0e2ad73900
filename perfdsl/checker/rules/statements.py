"""Statements of an indicator → rules of the model."""

from collections.abc import Iterable, Sequence

from perfdsl.checker.rules.notes import Numbering, notes_of
from perfdsl.checker.rules.points import Frame
from perfdsl.checker.rules.rows import build_bands, build_checklist
from perfdsl.checker.rules.ways import award_lost, moved_behind
from perfdsl.checker.ways_out import did_you_mean, instead
from perfdsl.codes import logic as codes
from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import judged_in
from perfdsl.model.rulebook import Grade
from perfdsl.model.types import TRUTH, Poison, Quantity, Zero
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.syntax.ast import Treatment
from perfdsl.wording import Words, phrase


def build_rules(
    statements: Iterable[ast.Rule],
    frame: Frame,
    treatment: Treatment | None,
    grades: tuple[Grade, ...],
) -> tuple[rules.Rule, ...]:
    """The rules of one node, in file order; those with a mistake are left out.

    `treatment` is what a bare 不适用 means in this file; None: not set.
    """
    statements = tuple(statements)
    numbering = Numbering(frame.key)
    built: list[rules.Rule] = []
    has_award = False
    for statement in statements:
        is_stray = isinstance(statement, ast.Award) and statement.otherwise and not has_award
        if isinstance(statement, ast.Award) and is_stray and not frame.incomplete:
            frame.inference.diagnostics.report(
                codes.STRAY_OTHERWISE,
                statement.span,
                helps=moved_behind(statement, statements) or award_lost(statement, statements),
            )
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
    seen = {
        points.key
        for rule in built
        if isinstance(rule, rules.Award | rules.Bands)
        for points in judged_in(rule)
    }
    for rule in built:
        if isinstance(rule, rules.Adjustment | rules.Checklist):  # these may count together
            for points in judged_in(rule):
                if points.key in seen:
                    frame.inference.diagnostics.report(
                        codes.JUDGED_KEY, points.span, name=frame.key
                    )
                seen.add(points.key)


def _build(
    statement: ast.Rule, frame: Frame, numbering: Numbering, grades: tuple[Grade, ...]
) -> rules.Rule | None:
    match statement:
        case ast.Award():
            return _award(statement, frame, numbering)
        case ast.Adjustment():
            return _adjustment(statement, frame, numbering)
        case ast.Bands():
            return build_bands(statement, frame, numbering)
        case ast.Checklist():
            return build_checklist(statement, frame, numbering)
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
    at_most = frame.optional_points(statement.at_most)
    if points is None or (step is None and statement.step is not None):
        return None
    if at_most is not None and statement.at_most is not None:
        frame.warn_above(at_most, statement.at_most)
    if step is None and isinstance(points, model.Expression):
        frame.warn_above(points, statement.points, is_top="award" not in numbering.counts)
    if isinstance(points, rules.Judged) and isinstance(statement.points, ast.Judged):
        frame.warn_above(points.most, statement.points.most)
    return rules.Award(
        condition,
        points,
        step,
        at_most,
        id=numbering.next("award"),
        span=statement.span,
        notes=notes_of(statement),
    )


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
    at_most = frame.optional_points(statement.at_most)
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


def _is_cut(span: Span, diagnostics: Diagnostics) -> bool:
    """Whether something on its line could not be read: that may have said it."""
    return any(
        found.severity == "error"
        and found.primary is not None
        and found.primary.span.source is span.source
        and found.primary.span.first.line == span.last.line
        for found in diagnostics
    )


_TREATMENTS = (("得 满分", "得 0", "剔除"), ("award full marks", "award 0", "exclude"))


def _not_applicable(
    statement: ast.NotApplicable,
    frame: Frame,
    numbering: Numbering,
    default: Treatment | None,
) -> rules.NotApplicable:
    treatment = statement.treatment or default
    if treatment is None and not _is_cut(statement.span, frame.inference.diagnostics):
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
                for choice in _TREATMENTS[statement.span.text[-1:].isascii()]
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


def _listed(names: Sequence[str]) -> list[Help]:
    """The grades there are."""
    if not names:
        return []
    zh, en = "、".join(names), ", ".join(names)
    return [Help(phrase("写成其中一个：{names}", "write one of {names}", names=Words(zh, en)))]


def _veto(
    statement: ast.Veto, frame: Frame, numbering: Numbering, grades: tuple[Grade, ...]
) -> rules.Veto | None:
    condition = frame.inference.condition(statement.condition)
    unread = frame.inference.scope.unread
    if statement.grade is not None and statement.grade.text in unread:
        return None
    names = [grade.name for grade in grades]
    if statement.grade is not None and statement.grade.text not in names:
        from perfdsl.checker.rules.ranks import grade_of_rank  # only where something is to be said

        written = statement.grade
        meant = grade_of_rank(written.text, grades, frame.full)
        frame.inference.diagnostics.report(
            name_codes.UNKNOWN_GRADE,
            written.span,
            helps=[instead(written.span, meant)]
            if meant is not None
            else did_you_mean(written.span, written.text, names) or _listed(names),
            name=written.text,
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
