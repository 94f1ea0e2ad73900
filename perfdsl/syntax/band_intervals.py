"""Intervals of bands that are written another way: from the upper end, or as a comparison."""

import attrs

from perfdsl.syntax import ast

_TURNED: dict[str, ast.ComparisonOperator] = {
    ">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="
}  # fmt: skip


def upward(interval: ast.Interval) -> ast.Interval:
    """`70%(不含) 至 60%(含)` the other way round: a range may be written from its upper end."""
    lower, upper = interval.lower, interval.upper
    if (
        isinstance(lower, ast.Number)
        and isinstance(upper, ast.Number)
        and lower.unit == upper.unit
        and lower.value > upper.value
    ):
        return attrs.evolve(
            interval,
            lower=upper,
            upper=lower,
            lower_closed=interval.upper_closed,
            upper_closed=interval.lower_closed,
        )
    return interval


def compared(comparison: ast.Comparison, operand: ast.Expr) -> ast.Interval | None:
    """The interval a comparison of `operand` describes: `80% > X >= 70%`, `X >= 95%`, `60% < X`."""
    operands, operators = comparison.operands, comparison.operators
    if (
        operand not in operands
        or len(operands) > 3
        or (len(operands) == 3 and operands[1] != operand)
    ):
        return None
    at = operands.index(operand)
    limits: list[tuple[ast.ComparisonOperator, ast.Expr]] = []
    if at > 0:
        limits.append((_TURNED[operators[at - 1]], operands[at - 1]))
    if at < len(operators):
        limits.append((operators[at], operands[at + 1]))
    ends: dict[str, tuple[ast.Expr, bool]] = {}
    for operator, value in limits:
        if operator == "=" and len(limits) == 1:
            ends = {"lower": (value, True), "upper": (value, True)}
        elif operator in (">", ">=") and "lower" not in ends:
            ends["lower"] = (value, operator == ">=")
        elif operator in ("<", "<=") and "upper" not in ends:
            ends["upper"] = (value, operator == "<=")
        else:
            return None
    lower, upper = ends.get("lower"), ends.get("upper")
    return ast.Interval(
        lower=lower[0] if lower is not None else None,
        upper=upper[0] if upper is not None else None,
        lower_closed=lower is not None and lower[1],
        upper_closed=upper is not None and upper[1],
        span=comparison.span,
    )
