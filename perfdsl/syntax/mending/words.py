"""Signs, numbers and words of a line as they may have been meant."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from unicodedata import normalize

from perfdsl.numerals import digits_of_year
from perfdsl.suggestion import leaves_out, says_a_limit, sounds_alike, suggest
from perfdsl.syntax.figured_names import BRACKETED
from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import RUN
from perfdsl.syntax.mending.characters import is_unseen
from perfdsl.syntax.mending.ways import Place, Way, added, removed, replaced
from perfdsl.terms import KEYWORD_IDS, TERMS
from perfdsl.wording import phrase

_SIGNS = {
    "》": ">", "〉": ">", "《": "<", "〈": "<", "【": "（", "】": "）", "〔": "（", "〕": "）",
    "\\": "|", "＼": "|", "¦": "|", "‖": "|", "{": "(", "}": ")", "｛": "（", "｝": "）",
}  # fmt: skip
"""Signs that lie on the same key, or look the same, as one that has a meaning."""


_NUMERAL = "[一二三四五六七八九十]{1,3}"


_OPENING = re.compile(
    rf"\s*([<>=]{{3,}}|[(（](?:\d{{1,2}}|{_NUMERAL})[)）]|\d{{1,2}}[、．)）]|\d{{1,2}}\.(?!\d)|{_NUMERAL}、"
    r"|[-—*●•■◆▪○➢√✓→☐□①-⑳])\s*"
)


_WORD = re.compile(r"[\u3400-\u9fff]+|[A-Za-z_]+")


_SPELLINGS = tuple(
    spelling
    for term in TERMS
    if term.kind not in ("facts", "function", "type", "noise")
    for spelling in (*term.zh, *term.en)
    if len(spelling) > 1 or term.id in ("DEDUCT", "AWARD", "ADD", "TO", "BY", "EACH")
)


_PARTS = tuple(
    dict.fromkeys(
        part
        for spelling in _SPELLINGS
        if spelling.isascii()
        for part in spelling.split("_")
        if len(part) > 3
    )
)


_MOST_WORDS = 8
_NEGATION = re.compile("[不未无没非免]")
_COUNTED = re.compile("[零一二两三四五六七八九十百半]+(?:个?[分项次个人件天月])")
"""`三分` says how many, and is no slip for 满分."""
_OF_A_GRADE = re.compile(r"(?:不得|不能|不可|不予|不应|禁止).*[评定列判]")
"""`不得评为优` is no slip of 不得分."""


def by_signs(written: str) -> Iterator[Way]:
    """Signs from the same key; characters nobody can see."""
    titles = list(re.finditer("《([^《》<>]+)》", written))
    if titles:
        changes = tuple(
            change
            for match in titles
            for change in (
                (match.start(), match.start() + 1, "“"),
                (match.end() - 1, match.end(), "”"),
            )
        )
        text = phrase("《》改为“”", "write “” for 《》")
        yield Way(changes, text)
    for match in re.finditer(r"[:：]\s*[=＝]|≈", written):
        yield replaced(*match.span(), match.group(), "=")
    for match in re.finditer(r"[≥≤][=＝]|[<>＜＞]\s*[<>＜＞](?![=＝])", written):
        sign = match.group()[0]
        yield replaced(*match.span(), match.group(), sign)
    for match in re.finditer(r"/\s*/|[×*]\s*[×*]|÷\s*÷|／\s*／", written):
        yield replaced(*match.span(), match.group(), match.group()[0])
    for match in re.finditer(r"(?<=\w)的(?=\s*[<>=≤≥＜＞])", written):
        yield removed(*match.span(), "的")
    quotes = [at for at, sign in enumerate(written) if sign in "'‘’`"]
    if len(quotes) == 2:
        changes = tuple((at, at + 1, '"') for at in quotes)
        yield Way(changes, phrase("换成双引号", "write double quotation marks"))
    strokes = [at for at, sign in enumerate(written) if sign in "\\＼"]
    if len(strokes) == 1:
        at = strokes[0]
        yield replaced(at, at + 1, written[at], "/")
    wrong = [(at, sign) for at, sign in enumerate(written) if sign in _SIGNS]
    if wrong:
        changes = tuple((at, at + 1, _SIGNS[sign]) for at, sign in wrong)
        old = "".join(dict.fromkeys(sign for _, sign in wrong))
        new = "".join(dict.fromkeys(_SIGNS[sign] for _, sign in wrong))
        yield Way(
            changes,
            phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=old, new=new),
        )
        braces = tuple((at, at + 1, "") for at, sign in wrong if sign in "{}｛｝")
        if braces:
            yield Way(braces, phrase("删去花括号", "delete the braces"))
    unseen = tuple((at, at + 1, "") for at, sign in enumerate(written) if is_unseen(sign))
    if unseen:
        yield Way(unseen, phrase("删去看不见的字符", "delete the invisible characters"))


def doubled(written: str, first: int, last: int) -> Iterator[Way]:
    """What stands there twice, and signs of a table."""
    found = written[first:last].strip()
    if not found:
        return
    before = written[:first].rstrip()
    after = written[last:].lstrip()
    if before and len(found) == 1 and normalize("NFKC", before[-1]) == normalize("NFKC", found):
        yield removed(first, last, found)
    if before.endswith(found):
        yield removed(len(before), last, found)
    if after.startswith(found):
        yield removed(first, len(written) - len(after), found)
    if found in ("|", "｜", "√", "、", "，", ",", ";"):
        yield removed(first, last, found)
    figures = re.search(r"(\d+(?:\.\d+)? *分?)( +)$", written[:first])
    if figures is not None and re.fullmatch(r"\d+(?:\.\d+)? *分?", found):
        yield removed(figures.end(1), last, found)
        yield removed(figures.start(1), first, figures.group(1))
    number = re.fullmatch(r"(\d+(?:\.\d+)?)", found)
    if (
        number is not None
        and not after
        and re.search(rf"(?<![\d.]){re.escape(found)}\s*分?$", before)
    ):
        yield removed(len(before), last, found)


def openings(written: str) -> Iterator[Way]:
    match = _OPENING.match(written)
    if match is not None:
        yield removed(match.start(1), match.end(), match.group(1), blames=True)


def _turns_round(word: str, meant: str) -> bool:
    """Whether a negation somebody wrote would go, or one nobody wrote come in."""
    if meant.startswith(("no_", "no ")) and not word.startswith("no"):
        return True
    if meant.startswith(("not_", "not ")) and len(word) <= len(meant) - len("not"):
        return True
    if _NEGATION.search(word) is not None:
        return _NEGATION.search(meant) is None
    return word.isalpha() and _NEGATION.sub("", meant) == word


def by_words(written: str, names: frozenset[str]) -> Iterator[Way]:
    """A word that looks or sounds like one of the language, or like a declared name."""
    tried = 0
    for match in _WORD.finditer(written):
        word = match.group()
        if word in names or word in KEYWORD_IDS or word.lower() in KEYWORD_IDS:
            continue
        if _OF_A_GRADE.search(word) is not None or _COUNTED.fullmatch(word) is not None:
            continue
        tried += 1
        if tried > _MOST_WORDS:
            return
        spellings = (*_SPELLINGS, *_PARTS) if word.isascii() else _SPELLINGS
        if says_a_limit(word):
            spellings = ()
        for at, meant in _behind_name(word, names):
            begin = match.start() + at
            yield replaced(begin, match.end(), word[at:], f" {meant}", blames=True)
        for meant in suggest(word, spellings, most=3):
            if not (_loses_words(word, meant) or _turns_round(word, meant)):
                yield replaced(*match.span(), word, meant.replace("_", " "), blames=True)
        if re.search('["“”]', written[match.start() :]) is None and len(word) > 1:
            for meant in suggest(word, names, most=2):
                if not leaves_out(word, meant) and re.fullmatch(r"[\w“”]+", meant):
                    yield replaced(*match.span(), word, meant)


def _behind_name(run: str, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Behind a declared name at the beginning of a run where a word of the language is misspelt: `因灾停工勉扣`."""
    for name in sorted((name for name in names if run.startswith(name)), key=len, reverse=True):
        at = len(name) + (run[len(name) : len(name) + 1] in ("的", "时", "者"))
        for meant in _SPELLINGS if len(run) - at > 1 else ():
            if sounds_alike(run[at:], meant):
                yield at, meant


