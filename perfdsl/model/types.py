"""Types and dimensions: which values may be added, compared, divided.

A quantity has powers of money, days, working days and months; where all are 0 its `flavor` says what
kind of plain number it is. A percentage (`ratio`) is not a percentage point (`point`).
"""

from fractions import Fraction
from typing import Literal

import attrs

Flavor = Literal["number", "ratio", "point", "count", "score"]


@attrs.frozen(repr=False)
class Quantity:
    """A number with its dimension. `is_difference`: a ratio minus a ratio, comparable with points."""

    flavor: Flavor = "number"
    money: int = 0
    days: int = 0
    workdays: int = 0
    months: int = 0
    is_difference: bool = attrs.field(default=False, eq=False)

    @property
    def powers(self) -> tuple[int, int, int, int]:
        return (self.money, self.days, self.workdays, self.months)

    @property
    def is_plain(self) -> bool:
        return not any(self.powers)


@attrs.frozen(repr=False)
class Zero:
    """The type of a literal 0, which fits every quantity."""


@attrs.frozen(repr=False)
class TruthType:
    pass


@attrs.frozen(repr=False)
class DateType:
    pass


@attrs.frozen(repr=False)
class TextType:
    pass


@attrs.frozen(repr=False)
class LevelType:
    """Ordered words, best first; `better` is greater."""

    words: tuple[str, ...]


@attrs.frozen(repr=False)
class ChoiceType:
    """Unordered words."""

    words: tuple[str, ...]


@attrs.frozen(repr=False)
class RecordsType:
    """A list of records; the fields by name."""

    fields: "tuple[tuple[str, Type], ...]"

    def field(self, name: str) -> "Type | None":
        return dict(self.fields).get(name)


@attrs.frozen(repr=False)
class Poison:
    """The type of what was already reported; it fits everything, so that nothing cascades."""


Type = (
    Quantity
    | Zero
    | TruthType
    | DateType
    | TextType
    | LevelType
    | ChoiceType
    | RecordsType
    | Poison
)

NUMBER = Quantity()
RATIO = Quantity("ratio")
DIFFERENCE = Quantity("ratio", is_difference=True)
POINT = Quantity("point")
COUNT = Quantity("count")
SCORE = Quantity("score")
MONEY = Quantity(money=1)
DAYS = Quantity(days=1)
WORKDAYS = Quantity(workdays=1)
MONTHS = Quantity(months=1)
TRUTH = TruthType()
DATE = DateType()
TEXT = TextType()
ZERO = Zero()
POISON = Poison()

UNITS: dict[str, tuple[Quantity, Fraction]] = {
    "%": (RATIO, Fraction(1, 100)),
    "‰": (RATIO, Fraction(1, 1000)),
    "倍": (RATIO, Fraction(1)),
    "百分点": (POINT, Fraction(1, 100)),
    "元": (MONEY, Fraction(1)),
    "千元": (MONEY, Fraction(1000)),
    "万元": (MONEY, Fraction(10_000)),
    "百万元": (MONEY, Fraction(1_000_000)),
    "亿元": (MONEY, Fraction(100_000_000)),
    "天": (DAYS, Fraction(1)),
    "工作日": (WORKDAYS, Fraction(1)),
    "月": (MONTHS, Fraction(1)),
    "分": (SCORE, Fraction(1)),
}
"""Units by canonical name, with the size of one in base units; any other unit is a measure word."""


def quantity_of(value: Fraction, unit: str | None) -> tuple[Fraction, Quantity | Zero]:
    """What `value unit` means: the number in base units and its dimension."""
    if value == 0 and unit is None:
        return value, ZERO
    if unit is None:
        return value, NUMBER
    quantity, size = UNITS.get(unit, (COUNT, Fraction(1)))
    return value * size, quantity
