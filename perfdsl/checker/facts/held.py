"""What the rules hold a quantity against: the other side of a comparison, the ends of bands and ranges."""

from collections.abc import Iterable, Iterator

from perfdsl.model import expressions as model
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Bands

Held = tuple[model.Expr, model.Expr]


def held_against(found: Iterable[model.Expr], rulebook: RuleBook) -> Iterator[Held]:
    """Each quantity of the rules with what it is held against; two quantities that are compared, both ways."""
    for each in found:
        match each:
            case model.Comparison():
                yield each.left, each.right
                yield each.right, each.left
            case model.Within():
                yield from _ends(each.operand, each.interval)
            case model.Extremum():
                yield from (
                    (one, other)
                    for one in each.operands
                    for other in each.operands
                    if one is not other
                )
            case _:
                pass
    for indicator in rulebook.walk():
        for rule in indicator.rules:
            for row in rule.rows if isinstance(rule, Bands) else ():
                if isinstance(rule, Bands) and row.interval is not None:
                    yield from _ends(rule.operand, row.interval)


def _ends(operand: model.Expr, interval: model.Interval) -> Iterator[Held]:
    for end in (interval.lower, interval.upper):
        if end is not None:
            yield operand, end
