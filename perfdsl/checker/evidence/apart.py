"""What belongs together and is read as two: a name without its 「」, a rule with another line in the middle of it."""

from collections.abc import Iterator
from itertools import pairwise

import attrs

from perfdsl.checker.expressions.names_used import heading_of
from perfdsl.checker.ways_out import instead, line_moved_below
from perfdsl.codes import logic, names
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Label
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.syntax.lines import as_name


def say_together(file: ast.File, diagnostics: Diagnostics) -> None:
    """One finding for each of them."""
    for said, gone in [*_names(file, diagnostics), *_rules(file, diagnostics)]:
        if all(each in diagnostics.found for each in (said[0], *gone)):
            diagnostics.found[:] = [
                said[1] if each is said[0] else each
                for each in diagnostics
                if each not in gone or each is said[0]
            ]


_Said = tuple[tuple[Diagnostic, Diagnostic], list[Diagnostic]]
"""A finding, what it becomes, and what is dropped."""


def _names(file: ast.File, diagnostics: Diagnostics) -> Iterator[_Said]:
    """`“三公”经费-公务接待`, where a fact of this name is declared in 「」."""
    quoted = [fact.name.text for fact in file.facts if as_name(fact.name.text).startswith("「")]
    if not quoted:
        return
    parts = sorted(
        (each.primary.span.start, index)
        for index, each in enumerate(diagnostics)
        if each.primary is not None and each.code in names.UNDECLARED
    )
    found = [diagnostics.found[index] for _, index in parts]
    for first, second in pairwise(found):
        if first.primary is None or second.primary is None:
            continue
        span = first.primary.span
        text = span.source.text
        name = next((each for each in quoted if text.startswith(each, span.start)), None)
        end = span.start + len(name or "")
        if name is None or not span.end <= second.primary.span.start < end:
            continue
        place = Span(span.source, span.start, end)
        said = attrs.evolve(
            first,
            arguments={**first.arguments, "name": name},
            primary=Label(place),
            helps=(instead(place, as_name(name)),),
        )
        yield (first, said), [second]


def _rules(file: ast.File, diagnostics: Diagnostics) -> Iterator[_Said]:
    """A condition without an effect, and a little below an effect without a condition."""
    cut = [each for each in diagnostics if each.code is codes.EFFECT_MISSING]
    if len(cut) != 1:
        return
    for found in cut:
        rest = [
            each
            for each in diagnostics
            if each.code is logic.UNCONDITIONAL
            and each.primary is not None
            and found.primary is not None
            and each.primary.span.start > found.primary.span.start
            and heading_of(each.primary.span.start, file)
            is heading_of(found.primary.span.start, file)
        ]
        if len(rest) != 1 or any(each.edits for each in found.helps):
            continue
        if rest[0].primary is None or found.primary is None:
            continue
        help_ = line_moved_below(rest[0].primary.span, found.primary.span)
        yield (found, attrs.evolve(found, helps=(help_, *found.helps))), rest
