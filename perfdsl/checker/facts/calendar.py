"""Spans of time in another measure: how long they are in that which is asked for."""

import re
from fractions import Fraction

from perfdsl.checker.facts.words import fold
from perfdsl.model.types import DAYS, MONTHS, Quantity
from perfdsl.number import format_exact
from perfdsl.numerals import ENGLISH, read_numeral

_MOST_YEARS = 50
_MONTH = 30
"""Days of a month where nobody says which month."""
_SPAN = re.compile(
    r"(?P<count>\d{1,4}(?:\.\d{1,2})?|[零〇一二两三四五六七八九十百]+)?(?P<half>个?半)?个?"
    "(?P<unit>年|月|季度|周|星期|礼拜|天|日|years?|months?|quarters?|weeks?|days?)(?P<after>半)?",
    re.IGNORECASE,
)
_IN_MONTHS = {"年": 12, "季": 3, "月": 1, "y": 12, "q": 3, "m": 1}
_IN_DAYS = {"周": 7, "星": 7, "礼": 7, "w": 7, "天": 1, "日": 1, "d": 1}


def months_meant(text: str) -> tuple[str, ...]:
    """`60天`, `半年`, `一个半月`, `1个月6天`, `2个季度` in months; nothing for days that are no whole months."""
    both = re.fullmatch(r"(\d{1,2})个?月(?:零|又)?(\d{1,2})[天日]", fold(text).replace(" ", ""))
    if both is not None:
        months = int(both[1]) + Fraction(int(both[2]), _MONTH)
        return (f"{format_exact(months)}个月",) if 100 % months.denominator == 0 else ()
    found = _measured(text)
    if found is None:
        return ()
    value, unit = found
    if unit == "年" and value > _MOST_YEARS:
        return ()
    if unit in _IN_MONTHS:
        return (f"{format_exact(value * _IN_MONTHS[unit])}个月",)
    if unit in ("天", "日", "d") and value > 0 and (value / _MONTH).denominator == 1:
        return (f"{format_exact(value / _MONTH)}个月",)
    return ()


def days_meant(text: str) -> tuple[str, ...]:
    """`2周`, `两个星期`, `two weeks` in days; a month is no certain number of them."""
    found = _measured(text)
    if found is None or found[1] not in _IN_DAYS:
        return ()
    days = found[0] * _IN_DAYS[found[1]]
    return (f"{format_exact(days)}天",) if days.denominator == 1 else ()


def in_other_measure(text: str, quantity: Quantity) -> tuple[str, ...]:
    """Days and months where the text has weeks, years or the other of the two, for certain."""
    if quantity == MONTHS:
        return months_meant(text)
    return days_meant(text) if quantity == DAYS else ()


_HOW_MANY: dict[str, int | Fraction] = {
    "a": 1, "an": 1, "half a": Fraction(1, 2), **{word: number for number, word in enumerate(ENGLISH) if number},
}  # fmt: skip


def _measured(text: str) -> tuple[Fraction, str] | None:
    """How much of which unit, named by its first character."""
    plain = fold(text).lower()
    word = re.match("(half an?|[a-z]+) ", plain)
    if word is not None and word[1].replace("half an", "half a") in _HOW_MANY:
        plain = plain.replace(
            word[1], format_exact(Fraction(_HOW_MANY[word[1].replace("half an", "half a")])), 1
        )
    found = _SPAN.fullmatch(plain.replace(" ", ""))
    if found is None or not (found["count"] or found["half"]):
        return None
    count = _count(found["count"])
    if count is None:
        return None
    halves = (found["half"] is not None) + (found["after"] is not None)
    if halves > 1:
        return None
    return count + Fraction(halves, 2), found["unit"][0]


def _count(text: str | None) -> Fraction | None:
    if text is None:
        return Fraction(0)
    return Fraction(text) if text[0].isdecimal() else read_numeral(text)
