"""Bands of an indicator that has an error elsewhere: what the rows that could be read say among themselves."""

from collections.abc import Sequence

from perfdsl.checker.coverage.bands import check_bands
from perfdsl.checker.coverage.domains import Declared
from perfdsl.codes import logic as codes
from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import Poison
from perfdsl.syntax import ast

_SAID = (codes.BAND_GAP, codes.BAND_OVERLAP, codes.EMPTY_INTERVAL)
"""About two rows, or one, whatever the others are."""


def spares_the_rows(found: Diagnostic, node: Indicator, file: ast.File) -> bool:
    """Whether an error of the indicator leaves its bands as they are: in its heading, in a row read as mended, or in the name behind 按."""
    place = found.primary.span if found.primary is not None else None
    if place is None:
        return False
    if place.first.line in file.guessed:
        return True
    if place.first.line == node.span.first.line:
        return True
    return found.code is name_codes.UNDECLARED_NAME and any(
        isinstance(rule, rules.Bands)
        and rule.operand.span == place
        and not isinstance(rule.operand.type, Poison)
        for rule in node.rules
    )


def check_readable_rows(
    node: Indicator,
    above: Sequence[Indicator],
    declared: Declared,
    file: ast.File,
    diagnostics: Diagnostics,
) -> None:
    """Gaps and overlaps between rows that are next to each other, and none of them only guessed."""
    for rule in node.rules:
        if not isinstance(rule, rules.Bands) or isinstance(rule.operand.type, Poison):
            continue
        own = Diagnostics()
        check_bands(rule, node, above, declared, own)
        for found in own:
            if found.code in _SAID and _is_between_read_rows(found, rule, file):
                diagnostics.found.append(found)


def _is_between_read_rows(found: Diagnostic, bands: rules.Bands, file: ast.File) -> bool:
    labels = [label for label in (found.primary, *found.secondary) if label is not None]
    lines = {label.span.first.line for label in labels}
    rows = [index for index, row in enumerate(bands.rows) if row.span.first.line in lines]
    if not rows or any(bands.rows[index].span.first.line in file.guessed for index in rows):
        return False
    return found.code is not codes.BAND_GAP or (len(rows) == 2 and rows[1] == rows[0] + 1)
