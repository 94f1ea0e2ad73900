"""Two indicators of one name: which of them was copied, and what its rules say it is about."""

from collections.abc import Iterator

from perfdsl.checker.expressions.names_used import all_headings, names_in
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.ways_out import instead
from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.model.types import RATIO
from perfdsl.syntax import ast
from perfdsl.wording import phrase

_MOST_EXPLAINED = 50
"""For each the rules of the whole file are gone through."""


def report_twins(
    headings: tuple[ast.Heading, ...],
    roots: tuple[ast.Heading, ...],
    scope: Scope,
    diagnostics: Diagnostics,
) -> None:
    """Headings of one name below one heading; `roots`: the whole tree."""
    seen: dict[str, ast.Heading] = {}
    count = 0
    for heading in headings:
        first = seen.setdefault(heading.name.text, heading)
        if first is heading:
            continue
        wrong, other = heading, first
        if _nearness(first, scope) < _nearness(heading, scope):
            wrong, other = first, heading
        diagnostics.report(
            codes.DUPLICATE_INDICATOR,
            wrong.name.span,
            secondary=[Label(other.name.span, phrase("同名的指标", "the other one"))],
            helps=_other_name(wrong, roots, scope) if count < _MOST_EXPLAINED else (),
            name=heading.name.text,
        )
        count += 1


def _nearness(heading: ast.Heading, scope: Scope) -> int:
    """How much the names in its rules have in common with its own name: the longest run of characters."""
    own = heading.name.text
    return max((_common(own, each.text) for each in _spoken_of(heading, scope)), default=0)


def _common(first: str, second: str) -> int:
    for size in range(min(len(first), len(second)), 1, -1):
        if any(first[at : at + size] in second for at in range(len(first) - size + 1)):
            return size
    return 0


def _other_name(heading: ast.Heading, roots: tuple[ast.Heading, ...], scope: Scope) -> list[Help]:
    """The one rate that only its own rules speak of, or that is defined below it."""
    everywhere = list(all_headings(roots))
    taken = {each.name.text for each in everywhere}
    elsewhere = {
        name.text for each in everywhere if each is not heading for name in _spoken_of(each, scope)
    }
    spans = {each.text: each.span.text for each in _defined_in(heading, scope)}
    spans |= {
        each.text: each.span.text
        for each in _spoken_of(heading, scope)
        if each.text not in spans and _is_rate(each.text, scope)
    }
    found = [name for name in spans if name not in taken and name not in elsewhere]
    asked = [name for name in found if name in _asked(heading)] or found
    return [instead(heading.name.span, spans[asked[0]])] if len(asked) == 1 else []


def _asked(heading: ast.Heading) -> set[str]:
    """The names that its rules themselves are about, not what these are made of."""
    return {name.text for rule in heading.rules for name in names_in(rule)}


def _defined_in(heading: ast.Heading, scope: Scope) -> list[ast.Name]:
    end = heading.rules[-1].span.end if heading.rules else heading.span.end
    return [
        node.name
        for node in scope.definitions.values()
        if heading.span.start < node.span.start < end
    ]


def _spoken_of(heading: ast.Heading, scope: Scope) -> Iterator[ast.Name]:
    """The names in its rules and in the definitions that stand among them."""
    for rule in heading.rules:
        yield from names_in(rule)
    for name in _defined_in(heading, scope):
        yield name
        yield from names_in(scope.definitions[name.text].value)


def _is_rate(name: str, scope: Scope) -> bool:
    fact = scope.facts.get(name)
    value = scope.inferred.get(name)
    return (fact is not None and fact.type == RATIO) or (value is not None and value.type == RATIO)
