"""The printed figures obey the ledger: what a reader adds up is what is printed."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from perfdsl.document import Table, plain_text, walk
from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet, walk_nodes
from perfdsl.number import round_places
from perfdsl.reports import score_report
from perfdsl.reports.printing import figure_value, print_node, print_total, signed, unsigned
from tests.reports.sheets import full_sheet, leaf, node, sheet

POINTS = st.one_of(
    st.fractions(-5, 5, max_denominator=40), st.decimals(-5, 5, places=2).map(Fraction)
)
PLACES = st.sampled_from([None, 0, 1, 2, 3])


@st.composite
def leaves(draw: st.DrawFn, number: int, places: int | None) -> Node:
    full = draw(st.one_of(st.integers(0, 20).map(Fraction), st.just(Fraction(20, 3))))
    effects = [
        Effect(f"{number}#{index}", "deduct", "fired", points, points)
        for index, points in enumerate(draw(st.lists(POINTS, max_size=4)))
    ]
    score = full + sum((effect.applied for effect in effects), Fraction(0))
    if places is not None:
        rounded = round_places(score, places)
        if rounded != score:
            effects.append(Effect(f"{number}#round", "round", "fired", None, rounded - score))
            score = rounded
    return leaf(f"甲/{number}", full, score, tuple(effects))


@st.composite
def sheets(draw: st.DrawFn) -> ScoreSheet:
    places = draw(PLACES)
    children = tuple(draw(leaves(number, places)) for number in range(draw(st.integers(1, 4))))
    full = sum((child.full for child in children), Fraction(0))
    score = sum((child.score or Fraction(0) for child in children), Fraction(0))
    effects: tuple[Effect, ...] = ()
    rescale = draw(st.one_of(st.none(), POINTS))
    if rescale is not None:
        effects = (Effect("甲#rescale", "rescale", "fired", None, rescale),)
        score += rescale
        if places is not None and round_places(score, places) != score:
            difference = round_places(score, places) - score
            effects += (Effect("甲#round", "round", "fired", None, difference),)
            score += difference
    top = node("甲", full, score, effects, children)
    return sheet((top,), score, full=full, places=places)


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_printed_figures_add_up(made: ScoreSheet) -> None:
    """For every node: full + the figures of its effects + its children's changes = score, as printed."""
    for part in walk_nodes(made.nodes):
        printed = print_node(part, made.places)
        assert printed.score is not None
        assert printed.change is not None
        changes = [print_node(child, made.places).change for child in part.children]
        total = sum(map(figure_value, printed.applied), figure_value(printed.full))
        total += sum((figure_value(change) for change in changes if change), Fraction(0))
        assert total == figure_value(printed.score)
        assert figure_value(printed.full) + figure_value(printed.change) == figure_value(
            printed.score
        )
    total_printed = print_total(made)
    assert total_printed.score is not None
    assert figure_value(total_printed.score) == made.score


def test_the_summary_table_adds_up() -> None:
    """The column of changes, top level and rules of the total, gives the last line."""
    document = score_report(full_sheet(), language="zh")
    table = next(block for block in walk(document.blocks) if isinstance(block, Table))
    rows = [(row, [plain_text(cell) for cell in row.cells]) for row in table.rows]
    parts = [Fraction(cells[3]) for row, cells in rows if row.level == 0 and not row.is_total]
    assert sum(parts) == Fraction(rows[-1][1][3]) == -31


def test_only_the_rounding_line_takes_up_a_difference() -> None:
    third = Fraction(-1, 3)
    effects = (
        Effect("a", "deduct", "fired", third, third),
        Effect("b", "deduct", "fired", third, third),
        Effect("r", "round", "fired", None, Fraction(-1, 300)),
    )
    printed = print_node(leaf("甲", 3, Fraction("2.33"), effects), 2)
    assert printed.applied == ("≈-0.33", "≈-0.33", "-0.01")
    assert printed.carries


def test_without_a_rounding_line_fractions_stay_fractions() -> None:
    third = Fraction(-1, 3)
    effects = tuple(Effect(name, "deduct", "fired", third, third) for name in "abc")
    printed = print_node(leaf("甲", 3, 2, effects), 2)
    assert printed.applied == ("-1/3", "-1/3", "-1/3")
    assert not printed.carries


def test_signs() -> None:
    assert signed("2.00") == "+2.00"
    assert signed("≈2.00") == "≈+2.00"
    assert signed("-2") == "-2"
    assert signed("0.00") == "0.00"
    assert unsigned("-2.00") == "2.00"
