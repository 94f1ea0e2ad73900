"""What an indicator's score is, as a formula of quantities: the common ground of every analysis.

Numbers, truths and nothing else: words of levels and choices are truths about their quantity, dates are
day numbers. Whether a formula has a value at all is a truth beside it (`Outcome.defined`).
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.intervals import Range
from perfdsl.model.expressions import (
    Aggregate,
    Expr,
    FactReference,
    FieldReference,
    Value,
    WorkingDays,
)
from perfdsl.model.types import Type

Word = Value | Range | None
"""A value that is no number; a band of numbers; None, any other text."""


@attrs.frozen(eq=False, repr=False)
class Atom:
    """A quantity that is not taken apart: a fact, a judgement, a definition that stays the same, …

    `words` lists the values of one that is not a number; a text has `None` for any other text.
    """

    key: str
    text: str
    """As the rules write it."""
    type: Type
    expression: Expr | None
    """None: points that a person gives."""
    domain: Range
    is_whole: bool = False
    words: "tuple[Word, ...]" = ()
    is_known: bool = False
    """Not the quantity, but whether it has a value at all: a division by 0 has none."""

    @property
    def is_composed(self) -> bool:
        """Whether it can be taken apart into facts: not every value may be reached.

        Records and working days are not taken apart; they are held to reach all their values.
        """
        whole = (FactReference, Aggregate, WorkingDays, FieldReference)
        is_whole = self.expression is None or isinstance(self.expression, whole)
        return not is_whole and not self.is_known

    @property
    def is_number(self) -> bool:
        return not self.words


# --- numbers -------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Number:
    value: Fraction


@attrs.frozen(eq=False)
class Variable:
    atom: Atom


@attrs.frozen(eq=False)
class Sum:
    parts: "tuple[Term, ...]"


@attrs.frozen(eq=False)
class Product:
    left: "Term"
    right: "Term"


@attrs.frozen(eq=False)
class Quotient:
    """Only where the divisor is not 0."""

    left: "Term"
    right: "Term"


@attrs.frozen(eq=False)
class Extreme:
    kind: Literal["max", "min"]
    left: "Term"
    right: "Term"


@attrs.frozen(eq=False)
class Floor:
    """The whole number not above the operand.

    `enough`: beyond this size it will not matter how large it is. A hint, not a claim.
    """

    operand: "Term"
    enough: Fraction | None = None


@attrs.frozen(eq=False)
class Rounded:
    """To `places` decimals, half up, but never out of [lower, upper]."""

    operand: "Term"
    places: int
    lower: Fraction
    upper: Fraction

    @property
    def ends(self) -> tuple[Fraction | None, Fraction | None]:
        """The bounds that rounding could step over: those with more decimals."""
        scale = 10**self.places
        over = [None if (end * scale).denominator == 1 else end for end in (self.lower, self.upper)]
        return over[0], over[1]


@attrs.frozen(eq=False)
class Choice:
    condition: "Truth"
    yes: "Term"
    no: "Term"


Term = Number | Variable | Sum | Product | Quotient | Extreme | Floor | Rounded | Choice


# --- truths --------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Known:
    value: bool


@attrs.frozen(eq=False)
class Order:
    """`left < right`, or `left <= right`, or `left = right`."""

    operator: Literal["<", "<=", "="]
    left: Term
    right: Term


@attrs.frozen(eq=False)
class OneOf:
    """The quantity is one of these words."""

    atom: Atom
    words: frozenset[Word]


@attrs.frozen(eq=False)
class All:
    parts: "tuple[Truth, ...]"


@attrs.frozen(eq=False)
class Some:
    parts: "tuple[Truth, ...]"


@attrs.frozen(eq=False)
class Contrary:
    part: "Truth"


Truth = Known | Order | OneOf | All | Some | Contrary
TRUE = Known(value=True)
FALSE = Known(value=False)
ZERO = Number(Fraction(0))


@attrs.frozen(eq=False)
class Outcome:
    """An indicator's score: `value` where `defined` and not `left_out` (剔除)."""

    value: Term
    defined: Truth
    left_out: Truth


# --- making them: what is fixed is worked out at once --------------------------------------------


def number(value: Fraction | int) -> Number:
    return Number(Fraction(value))


