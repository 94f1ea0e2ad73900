"""Counts of 万人, 公里 or 吨 filled in 人, 米 or 公斤: a bare number thousands above what it is held against."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.facts.held import held_against
from perfdsl.checker.facts.units import all_facts, names_in, report_unit
from perfdsl.checker.facts.worked_out import Amounts, Name
from perfdsl.diagnostic import Diagnostics
from perfdsl.measures import has_size, parted_measure
from perfdsl.model import expressions as model
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import COUNT, RATIO

_LEAST_SCALE = 1000
_SMALLER = {
    "公里": ("米", 1000),
    "千米": ("米", 1000),
    "吨": ("公斤", 1000),
    "公顷": ("平方米", 10_000),
    "平方公里": ("平方米", 1_000_000),
}
"""Measures without a number in their name, with the one they are often taken from."""
_LEAST_FIGURE = 1000
"""Fewer of the smaller unit are told in it."""
_APART = 20
"""How far from ten thousandfold, or what the unit makes, a ratio may be and still be due to it."""
_ORDINARY = Fraction(1, 10), Fraction(10)
_NEAR_LIMIT = Fraction(1, 5), Fraction(5)
"""What is so far from a limit of the rules is right beside it."""
_A_PART = Fraction(1, 100), Fraction(1)
_MOST_SMALL = 1000
_BARE = re.compile(r"[\s\"'“”]*[\d,，._]+[\s\"'“”]*")
_TEN_THOUSAND = 10_000
"""What is counted one by one and given as `14.2` is so many 万."""


@attrs.frozen
class _Other:
    """The unit a bare number may have been meant in; one of it is `size` of the declared."""

    fact: Fact
    unit: str
    size: Fraction


def check_count_units(
    facts: Facts, rulebook: RuleBook, found: tuple[model.Expr, ...], diagnostics: Diagnostics
) -> None:
    """Each count because of which, in the unit of the rules, a ratio is absurd that would else be ordinary."""
    others = {name: other for name, fact in all_facts(facts) if (other := _other(fact, rulebook))}
    if not others:
        return
    plain = Amounts(facts, rulebook)
    trials = {name: _changed(plain, name, other) for name, other in others.items()}
    ratios = [
        (ratio, value, asked)
        for ratio in (*_ratios(found, rulebook), *_over_years(facts, others))
        if (asked := names_in(ratio, rulebook) & others.keys()) and (value := plain.value(ratio))
    ]
    told: set[Name] = set()
    for ratio, value, asked in ratios:
        meant = [
            name for name in sorted(asked) if _is_due_to(ratio, value, trials[name].value(ratio))
        ]
        if len(meant) == 1 and meant[0] not in told:
            (name,) = meant
            told.add(name)
            if not any(
                _is_ordinary(before) and not _is_ordinary(trials[name].value(each))
                for each, before, names in ratios
                if names == {name}
            ):
                report_unit(others[name].fact, others[name].unit, diagnostics, others[name].size)


def _other(fact: Fact, rulebook: RuleBook) -> _Other | None:
    """The unit the number may be in, where none is written beside it."""
    declared = rulebook.facts.get(fact.name)
    written = fact.written.text if fact.written is not None else ""
    if declared is None or declared.type != COUNT or not _BARE.fullmatch(written):
        return None
    unit, value = declared.unit, fact.value
    if unit is None or not isinstance(value, Fraction) or value <= 0:
        return None
    scale, measure = parted_measure(unit)
    if scale == 1 and measure in _SMALLER:
        measure, scale = _SMALLER[measure]
    if scale >= _LEAST_SCALE:
        return _Other(fact, measure, Fraction(1, scale)) if value >= _LEAST_FIGURE else None
    is_one = not has_size(unit.removesuffix("次"))
    is_part = value < _MOST_SMALL and value.denominator > 1 and is_one
    is_whole = (value * _TEN_THOUSAND).denominator == 1
    return _Other(fact, f"万{unit}", Fraction(_TEN_THOUSAND)) if is_part and is_whole else None


def _changed(plain: Amounts, name: Name, other: _Other) -> Amounts:
    value = other.fact.value
    assert isinstance(value, Fraction)
    return attrs.evolve(plain, changed={name: value * other.size})


def _ratios(found: Iterable[model.Expr], rulebook: RuleBook) -> Iterator[model.Expr]:
    """Counts of the same over each other, and what the rules compare, as ratios."""
    found = tuple(found)
    for each in found:
        if (
            isinstance(each, model.Arithmetic)
            and each.operator == "/"
            and each.left.type == each.right.type == COUNT
            and _measures(each.left, rulebook) & _measures(each.right, rulebook)
        ):
            yield each
    for operand, bound in held_against(found, rulebook):
        if COUNT in (operand.type, bound.type) or operand.type == RATIO == bound.type:
            yield model.Arithmetic("/", operand, bound, type=RATIO, span=operand.span)


def _measures(expression: model.Expr, rulebook: RuleBook) -> set[str]:
    """What the facts of the expression count: `人` for 人, 万人 and 万人次."""
    names = {name for name, _ in names_in(expression, rulebook)}
    return {
        parted_measure(declared.unit or declared.counts or "个")[1].removesuffix("次")
        for name in names
        if (declared := rulebook.facts.get(name)) is not None
    }


def _over_years(facts: Facts, others: Iterable[Name]) -> Iterator[model.Expr]:
    """Each of the counts over that of last year."""
    for name in sorted({name for name, _ in others}):
        if name in facts.values and name in facts.last_year:
            span = facts.values[name].span
            now, before = (
                model.FactReference(name, last_year=is_past, type=COUNT, span=span)
                for is_past in (False, True)
            )
            yield model.Arithmetic("/", now, before, type=RATIO, span=span)


def _is_ordinary(ratio: Fraction | None) -> bool:
    return ratio is not None and _ORDINARY[0] <= abs(ratio) <= _ORDINARY[1]


def _is_due_to(ratio: model.Expr, before: Fraction, after: Fraction | None) -> bool:
    """Whether the ratio is out of line about as far as the units are apart, and in line with the other."""
    if not after or before == after:
        return False
    times = max(abs(before / after), abs(after / before))
    if abs(before) <= 1:
        return abs(before) <= _APART / times and _A_PART[0] <= abs(after) <= _A_PART[1]
    is_limit = isinstance(ratio, model.Arithmetic) and isinstance(ratio.right, model.Constant)
    least, most = _NEAR_LIMIT if is_limit else _ORDINARY
    return abs(before) >= times / _APART and least <= abs(after) <= most