def _loses_words(word: str, meant: str) -> bool:
    """Whether more than a slip would go: `超过的每天扣` is not 每超过, nor `补贴每晚发` 每发现."""
    if word.isascii():
        return leaves_out(word, meant)
    gives = any(sign in word and sign not in meant for sign in "扣得加减")
    return gives or len(word) - len(meant) > 1


def glued(written: str, names: frozenset[str]) -> Iterator[Way]:
    """The end of one rule and the name that begins the next, in one run."""
    for match in _WORD.finditer(written):
        run = match.group()
        if run in names:
            continue
        for at in range(2, len(run) - 1):
            if run[:at] in names and run[at:] in names:
                place = match.start() + at
                yield Way(((place, place, "\n"),), phrase("分成两行", "make two lines of it"))


def restored(written: str, names: frozenset[str]) -> Iterator[Way]:
    """A name with characters that were lost."""
    for match in re.finditer("[\u3400-\u9fff\ufffd]*\ufffd+[\u3400-\u9fff\ufffd]*", written):
        pattern = re.compile(re.sub("\ufffd+", ".{1,3}", match.group()))
        known = [name for name in names if pattern.fullmatch(name)]
        if len(known) == 1:
            yield replaced(*match.span(), match.group(), known[0])


_HEADER_VALUES = (
    (re.compile(r"\s*金额单位\s+(\S+)$"), ("万元", "元", "千元", "百万元", "亿元")),
    (re.compile(r"\s*剔除换算\s+(\S+)$"), ("组内", "全表")),
    (re.compile(r"\s*每\s+(\S+)$"), ("按整", "进一", "按比例")),
)


