"""`放过`: which part of the file each of them is about."""

from collections.abc import Iterator, Sequence

from perfdsl.model.rulebook import Allowance
from perfdsl.source import Span
from perfdsl.syntax import ast


def allowances_in(file: ast.File) -> Iterator[Allowance]:
    """In file order. Below a header it is about the whole file, below a heading about all under it."""
    return iter(sorted(_found(file), key=lambda found: found.span.start))


def _found(file: ast.File) -> Iterator[Allowance]:
    whole = len(file.source.text)
    for header in file.headers:
        yield from _of(header, 0, whole)
    for statement in (*file.facts, *file.definitions):
        yield from _of(statement, statement.span.start, _end(statement))
    total_start = file.total.span.start if file.total is not None else whole
    yield from _below(file.headings, total_start)
    if file.total is not None:
        yield from _of(file.total, total_start, whole)
        yield from _in_rules(file.total.rules)


def _below(headings: Sequence[ast.Heading], end: int) -> Iterator[Allowance]:
    for number, heading in enumerate(headings):
        last = headings[number + 1].span.start if number + 1 < len(headings) else end
        yield from _of(heading, heading.span.start, last)
        yield from _in_rules(heading.rules)
        yield from _below(heading.children, last)


def _in_rules(statements: Sequence[ast.Statement]) -> Iterator[Allowance]:
    for statement in statements:
        yield from _of(statement, statement.span.start, _end(statement))
        for row in _rows(statement):
            yield from _of(row, row.span.start, _end(row))


def _rows(statement: ast.Statement) -> Sequence[ast.Statement]:
    return statement.rows if isinstance(statement, ast.Bands | ast.Checklist) else ()


def _end(statement: ast.Statement) -> int:
    return max([statement.span.end, *(row.span.end for row in _rows(statement))])


def _of(statement: ast.Statement, start: int, end: int) -> Iterator[Allowance]:
    for annotation in statement.annotations:
        if annotation.kind == "allow":
            name, reason = annotation.texts
            span = annotation.span
            at = span.text.rfind(name, 0, max(len(span.text) - len(reason), 0))
            named = span  # where the name is not written as it reads: in full width
            if at >= 0:
                named = Span(span.source, span.start + at, span.start + at + len(name))
            yield Allowance(name, reason, span, named, Span(span.source, start, end))
