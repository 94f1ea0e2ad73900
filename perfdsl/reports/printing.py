"""Points as printed. The ledger law holds of the printed figures too.

Scores have the declared decimals, or are exact. Where an effect's points have no short decimal form
and the rounding effect can take up the difference, they are printed rounded and marked `≈`; otherwise
they are printed as exact fractions.
"""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet
from perfdsl.number import decimal_places, format_decimal, format_exact, round_places

_EXTRA_PLACES = 2


@attrs.frozen(repr=False)
class PrintedPoints:
    """The figures of one node; `applied` runs parallel to its effects, signed.

    `carries`: the rounding effect takes up what the figures marked `≈` leave out.
    """

    full: str
    score: str | None
    least: str
    most: str
    change: str | None
    """score − full, signed."""
    applied: tuple[str, ...]
    carries: bool = False


def print_points(value: Fraction, places: int | None) -> str:
    """A score: the declared decimals where they are exact, more or a fraction where not."""
    return format_exact(value, places or 0)


def signed(text: str) -> str:
    """A plus in front of what has no minus; zero stays bare."""
    bare = text.lstrip("≈")
    if bare.startswith("-") or not bare.strip("0."):
        return text
    return f"≈+{bare}" if text.startswith("≈") else f"+{text}"


def unsigned(text: str) -> str:
    """Without the sign in front."""
    return text.replace("-", "", 1).replace("+", "", 1)


def print_node(node: Node, places: int | None) -> PrintedPoints:
    return _print(node, node.children, node.effects, places)


def print_total(sheet: ScoreSheet) -> PrintedPoints:
    """The figures of the whole sheet, its nodes as children."""
    return _print(sheet, sheet.nodes, sheet.effects, sheet.places)


def counted_score(node: Node | ScoreSheet) -> Fraction | None:
    """The score that enters the sum above: 0 for what was left out, None where not known."""
    if node.score is None and isinstance(node, Node) and node.excluded:
        return Fraction(0)
    return node.score


def _print(
    node: Node | ScoreSheet,
    children: Sequence[Node],
    effects: tuple[Effect, ...],
    places: int | None,
) -> PrintedPoints:
    score = counted_score(node)
    applied, carries = _print_effects(effects, places)
    if carries and score is not None:
        below = sum((_lost(child) for child in children), Fraction(0))
        others = sum(
            (
                figure_value(text)
                for effect, text in zip(effects, applied, strict=True)
                if effect.kind != "round"
            ),
            Fraction(0),
        )
        remainder = format_exact(score - node.full + below - others, places or 0)
        applied = tuple(
            remainder if effect.kind == "round" else text
            for effect, text in zip(effects, applied, strict=True)
        )
    return PrintedPoints(
        full=print_points(node.full, places),
        score=None if score is None else print_points(score, places),
        least=print_points(node.least, places),
        most=print_points(node.most, places),
        change=None if score is None else signed(print_points(score - node.full, places)),
        applied=tuple(map(signed, applied)),
        carries=carries,
    )


def _lost(node: Node) -> Fraction:
    score = counted_score(node)
    return Fraction(0) if score is None else node.full - score


def _print_effects(effects: tuple[Effect, ...], places: int | None) -> tuple[tuple[str, ...], bool]:
    exact = tuple(print_points(effect.applied, places) for effect in effects)
    rounds = [effect for effect in effects if effect.kind == "round"]
    if places is None or len(rounds) != 1 or all(_is_short(effect, places) for effect in effects):
        return exact, False
    printed = tuple(
        text
        if effect.kind == "round" or _is_short(effect, places)
        else f"≈{format_decimal(round_places(effect.applied, places), places)}"
        for effect, text in zip(effects, exact, strict=True)
    )
    return printed, any(text.startswith("≈") for text in printed)


def _is_short(effect: Effect, places: int) -> bool:
    needed = decimal_places(effect.applied)
    return needed is not None and needed <= places + _EXTRA_PLACES


def figure_value(text: str) -> Fraction:
    """The number a printed figure stands for."""
    return Fraction(text.lstrip("≈").replace("+", ""))
