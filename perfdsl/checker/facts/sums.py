"""Amounts and numbers written as a sum: `210+4`, `1150万元+1000万元`, `197元×500`, `=2+3`."""

import re
from fractions import Fraction

from perfdsl.checker.facts.words import fold
from perfdsl.number import decimal_places, format_exact, parse_decimal

_N = r"((?!0\d)\d[\d,]*(?:\.\d+)?)\s*([^\W\d_×]{0,4}|%)"
_TERM = re.compile(_N)
_SUM = re.compile(rf"=?\s*{_N}(?:\s*[+-]\s*{_N})+\s*(?:=\s*{_N})?")
_PRODUCT = re.compile(rf"=?\s*{_N}\s*×\s*{_N}\s*(?:=\s*{_N})?")
_TIMES = re.compile(r"(?<=\w)\s*[*xX✕]\s*(?=\d)")
_LONGEST = 60
_SIDES = 2
_LEAST = 100
"""A number that is neither a month nor a day."""


def sum_meant(text: str) -> str | None:
    """What the sum or the product comes to, with its unit; None where it is none, or units are mixed.

    `30-40` is a range, `12-10` without a unit may be a day.
    """
    plain = _TIMES.sub("×", fold(text))
    if len(plain) > _LONGEST:
        return None
    if _PRODUCT.fullmatch(plain) is not None:
        return _worked_out(plain, is_product=True)
    if re.fullmatch(r"\d+(?:-\d+){2,}", plain) is not None:
        return None  # a day, or a telephone number
    if re.fullmatch(rf"{_N}\s*-\s*{_N}", plain) is not None and not _is_difference(plain):
        return None
    return _worked_out(plain, is_product=False) if _SUM.fullmatch(plain) is not None else None


def _is_difference(plain: str) -> bool:
    (first, unit), (second, other) = _TERM.findall(plain)
    figures = [parse_decimal(first), parse_decimal(second)]
    if figures[0] is None or figures[1] is None or figures[0] <= figures[1]:
        return False
    return bool(unit or other) or figures[0] >= _LEAST


def _worked_out(plain: str, *, is_product: bool) -> str | None:
    left, _, result = plain.removeprefix("=").partition("=")
    terms = [(parse_decimal(digits), unit) for digits, unit in _TERM.findall(left)]
    units = {unit for _, unit in terms if unit}
    figures = [figure for figure, _ in terms if figure is not None]
    if len(units) > 1 or len(figures) != len(terms):
        return None
    if is_product:
        value = figures[0] * figures[1]
        if len(terms) != _SIDES or all(unit for _, unit in terms):
            return None
    else:
        signs = re.findall("[+-]", left)
        rest = zip(signs, figures[1:], strict=True)
        value = sum((each if sign == "+" else -each for sign, each in rest), figures[0])
    written = _TERM.match(result.strip())
    if written is not None and parse_decimal(written[1]) != value:
        return None
    return f"{format_exact(value)}{next(iter(units), '')}" if _is_short(value) else None


def _is_short(value: Fraction) -> bool:
    return decimal_places(value) is not None
