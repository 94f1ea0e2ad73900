"""Words for a level that are not those of the list: `较健全` for 基本健全, `不太健全` for 不健全."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from perfdsl.checker.facts.boxes import ticked_word
from perfdsl.checker.facts.numbers import is_later, is_none
from perfdsl.checker.facts.remarks import changes_word
from perfdsl.checker.facts.words import canonical_name
from perfdsl.suggestion import leaves_out, sounds_alike, spelled_out, suggest

_HEDGES = (
    "基本上", "大体上", "总体上", "相对", "比较", "较为", "基本", "大体", "大致", "总体", "整体", "还算", "尚算", "部分", "大部分", "大多",
    "绝大部分", "多数", "一般", "较", "尚", "略", "半", "partially", "partly", "fairly", "mostly", "largely", "quite", "rather", "basically",
    "generally", "reasonably", "almost", "nearly", "somewhat", "relatively", "moderately",
)  # fmt: skip
_STRONG = (
    "非常", "十分", "完全", "全部", "高度", "密切", "紧密", "充分", "特别", "极其", "均已", "均", "都", "已经", "已", "很", "极", "全", "fully", "very", "wholly",
    "completely", "entirely", "totally", "highly", "absolutely",
)  # fmt: skip
_DENIALS = (
    "不太", "不够", "不甚", "不很", "不是很", "不大", "不怎么", "不算", "不能算", "尚不", "还不", "很不", "较不", "极不", "比较不", "基本不", "基本未", "尚未",
    "还未", "还没", "没有", "完全不", "完全未", "均未", "都未", "欠", "缺乏", "未", "不", "无", "没", "not very", "not quite", "not really", "not at all",
    "not yet", "not fully", "not so", "not", "un", "in", "non", "hardly", "scarcely",
)  # fmt: skip
_LONGEST = 80
_REMARKED = re.compile(
    r"(?P<word>[^(（:：—–,，;；。-]+?)\s*(?:[(（](?P<inside>[^()（）]*)[)）]|[:：—–,，;；。-]+(?P<behind>.+))\s*"
)
_TAILS = ("的", "了", "。", ".")


def words_meant(written: str, words: Iterable[str]) -> list[str]:
    """The words of the list that may have been meant, the likeliest first, never the opposite; `""` for none yet."""
    words = tuple(words)
    if len(written) > _LONGEST:
        return []
    if is_later(written):
        return [""]
    certain = ticked_word(written, words) or _spelled(written, words)
    if certain is not None:
        return [certain]
    return _alike(written, words) or ([""] if is_none(written) else [])


def _spelled(written: str, words: tuple[str, ...]) -> str | None:
    """The one word of the list that is written in Pinyin, wholly or in part."""
    if not re.search("[A-Za-z]", written) or all(word.isascii() for word in words):
        return None
    found = list(spelled_out("".join(written.split()), words))
    return found[0] if len(found) == 1 else None


def _alike(written: str, words: tuple[str, ...]) -> list[str]:
    """By its numeral, its remark, its qualifier, its characters or its sound."""
    numbered = [word for word in words if _numbered(word) == _numbered(written)]
    if len(numbered) == 1:
        return numbered
    plain = _plain(written)
    parts = {_plain(part) for part in re.split(r"[、,，;；/]| or | and |或者?|和|及", written)}
    remarked = _remarked(written, words)
    if remarked is not None:
        return remarked
    several = [word for word in words if _plain(word) in parts]
    if len(parts) > 1 and several:
        return several
    for tail in _TAILS:
        plain = plain.removesuffix(tail)
    near = sorted(suggest(written, words), key=lambda word: leaves_out(written, word))
    denied = _cores(plain, _DENIALS)
    if denied:
        return [word for word in words if denied & _cores(_plain(word), _DENIALS)]
    if any(_plain(each) in plain for each in near) and _listed(plain, near):
        return near
    hedged = _cores(plain, _HEDGES)
    plainly = _cores(plain, _STRONG) | {plain}
    both = [word for word in words if hedged & _cores(_plain(word), _HEDGES)]
    same = [word for word in words if (hedged | plainly) & _positive(_plain(word))]
    ranked = [*both, *(same if hedged or not both else [])] if hedged else same
    if not hedged:  # a word without a reserve is no word with one
        near.sort(key=lambda word: bool(_cores(_plain(word), _HEDGES)))
    heard = [word for word in near if sounds_alike(plain, _plain(word))]
    rest = (each for each in near if _is_positive(each) and not _is_turned(plain, _plain(each)))
    return list(dict.fromkeys([*heard, *ranked, *rest]))


_NUMERAL = re.compile(
    "[\u2160-\u216b]|(?<![A-Za-z])(?:IX|IV|V?I{1,3}|V|X)(?![A-Za-z])|[一二三四五六七八九十]|\\d+"
)
_FIGURES = {
    **{each: at for at, each in enumerate("一二三四五六七八九十", 1)},
    **{
        each: at
        for at, each in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], 1)
    },
}


def _numbered(word: str) -> str:
    """The word with its numerals in figures, of whatever kind they are: `IV类`, `四类` and `Ⅳ类` are one."""
    return _NUMERAL.sub(
        lambda found: str(_FIGURES.get(normalize("NFKC", found.group()), found.group())),
        word.strip().removeprefix("第"),
    )


def _remarked(written: str, words: tuple[str, ...]) -> list[str] | None:
    """The word before a remark, nothing if the remark may take it back; None where there is no remark."""
    found = _REMARKED.fullmatch(written)
    bare = _plain(found["word"]) if found is not None else ""
    if found is None or bare not in map(_plain, words):
        return None
    remark = _plain(found["inside"] or found["behind"] or "")
    others = [plain for each in words if (plain := _plain(each)) not in bare]
    if any(plain in re.split(r"[、,，;；/]", remark) for plain in (bare, *others)):
        return None  # several words
    is_certain = not changes_word(remark, others)
    return [word for word in words if is_certain and _plain(word) == bare]


def _is_turned(plain: str, word: str) -> bool:
    """`有标准无依据` is not `有依据无标准`, which has the same characters."""
    return sorted(plain) == sorted(word) and any(each in plain for each in ("无", "未", "不", "没"))


def _listed(plain: str, near: list[str]) -> bool:
    """Whether the likeliest word stands in the text with all its qualifiers: `基本健全吧`."""
    first = _plain(near[0])
    return bool(_cores(first, _HEDGES)) and first in plain


def _positive(word: str) -> set[str]:
    return set() if _cores(word, _DENIALS) else {word, *_cores(word, _STRONG)}


def _is_positive(word: str) -> bool:
    return not _cores(_plain(word), _DENIALS)


def _cores(plain: str, qualifiers: tuple[str, ...]) -> set[str]:
    """What is left of the word without one of the qualifiers at its beginning, however long it is taken."""
    left: set[str] = set()
    for qualifier in qualifiers:
        rest = plain.removeprefix(qualifier)
        if rest != plain and rest.strip():
            left.add(rest.strip())
            left |= {rest.removeprefix(each) for each in ("很", "太", "已") if rest != each} - {""}
    return left


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word).strip().lower() if word.isascii() else canonical_name(word)
