"""The whole check: names, types and units, marks, coverage."""

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.checker.allowances import allowances_in
from perfdsl.checker.clauses import with_clauses
from perfdsl.checker.coverage.domains import Declared
from perfdsl.checker.coverage.indicator import check_coverage
from perfdsl.checker.coverage.partly_read import check_readable_rows, spares_the_rows
from perfdsl.checker.coverage.unsaid_ends import fit_unsaid_ends
from perfdsl.checker.evidence.copied import copied_declarations, without_copy
from perfdsl.checker.evidence.declared_otherwise import say_where_declared
from perfdsl.checker.evidence.lost_lines import find_lost_lines
from perfdsl.checker.evidence.measures import measures_agree
from perfdsl.checker.evidence.once import say_once
from perfdsl.checker.evidence.other_quantity import report_borrowed
from perfdsl.checker.evidence.unsigned_rows import say_unsigned_rows_once
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.indicators.tree import TreeBuilder
from perfdsl.checker.preamble.declarations import declare
from perfdsl.checker.preamble.definitions import infer_definitions
from perfdsl.checker.preamble.headers import Headers, read_headers
from perfdsl.checker.ways_out import instead
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast


def check_file(file: ast.File, diagnostics: Diagnostics) -> RuleBook | None:
    """The rules a file means; None where the file (or its reading before) has an error.

    Everything found goes to `diagnostics`, as far as possible in one go.
    """
    for copied in copied_declarations(file, diagnostics):
        file = without_copy(file, copied, diagnostics)
    n_read = len(diagnostics.found)
    scope = Scope(unread=frozenset(file.unread_names), spaced_uses=file.spaced_uses)
    inference = Inference(scope, diagnostics)
    headers = read_headers(file, inference)
    scope.money_unit = headers.money_unit
    declare(file, scope, diagnostics)
    definitions = infer_definitions(inference, file)
    total_span = None
    if file.total is not None:
        total_span = file.total.rules[-1].span if file.total.rules else file.total.span
    builder = TreeBuilder(inference, headers, total_span)
    indicators = builder.build(file.headings)
    total = _total(file, headers, indicators, diagnostics)
    below_total = file.total.rules if file.total is not None else ()
    limits = builder.limits(below_total, "总分", total)
    total_rules = builder.total_rules(file.total, total, limits)
    _check_leaves(
        file, indicators, Declared(scope.facts, definitions), builder.unbuilt, diagnostics
    )
    fit_unsaid_ends(indicators, diagnostics)
    diagnostics.found[:] = [
        found
        for index, found in enumerate(diagnostics.found)
        if index < n_read or not _is_guessed(found, file)
    ]
    say_where_declared(file, scope, diagnostics)
    say_once(file, diagnostics)
    say_unsigned_rows_once(diagnostics)
    find_lost_lines(file, scope, diagnostics)
    if _has_errors(file, diagnostics):
        from perfdsl.checker.evidence.findings import add_evidence  # only where something is wrong

        add_evidence(file, scope, headers, indicators, diagnostics)
    if any(each.helps for each in diagnostics):
        from perfdsl.checker.evidence.both_sides import (
            refuse_both_sides,  # only where a way out is offered
        )

        refuse_both_sides(scope, diagnostics)
    total_start = file.total.span.start if file.total is not None else None
    diagnostics.found[:] = with_clauses(diagnostics.found, indicators, total_start)
    if _has_errors(file, diagnostics):
        return None
    book = RuleBook(
        source=file.source,
        scheme=headers.scheme,
        year=headers.year,
        edition=headers.edition,
        full=total,
        lower=limits.lower,
        upper=limits.upper,
        rounding=headers.rounding,
        rescale=headers.rescale,
        money_unit=headers.money_unit,
        grades=headers.grades,
        facts=scope.facts,
        definitions=definitions,
        indicators=indicators,
        total_rules=total_rules,
        allowances=tuple(allowances_in(file)),
        headers=headers.spans,
        limits_span=next((rule.span for rule in below_total if isinstance(rule, ast.Limit)), None),
    )
    if not measures_agree(book, diagnostics):
        return None
    report_borrowed(book, diagnostics)
    return book


def _is_guessed(found: Diagnostic, file: ast.File) -> bool:
    """Whether it is about a line that was only guessed; that it cannot be read was said."""
    place = found.primary.span if found.primary is not None else None
    return place is not None and place.source is file.source and place.first.line in file.guessed


def _check_leaves(
    file: ast.File,
    indicators: tuple[Indicator, ...],
    declared: Declared,
    unbuilt: set[int],
    diagnostics: Diagnostics,
) -> None:
    """Coverage of every leaf that was read without an error; of others only what readable rows tell."""
    paths = [path for indicator in indicators for path in _paths(indicator, ())]
    starts = sorted(path[-1].span.start for path in paths)
    broken: dict[int, list[Diagnostic]] = {}
    for found in diagnostics:
        place = found.primary.span if found.primary is not None else None
        if found.severity == "error" and place is not None and place.source is file.source:
            broken.setdefault(bisect_right(starts, place.start), []).append(found)
    for *above, node in paths:
        if node.span.start in unbuilt or not node.is_leaf:
            continue
        errors = broken.get(bisect_right(starts, node.span.start), ())
        if not errors:
            check_coverage(node, above, declared, diagnostics)
        elif all(spares_the_rows(found, node, file) for found in errors):
            check_readable_rows(node, above, declared, file, diagnostics)


def _paths(node: Indicator, above: tuple[Indicator, ...]) -> Iterator[tuple[Indicator, ...]]:
    """Every node with the headings above it, in file order."""
    yield (*above, node)
    for child in node.children:
        yield from _paths(child, (*above, node))


_SUMS_OFF = (codes.CHILDREN_SUM, codes.NO_RULES)
"""Where one of these is found below, the sum at the top says nothing more."""


def _total(
    file: ast.File,
    headers: Headers,
    indicators: tuple[Indicator, ...],
    diagnostics: Diagnostics,
) -> Fraction:
    """The full marks of the file; stated and summed must agree."""
    total = sum((indicator.full for indicator in indicators), Fraction(0))
    if file.incomplete:  # what could not be read would only be missed again here
        return headers.full if headers.full is not None else total
    if any(found.code in _SUMS_OFF for found in diagnostics):
        return headers.full if headers.full is not None else total
    if not file.headings:
        diagnostics.report(codes.NO_INDICATORS, Span(file.source, 0, 0))
    elif headers.full is not None and headers.full != total:
        diagnostics.report(
            codes.TOTAL_SUM,
            headers.full_span,
            helps=_marks_summed(headers.full_span, headers.full, total),
            stated=format_exact(headers.full),
            sum=format_exact(total),
        )
    return headers.full if headers.full is not None else total


def _marks_summed(span: Span | None, stated: Fraction, total: Fraction) -> list[Help]:
    """The sum in place of the figure that was stated."""
    written = format_exact(stated)
    if span is None or span.text.count(written) != 1:
        return []
    at = span.start + span.text.index(written)
    return [instead(Span(span.source, at, at + len(written)), format_exact(total))]


def _has_errors(file: ast.File, diagnostics: Diagnostics) -> bool:
    return any(
        found.severity == "error"
        and (found.primary is None or found.primary.span.source is file.source)
        for found in diagnostics
    )
