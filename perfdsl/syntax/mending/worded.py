"""What is said of a level or a choice in ways that rules do not know: `考核 良好及以上`, `方式为招标、磋商`, `方式不为招标`."""

import re
from collections.abc import Iterator
from functools import lru_cache

import attrs

from perfdsl.syntax.mending.ways import Place, Way, replaced
from perfdsl.syntax.usage import declarations

_LEVELS, _CHOICES, _TRUTHS = ("等级", "level"), ("选项", "choice"), ("是否", "truth")
_WITH = re.compile("(?:和|与|以?及|同时)")
_SEPARATORS = r"(?:[、，,/／]\s*(?:或者?|or\b)?|或者?|和|与|及|以及|\bor\b|\band\b)"
_IS = r"(?:是|为|系|属于|等于|在|限于|[=＝]{1,2}|\bis(?:\s+(?:one|any|either)\s+of)?\b|\bequals\b|\bin\b|\bone\s+of\b)"
_IS_NOT = r"(?:(?:并)?(?:不为|不是|不属于|不等于|不在|并非)|[!！][=＝]|<>|≠|\b(?:is\s+not|isn't|not\s+in|is\s+none\s+of)\b)"
_ONE_OF = r"(?:\s*(?:其中)?之一|\s*(?:这)?[二两三四几]种?(?:之一|中的?一种))?"
_SAID_BEFORE = rf"(?:{_IS}|达到?|>=|≥|不低于)"
_UP = r"及其?以上|[(（]含[)）]\s*以上|以上\s*[(（]含[)）]|(?:或者?|或其)(?:以上|更高|更好)|(?:\band\b|\bor\b)\s+(?:above|better|higher)"
_DOWN = r"及其?以下|[(（]含[)）]\s*以下|以下\s*[(（]含[)）]|(?:或者?|或其)(?:以下|更低|更差)|(?:\band\b|\bor\b)\s+(?:below|worse|lower)"
_OPEN_UP = r"以上\s*[(（]不含[)）]|[(（]不含[)）]\s*以上"
_OPEN_DOWN = r"以下\s*[(（]不含[)）]|[(（]不含[)）]\s*以下"
_ENDS = ((_UP, "不低于", "at least"), (_DOWN, "不高于", "not above"), (_OPEN_UP, "高于", "above"), (_OPEN_DOWN, "低于", "below"))  # fmt: skip
_UNSAID = (("以上", ("不低于", "高于")), ("以下", ("不高于", "低于")))
"""Only the writer knows whether the level itself belongs to it."""
_LEVEL = re.compile(rf" (?:{'|'.join(f'{zh}|{en}' for _, zh, en in _ENDS)}) [^\W\d]")
_AND = re.compile(r"且|\band\b", re.IGNORECASE)
_NOT = re.compile(r"[非不]|\bnot\b", re.IGNORECASE)


@attrs.frozen
class _Worded:
    name: str
    """Without 「」."""
    words: tuple[str, ...]
    """The longest first."""
    is_level: bool
    pattern: str = ""
    """Those of its words that a line holds."""


def worded_ways(written: str, place: Place) -> Iterator[Way]:
    """The line with one such phrase in the words of the language, where it has one meaning."""
    yield from _together(written, place)
    for each in _of_line(written, place):
        yield from _listed(written, each)
        if each.is_level:
            for ending, chinese, english in _ENDS:
                yield from _compared(written, each, ending, chinese, english)


def _together(written: str, place: Place) -> Iterator[Way]:
    """`有制度 与 已公开`: of what holds or does not both are asked for; of two numbers that would say nothing."""
    if _WITH.search(written) is None:
        return
    truths = [
        each.name
        for each in declarations(place.file)
        if each.type.lower() in _TRUTHS and each.name in written
    ]
    names = "|".join(map(re.escape, sorted(truths, key=len, reverse=True)))
    pattern = rf"(?:{names})(?P<word>\s*{_WITH.pattern}\s*)(?=(?:非\s*)?(?:{names}))"
    match = re.search(pattern, written) if truths else None
    if match is not None:
        yield replaced(*match.span("word"), match["word"].strip(), " 且 ")


