"""Values in figures and words: in the unit they were given in, exact or marked as rounded."""

from datetime import date
from fractions import Fraction

import attrs

from perfdsl.measures import in_chinese
from perfdsl.model.expressions import Value
from perfdsl.model.printing import unit_for
from perfdsl.model.types import (
    UNITS,
    ChoiceType,
    DateType,
    LevelType,
    Poison,
    Quantity,
    RecordsType,
    TextType,
    TruthType,
    Type,
    Zero,
)
from perfdsl.number import decimal_places, format_decimal, format_exact, format_figure
from perfdsl.reports import wording as w
from perfdsl.reports.voice import Voice
from perfdsl.wording import Words

_ROUNDED = 2
_LONG_FRACTION = 9


@attrs.frozen(repr=False)
class Shown:
    """A value as printed; `is_exact` False: the figure is rounded."""

    text: str
    is_exact: bool = True

    @property
    def marked(self) -> str:
        return self.text if self.is_exact else f"≈{self.text}"

    @property
    def sign(self) -> str:
        """What stands between a name and this value."""
        return "=" if self.is_exact else "≈"


def show_value(
    value: Value, type_: Type, unit: str | None, voice: Voice, *, given: bool = False
) -> Shown:
    """`22.26%`, `2848.37 万元`, `63`, `是`, `2021-12-31`; what was given is printed in full."""
    match value:
        case bool():
            return Shown(voice.say(w.YES if value else w.NO))
        case date():
            return Shown(value.isoformat())
        case str():
            return Shown(value)
        case Fraction():
            if isinstance(type_, RecordsType):
                return Shown(voice.say(w.RECORDS, number=format_exact(value)))
            return _show_number(value, unit_for(value, type_, unit), voice, given=given)


def show_amount(amount: Fraction, type_: Type, unit: str | None, voice: Voice) -> Shown:
    """A difference of two values: between ratios it is in percentage points."""
    name = unit_for(amount, type_, unit)
    if name == "%":
        name = "百分点"
    return _show_number(amount, name, voice)


def _show_number(value: Fraction, unit: str | None, voice: Voice, *, given: bool = False) -> Shown:
    _, size = UNITS.get(unit or "", (None, Fraction(1)))
    number = value / size
    if given and decimal_places(number) is not None:
        return Shown(_with_unit(format_exact(number), unit, voice))
    figure, is_exact = format_figure(number)
    return Shown(_with_unit(figure, unit, voice), is_exact)


def _with_unit(number: str, unit: str | None, voice: Voice) -> str:
    if unit is None:
        return number
    if unit in w.UNITS:
        return voice.say(w.UNITS[unit], number=number)
    return voice.say(w.MEASURED, number=number, unit=in_chinese(unit))


def show_points(points: Fraction) -> str:
    """Points in a sentence: exact; a fraction that tells little is followed by its decimals."""
    exact = format_exact(points)
    if "/" in exact and len(exact) > _LONG_FRACTION:
        return f"{exact} (≈{format_decimal(points, _ROUNDED)})"
    return exact


def type_word(type_: Type, voice: Voice) -> str:
    """`金额`, `比率`, `选项 东部、中部、西部`."""
    match type_:
        case LevelType():
            return f"{voice.say(w.TYPE_LEVEL)} {voice.list(type_.words)}"
        case ChoiceType():
            return f"{voice.say(w.TYPE_CHOICE)} {voice.list(type_.words)}"
        case _:
            return voice.say(_TYPE_WORDS.get(type_name(type_), w.TYPE_OTHER))


_TYPE_WORDS: dict[str, Words] = {
    "money": w.TYPE_MONEY,
    "ratio": w.TYPE_RATIO,
    "point": w.TYPE_POINT,
    "count": w.TYPE_COUNT,
    "number": w.TYPE_NUMBER,
    "score": w.TYPE_SCORE,
    "days": w.TYPE_DAYS,
    "workdays": w.TYPE_WORKDAYS,
    "months": w.TYPE_MONTHS,
    "date": w.TYPE_DATE,
    "truth": w.TYPE_TRUTH,
    "text": w.TYPE_TEXT,
    "records": w.TYPE_RECORDS,
}


def type_name(type_: Type) -> str:
    """The type in ASCII, for JSON."""
    match type_:
        case Quantity():
            return (
                _NAMES_BY_POWERS.get(type_.powers, "quantity")
                if not type_.is_plain
                else type_.flavor
            )
        case Zero():
            return "number"
        case TruthType():
            return "truth"
        case DateType():
            return "date"
        case TextType():
            return "text"
        case LevelType():
            return "level"
        case ChoiceType():
            return "choice"
        case RecordsType():
            return "records"
        case Poison():
            return "quantity"


_NAMES_BY_POWERS = {
    (1, 0, 0, 0): "money",
    (0, 1, 0, 0): "days",
    (0, 0, 1, 0): "workdays",
    (0, 0, 0, 1): "months",
}
