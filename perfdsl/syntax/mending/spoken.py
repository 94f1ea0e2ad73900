"""Numbers said in words that rules have in figures: `百分之九十点五`, `零点五分`, `一分半`, `扣一半`."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.number import format_exact
from perfdsl.numerals import SPOKEN, read_spoken, spoken_figures
from perfdsl.syntax.mending.ways import Place, Way, replaced
from perfdsl.wording import phrase

_NUMBER = r"\d+|[一二两三四五六七八九十]{1,3}"
_AND_A_HALF = re.compile(
    rf"(?P<first>{_NUMBER})\s*(?P<unit>分|天|年|倍|万元|亿元)\s*半|(?P<count>{_NUMBER})\s*个?\s*半\s*(?P<of>百分点|月|工作日|小时|分|天|倍)"
)
_HALF_OF_ALL = re.compile(
    r"(?<=[扣得加计])\s*(?:除|减|掉)?\s*一半\s*(?:的?分数?)?(?=\s|$|[,，。；])"
)


def spoken(written: str, place: Place) -> Iterator[Way]:
    """All such numbers of the line in figures."""
    changes = [
        (*match.span(), figures)
        for match in SPOKEN.finditer(written)
        for figures in (spoken_figures(match),)
        if figures is not None and _is_unread(match.group()) and not _in_name(match, written, place)
    ]
    changes += [
        (*match.span(), figures)
        for match in _AND_A_HALF.finditer(written)
        for figures in (_and_a_half(match),)
        if figures and not _in_name(match, written, place)
    ]
    if changes:
        begin, end, new = changes[0]
        old = written[begin:end]
        said = phrase("「{old}」写成「{new}」", "write 「{new}」 for 「{old}」", old=old, new=new)
        yield Way(tuple(changes), said, blames=True)
    for match in _HALF_OF_ALL.finditer(written):
        yield replaced(*match.span(), match.group(), " 满分的50%", blames=True)


def _is_unread(words: str) -> bool:
    """`百分之二十` is read as it is."""
    return "点" in words or words.startswith("千分之") or re.search(r"\d", words) is not None


def _in_name(match: re.Match[str], written: str, place: Place) -> bool:
    """Whether the words are part of a name: `百分之五点项目`."""
    begin, end = match.span()
    return any(
        match.group() in name
        and written.find(name, max(begin - len(name), 0), end + len(name)) >= 0
        for name in place.names
    )


def _and_a_half(match: re.Match[str]) -> str:
    value = read_spoken(match["first"] or match["count"])
    if value is None:
        return ""
    unit = match["unit"] or match["of"]
    counted = "个" if unit in ("百分点", "月", "工作日") else ""
    return f"{format_exact(value + Fraction(1, 2))}{counted}{unit}"
