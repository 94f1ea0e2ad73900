"""Exact numbers: reading, rounding and writing."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdsl.number import (
    Direction,
    decimal_places,
    format_decimal,
    format_exact,
    parse_decimal,
    round_places,
    round_to,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", Fraction(2)),
        ("-0.50", Fraction(-1, 2)),
        ("1,234.56", Fraction(123456, 100)),
        (".5", Fraction(1, 2)),
        ("1,23", None),
        ("12,3456", None),
        ("1.2.3", None),
        ("", None),
        (".", None),
        ("1e3", None),
        ("二", None),
    ],
)
def test_decimal_text_is_read_exactly_or_refused(text: str, value: Fraction | None) -> None:
    """Thousands commas must stand where they belong; nothing else than decimals is read."""
    assert parse_decimal(text) == value


@pytest.mark.parametrize(
    ("direction", "mode"),
    [("half_up", ROUND_HALF_UP), ("up", ROUND_CEILING), ("down", ROUND_FLOOR)],
)
@given(
    st.decimals(
        min_value=-(10**6), max_value=10**6, places=6, allow_nan=False, allow_infinity=False
    ),
    st.integers(0, 4),
)
def test_rounding_agrees_with_decimal(
    direction: Direction, mode: str, number: Decimal, places: int
) -> None:
    """Half up goes away from zero on both sides, as 四舍五入 does."""
    expected = number.quantize(Decimal(1).scaleb(-places), rounding=mode)
    rounded = round_to(Fraction(number), Fraction(1, 10**places), direction)
    assert rounded == Fraction(expected)


@given(st.fractions(max_denominator=10**6))
def test_what_is_written_exactly_reads_back(value: Fraction) -> None:
    """A finite decimal or a fraction, never something close."""
    assert Fraction(format_exact(value)) == value


@given(st.fractions(max_denominator=10**4), st.integers(0, 5))
def test_places_are_kept(value: Fraction, places: int) -> None:
    """The written form has just as many decimals and is the rounded value."""
    text = format_decimal(value, places)
    assert len(text.partition(".")[2]) == places
    assert Fraction(text) == round_places(value, places)


def test_how_many_decimals_a_number_needs() -> None:
    """A denominator with another prime than 2 and 5 never ends."""
    assert decimal_places(Fraction(1, 8)) == 3
    assert decimal_places(Fraction(3)) == 0
    assert decimal_places(Fraction(1, 3)) is None
    assert format_exact(Fraction(1, 10) + Fraction(2, 10)) == "0.3"
