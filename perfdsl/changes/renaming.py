"""The older rules with the newer names: facts, definitions and judged points that are the same by another name.

Spans stay, so what is quoted of the older rules is in their own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from perfdsl.changes.canonical import canonical
from perfdsl.changes.pairing import Pair, renamed_facts
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Definition, Indicator, RuleBook
from perfdsl.model.rules import Notes
from perfdsl.source import Span

Names = Mapping[str, str]
"""Newer names by older ones."""
Node = TypeVar("Node")


def new_names(old: RuleBook, new: RuleBook) -> Names:
    """Facts that are much alike (a guess), and definitions that say the same under another name."""
    names = dict(renamed_facts(old, new))
    gone = [d for d in old.definitions.values() if _is_free(d, new)]
    come = [d for d in new.definitions.values() if _is_free(d, old)]
    for before in gone:
        text = canonical(renamed(before.value, names))
        same = [d for d in come if d.name not in names.values() and canonical(d.value) == text]
        if len(same) == 1:
            names[before.name] = same[0].name
    return names


def _is_free(definition: Definition, other: RuleBook) -> bool:
    return definition.name not in other.definitions and definition.name not in other.facts


def with_new_names(old: RuleBook, names: Names) -> RuleBook:
    if not names:
        return old
    facts = {
        names.get(name, name): attrs.evolve(declared, name=names.get(name, name))
        for name, declared in old.facts.items()
    }
    definitions = {
        names.get(name, name): attrs.evolve(
            definition,
            name=names.get(name, name),
            value=renamed(definition.value, names),
            needs=tuple(names.get(needed, needed) for needed in definition.needs),
        )
        for name, definition in old.definitions.items()
    }
    return attrs.evolve(
        old,
        facts=facts,
        definitions=definitions,
        indicators=renamed(old.indicators, names),
        total_rules=renamed(old.total_rules, names),
    )


def renamed(node: Node, names: Names) -> Node:
    """The same tree with the newer names; parts without any are the same objects."""
    if isinstance(node, tuple):
        parts = tuple(renamed(part, names) for part in node)
        changed = any(a is not b for a, b in zip(parts, node, strict=True))
        return parts if changed else node  # type: ignore[return-value]
    if isinstance(node, Span | Notes) or not attrs.has(type(node)):
        return node
    changes = {
        field: after
        for field, before, after in _fields(node, names)
        if before is not after and before != after
    }
    return attrs.evolve(node, **changes) if changes else node  # type: ignore[misc]


def _fields(node: object, names: Names) -> Iterator[tuple[str, object, object]]:
    match node:
        case model.FactReference() | model.DefinitionReference():
            yield "name", node.name, names.get(node.name, node.name)
        case model.Aggregate() | model.FieldReference():
            yield "records", node.records, names.get(node.records, node.records)
        case _:
            pass
    for field in attrs.fields(type(node)):  # type: ignore[arg-type]
        before = getattr(node, field.name)
        if not isinstance(before, str):
            yield field.name, before, renamed(before, names)


# --- judged points -------------------------------------------------------------------------------


def with_new_keys(old: RuleBook, pairs: Sequence[Pair]) -> RuleBook:
    """Judged points asked for under the newer path of their indicator."""
    paths = {
        pair.old.id: pair.new.id
        for pair in pairs
        if pair.old is not None and pair.new is not None and pair.old.id != pair.new.id
    }
    if not paths:
        return old
    return attrs.evolve(old, indicators=tuple(_rekeyed(top, paths) for top in old.indicators))


def _rekeyed(indicator: Indicator, paths: Names) -> Indicator:
    children = tuple(_rekeyed(child, paths) for child in indicator.children)
    own = indicator.rules
    if indicator.id in paths:
        own = tuple(_rule(rule, indicator.id, paths[indicator.id]) for rule in own)
    return attrs.evolve(indicator, children=children, rules=own)


def _rule(rule: rules.Rule, before: str, after: str) -> rules.Rule:
    match rule:
        case rules.Award() | rules.Adjustment():
            return attrs.evolve(rule, points=_judged(rule.points, before, after))
        case rules.Bands():
            return attrs.evolve(rule, rows=tuple(_band(r, before, after) for r in rule.rows))
        case rules.Checklist():
            items = (attrs.evolve(r, points=_judged(r.points, before, after)) for r in rule.rows)
            return attrs.evolve(rule, rows=tuple(items))
        case _:
            return rule


def _band(band: rules.Band, before: str, after: str) -> rules.Band:
    if isinstance(band.points, rules.Interpolation):
        return band
    return attrs.evolve(band, points=_judged(band.points, before, after))


def _judged(points: rules.Points, before: str, after: str) -> rules.Points:
    if isinstance(points, rules.Judged) and points.key.startswith(before):
        return attrs.evolve(points, key=after + points.key.removeprefix(before))
    return points
