"""Values as people write them: `22.26%`, `12795.93万元`, `63人`, `2021-12-31`, `是`."""

from datetime import date
from fractions import Fraction

from perfdsl.model.expressions import Value
from perfdsl.model.types import UNITS, Quantity, Type
from perfdsl.number import decimal_places, format_exact, round_places

_PLACES = 2
_BASE_UNITS = {
    (1, 0, 0, 0): "元",
    (0, 1, 0, 0): "天",
    (0, 0, 1, 0): "个工作日",
    (0, 0, 0, 1): "个月",
}


def show_value(value: Value, type_: Type, unit: str | None = None) -> str:
    """`value` (in base units) in `unit`, or in the natural unit of its type.

    At most two decimals more than nothing: a number that does not end is rounded and marked `≈`.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    shown_unit, size = _unit(value, type_, unit)
    return show_number(value / size) + shown_unit


def show_number(number: Fraction) -> str:
    """Exact where up to six decimals do, else two decimals with `≈` in front."""
    places = decimal_places(number)
    if places is not None and places <= 6:
        return format_exact(number)
    rounded = round_places(number, _PLACES)
    return f"≈{format_exact(rounded)}"


def _unit(value: Fraction, type_: Type, unit: str | None) -> tuple[str, Fraction]:
    if not isinstance(type_, Quantity):
        return "", Fraction(1)
    if unit is not None and unit in UNITS and UNITS[unit][0] == type_:
        name = {"百分点": "个百分点", "工作日": "个工作日", "月": "个月"}.get(unit, unit)
        return name, UNITS[unit][1]
    if type_.is_plain:
        match type_.flavor:
            case "ratio":
                return "%", Fraction(1, 100)
            case "point":
                return "个百分点", Fraction(1, 100)
            case "score":
                return "分", Fraction(1)
            case "count":
                return unit or "", Fraction(1)
            case "number":
                return "", Fraction(1)
    if type_.powers == (1, 0, 0, 0) and abs(value) >= 10_000:
        return "万元", Fraction(10_000)
    return _BASE_UNITS.get(type_.powers, ""), Fraction(1)
