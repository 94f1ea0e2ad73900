"""How values of facts are shown, and how they could have been written."""

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from perfdsl.checker.facts.numbers import WrittenNumber
from perfdsl.checker.type_words import type_words
from perfdsl.diagnostic import Edit, Help
from perfdsl.measures import has_size, is_customary, measures_something, plain_measure
from perfdsl.model.raw_facts import RawTable, RawValue
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import (
    COUNT,
    DAYS,
    MONEY,
    MONTHS,
    NUMBER,
    POINT,
    RATIO,
    SCORE,
    UNITS,
    WORKDAYS,
    ChoiceType,
    DateType,
    LevelType,
    Quantity,
    TruthType,
    Type,
)
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.suggestion import spelled_out, suggest
from perfdsl.terms import find_unit
from perfdsl.wording import Words, phrase

EXAMPLES: dict[Quantity, str] = {
    MONEY: '"12795.93万元"',
    RATIO: '"22.26%"',
    POINT: '"2个百分点"',
    COUNT: "63",
    DAYS: '"30天"',
    WORKDAYS: '"20个工作日"',
    MONTHS: '"3个月"',
    SCORE: "4.5",
    NUMBER: "12.5",
}


def is_other_measure(written: str, declared: str | None) -> bool:
    """亩 are not 平方米; 名 and 人 both count people."""
    is_sized = declared is not None and (has_size(written) or has_size(declared))
    return is_sized and written != declared


def as_known(number: WrittenNumber, declared: str | None) -> WrittenNumber:
    """`2万亩`, `200斤` where another measure is asked for: the unit is known, and is not the one."""
    word = number.unknown_unit
    if word is None or not is_other_measure(word, declared):
        return number
    plain = plain_measure(word)
    is_known = measures_something(plain) or find_unit(plain) is not None
    return attrs.evolve(number, unit=word, unknown_unit=None) if is_known else number


def may_stay(number: WrittenNumber, dimension: Type, asked: Type, declared: str | None) -> bool:
    """Whether the figure may be right though its unit is not: no 87.1 households, no 10 days for 10 months, no 87 % of them."""
    if declared is not None and has_size(declared):
        return False
    if dimension in (RATIO, POINT) and asked not in (RATIO, POINT):
        return False
    if MONTHS in (dimension, asked) and {dimension, asked} & {DAYS, WORKDAYS}:
        return False
    if asked in (DAYS, WORKDAYS, MONTHS) and number.unit and has_size(number.unit):
        return False
    return number.value.denominator == 1 or asked != COUNT


def written_text(span: Span) -> str:
    """The value as written, without its quotes and not longer than a line."""
    text = span.text.strip().strip("\"'").strip()
    line = text.split("\n", 1)[0]
    return line if len(line) <= 40 else line[:40] + "…"


def shown_text(content: str | int | Decimal, span: Span) -> str:
    return content.strip() if isinstance(content, str) else written_text(span)


def with_units(
    value: Fraction, quantity: Quantity, declared: FactDeclaration | None = None
) -> tuple[str, ...]:
    number = format_exact(value)
    if quantity == MONEY:
        return (f"{number}万元", f"{number}元")
    if quantity == RATIO:
        return _ratio_spellings(value, declared)
    return (f"{number}个百分点",)


def _ratio_spellings(value: Fraction, declared: FactDeclaration | None) -> tuple[str, ...]:
    """`22.26` can mean 22.26 % or 22.26 times; `0.2226` 22.26 % or 0.2226 %; ‰ where the rules limit it so.

    Without what the declared range leaves out.
    """
    from perfdsl.checker.expressions.signs_meant import (
        signs_beside,
    )  # only where something is wrong

    whole, percent, permille = (value, "%", 100), (value / 100, "%", 100), (value / 1000, "‰", 1000)
    shares = [whole, percent] if abs(value) <= _MOST_AS_SHARE else [percent]
    if declared is not None and signs_beside(declared.span.source, declared.name) == {"‰"}:
        is_share = abs(value) < _LEAST_PER_THOUSAND
        shares = [whole, permille] if is_share else [permille, percent]
    bounds = declared.bounds if declared is not None else None
    kept = [each for each in shares if bounds is None or bounds.hold(each[0])] or shares
    return tuple(f"{format_exact(share * size)}{sign}" for share, sign, size in kept)


_MOST_AS_SHARE = 2
_LEAST_PER_THOUSAND = Fraction(1, 10)
"""Less is rather the share itself, as a spreadsheet has it."""


