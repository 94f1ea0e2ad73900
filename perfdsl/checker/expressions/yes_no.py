"""是 and 否 in other words, and the contrary of a declared 是否 as a name of its own."""

import re
from collections.abc import Iterable, Iterator

from perfdsl.checker.expressions.scope import Scope
from perfdsl.model.types import TruthType

_YES = frozenset(
    [
        "有",
        "真",
        "对",
        "正确",
        "存在",
        "具有",
        "已",
        "属实",
        "成立",
        "确有",
        "已有",
        "是的",
        "Y",
        "T",
        "1",
        "√",
        "✓",
        "✔",
        "☑",
        "yes",
        "true",
    ]
)
_NO = frozenset(
    [
        "无",
        "没有",
        "没",
        "假",
        "错",
        "错误",
        "不存在",
        "未",
        "不是",
        "不属实",
        "不成立",
        "未有",
        "尚无",
        "尚未",
        "并无",
        "否定",
        "N",
        "F",
        "0",
        "×",
        "✗",
        "✘",
        "☒",
        "no",
        "false",
    ]
)
_TURNED = ("未", "无", "没", "不", "非", "否", "免", "拒", "un", "no", "not")
"""A name that begins so is itself a contrary: `无违规 = 无` may mean either."""
_GRADED = ("程度", "情况", "状况", "水平", "质量", "等级", "等次", "档次", "效果", "性")
"""What may have more than two values."""
_DENIED = (
    "没有发生", "未发生", "未出现", "不存在", "没有", "未能", "尚未", "未曾", "未有", "并未", "并无", "没", "未", "不", "无", "非",
)  # fmt: skip
_AFFIRMED = ("", "有", "已", "已经", "存在", "具有", "发生", "出现", "能", "是", "建有", "设有")
_BEFORE = re.compile("凡是?|如果?|若|当|因|存在|有|如")
_DENIED_EN = re.compile(r"(?:is_|has_)?(?:not|no|without|non|lacks|lacking|un)_?(?P<rest>[a-z]\w*)")
_AFFIRMED_EN = ("", "has_", "is_", "have_", "with_", "was_", "are_")
_SAID_OF = re.compile(r"\s*(?:为|是|等于|=)\s*")


def yes_or_no(word: str, name: str) -> str | None:
    """What a word means beside the 是否 `name`: 是, 否, or nothing that is certain."""
    text = word.strip()
    if text in ("是", "否"):
        return text
    yes, no = ("yes", "no") if name.isascii() else ("是", "否")
    if name.lower().startswith(_TURNED):
        return None
    if text in _YES or text.lower() in _YES:
        return yes
    if text in _NO or text.lower() in _NO:
        return no
    if name.endswith(_GRADED):
        return None
    bare = name.removeprefix("有").removeprefix("已")
    for denied in _DENIED:
        rest = text.removeprefix(denied)
        if rest != text and rest and (rest in name or bare in rest):
            return "否"
    rest = text.removeprefix("已").removeprefix("有")
    return "是" if rest != text and rest and rest in name else None


def contrary_of(text: str, scope: Scope) -> str | None:
    """The declared 是否 whose contrary the name is: `没有食堂` of 有食堂, `制度不健全` of 制度健全."""
    if text.isascii():
        match = _DENIED_EN.fullmatch(text.lower())
        rests = [match["rest"]] if match is not None else []
        return _the_one((more + rest for rest in rests for more in _AFFIRMED_EN), scope)
    return _the_one(_without_denial(text), scope) or _the_one(_with_denial(text), scope)


def said_of(text: str, scope: Scope) -> tuple[str, str] | None:
    """A declared 是否 and what is said of it in one word: `有食堂为无`."""
    for name in sorted(scope.names(), key=len, reverse=True):
        if text.startswith(name) and _is_truth(name, scope):
            said = _SAID_OF.match(text, len(name))
            answer = yes_or_no(text[said.end() :], name) if said is not None else None
            if answer is not None:
                return name, answer
    return None


def _without_denial(text: str) -> Iterator[str]:
    """The name with one denial taken away, at the front or inside."""
    before = _BEFORE.match(text)
    for start in (0, before.end() if before is not None else 0):
        for denied in _DENIED:
            if text.startswith(denied, start):
                rest = text[start + len(denied) :]
                yield from (more + rest for more in _AFFIRMED if rest)
    for match in re.finditer("没有|未能|未|不|没|无", text):
        if match.start() > 0 and match.end() < len(text):
            rest = text[match.end() :]
            yield from (text[: match.start()] + more + rest for more in ("", "有", "已"))


def _with_denial(text: str) -> Iterator[str]:
    """The name as one that is declared with its denial: `有截留` beside 无截留."""
    for affirmed in ("", "有", "已", "存在", "发生"):
        if text.startswith(affirmed):
            rest = text[len(affirmed) :]
            yield from (denied + rest for denied in _DENIED if rest)


def _the_one(names: Iterable[str], scope: Scope) -> str | None:
    found = {name: None for name in names if _is_truth(name, scope)}
    return next(iter(found)) if len(found) == 1 else None


def _is_truth(name: str, scope: Scope) -> bool:
    fact = scope.facts.get(name)
    if fact is not None:
        return isinstance(fact.type, TruthType)
    value = scope.inferred.get(name)
    return value is not None and isinstance(value.type, TruthType)
