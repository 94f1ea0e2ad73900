"""The lines at the top of a file: scheme, year, marks, rounding, grades."""

from fractions import Fraction
from itertools import pairwise
from typing import Literal

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.ways import without_minus
from perfdsl.checker.rules.points import StepMode
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import instead, lines_removed
from perfdsl.codes import logic as codes
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as type_codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model.rulebook import Grade, HeaderKind
from perfdsl.model.types import COUNT, NUMBER, RATIO, SCORE, Zero
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import phrase

EDITION = 1
_FEW_GRADES = 3
"""With fewer the last grade may only be missing."""


@attrs.define(eq=False, repr=False)
class Headers:
    """What the file sets; None where it does not."""

    scheme: str = ""
    year: int | None = None
    edition: int = EDITION
    full: Fraction | None = None
    full_span: Span | None = None
    rounding: int | None = None
    step_mode: StepMode | None = None
    treatment: Literal["full", "zero", "exclude"] | None = None
    rescale: Literal["group", "whole"] = "group"
    money_unit: str | None = None
    grades: tuple[Grade, ...] = ()
    spans: dict[HeaderKind, Span] = attrs.field(factory=dict)


_KINDS: dict[type, HeaderKind] = {
    ast.SchemeHeader: "scheme",
    ast.YearHeader: "year",
    ast.EditionHeader: "edition",
    ast.FullMarksHeader: "full",
    ast.RoundingHeader: "rounding",
    ast.StepHeader: "steps",
    ast.RescaleHeader: "rescale",
    ast.NotApplicableHeader: "treatment",
    ast.MoneyUnitHeader: "money",
    ast.GradesHeader: "grades",
}


def read_headers(file: ast.File, inference: Inference) -> Headers:
    """Collect the headers; each may stand once."""
    headers = Headers()
    diagnostics = inference.diagnostics
    seen: dict[type, Span] = {}
    for header in file.headers:
        first = seen.setdefault(type(header), header.span)
        if first is not header.span:
            diagnostics.report(
                name_codes.DUPLICATE_HEADER,
                header.span,
                secondary=[Label(first, phrase("先在这里写的", "first set here"))],
                helps=[lines_removed(header.span)],
                header=header.span.text.split()[0],
            )
            continue
        end = max(part.span.end for part in (header, *header.annotations))
        headers.spans[_KINDS[type(header)]] = Span(file.source, header.span.start, end)
        _read(header, headers, inference)
    return headers


def _read(header: ast.Header, headers: Headers, inference: Inference) -> None:
    match header:
        case ast.SchemeHeader():
            headers.scheme = header.name
        case ast.YearHeader():
            headers.year = header.year
        case ast.EditionHeader():
            headers.edition = header.edition
            if header.edition != EDITION:
                inference.diagnostics.report(
                    codes.UNKNOWN_EDITION,
                    header.span,
                    helps=[instead(header.span, f"语言 {EDITION}")],
                    edition=header.edition,
                )
        case ast.FullMarksHeader():
            headers.full = marks(header.points, inference)
            headers.full_span = header.span
        case ast.RoundingHeader():
            headers.rounding = header.places
        case ast.StepHeader():
            headers.step_mode = header.mode
        case ast.RescaleHeader():
            headers.rescale = header.scope
        case ast.NotApplicableHeader():
            headers.treatment = header.treatment
        case ast.MoneyUnitHeader():
            headers.money_unit = header.unit
        case ast.GradesHeader():
            headers.grades = _grades(header, inference)


def is_share(node: ast.Expr) -> bool:
    """Whether marks are written as a weight: `30%`."""
    return isinstance(node, ast.Number) and node.unit == "%"


def marks(node: ast.Expr, inference: Inference) -> Fraction | None:
    """A fixed number of points that is not negative; None where a mistake was reported."""
    inferred = inference.infer(node)
    value = constant_value(inferred)
    if value is not None and inferred.type == COUNT and isinstance(node, ast.Number):
        # the word behind the number is not 分; the number itself is clear
        inference.diagnostics.report(
            type_codes.NOT_POINTS,
            node.span,
            helps=[instead(node.span, f"{format_exact(value)} {_unit(node)}")],
            text=node.span.text,
            type=type_words(COUNT),
        )
        return value
    if value is None or not (isinstance(inferred.type, Zero) or inferred.type in (NUMBER, SCORE)):
        if value is not None and is_share(node):
            meant = value * 100  # the number itself is clear
            helps = [instead(node.span, f"{format_exact(meant)} {_unit(node)}")]
            inference.diagnostics.report(
                type_codes.NOT_POINTS,
                node.span,
                helps=helps,
                text=node.span.text,
                type=type_words(RATIO),
            )
            return meant
        inference.diagnostics.report(codes.NOT_CONSTANT, node.span, text=node.span.text)
        return None
    if value < 0:
        inference.diagnostics.report(
            codes.NEGATIVE_POINTS, node.span, helps=without_minus(node), text=node.span.text
        )
        return None
    return value


