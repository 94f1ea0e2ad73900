"""Which quantities may be added, multiplied and compared, and what comes out.

Each function returns the resulting type, or the code of the mistake.
"""

from typing import Literal

import attrs

from perfdsl.codes import types as codes
from perfdsl.model.types import (
    DATE,
    DAYS,
    DIFFERENCE,
    MONEY,
    MONTHS,
    NUMBER,
    POINT,
    POISON,
    RATIO,
    ChoiceType,
    DateType,
    Flavor,
    LevelType,
    Poison,
    Quantity,
    TextType,
    TruthType,
    Type,
    Zero,
)
from perfdsl.wording import Code


@attrs.frozen(eq=False, repr=False)
class Mistake:
    code: Code


def _pair_mistake(left: Quantity, right: Quantity) -> Mistake:
    """The code that says best why two quantities of different kinds do not go together."""
    pair = {left.flavor, right.flavor}
    if left.is_plain and right.is_plain:
        if "number" in pair and pair & {"ratio", "point"}:
            return Mistake(codes.RATIO_NEEDS_PERCENT)
        if pair == {"ratio", "point"}:
            return Mistake(codes.RATIO_AND_POINT)
    if NUMBER in (left, right) and MONEY in (left, right):
        return Mistake(codes.MONEY_NEEDS_UNIT)
    if {left.powers, right.powers} == {(0, 1, 0, 0), (0, 0, 1, 0)}:
        return Mistake(codes.WORKING_DAYS_AND_DAYS)
    return Mistake(codes.TYPE_MISMATCH)


def _fits_bare(quantity: Quantity) -> bool:
    """Whether a number without unit is as good as one with: counts, scores and times."""
    if quantity.is_plain:
        return quantity.flavor in ("number", "count", "score")
    return quantity.money == 0 and sum(map(abs, quantity.powers)) == 1


def _same_kind(left: Quantity, right: Quantity) -> Quantity | Mistake:
    if left == right:
        return left
    if left == NUMBER and _fits_bare(right):
        return right
    if right == NUMBER and _fits_bare(left):
        return left
    return _pair_mistake(left, right)


def add(operator: Literal["+", "-"], left: Type, right: Type) -> Type | Mistake:
    if isinstance(left, Poison) or isinstance(right, Poison):
        return POISON
    if isinstance(left, DateType):
        return _add_to_date(operator, right)
    if isinstance(right, DateType):
        shifts = isinstance(left, Quantity) and left in (DAYS, MONTHS)
        return DATE if shifts and operator == "+" else Mistake(codes.TYPE_MISMATCH)
    if isinstance(left, Zero):
        return right if isinstance(right, Quantity | Zero) else Mistake(codes.TYPE_MISMATCH)
    if isinstance(right, Zero):
        return left if isinstance(left, Quantity) else Mistake(codes.TYPE_MISMATCH)
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        return Mistake(codes.TYPE_MISMATCH)
    if left.is_plain and right.is_plain:
        if left.flavor == "ratio" and right.flavor == "ratio":
            return DIFFERENCE if operator == "-" else RATIO
        if {left.flavor, right.flavor} == {"ratio", "point"}:
            return RATIO
    return _same_kind(left, right)


def _add_to_date(operator: Literal["+", "-"], right: Type) -> Type | Mistake:
    match right:
        case DateType():
            return DAYS if operator == "-" else Mistake(codes.TYPE_MISMATCH)
        case Quantity():
            fits = right in (DAYS, MONTHS)
            return DATE if fits else Mistake(codes.TYPE_MISMATCH)
        case Zero():
            return DATE
        case _:
            return Mistake(codes.TYPE_MISMATCH)


def multiply(left: Type, right: Type) -> Type | Mistake:
    if isinstance(left, Poison) or isinstance(right, Poison):
        return POISON
    left, right = _as_quantity(left), _as_quantity(right)
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        return Mistake(codes.NOT_A_NUMBER)
    return Quantity(
        _product_flavor(left, right),
        left.money + right.money,
        left.days + right.days,
        left.workdays + right.workdays,
        left.months + right.months,
    )


_RANK: tuple[Flavor, ...] = ("number", "ratio", "count", "point", "score")
"""In a product the later flavor wins: a share of people is people, a share of points is points."""


def _product_flavor(left: Quantity, right: Quantity) -> Flavor:
    if not (left.is_plain and right.is_plain):
        return "number"
    return max(left.flavor, right.flavor, key=_RANK.index)


def divide(left: Type, right: Type) -> Type | Mistake:
    if isinstance(left, Poison) or isinstance(right, Poison):
        return POISON
    left, right = _as_quantity(left), _as_quantity(right)
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        return Mistake(codes.NOT_A_NUMBER)
    quotient = Quantity(
        "number",
        left.money - right.money,
        left.days - right.days,
        left.workdays - right.workdays,
        left.months - right.months,
    )
    return Quantity(_quotient_flavor(left, right)) if quotient.is_plain else quotient


def _quotient_flavor(left: Quantity, right: Quantity) -> Flavor:
    if not left.is_plain:
        return "ratio"
    if left.flavor == right.flavor:
        return "number" if left.flavor in ("number", "point") else "ratio"
    return left.flavor if left.flavor != "ratio" or right.flavor == "number" else "ratio"


def _as_quantity(type_: Type) -> Type:
    return NUMBER if isinstance(type_, Zero) else type_


def compare(operator: str, left: Type, right: Type) -> Mistake | None:
    """None where `left operator right` makes sense."""
    if isinstance(left, Poison) or isinstance(right, Poison):
        return None
    ordered = operator not in ("=", "!=")
    match left, right:
        case (Quantity(), Zero()) | (Zero(), Quantity()) | (Zero(), Zero()):
            return None
        case Quantity(), Quantity():
            return _compare_quantities(left, right)
        case DateType(), DateType():
            return None
        case LevelType(), LevelType():
            return None if left.words == right.words else Mistake(codes.TYPE_MISMATCH)
        case ChoiceType(), ChoiceType():
            if set(left.words) != set(right.words):
                return Mistake(codes.TYPE_MISMATCH)
            return Mistake(codes.NO_ORDER) if ordered else None
        case (TruthType(), TruthType()) | (TextType(), TextType()):
            return Mistake(codes.NO_ORDER) if ordered else None
        case _:
            return Mistake(codes.TYPE_MISMATCH)


def _compare_quantities(left: Quantity, right: Quantity) -> Mistake | None:
    if left.is_plain and right.is_plain and {left.flavor, right.flavor} == {"ratio", "point"}:
        ratio = left if left.flavor == "ratio" else right
        return None if ratio.is_difference else Mistake(codes.RATIO_AND_POINT)
    kind = _same_kind(left, right)
    return kind if isinstance(kind, Mistake) else None


def counts_points(product: Type | Mistake) -> bool:
    """Whether so much a unit can be points: `违规次数 × 0.5`, `完成率 × 40`, not an amount of money."""
    return isinstance(product, Quantity) and product.money == 0 and product != POINT
