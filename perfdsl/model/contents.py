"""What rules hold: their expressions, their judged points, and the facts behind them."""

from collections.abc import Iterable, Iterator, Mapping

from perfdsl.model.expressions import (
    Aggregate,
    DefinitionReference,
    Expr,
    FactReference,
    FieldReference,
    Logic,
    walk,
)
from perfdsl.model.rulebook import Definition, RuleBook
from perfdsl.model.rules import (
    Adjustment,
    Award,
    Bands,
    Cap,
    Checklist,
    Exemption,
    Interpolation,
    Judged,
    NotApplicable,
    Points,
    Requirement,
    Rule,
    Veto,
)

Use = tuple[str, bool]
"""A fact or definition, and whether it is last year's."""


def expressions_in(rule: Rule) -> Iterator[Expr]:
    """Every outermost expression of a rule, conditions first."""
    match rule:
        case Award():
            yield from _present(rule.condition, rule.at_most)
        case Adjustment():
            yield from _present(rule.condition, rule.unless, rule.at_most)
        case Bands():
            yield rule.operand
            for band in rule.rows:
                if band.interval is not None:
                    yield from _present(band.interval.lower, band.interval.upper)
        case Checklist():
            for row in rule.rows:
                yield row.condition
            yield from _present(rule.unless, rule.at_most)
        case NotApplicable() | Exemption() | Requirement() | Veto():
            yield rule.condition
        case Cap():
            yield from _present(rule.condition, rule.points)
    for points in points_in(rule):
        match points:
            case Judged():
                yield from _present(points.least, points.most, points.step)
            case Interpolation():
                yield from (points.lower_points, points.upper_points)
            case _:
                yield points
    if isinstance(rule, Award | Adjustment) and rule.step is not None:
        yield from (rule.step.excess, rule.step.size)


def points_in(rule: Rule) -> tuple[Points | Interpolation, ...]:
    """What the rule, or each of its rows, gives or takes; caps give nothing."""
    match rule:
        case Award() | Adjustment():
            return (rule.points,)
        case Bands() | Checklist():
            return tuple(row.points for row in rule.rows)
        case _:
            return ()


def judged_in(rule: Rule) -> Iterator[Judged]:
    """The points of the rule that a person gives."""
    return (points for points in points_in(rule) if isinstance(points, Judged))


def conjuncts(condition: Expr | None) -> Iterator[Expr]:
    """The parts of a condition that all have to hold, in their order; of no condition none."""
    if isinstance(condition, Logic) and condition.operator == "and":
        yield from conjuncts(condition.left)
        yield from conjuncts(condition.right)
    elif condition is not None:
        yield condition


def uses_in(expressions: Iterable[Expr], definitions: Mapping[str, Definition]) -> Iterator[Use]:
    """Facts, lists and definitions that the expressions name, and those behind the definitions.

    In order of first use, each once; fields stand for their list.
    """
    waiting = [(expression, False) for expression in expressions]
    seen: set[Use] = set()
    position = 0
    while position < len(waiting):
        current, last_year = waiting[position]
        position += 1
        for part in walk(current):
            match part:
                case FactReference():
                    use = (part.name, part.last_year or last_year)
                case Aggregate() | FieldReference():
                    use = (part.records, last_year)
                case DefinitionReference():
                    use = (part.name, part.last_year or last_year)
                    if use not in seen and part.name in definitions:
                        waiting.append((definitions[part.name].value, use[1]))
                case _:
                    continue
            if use not in seen:
                seen.add(use)
                yield use


def parts_behind(expression: Expr, definitions: Mapping[str, Definition]) -> Iterator[Expr]:
    """Everything in it and in the definitions behind it, each of these once."""
    seen: set[str] = set()
    waiting = [expression]
    while waiting:
        for part in walk(waiting.pop()):
            yield part
            if isinstance(part, DefinitionReference) and part.name not in seen:
                seen.add(part.name)
                waiting.append(definitions[part.name].value)


def all_uses(rulebook: RuleBook) -> frozenset[Use]:
    """Whatever the rules ask for."""
    rules = [rule for indicator in rulebook.walk() for rule in indicator.rules]
    expressions = (
        each for rule in (*rules, *rulebook.total_rules) for each in expressions_in(rule)
    )
    return frozenset(uses_in(expressions, rulebook.definitions))


def taken_keys(rulebook: RuleBook) -> frozenset[str]:
    """The keys of judged points that are taken away."""
    rules = [rule for indicator in rulebook.walk() for rule in indicator.rules]
    return frozenset(
        judged.key
        for rule in (*rules, *rulebook.total_rules)
        if (isinstance(rule, Adjustment) and rule.kind == "deduct")
        or (isinstance(rule, Checklist) and rule.kind != "award")
        for judged in judged_in(rule)
    )


def _present(*expressions: Expr | None) -> Iterator[Expr]:
    return (expression for expression in expressions if expression is not None)
