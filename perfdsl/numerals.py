# ruff: noqa: RUF001 (characters that look alike are the subject of this file)
"""Chinese numerals and the units behind a number."""

import re
from fractions import Fraction

from perfdsl.number import format_exact
from perfdsl.terms import TERMS, find_unit

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
ENGLISH_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
"""The first three letters of each."""
ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
"""Each in the place of its number."""
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10000}

_LEAST_DIGITS = 4
"""From four digits on they are read one by one, as in a year: `二〇二一`."""

NUMERAL = re.compile("[〇零一二两三四五六七八九十百千万半]+")

_UNIT_SPELLINGS = {
    spelling.lower().replace(" ", "_")
    for term in TERMS
    if term.kind in ("unit", "measure")
    for spelling in (*term.zh, *term.en)
}
UNIT_LENGTHS = tuple(
    sorted({len(spelling) for spelling in _UNIT_SPELLINGS if not spelling.isascii()}, reverse=True)
)


def read_numeral(text: str) -> Fraction | None:
    """`十五`, `两百`, `一万二千`, `二〇二一`, `半`; None where the characters make no number."""
    if text == "半":
        return Fraction(1, 2)
    if NUMERAL.fullmatch(text) is None or "半" in text:
        return None
    if len(text) > 1 and all(character in DIGITS for character in text):
        if "两" in text or len(text) < _LEAST_DIGITS:
            return None  # `三四次` is an estimate, not 34
        return Fraction(int("".join(str(DIGITS[character]) for character in text)))
    total = section = digit = 0
    pending = False
    for character in text:
        if character in DIGITS:
            if pending and digit:
                return None
            digit = DIGITS[character]
            pending = True
        elif character == "万":
            if not (section or digit):
                return None
            total += (section + digit) * 10000
            section = digit = 0
            pending = False
        else:
            section += (digit or (0 if pending else 1)) * _PLACES[character]
            digit = 0
            pending = False
    if pending and digit and section and text[-2] in "百千" and len(text) > 1:
        return None  # `一百五` is 105 to some and 150 to others
    return Fraction(total + section + digit)


SPOKEN = re.compile(
    "百分之(?P<hundredths>[零〇一二两三四五六七八九十百千万点\\d.]+)|千分之(?P<thousandths>[零〇一二两三四五六七八九十百千点\\d.]+)"
    "|(?P<decimal>[零〇一二两三四五六七八九十百千万]+点[零〇一二三四五六七八九]+)"
)
"""Numbers said in words that the language writes in figures: `百分之四点二`, `百分之4.2`, `八十六点五`."""


def read_spoken(text: str) -> Fraction | None:
    """`八十六点五`, `零点五`, `4.2`, and whatever is a numeral; None where the words make no number."""
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text):
        return Fraction(text)
    whole, point, places = text.partition("点")
    value = read_numeral(whole)
    if not point or value is None:
        return value if not point else None
    if not places or any(place not in DIGITS for place in places):
        return None
    return value + Fraction(int("".join(str(DIGITS[place]) for place in places)), 10 ** len(places))


def spoken_figures(found: re.Match[str]) -> str | None:
    """What a match of `SPOKEN` says, in figures: `4.2%`, `5‰`, `86.5`."""
    words = found["hundredths"] or found["thousandths"] or found["decimal"]
    value = read_spoken(words)
    sign = "%" if found["hundredths"] else "‰" if found["thousandths"] else ""
    return None if value is None else f"{format_exact(value)}{sign}"


def unit_at(text: str, start: int, declared: frozenset[str] = frozenset()) -> int:
    """How many characters of `text` from `start` on are a unit written in Chinese; 0 for none.

    `declared`: measure words that the file declares itself, as in `事实 票数 数量 票`.
    """
    own = max((len(word) for word in declared if text.startswith(word, start)), default=0)
    for length in UNIT_LENGTHS:
        candidate = text[start : start + length]
        if len(candidate) == length and candidate in _UNIT_SPELLINGS:
            return max(length, own)
    return own


def unit_named(word: str, declared: frozenset[str]) -> str | None:
    """The unit written `word`: one of the language, or a measure word of the file."""
    return find_unit(word) or (word if word in declared else None)


def is_measure(word: str, declared: frozenset[str] = frozenset()) -> bool:
    """Whether `word` may stand behind 每 for one of it: `每次`, `per item`, `每月`."""
    unit = unit_named(word, declared)
    return unit is not None and unit not in ("%", "‰", "位小数", "分")


def digits_of_year(text: str) -> str:
    """`二〇二三` in digits."""
    return text.translate(str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789"))