def total(parts: Iterable[Term]) -> Term:
    fixed = Fraction(0)
    open_parts: list[Term] = []
    for part in parts:
        match part:
            case Number():
                fixed += part.value
            case Sum():
                inner = [p for p in part.parts if not isinstance(p, Number)]
                fixed += sum((p.value for p in part.parts if isinstance(p, Number)), Fraction(0))
                open_parts += inner
            case _:
                open_parts.append(part)
    if not open_parts:
        return Number(fixed)
    if fixed == 0 and len(open_parts) == 1:
        return open_parts[0]
    return Sum((*open_parts, *([Number(fixed)] if fixed else [])))


def product(left: Term, right: Term) -> Term:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Number):
            if isinstance(other, Number):
                return Number(one.value * other.value)
            if one.value == 1:
                return other
            if one.value == 0:
                return ZERO
    return Product(left, right)


def negative(term: Term) -> Term:
    return product(number(-1), term)


def difference(left: Term, right: Term) -> Term:
    return total((left, negative(right)))


def quotient(left: Term, right: Term) -> Term:
    """`right` is not 0 where this counts."""
    if isinstance(right, Number) and right.value != 0:
        return product(Number(1 / right.value), left)
    return Quotient(left, right)


def extreme(kind: Literal["max", "min"], left: Term, right: Term) -> Term:
    if isinstance(left, Number) and isinstance(right, Number):
        return Number((max if kind == "max" else min)(left.value, right.value))
    return Extreme(kind, left, right)


def floor(operand: Term, enough: Fraction | None = None) -> Term:
    if isinstance(operand, Number):
        return number(operand.value.__floor__())
    return Floor(operand, enough)


def choice(condition: Truth, yes: Term, no: Term) -> Term:
    if isinstance(condition, Known):
        return yes if condition.value else no
    if isinstance(yes, Number) and isinstance(no, Number) and yes.value == no.value:
        return yes
    return Choice(condition, yes, no)


_ORDERS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    "=": lambda left, right: left == right,
}


def order(operator: str, left: Term, right: Term) -> Truth:
    """Any of the six comparisons."""
    match operator:
        case ">":
            return order("<", right, left)
        case ">=":
            return order("<=", right, left)
        case "!=":
            return contrary(order("=", left, right))
        case "<" | "<=" | "=":
            if isinstance(left, Number) and isinstance(right, Number):
                return Known(_ORDERS[operator](left.value, right.value))
            return Order(operator, left, right)
        case _:
            raise AssertionError(operator)


def one_of(atom: Atom, words: Iterable[Word]) -> Truth:
    chosen = frozenset(words) & frozenset(atom.words)
    if not chosen:
        return FALSE
    return TRUE if len(chosen) == len(atom.words) else OneOf(atom, chosen)


def every(*parts: Truth) -> Truth:
    left: list[Truth] = []
    for part in parts:
        if isinstance(part, Known):
            if not part.value:
                return FALSE
        elif isinstance(part, All):
            left += part.parts
        elif part not in left:
            left.append(part)
    if not left:
        return TRUE
    return left[0] if len(left) == 1 else All(tuple(left))


def some(*parts: Truth) -> Truth:
    left: list[Truth] = []
    for part in parts:
        if isinstance(part, Known):
            if part.value:
                return TRUE
        elif isinstance(part, Some):
            left += part.parts
        elif part not in left:
            left.append(part)
    if not left:
        return FALSE
    return left[0] if len(left) == 1 else Some(tuple(left))


def contrary(part: Truth) -> Truth:
    match part:
        case Known():
            return Known(not part.value)
        case Contrary():
            return part.part
        case _:
            return Contrary(part)


def same_truth(left: Truth, right: Truth) -> Truth:
    return some(every(left, right), every(contrary(left), contrary(right)))


# --- what they are about -------------------------------------------------------------------------


def parts_of(node: Term | Truth) -> "tuple[Term | Truth, ...]":
    """The formulas directly inside."""
    match node:
        case Number() | Known() | Variable() | OneOf():
            return ()
        case Sum() | All() | Some():
            return node.parts
        case Product() | Quotient() | Extreme() | Order():
            return (node.left, node.right)
        case Floor() | Rounded():
            return (node.operand,)
        case Contrary():
            return (node.part,)
        case Choice():
            return (node.condition, node.yes, node.no)


def atoms_of(*formulas: Term | Truth) -> tuple[Atom, ...]:
    """Every quantity the formulas name, in order of first use, each key once."""
    found: dict[str, Atom] = {}
    seen: set[int] = set()
    waiting: list[Term | Truth] = list(reversed(formulas))
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Variable | OneOf):
            found.setdefault(node.atom.key, node.atom)
        waiting += reversed(parts_of(node))
    return tuple(found.values())
