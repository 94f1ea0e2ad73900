"""What to say about a heading that cannot be read."""

import re

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.automaton import END
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.slip import Slip, symbol_in_name
from perfdsl.syntax.token import Token
from perfdsl.wording import phrase

_HEADING_PARTS = re.compile(
    r"[ :]{0,40}(.*?)(?:[ (,]{0,9}(?<![\d./])(\d{1,9}(?:\.\d{1,9})?) {0,9}(?:分|points?)?[ ),。;]{0,9})?$",
    re.IGNORECASE,
)


_HEADING_AND_RULE = re.compile(
    r"[ :]{0,40}(\S{1,80}?)([ (,]{0,9}(?<![\d./])\d{1,9}(?:\.\d{1,9})? {0,9}(?:分|points?)?[ ),。;]{0,9}?)"
    r" +((?:得|扣|按|逐项|award|deduct|by|checklist)[ \d].*|\S.* (?:得|扣|award|deduct) .*)$",
    re.IGNORECASE,
)


def heading_parts(line: LogicalLine) -> tuple[int, int, str]:
    """Where the name of a broken heading stands, and its points, as far as that can be said."""
    match = _HEADING_AND_RULE.match(line.text, line.head_end) or _HEADING_PARTS.match(
        line.text, line.head_end
    )
    if match is None:
        return line.start + line.head_end, line.end, ""
    start, end = match.span(1)
    points = re.search(r"\d+(?:\.\d+)?", match.group(2) or "")
    return line.start + start, line.start + end, points.group() if points is not None else ""


def explain_heading(source: SourceText, line: LogicalLine, tokens: list[Token], index: int) -> Slip:
    word = tokens[0]
    together = _HEADING_AND_RULE.match(line.text, line.head_end)
    if together is not None:
        start, end = (line.start + at for at in together.span(3))
        gap = Span(source, line.start + together.end(2), start)
        rest = source.text[start : line.end].strip()
        edit = Help(phrase("分成两行", "make two lines of it"), (Edit(gap, "\n"),), "unsafe")
        return Slip(codes.TWO_RULES, start, line.end, found=rest[:12], helps=(edit,))
    start, end, _ = heading_parts(line)
    bare = index <= 1 and tokens[index].type in (END, "NUMBER", "LPAR")
    if bare and not re.search(r"[^\W\d]", source.text[start:end]):
        return Slip(codes.NAME_MISSING, word.start, word.end, found=word.text)
    return symbol_in_name(source, start, end)
