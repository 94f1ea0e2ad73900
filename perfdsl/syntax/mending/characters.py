"""Characters that came along with what was copied, and words left as they are spelled."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import combinations
from unicodedata import category, normalize

from perfdsl.suggestion import spelled_out
from perfdsl.syntax.mending.ways import Way, replaced
from perfdsl.terms import KEYWORD_IDS, TERMS
from perfdsl.wording import phrase

_SYMBOL_FONT = {
    0xA3: "<=", 0xB3: ">=", 0xB9: "!=", 0xB4: "×", 0xB8: "÷", 0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3E: ">", 0x3D: "=",
    0x25: "%", 0xB7: "-", 0xD8: "-", 0xFC: "-", 0x6C: "-", 0x6E: "-", 0x75: "-", 0xA8: "-", 0xD6: "-", 0xE8: "-",
}  # fmt: skip
"""Signs of the fonts Symbol and Wingdings, which keep their place in U+F000 to U+F0FF when copied."""
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]+")
"""Radicals and doubles of Chinese characters, as text copied out of a PDF file has them."""
_SIGN_UNITS = {
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "㎥": "立方米", "m³": "立方米", "m3": "立方米", "㎢": "平方公里", "km²": "平方公里",
    "㎞": "公里", "km": "公里", "㎏": "公斤", "kg": "公斤", "㏊": "公顷",
}  # fmt: skip
"""Behind a number; in the language units have their names."""
_SIGN_UNIT = re.compile(
    rf"(?<=\d)\s*(?:{'|'.join(sorted(_SIGN_UNITS, key=len, reverse=True))})(?![A-Za-z\d])"
)
_LETTER_FIGURE = re.compile(
    r"(?<=\d)[OoＯｏ](?=\s*(?:[分%％)）万亿元天个次项]|points?\b))"
    r"|(?<![A-Za-z_\d])[lI](?=\s?(?:pp|points?|days?)\b|[分%％万亿元天个次项])"
)
"""Letters that a scanner, or a hand, takes for 0 and 1."""
_ENTITY = re.compile(r"&(?:[a-z]{2,6}|#\d{2,5});?")
_SPELLED = re.compile(r"(?<![A-Za-z_\d])[^\W\d\0-ÿ]*[A-Za-z']+[^\W\d\0-ÿ]*(?![A-Za-z_\d])")
_BESIDE_FIGURE = re.compile(
    r"(?<=\d)(?P<unit> *[A-Za-z]{2,14}[^\W\d\0-ÿ]{1,3}?)(?=\s|$|[)）(（,，扣得的])"
    r"|(?<![A-Za-z_\d])[^\W\d\0-ÿ]?[A-Za-z]{2,10}(?=\d)"
)
"""`500wan元`, `kou2分`."""
_OF = re.compile(r"(?<=[\u3400-\u9fff%％])de(?=\s*[,，]?\s*[扣得加计])")
_MEANT = {
    "℅": "%", "﹪": "%", "٪": "%", "≯": "<=", "≮": ">=", "﹥": ">", "﹤": "<", "›": ">", "‹": "<", "╳": "×", "✕": "×",
    "✖": "×", "﹢": "+", "∕": "/", "⁄": "/", "：＝": "=", "：=": "=", ":=": "=", "≈": "=", "≒": "=", "＝＝": "=", "￥": "", "¥": "",
    "〝": "“", "〞": "”", "〟": "”", "❝": "“", "❞": "”", "″": "\"", "‟": "“", "«": "“", "»": "”",
}  # fmt: skip
"""Signs that look like others, or stand for two."""
_LOOK_ALIKE = re.compile("|".join(map(re.escape, sorted(_MEANT, key=len, reverse=True))))
_DASHED = re.compile(r"(?<=[A-Za-z])[—–－]+(?=[A-Za-z])")
"""What a Chinese input method makes of an underscore."""
_STROKE = "丨"
"""A Chinese character, typed for the bar of an absolute value."""
_MOST_TOGETHER = 12
_WORDS = tuple(
    spelling
    for term in TERMS
    if term.kind not in ("facts", "noise")
    for spelling in term.zh
    if not spelling.isascii()
)
_UNIT_WORDS = tuple(
    dict.fromkeys(
        f"{prefix}{spelling}"
        for term in TERMS
        if term.kind in ("unit", "measure")
        for spelling in term.zh
        for prefix in ("", "个")
    )
)


def is_unseen(sign: str) -> bool:
    """Whether nobody can see the character."""
    return category(sign) in ("Cf", "Cc", "Co") and sign not in "\t\n"


def is_compatible(text: str) -> bool:
    """Whether it is nothing but radicals and doubles of characters."""
    return _COMPATIBLE.fullmatch(text) is not None


def by_characters(written: str, names: frozenset[str]) -> Iterator[Way]:
    """Each as what it stands for; the same slip in several places is one."""
    unseen = tuple((at, at + 1, "") for at, sign in enumerate(written) if category(sign) == "Cf")
    if unseen:
        yield Way(
            unseen, phrase("删去看不见的字符", "delete the invisible characters"), blames=True
        )
    yield from _compatible(written)
    for match in _LETTER_FIGURE.finditer(written):
        figure = "1" if match.group() in "lI" else "0"
        yield replaced(*match.span(), match.group(), figure, blames=True)
    for match in _LOOK_ALIKE.finditer(written):
        yield replaced(*match.span(), match.group(), _MEANT[match.group()], blames=True)
    strokes = [at for at, sign in enumerate(written) if sign == _STROKE]
    if len(strokes) == 2:
        said = phrase("「丨」改为「|」", "change 「丨」 to 「|」")
        yield Way(tuple((at, at + 1, "|") for at in strokes), said, blames=True)
    for match in _PRIVATE.finditer(written):
        meant = _SYMBOL_FONT.get(ord(match.group()) & 0xFF)
        if meant is not None:
            spaced = meant if written[match.end() : match.end() + 1] == " " else f"{meant} "
            said = phrase("这个符号改为「{new}」", "write 「{new}」 for this sign", new=meant)
            yield Way(((*match.span(), spaced),), said, blames=True)
    for match in _ENTITY.finditer(written):
        plain = unescape(match.group())
        if plain != match.group():
            plain = " " if plain.isspace() else plain
            yield replaced(*match.span(), match.group(), plain, blames=True)
    for match in _DASHED.finditer(written):
        yield replaced(*match.span(), match.group(), "_", blames=True)
    yield from _spelled(written, names)


def _compatible(written: str) -> Iterator[Way]:
    """All of them at once, and the units that are one sign."""
    found = [
        (*match.span(), normalize("NFKC", match.group())) for match in _COMPATIBLE.finditer(written)
    ]
    found += [
        (*match.span(), _SIGN_UNITS[match.group().strip()])
        for match in _SIGN_UNIT.finditer(written)
    ]
    changes = tuple(
        sorted(change for change in found if written[change[0] : change[1]] != change[2])
    )
    if changes:
        begin, end, new = changes[0]
        old = written[begin:end]
        said = phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=old, new=new)
        yield Way(changes, said, blames=True)


def _spelled(written: str, names: frozenset[str]) -> Iterator[Way]:
    """`kou 2 分`, `每man`: the input method was left before a character was chosen."""
    for match in _SPELLED.finditer(written):
        word = match.group()
        if word in names or word.lower() in KEYWORD_IDS:
            continue
        for meant in spelled_out(word, (*_WORDS, *names)):
            yield replaced(*match.span(), word, meant, blames=True)
    for match in _BESIDE_FIGURE.finditer(written):
        word = match.group().strip()
        if word.lower() in KEYWORD_IDS or match.group() in names:
            continue
        is_unit = match["unit"] is not None
        for meant in spelled_out(word, _UNIT_WORDS if is_unit else _WORDS):
            yield replaced(*match.span(), word, meant if is_unit else f"{meant} ", blames=True)
    for match in _OF.finditer(written):
        yield replaced(*match.span(), match.group(), "的", blames=True)


def together(ways: Iterable[Way]) -> Iterator[Way]:
    """Each alone; then the same change in all its places; then any two, for two slips on one line."""
    found: list[Way] = []
    for way in ways:
        yield way
        if len(way.changes) == 1 and len(found) < _MOST_TOGETHER:
            found.append(way)
    alike: dict[tuple[str, str], list[Way]] = {}
    for way in found:
        alike.setdefault((way.text.text("zh"), way.changes[0][2]), []).append(way)
    for group in alike.values():
        if len(group) > 1:
            yield Way(tuple(way.changes[0] for way in group), group[0].text, group[0].blames)
    for first, second in combinations(found, 2):
        one, other = sorted((first.changes[0], second.changes[0]))
        if one[1] <= other[0] and first.text.text("zh") != second.text.text("zh"):
            said = phrase("{one}；{other}", "{one}; {other}", one=first.text, other=second.text)
            yield Way((one, other), said)
