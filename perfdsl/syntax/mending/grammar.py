"""One word put in, taken out or exchanged near the place where a line stopped making sense.

The last resort, for slips nobody thought of: of the lines this makes, only those that can be read with
declared names are offered. Words that carry meaning (negations, numbers, names) are never touched.
"""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.ways import Place, Way, added, removed
from perfdsl.terms import KEYWORD_IDS, find_unit
from perfdsl.wording import phrase

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.]*[%％]?|[<>≤≥=!]=?|[^\w\s]")
_WORDS = ("得", "扣", "至", "按", "人工", "分档", "取", "逐项", "步长", ",")
_ENGLISH = (
    "award", "deduct", "to", "by", "judged", "bands", "values", "checklist", "step", ",",
)  # fmt: skip
_TAKEN = ("扣", "deduct")
_KEPT = re.compile(
    r"[不未无没非否除免最超低高大小以上下内外且或达满每扣得加减罚奖]|[\d%％<>≤≥=+*/×÷()（）|\"“”「」]"
)
"""What is never deleted or exchanged: it may be what the line is about."""
_NO_RULE = re.compile(
    r"(?:事实|定义|方案|年度|语言|满分|保留|金额单位|剔除|等级|[一二三四]级指标|指标|总分|理由|问题|建议|依据|来源|方法|说明|原名|编号|放过|fact|define|\S+\s*[:：])|\s*-\s*\S+\s*(?:$|[:：,，])"
)
"""Lines that declare or set something are not made into rules."""
_KEYWORDS = tuple(word for word in KEYWORD_IDS if len(word) > 1 or word in "得扣至按每")
_TELLING = re.compile(r"^\s*-|[<>≤≥=]|人工|逐项|否则|分档|插值|judged|otherwise|bands")
"""Of a line that has none of these, and no name, nobody can say what it was to be."""
_WINDOW = 2
_FEWEST = 3
"""Of fewer words nobody can say what they were to be."""
_LONGEST_LINE = 80
_LONGEST_EXCHANGED = 2
_IDLE = re.compile(
    r"\W|[的了就才则应可共均都再等约为是即将把]{1,2}|分别|予以|给予|应当|打分|计分|评分|分值|得分|情况|时候|其|该|本|各"
)
"""Words that say nothing where they stand in the way."""


def by_grammar(written: str, first: int, place: Place) -> Iterator[Way]:
    """The changes, those nearest to `first` before others."""
    if len(written) > _LONGEST_LINE or _NO_RULE.match(written) is not None:
        return
    tokens = [match.span() for match in _TOKEN.finditer(written)]
    if len(tokens) < _FEWEST or any(
        _is_unknown(written[begin:end], place) for begin, end in tokens
    ):
        return
    if not any(name in written for name in place.names) and _TELLING.search(written) is None:
        return
    near = sorted(
        range(len(tokens)), key=lambda index: (abs(tokens[index][0] - first), tokens[index][0])
    )[: 2 * _WINDOW]
    words = _ENGLISH if written.isascii() else _words(written, place)
    indent = len(written) - len(written.lstrip())
    if place.in_list or written.startswith("-", indent):
        words = tuple(word for word in words if word not in _TAKEN)  # a row gives points
    for index in near:
        begin, end = tokens[index]
        token = written[begin:end]
        if not _is_loose(token, place):
            continue
        for word in words if len(token) <= _LONGEST_EXCHANGED else ():
            said = phrase(
                "「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=token, new=word
            )
            yield Way(((begin, end, f" {word} "),), said)
        if _IDLE.fullmatch(token) is not None:
            yield removed(begin, end, token)
    ends = [tokens[index][0] for index in near] + [tokens[0][0]]
    for at in dict.fromkeys([*ends, len(written.rstrip())]):
        for word in words:
            if at > indent:
                yield added(at, f" {word} ")
            elif word not in _TAKEN:  # only where a condition holds
                yield added(at, f"{word} ")


def _is_unknown(token: str, place: Place) -> bool:
    """Whether it is a name nobody declared: whatever is changed beside it, the line makes no sense."""
    if len(token) <= _LONGEST_EXCHANGED or not token[0].isalpha() or token in place.names:
        return False
    if find_unit(token) is not None:
        return False
    if token in KEYWORD_IDS or token.lower() in KEYWORD_IDS or _IDLE.fullmatch(token) is not None:
        return False
    return not any(word in token for word in _KEYWORDS) and not any(
        name in token for name in place.names
    )


def _is_loose(token: str, place: Place) -> bool:
    """Whether it is neither a name nor a word of the language, nor says anything that counts."""
    if token in place.names or token in KEYWORD_IDS or token.lower() in KEYWORD_IDS:
        return token in (",", "，", "、", "：", ":", ";", "；", "。")
    return _KEPT.search(token) is None and find_unit(token) is None


def _words(written: str, place: Place) -> tuple[str, ...]:
    """扣 before 得 where the rules beside this one take points away."""
    before = place.file[: place.start].rsplit("\n", 4)[-4:]
    after = place.file[place.start + len(written) :].split("\n", 3)[:3]
    around = "".join(before + after)
    if around.count("扣") > around.count("得") and not written.lstrip().startswith("人工"):
        return ("扣", "得", *_WORDS[2:])
    return _WORDS
