"""The values a fact may take, and how they are said."""

import re
from fractions import Fraction

from perfdsl.checker.facts.numbers import unit_size
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import Bounds
from perfdsl.model.types import RATIO, SCORE, Type
from perfdsl.number import decimal_places, format_exact
from perfdsl.wording import Words


def bounds_words(bounds: Bounds, type_: Type, unit: str | None) -> Words:
    """`不小于 0、不大于 100%` in the unit that fits the type."""
    zh: list[str] = []
    en: list[str] = []
    if isinstance(bounds.lower, Fraction):
        shown = quantity_text(bounds.lower, type_, unit)
        zh.append(f"{'不小于' if bounds.lower_closed else '大于'} {shown}")
        en.append(f"{'at least' if bounds.lower_closed else 'more than'} {shown}")
    if isinstance(bounds.upper, Fraction):
        shown = quantity_text(bounds.upper, type_, unit)
        zh.append(f"{'不大于' if bounds.upper_closed else '小于'} {shown}")
        en.append(f"{'at most' if bounds.upper_closed else 'less than'} {shown}")
    return Words("、".join(zh), " and ".join(en))


def quantity_text(value: Fraction, type_: Type, unit: str | None) -> str:
    """A number in a unit, for a message about the facts file; exact."""
    if value == 0:
        return "0"
    if unit is None and type_ == RATIO:
        unit = "%"
    size = unit_size(unit)
    if decimal_places(value / size) is None:
        return format_exact(value)
    return format_exact(value / size) + (unit or "")


_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def shifted_into(bounds: Bounds, type_: Type, value: Value, written: str) -> tuple[str, ...]:
    """The value as written with the decimal point where it lies within the bounds, the likeliest first.

    `885%` was `88.5%`, `9500%` and `0.95%` were `95%`; a value just outside may be what was measured.
    """
    found = _FIGURE.findall(written)
    if (
        type_ not in (RATIO, SCORE)
        or not isinstance(value, Fraction)
        or len(found) != 1
        or "倍" in written
    ):
        return ()
    upper, lower = bounds.upper, bounds.lower
    figure = found[0]
    if isinstance(upper, Fraction) and value >= 2 * upper > 0:
        factors = (
            [Fraction(1, 100)]
            if figure.endswith("00") and figure != "1000"
            else [Fraction(1, 10), Fraction(1, 100)]
        )
        if "." in figure:
            factors = [Fraction(1, 100)]
    elif isinstance(lower, Fraction) and 0 < value <= lower / 10:
        factors = [Fraction(100), Fraction(10)]
    else:
        return ()
    inside = [factor for factor in factors if bounds.hold(value * factor)][:1]
    return tuple(written.replace(figure, format_exact(Fraction(figure) * each)) for each in inside)
