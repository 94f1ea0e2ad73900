"""Ends of an interval that cannot be: a slip both have, or two values listed in brackets: `地区 in (东部, 中部)`."""

import re

import attrs

from perfdsl.checker.ways_out import instead
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.source import Span
from perfdsl.syntax import ast

_LISTED = re.compile(
    r"\s*(?P<word>in|属于|在|介于|处于)?\s*[(（\[]\s*(?P<first>[^\s,，、()（）]+)\s*[,，、]\s*(?P<second>[^\s,，、()（）]+)\s*[)）\]]",
    re.IGNORECASE,
)
_MORE = re.compile(r"且|非|\band\b|\bnot\b", re.IGNORECASE)


def mend_both_ends(
    diagnostics: Diagnostics, node: ast.Interval, end: Span, operand: Span | None = None
) -> None:
    """An end of an interval was just reported; where the other has the same slip, both are put right."""
    found = diagnostics.found[-1]
    if found.code is codes.NO_ORDER and operand is not None:
        helps = tuple(values_listed(operand, node.span))
        diagnostics.found[-1] = attrs.evolve(found, helps=helps or found.helps)
        return
    is_lower = node.lower is not None and node.lower.span == end
    other = node.upper if is_lower else node.lower
    if not isinstance(other, ast.Number) or other.span == end or other.unit is not None:
        return
    helps = tuple(
        attrs.evolve(help_, edits=(*help_.edits, Edit(other.span, other.span.text + sign)))
        for help_ in found.helps
        for edit in help_.edits
        if (sign := edit.replacement.removeprefix(edit.span.text)) != edit.replacement
    )
    if helps and other.value:
        diagnostics.found[-1] = attrs.evolve(found, helps=helps)


def values_listed(operand: Span, interval: Span) -> list[Help]:
    """Each of the two values compared on its own."""
    if operand.end > interval.start:
        return []
    source = operand.source
    match = _LISTED.fullmatch(source.text[operand.end : interval.end])
    if match is None:
        return []
    name = operand.text
    joined = "or" if name.isascii() else "或"
    new = f"{name} = {match['first']} {joined} {name} = {match['second']}"
    line, first = source.line_text(operand.first.line), source.line_starts[operand.first.line - 1]
    rest = line[: operand.start - first] + line[interval.end - first :]
    whole = operand.to(interval)
    return [instead(whole, f"({new})" if _MORE.search(rest) is not None else new)]
