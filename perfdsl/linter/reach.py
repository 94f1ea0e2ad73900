"""What headings and the total can come to at least and at most, whatever the facts are.

It is what the interpreter says of facts of which none is given: never too narrow.
"""

import attrs

from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook


def reach_of_total(rulebook: RuleBook, *, own_caps: bool = True) -> ScoreSheet:
    """`own_caps`: with the 封顶 under 总分."""
    if not own_caps:
        rulebook = attrs.evolve(rulebook, total_rules=_without_caps(rulebook.total_rules))
    return _with_nothing_given(rulebook)


def reach_without_caps(rulebook: RuleBook, heading: Indicator) -> Node:
    """Of a heading but for its own 封顶, with nothing of the table but what is below it."""
    bare = attrs.evolve(heading, rules=_without_caps(heading.rules))
    (node,) = _with_nothing_given(
        attrs.evolve(rulebook, indicators=(bare,), total_rules=(), grades=())
    ).nodes
    return node


def _without_caps(group: tuple[rules.Rule, ...]) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in group if not isinstance(rule, rules.Cap))


def _with_nothing_given(rulebook: RuleBook) -> ScoreSheet:
    return score(rulebook, Facts(rulebook.source), partial=True, counterfactuals=False)
