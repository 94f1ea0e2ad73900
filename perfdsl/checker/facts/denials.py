"""Denials of what a fact asks: `无挪用公用经费 = 是` for `挪用公用经费 = 否`, `未整改` as the value of `已整改`."""

import re
from collections.abc import Iterable, Iterator

from perfdsl.checker.facts.numbers import is_later, is_none
from perfdsl.checker.facts.words import canonical_name, find_word, fold, table_of
from perfdsl.diagnostic import Edit, Help
from perfdsl.model.raw_facts import RawEntry, RawTable, RawValue
from perfdsl.suggestion import spelled_out, suggest
from perfdsl.wording import phrase

_DENIALS = (
    "不存在", "没有发生", "没有发现", "没有出现", "尚未", "未发生", "未发现", "未出现", "未曾", "未有", "没有", "不是", "不属于", "并未", "并无",
    "未", "无", "没", "不", "非",
)  # fmt: skip
NO_DENIAL = "(?!税|营利|动产|形资产|障碍|物质|来|良|可抗|限|偿|人机|纺|遗|线(?!索)|纸化|公害|害化|烟|成年|公有)"
"""非税, 不动产, 无形资产, 无障碍, 未来 deny nothing."""
_EMPTY = ("存在", "发生", "发现", "出现", "是否", "有无", "已经", "属于", "有", "是", "已")
"""Words a name may have or not, and still ask the same."""
_ENGLISH_DENIALS = frozenset({"no", "not", "non", "without", "never", "none", "lacks", "lacking"})
_ENGLISH_EMPTY = frozenset({"has", "have", "had", "is", "was", "were", "are", "any", "a", "been"})
_ENGLISH_PREFIXES = ("in", "un", "non", "dis", "im", "ir")
_FULLY = re.compile("^(?:已经?全部|全部已?|均已?|都已?|完全|已经|fully |all |completely |always )")
_YET = re.compile(r"\b(?:yet|already)\b", re.IGNORECASE)
LONGEST = 80
"""Longer texts are no names."""
_LEAST = 2
"""A name of one character denies nothing for certain."""
TRUE = ("是", "有", "对", "yes", "true", "√", "y")
FALSE = ("否", "无", "没有", "不是", "no", "false", "×", "n")
_TRUTHS = {
    "真": True, "假": False, "已": True, "未": False, "✓": True, "✗": False, "✔": True, "✘": False,
    "不涉及": False, "未发生": False, "不存在": False, "没发生": False, "未有": False, "已有": True, "属于": True, "不属于": False, "存在": True,
    "已完成": True, "未完成": False, "尚未完成": False, "已落实": True, "未落实": False, "具备": True, "不具备": False, "发生": True,
    "符合": True, "不符合": False, "均有": True, "均是": True, "已发生": True, "done": True, "completed": True, "not yet": False,
    "none": False, "nil": False, "not done": False, "pending": False, "in place": True, "t": True, "f": False,
}  # fmt: skip
"""What forms have where the language has yes and no."""
_SPELLED = tuple(each for each in (*TRUE, *FALSE) if not each.isascii() and each not in "√×")
_LONGEST_DENIAL = 8
"""`无项目`, `没有发生过`: that long a denial is one, no sentence."""
_YES = tuple(word for word in TRUE if word != "有")
_NO = tuple(word for word in FALSE if word not in ("无", "没有"))


def denied(entry: RawEntry, truths: Iterable[str], table: Iterable[RawEntry]) -> list[Help]:
    """The one truth whose name the key turns around, with the value turned around as well."""
    present = {canonical_name(each.key) for each in table}
    names = [name for name in truths if is_denial(entry.key, name)]
    value = _value_of(entry)
    said = _said(value.content) if value is not None else None
    if len(names) != 1 or value is None or said is None or canonical_name(names[0]) in present:
        return []
    word = "false" if said else "true"
    text = phrase("写成「{name}」= {word}", "write “{name}” = {word}", name=names[0], word=word)
    return [
        Help(text, (Edit(entry.key_span, f'"{names[0]}"'), Edit(value.span, word)), "unsafe"),
    ]


def the_same(key: str, names: Iterable[str]) -> list[str]:
    """The one name that asks the same: `是否登记入账` and `已登记入账`."""
    if len(key) > LONGEST:
        return []
    soft = _softened(_plain(key))
    found = [name for name in names if len(name) <= LONGEST and _softened(_plain(name)) == soft]
    return found if len(found) == 1 else []


def is_denial(key: str, name: str) -> bool:
    """Whether one of the two names is the other one turned around, and nothing else."""
    if len(key) > LONGEST or len(name) > LONGEST:
        return False
    one, other = _plain(key), _plain(name)
    if one == other:
        return False
    return bool(
        (_without_denial(one) & {_softened(other)}) | (_without_denial(other) & {_softened(one)})
    )


def turns_around(key: str, name: str) -> bool:
    """Whether an English name has a denial more than the other: no slip, whatever else is alike."""
    if not key.isascii() or not name.isascii() or len(key) > LONGEST:
        return False
    return _denials_in(_words(key)) != _denials_in(_words(name)) or is_denial(key, name)


