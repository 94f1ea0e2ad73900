"""Quantities that only take every so-manieth value: whole numbers, what is rounded, multiples of both."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.domains import Declared, is_whole
from perfdsl.model import expressions as model

_DEEPEST = 40


def grid(node: model.Expr, declared: Declared, depth: int = 0) -> Fraction | None:
    """The number of which every value is a multiple; None: any value may be taken."""
    match node:
        case model.Rounding():
            step = constant_value(node.step)
            return step if step is not None and step > 0 else None
        case model.DefinitionReference():
            behind = declared.definitions.get(node.name)
            if behind is not None and depth < _DEEPEST:
                if node.name not in declared.grids:
                    declared.grids[node.name] = grid(behind.value, declared, depth + 1)
                return declared.grids[node.name]
        case model.Negative() | model.Absolute():
            return grid(node.operand, declared, depth)
        case model.Arithmetic() if node.operator == "*":
            for one, other in ((node.left, node.right), (node.right, node.left)):
                factor, inside = constant_value(one), grid(other, declared, depth)
                if factor and inside is not None:
                    return abs(factor) * inside
    return Fraction(1) if is_whole(node, declared) else None
