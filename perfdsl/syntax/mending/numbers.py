"""Numbers of a line and the units behind them as they may have been meant."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.measures import SCALES, parted_measure
from perfdsl.number import format_exact
from perfdsl.numerals import read_numeral
from perfdsl.suggestion import sounds_alike, suggest
from perfdsl.syntax.mending.ways import Way, removed, replaced
from perfdsl.terms import KEYWORD_IDS, TERMS, find_unit
from perfdsl.wording import phrase

_UNITS = (
    "分", "%", "个百分点", "万元", "元", "亿元", "千元", "百万元", "天", "日", "个工作日", "工作日", "个月", "月",
    "年", "个", "项", "次", "处", "人", "件", "倍", "位小数",
)  # fmt: skip
_SHORT = {
    "fen": "分", "f": "分", "w": "万元", "wan": "万元", "wy": "万元", "wanyuan": "万元", "yuan": "元", "rmb": "元",
    "tian": "天", "t": "天", "ge": "个", "xiang": "项", "ci": "次", "ren": "人", "bfd": "个百分点", "pct": "%",
    "percent": "%", "&": "%", "百分号": "%", "百分率": "%", "点": "个百分点", "个点": "个百分点", "%点": "个百分点", "百分": "个百分点",
    "个百分": "个百分点", "个百分比": "个百分点", "百分比": "个百分点", "个%": "个百分点", "千分点": "‰", "个千分点": "‰", "个分": "分", "份": "分", "分数": "分", "分值": "分",
    "工作天": "个工作日", "个工作天": "个工作日", "块": "元", "块钱": "元", "万块": "万元", "万人民币": "万元",
}  # fmt: skip
_BEHIND = re.compile(
    r"(?<=\d)\s*([^\s\d()（）\[\]【】〔〕{}<>=＝≤≥,，、。；;|/+*×÷\-\"“”]{1,6}|[/.,]?[%％‰]{1,3})(?=\s|$|[)）(（,，])"
)
_DECIMAL = re.compile(r"(?<=\d)[。，、·](?=\d)")
_DOUBLE_POINT = re.compile(r"(?<=\d)\s*[.．。]{2,3}\s*(?=\d)")
_LETTERED = re.compile(
    r"(?<![A-Za-z_.])(?:(?=[\dOolI.]*\d)[\dOolI]*\.?[OolI][\dOolI]*(?:\.[\dOolI]+)?|[Ool][Oo]{0,2}(?=\s*[%％分万元]|\s*$))(?![A-Za-z_\d])"
)
_LETTERS = str.maketrans("OolI", "0011")
_SCALED = re.compile(
    rf"(?<![\d.])(\d+(?:\.\d+)?)\s*((?:{'|'.join(SCALES)})个?(?:{'|'.join(term for each in TERMS if each.kind == 'measure' for term in each.zh)}))(?!\w)"
)
"""`50万人`: a number with its unit, of a measure word nobody declared."""
_SHORT_MONEY = re.compile(r"(?<=\d)\s*[万亿](?!元)")
_WORDS = frozenset(
    spelling
    for term in TERMS
    if term.kind in ("unit", "measure")
    for spelling in (*term.zh, *term.en)
)


def units(written: str) -> Iterator[Way]:
    """A word behind a number that is no unit, but looks or sounds like one."""
    scaled = [
        (*match.span(), f"{format_exact(Fraction(match[1]) * scale)}{plain}")
        for match in _SCALED.finditer(written)
        for scale, plain in (parted_measure(match[2]),)
        if scale != 1
    ]
    if scaled:
        begin, end, new = scaled[0]
        old = written[begin:end]
        said = phrase("「{old}」写成「{new}」", "write 「{new}」 for 「{old}」", old=old, new=new)
        yield Way(tuple(scaled), said, blames=True)
        return
    for match in _BEHIND.finditer(written):
        word = match.group(1)
        bare = word.rstrip("的时")
        if find_unit(bare) not in (None, "MEASURE") or not bare or word in KEYWORD_IDS:
            continue
        if "半" in bare:  # `1分半` is not 1分
            continue
        is_step = re.search(r"每[满起]?\s*[\d.]+\s*$", written[: match.start(1)]) is not None
        for meant in meant_units(word, is_step=is_step):
            if meant != word:
                yield replaced(*match.span(1), word, meant, blames=True)


def numerals(written: str) -> Iterator[Way]:
    """`八 分` in figures; points that stand there twice."""
    for match in re.finditer(
        r"(?<=\s)([一二两三四五六七八九十百零]{1,4})(?=\s*(?:分|%|个百分点)(?!\w))", written
    ):
        value = read_numeral(match.group(1))
        if value is not None:
            yield replaced(*match.span(), match.group(), format_exact(value))
    for match in re.finditer(r"(\d+(?:\.\d+)?\s*分)[\s,，、/]+\1(?=\s|$)", written):
        yield removed(match.end(1), match.end(), match.group(1).strip())


def meant_units(word: str, *, is_step: bool = False) -> Iterator[str]:
    """The units that a word behind a number may stand for, the likeliest first."""
    narrow = word.replace("％", "%")
    known = _SHORT.get(narrow.lower())
    if known is not None and "%" in narrow and not is_step:
        known = "%"  # `> 100个%`, but `每满 1个%` are percentage points
    if known is not None:
        yield known
    if re.fullmatch(r"[^\w]*[%‰][^\w]*", narrow):
        yield "%"
    bare = "".join(sign for sign in word if sign.isalnum() or sign in "%％")
    if bare in _WORDS:
        yield bare
    once = "".join(sign for at, sign in enumerate(bare) if sign != bare[at - 1 : at])
    if once in _WORDS:
        yield once
    for unit in _UNITS:
        if sounds_alike(bare, unit):
            yield unit
    if len(bare) > 1:
        for unit in suggest(bare, _UNITS, most=2):
            if len(unit) > 1 or len(bare) < 3:
                yield unit


def by_numbers(written: str) -> Iterator[Way]:
    for match in re.finditer(
        r"的(?=\s*(?:\d|满分|人工))|(?<=\A)\s*的(?=\s)|(?<=\s)的(?=\s)", written
    ):
        at = match.end() - 1
        yield replaced(at, match.end(), "的", "得", blames=True)
    times = [
        replaced(*match.span(), match.group(), "×")
        for match in re.finditer(r"(?<=[\s\w%)）])[xX](?=[\s\w(（])", written)
        if not written[match.start() - 1 : match.start()].isascii()
        or written[match.start() - 1] in " \t)）%"
    ]
    if len(times) > 1:
        yield Way(tuple(way.changes[0] for way in times), times[0].text)
    yield from times
    yield from decimals(written)
    for match in re.finditer(r"(?<![\d.])(\d+\.\d)(\d+\.\d+)(?![\d.])", written):  # `0.50.3`
        yield replaced(*match.span(), match.group(), match.group(2), blames=True)
        yield replaced(*match.span(), match.group(), match.group(1), blames=True)
    for match in _LETTERED.finditer(written):
        old = match.group()
        yield replaced(*match.span(), old, old.translate(_LETTERS), blames=True)
    for match in _SHORT_MONEY.finditer(written):
        old = match.group()
        yield replaced(*match.span(), old.strip(), old.strip() + "元")


def decimals(written: str) -> Iterator[Way]:
    """`8。5`, `0..3`: another sign for the point."""
    for match in (*_DOUBLE_POINT.finditer(written), *_DECIMAL.finditer(written)):
        begin = re.search(r"\d+$", written[: match.start()])
        end = re.match(r"\d+", written[match.end() :])
        if begin is not None and end is not None:
            old = begin.group() + match.group() + end.group()
            span = (begin.start(), match.end() + end.end())
            yield replaced(*span, old, f"{begin.group()}.{end.group()}")