def unsaid_levels(written: str, place: Place) -> Iterator[Way]:
    """`考核为良好以上`: with the level itself, or without."""
    for each in _of_line(written, place):
        for ending, signs in _UNSAID if each.is_level else ():
            for sign in signs:
                yield from _compared(written, each, ending, sign, sign)


def says_level(new: str) -> bool:
    """Whether it compares with a level, as these ways do."""
    return _LEVEL.match(new) is not None


def _of_line(written: str, place: Place) -> Iterator[_Worded]:
    """The facts that the line names, with the words it holds of each: a long list costs nothing else."""
    plain = written.casefold()
    for each in _declared(place.file):
        if each.name not in written:
            continue
        words = [word for word in each.words if word.casefold() in plain]
        if words:
            pattern = "|".join(rf"[\"“]?{re.escape(word)}[\"”]?" for word in words)
            yield attrs.evolve(each, pattern=pattern)


@lru_cache(maxsize=2)
def _declared(file: str) -> tuple[_Worded, ...]:
    found = []
    for each in declarations(file):
        kind = each.type.lower()
        listed = re.split('["“#]', each.rest, maxsplit=1)[0]
        words = sorted(re.findall(r"[^\W\d][^\s,，、]*", listed), key=len, reverse=True)
        if kind not in _LEVELS + _CHOICES or not words:
            continue
        plain = re.sub("[「」]", "", each.name)
        found.append(_Worded(plain, tuple(words), kind in _LEVELS))
    return tuple(dict.fromkeys(found))


def _listed(written: str, each: _Worded) -> Iterator[Way]:
    """`方式为招标、磋商`: each value compared on its own; `方式不为招标`."""
    name, words = re.escape(each.name), each.pattern
    match = re.search(
        rf"(?P<name>「{name}」|{name})\s*(?:(?P<not>{_IS_NOT})|{_IS})\s*[(（\[]?\s*(?P<list>(?:{words})(?:\s*{_SEPARATORS}\s*(?:{words}))*)\s*[)）\]]?{_ONE_OF}",
        written,
        re.IGNORECASE,
    )
    if match is None:
        return
    values = re.findall(words, match["list"])
    denied = match["not"] is not None
    english = written.isascii() or (each.name.isascii() and values[0].isascii())
    sign = "!=" if denied else "="
    joined = {(False, False): "或", (True, False): "且", (False, True): "or", (True, True): "and"}
    new = f" {joined[denied, english]} ".join(f"{match['name']} {sign} {value}" for value in values)
    rest = written[: match.start()] + written[match.end() :]
    joins = _AND.search(rest) is not None and not denied
    if len(values) > 1 and (joins or _NOT.search(written[: match.start()]) is not None):
        new = f"({new})"
    yield replaced(*match.span(), match.group(), _apart(new, written, match.end()), blames=True)


def _compared(
    written: str, each: _Worded, ending: str, chinese: str, english: str
) -> Iterator[Way]:
    """`考核 良好及以上` as `考核 不低于 良好`."""
    match = re.search(
        rf"{re.escape(each.name)}」?(?P<said>\s*{_SAID_BEFORE}?\s*(?P<word>{each.pattern})\s*(?:{ending}))",
        written,
        re.IGNORECASE,
    )
    if match is None:
        return
    sign = english if each.name.isascii() else chinese
    new = f" {sign} {match['word']}"
    begin, end = match.span("said")
    yield replaced(begin, end, match["said"], _apart(new, written, end), blames=True)


def _apart(new: str, written: str, end: int) -> str:
    """With a space in front of what follows, where that is a word."""
    return f"{new} " if re.match(r"[^\W的时]", written[end:]) else new
