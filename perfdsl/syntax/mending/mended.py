"""A line read as its way out has it, so that what it declares is known to the lines below."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import attrs

from perfdsl.diagnostic import Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.mending.ways import LONGEST_MENDED

if TYPE_CHECKING:
    from perfdsl.syntax.lines import LogicalLine
    from perfdsl.syntax.mending.reader import Reader


GOING_ON = (
    ast.SchemeHeader, ast.YearHeader, ast.EditionHeader, ast.FullMarksHeader, ast.RoundingHeader, ast.StepHeader,
    ast.RescaleHeader, ast.NotApplicableHeader, ast.MoneyUnitHeader, ast.GradesHeader, ast.FactDeclaration,
    ast.FieldDeclaration, ast.Heading, ast.Bands, ast.Checklist, ast.Total,
)  # fmt: skip
"""What the lines below depend on; a rule that was guessed says nothing more."""


def as_mended(reader: "Reader", line: "LogicalLine", help_: Help) -> object | None:
    """The statement that the edits make of the line, placed where the line stands; None: it is not one."""
    text = reader.source.text[line.start : line.end]
    if len(text) > LONGEST_MENDED:
        return None
    for edit in sorted(help_.edits, key=lambda edit: -edit.span.start):
        begin, end = edit.span.start - line.start, edit.span.end - line.start
        text = text[:begin] + edit.replacement + text[end:]
    found = reader.read_alone(text, field=line.field)
    if len(found) != 1 or found[0] is None:
        return None
    back = _offsets(text, reader.source.text[line.start : line.end])
    placed: object = _placed(found[0], reader.source, [line.start + offset for offset in back])
    return placed


def rows_become_fields(lines: "list[LogicalLine]") -> None:
    """The rows that come next (the last of `lines` first) belong to a list of records."""
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].bullet:
            return
        lines[index] = attrs.evolve(lines[index], field=True)


def _offsets(mended: str, written: str) -> list[int]:
    """For each place in the mended line one in the line as it is written; they never go backwards."""
    found = list(range(len(mended) + 1))
    for _, begin, end, first, last in SequenceMatcher(
        None, mended, written, autojunk=False
    ).get_opcodes():
        for offset in range(begin, end + 1):
            found[offset] = min(first + offset - begin, last)
    found[-1] = len(written)
    return found


def _placed(node: Any, source: SourceText, offsets: list[int]) -> Any:
    """The same with every place in it where that stands in the file."""
    if isinstance(node, Span):
        return Span(source, offsets[node.start], offsets[node.end])
    if isinstance(node, tuple):
        return tuple(_placed(each, source, offsets) for each in node)
    if attrs.has(type(node)):
        changed = {
            field.name.lstrip("_"): _placed(getattr(node, field.name), source, offsets)
            for field in attrs.fields(type(node))
            if field.init
        }
        return attrs.evolve(node, **changed)
    return node
