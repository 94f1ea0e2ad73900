"""A heading whose first word is misspelt: what was meant, so that its rules have a home all the same."""

import re

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.source import SourceText
from perfdsl.suggestion import suggest
from perfdsl.syntax.lines import HEADINGS, LogicalLine
from perfdsl.syntax.slip import Slip, replacing
from perfdsl.terms import KEYWORD_TERMS
from perfdsl.wording import phrase

_HEADING = re.compile(
    r"( *)((?:第?[1-4一二三四] *级 *)?指 *标|[^\W\d_]{2,6}|[A-Za-z]{4,12})[ :]+(?=[^\W\d]|[“「\"])"
)
_NO_HEADING = re.compile(
    r"[<>=≥≤≠]|扣|得|大于|小于|超过|高于|低于|(?<![a-z])(?:deduct|award|above|below)(?![a-z])",
    re.IGNORECASE,
)
_POINTS_AT_END = re.compile(r"[\d)] *(?:分|points?)? *\)?$", re.IGNORECASE)
_NUMERALS = dict(zip("1234", "一二三四", strict=True))
_WORDS = {
    spelling: term.id
    for term in KEYWORD_TERMS
    if term.id in HEADINGS and term.id != "TOTAL"
    for spelling in (*term.zh, *term.en)
}
_OTHER_WORDS = tuple(
    spelling
    for term in KEYWORD_TERMS
    if term.kind in ("header", "declaration", "annotation", "rule")
    for spelling in (*term.zh, *term.en)
)


def misspelt_heading(source: SourceText, line: LogicalLine) -> tuple[LogicalLine, Slip] | None:
    """The line as the heading it was meant to be, and what to say about it; None if it is none.

    It has to look like one: a word much like 一级指标 … 指标, a name, and points at the end.
    """
    if line.head is not None or line.bullet:
        return None
    length = source.text[line.start : line.end].find(
        "\n"
    )  # a rule below may have been joined to it
    text = line.text[:length].rstrip(" \r") if length >= 0 else line.text
    match = _HEADING.match(text)
    if match is None or _POINTS_AT_END.search(text) is None:
        return None
    if _NO_HEADING.search(text, match.end()):
        return None
    meant = _meant(match.group(2))
    if meant is None:
        return None
    start, end = line.start + match.start(2), line.start + match.end(2)
    found = source.text[start : line.start + len(text)].strip()
    slip = Slip(
        codes.UNKNOWN_STATEMENT,
        start,
        end,
        found=found if len(found) <= 20 else found[:20] + "…",
        helps=(
            replacing(
                source,
                start,
                end,
                meant,
                phrase("改为「{word}」", "change it to 「{word}」", word=meant),
            ),
        ),
    )
    return attrs.evolve(line, text=text, head=_WORDS[meant], head_end=match.end(2)), slip


def _meant(word: str) -> str | None:
    word = "".join(word.split())
    if word in _WORDS:
        return word
    numbered = re.fullmatch("第?([1-4一二三四])级指标", word)
    if numbered is not None:
        number = numbered.group(1)
        return f"{_NUMERALS.get(number, number)}级指标"
    nearest = suggest(word, (*_WORDS, *_OTHER_WORDS), most=1)
    return nearest[0] if nearest and nearest[0] in _WORDS else None
