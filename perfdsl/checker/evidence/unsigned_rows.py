"""A list pasted without the signs of its rows, or with those of Word: one mistake, however many rows there are."""

import attrs

from perfdsl.codes import logic
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help, Label
from perfdsl.source import Span
from perfdsl.wording import phrase

_MOST_LABELS = 5


def say_unsigned_rows_once(diagnostics: Diagnostics) -> None:
    """What is found of lines below one another that each become a row by its sign, as one finding.

    Nor is it said of the list above them that it has no rows.
    """
    by_line = {
        each.primary.span.first.line: (each, help_)
        for each in reversed(diagnostics.found)
        if each.primary is not None
        and each.severity == "error"
        and (help_ := _as_row(each, each.primary.span)) is not None
    }
    for line in [each for each in by_line if each - 1 not in by_line]:
        rows = [by_line[line]]
        while line + len(rows) in by_line:
            rows.append(by_line[line + len(rows)])
        _merge(line, rows, diagnostics)


def _merge(line: int, rows: list[tuple[Diagnostic, Help]], diagnostics: Diagnostics) -> None:
    first = merged = rows[0][0]
    if len(rows) > 1:
        edits = tuple(edit for _, help_ in rows for edit in help_.edits)
        said = phrase("这几行的行首都写「- 」", "begin each of these lines with “- ”")
        also = phrase("这一行也是", "this line as well")
        labels = [Label(each.primary.span, also) for each, _ in rows[1:] if each.primary]
        merged = attrs.evolve(
            first, helps=(Help(said, edits, "unsafe"),), secondary=tuple(labels[:_MOST_LABELS])
        )
    gone = {id(each) for each, _ in rows[1:]}
    diagnostics.found[:] = [
        merged if each is first else each
        for each in diagnostics.found
        if id(each) not in gone and not _is_opener_at(each, line - 1)
    ]


def _is_opener_at(found: Diagnostic, line: int) -> bool:
    if found.code is not logic.MISSING_ROWS or found.primary is None:
        return False
    return found.primary.span.last.line == line


def _as_row(found: Diagnostic, span: Span) -> Help | None:
    """Its first way out, if that begins the line with the sign of a row that it has not."""
    source, line = span.source, span.first.line
    help_ = next((each for each in found.helps if each.edits), None)
    text = source.line_text(line)
    start = source.line_starts[line - 1] + len(text) - len(text.lstrip())
    if (
        help_ is None
        or text.lstrip().startswith("-")
        or not any(
            edit.span.start <= start and edit.replacement.lstrip().startswith("-")
            for edit in help_.edits
        )
    ):
        return None
    return help_
