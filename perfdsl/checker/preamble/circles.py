"""A definition that comes back to itself: the fact that one of its names was meant to be."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Help
from perfdsl.model.types import Quantity, Type
from perfdsl.syntax import ast

_LEAST_COMMON = 2
_RATES = ("率", "比例", "占比", "比重", "rate", "ratio", "share")


def way_out_of(circle: list[str], scope: Scope, used: Collection[str]) -> tuple[str, Help] | None:
    """The definition with the wrong name in it, and that name put right; None where that is not certain.

    `used`: the names that rules and definitions speak of.
    """
    found = [
        (owner, instead(node.span, _as_written(name)))
        for owner, named in pairwise(circle)
        for node in _written(owner, named, scope)
        for name in _of_last_year(owner, node, scope) or _meant(owner, named, scope, used)
    ]
    return found[0] if len(found) == 1 else None


def _written(owner: str, named: str, scope: Scope) -> list[ast.Name]:
    """Where the definition names the other one, if that is one place."""
    found = [
        node
        for node in ast.walk(scope.definitions[owner].value)
        if isinstance(node, ast.Name) and node.text == named
    ]
    return found if len(found) == 1 else []


def _as_written(name: str) -> str:
    return name if re.fullmatch(r"[^\W\d][\w·]*", name) else f"「{name}」"


def _of_last_year(owner: str, wrong: ast.Name, scope: Scope) -> list[str]:
    """`甲 - 上年.乙`: the year before is taken from the same year after it."""
    return [
        node.right.name.text
        for node in ast.walk(scope.definitions[owner].value)
        if isinstance(node, ast.Arithmetic)
        and node.operator == "-"
        and node.left is wrong
        and isinstance(node.right, ast.LastYear)
        and node.right.name.text in scope.facts
    ]


def _meant(owner: str, named: str, scope: Scope, used: Collection[str]) -> Iterator[str]:
    """The one fact most like the name in its place; one that nothing uses, or that differs by one character."""
    types = _types_beside(owner, scope)
    must_fit = owner.endswith(_RATES) and bool(types)
    own = {
        node.text for node in ast.walk(scope.definitions[owner].value) if isinstance(node, ast.Name)
    }
    facts = [
        fact
        for fact in scope.facts.values()
        if isinstance(fact.type, Quantity)
        and fact.name not in own
        and (fact.type in types or not must_fit)
    ]
    alike = {
        fact.name: common
        for fact in facts
        if (common := _common(named, fact.name)) >= _LEAST_COMMON
        and (fact.name not in used or common >= len(named) - 1)
    }
    unused = [fact for fact in facts if fact.name not in used]
    best = [
        fact for fact in facts if fact.name in alike and alike[fact.name] == max(alike.values())
    ]
    best = [fact for fact in best if fact in unused] or best
    if len(best) == 1:
        yield best[0].name
    elif not alike and len(unused) == 1:
        yield unused[0].name


def _types_beside(owner: str, scope: Scope) -> set[Type]:
    """What kinds of things the other facts on the right side are."""
    return {
        scope.facts[node.text].type
        for node in ast.walk(scope.definitions[owner].value)
        if isinstance(node, ast.Name) and node.text in scope.facts
    }


def _common(first: str, second: str) -> int:
    return sum((Counter(first) & Counter(second)).values())
