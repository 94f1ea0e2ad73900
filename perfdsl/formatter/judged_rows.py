"""Rows of checklists that facts name by the words of their condition."""

from collections.abc import Iterator

from perfdsl.syntax import ast


def rows_named_by_text(file: ast.File) -> frozenset[int]:
    """Where the rows begin that a person judges and that have no text of their own.

    `[评分]` names such a row by its condition as it is written; in other words it would not be found.
    """
    return frozenset(
        row.span.start
        for checklist in _checklists(file)
        for row in checklist.rows
        if row.text is None and isinstance(row.points or checklist.points, ast.Judged)
    )


def _checklists(file: ast.File) -> Iterator[ast.Checklist]:
    headings = list(file.headings)
    while headings:
        heading = headings.pop()
        headings += heading.children
        for rule in heading.rules:
            if isinstance(rule, ast.Checklist):
                yield rule
