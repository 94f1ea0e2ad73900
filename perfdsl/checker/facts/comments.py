"""Remarks behind a value without quotation marks, which were to be comments: `true // 全年没有`, `12（注：…）`."""

import re
from collections.abc import Callable

from perfdsl.checker.facts.remarks import changes_answer, changes_number, changes_word
from perfdsl.codes.facts_writing import AFTER_VALUE
from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.model.expressions import Value
from perfdsl.source import Span
from perfdsl.wording import phrase

LONGEST = 300
_REMARK = re.compile(
    r"""(?P<front>[^\s"'“”=＝;；，,。（(](?:[^"'“”=＝（(]*?[^\s"'“”=＝（(])??)\s*"""
    r"(?:(?P<sign>//+|--+|—{2,}|/\*+|<!--+|[;※*]+)\s*(?P<words>[^\s/*].*)"
    r"|(?:[，,。、；]\s*(?=[^\W\d])|(?=[（(\[【]))(?P<rest>.+))",
)
_OTHER_VALUE = re.compile("[（(]?(?:但|左右|以上|以下|上下|多|余)")
"""What is no remark, but says that the value is another one."""
_CLOSED = re.compile(r"\s*(?:\*+/|-->)\s*$")


def remark_behind(span: Span, read: Callable[[Span], Value | None], name: str) -> Diagnostic | None:
    """The finding for a value at `span` that can be read without what follows it; None where it is all one value.

    A remark that no sign makes a comment must not change what is said of `name`.
    """
    if len(span.text) > LONGEST or "\n" in span.text:
        return None
    found = _REMARK.fullmatch(span.text.strip())
    if found is None:
        return None
    words = _CLOSED.sub("", found["words"] or found["rest"]).rstrip()
    start = span.start + len(span.text) - len(span.text.lstrip())
    front = Span(span.source, start, start + found.end("front"))
    if not words or _OTHER_VALUE.match(words):
        return None
    value = read(front)
    if value is None or (found["sign"] is None and _changes(words, value, name)):
        return None
    behind = Span(span.source, front.end, span.end)
    if _is_alone(span):
        text = phrase(
            "后面的写成注释：# {words}", "make the rest a comment: # {words}", words=words
        )
        edit = Edit(behind, f" # {words}")
    else:
        text = phrase("删去「{words}」", "delete “{words}”", words=words)
        edit = Edit(behind, "")
    remark = behind.text.strip()
    return Diagnostic(
        AFTER_VALUE,
        {"text": remark},
        Label(Span(span.source, span.end - len(remark), span.end)),
        helps=(Help(text, (edit,), "unsafe"),),
    )


def _is_alone(span: Span) -> bool:
    """Whether the value stands on a line of its own, where a comment may follow it: not in brackets."""
    line = span.source.line_text(span.last.line)
    end = span.end - span.source.line_starts[span.last.line - 1]
    rest = line[end:].strip()
    return not rest or rest[0] in "#＃"


def _changes(words: str, value: Value, name: str) -> bool:
    """Whether the remark may say that the value is another one."""
    is_aside = words.endswith((")", "）"))
    inside = words.strip("()（）[]【】")
    match value:
        case bool():
            return changes_answer(inside, name, is_yes=value)
        case str():
            return changes_word(inside, ())
        case _:
            return changes_number(inside, is_aside=is_aside)
