"""How an end of an interval is written with its value and without: signs, words, brackets."""

import re

from perfdsl.diagnostic import Edit
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.source import Span

_EXCLUSIVE = re.compile(r"[(（] *(?:不含|exclusive|excl) *[)）]", re.IGNORECASE)
_INCLUSIVE = re.compile(r"[(（] *(?:含|inclusive|incl) *[)）]", re.IGNORECASE)
_BEYOND = re.compile(r" *(?:以上|以下|以内|upwards|downwards)? *", re.IGNORECASE)
SIGN = re.compile("[<>]=?|[＜＞≤≥≦≧]")
_STRICT = {">=": ">", "≥": ">", "<=": "<", "≤": "<", "≧": ">", "≦": "<"}
WITH_THE_END = {
    ">": ">=",
    "<": "<=",
    "＞": "≥",
    "＜": "≤",
    "低于": "不高于",
    "小于": "不大于",
    "少于": "不多于",
    "above": "at least",
    "more than": "at least",
    "over": "at least",
    "exceeds": "at least",
    "below": "not above",
    "less than": "no more than",
    "under": "not above",
    "超过": "不低于",
    "大于": "不小于",
    "高于": "不低于",
    "多于": "不少于",
    "超出": "不低于",
}
"""What has the end itself as well, for each of the signs that leave it out."""
OTHER_SIGN = _STRICT | {
    sign: with_end for sign, with_end in WITH_THE_END.items() if SIGN.fullmatch(sign)
}
"""Each sign, and the one that differs from it in whether it has the end."""


def end_changed(row: rules.Band, *, is_lower: bool, closed: bool) -> Edit | None:
    """The end of a row with or without its value."""
    if row.interval is None:
        return None
    return changed_at(row.interval, row.span.start, is_lower=is_lower, closed=closed)


def changed_at(
    interval: model.Interval, line_start: int, *, is_lower: bool, closed: bool
) -> Edit | None:
    """The end with or without its value: another sign, another word in brackets or before it."""
    end = interval.lower if is_lower else interval.upper
    if end is None:
        return None
    source, span = interval.span.source, interval.span
    behind = source.text[end.span.end : max(span.end, end.span.end) + 8]
    pattern, new = (_EXCLUSIVE, "(含)") if closed else (_INCLUSIVE, "(不含)")
    between = _BEYOND.match(behind)
    assert between is not None
    match = pattern.match(behind, between.end())
    if match is not None:
        text = match.group()
        if text.isascii() and any(letter.isalpha() for letter in text):
            new = "(inclusive)" if closed else "(exclusive)"
        elif "（" in text:
            new = new.replace("(", "（").replace(")", "）")
        start = end.span.end
        return Edit(Span(source, start + match.start(), start + match.end()), new)
    return _bracket(span, is_lower=is_lower, closed=closed) or _sign_changed(
        Span(source, line_start, end.span.start), closed=closed
    )


def _sign_changed(before: Span, *, closed: bool) -> Edit | None:
    """Another sign or word right before the number."""
    text = before.text.rstrip()
    signs = list(SIGN.finditer(text))
    if signs and signs[-1].end() == len(text):
        written = signs[-1].group()
        new = (WITH_THE_END if closed else _STRICT).get(written)
    else:
        words = [word for word in WITH_THE_END if text.lower().endswith(word)]
        written = max(words, key=len, default="")
        # 不超过 has its end already
        is_denied = text[: len(text) - len(written)].rstrip().endswith(("不", "未", "not", "no"))
        new = WITH_THE_END[written] if written and closed and not is_denied else None
    if new is None:
        return None
    at = before.start + len(text)
    return Edit(Span(before.source, at - len(written), at), new)


def _bracket(span: Span, *, is_lower: bool, closed: bool) -> Edit | None:
    """`[60%, 80%)`: the bracket on that side."""
    written = re.fullmatch(r"[\[(（].*[,，].*[\])）]", span.text)
    if written is None:
        return None
    at = span.start if is_lower else span.end - 1
    new = ("[" if is_lower else "]") if closed else ("(" if is_lower else ")")
    return Edit(Span(span.source, at, at + 1), new)
