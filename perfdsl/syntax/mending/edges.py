"""What does not belong into a line, at its ends or inside; words that fell apart; brackets that are missing."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from perfdsl.suggestion import sounds_alike
from perfdsl.syntax.mending.behind_texts import moved_ahead
from perfdsl.syntax.mending.certain import certain_way
from perfdsl.syntax.mending.characters import by_characters, together
from perfdsl.syntax.mending.measures import measured
from perfdsl.syntax.mending.numbers import numerals, units
from perfdsl.syntax.mending.programs import by_programs
from perfdsl.syntax.mending.prose import remarks
from perfdsl.syntax.mending.spoken import spoken
from perfdsl.syntax.mending.ways import Place, Way, added, removed, replaced
from perfdsl.syntax.paragraphs import changes_a_rule
from perfdsl.terms import KEYWORD_IDS, TERMS
from perfdsl.wording import phrase

_WORDS = frozenset(
    spelling
    for term in TERMS
    if term.kind not in ("facts", "noise")
    for spelling in term.zh
    if len(spelling) > 1
) | {">=", "<=", "=="}
_FIGURES = str.maketrans("一二三四五六七八九〇零", "12345678900")
_LONGEST_WORD = 12
_SPLIT_NUMBER = re.compile(r"(?<![\d.])\d+(?: +\.|\. +)\d+(?![\d.])")
_OPENING, _CLOSING = "(（[［【〔{｛", ")）]］】〕}｝"
_END = re.compile(
    rf"(?<=[\d%‰元])\s*[{re.escape(_OPENING)}]\s*([^\d\s()（）]{{1,3}}?)\s*[{re.escape(_CLOSING)}]"
)
_DROPPED_END = re.compile(r"(?<=[\d%‰元])\s*[(（]\s*舍\s*[)）]")
_HALF_END = re.compile(
    rf"(?<=[\d%‰元])\s*(?:[{re.escape(_OPENING + _CLOSING)}]?\s*(不?含)\s*[{re.escape(_CLOSING + _OPENING)}]"
    rf"|[{re.escape(_OPENING + _CLOSING)}]?\s*(不?含)(?=\s))"
)
"""One of its brackets is missing, or another sign."""
_ODD_BRACKETS = "【】〔〕{}｛｝［］"
_IN_SQUARE = re.compile(
    r"(?<![\w“”」])[\[［](?=[^\[\]［］,，]*[^\W\d])(?!\s*\d[^-+*/×÷－＋]*[-－])[^\[\]［］,，]*[-+*/×÷－＋][^\[\]［］,，]*[\]］]"
)
"""A sum of names in square brackets; two numbers with a comma or a dash between them are an interval."""
_BRACKETED = re.compile(
    rf"([{re.escape(_OPENING)}])(\s*\d[\d.]*\s*[%％]?\s*[,，、]\s*\d[\d.]*\s*[%％]?\s*)([{re.escape(_CLOSING)}])"
)
_QUOTED_NAME = re.compile(
    r"“[^“”\s\"]{2,12}”[\u3400-\u9fff]{2,12}?(?=\s|$|[<>≤≥=+*/×÷()（）,，、。；]|大于|小于|超过|高于|低于|达到|不)"
)
_OF_THIS_YEAR = re.compile(r"(?:本年度|当年度|本年|当年|今年)的?(?=[\w“])")
"""What a name says without it: last year's are those that are told apart."""
_TURNED = str.maketrans("(（)）", ")）(（")
_PAIRED = str.maketrans("【】〔〕{}｛｝", "（）（）()（）")
_ENDS = ("含", "不含")
_WRITTEN_FOR_ENDS = {
    "包": "含",
    "包含": "含",
    "包括": "含",
    "不包": "不含",
    "不包含": "不含",
    "不包括": "不含",
    "不": "不含",
    "含含": "含",
    "不舍": "不含",
    "舍去": "不含",
    "舍弃": "不含",
    "合": "含",
    "不合": "不含",
    "不不含": "不含",
}
_JUNK_BEHIND = re.compile(
    r"(?:(?<=[\s\d分)）”\"])[^\w\s)）”\"%‰/+*×÷=<>≤≥\-]{1,4}|\s+(?:\d{1,2}|[A-Za-z]|分|//.*|--.*|[(（].{0,20}[)）]))\s*$"
)
_JUNK_BEFORE = re.compile(
    r"\s*((?:[^\w\s\"“「(（#<>=≤≥!！¬]{1,3}|第\w{1,3}[条项]|第?[一二三四五六七八九十]{1,3}(?:[,，]|是)|[（(][\w]{1,3}[)）]|[\w]{1,3}[、.．)）]|[①-⑳]|[A-Za-z])[ \t]*)(?=\S)"
)
_NO_MEANING = re.compile(r"[^!！¬\w\s\"“”「」()（）\[\]<>=≤≥≠+\-*/×÷|.,，、。：:；;%‰#|]+")


