"""What facts say that can be read and is hardly meant: copied wrongly, a day of another year, 元 for 万元."""

from collections.abc import Iterator

from perfdsl.checker.facts.alone import check_alone
from perfdsl.checker.facts.count_units import check_count_units
from perfdsl.checker.facts.dates import check_dates
from perfdsl.checker.facts.row_units import check_row_units
from perfdsl.checker.facts.shares import check_shares
from perfdsl.checker.facts.sources import check_source
from perfdsl.checker.facts.units import check_units
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook


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
    check_dates(facts, rulebook, diagnostics)
    if len(diagnostics) == before:
        check_units(facts, rulebook, expressions, diagnostics)
        check_row_units(facts, rulebook, expressions, diagnostics)
        check_count_units(facts, rulebook, expressions, diagnostics)
    if len(diagnostics) == before:
        check_alone(facts, diagnostics)
    if len(diagnostics) == before:
        check_shares(facts, rulebook, expressions, diagnostics)
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
