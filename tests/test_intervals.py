"""Sets of numbers: what is left, what is common, what is inside."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfdsl.intervals import EVERYTHING, Range, complement, joined, union

_ENDS = st.none() | st.integers(-5, 5).map(Fraction)
RANGES = st.builds(
    lambda lower, upper, left, right: Range(
        lower, upper, left and lower is not None, right and upper is not None
    ),
    _ENDS,
    _ENDS,
    st.booleans(),
    st.booleans(),
)
POINTS = st.fractions(min_value=-7, max_value=7, max_denominator=4)


@given(st.lists(RANGES, max_size=4), POINTS)
def test_a_number_is_covered_or_left_over(ranges: list[Range], point: Fraction) -> None:
    """The complement holds exactly the numbers that no range contains."""
    left = complement(ranges)
    assert any(part.contains(point) for part in left) != any(
        part.contains(point) for part in ranges
    )


@given(RANGES, RANGES, POINTS)
def test_intersection_holds_what_both_hold(a: Range, b: Range, point: Fraction) -> None:
    """Closed ends win only where both are closed."""
    assert a.intersection(b).contains(point) == (a.contains(point) and b.contains(point))


@given(st.lists(RANGES, max_size=4))
def test_a_sample_lies_inside(ranges: list[Range]) -> None:
    """Every range that is not empty can show a number of its own."""
    for part in union(ranges):
        assert not part.is_empty
        assert part.contains(part.sample())


def test_nothing_covered_leaves_everything() -> None:
    """The whole line is one range."""
    assert complement([]) == (EVERYTHING,)
    assert complement([EVERYTHING]) == ()


@given(st.lists(RANGES, max_size=5))
def test_what_touches_is_joined(ranges: list[Range]) -> None:
    """Cut at every end and joined again, it is the same set in as few ranges as there can be."""
    whole = union(ranges)
    pieces = [
        piece
        for part in whole
        for cut in (complement([Range(Fraction(0), None, lower_closed=True, upper_closed=False)]))
        for piece in (part.intersection(cut), *complement([cut], part))
        if not piece.is_empty
    ]
    assert joined(pieces) == whole