def split_words(written: str, names: frozenset[str]) -> Iterator[Way]:
    """A word or a name with a space in it."""
    places = [at for at, sign in enumerate(written) if not sign.isspace()]
    packed = "".join(written[at] for at in places)
    for gap in range(1, len(places)):
        if places[gap] == places[gap - 1] + 1:
            continue
        if _are_two_words(written, places[gap], names):
            continue
        found = ""
        for start in range(max(0, gap - _LONGEST_WORD), gap):
            for end in range(min(len(packed), gap + _LONGEST_WORD), gap, -1):
                word = packed[start:end]
                if (word in _WORDS or word in names) and len(word) > len(found):
                    found, span = word, (places[start], places[end - 1] + 1)
        if found:
            yield replaced(*span, written[span[0] : span[1]], found, blames=True)
    for match in _SPLIT_NUMBER.finditer(written):
        yield replaced(*match.span(), match.group(), "".join(match.group().split()))


def _are_two_words(written: str, gap: int, names: frozenset[str]) -> bool:
    """`扣 满分` is no `扣满` that fell apart."""
    before, behind = written[:gap].split()[-1:], written[gap:].split()[:1]
    return all(
        len(each) and (each[0] in KEYWORD_IDS or each[0] in names) for each in (before, behind)
    )


_TIMES_NOTHING = re.compile(
    r"(?:^|[\s,，、）)%％]|\d)(?P<word>得|award)(?P<share>[^得扣]*[^\s×*＊xX])\s*(?P<sign>[×*＊])[\s。；;，,]*$",
    re.IGNORECASE,
)
_OF_MARKS = re.compile(r"满分|\d *分|full|points", re.IGNORECASE)
_IS_SHARE = re.compile(r"[^\W\d]|[%％]")


def sure_ways(written: str, place: Place) -> Iterator[Way]:
    """What is tried before anything else: no other reading of the line is likely."""
    return together(_sure_ways(written, place))


def _sure_ways(written: str, place: Place) -> Iterator[Way]:
    names = place.names
    yield from measured(written, place)
    certain = certain_way(written, place)
    if certain is not None:
        yield certain
    yield from by_programs(written, place)
    yield from moved_ahead(written)
    yield from spoken(written, place)
    yield from by_characters(written, names)
    yield from split_words(written, names)
    yield from _names_as_declared(written, names)
    yield from ends(written)
    yield from brackets(written)
    yield from _square_sums(written)
    yield from units(written)
    yield from numerals(written)
    yield from remarks(written, names)
    yield from _full_marks(written)


def _full_marks(written: str) -> Iterator[Way]:
    """`得 完成率 ×`: times the full marks, as nothing else in what is given."""
    match = _TIMES_NOTHING.search(written)
    if match is None or _OF_MARKS.search(match["share"]):
        return
    if _IS_SHARE.search(match["share"]):
        end = match.end("sign")
        is_english = match["word"].lower() == "award"
        yield Way(
            ((end, len(written.rstrip()), " full marks" if is_english else " 满分"),),
            added(end, "full marks" if is_english else "满分").text,
        )


