"""Amounts in 元 among those in 万元 within a record: what the rules compare in it is ten thousandfold apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from perfdsl.checker.facts.numbers import unit_size
from perfdsl.checker.facts.units import (
    UNITS,
    amounts_of,
    distance,
    middle_of,
    other_unit,
    report_unit,
)
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import MONEY

_APART = Fraction(1, 1000), Fraction(1000)
_NEARLY = Fraction(1, 3), Fraction(3)
_LONGEST = 80
Pair = tuple[str, str, str]
"""The records, and two of their fields."""


def check_row_units(
    facts: Facts, rulebook: RuleBook, found: Iterable[model.Expr], diagnostics: Diagnostics
) -> None:
    """The one amount of a row that in another unit is nearly the other it is held against."""
    told: set[int] = set()
    for records, left, right in dict.fromkeys([*_pairs(found), *_named(rulebook)]):
        listed = facts.values.get(records)
        rows = listed.value if listed is not None and isinstance(listed.value, tuple) else ()
        usual = _usual(fact for row in rows for fact in row.values())
        amounts = amounts_of(fact for row in rows for fact in row.values())
        for row in rows if usual is not None else ():
            sides = [row[name] for name in (left, right) if name in row]
            meant = list(_meant(sides, amounts, usual or "")) if len(sides) == 2 else []
            if len(meant) == 1 and meant[0][0].span.start not in told:
                told.add(meant[0][0].span.start)
                report_unit(*meant[0], diagnostics)


def _pairs(found: Iterable[model.Expr]) -> Iterator[Pair]:
    """Amounts of one record that the rules compare, subtract or divide."""
    for each in found:
        if not isinstance(each, model.Comparison | model.Arithmetic):
            continue
        left, right = _field(each.left), _field(each.right)
        if left is None or right is None or left.records != right.records:
            continue
        if left.type == right.type == MONEY and left.field != right.field:
            first, second = sorted((left.field, right.field))
            yield left.records, first, second


_SPENT = re.compile(r"(.*?)_?(?:支出|决算|完成|执行|结算|成交|spending|spent|actual|cost)[额数价]?")
_PLANNED = re.compile(r"(.*?)_?(?:预算|计划|合同|批复|安排|budget|planned|plan)[额数价]?")


def _named(rulebook: RuleBook) -> Iterator[Pair]:
    """`支出额` and `预算额` of one record."""
    for fact in rulebook.facts.values():
        fields = [each.name for each in fact.fields if each.type == MONEY]
        for spent in fields:
            of = _SPENT.fullmatch(spent[:_LONGEST])
            for planned in fields:
                found = _PLANNED.fullmatch(planned[:_LONGEST])
                if of is not None and found is not None and of[1] == found[1]:
                    first, second = sorted((spent, planned))
                    yield fact.name, first, second


def _field(expression: model.Expr) -> model.FieldReference | None:
    """The field itself, or that which is added up."""
    if isinstance(expression, model.Aggregate) and expression.kind == "sum":
        return expression.value if isinstance(expression.value, model.FieldReference) else None
    return expression if isinstance(expression, model.FieldReference) else None


def _usual(facts: Iterable[Fact]) -> str | None:
    """The unit of most amounts in the rows; of two as frequent, none."""
    units = Counter(fact.unit for fact in facts if fact.unit in UNITS)
    ranked = units.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _meant(
    sides: list[Fact], amounts: Sequence[Fraction], usual: str
) -> Iterator[tuple[Fact, str]]:
    """The side that may be in another unit; `amounts` of all rows, in order."""
    values = [fact.value for fact in sides if isinstance(fact.value, Fraction)]
    if len(values) < len(sides) or not all(values):
        return
    if _APART[0] <= abs(values[0] / values[1]) <= _APART[1]:
        return
    for fact, value, other in zip(sides, values, reversed(values), strict=True):
        unit = other_unit(fact, usual)
        changed = value / unit_size(fact.unit) * unit_size(unit)
        if unit is None or not _NEARLY[0] <= abs(changed / other) <= _NEARLY[1]:
            continue
        middle = middle_of(amounts, sides)
        if middle is None or distance(changed, middle) <= distance(value, middle):
            yield fact, unit