_LOWER_END = re.compile(r"\s*-\s*(?:(?:>=|≥)\s*)?(\d[\d.]*[%％]?)\s*(?:[(（]含[)）]\s*至|得|award)")


_UPPER_END = re.compile(
    r"\s*-\s*(?:.*?至\s*|<\s*)(\d[\d.]*[%％]?)\s*(?:[(（]不含[)）])?\s*(?:得|award)"
)


def from_neighbors(written: str, place: Place) -> Iterator[Way]:
    """One end of a band is gone: where the band above begins, or the one below ends."""
    end = place.start + len(written)
    above = place.file[: place.start].rstrip("\n").rsplit("\n", 1)[-1]
    below = place.file[end:].lstrip("\n").split("\n", 1)[0]
    upper = re.match(r"\s*-\s*\S+?[(（]含[)）]\s*至\s*(?=得|award)", written)
    known = _LOWER_END.match(above)
    if upper is not None and known is not None:
        yield added(upper.end(), f"{known.group(1)}(不含) ")
    lower = re.match(r"\s*-\s*(?=至\s*\d)", written)
    known = _UPPER_END.match(below)
    if lower is not None and known is not None:
        yield added(lower.end(), f"{known.group(1)}(含) ")


def unquoted(written: str, names: frozenset[str]) -> Iterator[Way]:
    """A name in quotation marks is a text."""
    for match in re.finditer('[“"](\\w+(?:“\\w+”\\w*)?|“\\w+”\\w+)[”"]', written):
        inner = match.group(1)
        if re.sub('[“”"]', "", inner) in names:
            yield replaced(*match.span(), match.group(), inner)


_YEAR = re.compile(
    r"\s*(?:年度|year)\s*[:：]?\s*((?:19|20)\d\d|[〇零○Oo一二三四五六七八九]{4})(?=[^\d\s-])[^\d]*$",
    re.IGNORECASE,
)
"""A year with words behind it: `二〇二一年度吧`."""


def header_values(written: str) -> Iterator[Way]:
    full = re.match(r"\s*(满|分|满分分|满满分|分满)\s*\d+\s*分?\s*$", written)
    if full is not None:
        yield replaced(*full.span(1), full.group(1), "满分", blames=True)
    places = re.match(
        r"\s*保留\s*(?:至|到)?(?:小数点?后?)?\s*(\d)\s*(?:位|小数|位数|位小|位小数)?\s*$", written
    )
    if places is not None:
        yield replaced(*places.span(), written.strip(), f"保留 {places.group(1)} 位小数")
    year = _YEAR.match(written)
    if year is not None and year[1].isdigit():
        yield replaced(
            year.start(1), len(written.rstrip()), written[year.start(1) :].strip(), year[1]
        )
    elif year is not None:
        new = digits_of_year(year[1])
        yield replaced(year.start(1), len(written.rstrip()), written[year.start(1) :].strip(), new)
    for pattern, values in _HEADER_VALUES:
        match = pattern.match(written)
        if match is None or match.group(1)[:1] in "不否无":
            continue
        ranked = sorted(values, key=lambda value: -len(set(value) & set(match.group(1))))
        for value in ranked:
            yield replaced(*match.span(1), match.group(1), value, blames=True)


def undelimited(written: str, names: Collection[str]) -> Iterator[Way]:
    """A name that is declared with 「」 and used without: `2020年结余 > 0`."""
    line = fold(written)
    bare = BRACKETED.sub(lambda match: " " * len(match.group()), line)
    for name in _quoted_for_figures(frozenset(names)):
        begin = bare.find(fold(name))
        if begin >= 0:
            end = begin + len(name)
            yield replaced(begin, end, written[begin:end], f"「{name}」")


@lru_cache(maxsize=4)
def _quoted_for_figures(names: frozenset[str]) -> tuple[str, ...]:
    """The names that have to stand in 「」 because there are figures in them, the longest first."""
    found = (name for name in names if re.search(r"\d", name) and not RUN.fullmatch(name))
    return tuple(sorted(found, key=lambda name: (-len(name), name)))
