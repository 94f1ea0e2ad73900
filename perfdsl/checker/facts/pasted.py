"""Rows of a table pasted below the heading of records, cells apart by tabs: each cell as a line of its own."""

import re
from collections.abc import Iterator, Sequence

import attrs

from perfdsl.checker.facts.words import canonical_name
from perfdsl.codes.facts_writing import NO_EQUALS_SIGN
from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.types import RecordsType
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase

_HEADING = re.compile(
    r"""\s*\[\[\s*["']?(?P<section>[^"'\[\].]+)["']?\s*\.\s*["']?(?P<name>[^"'\[\].]+)["']?\s*\]\]"""
)
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|\d{4}-\d\d-\d\d|true|false")
_FEWEST = 2
"""So many cells make a row."""


def put_rows_apart(source: SourceText, rulebook: RuleBook, found: list[Diagnostic]) -> None:
    """The first line of each pasted table gets its edit; what is said of the others is left out."""
    tables = [fact for fact in rulebook.facts.values() if isinstance(fact.type, RecordsType)]
    broken = {
        each.primary.span.first.line: each
        for each in found
        if each.code is NO_EQUALS_SIGN
        and each.primary is not None
        and each.primary.span.source is source
        and "\t" in source.line_text(each.primary.span.first.line).strip()
    }
    for lines in _runs(sorted(broken)):
        help_ = _apart(source, lines, tables)
        if help_ is None:
            continue
        first = broken[lines[0]]
        found[found.index(first)] = attrs.evolve(first, helps=(help_,))
        for line in lines[1:]:
            found.remove(broken[line])


def _runs(lines: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for line in lines:
        if run and line != run[-1] + 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _apart(source: SourceText, lines: list[int], tables: Sequence[FactDeclaration]) -> Help | None:
    rows = [
        [cell.strip().strip("\"'") for cell in source.line_text(line).split("\t")] for line in lines
    ]
    heading = _heading_above(source, lines[0])
    found = _HEADING.match(heading) if heading is not None else None
    name = canonical_name(found["name"]) if found is not None else None
    fitting = [each for each in tables if name in (None, canonical_name(each.name))]
    with_header = [each for each in fitting if _is_header(rows[0], each)]
    if len(with_header or fitting) != 1 or (name is None and not with_header):
        return None
    table = (with_header or fitting)[0]
    columns = rows.pop(0) if with_header else [field.name for field in table.fields]
    cells = [cell for row in rows for cell in row]
    if not rows or any(len(row) != len(columns) for row in rows):
        return None
    if any(set(cell) & set('"\\') for cell in cells):
        return None
    title = heading or f'[["事实"."{table.name}"]]'
    records = ["\n".join(_entries(columns, row)) for row in rows]
    text = f"\n\n{title}\n".join(records)
    start = source.line_starts[lines[0] - 1]
    end = source.line_starts[lines[-1] - 1] + len(source.line_text(lines[-1]))
    edit = Edit(Span(source, start, end), text if heading is not None else f"{title}\n{text}")
    said = phrase(
        "「{name}」的每一栏各写一行",
        "write each column of “{name}” on a line of its own",
        name=table.name,
    )
    return Help(said, (edit,), "unsafe")


def _heading_above(source: SourceText, line: int) -> str | None:
    """The heading of records right above, if only comments and blank lines are between."""
    for number in range(line - 1, 0, -1):
        text = source.line_text(number).strip()
        if text and not text.startswith("#"):
            return text if text.startswith("[[") else None
    return None


def _is_header(cells: list[str], table: FactDeclaration) -> bool:
    fields = {canonical_name(field.name) for field in table.fields}
    return len(cells) >= _FEWEST and {canonical_name(cell) for cell in cells} <= fields


def _entries(columns: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    for column, cell in zip(columns, row, strict=True):
        if cell:
            value = cell if _PLAIN.fullmatch(cell) else f'"{cell}"'
            yield f'"{column}" = {value}'
