"""Bands and checklists: rules that are written as rows."""

import re

import attrs

from perfdsl.checker.coverage.domains import words_of
from perfdsl.checker.rules.notes import Numbering, notes_of
from perfdsl.checker.rules.points import Frame
from perfdsl.checker.ways_out import instead
from perfdsl.codes import logic as codes
from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as syntax_codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import keyword
from perfdsl.wording import phrase


def build_bands(statement: ast.Bands, frame: Frame, numbering: Numbering) -> rules.Bands | None:
    diagnostics = frame.inference.diagnostics
    operand = _operand(statement.operand, frame)
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
        points = _band_points(row, frame, operand, is_top=number == 1)
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


def _operand(node: ast.Expr, frame: Frame) -> model.Expr:
    """What is compared; for a name that is misspelt the one it is like, so that the rows are checked."""
    found = frame.inference.diagnostics.found
    before = len(found)
    operand = frame.inference.infer(node)
    if not isinstance(node, ast.Name) or len(found) != before + 1:
        return operand
    names = dict.fromkeys(edit.replacement for help_ in found[-1].helps for edit in help_.edits)
    declared = set(frame.inference.scope.names())
    known = [name for name in names if name in declared]
    if len(known) > 1:  # one character is wrong, rather than missing
        known = [name for name in known if _differ_in_one(name, node.text)]
    if found[-1].code is not name_codes.UNDECLARED_NAME or len(known) != 1:
        return operand
    return frame.inference.infer(attrs.evolve(node, text=known[0]))


def _differ_in_one(name: str, written: str) -> bool:
    pairs = zip(name, written, strict=False)
    return len(name) == len(written) and sum(a != b for a, b in pairs) == 1


def _band_points(
    row: ast.Band, frame: Frame, operand: model.Expr, *, is_top: bool
) -> rules.Points | rules.Interpolation | None:
    diagnostics = frame.inference.diagnostics
    if row.upper_points is None:
        points = frame.points(row.points)
        if points is not None and isinstance(points, model.Expression):
            frame.warn_above(points, row.points, is_top=is_top)
        return points
    if not row.interpolated:
        span = row.points.span.to(row.upper_points.span)
        diagnostics.report(
            codes.POINT_RANGE,
            span,
            helps=_range_decided(row, span, operand),
            text=span.text,
        )
        return None
    first, second = frame.plain_points(row.points), frame.plain_points(row.upper_points)
    is_word = bool(words_of(operand.type))
    if row.interval is None or None in (row.interval.lower, row.interval.upper) or is_word:
        span = row.interval.span if row.interval is not None else row.span
        helps = _by_person(row) if is_word or row.interval is None else []
        diagnostics.report(codes.OPEN_INTERPOLATION, span, helps=helps, text=span.text)
        return None
    if first is None or second is None:
        return None
    return rules.Interpolation(first, second, span=row.span)


def _by_person(row: ast.Band) -> list[Help]:
    """人工 in place of 插值: between words there is no line."""
    source, start = row.span.source, row.points.span.start
    end = row.upper_points.span.end if row.upper_points is not None else start
    word = re.match(r"\s*(插值|interpolated)", source.text[end:], re.IGNORECASE)
    if word is None:
        return []
    points = Span(source, start, end).text
    judged = f"judged {points}" if word[1].isascii() else f"人工 {points}"
    return [instead(Span(source, start, end + word.end()), judged)]


def _range_decided(row: ast.Band, span: Span, operand: model.Expr) -> list[Help]:
    """Between the ends of an interval on a line; of a word, the rest or what has one end only, by a person."""
    text = span.text
    is_english = text.isascii() and "to" in text
    judged = f"judged {text}" if is_english else f"人工 {text}"
    by_person = Help(
        phrase("由人评定：「{judged}」", "a judgement: 「{judged}」", judged=judged),
        (Edit(span, judged),),
        "unsafe",
    )
    interval = row.interval
    has_ends = interval is not None and None not in (interval.lower, interval.upper)
    is_point = interval is not None and interval.lower == interval.upper
    if words_of(operand.type) or not has_ends or is_point:
        return [by_person]
    line = f"{text} interpolated" if is_english else f"{text} 插值"
    on_line = phrase("按比例取：「{line}」", "on a line: 「{line}」", line=line)
    return [Help(on_line, (Edit(span, line),), "unsafe"), by_person]


def build_checklist(
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
    rows: list[rules.ChecklistItem] = []
    is_refused = False
    wanted = "award" if statement.kind == "award" else "deduct"
    for number, row in enumerate(statement.rows, 1):
        if row.effect is not None and row.effect != wanted:
            diagnostics.report(
                codes.ROW_EFFECT,
                row.span,
                helps=_other_word(row.span, wanted),
                text="得" if row.effect == "award" else "扣",
            )
        points_node = row.points if row.points is not None else statement.points
        condition = frame.inference.condition(row.condition)
        if points_node is None:
            if all(other.points is None for other in statement.rows):
                if number == 1:
                    _report_no_points(statement, frame)
                continue
            diagnostics.report(codes.ROW_POINTS_MISSING, row.span, text=row.condition.span.text)
            continue
        if row.points is None and is_refused:
            continue  # what all rows give was said to be wrong
        text = row.text or row.condition.span.text
        points = frame.points(points_node, text)
        is_refused |= row.points is None and points is None
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
    at_most = frame.optional_points(statement.at_most)
    if statement.kind == "award" and at_most is not None and statement.at_most is not None:
        frame.warn_above(at_most, statement.at_most)
    return rules.Checklist(
        statement.kind,
        tuple(rows),
        unless,
        at_most,
        id=identifier,
        span=statement.span,
        notes=notes_of(statement),
    )


def _report_no_points(statement: ast.Checklist, frame: Frame) -> None:
    """No row has points, nor has the line above them: one mistake, not one for each row."""
    part = format_exact(frame.full / len(statement.rows))
    head = statement.span
    line = head.source.line_text(head.first.line)
    at = head.source.line_starts[head.first.line - 1] + len(line.rstrip())
    text = f" {part} 分" if re.search(r"(?:得|扣|award|deduct)\s*$", line) else f" 得 {part} 分"
    help_ = Help(
        phrase("平分满分：补上「{text}」", "equal parts: add 「{text}」", text=text.strip()),
        (Edit(Span(head.source, at, at), text),),
        "unsafe",
    )
    frame.inference.diagnostics.report(
        codes.ROW_POINTS_MISSING,
        Span(head.source, head.start, at),
        helps=[help_] if statement.kind == "award" and "/" not in part and "#" not in line else (),
        text=statement.rows[0].condition.span.text,
    )


def _other_word(span: Span, wanted: str) -> list[Help]:
    """扣 in a list that awards, 得 in one that deducts."""
    ways = {"award": (r"扣除|扣减|扣", "得"), "deduct": ("得|计|记", "扣")}
    pattern, word = ways[wanted]
    match = re.search(rf"(?:{pattern})(?= *\d)", span.text)
    if match is None:
        return []
    start = span.start + match.start()
    place = Span(span.source, start, start + len(match.group()))
    return [instead(place, word)]
