"""Numbers of things as clerks write them with more than the number: `310/475`, `310（共475）`, `5 of 6`, `two`."""

import re
from fractions import Fraction

from perfdsl.checker.facts.numbers import LONGEST
from perfdsl.checker.facts.words import fold
from perfdsl.measures import SIGNS, conversion
from perfdsl.model.types import SCORE, Quantity
from perfdsl.number import decimal_places, format_exact
from perfdsl.numerals import ENGLISH

_N = r"\d{1,3}(?:,\d{3})+|\d+"
_MEASURE = r"[^\W\d_]{0,3}"
_OF_ALL = (
    re.compile(rf"({_N})\s*{_MEASURE}\s*[/／÷]\s*({_N})\s*{_MEASURE}"),
    re.compile(rf"({_N})\s*[a-z]*\s+(?:out\s+)?of\s+(?:the\s+)?({_N})\s*[a-z]*"),
    re.compile(
        rf"({_N})\s*{_MEASURE}\s*[(（,，;；、]\s*(?:总|合计|共计|总计|总共|共|合|有效|全部|全|应|of|total|in all|out of)[^\d]{{0,8}}({_N})\s*[^\W\d]*\s*[)）]?"
    ),
)
_ALL_FIRST = (
    re.compile(
        rf"(?:总|合计|共计|总计|总共|共)?[^\d]{{0,4}}({_N})\s*{_MEASURE}\s*(?:中的?|里面?的?|之中|内|[(（,，;；]\s*其中)[^\d]{{0,8}}({_N})\s*{_MEASURE}\s*[)）]?"
    ),
)
_ABOUT = re.compile(
    rf"(?:大约|约|近|大概|将近|about|approx\.?|approximately|around|some|nearly|ca\.?|roughly|circa)?\s*({_N})\s*(?:余|多|来)?\s*({_MEASURE}|[a-z]+)\s*"
    r"(?:左右|上下|多|余|or so)?"
)
_EACH = r"(?<=[^\W\d_])\s*[/／每]\s*(?:日|天|年|月|昼夜|户|次|day|year|month)$"
_MULTIPLE = frozenset(
    ["k", "w", "q", "m", "bn", "thousand", "hundred", "million", "billion", "dozen", "dozens", "score", "pair", "pairs", "percent", "pct", "pp", "point", "points",
     "yuan", "rmb", "cny", "days", "day", "months", "month", "weeks", "week", "year", "years", "hours", "times", "odd"]
)  # fmt: skip
_SIZED = re.compile("[万千百十亿打成折对双倍元角块%‰天日月周年分余多来几半数点]")
_POINTS = re.compile(
    r"(?:(?P<sign>扣减?|减|deducted?|minus)|得|给|评|计|打|共得|score[ds]?)?\s*(?P<points>\d+(?:\.\d+)?)\s*(?:分|points?|pts?)?"
    r"(?:\s*(?:[/／]|of|out of|[,;]?\s*[(（]?满分)\s*(?P<whole>\d+(?:\.\d+)?)\s*(?:分|points?|pts?)?\s*[)）]?)?"
)
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}


def _is_sign_of(sign: str, unit: str) -> bool:
    return sign in SIGNS and conversion(SIGNS[sign], unit) == 1


def count_meant(text: str, unit: str | None) -> tuple[str, ...]:
    """The number of things that was to be given, if the text leaves one only."""
    if len(text) > LONGEST:
        return ()
    parts = re.findall(r"(\d+)([^\W\d_]{1,2})", fold(text))
    if len(parts) > 1 and "".join(n + m for n, m in parts) == fold(text):
        return _one_of(parts, unit)
    plain = re.sub(_EACH, "", fold(text).lower().strip().rstrip(".。"))
    for pattern in _OF_ALL:
        if found := pattern.fullmatch(plain):
            return _part(found[1], found[2])
    for pattern in _ALL_FIRST:
        if found := pattern.fullmatch(plain):
            return _part(found[2], found[1])
    sized = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)\s*([a-zμµ㎡㎞㎏²³2-3]+)", plain)
    if sized is not None and unit is not None and _is_sign_of(sized[2], unit):
        return (f"{sized[1]}{unit}",)
    words = plain.split()
    if words and words[0] in (*ENGLISH, *_TIMES) and len(words) <= 2 and words[-1] not in _MULTIPLE:
        return (_TIMES.get(words[0]) or str(ENGLISH.index(words[0])),)
    found = _ABOUT.fullmatch(plain)
    if found is None:
        return ()
    measure = found[2]
    if measure.removeprefix("个") == (unit or "") or not measure:
        meant = f"{found[1]}{unit or ''}"
        return (meant,) if meant != fold(text) else ()
    if measure in SIGNS or re.match("[a-z]+[^a-z]", measure):
        return ()  # `32mg` where 微克 are asked for, `3kw时`
    is_other = measure in _MULTIPLE if measure.isascii() else _SIZED.search(measure) is not None
    return () if is_other else (found[1],)


def _one_of(parts: list[tuple[str, str]], unit: str | None) -> tuple[str, ...]:
    """`4户13人` where people are counted; `10分48秒` in minutes."""
    measures = [measure.removesuffix("钟") for _, measure in parts]
    if unit == "分钟" and measures == ["分", "秒"]:
        minutes = Fraction(parts[0][0]) + Fraction(parts[1][0]) / 60
        return (f"{format_exact(minutes)}{unit}",) if decimal_places(minutes) is not None else ()
    wanted = [n + m for n, m in parts if m == (unit or "人")]
    return tuple(wanted) if len(wanted) == 1 and len(set(measures)) == len(parts) else ()


def _part(part: str, whole: str) -> tuple[str, ...]:
    """A part of the whole; where the first is the greater the text says something else."""
    figures = [int(each.replace(",", "")) for each in (part, whole)]
    return (part.replace(",", ""),) if figures[0] <= figures[1] else ()


def points_meant(text: str, quantity: Quantity, *, is_taken: bool) -> tuple[str, ...]:
    """`得4分`, `4分/5分`, `4 out of 5` as points; `扣2分` only where points are taken away."""
    if quantity != SCORE or len(text) > LONGEST:
        return ()
    found = _POINTS.fullmatch(fold(text).lower())
    if found is None or (found["sign"] and not is_taken):
        return ()
    part, whole = Fraction(found["points"]), found["whole"]
    return () if whole is not None and part > Fraction(whole) else (found["points"],)
