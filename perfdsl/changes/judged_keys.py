"""Judged points of an indicator that has another path now: one and the same judgement in both years."""

from collections.abc import Mapping

import attrs

from perfdsl.changes.structure import Comparison
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator, RuleBook


def with_new_keys(comparison: Comparison) -> RuleBook:
    """The older rules, which ask for judged points under the paths of the newer ones."""
    renamed = {
        pair.old.id: pair.new.id
        for pair in comparison.pairs
        if pair.old is not None and pair.new is not None and pair.old.id != pair.new.id
    }
    if not renamed:
        return comparison.old
    found = tuple(_indicator(top, renamed) for top in comparison.old.indicators)
    return attrs.evolve(comparison.old, indicators=found)


def _indicator(indicator: Indicator, renamed: Mapping[str, str]) -> Indicator:
    children = tuple(_indicator(child, renamed) for child in indicator.children)
    own = indicator.rules
    if indicator.id in renamed:
        own = tuple(_rule(rule, indicator.id, renamed[indicator.id]) for rule in own)
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
