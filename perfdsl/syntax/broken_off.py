"""A line that a line end has cut in two: both halves as one line again."""

import re
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.lines import TEXT_HEADS, LogicalLine
from perfdsl.syntax.slip import Slip
from perfdsl.wording import Words, phrase

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader
    from perfdsl.syntax.misspelt import Meant

_LONGEST = 300
_EFFECT = re.compile(r"\s*(?:得|扣|计|加|award|deduct)(?=\s|\d)")
_DIGITS_APART = re.compile(r"\d\n[.\d]")
_NAME_APART = re.compile(r"[\u3400-\u9fff]\n[\u3400-\u9fff]")
_BREAK = re.compile(r"\s*\n\s*")


def _is_open_text(line: LogicalLine, following: LogicalLine) -> bool:
    """Whether a text begins on the first line and ends on the second."""
    odd = [text.count('"') % 2 == 1 for text in (line.text, following.text)]
    curly = [text.count("“") - text.count("”") for text in (line.text, following.text)]
    return all(odd) or (curly[0] == 1 and curly[1] == -1)


def broken_off(
    reader: "LineReader", source: SourceText, line: LogicalLine, following: LogicalLine
) -> "Meant | None":
    """The two lines as one, where only that can be read; None if the second is a line of its own."""
    text = source.text[line.start : following.end]
    if len(text) > _LONGEST or following.bullet or "#" in text:
        return None
    is_text = _is_open_text(line, following)
    if line.head in TEXT_HEADS and not is_text:
        return None
    guessed = following.misspelt and following.head_start == following.head_end
    if following.head is not None and not guessed:
        return None
    gap = _BREAK.match(text, len(line.text.rstrip(" ")))
    second = source.text[following.start : following.end]
    joint = (
        ""
        if is_text or _DIGITS_APART.search(f"{line.text.rstrip(' ')}\n{second.lstrip()}")
        else " "
    )
    whole = f"{line.text.rstrip(' ')}{joint}{second.strip()}"
    if gap is None:
        return None
    if not reader.reads(whole, whole):
        joint = ""
        whole = f"{line.text.rstrip(' ')}{second.strip()}"
        if _NAME_APART.search(f"{line.text.rstrip(' ')}\n{second.lstrip()}") is None:
            return None
        if not reader.reads(whole, whole):
            return None
    goes_on = line.bullet and _EFFECT.match(second) is not None
    if not guessed and not goes_on and reader.reads(second, second):
        return None
    between = " " * (following.start - line.start - len(line.text))
    joined = LogicalLine(
        line.start,
        line.text + between + following.text,
        line.head,
        line.head_end,
        line.bullet,
        line.field,
    )
    if (
        not joint and not is_text
    ):  # a number or a name cut in two is read where its first half stands
        joined = attrs.evolve(joined, text=line.text.rstrip(" ") + second.strip())
    place = Span(source, line.start + gap.start(), line.start + gap.end())
    said = phrase("与下一行接成一行", "make one line of this and the next")
    help_ = Help(said, (Edit(place, joint),), "unsafe")
    try:
        statement = reader.read(joined)
    except Slip:
        from perfdsl.syntax.mended import as_mended

        whole_line = attrs.evolve(joined, text=line.text + between + following.text)
        statement = as_mended(reader, whole_line, help_)  # a word cut in two
        if statement is None:
            return None
    start = line.start + len(line.text) - len(line.text.lstrip(" "))
    rest = second.strip()[:12]
    slip = Slip(
        codes.UNFINISHED,
        start,
        line.start + len(line.text.rstrip(" ")),
        helps=(help_,),
        expected=Words(f"下一行的「{rest}」", f"what is on the next line: 「{rest}」"),
    )
    return joined, slip, statement
