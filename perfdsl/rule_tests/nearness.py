"""What counts as a little of each kind of quantity."""

from fractions import Fraction

from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import COUNT, MONEY, POINT, RATIO, Type
from perfdsl.rule_tests.situations import money_size


def nudge(type_: Type, rulebook: RuleBook) -> Fraction:
    """A small amount: 0.4 percentage points, one 万元, one of what is counted."""
    if type_ in (RATIO, POINT):
        return Fraction(4, 1000)
    if type_ == MONEY:
        return money_size(None, rulebook)
    return Fraction(1) if type_ == COUNT else Fraction(1, 10)
