"""A value held against the source quoted beside it: a figure copied wrongly is nearly one that stands there."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import attrs

from perfdsl.checker.facts.numbers import unit_size
from perfdsl.checker.facts.words import fold
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model.facts import Fact
from perfdsl.model.types import COUNT, MONEY, RATIO, Type
from perfdsl.number import decimal_places

_UNITS = {"万": "万元", "亿": "亿元", "％": "%"}
_KINDS: dict[Type, str] = {
    MONEY: "亿元|百万元|千元|万元|元|亿|万",
    RATIO: "%|‰|倍",
    COUNT: "人|名|个|项|次|件|家|户|处|条|篇|期|台|套|场",
}
_FIGURE = r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
_EXPLAINED = re.compile(
    "更正|有误|误|应为|扣除|合计|其中|折算|剔除|调整|核实|核减|核增|计算|推算|汇总|另|含|口径"
)
_LEAST_FIGURES = 4
"""A figure has so many digits before one of them can be called wrong."""
_MOST_NUMBERS = 8


@attrs.frozen(eq=False, repr=False)
class _Quoted:
    figure: str
    unit: str
    value: Fraction


def check_source(fact: Fact, type_: Type, diagnostics: Diagnostics) -> None:
    """Report a value that the quoted source does not have, but nearly has."""
    if not isinstance(fact.value, Fraction) or fact.evidence is None or fact.written is None:
        return
    if fact.note is not None and (_EXPLAINED.search(fact.note) or re.search(r"\d", fact.note)):
        return
    quoted = tuple(_numbers(fold(fact.evidence.zh), type_))
    if not quoted or len(quoted) > _MOST_NUMBERS or _is_there(fact.value, fact, quoted):
        return
    figure = _figure_of(fact)
    near = {each.value: each for each in quoted if _is_near(figure, fact, each)}
    if len(near) != 1:
        return
    (meant,) = near.values()
    bare = type_ == COUNT and not fact.written.text.startswith('"')
    text = meant.figure.replace(",", "") if bare else f'"{meant.figure}{meant.unit}"'
    from perfdsl.checker.ways_out import instead

    diagnostics.report(
        codes.NOT_IN_SOURCE,
        fact.written,
        helps=[instead(fact.written, text)],
        key=fact.name,
        text=fact.written.text.strip("\"' "),
        quoted=f"{meant.figure}{meant.unit}",
    )


def _numbers(text: str, type_: Type) -> Iterator[_Quoted]:
    """The numbers of the kind, each with its unit."""
    units = _KINDS.get(type_)
    if units is None:
        return
    for found in re.finditer(f"{_FIGURE}({units})", text):
        unit = _UNITS.get(found[2], found[2])
        figure = found[1]
        size = unit_size(unit) if type_ != COUNT else Fraction(1)
        yield _Quoted(figure, unit, Fraction(figure.replace(",", "")) * size)


def _is_there(value: Fraction, fact: Fact, quoted: tuple[_Quoted, ...]) -> bool:
    """Among the numbers, rounded from one of them, or their sum or difference."""
    values = [each.value for each in quoted]
    size = unit_size(fact.unit)
    places = decimal_places(value / size) or 0
    tolerance = size / (2 * 10**places)
    totals = {sum(some, Fraction(0)) for count in (1, 2, 3) for some in combinations(values, count)}
    totals |= {
        sum(values, Fraction(0)),
        *(abs(one - other) for one, other in combinations(values, 2)),
    }
    return any(abs(abs(value) - abs(total)) <= tolerance for total in totals)


def _figure_of(fact: Fact) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", fold(fact.written.text if fact.written else ""))
    return found.group().replace(",", "") if found is not None else ""


def _is_near(figure: str, fact: Fact, quoted: _Quoted) -> bool:
    """Two digits swapped, one wrong, lost or doubled, the point elsewhere, or another unit."""
    other = quoted.figure.replace(",", "")
    if not figure:
        return False
    if figure == other:
        return fact.unit != quoted.unit
    digits, wanted = figure.replace(".", ""), other.replace(".", "")
    same_unit = unit_size(fact.unit) == unit_size(quoted.unit)
    if digits.strip("0") == wanted.strip("0"):
        return len(wanted.strip("0")) > 1 and same_unit
    if not same_unit:
        return False
    if _point(figure) != _point(other) and len(digits) == len(wanted):
        return False
    if len(digits) == len(wanted):
        wrong = [i for i, pair in enumerate(zip(digits, wanted, strict=True)) if pair[0] != pair[1]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, second = wrong
            return digits[first] == wanted[second] and digits[second] == wanted[first]
        return len(wrong) == 1 and len(digits) >= _LEAST_FIGURES
    longer, shorter = sorted((figure, other), key=len, reverse=True)
    return len(longer.replace(".", "")) >= _LEAST_FIGURES and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


def _point(figure: str) -> int:
    return len(figure.partition(".")[2])
