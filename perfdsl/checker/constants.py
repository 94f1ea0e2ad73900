"""The value of an expression that needs no facts."""

from fractions import Fraction

from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.number import round_to


def constant_value(expression: model.Expr, full: Fraction | None = None) -> Fraction | None:
    """Its exact value, with `full` for 满分; None where it depends on facts or is undefined."""
    match expression:
        case model.Constant():
            number = expression.value
            return number if isinstance(number, Fraction) else None
        case model.FullMarks():
            return full
        case model.Negative():
            operand = constant_value(expression.operand, full)
            return None if operand is None else -operand
        case model.Absolute():
            operand = constant_value(expression.operand, full)
            return None if operand is None else abs(operand)
        case model.Arithmetic():
            left = constant_value(expression.left, full)
            right = constant_value(expression.right, full)
            return (
                None if left is None or right is None else applied(expression.operator, left, right)
            )
        case model.Extremum():
            values = [constant_value(operand, full) for operand in expression.operands]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                return None
            return max(known) if expression.kind == "max" else min(known)
        case model.Rounding():
            operand = constant_value(expression.operand, full)
            step = constant_value(expression.step, full)
            if operand is None or step is None or step <= 0:
                return None
            return round_to(operand, step, expression.direction)
        case _:
            return None


def most_points(
    points: rules.Points | rules.Interpolation, full: Fraction | None = None
) -> Fraction | None:
    """The most that a rule or a row gives, or takes; None where that depends on facts."""
    match points:
        case rules.Judged():
            return constant_value(points.most, full)
        case rules.Interpolation():
            ends = [constant_value(end, full) for end in (points.lower_points, points.upper_points)]
            known = [end for end in ends if end is not None]
            return max(known) if len(known) == len(ends) else None
        case _:
            return constant_value(points, full)


def applied(operator: str, left: Fraction, right: Fraction) -> Fraction | None:
    """What comes out; None where it is divided by 0."""
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return None if right == 0 else left / right
