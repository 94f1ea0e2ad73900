"""依据: which clause a finding is about, from what stands at its place."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import attrs

from perfdsl.diagnostic import Diagnostic
from perfdsl.model.rulebook import Indicator

_OF_MEANING = ("PD2", "PD3", "PD4", "PD8")
"""Findings about what is meant; how a line is written is no matter of a clause."""
Path = tuple[Indicator, ...]


def with_clauses(
    found: Iterable[Diagnostic], indicators: Sequence[Indicator], total: int | None
) -> list[Diagnostic]:
    """The findings, each with the clause that its rule or indicator names, or a heading above it.

    `total`: where 总分 begins; what stands behind it is about no indicator.
    """
    paths = sorted(_paths(indicators, ()), key=lambda path: path[-1].span.start)
    starts = [path[-1].span.start for path in paths]
    return [_with_clause(each, paths, starts, total) for each in found]


def _with_clause(
    found: Diagnostic, paths: Sequence[Path], starts: Sequence[int], total: int | None
) -> Diagnostic:
    label = found.primary
    if found.basis is not None or label is None or not found.code.id.startswith(_OF_MEANING):
        return found
    index = bisect_right(starts, label.span.start) - 1
    if index < 0 or paths[index][-1].span.source is not label.span.source:
        return found
    if total is not None and label.span.start >= total:
        return found
    path = paths[index]
    above = [rule for rule in path[-1].rules if rule.span.start <= label.span.start]
    last = max(above, key=lambda rule: rule.span.start, default=None)
    places = ([last.notes] if last is not None else []) + [node.notes for node in reversed(path)]
    basis = next((notes.basis for notes in places if notes.basis), ())
    return attrs.evolve(found, basis="；".join(basis)) if basis else found


def _paths(nodes: Sequence[Indicator], above: Path) -> Iterable[Path]:
    for node in nodes:
        yield (*above, node)
        yield from _paths(node.children, (*above, node))