def _unit(node: ast.Expr) -> str:
    line = node.span.source.line_text(node.span.first.line)
    return "points" if line.isascii() else "分"


def _rising(header: ast.GradesHeader) -> list[Help]:
    """Grades listed from worst to best, the other way round."""
    points = [
        each.points.value if isinstance(each.points, ast.Number) else None
        for each in header.entries
    ]
    known = [each for each in points if each is not None]
    if len(known) < len(points) or known != sorted(set(known)) or known[0]:
        return []
    first, last = header.entries[0].span, header.entries[-1].span
    turned = ", ".join(each.span.text for each in reversed(header.entries))
    return [instead(first.to(last), turned)]


def _turned(header: ast.GradesHeader) -> tuple[Grade, ...]:
    return tuple(
        Grade(each.name, each.points.value)
        for each in reversed(header.entries)
        if isinstance(each.points, ast.Number)
    )


_USUAL = {
    "优": (90,), "优秀": (90,), "A": (90,), "良": (80,), "良好": (80,), "B": (80,), "中": (60, 70), "中等": (60, 70),
    "合格": (60,), "及格": (60,), "C": (60, 70),
}  # fmt: skip


def _exchanged(header: ast.GradesHeader) -> tuple[Help, tuple[Grade, ...]] | None:
    """`良 60 分、中 80 分`: exchanged, both have what they have everywhere, and the list falls."""
    entries = header.entries
    points = [each.points.value for each in entries if isinstance(each.points, ast.Number)]
    if len(points) != len(entries):
        return None
    for at in range(len(points) - 1):
        changed = [*points[:at], points[at + 1], points[at], *points[at + 2 :]]
        usual = all(changed[index] in _USUAL.get(entries[index].name, ()) for index in (at, at + 1))
        if usual and all(first > second for first, second in pairwise(changed)):
            first, second = entries[at].points.span, entries[at + 1].points.span
            edits = (Edit(first, second.text), Edit(second, first.text))
            text = phrase("两级的分数对调", "exchange the points of the two")
            grades = zip(entries, changed, strict=True)
            return Help(text, edits, "unsafe"), tuple(Grade(e.name, p) for e, p in grades)
    return None


def _from_nothing(entry: ast.GradeEntry) -> Help:
    return instead(entry.points.span, "0 分")


def _grades(header: ast.GradesHeader, inference: Inference) -> tuple[Grade, ...]:
    diagnostics: Diagnostics = inference.diagnostics
    grades: list[Grade] = []
    for entry in header.entries:
        points = marks(entry.points, inference)
        if points is None:
            continue
        if any(grade.name == entry.name for grade in grades):
            diagnostics.report(name_codes.DUPLICATE_WORD, entry.span, name=entry.name)
            continue
        if grades and points >= grades[-1].points:
            rising = _rising(header)
            diagnostics.report(
                codes.GRADE_ORDER,
                entry.span,
                helps=rising,
                name=entry.name,
                points=format_exact(points),
                before=grades[-1].name,
                line=format_exact(grades[-1].points),
            )
            if rising:  # said once, and read on as it was meant
                return _turned(header)
            swapped = _exchanged(header)
            if swapped is not None:
                found = attrs.evolve(diagnostics.found[-1], helps=(swapped[0],))
                diagnostics.found[-1] = found
                return swapped[1]
            if entry is header.entries[-1]:  # where the last one begins is said once
                found = attrs.evolve(diagnostics.found[-1], helps=(_from_nothing(entry),))
                diagnostics.found[-1] = found
                return (*grades, Grade(entry.name, points))
        grades.append(Grade(entry.name, points))  # that its line may be wrong was said
    is_last_read = bool(grades) and grades[-1].name == header.entries[-1].name
    if is_last_read and grades[-1].points > 0 and len(header.entries) == len(grades):
        diagnostics.report(
            codes.GRADE_FLOOR,
            header.entries[-1].span,
            helps=[_from_nothing(header.entries[-1])] if len(header.entries) > _FEW_GRADES else (),
            notes=[
                phrase(
                    "例如 总分 {total} 分没有等级",
                    "for example a total of {total} has no grade",
                    total=format_exact(grades[-1].points - min(Fraction(1), grades[-1].points)),
                )
            ],
            points=format_exact(grades[-1].points),
            name=grades[-1].name,
        )
    return tuple(grades)
