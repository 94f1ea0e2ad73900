"""Did you mean: the names most like one that is not known, by their characters and by their sound.

Chinese is typed by its sound, so the usual slip is another character of the same sound (`预算调正率`), or parts
in another order (`调整预算率`). Nothing here is random: the same names give the same answer.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

_LEAST_LIKENESS = 0.5
_LEAST_LATIN = 0.6
_LEAST_SOUND = 0.6
_SAME_PARTS = 0.9
"""How like a name is that has the same characters in another order."""
_SAME_SOUND, _NEAR_SOUND = 0.15, 0.3
"""What a character of the same sound costs, and one of nearly the same; any other costs 1."""
_FEW_DIFFER = 2
_WEIGHED = 60
_LONGEST = 80
"""Longer names are compared with none: that takes the square of their length."""
"""Only so many names are weighed exactly, however many are known."""
_TURNING = ("未", "不", "无", "没", "非", "否", "拒", "免", "除", "部分", "个别")
"""Words that turn a statement around, or take back a part of it."""
_TURNING_BEHIND = ("以外", "之外", "除外", "以上", "以下", "以内")
_TURNING_IN_ENGLISH = re.compile(r"(?:non|un|in|dis|not|no)[-_ ]?$", re.IGNORECASE)
_FEW = 2
_LOOKS = (
    "元无兀", "末未木", "己已", "人入", "日曰目", "土士", "大太犬", "含舍合", "则侧测", "分兮", "每母", "百白自", "点占",
    "金全", "额颇", "得待", "扣和", "加如", "率卒", "数敷", "指措", "标际", "级极", "项顷", "义叉", "事亊", "按接", "档挡", "逐遂", "其具", "余佘", "否杏", "免兔", "适造", "用甩", "顶项",
    "步歩", "工王", "年午", "方万", "案桉", "由田", "议仪", "问间", "超起", "干于千", "除徐",
)  # fmt: skip
"""Characters that are taken for one another by the eye: with Wubi, with handwriting, with a scanner."""
_LOOK_ALIKE = frozenset((first, second) for group in _LOOKS for first in group for second in group)
_THIS, _LAST = ("本", "当", "今"), ("上", "去")
_UP, _DOWN = frozenset("高多大上升增加超"), frozenset("低底少小下降减")
"""Characters of which one instead of another makes a floor of a cap: `最低` is no slip for `最多`."""
_OF_A_LIMIT = re.compile("最[低底少小]|至少|起码|不[低少]于|保底|[扣减加][至到]")
_OPPOSITES = frozenset(
    frozenset(pair)
    for pair in ("初末", "增减", "上下", "高低", "多少", "前后", "收支", "有无", "大小", "升降", "出入", "早晚", "内外", "本上", "今去", "今明", "和或", "与或", "且或")
)  # fmt: skip


def suggest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names nearest to `name`, best first."""
    if not 0 < len(name) <= _LONGEST:
        return ()
    candidates = (each for each in known if 0 < len(each) <= _LONGEST and each != name)
    return _nearest(name, tuple(dict.fromkeys(candidates)))[:most]


