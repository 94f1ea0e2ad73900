"""The unit that a number without one was most likely meant in, from what stands beside it."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.expressions.signs_meant import sign_meant, sign_of_step
from perfdsl.checker.ways_out import is_english
from perfdsl.measures import SO_MANY_FOR_EACH, has_size, parted_measure, size_beside
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import COUNT, DAYS, MONEY, MONTHS, NUMBER, RATIO, WORKDAYS, Quantity
from perfdsl.number import format_exact
from perfdsl.source import SourceText, Span

_OF_TIME = {
    DAYS: ("天", " days"),
    WORKDAYS: ("个工作日", " working days"),
    MONTHS: ("个月", " months"),
}
ENGLISH = {"元": " yuan", "万元": " ten thousand yuan", "千元": " thousand yuan"}
_WHOLE = re.compile(r"\s(人|次)数(?!\w)")
_USUAL = ("万元", "元")
_AMOUNT = re.compile(r"\d\s*(元|万元|千元|百万元|亿元)")
_TEXTS = re.compile(r'"[^"]*"|“[^”]*”|#.*')
_DECLARES = re.compile(
    r"\s*(?:事实|fact|依据|来源|说明|问题|理由|建议|basis|source|note|problem|reason|advice)\b"
)
_OF_ONE = re.compile("均|单价|票价|价格|差价|单位|每|标准|成本|户|per|each|average|price|cost|unit")
"""What counts so much for one of many."""
_LEAST_YUAN = 1000


def money_units(beside: Iterable[model.Expr], scope: Scope) -> list[str]:
    """The units an amount may have: the one that amounts beside it are written in, then the other usual one.

    So much a head is more likely in 元.
    """
    parts = [*_all_parts(beside, scope)]
    written = [
        part.unit
        for part in parts
        if isinstance(part, model.Constant) and part.type == MONEY and part.unit
    ]
    if written:
        return [written[0]]
    facts = [part.name for part in parts if isinstance(part, model.FactReference)]
    place = next((part.span for part in parts), None)
    is_of_one = any(_OF_ONE.search(name) for name in facts)
    elsewhere = _written_elsewhere(place, facts, all_rules=not is_of_one) if place else []
    declared = [scope.facts[name].unit for name in facts if name in scope.facts]
    is_per_head = any(
        isinstance(part, model.Arithmetic) and part.operator == "/" and part.right.type == COUNT
        for part in parts
    )
    units = (
        elsewhere
        + [unit for unit in declared if unit]
        + ([scope.money_unit] if scope.money_unit else [])
    )
    first = "元" if is_per_head else units[0] if units else "万元"
    return list(dict.fromkeys([first, *_USUAL]))[:2]


def hardly_yuan(value: Fraction, quantity: str) -> bool:
    """`审计问题资金 > 100`: not a hundred 元, as it may be of a price or so much a head."""
    return value < _LEAST_YUAN and _OF_ONE.search(quantity) is None


def _written_elsewhere(place: Span, names: list[str], *, all_rules: bool) -> list[str]:
    """The unit that amounts have in the rules about these facts; else in all rules, if it is the same everywhere."""
    beside, anywhere = _units_in_rules(place.source, tuple(names))
    if beside:
        return [max(beside, key=beside.__getitem__)]
    return [*anywhere] if all_rules and len(anywhere) == 1 else []


@lru_cache(maxsize=32)
def _units_in_rules(
    source: SourceText, names: tuple[str, ...]
) -> tuple[dict[str, int], dict[str, int]]:
    """How often which unit stands on rules about these facts, and on all."""
    beside: dict[str, int] = {}
    anywhere: dict[str, int] = {}
    for line in source.text.split("\n"):
        plain = _TEXTS.sub("", line)
        for unit in () if _DECLARES.match(plain) else _AMOUNT.findall(plain):
            anywhere[unit] = anywhere.get(unit, 0) + 1
            if any(name in plain for name in names):
                beside[unit] = beside.get(unit, 0) + 1
    return beside, anywhere


def measure_of(beside: Iterable[model.Expr], scope: Scope) -> str | None:
    """The measure word that numbers of things beside it are written or declared in."""
    for part in _all_parts(beside, scope):
        if part.type != COUNT:
            continue
        if isinstance(part, model.Constant) and part.unit:
            return part.unit
        declared = scope.facts.get(part.name) if isinstance(part, model.FactReference) else None
        if declared is not None and declared.unit:
            return declared.unit
        kind = _WHOLE.search(_line(declared)) if declared is not None else None
        if kind is not None:
            return kind[1]
    return None


def divisor_without_unit(
    left: model.Expr, right: model.Expr, scope: Scope
) -> tuple[model.Expr, list[tuple[Span, str]]] | None:
    """`优良天数 / 365 < 80%`: a share of 365 days. What is compared, and the number with its unit."""
    for share, other in ((left, right), (right, left)):
        of = (
            scope.inferred.get(share.name)
            if isinstance(share, model.DefinitionReference)
            else share
        )
        if (
            other.type == RATIO
            and isinstance(of, model.Arithmetic)
            and of.operator == "/"
            and isinstance(of.right, model.Constant)
            and of.right.type == NUMBER
            and isinstance(of.left.type, Quantity)
        ):
            number = of.right.span
            units = [*_OF_TIME.get(of.left.type, ())][is_english(of.span) :][:1]
            if of.left.type == MONEY:
                units = money_units([of.left], scope)
            return share, [(number, f"{number.text}{unit}") for unit in units]
    return None


def known_units(left: model.Expr, right: model.Expr, scope: Scope) -> list[tuple[Span, str]]:
    """What is compared says which number lacks which unit."""
    divided = divisor_without_unit(left, right, scope)
    if divided is not None:
        return divided[1]
    return _so_many_for_each(left, right, scope) or _as_told(left, right, scope)


def _so_many_for_each(left: model.Expr, right: model.Expr, scope: Scope) -> list[tuple[Span, str]]:
    """`床位数 / 老年人口 >= 35`, beds by thousands of people: so many times, and no share of anything."""
    for number, other in ((right, left), (left, right)):
        digits = _DIGITS.match(number.span.text)
        if (
            isinstance(number, model.Constant)
            and number.type in (NUMBER, COUNT)
            and digits is not None
            and _is_of_unlike(other, scope)
        ):
            unit = " fold" if number.span.text.isascii() and other.span.text.isascii() else "倍"
            return [(number.span, f"{digits.group()}{unit}")]
    return []


def _as_told(left: model.Expr, right: model.Expr, scope: Scope) -> list[tuple[Span, str]]:
    """`> 3` of a rate declared as 0 至 5%: not 300%, which no value can be; `> 3 每满 1‰` is 3‰.

    Where other limits of the rate tell nothing else.
    """
    for number, other in ((right, left), (left, right)):
        if (
            number.type != NUMBER
            or other.type != RATIO
            or _DIGITS.fullmatch(number.span.text) is None
            or sign_meant(number.span, other.span) is not None
        ):
            continue
        sign = sign_of_step(number.span)
        if sign is not None:
            return [(number.span, f"{number.span.text}{sign}")]
        declared = scope.facts.get(other.name) if isinstance(other, model.FactReference) else None
        bounds = declared.bounds if declared is not None else None
        value = number.value if isinstance(number, model.Constant) else None
        if bounds is None or not isinstance(value, Fraction):
            continue
        shares = ((value, f"{format_exact(value * 100)}%"), (value / 100, f"{number.span.text}%"))
        fitting = [text for share, text in shares if bounds.hold(share)]
        if len(fitting) == 1:
            return [(number.span, fitting[0])]
    return []


_DIGITS = re.compile(r"[\d.,]+")


def _is_of_unlike(quotient: model.Expr, scope: Scope) -> bool:
    """Whether a measure is divided by one of something else: beds by thousands of people, 立方米 by 亩."""
    if isinstance(quotient, model.DefinitionReference):
        found = scope.inferred.get(quotient.name)
        is_named = SO_MANY_FOR_EACH.search(quotient.name) is not None
        return found is not None and (
            _is_of_unlike(found, scope) or (is_named and _is_by_many(found, scope))
        )
    if not (isinstance(quotient, model.Arithmetic) and quotient.operator == "/"):
        return False
    if not quotient.left.type == quotient.right.type == COUNT:
        return False
    many, each = measure_of([quotient.left], scope), measure_of([quotient.right], scope)
    if many is None or each is None:
        return each is not None and parted_measure(each)[0] != 1
    is_sized = has_size(many) or has_size(each)
    return many != each and is_sized and size_beside(many, each) is None


def _is_by_many(quotient: model.Expr, scope: Scope) -> bool:
    """People by ten thousands of people, `每万人志愿者`."""
    if not (isinstance(quotient, model.Arithmetic) and quotient.operator == "/"):
        return False
    each = measure_of([quotient.right], scope)
    is_counted = quotient.left.type == quotient.right.type == COUNT
    return is_counted and each is not None and parted_measure(each)[0] != 1


def _line(declared: FactDeclaration) -> str:
    """What the declaration says behind the name."""
    place = declared.span
    line = place.source.line_text(place.first.line)
    return line.partition(declared.title or declared.name)[2]


def _all_parts(expressions: Iterable[model.Expr], scope: Scope) -> Iterator[model.Expr]:
    seen: set[str] = set()
    waiting = [*expressions]
    while waiting:
        for part in model.walk(waiting.pop()):
            yield part
            if isinstance(part, model.DefinitionReference) and part.name not in seen:
                seen.add(part.name)
                if part.name in scope.inferred:
                    waiting.append(scope.inferred[part.name])
