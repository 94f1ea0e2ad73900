"""The rules as a tree: indicators with their full marks, and the facts each of them needs."""

from collections.abc import Iterable, Iterator

from perfdsl.document import (
    Block,
    Column,
    Document,
    Group,
    Heading,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
)
from perfdsl.model.expressions import (
    Aggregate,
    DefinitionReference,
    Expr,
    FactReference,
    FieldReference,
    Interval,
    walk,
)
from perfdsl.model.printing import natural_unit
from perfdsl.model.rulebook import FactDeclaration, Indicator, RuleBook
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
    Step,
    Veto,
)
from perfdsl.number import format_exact
from perfdsl.reports import wording as w
from perfdsl.reports.places import flatten
from perfdsl.reports.quantities import type_word
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language

Need = tuple[str, bool]
"""A fact and whether it is last year's."""


def tree_report(rulebook: RuleBook, *, language: Language) -> Document:
    """Every indicator with full marks and facts, then the facts with their types and units."""
    voice = Voice(language)
    needs = {leaf.id: indicator_needs(leaf, rulebook) for leaf in rulebook.leaves}
    words = w.TREE_TITLE if rulebook.year is None else w.TREE_TITLE_YEAR
    title = voice.say(words, scheme=rulebook.scheme, year=rulebook.year or 0)
    count = voice.say(w.TREE_COUNT, leaves=len(rulebook.leaves), facts=len(rulebook.facts))
    blocks: list[Block] = [
        Heading(1, (Run(title, "strong"),)),
        Paragraph((Run(count, "muted"),)),
        _tree_table(rulebook, needs, voice),
    ]
    if rulebook.facts:
        heading = Heading(2, (Run(voice.say(w.FACTS_PART), "strong"),))
        blocks.append(Group((heading, _facts_table(rulebook, voice))))
    return Document(tuple(blocks), language)


def _tree_table(rulebook: RuleBook, needs: dict[str, tuple[Need, ...]], voice: Voice) -> Table:
    columns = (
        Column(voice.say(w.INDICATOR)),
        Column(voice.say(w.FULL), "right"),
        Column(voice.say(w.NEEDS)),
    )
    rows = [
        Row(
            (
                (Run(indicator.title, "plain" if indicator.is_leaf else "strong"),),
                (Run(format_exact(indicator.full)),),
                _needs_cell(indicator, needs, voice),
            ),
            len(indicator.path) - 1,
        )
        for indicator in rulebook.walk()
    ]
    rows.append(
        Row(
            (
                (Run(voice.say(w.TOTAL), "strong"),),
                (Run(format_exact(rulebook.full), "strong"),),
                (),
            ),
            is_total=True,
        )
    )
    return Table(columns, tuple(rows))


def _needs_cell(indicator: Indicator, needs: dict[str, tuple[Need, ...]], voice: Voice) -> Runs:
    if not indicator.is_leaf:
        return ()
    names = [
        voice.say(w.LAST_YEAR_NAME, name=name) if last_year else name
        for name, last_year in needs[indicator.id]
    ]
    if any(True for rule in indicator.rules for _ in _judged(rule)):
        names.append(voice.say(w.KIND_JUDGEMENT))
    return (Run(voice.list(names)),)


def _facts_table(rulebook: RuleBook, voice: Voice) -> Table:
    columns = tuple(Column(voice.say(title)) for title in (w.FACT, w.TYPE, w.UNIT, w.MEANING))
    rows: list[Row] = []
    for declaration in rulebook.facts.values():
        rows.append(_fact_row(declaration, 0, rulebook, voice))
        rows += [_fact_row(field, 1, rulebook, voice) for field in declaration.fields]
    return Table(columns, tuple(rows))


def _fact_row(declaration: FactDeclaration, level: int, rulebook: RuleBook, voice: Voice) -> Row:
    unit = declaration.unit
    if unit is None and (natural := natural_unit(declaration.type, None)) is not None:
        unit = rulebook.money_unit if natural == "元" and rulebook.money_unit else natural
    return Row(
        (
            (Run(declaration.title or declaration.name),),
            (Run(type_word(declaration.type, voice)),),
            (Run(unit or ""),),
            (Run(flatten(declaration.meaning or "")),),
        ),
        level,
    )


def indicator_needs(indicator: Indicator, rulebook: RuleBook) -> tuple[Need, ...]:
    """The facts the indicator's rules look at, also through definitions, in order of first use."""
    needs: dict[Need, None] = {}
    for rule in indicator.rules:
        for expression in rule_expressions(rule):
            for need in _expression_needs(expression, rulebook):
                needs[need] = None
    return tuple(needs)


def _expression_needs(expression: Expr, rulebook: RuleBook) -> Iterator[Need]:
    """Every fact behind an expression; each definition is looked into once."""
    waiting: list[tuple[Expr, bool]] = [(expression, False)]
    seen: set[tuple[str, bool]] = set()
    while waiting:
        current, last_year = waiting.pop(0)
        for part in walk(current):
            match part:
                case FactReference():
                    yield part.name, part.last_year or last_year
                case Aggregate() | FieldReference():
                    yield part.records, last_year
                case DefinitionReference():
                    key = (part.name, part.last_year or last_year)
                    if part.name in rulebook.definitions and key not in seen:
                        seen.add(key)
                        waiting.append((rulebook.definitions[part.name].value, key[1]))
                case _:
                    pass


def rule_expressions(rule: Rule) -> Iterator[Expr]:
    """Every expression of a rule, conditions first."""
    match rule:
        case Award():
            yield from _present(rule.condition, rule.at_most)
            yield from _points(rule.points)
            yield from _step(rule.step)
        case Adjustment():
            yield from _present(rule.condition, rule.unless, rule.at_most)
            yield from _points(rule.points)
            yield from _step(rule.step)
        case Bands():
            yield rule.operand
            for band in rule.rows:
                yield from _interval(band.interval)
                yield from _points(band.points)
        case Checklist():
            for row in rule.rows:
                yield row.condition
                yield from _points(row.points)
            yield from _present(rule.unless, rule.at_most)
        case NotApplicable() | Exemption() | Requirement() | Veto():
            yield rule.condition
        case Cap():
            yield from _present(rule.condition, rule.points)


def _present(*expressions: Expr | None) -> Iterator[Expr]:
    return (expression for expression in expressions if expression is not None)


def _points(points: Points | Interpolation) -> Iterator[Expr]:
    match points:
        case Judged():
            yield from _present(points.least, points.most, points.step)
        case Interpolation():
            yield from (points.lower_points, points.upper_points)
        case _:
            yield points


def _step(step: Step | None) -> Iterator[Expr]:
    if step is not None:
        yield from (step.excess, step.size)


def _interval(interval: Interval | None) -> Iterator[Expr]:
    if interval is not None:
        yield from _present(interval.lower, interval.upper)


def _judged(rule: Rule) -> Iterator[Judged]:
    """The judged points of a rule."""
    given: Iterable[Points | Interpolation]
    match rule:
        case Award() | Adjustment():
            given = (rule.points,)
        case Bands() | Checklist():
            given = tuple(row.points for row in rule.rows)
        case _:
            given = ()
    return (points for points in given if isinstance(points, Judged))
