"""Amounts and days as bookkeepers, vouchers and spreadsheets write them: what they say in figures."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from perfdsl.checker.facts.numbers import WrittenNumber, is_readable, read_number, unit_size
from perfdsl.checker.facts.words import fold
from perfdsl.number import format_exact
from perfdsl.numerals import ENGLISH_MONTHS

_CAPITALS = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟零〇两貳參陸萬億圓弌弍弎",
    "一二三四五六七八九十百千零零二二三六万亿元一二三",
)
_LETTERS = str.maketrans("OoIl", "0011")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_IN_WORDS = re.compile(
    "(?P<sign>负)?(?P<whole>[零一二三四五六七八九十百千万亿\\d.]+)(?:元|块)?(?:(?P<tenth>[零一二三四五六七八九])角)?"
    "(?:零?(?P<cent>[零一二三四五六七八九])分)?[整正]?"
)
_FIGURE = r"[¥￥]?\s*\d[\d,]*(?:\.\d+)?"
_UNIT = r"[^\W\d]{0,4}|%"
_NEGATIVE = (
    re.compile(rf"[(（\[]\s*[-－]?({_FIGURE})\s*({_UNIT})\s*[)）\]]\s*({_UNIT})"),
    re.compile(rf"()[△▲Δ▽▼]\s*({_FIGURE})\s*({_UNIT})"),
    re.compile(rf"()(?:红字|赤字|红|负)\s*[:：]?\s*({_FIGURE})\s*({_UNIT})"),
    re.compile(rf"()({_FIGURE})\s*({_UNIT})\s*[-－—−]"),
    re.compile(
        rf"()({_FIGURE})\s*({_UNIT}?)\s*[(（,，]?\s*(?:系|为)?(?:追减|核减|调减|压减|调减数|负数)\s*[)）]?"
    ),
)
_SERIALS = range(32874, 65000)
"""Days since 1899-12-30 that spreadsheets write for 1990 and later."""
_NEAR_YEARS = 3


def negative_meant(text: str) -> str | None:
    """`（150）万元`, `△150`, `红字150元`, `150-`: with a minus sign."""
    folded = fold(text)
    for pattern in _NEGATIVE:
        found = pattern.fullmatch(folded)
        if found is not None:
            parts = [part or "" for part in found.groups()]
            figure = next(part for part in parts if re.search(r"\d", part))
            unit = "".join(part for part in parts if part and part != figure)
            return "-" + figure.lstrip("¥￥ ") + unit
    return None


def amount_meant(text: str) -> str | None:
    """`玖佰万元整`, `叁拾贰万伍仟元`, `人民币一千二百万元`: in figures, in 万元 where that is shorter."""
    foreign = _with_code(text) or _said_twice(text)
    if foreign is not None:
        return foreign
    plain = re.sub(r"^(?:人民币|RMB|共计|合计|计)[:：]?|\s", "", fold(text)).translate(_CAPITALS)
    found = _IN_WORDS.fullmatch(plain)
    if found is None or not re.search("[十百千万亿元]", plain) or plain[:1] in "万亿元":
        return None
    if not re.search("[元块角分整正万亿]", plain) or re.fullmatch(r"[\d.]+\D{1,2}", plain):
        return None
    value = _whole(found["whole"])
    if value is None:
        return None
    value += Fraction(_DIGITS[found["tenth"]], 10) if found["tenth"] else 0
    value += Fraction(_DIGITS[found["cent"]], 100) if found["cent"] else 0
    sign = "-" if found["sign"] else ""
    is_large = value >= 10**4 and value % 100 == 0
    return sign + (f"{format_exact(value / 10**4)}万元" if is_large else f"{format_exact(value)}元")


def _with_code(text: str) -> str | None:
    """`RMB 1,150,000`, `CNY 86,000,000.00`: in 元."""
    found = re.fullmatch(
        r"(?:RMB|CNY|人民币)\s*[:：]?[¥￥]?\s*(\d[\d,]*(?:\.\d+)?)\s*([万亿wW]?)元?|(\d[\d,]*(?:\.\d+)?)\s*([万亿wW]?)元?\s*(?:RMB|CNY)",
        fold(text),
        re.IGNORECASE,
    )
    if found is None:
        return None
    scale = (found[2] or found[4] or "").lower().replace("w", "万")
    return f"{found[1] or found[3]}{scale}元"


def _said_twice(text: str) -> str | None:
    """`叁佰陆拾贰万肆仟元整（¥3,624,000.00）`: the figure in brackets, where it is the amount in words."""
    found = re.fullmatch(r"([^()\d]{3,40})\((?:小写)?:?([^()]{1,30})\)", fold(text))
    words = amount_meant(found[1]) if found is not None else None
    if found is None or words is None:
        return None
    figure = re.sub("[元整正]+$", "元", found[2].strip())
    numbers = [read_number(each) for each in (words, figure)]
    values = {
        each.value * unit_size(each.unit)
        for each in numbers
        if isinstance(each, WrittenNumber) and each.unit is not None
    }
    return words if len(values) == 1 and all(map(is_readable, numbers)) else None


def _whole(text: str) -> Fraction | None:
    """A Chinese numeral up to 亿, in which figures may stand: `一千二百万`, `9百万`, `32万5千`."""
    total = section = Fraction(0)
    digit: Fraction | None = None
    for token in re.findall(r"\d+(?:\.\d+)?|\D|\.", text):
        if token[0].isdigit():
            digit = Fraction(token)
        elif token in _DIGITS:
            digit = Fraction(_DIGITS[token])
        elif token in _SMALL:
            section += (Fraction(1) if digit is None else digit) * _SMALL[token]
            digit = None
        elif token in _LARGE:
            section += digit or 0
            total = (total + section) * _LARGE[token] if token == "亿" else total + section * 10**4
            section, digit = Fraction(0), None
        else:
            return None
    return total + section + (digit or 0)


def date_written(text: str, years: Sequence[int]) -> tuple[str, ...]:
    """A day as programs, spreadsheets and letters write it, if it can be one day only."""
    text = re.sub(
        r"[T ]*\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?$|\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?$",
        "",
        text,
    )
    text = re.sub(
        r"(?<=[\d年月])[OoIl]+(?![A-Za-z])|(?<![A-Za-z])[OoIl]+(?=\d)",
        lambda letters: letters[0].translate(_LETTERS),
        text,
    )
    for found in (
        _short_year(text, years),
        _serial(text, years),
        _in_figures(text),
        _in_words(text),
    ):
        if found is not None:
            return (found.isoformat(),)
    return _without_year(text, years)


def _serial(text: str, years: Sequence[int]) -> date | None:
    if not re.fullmatch(r"\d{5}(?:\.\d+)?", text) or int(text[:5]) not in _SERIALS:
        return None
    found = date(1899, 12, 30) + timedelta(days=int(text[:5]))
    near = not years or any(abs(found.year - year) <= _NEAR_YEARS for year in years)
    return found if near else None


def _in_figures(text: str) -> date | None:
    """`20230306`, `23.3.6`, `15/3/2023`; nothing for `6/3/2023`, which can be two days."""
    if found := re.fullmatch(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)", text):
        return _day(*found.groups())
    if found := re.fullmatch(r"(\d{4})[-/.,、_—–\s]+(\d{1,2})[-/.,、_—–\s]+(\d{1,2})", text):
        return _day(*found.groups())
    if found := re.fullmatch(r"(\d\d)年(\d{1,2})月(\d{1,2})[日号]?", text):
        return _day("20" + found[1], found[2], found[3])
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        first, second, year = found.groups()
        days = {_day(year, first, second), _day(year, second, first)} - {None}
        return days.pop() if len(days) == 1 else None
    return None


def _short_year(text: str, years: Sequence[int]) -> date | None:
    """`23-3-6`, `23.3.6` where the file has days of 2023."""
    found = re.fullmatch(r"['’]?(\d\d)[-/.](\d{1,2})[-/.](\d{1,2})", text)
    return (
        _day("20" + found[1], *found.groups()[1:])
        if found and int("20" + found[1]) in years
        else None
    )


def _in_words(text: str) -> date | None:
    """`Mar 6, 2023`, `6 March 2023`, `二〇二三年三月六日`."""
    names = re.findall("[A-Za-z]{3,}", text)
    figures = re.findall(r"\d+", text)
    if len(names) == 1 and len(figures) == 2 and names[0][:3].lower() in ENGLISH_MONTHS:
        year, day = sorted(figures, key=len, reverse=True)
        return (
            _day(year, str(ENGLISH_MONTHS.index(names[0][:3].lower()) + 1), day)
            if len(year) == 4
            else None
        )
    found = re.fullmatch(
        "([一二三四五六七八九零〇○\\d]{4})年([一二三四五六七八九十]{1,2}|\\d{1,2})月([一二三四五六七八九十]{1,3}|\\d{1,2})[日号]?",
        text,
    )
    if found is None:
        return None
    year = "".join(
        each if each.isdigit() else str("零一二三四五六七八九".index(each))
        for each in found[1].translate(_CAPITALS).replace("○", "零")
    )
    month, day_of_month = (_whole(each) for each in found.groups()[1:])
    return _day(year, str(month), str(day_of_month))


def _without_year(text: str, years: Sequence[int]) -> tuple[str, ...]:
    names = re.findall("[A-Za-z]{3,}", text)
    if (
        len(names) == 1
        and re.fullmatch(r"\D*\d{1,2}\D*", text)
        and names[0][:3].lower() in ENGLISH_MONTHS
    ):
        text = f"{ENGLISH_MONTHS.index(names[0][:3].lower()) + 1}-{re.sub(r'[^0-9]', '', text)}"
    found = re.fullmatch(r"(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*[日号]?", text)
    if found is None:
        return ()
    days = (_day(str(year), *found.groups()) for year in years)
    return tuple(day.isoformat() for day in days if day is not None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
