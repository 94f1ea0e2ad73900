"""Amounts without a unit that stand thousands above all others of the file: 元 where 万元 is asked for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from perfdsl.checker.facts.numbers import unit_size
from perfdsl.checker.facts.units import UNITS, is_whole, report_unit
from perfdsl.checker.facts.words import canonical_name
from perfdsl.diagnostic import Diagnostics
from perfdsl.model.facts import Fact, Facts

_LEAST = 100_000
"""A figure in 万元 that large is more than most offices ever write."""
_ABOVE_WHOLE, _ABOVE_ALL = 2_000, 1_000
_TIMES = 10_000
_NEAR = Fraction(1, 1000), Fraction(10)
"""How much of the whole the amount is in 元."""
_AMONG = Fraction(1, 50), Fraction(50)
_FEWEST, _FEWEST_ROWS = 3, 2


def check_alone(facts: Facts, diagnostics: Diagnostics) -> None:
    """Report the one amount of the file, and the one of each column, that is so."""
    own = [fact for given in (facts.values, facts.last_year) for fact in given.values()]
    amounts = list(_amounts(own))
    wholes = [fact for fact in amounts if is_whole(canonical_name(fact.name))]
    found = [
        fact
        for fact in amounts
        if _is_huge(fact)
        and len(amounts) >= _FEWEST
        and _stands_above(fact, amounts)
        and any(_is_of(fact, whole) for whole in wholes if whole is not fact)
    ]
    if len(found) == 1:
        report_unit(found[0], "元", diagnostics)
    for fact in own:
        if isinstance(fact.value, tuple):
            for column in _columns(fact.value):
                _check_column(column, diagnostics)


def _amounts(facts: Iterable[Fact]) -> Iterator[Fact]:
    return (
        fact
        for fact in facts
        if fact.unit in UNITS and isinstance(fact.value, Fraction) and fact.value
    )


def _columns(rows: Sequence[object]) -> Iterator[list[Fact]]:
    columns: dict[str, list[Fact]] = {}
    for row in rows:
        if isinstance(row, dict):
            for fact in _amounts(row.values()):
                columns.setdefault(fact.name, []).append(fact)
    yield from columns.values()


def _check_column(column: list[Fact], diagnostics: Diagnostics) -> None:
    if len(column) <= _FEWEST_ROWS:
        return
    for fact in column:
        if _is_huge(fact) and _stands_above(fact, column, _ABOVE_WHOLE):
            others = sorted(_size(each) for each in column if each is not fact)
            share = _size(fact) / _TIMES / others[len(others) // 2]
            if _AMONG[0] <= share <= _AMONG[1]:
                report_unit(fact, "元", diagnostics)


def _size(fact: Fact) -> Fraction:
    assert isinstance(fact.value, Fraction)
    return abs(fact.value)


def _is_huge(fact: Fact) -> bool:
    """Whether it is a figure without a unit, and that large in the unit it is taken in."""
    written = fact.written.text if fact.written is not None else "元"
    is_bare = re.search("[元万亿千百]", written) is None
    return is_bare and fact.unit == "万元" and _size(fact) / unit_size("万元") >= _LEAST


def _stands_above(fact: Fact, others: Iterable[Fact], times: int = _ABOVE_ALL) -> bool:
    return all(_size(each) * times < _size(fact) for each in others if each is not fact)


def _is_of(fact: Fact, whole: Fact) -> bool:
    """Whether the amount is absurd beside the whole, and may be a part of it in the other unit."""
    ratio = _size(fact) / _size(whole)
    return ratio >= _ABOVE_WHOLE and _NEAR[0] <= ratio / _TIMES <= _NEAR[1]
