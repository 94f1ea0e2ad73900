"""A heading that kept the number of its paragraph, `3. 信访化解（6分）`, where the sign of a row stands."""

import re
from collections.abc import Sequence

import attrs

from perfdsl.source import SourceText
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.folding import fold
from perfdsl.syntax.line_reader import LineReader
from perfdsl.syntax.lines import ANNOTATIONS, HEADINGS, LogicalLine, split_lines
from perfdsl.syntax.misspelt import Meant, named_with_points

_NUMBERED = re.compile(
    r" *(?:\(?\d{1,2}\)|\d{1,2}[,.](?!\d)|[①-⑳]|\([一二三四五六七八九十]{1,3}\))"
)
_MOST_SKIPPED = 6


def numbered_heading(
    reader: LineReader,
    line: LogicalLine,
    following: Sequence[LogicalLine],
    opener: LogicalLine | None,
    level: str,
) -> Meant | None:
    """The line as a heading (`following`: the lines below, the next last; `opener`: the last that is no row).

    It is no row of a list: neither the line above nor the one below is numbered, and rules stand below.
    """
    if _NUMBERED.match(line.text) is None or not _rules_follow(following):
        return None
    if not _may_stand_below(_above(reader.source, line)):
        return None
    if _is_word(line, reader.vocabulary, opener):
        return None
    return named_with_points(reader.source, attrs.evolve(line, bullet=False), level, reader)


def _is_word(line: LogicalLine, vocabulary: Vocabulary, opener: LogicalLine | None) -> bool:
    """`3. 合格 2 分`: a row of bands; `② 有制度 4分` of a checklist."""
    words = re.findall(r"[^\W\d]+", _NUMBERED.sub("", line.text))[:1]
    is_item = opener is not None and opener.head == "CHECKLIST"
    return any((each.is_word or is_item) and each.name in words for each in vocabulary.declared)


def _rules_follow(following: Sequence[LogicalLine]) -> bool:
    near = following[: -_MOST_SKIPPED - 1 : -1]
    first = next((each for each in near if each.head not in ANNOTATIONS), None)
    return first is not None and not first.bullet and first.head not in HEADINGS


def _above(source: SourceText, line: LogicalLine) -> str:
    """The last line above that says something."""
    number = source.position(line.start).line - 1
    for each in range(number, max(number - _MOST_SKIPPED, 0), -1):
        text = fold(source.line_text(each)).strip()
        if text and not text.startswith("#"):
            return text
    return ""


def _may_stand_below(text: str) -> bool:
    """Whether no list begins or goes on with the line behind `text`."""
    (above, *_) = split_lines(text)
    is_opener = above.head in ("CHECKLIST", "BANDS", "FACT", "BY", "INDICATOR") or re.match(
        "按|by |逐项", text
    )
    return bool(text) and _NUMBERED.match(text) is None and not is_opener
