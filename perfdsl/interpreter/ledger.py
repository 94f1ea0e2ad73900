"""The ledger law, checked whenever a sheet is made: every point lost is owned by an effect."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.diagnostic import InternalError
from perfdsl.interpreter.sheet import Effect, Node


def check_ledger(
    full: Fraction, score: Fraction | None, nodes: Sequence[Node], effects: Sequence[Effect]
) -> None:
    """Raise InternalError where points appear or vanish without an effect."""
    for node in nodes:
        check_node(node)
    if score is not None:
        _check("总分", full, score, nodes, effects)


def check_node(node: Node) -> None:
    """As `check_ledger`, for one node and everything below it."""
    for child in node.children:
        check_node(child)
    if node.score is not None:
        _check(node.id, node.full, node.score, node.children, node.effects)
    elif node.excluded and node.is_leaf:
        _check(node.id, node.full, Fraction(0), (), node.effects)


def _check(
    key: str,
    full: Fraction,
    score: Fraction,
    children: Sequence[Node],
    effects: Sequence[Effect],
) -> None:
    lost_below = sum((child.full - (child.score or Fraction(0)) for child in children), Fraction(0))
    applied = sum((effect.applied for effect in effects), Fraction(0))
    base = sum((child.full for child in children), Fraction(0)) if children else full
    if base - score != lost_below - applied:
        raise InternalError(
            f"ledger of {key}: full {full}, score {score}, lost below {lost_below}, applied {applied}"
        )
