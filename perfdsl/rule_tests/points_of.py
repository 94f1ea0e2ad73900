"""The points of a scored case before its bounds, and before 封顶."""

from fractions import Fraction

import attrs

from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.leaf import Applicability, score_leaf
from perfdsl.interpreter.scoring import score
from perfdsl.interpreter.sheet import Node
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.rule_tests.running import Scored, indicator_of

FAR = Fraction(10**12)
"""Bounds that no points pass."""


def raw_points(scored: Scored) -> Fraction | None:
    """The points before the bounds of the indicator or the total."""
    indicator = indicator_of(scored)
    if indicator is None:
        return _total(scored, lower=-FAR, upper=FAR)
    assert scored.node is not None
    if scored.node.status != "scored":
        return None
    if not indicator.is_leaf:
        return _sum_of(scored.node)
    return _leaf(scored, attrs.evolve(indicator, lower=-FAR, upper=FAR), None)


def points_before_caps(scored: Scored) -> Fraction | None:
    """The points within the bounds, and no 封顶 yet."""
    indicator = indicator_of(scored)
    if indicator is None:
        return _total(scored, lower=scored.rulebook.lower, upper=scored.rulebook.upper)
    assert scored.node is not None
    if scored.node.status != "scored":
        return None
    if indicator.is_leaf:
        return _leaf(scored, indicator, scored.rulebook.rounding)
    total = _sum_of(scored.node)
    if total is None or not indicator.is_limited:
        return total
    return min(max(total, indicator.lower), indicator.upper)


def _leaf(scored: Scored, indicator: Indicator, places: int | None) -> Fraction | None:
    bare = tuple(rule for rule in indicator.rules if not isinstance(rule, rules.Cap))
    evaluator = Evaluator(scored.rulebook, scored.facts, explains=False)
    changed = attrs.evolve(indicator, rules=bare)
    return score_leaf(evaluator, changed, places, Applicability()).score


def _sum_of(node: Node) -> Fraction | None:
    """What the parts of a heading come to, converted where some were left out."""
    points = [child.score for child in node.children if not child.excluded]
    if any(part is None for part in points):
        return None
    converted = [effect.applied for effect in node.effects if effect.kind == "rescale"]
    return sum((part for part in (*points, *converted) if part is not None), Fraction(0))


def _total(scored: Scored, *, lower: Fraction, upper: Fraction) -> Fraction | None:
    kept = tuple(rule for rule in scored.rulebook.total_rules if isinstance(rule, rules.Adjustment))
    book = attrs.evolve(scored.rulebook, lower=lower, upper=upper, total_rules=kept)
    return score(book, scored.facts, partial=True, counterfactuals=False).score
