"""What facts say that can be read and is hardly meant: copied wrongly, a day of another year, 元 for 万元."""

from collections.abc import Iterator
from datetime import date

from perfdsl.checker.fact_sources import check_source
from perfdsl.checker.fact_units import check_units
from perfdsl.checker.ways_out import instead
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import DATE

_CLOSE, _FAR = 90, 200
"""Days between two dates with the right year, and with the wrong one."""


def check_doubts(facts: Facts, rulebook: RuleBook, diagnostics: Diagnostics) -> bool:
    """Report them; whether there was something to report."""
    before = len(diagnostics)
    for fact in _all_facts(facts):
        declared = rulebook.facts.get(fact.name) or rulebook.definitions.get(fact.name)
        if declared is not None and not isinstance(fact.value, tuple):
            check_source(fact, declared.type, diagnostics)
        elif isinstance(fact.value, tuple) and fact.name in rulebook.facts:
            types = {field.name: field.type for field in rulebook.facts[fact.name].fields}
            for record in fact.value:
                for name, field in record.items():
                    check_source(field, types[name], diagnostics)
    expressions = tuple(_expressions(rulebook))
    _check_days(facts, rulebook, expressions, diagnostics)
    if len(diagnostics) == before:
        check_units(facts, rulebook, expressions, diagnostics)
    return len(diagnostics) > before


def _all_facts(facts: Facts) -> Iterator[Fact]:
    yield from facts.values.values()
    yield from facts.last_year.values()


def _expressions(rulebook: RuleBook) -> Iterator[model.Expr]:
    """Every expression of the rules, and everything inside it."""
    for definition in rulebook.definitions.values():
        yield from model.walk(definition.value)
    rules = [rule for indicator in rulebook.walk() for rule in indicator.rules]
    for rule in (*rules, *rulebook.total_rules):
        for expression in expressions_in(rule):
            yield from model.walk(expression)


# --- days ----------------------------------------------------------------------------------------


def _check_days(
    facts: Facts, rulebook: RuleBook, found: tuple[model.Expr, ...], diagnostics: Diagnostics
) -> None:
    """A later day that comes before the earlier one, where another year would put that right."""
    told: set[str] = set()
    for expression in found:
        pair = _days_of(expression)
        given = [facts.values.get(name) for name in pair]
        start, end = given if len(given) == 2 else (None, None)
        if start is None or end is None or {start.name, end.name} & told:
            continue
        meant = _year_meant(start, end, facts.year or rulebook.year)
        if meant is None:
            continue
        fact, day = meant
        told.add(fact.name)
        other = start if fact is end else end
        diagnostics.report(
            codes.DAYS_OUT_OF_ORDER,
            fact.written,
            helps=[instead(fact.written, day.isoformat())] if fact.written is not None else (),
            key=start.name,
            other=end.name,
            first=str(other.value),
            text=str(fact.value),
        )


def _days_of(expression: model.Expr) -> tuple[str, ...]:
    """The names of the earlier and the later day that the rules count between."""
    match expression:
        case model.WorkingDays():
            ends: tuple[model.Expr, ...] = (expression.start, expression.end)
        case model.Arithmetic(operator="-") if (
            expression.left.type == expression.right.type == DATE
        ):
            ends = (expression.right, expression.left)
        case _:
            return ()
    names = [
        each.name for each in ends if isinstance(each, model.FactReference) and not each.last_year
    ]
    return tuple(names) if len(names) == 2 else ()


def _year_meant(start: Fact, end: Fact, year: int | None) -> tuple[Fact, date] | None:
    """The day whose year is wrong, in the right year."""
    first, last = start.value, end.value
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if (first - last).days < _FAR:
        return None
    is_start = year is not None and last.year == year and first.year != year
    years = (last.year, last.year - 1) if is_start else (first.year, first.year + 1)
    for each in years:
        moved = _in_year(first if is_start else last, each)
        gap = (last - moved).days if is_start and moved else (moved - first).days if moved else -1
        if moved is not None and 0 <= gap <= _CLOSE:
            return (start, moved) if is_start else (end, moved)
    return None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
