"""What lies between the items of a rule and its node: effects and rows whose list is not known yet."""

from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.syntax import ast
from perfdsl.syntax.token import Token


@attrs.frozen(eq=False, repr=False)
class Tail:
    """What may follow the points: `最多 P`, `除外 X`, a step, a text, `不足1个按1个计`."""

    kind: Literal["at_most", "unless", "step", "text", "part", "nothing"]
    start: int
    end: int
    expression: ast.Expr | None = None
    step: ast.Step | None = None
    text: str = ""
    mode: ast.StepMode | None = None
    sizes: tuple[Fraction, ...] = ()
    """The sizes of the step a part repeats: they must be its own."""


@attrs.frozen(eq=False, repr=False)
class Gain:
    """`扣 P`, `得 P 至 Q 插值`; `points` None for 不得分."""

    kind: Literal["award", "deduct", "add"]
    word: Token
    points: ast.Expr
    upper_points: ast.Expr | None = None
    interpolated: bool = False


@attrs.frozen(eq=False, repr=False)
class Effect:
    """A gain with everything around it."""

    gain: Gain
    start: int
    end: int
    step: ast.Step | None = None
    at_most: ast.Expr | None = None
    unless: ast.Expr | None = None
    text: str | None = None
    text_span: tuple[int, int] = (0, 0)
    annotations: tuple[ast.Annotation, ...] = ()


@attrs.frozen(eq=False, repr=False)
class OtherEffect:
    """不适用, 免扣, 封顶, 须说明, 一票否决, with what follows them."""

    word: Token
    start: int
    end: int
    treatment: ast.Treatment | None = None
    points: ast.Expr | None = None
    text: str | None = None
    grade: ast.Name | None = None
    zero: bool = False
    annotations: tuple[ast.Annotation, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Row:
    """`- …` in a list: a band or an item, which only the list above can tell."""

    subject: ast.Expr | ast.Interval | None
    """None for 其余."""
    start: int
    end: int
    effect: Effect | OtherEffect | None = None
    text: str | None = None
    annotations: tuple[ast.Annotation, ...] = ()