_OTHER_UNIT = "\\d|[美欧港日韩澳加新]元|[美欧]金|英镑|卢布|USD|EUR|HKD|JPY|GBP|dollar|euro"
"""Other money, or a second number: no slip for a unit of the language."""


_SHORT: dict[Quantity, dict[str, str]] = {
    MONEY: {"万": "万元", "亿": "亿元"},
    RATIO: {"百分之": "%", "百分比": "%", "百分号": "%", "千分之": "‰"},
}


def unit_spelled(
    number: WrittenNumber, quantity: Quantity, declared: str | None
) -> tuple[str, ...]:
    """The number with the unit that is written in Pinyin, wholly or in part: `362.4wan元`, `15tian`, `362.4w元`."""
    given = "".join((number.unknown_unit or "").split())
    lettered = _LETTERED.fullmatch(given)
    if lettered is not None and (meant := _in_thousands(number, lettered, quantity, declared)):
        return (meant,)
    written = re.sub("^[wW](?=元|yuan)", "wan", given)
    if not re.search("[a-z]", written.lower()):
        return ()
    known = [unit for unit, (kind, _) in UNITS.items() if kind == quantity and not unit.isascii()]
    known += [each for each in (declared,) if each and each not in known and not each.isascii()]
    short = _SHORT.get(quantity, {})
    names = [*known, *(f"个{unit}" for unit in known), *short]
    found = {short.get(each, each.removeprefix("个")) for each in spelled_out(written, names)}
    return (f"{format_exact(number.value)}{found.pop()}",) if len(found) == 1 else ()


_LETTERED = re.compile("([wWkK])(.*)")


def _in_thousands(
    number: WrittenNumber, lettered: re.Match[str], quantity: Quantity, declared: str | None
) -> str | None:
    """`30w人`, `3k`: w for 万, k for 千; no word for a watt or a kilometer is read as that."""
    letter, unit = lettered[1].lower(), lettered[2]
    if quantity == MONEY and letter == "k" and unit in ("", "元"):
        return f"{format_exact(number.value)}千元"
    plain = plain_measure(declared or "")
    if quantity != COUNT or has_size(plain) or is_customary(plain):
        return None
    if unit not in ("", plain) and (declared is not None or find_unit(unit) is None):
        return None
    if letter == "w":
        return f"{format_exact(number.value)}万{unit or plain}"
    is_plain = unit or plain == (declared or "")
    return f"{format_exact(number.value * 1000)}{unit or plain}" if is_plain else None


def with_known_unit(number: WrittenNumber, quantity: Quantity) -> tuple[str, ...]:
    """The units of the kind that look like what was written."""
    known = [unit for unit, (kind, _) in UNITS.items() if kind == quantity]
    from perfdsl.syntax.mending.numbers import meant_units

    written = number.unknown_unit or ""
    if re.search(_OTHER_UNIT, written):
        return ()
    meant = [unit for each in meant_units(written) if (unit := find_unit(each)) in known]
    near = tuple(dict.fromkeys(meant))[:2] or suggest(written, known, most=2)
    if not near and quantity == RATIO and set(written) <= {"%", "‰"}:
        near = ("%",)
    return tuple(f"{format_exact(number.value)}{unit}" for unit in near)


def expected_words(type_: Type) -> Words:
    return Words("“是”或“否”", "yes or no") if isinstance(type_, TruthType) else type_words(type_)


def example_of(type_: Type) -> str | Words:
    match type_:
        case Quantity():
            return EXAMPLES.get(type_, "12.5")
        case TruthType():
            return Words('true 或 "是"', "true or false")
        case DateType():
            return "2021-12-31"
        case LevelType() | ChoiceType():
            return f'"{type_.words[0]}"' if type_.words else '""'
        case _:
            return Words('"文字"', '"text"')


def only_one(raw: RawValue) -> list[Help]:
    """The one value of a list of one: `[12]` is `12`; of none `""`, which is left open."""
    content = raw.content
    if content == () and raw.span.text.startswith("["):
        left_open = phrase('还没有填的写成空的引号 ""', 'to leave it open, write ""')
        return [Help(left_open, (Edit(raw.span, '""'),), "unsafe")]
    if not isinstance(content, tuple) or len(content) != 1 or raw.span.text.startswith("[["):
        return []
    inner = content[0]
    if isinstance(inner.content, tuple | RawTable):
        return []
    text = inner.span.text
    return [
        Help(phrase("写成 {text}", "write {text}", text=text), (Edit(raw.span, text),), "unsafe")
    ]