def _names_as_declared(written: str, names: frozenset[str]) -> Iterator[Way]:
    """`上年。结余数` for `上年.结余数`; `6月底前` for `六月底前`."""
    for match in re.finditer(r"\d{4}年(?=[.。]\s*[^\W\d])", written):
        yield replaced(*match.span(), match.group(), "上年", blames=True)
    for match in _QUOTED_NAME.finditer(written):
        yield from _one_sign_wrong(match, names)
    for match in _OF_THIS_YEAR.finditer(written):
        behind = re.sub("[“”]", "", written[match.end() :])
        if any(behind.startswith(re.sub("[“”]", "", name)) for name in names):
            yield removed(*match.span(), match.group(), blames=True)
    for match in re.finditer(r"的部分(?=[，,]?\s*每)", written):
        yield replaced(*match.span(), match.group(), "的", blames=True)
    for match in re.finditer(r"([^\W\d]+)([。·•])(?=[^\W\d]+[)）])", written):
        yield replaced(*match.span(2), match.group(2), ".", blames=True)
    for match in re.finditer(
        r"(?:去年年|上年年|上年度|去年度|上一年度?)的?[.。]?(?=[\w“])", written
    ):
        yield replaced(*match.span(), match.group(), "上年.", blames=True)
    for match in re.finditer(r"(上年|去年)([。，、·,的])(?=[\w“])", written):
        yield replaced(*match.span(2), match.group(2), ".", blames=True)
    for name, digits in _with_figures(names):
        if digits in written:
            at = written.index(digits)
            yield replaced(at, at + len(digits), digits, name, blames=True)


