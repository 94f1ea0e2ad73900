"""Values as people write them: `22.26%`, `12795.93万元`, `63人`, `2021-12-31`, `是`."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from perfdsl.measures import in_chinese
from perfdsl.model import expressions as model
from perfdsl.model.expressions import Value
from perfdsl.model.types import MONEY, UNITS, Quantity, Type
from perfdsl.number import format_figure
from perfdsl.terms import TERMS, keyword
from perfdsl.wording import Words

_MUCH_MONEY = 10_000
_BY_POWERS = {(1, 0, 0, 0): "元", (0, 1, 0, 0): "天", (0, 0, 1, 0): "工作日", (0, 0, 0, 1): "月"}
_BY_FLAVOR = {"ratio": "%", "point": "百分点", "score": "分"}
_COUNTED = {"百分点": "个百分点", "工作日": "个工作日", "月": "个月"}


def natural_unit(type_: Type, unit: str | None) -> str | None:
    """The unit a value is printed in: `unit` where it is one of the type, else the type's own."""
    if not isinstance(type_, Quantity):
        return None
    if unit is not None and (unit not in UNITS or UNITS[unit][0].powers == type_.powers):
        return unit
    return _BY_POWERS.get(type_.powers) or _BY_FLAVOR.get(type_.flavor)


def unit_for(value: Fraction, type_: Type, unit: str | None) -> str | None:
    """As `natural_unit`; money without a unit of its own is counted in 万元 where it is much."""
    if unit is None and type_ == MONEY and abs(value) >= _MUCH_MONEY:
        return "万元"
    return natural_unit(type_, unit)


def written_unit(node: model.Expr, definition: Callable[[str], model.Expr | None]) -> str | None:
    """The unit a fixed amount is written in: 35‰, a definition or a table of such; None where it is none."""
    units: set[str | None] = set()
    seen: set[str] = set()
    pending: list[model.Expr | None] = [node]
    while pending and len(units) <= 1:
        match pending.pop():
            case model.Constant(unit=unit):
                units.add(unit)
            case model.Negative(operand=operand) | model.Absolute(operand=operand):
                pending.append(operand)
            case model.DefinitionReference(name=name):
                if name not in seen:
                    seen.add(name)
                    pending.append(definition(name))
            case model.Table(cases=cases):
                pending += [case.value for case in cases]
            case _:
                units.add(None)
    return units.pop() if len(units) == 1 else None


def show_value(value: Value, type_: Type, unit: str | None = None) -> str:
    """`value` (in base units) as it would stand in a rule; a rounded figure is marked `≈`."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    name = unit_for(value, type_, unit)
    _, size = UNITS.get(name or "", (None, Fraction(1)))
    figure, is_exact = format_figure(value / size)
    return ("" if is_exact else "≈") + figure + counted(name or "")


def show_words(value: Value, type_: Type, unit: str | None = None) -> Words:
    """As `show_value`, with the words of both languages; English does not repeat a Chinese measure word."""
    chinese = show_value(value, type_, unit)
    if isinstance(value, bool):
        return keyword("TRUE" if value else "FALSE").words
    if not isinstance(value, Fraction):
        return Words(chinese, chinese)
    name = unit_for(value, type_, unit) or ""
    figure = chinese.removesuffix(counted(name))
    return Words(figure + in_chinese(counted(name)), figure + _english(name, figure))


def _english(unit: str, figure: str) -> str:
    """The unit behind a figure in English: `5 pp`, `1 day`."""
    spellings = _ENGLISH.get(unit)
    if spellings is None:
        return (
            f" {unit}" if unit and unit.isascii() and unit != "%" else unit if unit in "%‰" else ""
        )
    return f" {spellings[-1] if figure == '1' else spellings[0]}"


_ENGLISH = {
    term.id: term.en if term.id != "百分点" else term.en[:1]
    for term in TERMS
    if term.kind == "unit" and term.id not in ("%", "‰")
}


def counted(unit: str) -> str:
    """The unit behind a figure: `5个百分点`."""
    return _COUNTED.get(unit, unit)