@lru_cache(maxsize=64)
def _nearest(name: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """All that are near; one name may be misspelt many times over."""
    likeness = _without_opposites(name, _by_characters(name, candidates))
    if len(likeness) == 1:
        return tuple(likeness)
    # nothing yet, or several to be ranked
    for candidate, sound in _without_opposites(name, _by_sound(name, candidates)).items():
        likeness[candidate] = max(sound, likeness.get(candidate, 0))
    ranked = sorted(
        (-value, abs(len(candidate) - len(name)), not sounds_alike(name, candidate), candidate)
        for candidate, value in likeness.items()
    )  # of two as like, 超过 rather than 每起 for 起过
    return tuple(candidate for *_, candidate in ranked)


def spelled_out(written: str, known: Iterable[str]) -> Iterator[str]:
    """The known names that are written in Pinyin, wholly or in part: `每man` for `每满`."""
    letters = written.replace("'", "").lower()
    candidates = [name for name in dict.fromkeys(known) if 0 < len(name) <= len(letters)]
    _learn(character for candidate in candidates for character in candidate)
    return iter(_spelled_by(letters, tuple(candidates)))


@lru_cache(maxsize=256)
def _spelled_by(letters: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in candidates if _is_spelling(letters, name))


def _without_opposites(name: str, likeness: dict[str, float]) -> dict[str, float]:
    return {
        candidate: value
        for candidate, value in likeness.items()
        if not says_the_opposite(name, candidate)
    }


def says_the_opposite(name: str, candidate: str) -> bool:
    """`未公开` and `公开不及时` are no slips for `公开`: a suggestion must not turn a rule around."""
    if any(name.count(word) != candidate.count(word) for word in _TURNING) or (
        any(name.endswith(word) is not candidate.endswith(word) for word in _TURNING_BEHIND)
    ):
        return not sounds_alike(name, candidate)  # `不底于` is `不低于`, typed by its sound
    longer, shorter = (name, candidate) if len(name) > len(candidate) else (candidate, name)
    if longer.lower().endswith(shorter.lower()) and _TURNING_IN_ENGLISH.match(
        longer[: len(longer) - len(shorter)]
    ):
        return True
    if _kind(name) and _kind(candidate) and _kind(name) != _kind(candidate):
        return True
    years = [_year(name[:1]), _year(candidate[:1])]
    if all(years) and years[0] != years[1]:
        return True
    if len(name) != len(candidate):
        return False
    pairs = [pair for pair in zip(name, candidate, strict=True) if pair[0] != pair[1]]
    if any({first, second} & _UP and {first, second} & _DOWN for first, second in pairs):
        return True
    return len(pairs) == 1 and frozenset(pairs[0]) in _OPPOSITES


def _year(first: str) -> str:
    return "this" if first in _THIS else "last" if first in _LAST else ""


def _kind(name: str) -> str:
    """A rate is never an amount, whatever else the two names have in common."""
    if name.endswith(("率", "比例", "占比", "比重")):
        return "rate"
    return "amount" if name.endswith(("数", "额", "金额", "支出", "收入", "资金")) else ""


def says_a_limit(word: str) -> bool:
    """`最低` says a floor, `扣至` what is left and `超` a threshold: no slips for 最多, 每低, 扣 and 每超."""
    return word == "超" or _OF_A_LIMIT.search(word) is not None


def sounds_alike(name: str, candidate: str) -> bool:
    """Whether at most two characters differ, and those have a reading in common or look alike."""
    if len(name) != len(candidate) or name.isascii() or candidate.isascii():
        return False
    differing = [pair for pair in zip(name, candidate, strict=True) if pair[0] != pair[1]]
    if not 0 < len(differing) <= _FEW_DIFFER:
        return False
    _learn({character for pair in differing for character in pair})
    return all(
        _look_alike(first, second)
        or not _SOUNDS.get(first, frozenset()).isdisjoint(_SOUNDS.get(second, frozenset()))
        for first, second in differing
    )


def _look_alike(first: str, second: str) -> bool:
    return (first, second) in _LOOK_ALIKE


def leaves_out(name: str, candidate: str) -> bool:
    """Whether taking `candidate` for `name` would drop words somebody wrote, not only mend a slip."""
    if name.count("每") > candidate.count("每"):
        return True  # so much for each is not so much once
    if len(name) - len(candidate) < _FEW or name.isascii():
        return False
    written = iter(name)
    return all(character in written for character in candidate)


# --- characters ----------------------------------------------------------------------------------


def _by_characters(name: str, candidates: Sequence[str]) -> dict[str, float]:
    """How like each candidate is: by the characters shared and by their order."""
    from difflib import SequenceMatcher

    is_latin = name.isascii()
    characters = set(name)
    near: list[tuple[float, int, str]] = []
    for candidate in candidates:
        own = set(candidate)
        shared = 2 * len(characters & own) / (len(characters) + len(own))
        if shared >= _LEAST_LIKENESS:
            near.append((-shared, abs(len(candidate) - len(name)), candidate))
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    likeness: dict[str, float] = {}
    for shared, _, candidate in sorted(near)[:_WEIGHED]:
        if is_latin and candidate.isascii():
            value = _latin_likeness(name.lower(), candidate.lower())
            least = _LEAST_LATIN
        else:
            matcher.set_seq1(candidate)
            value = (matcher.ratio() - shared) / 2
            if shared == -1 and sorted(name) == sorted(candidate):
                value = max(value, _SAME_PARTS)
            least = _LEAST_LIKENESS
        if value >= least:
            likeness[candidate] = value
    return likeness


def _latin_likeness(name: str, candidate: str) -> float:
    """By letters wrong, missing, too many or swapped; words in another order are nearly as like."""

    def cost(first: str, second: str) -> float:
        return float(first != second)

    def likeness(first: str, second: str) -> float:
        return 1 - _distance(first, second, cost) / max(len(first), len(second))

    words, others = (sorted(text.replace("_", " ").split()) for text in (name, candidate))
    reordered = likeness(" ".join(words), " ".join(others)) if len(words) > 1 else 0
    return max(likeness(name, candidate), reordered * _SAME_PARTS)


# --- sound ---------------------------------------------------------------------------------------


def _by_sound(name: str, candidates: tuple[str, ...]) -> dict[str, float]:
    """How like each candidate sounds; nothing where `name` has no sound we know of."""
    is_spelled = name.isascii() and name.isalpha() and len(name) > 3
    if not is_spelled and not any(map(_is_han, name)):
        return {}
    characters = _characters(candidates)
    _learn((*name, *characters))
    if is_spelled:
        return {each: 1.0 for each in candidates if _is_spelling(name.lower(), each)}
    heard = frozenset().union(*(_SOUNDS.get(character, {character}) for character in name))
    unlike = {
        each
        for each in characters
        if each not in name and heard.isdisjoint(_SOUNDS.get(each, each))
    }
    without = str.maketrans(dict.fromkeys(unlike, ""))
    near: list[tuple[float, int, str]] = []
    for candidate in candidates:
        alike = len(candidate.translate(without))
        if 2 * alike >= len(candidate):
            length = abs(len(candidate) - len(name))
            near.append((-alike / max(len(candidate), len(name)), length, candidate))
    likeness: dict[str, float] = {}
    for _, _, candidate in sorted(near)[:_WEIGHED]:
        distance = _distance(name, candidate, _sound_cost)
        value = 1 - distance / max(len(name), len(candidate))
        if value >= _LEAST_SOUND:
            likeness[candidate] = value
    return likeness


@lru_cache(maxsize=8)
def _characters(candidates: tuple[str, ...]) -> frozenset[str]:
    """Every character of the names; asked for again with every name that is not known."""
    return frozenset().union(*candidates)


def _sound_cost(first: str, second: str) -> float:
    if first == second:
        return 0
    if _look_alike(first, second):
        return _SAME_SOUND
    sounds, others = _SOUNDS.get(first), _SOUNDS.get(second)
    if not sounds or not others:
        return 1
    if not sounds.isdisjoint(others):
        return _SAME_SOUND
    near = {_blurred(sound) for sound in sounds}
    return 1 if near.isdisjoint(map(_blurred, others)) else _NEAR_SOUND


@lru_cache(maxsize=2048)
def _blurred(sound: str) -> str:
    """`zheng` and `zen` are one to many ears: zh/z, ch/c, sh/s, n/l, and -ng/-n."""
    for written, heard in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")):
        if sound.startswith(written):
            sound = heard + sound[len(written) :]
            break
    return sound[:-1] if sound.endswith("ng") else sound


def _is_spelling(letters: str, candidate: str) -> bool:
    """Whether `candidate` is written out in Pinyin: `zaizhirenshu` for `在职人数`, or a part of it is."""
    if not candidate:
        return not letters
    sounds = {*_SOUNDS.get(candidate[0], ()), candidate[0].lower()}
    return any(
        letters.startswith(sound) and _is_spelling(letters[len(sound) :], candidate[1:])
        for sound in sounds
    )


_SOUNDS: dict[str, frozenset[str]] = {}
"""The readings of the characters asked for so far, without tones."""


def _is_han(character: str) -> bool:
    return character > "\u2e7f"


def _learn(characters: Iterable[str]) -> None:
    unknown = sorted(each for each in characters if _is_han(each) and each not in _SOUNDS)
    if not unknown:
        return
    # Whole words (60 ms more to load) tell which reading is meant; here any reading will do.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    for character in unknown:
        readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        _SOUNDS[character] = frozenset(readings[0]) if readings else frozenset()


# --- distance ------------------------------------------------------------------------------------


def _distance(first: str, second: str, cost: Callable[[str, str], float]) -> float:
    """Characters changed, missing, too many, or swapped with their neighbor."""
    before: list[float] = []
    row = [float(column) for column in range(len(second) + 1)]
    for index, character in enumerate(first):
        before, above, row = row, before, [index + 1.0]
        for column, other in enumerate(second):
            least = min(
                before[column + 1] + 1, row[column] + 1, before[column] + cost(character, other)
            )
            if index and column and character == second[column - 1] and first[index - 1] == other:
                least = min(least, above[column - 1] + (character != other))
            row.append(least)
    return row[-1]
