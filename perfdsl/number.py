"""Exact numbers: reading, rounding and writing them. No float appears anywhere."""

import re
from fractions import Fraction
from typing import Literal

Direction = Literal["half_up", "up", "down"]

_MOST_BITS = 4_000
"""About 1,200 digits: more is a mistake, and would take ever longer."""
_DECIMAL = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")


def parse_decimal(text: str) -> Fraction | None:
    """Read `1,234.56`, `-3`, `.5` exactly; None for anything else (also for `1,23`)."""
    match = _DECIMAL.fullmatch(text)
    if match is None or not any(character.isdigit() for character in text):
        return None
    return Fraction(text.replace(",", ""))


def round_to(value: Fraction, step: Fraction, direction: Direction = "half_up") -> Fraction:
    """The multiple of `step` (> 0) nearest to `value`; a half goes away from zero (四舍五入).

    `up` and `down` go to the next multiple not below, not above the value.
    """
    quotient = value / step
    match direction:
        case "up":
            whole = -((-quotient.numerator) // quotient.denominator)
        case "down":
            whole = quotient.numerator // quotient.denominator
        case "half_up":
            doubled = abs(quotient) * 2 + 1
            whole = doubled.numerator // (2 * doubled.denominator)
            if quotient < 0:
                whole = -whole
    return whole * step


def round_places(value: Fraction, places: int) -> Fraction:
    """`value` rounded half up (away from zero) to `places` decimals."""
    scale = 10**places
    if scale % value.denominator == 0:
        return value
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    if 2 * rest >= value.denominator:
        whole += 1
    return Fraction(whole if value >= 0 else -whole, scale)


def is_long(value: Fraction) -> bool:
    """Whether it has more digits than any number that means something."""
    return max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS


def end_meant(value: Fraction | None) -> Fraction | None:
    """The end of a range; squares of squares soon have thousands of digits, and end nothing."""
    return None if value is None or is_long(value) else value


def decimal_places(value: Fraction) -> int | None:
    """How many decimals write `value` exactly; None where no finite number does."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def format_decimal(value: Fraction, places: int) -> str:
    """`value` with exactly `places` decimals; the caller has rounded, or accepts half up."""
    rounded = round_places(value, places)
    digits = str(abs(rounded.numerator) * 10**places // rounded.denominator).rjust(places + 1, "0")
    sign = "-" if rounded < 0 else ""
    if places == 0:
        return sign + digits
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def format_exact(value: Fraction, places: int = 0) -> str:
    """A decimal of at least `places` decimals where that is exact, else a fraction: `2.5`, `7/3`."""
    needed = decimal_places(value)
    if needed is None:
        return f"{value.numerator}/{value.denominator}"
    return format_decimal(value, max(places, needed))


_EXACT = 6
_ROUNDED = 2
_LEAST_DIGIT = 12


def format_figure(value: Fraction) -> tuple[str, bool]:
    """A number for people, and whether it is exact: up to six decimals in full, else two.

    What would round to 0 gets more decimals, down to the twelfth.
    """
    needed = decimal_places(value)
    if needed is not None and needed <= _EXACT:
        return format_exact(value), True
    places = _ROUNDED
    while round_places(value, places) == 0 and places < _LEAST_DIGIT:
        places += 1
    return format_decimal(value, places), False
