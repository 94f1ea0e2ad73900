"""Rules with one thing changed: the copies that a case is held against to see what it tells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import attrs

from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Definition, Indicator, RuleBook

Swap = Mapping[int, object]
"""New parts by the identity of the old ones; None: left out."""


def replaced(
    rulebook: RuleBook, owner: str | None, swap: Swap, named: Iterable[str] = ()
) -> RuleBook:
    """The rules of one indicator (None: the total) and the definitions `named`, with parts replaced.

    Expressions and statements are replaced alike; whatever holds none of the parts is shared.
    """
    definitions = dict(rulebook.definitions)
    for name in named:
        definitions[name] = _definition(definitions[name], swap)
    if owner is None:
        total = _statements(rulebook.total_rules, swap)
        return attrs.evolve(rulebook, definitions=definitions, total_rules=total)
    indicators = tuple(_indicator(top, owner, swap) for top in rulebook.indicators)
    return attrs.evolve(rulebook, definitions=definitions, indicators=indicators)


def _indicator(node: Indicator, owner: str, swap: Swap) -> Indicator:
    if node.id == owner:
        return attrs.evolve(node, rules=_statements(node.rules, swap))
    if not owner.startswith(node.id + "/"):
        return node
    children = tuple(_indicator(child, owner, swap) for child in node.children)
    return attrs.evolve(node, children=children)


def _statements(written: tuple[rules.Rule, ...], swap: Swap) -> tuple[rules.Rule, ...]:
    changed = (_part(rule, swap) for rule in written)
    return tuple(cast(rules.Rule, rule) for rule in changed if rule is not None)


def _definition(definition: Definition, swap: Swap) -> Definition:
    value = cast(model.Expr, _part(definition.value, swap))
    return definition if value is definition.value else attrs.evolve(definition, value=value)


_HOLDERS = (
    model.Expression,
    model.Interval,
    model.Case,
    rules.RuleBase,
    rules.Judged,
    rules.Step,
    rules.Interpolation,
)
"""What may hold an expression further down."""


def _part(part: Any, swap: Swap) -> Any:
    """A part of the model with everything in `swap` replaced; the same object where nothing is."""
    if id(part) in swap:
        return swap[id(part)]
    if isinstance(part, tuple):
        changed = tuple(_part(each, swap) for each in part)
        same = all(new is old for new, old in zip(changed, part, strict=True))
        return part if same else tuple(each for each in changed if each is not None)
    if not isinstance(part, _HOLDERS):
        return part
    new: dict[str, Any] = {}
    for field in attrs.fields(type(part)):
        old = getattr(part, field.name)
        if isinstance(old, (*_HOLDERS, tuple)):
            value = _part(old, swap)
            if value is not old:
                new[field.name] = value
    return attrs.evolve(cast(Any, part), **new) if new else part


def expressions_in(part: Any) -> Iterator[model.Expr]:
    """The expressions a statement is made of, not those inside them."""
    if isinstance(part, model.Expression):
        yield cast(model.Expr, part)
    elif isinstance(part, tuple):
        for each in part:
            yield from expressions_in(each)
    elif isinstance(part, _HOLDERS):
        for field in attrs.fields(type(part)):
            yield from expressions_in(getattr(part, field.name))
