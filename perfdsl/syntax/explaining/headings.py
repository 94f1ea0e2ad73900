"""What to say about a heading that cannot be read."""

import re

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.automaton import END
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.mending.numbers import meant_units
from perfdsl.syntax.slip import Slip, symbol_in_name
from perfdsl.syntax.token import Token
from perfdsl.wording import Words, phrase

_HEADING_PARTS = re.compile(
    r"[ :]{0,40}(.*?)(?:[ (,]{0,9}(?<![\d./])(\d{1,9}(?:\.\d{1,9})?) {0,9}(?:分|points?)?[ ),。;]{0,9})?$",
    re.IGNORECASE,
)


_HEADING_AND_RULE = re.compile(
    r"[ :]{0,40}(\S{1,80}?)([ (,]{0,9}(?<![\d./])\d{1,9}(?:\.\d{1,9})? {0,9}(?:分|points?)?[ ),。;]{0,9}?)"
    r" +((?:得|扣|按|逐项|award|deduct|by|checklist)[ \d].*|\S.* (?:得|扣|award|deduct) .*)$",
    re.IGNORECASE,
)


_LETTERS = str.maketrans("OolI", "0011")
_POINTS_WRITTEN = re.compile(
    r"(?<=[^\d.])([\dOolI]{1,3}(?:\.\d{1,2})?)( *+)([^\s\d()（）\[\]/]{0,4}?) *+((?://|--).*|[^\w\s()（）]*+) *+$"
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
    if points is None:
        odd = _POINTS_WRITTEN.search(line.text, start)
        if odd is not None and _digits(odd.group(1)):
            end = len(line.text[: odd.start()].rstrip(" "))
            return line.start + start, line.start + end, _digits(odd.group(1))
    return line.start + start, line.start + end, points.group() if points is not None else ""


def _digits(written: str) -> str:
    """`1o` is 10."""
    number = written.translate(_LETTERS)
    return number if re.fullmatch(r"\d+(?:\.\d+)?", number) else ""


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
    slip = symbol_in_name(source, start, end)
    points = _points_meant(source, line)
    if points is not None:
        found = source.text[points.edits[0].span.start : points.edits[0].span.end]
        expected = Words("分", "points")
        place = points.edits[0].span
        return Slip(
            codes.UNEXPECTED,
            place.start,
            place.end,
            helps=(points,),
            found=found,
            expected=expected,
        )
    name = source.text[start:end]
    if re.fullmatch(r"[^\W\d]?(?:[^\W\d]|[“”])+(?:\s+(?:[^\W\d]|[“”])+)+", name):
        is_english = name.isascii()  # `Budget changes` reads as `Budget_changes`
        joined = ("_" if is_english else "").join(name.split())
        text = phrase("去掉空格：「{name}」", "without the space: 「{name}」", name=joined)
        if is_english:
            text = phrase("空格改成 _：「{name}」", "`_` for the space: 「{name}」", name=joined)
        edit = Help(text, (Edit(Span(source, start, end), joined),), "unsafe")
        own = slip.remark.helps  # an English title has its spaces, a Chinese one got them by a slip
        slip.remark = attrs.evolve(slip.remark, helps=(*own, edit) if is_english else (edit, *own))
    return slip


def _points_meant(source: SourceText, line: LogicalLine) -> Help | None:
    """`指标 甲 6粉`, `指标 甲 1o 分`, `指标 甲 8 分|`: a number at the end, and what is not quite 分 behind it."""
    written = source.text[line.start : line.end]
    match = _POINTS_WRITTEN.search(written)
    if match is None:
        return None
    number = _digits(match.group(1))
    unit = match.group(3)
    if unit not in ("分", "") and "分" not in meant_units(unit):
        return None
    new = f"{number} 分"
    found = match.group().rstrip()
    if new == found or "".join(new.split()) == "".join(found.split()):
        return None
    span = Span(source, line.start + match.start(), line.start + match.start() + len(found))
    text = phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=found, new=new)
    return Help(text, (Edit(span, new),), "unsafe")
