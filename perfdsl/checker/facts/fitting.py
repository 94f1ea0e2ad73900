# ruff: noqa: RUF001 (brackets that look alike are read here)
"""What is offered in place of a value: never with a unit lost, nor a part for the whole, nor half a person."""

import re
from typing import TYPE_CHECKING

from perfdsl.checker.facts.numbers import (
    LONGEST,
    WrittenNumber,
    in_measure,
    read_number,
)
from perfdsl.checker.facts.words import fold
from perfdsl.measures import SIGNS, customary_conversion, has_size, measures_something
from perfdsl.model.types import COUNT, MONEY, RATIO, UNITS, Quantity
from perfdsl.number import decimal_places, format_exact
from perfdsl.terms import find_unit

if TYPE_CHECKING:
    from perfdsl.checker.facts.asked import Asked

_N = r"\d{1,3}(?:,\d{3})+|\d+"
_PART = re.compile(
    rf"(?P<owner>[^\d,;()]{{0,12}}?)\s*(?P<whole>{_N})\s*(?P<measure>[^\W\d]{{0,3}}?)\s*[,;、。(]?\s*(?:其中的?|里面?的?|含|包括|内含|内有|of which)[:]?\s*"
    rf"(?P<label>[^\d]{{0,12}}?)\s*(?P<part>{_N})\s*(?P<behind>[^\d]{{0,8}}?)[)]?"
)
"""`在编96人，其中借调3人`."""
_SAID_OF_ALL = re.compile("[人数量户个名次件项份家处起笔宗的有为是总共计合实际]")
"""Says nothing of which people or things are counted."""
_UNIT_BEHIND = re.compile(
    r"(?P<figure>[¥￥]?\s*+[+-]?\d[\d,]*(?:\.\d+)?)\s*+(?P<own>[^\W\d]{0,4}?)\s*+[,;、]?\s*+[(\[【〔]?\s*+(?:计量)?(?:单位|以)?\s*+(?:[:=]|是|为)?\s*+(?P<unit>[^\W\d]{1,5}[²³23]?|[㎡%‰])\s*+(?:计|为单位)?\s*+[)\]】〕]?"
)
"""`2460.5（万元）`, `200，单位公顷`."""


def fitting(asked: "Asked", meant: tuple[str, ...], written: str) -> tuple[str, ...]:
    """Of what a value may be meant to say, what has its unit and its number; in the unit asked for where that is known."""
    text = re.sub("^(?:大约|大概|将近|约|近)|(?:左右|上下)$", "", fold(written).strip("\"' "))
    if not isinstance(asked.type, Quantity) or len(text) > LONGEST:
        return meant
    behind = _with_unit_behind(text, asked.type, asked.unit)
    if behind is not None:
        meant = behind
    if asked.type == RATIO:
        meant = tuple(re.sub("个?百分点$", "%", each) for each in meant)
    if asked.type == MONEY and len(meant) > 1:
        meant = _said_in(text, meant)
    if asked.type != COUNT:
        return meant
    meant = _part_or_whole(text, asked.name, meant)
    is_whole = asked.declaration is not None and asked.declaration.is_whole
    return tuple(each for each in meant if not is_whole or _is_whole(each, asked.unit))


def _said_in(text: str, meant: tuple[str, ...]) -> tuple[str, ...]:
    """Of units that look like what was written, the one that is written: 万元 for `万元/年`, not 百万元."""
    bare = "".join(text.split())
    units = {each: re.sub(r"^[\d.,-]+", "", each) for each in meant}
    if not all(units.values()):
        return meant
    said = [each for each in meant if units[each] in bare]
    return (max(said, key=len),) if said else meant


def _with_unit_behind(text: str, type_: Quantity, unit: str | None) -> tuple[str, ...] | None:
    """The figure with the unit behind it, in brackets or not; None where no unit is seen there."""
    found = _UNIT_BEHIND.fullmatch(text)
    if found is None:
        return None
    figure, own, other = found["figure"], found["own"], _measure(found["unit"])
    if type_ == RATIO:
        return (f"{figure}{other}",) if other in ("%", "‰") and own in ("", other) else None
    if type_ == MONEY:
        return _money(figure, own, found["unit"], text)
    return _counted(figure, own, other, unit) if type_ == COUNT else None


def _counted(figure: str, own: str, other: str, unit: str | None) -> tuple[str, ...] | None:
    """The figure in the measure word asked for; nothing where it is not known how much of it one is."""
    has_sizes = has_size(other) or (unit is not None and has_size(unit))
    if other == unit or not has_sizes or re.search("[余多来几]", other):
        return None  # `28万余册` is no number
    if own and _measure(own) != other:
        return () if has_size(other) else None
    if not measures_something(other) and find_unit(other) is None:
        return None if unit is None or unit in other else ()
    size = customary_conversion(other, unit) if unit is not None else None
    number = read_number(figure)
    if size is None or not isinstance(number, WrittenNumber):
        return ()
    value = number.value * size
    return (f"{format_exact(value)}{unit}",) if decimal_places(value) is not None else ()


def _money(figure: str, own: str, unit: str, text: str) -> tuple[str, ...] | None:
    known = _money_unit(unit)
    if known is None or not re.search(r"[^\w\s.,¥￥+-]|单位", text):
        return None
    before = _money_unit(own) if own else known
    if before is None or (own and before != known):
        return ()
    return (f"{figure.lstrip('¥￥ ')}{known}",)


def _money_unit(word: str) -> str | None:
    known = {"万": "万元", "亿": "亿元"}.get(word) or find_unit(word)
    return known if known in UNITS and UNITS[known][0] == MONEY else None


def _measure(word: str) -> str:
    return SIGNS.get(word.lower(), word)


def _part_or_whole(text: str, name: str, meant: tuple[str, ...]) -> tuple[str, ...]:
    """`在编96人，其中借调3人`: the one whose words are those of the name; where neither's are, either."""
    found = _PART.fullmatch(text)
    if found is None or not meant:
        return meant
    whole, part = (found[each].replace(",", "") for each in ("whole", "part"))
    label = found["label"] + found["behind"]
    if int(part) > int(whole) or not _SAID_OF_ALL.sub("", label):
        return meant
    of_part, of_whole = _shared(label, name), _shared(found["owner"], name)
    if of_part != of_whole:
        return (part,) if of_part else (whole,)
    is_whole = all(re.match(rf"{whole}\D*$", each) for each in meant)
    return meant if is_whole else (whole, part)


def _shared(words: str, name: str) -> bool:
    return not set(_SAID_OF_ALL.sub("", words)).isdisjoint(_SAID_OF_ALL.sub("", name))


def _is_whole(text: str, unit: str | None) -> bool:
    """Whether people or times can be so many; `96.3人` cannot."""
    number = read_number(text) if text else None
    if not isinstance(number, WrittenNumber):
        return True
    return in_measure(number, unit, text).value.denominator == 1
