"""Values as people write them: `22.26%`, `12795.93万元`, `63人`, `2021-12-31`, `是`."""

from datetime import date
from fractions import Fraction

from perfdsl.model.expressions import Value
from perfdsl.model.types import MONEY, UNITS, Quantity, Type
from perfdsl.number import format_figure

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


def counted(unit: str) -> str:
    """The unit behind a figure: `5个百分点`."""
    return _COUNTED.get(unit, unit)
