"""Whether a few points more or less can ever be seen: what the bounds always cut off cannot."""

from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.rule_tests.point_goals import base_sums, raw_sums

ZERO = Fraction(0)


@attrs.frozen(repr=False)
class Room:
    """Whether less points, and more points, can come to another score."""

    less: bool
    more: bool


def room_of(
    rule: rules.RuleBase, points: model.Expr, indicator: Indicator | None, rulebook: RuleBook
) -> Room:
    """`rule` is the whole rule; a row stands for its list."""
    full = indicator.full if indicator is not None else rulebook.full
    lower = indicator.lower if indicator is not None else rulebook.lower
    upper = indicator.upper if indicator is not None else rulebook.upper
    value = constant_value(points, full)
    if value is None:
        return Room(less=True, more=True)
    match rule:
        case rules.Cap():
            most = raw_sums(indicator).most if indicator is not None else upper
            top = upper if most is None else min(most, upper)
            return Room(less=value <= top, more=value < top)
        case rules.Adjustment() if rule.kind == "add":
            return _of_addition(rule, value, indicator, upper, full)
        case rules.Adjustment():
            return _of_deduction(rule, value, _top(indicator, full) - lower, full)
        case rules.Checklist() if rule.kind != "award":
            return _of_deduction(rule, value, _top(indicator, full) - lower, full)
        case _:
            return Room(less=value > lower, more=value < upper)


def _top(indicator: Indicator | None, full: Fraction) -> Fraction:
    """The most points before deductions."""
    if indicator is None:
        return full
    most = base_sums(indicator).most
    return full if most is None else max(most, ZERO)


def _of_deduction(
    rule: rules.Adjustment | rules.Checklist, value: Fraction, room: Fraction, full: Fraction
) -> Room:
    limit = constant_value(rule.at_most, full) if rule.at_most is not None else None
    room = room if limit is None else min(room, limit)
    return Room(less=ZERO < value <= room, more=value < room)


def _of_addition(
    rule: rules.Adjustment,
    value: Fraction,
    indicator: Indicator | None,
    upper: Fraction,
    full: Fraction,
) -> Room:
    limit = constant_value(rule.at_most, full) if rule.at_most is not None else None
    least = ZERO
    if indicator is not None:
        others = attrs.evolve(
            indicator, rules=tuple(each for each in indicator.rules if each is not rule)
        )
        known = raw_sums(others).least
        least = -value if known is None else known
    room = upper - least if limit is None else min(upper - least, limit)
    return Room(less=ZERO < value <= room, more=value < room)
