"""What facts say that can be read and is hardly meant: copied wrongly, a day of another year, 元 for 万元."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.checker.fact_numbers import unit_size
from perfdsl.checker.fact_sources import check_source
from perfdsl.checker.ways_out import instead
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import DATE, MONEY
from perfdsl.number import format_exact

_MOST_RATIO, _LEAST_RATIO = Fraction(50), Fraction(1, 1000)
_ORDINARY = Fraction(1, 100), Fraction(5)
_HUGE = 100_000
"""A figure in 万元 so large was written in 元."""
_TOTAL = re.compile("预算|决算|支出|收入|完成|到位|拨款|下达|总额|合计")
_MAY_BE_SMALL = re.compile("违|罚|欠|超|差|结余|结转|调整|追加|追减|上缴|利息|三公|接待|出国|公车")
"""Amounts that are a few 元 in good order, whatever the budget is."""
_CLOSE, _FAR = 90, 200
"""Days between two dates with the right year, and with the wrong one."""

Name = tuple[str, bool]
"""A fact, and whether it is last year's."""


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
        _check_money(facts, rulebook, expressions, diagnostics)
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


# --- 元 and 万元 -----------------------------------------------------------------------------------


def _check_money(
    facts: Facts, rulebook: RuleBook, found: tuple[model.Expr, ...], diagnostics: Diagnostics
) -> None:
    """One amount in another unit, because of which ratios are absurd that would else be ordinary."""
    usual = _usual_unit(facts)
    if usual is None:
        return
    ratios = [each for each in found if _is_ratio_of_money(each)]
    plain = _Amounts(facts, rulebook)
    absurd = [each for each in ratios if _is_absurd(plain.value(each))]
    if not absurd:
        return
    is_small = all(abs(plain.value(each) or Fraction(0)) < _LEAST_RATIO for each in absurd)
    scores: dict[str, tuple[int, str]] = {}
    for name, fact in facts.values.items():
        unit = _other_unit(fact, usual)
        if unit is None or not isinstance(fact.value, Fraction):
            continue
        if is_small and (not _TOTAL.search(name) or _MAY_BE_SMALL.search(name)):
            continue
        changed = fact.value / unit_size(fact.unit) * unit_size(unit)
        trial = attrs.evolve(plain, changed={(name, False): changed})
        if not any(_is_absurd(trial.value(each)) for each in ratios):
            fixed = sum(_is_ordinary(trial.value(each)) for each in absurd)
            scores[name] = (fixed, unit)
    best = max((fixed for fixed, _ in scores.values()), default=0)
    chosen = [name for name, (fixed, _) in scores.items() if fixed == best]
    if best and len(chosen) == 1:
        _report_unit(facts.values[chosen[0]], scores[chosen[0]][1], diagnostics)


def _report_unit(fact: Fact, unit: str, diagnostics: Diagnostics) -> None:
    if fact.written is None or not isinstance(fact.value, Fraction):
        return
    figure = format_exact(fact.value / unit_size(fact.unit))
    diagnostics.report(
        codes.UNLIKELY_UNIT,
        fact.written,
        helps=[instead(fact.written, f'"{figure}{unit}"')],
        key=fact.name,
        text=f"{figure}{fact.unit}",
        unit=unit,
    )


def _usual_unit(facts: Facts) -> str | None:
    """The unit of most amounts in the file."""
    units = Counter(
        fact.unit for fact in facts.values.values() if fact.unit in ("元", "万元", "亿元")
    )
    ranked = units.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _other_unit(fact: Fact, usual: str) -> str | None:
    if fact.unit not in ("元", "万元", "亿元") or fact.value == 0:
        return None
    if fact.unit != usual:
        return usual
    is_huge = isinstance(fact.value, Fraction) and abs(fact.value) / unit_size(usual) >= _HUGE
    return "元" if usual != "元" and is_huge else None


def _is_ratio_of_money(expression: model.Expr) -> bool:
    return (
        isinstance(expression, model.Arithmetic)
        and expression.operator == "/"
        and expression.left.type == expression.right.type == MONEY
    )


def _is_absurd(ratio: Fraction | None) -> bool:
    return ratio is not None and ratio != 0 and not _LEAST_RATIO <= abs(ratio) <= _MOST_RATIO


def _is_ordinary(ratio: Fraction | None) -> bool:
    return ratio is not None and _ORDINARY[0] <= abs(ratio) <= _ORDINARY[1]


@attrs.frozen(eq=False, repr=False)
class _Amounts:
    """What expressions of amounts come to, with some facts changed."""

    facts: Facts
    rulebook: RuleBook
    changed: Mapping[Name, Fraction] = attrs.field(factory=dict)

    def value(self, expression: model.Expr, *, last_year: bool = False) -> Fraction | None:
        match expression:
            case model.Constant():
                return expression.value if isinstance(expression.value, Fraction) else None
            case model.FactReference() | model.DefinitionReference():
                return self._named(expression.name, last_year or expression.last_year)
            case model.Negative() | model.Absolute():
                inner = self.value(expression.operand, last_year=last_year)
                if inner is None:
                    return None
                return abs(inner) if isinstance(expression, model.Absolute) else -inner
            case model.Arithmetic():
                left = self.value(expression.left, last_year=last_year)
                right = self.value(expression.right, last_year=last_year)
                return None if left is None or right is None else _result(expression, left, right)
            case _:
                return None

    def _named(self, name: str, last_year: bool) -> Fraction | None:  # noqa: FBT001
        if (name, last_year) in self.changed:
            return self.changed[name, last_year]
        fact = (self.facts.last_year if last_year else self.facts.values).get(name)
        if fact is not None:
            return fact.value if isinstance(fact.value, Fraction) else None
        definition = self.rulebook.definitions.get(name)
        return None if definition is None else self.value(definition.value, last_year=last_year)


def _result(expression: model.Arithmetic, left: Fraction, right: Fraction) -> Fraction | None:
    match expression.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right if right else None
