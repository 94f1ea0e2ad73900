"""Order among values: numbers, dates, levels."""

from fractions import Fraction

from perfdsl.model.expressions import Value
from perfdsl.model.types import LevelType, Type


def extreme(kind: str, values: list[Value]) -> Value:
    """The largest or smallest of some numbers, or of some dates."""
    return max(values) if kind == "max" else min(values)


def compare(operator: str, left: Value, right: Value, type_: Type) -> bool:
    """`left operator right` on exact values; a better level is the greater one."""
    if isinstance(type_, LevelType):
        rank = {word: -position for position, word in enumerate(type_.words)}
        left, right = Fraction(rank[str(left)]), Fraction(rank[str(right)])
    match operator:
        case "=":
            return left == right
        case "!=":
            return left != right
        case ">":
            return left > right  # type: ignore[operator]
        case ">=":
            return left >= right  # type: ignore[operator]
        case "<":
            return left < right  # type: ignore[operator]
        case _:
            return left <= right  # type: ignore[operator]