@lru_cache(maxsize=4)
def _with_figures(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The names with a numeral in them, and as they are with figures."""
    told = ((name, name.translate(_FIGURES)) for name in names)
    found = ((name, digits) for name, digits in told if digits != name)
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def _one_sign_wrong(match: "re.Match[str]", names: frozenset[str]) -> Iterator[Way]:
    """`“三工经费”变动率`: a name with quotation marks in it, and one character of it wrong."""
    run = match.group()
    plain = re.sub("[“”]", "", run)
    bare = {re.sub("[“”]", "", name): name for name in names}
    if plain in bare:
        return
    for name in bare:
        if sounds_alike(plain, name):
            signs = iter(name)
            new = "".join(sign if sign in "“”" else next(signs) for sign in run)
            yield replaced(*match.span(), run, new, blames=True)


def ends(written: str) -> Iterator[Way]:
    """`(寒)` behind a number, for (含)."""
    changes = []
    for match in _END.finditer(written):
        word = match.group(1)
        if word in _ENDS:
            if written[match.start() : match.end()].strip()[0] in "(（":
                continue
            changes.append((*match.span(), f"({word})"))
            continue
        if word == "舍":
            continue
        meant = _WRITTEN_FOR_ENDS.get(word) or next(
            (end for end in _ENDS if sounds_alike(word, end)), None
        )
        if meant is not None:
            changes.append((*match.span(), f"({meant})"))
    for match in _HALF_END.finditer(written):
        found = match.group().strip()
        if not (found[0] in "(（" and found[-1] in ")）"):
            changes.append((*match.span(), f"({match.group(1) or match.group(2)})"))
    if len({change[0] for change in changes}) == 1:
        begin, end, new = changes[0]
        yield replaced(begin, end, written[begin:end].strip(), new, blames=True)


def dropped_ends(written: str) -> Iterator[Way]:
    """`(舍)` looks like (含), and says that the end is dropped."""
    for match in _DROPPED_END.finditer(written):
        for end in _ENDS:
            yield replaced(*match.span(), match.group(), f"({end})", blames=True)


def _square_sums(written: str) -> Iterator[Way]:
    """`[甲 + 乙] × 2`: square brackets around what is worked out first."""
    sums = [match.span() for match in _IN_SQUARE.finditer(written)]
    if sums:
        ends = tuple((at, at + 1, sign) for b, e in sums for at, sign in ((b, "("), (e - 1, ")")))
        yield Way(ends, phrase("算式的括号用「( )」", "use ( ) for what is worked out first"))


def brackets(written: str) -> Iterator[Way]:
    """Brackets of another kind, or turned the wrong way."""
    odd = [at for at, sign in enumerate(written) if sign in _ODD_BRACKETS]
    if not odd:
        return
    interval = _BRACKETED.search(written)
    if interval is not None:
        first, inner, last = interval.groups()
        new = f"{'(' if first in '(（〔{｛' else '['}{inner}{')' if last in ')）〕}｝' else ']'}"
        yield replaced(*interval.span(), interval.group(), new)
    for turn in (False, True):
        changes = []
        for at in odd:
            sign = written[at].translate(_PAIRED)
            if turn:
                sign = sign.translate(_TURNED)
            changes.append((at, at + 1, sign))
        old = "".join(written[at] for at in odd)
        new = "".join(change[2] for change in changes)
        text = phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=old, new=new)
        yield Way(tuple(changes), text)


def without_junk(written: str, names: frozenset[str]) -> Iterator[Way]:
    """The line without what stands in front of it or behind it, or has no meaning."""
    match = _JUNK_BEFORE.match(written)
    if match is not None:
        yield removed(*match.span(1), match.group(1).strip(), blames=True)
        indent = match.start(1)
        if written[match.end() :].startswith(("-", "=", ">", "<")) is False:
            yield Way(
                ((indent, match.end(1), "- "),),
                phrase("行首改为「- 」", "begin the line with “- ”"),
            )
    match = _JUNK_BEHIND.search(written)
    if match is not None and match.start() > 0 and not changes_a_rule(match.group(), names):
        yield removed(match.start(), len(written.rstrip()), match.group().strip(), blames=True)
    strange = list(_NO_MEANING.finditer(written))
    accents = re.findall(r"[^\W\d_][\u0300-\u036f]+", written)
    if accents and all(normalize("NFC", each) != each for each in accents):
        changes = tuple(
            (*match.span(), normalize("NFC", match.group()))
            for match in re.finditer(r"[^\W\d_][\u0300-\u036f]+", written)
        )
        yield Way(
            changes, phrase("字母和声调合成一个字符", "make one character of letter and accent")
        )
    elif strange:
        changes = tuple((*match.span(), "") for match in strange)
        old = "".join(match.group() for match in strange)
        text = phrase("删去「{old}」", "delete 「{old}」", old=old)
        yield Way(changes, text)


def opened(written: str, closing: int, sign: str) -> Iterator[Way]:
    """The bracket that opens what is closed at `closing`."""
    opening = "（" if sign == "）" else "[" if sign in "]］" else "("
    before = written[:closing]
    end = re.search(r"不?含$", before)
    if end is not None:
        yield added(end.start(), opening)
    equals = re.search(r"[=＝]\s*(?!.*[=＝])", before)
    start = equals.end() if equals is not None else len(before) - len(before.lstrip())
    behind = re.match(r"\s*[/÷×*]", written[closing + 1 :])
    inner = before[start:]
    for call in re.finditer(
        r"(?:最小|最大|合计|数量|平均|工作日数|取整|四舍五入|min|max|sum|count)(?=\w)", inner
    ):
        yield added(start + call.end(), opening)
    if behind is not None and re.search(r"[+\-＋－]", inner):
        yield added(start, opening)
    if re.search(r"[/÷×*]", inner):
        for match in reversed(list(re.finditer(r"[/÷×*]\s*", inner))):
            yield added(start + match.end(), opening)