def said_of(name: str, value: str) -> bool | None:
    """What a value says that repeats the name or a part of it, as it is or denied."""
    plain, asked = _FULLY.sub("", _plain(re.sub(_YET, "", value.rstrip("了的。.")))), _plain(name)
    if len(plain) < _LEAST or len(plain) > LONGEST or asked == "":
        return None
    is_most = asked.endswith(plain) or 2 * len(plain) >= len(asked)
    if _is_part(plain, asked) and (is_most or _softened(plain) == _softened(asked)):
        return True
    if any(_is_part(each, asked) for each in _without_denial(plain) if len(each) >= _LEAST):
        return False if not _has_denial(asked) else None
    return None


def truth_meant(name: str, word: str) -> tuple[str, ...]:
    """Yes or no, as it is to be written, where the word can mean one of them only."""
    from perfdsl.checker.facts.claims import (  # only where something is wrong
        claimed,
        denies,
        ticked,
    )

    plain = word.rstrip("的了过。.")
    if plain in TRUE or plain in FALSE:
        return (f'"{plain}"',)
    if is_later(word):
        return ('""',)
    said = None if _has_denial(_plain(name)) else ticked(word, name)
    if said is None:
        said = said_of(name, word)
    if said is None:
        said = claimed(name, word)
    if said is None:
        said = _TRUTHS.get(plain, _TRUTHS.get(word))
    is_denial_only = len(plain) < _LONGEST_DENIAL and denies(name, plain)
    if said is None and is_denial_only and not _has_denial(_plain(name)):
        said = False
    if said is None and is_none(word):
        return ('""',)  # a stroke where nothing applies is no answer
    if said is None:
        spelled = list(spelled_out(word, _SPELLED)) if word.isascii() else []
        said = spelled[0] in TRUE if len(spelled) == 1 else None
    if said is None:
        return suggest(word, ("true", "false"), most=1)
    return ("true",) if said else ("false",)


# --- names ---------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Without quotes and spaces; English words apart, whatever stands between them."""
    if text.isascii():
        return " ".join(_words(text))
    return canonical_name(text).lower()


def _words(text: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", fold(text))
    lowered = re.sub(r"\bno(?=[_. ]+of[_ ])", "number", spaced.lower())  # `no_of_staff`
    return [word for word in re.split(r"[^a-z0-9]+", lowered) if word]


def _softened(plain: str) -> str:
    """The name without the words that only say that it is so."""
    if plain.isascii():
        return " ".join(word for word in plain.split() if word not in _ENGLISH_EMPTY)
    for word in _EMPTY:
        if plain.startswith(word) and len(plain) - len(word) >= _LEAST:
            plain = plain.removeprefix(word)
            break
    return re.sub("已经?(?=.)", "", plain)


def _without_denial(plain: str) -> set[str]:
    """Every reading with one denial taken out."""
    return {_softened(each) for each in _one_less(plain)}


def _one_less(plain: str) -> Iterator[str]:
    if plain.isascii():
        words = plain.split()
        for place, word in enumerate(words):
            rest = [*words[:place], *words[place + 1 :]]
            if word in _ENGLISH_DENIALS and rest:
                yield " ".join(rest)
            for prefix in _ENGLISH_PREFIXES:
                if word.startswith(prefix) and len(word) - len(prefix) > _LEAST:
                    yield " ".join([*words[:place], word.removeprefix(prefix), *words[place + 1 :]])
        return
    for denial in _DENIALS:
        for match in re.finditer(denial + NO_DENIAL, plain):
            left = plain[: match.start()] + plain[match.end() :]
            if len(left) >= _LEAST:
                yield left


def _denials_in(words: Iterable[str]) -> int:
    return sum(word in _ENGLISH_DENIALS for word in words)


def _has_denial(plain: str) -> bool:
    if plain.isascii():
        return _denials_in(plain.split()) > 0
    return any(re.search(denial + NO_DENIAL, plain) for denial in _DENIALS)


def _is_part(part: str, asked: str) -> bool:
    """Whether the name says so, and no denial stands before it there."""
    from perfdsl.checker.facts.claims import is_opposite

    soft = _softened(asked)
    if part.isascii():
        return part == asked or _softened(part) == soft or f" {soft} ".endswith(f" {part} ")
    at = asked.find(part)
    before = asked[: max(at, 0)]
    is_there = at >= 0 and not before.endswith(_DENIALS) and not is_opposite(before)
    return is_there or _softened(part) == soft


# --- values --------------------------------------------------------------------------------------


def _value_of(entry: RawEntry) -> RawValue | None:
    table: RawTable | None = table_of(entry)
    if table is None:
        return entry.value
    return next((each.value for each in table if find_word("entry", each.key) == "value"), None)


def _said(content: object) -> bool | None:
    """Yes or no; `有` and `无` behind a denied name can mean either."""
    if isinstance(content, bool):
        return content
    if not isinstance(content, str):
        return None
    word = fold(content).lower()
    if word in _YES:
        return True
    return False if word in _NO else None
