"""A rule by itself: what it comes to where no rule that asks other things is in its way."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.interpreter.base import is_candidate
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.leaf import Applicability, score_leaf
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.rule_tests.points_of import FAR
from perfdsl.rule_tests.replacing import expressions_in

_LEAF_RULES = (rules.Award, rules.Bands, rules.Checklist, rules.Adjustment)


def can_stand_alone(rule: rules.Rule, indicator: Indicator | None) -> bool:
    """Whether it gives or takes points of a leaf, so that it means something by itself."""
    return indicator is not None and indicator.is_leaf and isinstance(rule, _LEAF_RULES)


def kept_alone(rule_id: str, indicator: Indicator) -> frozenset[str]:
    """The ids that make up a rule or row: what gives the base belongs together."""
    parts = list(_parts(indicator))
    head = next(head for head, part in parts if part.id == rule_id)
    if not is_candidate(head):
        return frozenset([rule_id])
    return frozenset(
        part.id
        for each, part in parts
        if is_candidate(each) or (isinstance(each, rules.Adjustment) and each.covers)
    )


def kept_beside(rule_id: str, indicator: Indicator, rulebook: RuleBook) -> frozenset[str]:
    """The same for what takes points, with the rules that ask facts it asks too.

    It may be that no case can have the one without regard to the other.
    """
    parts = list(_parts(indicator))
    own = next(part for _, part in parts if part.id == rule_id)
    asked = facts_asked(own, rulebook)
    kept = {
        part.id
        for each, part in parts
        if part is own
        or (
            isinstance(each, _LEAF_RULES)
            and facts_asked(each if isinstance(each, rules.Bands) else part, rulebook) & asked
        )
    }
    if any(is_candidate(each) and part.id in kept for each, part in parts):
        kept |= {part.id for each, part in parts if is_candidate(each)}
    return frozenset(kept) | kept_alone(rule_id, indicator)


def points_alone(
    rulebook: RuleBook, facts: Facts, owner: str, kept: frozenset[str]
) -> Fraction | None:
    """The points of a leaf with only these rules and rows, and no 除外."""
    own = next(each for each in rulebook.walk() if each.id == owner)
    written = tuple(rule for rule in (_with_rows(rule, kept) for rule in own.rules) if rule)
    indicator = attrs.evolve(own, rules=written)
    if all(isinstance(rule, rules.Adjustment) and rule.kind == "add" for rule in written):
        indicator = attrs.evolve(indicator, lower=-FAR, upper=FAR)
    evaluator = Evaluator(rulebook, facts, explains=False)
    return score_leaf(evaluator, indicator, rulebook.rounding, Applicability()).score


def _parts(indicator: Indicator) -> Iterator[tuple[rules.Rule, rules.RuleBase]]:
    """Each rule with itself, or with each of its rows."""
    for rule in indicator.rules:
        if isinstance(rule, rules.Bands | rules.Checklist):
            yield from ((rule, row) for row in rule.rows)
        else:
            yield rule, rule


def _with_rows(rule: rules.Rule, kept: frozenset[str]) -> rules.Rule | None:
    match rule:
        case rules.Bands():
            rows = tuple(row for row in rule.rows if row.id in kept)
            return attrs.evolve(rule, rows=rows) if rows else None
        case rules.Checklist():
            items = tuple(row for row in rule.rows if row.id in kept)
            return attrs.evolve(rule, rows=items, unless=None) if items else None
        case rules.Adjustment() if rule.id in kept:
            return attrs.evolve(rule, unless=None)
        case _:
            return rule if rule.id in kept else None


def facts_asked(rule: rules.RuleBase, rulebook: RuleBook) -> frozenset[str]:
    """The facts and the fields of records that a rule stands on."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(expressions_in(rule))
    while waiting:
        for node in model.walk(waiting.pop()):
            match node:
                case model.FactReference():
                    found.add(f"{node.last_year}{node.name}")
                case model.FieldReference():
                    found.add(f"{node.records}.{node.field}")
                case model.DefinitionReference() if node.name not in seen:
                    seen.add(node.name)
                    waiting.append(rulebook.definitions[node.name].value)
                case _:
                    pass
    return frozenset(found)
