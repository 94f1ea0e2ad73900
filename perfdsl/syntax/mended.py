"""A line read as its way out has it, so that what it declares is known to the lines below."""

from typing import TYPE_CHECKING, Any

import attrs

from perfdsl.diagnostic import Help
from perfdsl.source import Span
from perfdsl.syntax import ast

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader
    from perfdsl.syntax.lines import LogicalLine


GOING_ON = (
    ast.SchemeHeader, ast.YearHeader, ast.EditionHeader, ast.FullMarksHeader, ast.RoundingHeader, ast.StepHeader,
    ast.RescaleHeader, ast.NotApplicableHeader, ast.MoneyUnitHeader, ast.GradesHeader, ast.FactDeclaration,
    ast.FieldDeclaration, ast.Heading, ast.Bands, ast.Checklist, ast.Total,
)  # fmt: skip
"""What the lines below depend on; a rule that was guessed says nothing more."""


def as_mended(reader: "LineReader", line: "LogicalLine", help_: Help) -> object | None:
    """The statement that the edits make of the line, placed where the line stands; None: it is not one."""
    text = reader.source.text[line.start : line.end]
    for edit in sorted(help_.edits, key=lambda edit: -edit.span.start):
        begin, end = edit.span.start - line.start, edit.span.end - line.start
        text = text[:begin] + edit.replacement + text[end:]
    found = reader.read_alone(text, field=line.field)
    if len(found) != 1 or found[0] is None:
        return None
    placed: object = _placed(found[0], Span(reader.source, line.start, line.end))
    return placed


def rows_become_fields(lines: "list[LogicalLine]") -> None:
    """The rows that come next (the last of `lines` first) belong to a list of records."""
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].bullet:
            return
        lines[index] = attrs.evolve(lines[index], field=True)


def _placed(node: Any, span: Span) -> Any:
    """The same with every place in it that of the line."""
    if isinstance(node, Span):
        return span
    if isinstance(node, tuple):
        return tuple(_placed(each, span) for each in node)
    if attrs.has(type(node)):
        changed = {
            field.name.lstrip("_"): _placed(getattr(node, field.name), span)
            for field in attrs.fields(type(node))
            if field.init
        }
        return attrs.evolve(node, **changed)
    return node
