"""Remarks behind a value without quotation marks, written as in other languages: `true // 全年没有`, `12（注：…）`."""

import re
from collections.abc import Callable

from perfdsl.codes.facts_writing import AFTER_VALUE
from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.source import Span
from perfdsl.wording import phrase

LONGEST = 300
_REMARK = re.compile(
    r"""(?P<front>[^\s"'“”=＝;；，,。（(](?:[^"'“”=＝（(]*?[^\s"'“”=＝（(])??)\s*"""
    r"(?:(?P<sign>//+|--+|—{2,}|/\*+|<!--+|[;；※*]+)\s*(?P<words>[^\s/*].*)"
    r"|(?:[，,。、]\s*(?=[^\W\d])|(?=[（(\[【]))(?P<rest>.+))",
)
_OTHER_VALUE = re.compile(
    "[（(]?(?:但|左右|以上|以下|上下|多|余)|(?:除|不含|不包括|另|之外|尚|待|未|约|核?[减增])"
)
"""What is no remark, but says that the value is another one."""
_CLOSED = re.compile(r"\s*(?:\*+/|-->)\s*$")


def remark_behind(span: Span, reads: Callable[[Span], bool]) -> Diagnostic | None:
    """The finding for a value at `span` that can be read without what follows it; None where it is all one value."""
    if len(span.text) > LONGEST or "\n" in span.text:
        return None
    found = _REMARK.fullmatch(span.text.strip())
    if found is None:
        return None
    words = _CLOSED.sub("", found["words"] or found["rest"]).rstrip()
    start = span.start + len(span.text) - len(span.text.lstrip())
    front = Span(span.source, start, start + found.end("front"))
    if not words or _OTHER_VALUE.match(words) or not reads(front):
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
