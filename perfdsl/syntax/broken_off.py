"""A line that a line end has cut in two: both halves as one line again."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.lines import (
    HEADINGS,
    OPEN_COMPARISON,
    TEXT_HEADS,
    LogicalLine,
    PhysicalLine,
    split_lines,
)
from perfdsl.syntax.slip import Slip
from perfdsl.wording import Words, phrase

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader
    from perfdsl.syntax.misspelt import Meant

_LONGEST = 300
_EFFECT = re.compile(r"\s*(?:得|扣|计|加|award|deduct)(?=\s|\d)")
_DIGITS_APART = re.compile(r"\d\n[.\d]")
_NAME_APART = re.compile(r"[^\W\d\0-ÿ]\n[^\W\d\0-ÿ]")
_MARKS = re.compile(
    r"\s*(?:[^\W\d][^<>=≤≥,，;；。:：+*/|()（）\d\s]{0,15})?\s*[(（]?\s*[\d\uff10-\uff19]{1,3}(?:[.\uff0e][\d\uff10-\uff19])?"
    r"\s*(?:分|points?)?\s*[)）]?\s*"
)
"""The end of a name and its marks."""
_MARKED = re.compile(r"\d *(?:分|points?)? *[)]? *$", re.IGNORECASE)
_STEP_APART = re.compile(
    r"每[^\W\d]{0,2} *\n *\d|(?:per|each|every)(?: \w+)? *\n *\d", re.IGNORECASE
)
"""`每起` above `5个百分点 扣 1 分`, which looks like a rule of its own."""
_BANDS_APART = re.compile(r" *(?:按|by ).*\n *(?:分档|bands) *", re.IGNORECASE)
_GOES_ON_WITH = re.compile(
    r"\s*([<>=≤≥＜＞＝≦≧]+|[-/+*×÷,，、)）~～－／＋\uff0a]|至|到|的|最多|除外|at most|unless|except)",
    re.IGNORECASE,
)
"""What no sentence begins with."""
_TIGHT = re.compile(r"\s*[,，、)）的]")
_BREAK = re.compile(r"\s*\n\s*")


def _open_text(line: LogicalLine, following: LogicalLine) -> int | None:
    """Where on the first line a text begins that ends on the second; None if there is none."""
    odd = [text.count('"') % 2 == 1 for text in (line.text, following.text)]
    if all(odd):
        return line.text.rindex('"')
    curly = [text.count("“") - text.count("”") for text in (line.text, following.text)]
    if curly != [1, -1]:
        return None
    begins = (at for at, sign in enumerate(line.text) if sign == "“")
    return next((at for at in begins if line.text.count("”", at) < line.text.count("“", at)), None)


def broken_off(
    reader: "LineReader", source: SourceText, line: LogicalLine, lines: list[LogicalLine]
) -> "Meant | None":
    """The line and the last of `lines` (which is taken) as one; None if that is a line of its own."""
    meant = _with_next(reader, source, line, lines[-1]) if lines else None
    if meant is not None:
        lines.pop()
    return meant


def _with_next(
    reader: "LineReader", source: SourceText, line: LogicalLine, following: LogicalLine
) -> "Meant | None":
    """The two lines as one, where only that can be read."""
    text = source.text[line.start : following.end]
    if len(text) > _LONGEST or following.bullet or "#" in text:
        return None
    is_text = _open_text(line, following) is not None
    if line.head in TEXT_HEADS and not is_text:
        return None
    guessed = following.misspelt and following.head_start == following.head_end
    is_bands = _BANDS_APART.fullmatch(f"{line.text}\n{following.text}") is not None
    if following.head is not None and not guessed and not is_bands:
        return None
    gap = _BREAK.match(text, len(line.text.rstrip(" ")))
    second = source.text[following.start : following.end]
    first = line.text.rstrip(" ")
    rest = second.strip().strip('"”')
    if is_text and reader.reads(rest, rest):
        return None  # a rule of its own, with a quotation mark left behind it
    is_tight = is_text and not (first[-1:].isascii() and rest[:1].isascii())
    is_tight = is_tight or _DIGITS_APART.search(f"{first}\n{second.lstrip()}") is not None
    joint = "" if is_tight else " "
    whole = f"{first}{joint}{second.strip()}"
    if gap is None:
        return None
    if not reader.reads(whole, whole):
        joint = ""
        whole = f"{first}{second.strip()}"
        if _NAME_APART.search(f"{first}\n{second.lstrip()}") is None:
            return None
        if not reader.reads(whole, whole):
            return None
    goes_on = is_bands or _goes_on(line, second)
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
        joined = attrs.evolve(joined, text=first + second.strip())
    place = Span(source, line.start + gap.start(), line.start + gap.end())
    said = phrase("与下一行接成一行", "make one line of this and the next")
    help_ = Help(said, (Edit(place, "" if _TIGHT.match(second) else joint),), "unsafe")
    try:
        statement = reader.read(joined)
    except Slip:
        from perfdsl.syntax.mending.mended import as_mended

        whole_line = attrs.evolve(joined, text=line.text + between + following.text)
        statement = as_mended(reader, whole_line, help_)  # a word cut in two
        if statement is None:
            return None
    return joined, _slip(reader, source, line, following, help_), statement


def _goes_on(line: LogicalLine, second: str) -> bool:
    """Whether the second line belongs to the first though it can be read alone."""
    if line.bullet and _EFFECT.match(second) is not None:
        return True
    is_open = OPEN_COMPARISON.search(line.text) is not None
    return is_open or _STEP_APART.search(f"{line.text}\n{second}") is not None


def _slip(
    reader: "LineReader", source: SourceText, line: LogicalLine, following: LogicalLine, help_: Help
) -> Slip:
    """At the line that cannot stand alone: the first, or the second where the first is complete."""
    second = source.text[following.start : following.end]
    word = _GOES_ON_WITH.match(second)
    if word is not None and reader.reads(line.text, line.text):
        said = phrase("接到上一行后面", "put it behind the line above")
        return Slip(
            codes.UNEXPECTED,
            following.start + word.start(1),
            following.start + word.end(1),
            helps=(attrs.evolve(help_, text=said),),
            found=word.group(1),
            expected=Words("新的一句", "a sentence of its own"),
        )
    begin = _open_text(line, following)
    if begin is not None:
        at = line.start + begin
        return Slip(codes.QUOTE_UNCLOSED, at, at + 1, helps=(help_,), found=source.text[at])
    rest = second.strip()[:12]
    return Slip(
        codes.UNFINISHED,
        line.start + len(line.text) - len(line.text.lstrip(" ")),
        line.start + len(line.text.rstrip(" ")),
        helps=(help_,),
        expected=Words(f"下一行的「{rest}」", f"what is on the next line: 「{rest}」"),
    )


def heading_broken_off(
    reader: "LineReader",
    source: SourceText,
    line: LogicalLine,
    lines: list[LogicalLine],
    physical: Sequence[PhysicalLine],
) -> "Meant | None":
    """`指标 服务对象满` above `意度 10 分`; the second is taken from `lines` (the last is the next).

    Not where other headings have no marks either.
    """
    following = lines[-1]
    written = source.text[following.start : following.end]
    rest, _, more = written.partition("\n")
    if following.head is not None or following.bullet or _MARKS.fullmatch(rest) is None:
        return None
    if rest.lstrip()[:1] not in "(（" and reader.reads(rest, rest, known=False):
        return None  # `得 1`
    others = (each for each in physical if each.head in HEADINGS and each.head != "TOTAL")
    if any(_MARKED.search(each.text) is None and each.start != line.start for each in others):
        return None
    text = line.text.rstrip(" ")
    joint = (
        "" if _NAME_APART.search(f"{text}\n{rest.lstrip()}") or rest.lstrip()[:1] in "(（" else " "
    )
    whole = attrs.evolve(line, text=f"{text}{joint}{following.text[: len(rest)].strip(' ')}")
    if not reader.reads(whole.text, whole.text):
        return None
    place = Span(source, line.start + len(text), following.start + len(rest) - len(rest.lstrip()))
    said = phrase("与下一行接成一行", "make one line of this and the next")
    shown = rest.strip()[:12]
    slip = Slip(
        codes.UNFINISHED,
        line.start + len(text) - len(text.lstrip(" ")),
        line.start + len(text),
        helps=(Help(said, (Edit(place, joint),), "unsafe"),),
        expected=Words(f"下一行的「{shown}」", f"what is on the next line: 「{shown}」"),
    )
    lines.pop()
    if more.strip():  # a rule had been joined to it
        (opens, *_) = split_lines(following.text[len(rest) + 1 :])
        lines.append(
            LogicalLine(
                following.start + len(rest) + 1, following.text[len(rest) + 1 :],
                opens.head, opens.head_end, opens.bullet,
            )
        )  # fmt: skip
    (statement,) = reader.read_alone(whole.text)
    return whole, slip, statement
