"""The sign that a bare number beside a rate was most likely meant with: the one its other limits have."""

import re
from collections.abc import Iterator
from functools import lru_cache

from perfdsl.checker.ways_out import is_english
from perfdsl.number import parse_decimal
from perfdsl.source import SourceText, Span
from perfdsl.syntax.folding import fold

_SIGNED = re.compile(
    r"(?P<number>\d[\d.]*)(?P<sign> *(?:个?百分点|pp(?![A-Za-z])|倍(?!数)|fold(?![A-Za-z])|‰|permille|%))"
)
_STEP = re.compile(
    rf"[^得扣加\"“#]*?(?:每[满起]?|\bper(?: full| started)?\b)[^\d扣加得]{{0,8}}{_SIGNED.pattern}",
    re.IGNORECASE,
)
_KINDS = {"个百分点": "pp", "百分点": "pp", "fold": "倍", "permille": "‰"}
_EFFECT = re.compile(
    r"[得扣加每\"“#]|award|deduct|add\b|per\b|不适用|须说明|not applicable|must explain"
)
_BEFORE = r"(?:(?<![\w.])|(?<=[当若且或]))"
_BEHIND = r"(?![^\W达在未不高低大小超等少多为是])"
"""A name is written together with what is said of it, not with more of a name."""
_BANDS = re.compile("分档|bands", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:[^\w\s\"“「]|[(（]?\d{1,2}[)）.、](?!\d))")
_TIMES = re.compile("倍数|倍率|multiple")
_FACT = re.compile(r"\s*(?:事实|fact)\s")


def sign_meant(number: Span, quantity: Span) -> str | None:
    """As it is written elsewhere beside the quantity; % only where the same number has it there.

    None where nothing tells, or where the limits have different signs.
    """
    bare = parse_decimal(fold(number.text))
    found: dict[str, str] = {}
    same: dict[str, str] = {}
    for text, sign in _signs(number.source, quantity.text):
        kind = _KINDS.get(sign.strip(), sign.strip())
        found.setdefault(kind, sign)
        if bare is not None and parse_decimal(text) == bare:
            same.setdefault(kind, sign)
    for known in (same, found):
        if len(known) == 1:
            kind, sign = known.popitem()
            return None if kind == "%" and known is found else sign
    if not found and _TIMES.search(quantity.text) is not None:
        return " fold" if is_english(number) else "倍"
    return None


def signs_beside(source: SourceText, name: str) -> set[str]:
    """The signs that the numbers have that rules hold against it; its declared range is none of them."""
    signs = _signs(source, name, with_range=False)
    return {_KINDS.get(sign.strip(), sign.strip()) for _, sign in signs}


def sign_of_step(number: Span) -> str | None:
    """‰ or 倍, where the step behind the number on its line has it: `> 1 每满 1‰`."""
    line = number.source.line_text(number.first.line)
    rest = line[number.end - number.source.line_starts[number.first.line - 1] :]
    match = _STEP.match(fold(rest))
    if match is None:
        return None
    sign = match["sign"]
    return sign if _KINDS.get(sign.strip(), sign.strip()) in ("‰", "倍") else None


def step_sign(condition: Span, size: Span) -> str | None:
    """The sign of the limit, where the step could be so much of it: `< 10倍 每 1`, not `< 1.2倍 每 20`."""
    limits = list(_SIGNED.finditer(fold(condition.text)))
    if len(limits) != 1:
        return None
    sign, step = limits[0]["sign"], parse_decimal(fold(size.text))
    limit = parse_decimal(limits[0]["number"])
    if sign.strip() == "%" or step is None or limit is None or step > limit:
        return None
    return sign


@lru_cache(maxsize=8)
def _signs(
    source: SourceText, name: str, *, with_range: bool = True
) -> tuple[tuple[str, str], ...]:
    """The numbers with a sign that stand beside the name, before what they bring about."""
    return tuple(_looked_for(source, name, with_range=with_range))


def _looked_for(source: SourceText, name: str, *, with_range: bool) -> Iterator[tuple[str, str]]:
    if not name or "\n" in name:
        return
    alone = re.compile(rf"{_BEFORE}{re.escape(name)}{_BEHIND}")
    at = -1
    while (at := source.text.find(name, at + 1)) >= 0:
        if alone.match(source.text, at) is None:
            continue
        line = source.position(at).line
        text = source.line_text(line)
        rest = text[at + len(name) - source.line_starts[line - 1] :]
        if _FACT.match(text) is None and re.match(r"\s*[=＝](?![=＝])", rest):
            continue  # its definition
        if not with_range and _FACT.match(text) is not None:
            continue
        yield from _in_condition(rest)
        if _BANDS.search(text) is None:
            continue
        row = line + 1
        while row <= len(source.line_starts) and _ROW.match(source.line_text(row)):
            yield from _in_condition(re.sub(r"^\s*\S{1,3}\s+", "", source.line_text(row)))
            row += 1


def _in_condition(text: str) -> Iterator[tuple[str, str]]:
    folded = fold(text)
    effect = _EFFECT.search(folded)
    for match in _SIGNED.finditer(folded[: effect.start() if effect is not None else None]):
        yield match["number"], match["sign"]
