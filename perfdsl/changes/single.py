"""A rule book of one leaf: what all else of the table does is left out."""

from collections.abc import Sequence

import attrs

from perfdsl.model.rulebook import Indicator, RuleBook


def narrowed_to(rulebook: RuleBook, path: Sequence[Indicator]) -> RuleBook:
    """The rule book with the leaf at the end of `path` alone, below its headings."""
    narrowed = path[-1]
    for heading in reversed(path[:-1]):
        narrowed = attrs.evolve(heading, children=(narrowed,))
    return attrs.evolve(rulebook, indicators=(narrowed,), total_rules=())


def path_in(rulebook: RuleBook) -> tuple[Indicator, ...]:
    """The only leaf of such a rule book, with the headings above it."""
    found = [rulebook.indicators[0]]
    while found[-1].children:
        found.append(found[-1].children[0])
    return tuple(found)
