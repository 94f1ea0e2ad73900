"""Edits of lines: deleted, moved, lengthened, put in. What else stands there is never lost.

Where a comment may be about a line, its deletion is left to a person; a comment on the line stays.
"""

import re

from perfdsl.checker.removing import removal
from perfdsl.diagnostic import Applicability, Edit, Help
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.source import Span
from perfdsl.terms import keyword
from perfdsl.width import FULL_WIDTH_DIGITS, HALF_WIDTH
from perfdsl.wording import Phrase, phrase

_COMMENT = ("#", "＃")
_END = re.compile(r"[ \t\u3000]*[。；;]?[ \t\u3000]*(?=[#＃]|$)")
"""What may stand behind a statement on its line, up to a comment."""


def delete_line(span: Span, applicability: Applicability) -> list[Help]:
    """Delete a statement with its line; nothing where it shares the line with another."""
    text = span.source.text
    start, end = _line_start(span), _line_end(span)
    behind = _END.match(text[span.end : end])
    has_inner_comment = any(sign in span.text for sign in _COMMENT) and "\n" in span.text
    if text[start : span.start].strip() or behind is None or has_inner_comment:
        return []
    comment = text[span.end : end][behind.end() :]
    if comment:
        edit = removal(span.source, start, min(end + 1, len(text)), _kept(text, span, end, comment))
        shown = phrase("删去这一条，注释留着", "delete the statement and keep the comment")
        return [Help(shown, (edit,), "unsafe")]
    above = text[:start].rstrip("\n").rpartition("\n")[2]
    if above.lstrip().startswith(_COMMENT):
        applicability = "unsafe"  # it may be about this line
    if end == len(text):
        edit = Edit(Span(span.source, max(start - 1, 0), end), "")
    else:
        edit = removal(span.source, start, end + 1)
    return [Help(phrase("删去这一行", "delete the line"), (edit,), applicability)]


def _kept(text: str, span: Span, end: int, comment: str) -> str:
    """The line with nothing but its comment."""
    return text[_line_start(span) : span.start] + comment + text[end : end + 1]


def delete_rule(rule: rules.Rule, applicability: Applicability = "unsafe") -> list[Help]:
    """Delete a rule of one statement that has nothing written below it."""
    if isinstance(rule, rules.Bands | rules.Checklist) or rule.notes != rules.Notes():
        return []
    return delete_line(rule.span, applicability)


def is_annotated(span: Span, view: View) -> bool:
    """Whether 放过 stands below the statement."""
    return any(each.covers.start == span.start for each in view.rulebook.allowances)


def move_above(rule: rules.Rule, other: rules.Rule) -> list[Help]:
    """Move the lines of a rule, with a comment behind it, above another."""
    text = rule.span.source.text
    start, end, place = _line_start(rule.span), _line_end(rule.span), _line_start(other.span)
    is_alone = not text[start : rule.span.start].strip() and _END.match(text[rule.span.end : end])
    if not is_alone or rule.notes != rules.Notes() or text[place : other.span.start].strip():
        return []
    last = end == len(text)
    removed = (
        Span(rule.span.source, start - 1, end) if last else Span(rule.span.source, start, end + 1)
    )
    edits = (Edit(Span(rule.span.source, place, place), text[start:end] + "\n"), Edit(removed, ""))
    return [Help(phrase("移到前面", "move it above"), edits, "unsafe")]


def put_above(rule: rules.Rule, line: str) -> list[Help]:
    """Write a line above a rule, as far from the margin as the rule."""
    text = rule.span.source.text
    start = _line_start(rule.span)
    margin = text[start : rule.span.start]
    if margin.strip():
        return []
    edit = Edit(Span(rule.span.source, start, start), f"{margin}{line}\n")
    return [Help(phrase("写上「{line}」", "write `{line}`", line=line), (edit,), "unsafe")]


def margin_of(rule: rules.Rule) -> str:
    """What stands on the line in front of a rule, if only spaces."""
    text = rule.span.source.text
    before = text[_line_start(rule.span) : rule.span.start]
    return before if not before.strip() else ""


def append(span: Span, words: str) -> list[Help]:
    """Write words right behind something."""
    edit = Edit(Span(span.source, span.end, span.end), f" {words}")
    return [Help(phrase("写上「{words}」", "write `{words}`", words=words), (edit,), "unsafe")]


def with_year(span: Span, old: int, new: int, said: Phrase) -> list[Help]:
    """Another year in place of the one that stands there, in digits as wide; nothing where it does not."""
    place = span.text.translate(HALF_WIDTH).find(str(old))
    if place < 0:
        return []
    start = span.start + place
    written = Span(span.source, start, start + len(str(old)))
    year = str(new) if written.text.isascii() else str(new).translate(FULL_WIDTH_DIGITS)
    return [Help(said, (Edit(written, year),), "unsafe")]


def is_english(span: Span) -> bool:
    """Whether what stands there is written in English."""
    return not re.search("[\u4e00-\u9fff]", span.text)


def without_exception(rule: rules.Adjustment) -> list[Help]:
    """除外 taken off a rule, written in front of its condition or behind it."""
    assert rule.unless is not None
    span, condition = rule.span, rule.unless.span
    text = span.source.text
    term = keyword("UNLESS")
    spelled = "|".join(re.escape(word).replace("_", "[ _]") for word in (*term.zh, *term.en))
    before = text[span.start : condition.start]
    after = text[condition.end : span.end]
    found = re.search(
        rf"[ \t\u3000]*[,，]?[ \t\u3000]*(?:{spelled})[ \t\u3000(（]*$", before, re.IGNORECASE
    )
    behind = re.match(rf"[ \t\u3000]*(?:{spelled})", after, re.IGNORECASE)
    if found is not None and "(" not in found[0] and "（" not in found[0]:
        cut = Span(span.source, span.start + found.start(), condition.end)
    elif behind is not None:
        gap = re.search(r"[ \t\u3000]*[,，]?[ \t\u3000]*$", before)
        assert gap is not None
        cut = Span(span.source, span.start + gap.start(), condition.end + behind.end())
    else:
        return []
    return [Help(phrase("去掉「除外」", "leave out the exception"), (Edit(cut, ""),), "unsafe")]


def _line_start(span: Span) -> int:
    return span.source.text.rfind("\n", 0, span.start) + 1


def _line_end(span: Span) -> int:
    end = span.source.text.find("\n", span.end)
    return len(span.source.text) if end < 0 else end
