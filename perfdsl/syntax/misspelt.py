"""A line whose first word is misspelt: what was meant, so that what it says is known all the same."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.source import SourceText
from perfdsl.suggestion import sounds_alike, suggest
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lines import HEADINGS, HEADS, RUN, LogicalLine, PhysicalLine
from perfdsl.syntax.slip import Slip, replacing
from perfdsl.terms import KEYWORD_IDS, KEYWORD_TERMS, keyword
from perfdsl.wording import phrase

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader

_HEADING = re.compile(
    r"( *)((?:第?[1-9一二三四五六七八九] *级 *)?指 *标|[^\W\d_]{2,6}|[A-Za-z]{4,12})[ :]+(?=[^\W\d]|[“「\"])"
)
_NUMBERED = r"(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)|[,.](?!\d))|\d(?:\.\d){1,3}|\d{1,2}(?= +[^\W\d])|[①-⑳])"
"""`（二）`, `二、`, `1.2`: the number of a paragraph in front of a heading."""
_GLUED = re.compile(r" *指标(?=[^\W\d])[^<>=≤≥,;。:+*/|()\d ]{1,30} *\(?\d+(?:\.\d+)? *分\)? *")
_NAME_AND_POINTS = re.compile(
    rf" *(?P<number>{_NUMBERED} *)?(?P<name>[\"“「]?[^\W\d][^<>=≤≥,;。:+*/|()\d ]{{1,30}})(?: +\d+(?:\.\d+)? *(?:分|points?)| *\(\d+(?:\.\d+)? *(?:分|points?)\)) *"
)
_CELLS = re.compile(r" *(?P<name>[\"“「]?[^\W\d][^<>=≤≥,;。:+*/|()\d ]{1,30}) +\d{1,3}(?:\.\d)? *")
"""A name and a bare number, as two cells of a table are copied."""
_NO_NAME = re.compile(
    r"[“\"「]?(?:其余(?:情[况形])?|其[他它]情[况形]|否则|otherwise|else|rest|满分?|总?满分.*|分[值数]?|总分.*|(?:最[多高少低]|至[多少]|不超过)(?:[得扣加计]?分.*|[得扣加计为是].*|不.*)?"
    r"|(?:max|maximum|min|minimum|limits?|upper|lower|caps?|at|total)(?:[\W_](?:score|points?|marks?|limit|total|of|is|most|least)(?:[\W_].*)?)?)",
    re.IGNORECASE,
)
"""What says how many points there are, or may be; `满意度` and `capital_use` do not."""
_NO_HEADING = re.compile(
    r"[<>=≥≤≠]|扣|得|大于|小于|超过|高于|低于|(?<![a-z])(?:deduct|award|above|below)(?![a-z])",
    re.IGNORECASE,
)
_POINTS_AT_END = re.compile(r"[\d)] *(?:分|points?)? *\)?$", re.IGNORECASE)
_NUMERALS = dict(zip("1234", "一二三四", strict=True))
_SPELLED_NUMERALS = {"yi": "一", "er": "二", "san": "三", "si": "四"}
_SPELLED_LEVEL = re.compile("(yi|er|san|si)ji(?:指标|zhibiao|指biao|zhi标)")
_WORDS = {
    spelling: term.id
    for term in KEYWORD_TERMS
    if term.id in HEADINGS and term.id != "TOTAL"
    for spelling in (*term.zh, *term.en)
}
_HEAD_WORDS = {
    spelling: term.id
    for term in KEYWORD_TERMS
    if term.id in HEADS and term.id not in HEADINGS and term.id not in ("BANDS", "NOTE")
    for spelling in (*term.zh, *term.en)
    if len(spelling) > 1
} | dict.fromkeys(("每", "满分"), "")
_OTHER_WORDS = tuple(
    spelling
    for term in KEYWORD_TERMS
    if term.kind in ("header", "declaration", "annotation", "rule")
    for spelling in (*term.zh, *term.en)
)

_LIMITS = tuple(
    spelling
    for term in KEYWORD_TERMS
    if term.id in ("UPPER", "LOWER", "FULL_MARKS")
    for spelling in term.zh
)
_MOST_LETTERS = 2
_SAY_MORE = frozenset(("原因", "办法", "方式"))
"""Words of their own, which are no slips of 原名, 方法 or 方案."""

Meant = tuple[LogicalLine, Slip, object]


def misspelt_head(
    source: SourceText,
    line: LogicalLine,
    vocabulary: Vocabulary,
    reader: "LineReader",
    level: str,
) -> Meant | None:
    """The line as it was meant, what to say about it, and its statement (None: it cannot be read).

    `level`: what a heading would be that stands here without a number.
    """
    if line.head is not None or line.bullet:
        return None
    word = RUN.match(line.text, len(line.text) - len(line.text.lstrip(" ")))
    is_name = word is not None and word.group() in vocabulary.names
    heading = None if is_name else _heading(source, line, level)
    heading = heading or _without_word(source, line, level)
    if heading is not None:
        line, slip = heading
        return line, slip, _read(reader, line)
    if word is not None and word.group() in _SAY_MORE:
        return None
    if word is None or word.group() in vocabulary.names or word.group().lower() in KEYWORD_IDS:
        return None
    if line.text.rstrip(" :").endswith("分档"):  # 案 for 按
        return None
    nearest = suggest(word.group(), (*_HEAD_WORDS, *vocabulary.names), most=1)
    head = _HEAD_WORDS.get(nearest[0]) if nearest else None
    if not head or abs(len(nearest[0]) - len(word.group())) > _MOST_LETTERS:
        return None
    if not word.group().isascii() and len(nearest[0]) != len(word.group()):
        return None
    meant = attrs.evolve(line, head=head, head_end=word.end(), misspelt=False)
    statement = _read(reader, meant)
    if statement is None or reader.has_unknown_names(meant):
        _read(reader, line)
        return None
    return meant, _slip(source, line, word.start(), word.end(), nearest[0]), statement


def named_with_points(
    source: SourceText, line: LogicalLine, level: str, reader: "LineReader"
) -> Meant | None:
    """The line as a heading of this level without its word, if a name and points are all it says."""
    found = _without_word(source, line, level)
    return None if found is None else (*found, _read(reader, found[0]))


def misspelt_word(source: SourceText, line: LogicalLine, *, is_row: bool) -> Slip:
    """What to say about a line that was to begin with 事实 or 定义, or with the sign of a row."""
    start, end = line.head_start, line.head_end
    if is_row and start == end and line.text[:1] == " ":
        return _slip(source, line, start, end, "- ")
    written = line.text[start:end]
    words = keyword(line.head or "FACT")
    meant = words.spelling("en" if written.isalpha() and written.isascii() else "zh")
    follows = line.text[end : end + 1]
    return _slip(source, line, start, end, meant if follows in (" ", "") else meant + " ")


def _read(reader: "LineReader", line: LogicalLine) -> object:
    try:
        return reader.read(line)
    except Slip:
        reader.remarks = []
        return None


def _heading(source: SourceText, line: LogicalLine, level: str) -> tuple[LogicalLine, Slip] | None:
    """It has to look like one: a word much like 一级指标 … 指标, a name, and points at the end."""
    text = _first_line(source, line)
    match = _HEADING.match(text)
    if match is None or _POINTS_AT_END.search(text) is None:
        return None
    if _NO_HEADING.search(text, match.end()):
        return None
    meant = _meant(match.group(2), level)
    if meant is None:
        return None
    slip = _slip(source, attrs.evolve(line, text=text), match.start(2), match.end(2), meant)
    head = _WORDS[meant]
    return attrs.evolve(line, text=text, head=head, head_end=match.end(2), misspelt=False), slip


def _first_line(source: SourceText, line: LogicalLine) -> str:
    """A rule below may have been joined to what is a heading."""
    length = source.text[line.start : line.end].find("\n")
    return line.text[:length].rstrip(" \r") if length >= 0 else line.text


def _without_word(
    source: SourceText, line: LogicalLine, level: str
) -> tuple[LogicalLine, Slip] | None:
    """`预算调整率 4 分`: a name and points, and nothing that is counted or compared."""
    text = _first_line(source, line)
    if _GLUED.fullmatch(text) and not _NO_HEADING.search(text):  # `指标甲 5 分`
        at = text.index("指标")
        slip = _slip(source, attrs.evolve(line, text=text), at, at + 2, "指标 ")
        return attrs.evolve(
            line, text=text, head="INDICATOR", head_end=at + 2, misspelt=False
        ), slip
    match = _NAME_AND_POINTS.fullmatch(text)
    if match is None and "\t" in source.text[line.start : line.end].strip():
        match = _CELLS.fullmatch(text)
    if match is None or _NO_HEADING.search(text) or _NO_NAME.fullmatch(match["name"]):
        return None
    if any(sounds_alike(match["name"], word) for word in _LIMITS):  # `上线 102 分`
        return None
    at = match.start("name")
    word = keyword(level).spelling("en" if text.isascii() else "zh")
    if match.re is _NAME_AND_POINTS and match.group("number") is not None:  # `（二）预算管理 20 分`
        begin = match.start("number")
        slip = _slip(source, attrs.evolve(line, text=text), begin, at, word + " ")
        return attrs.evolve(line, text=text, head=level, head_end=at, misspelt=False), slip
    slip = _slip(source, attrs.evolve(line, text=text), at, at, word + " ")
    return attrs.evolve(line, text=text, head=level, head_end=at, misspelt=False), slip


def level_meant(before: str | None, after: str | None, level: str, lowest: str) -> str:
    """The level of a heading between two lines, by the words they begin with.

    `level`: the last numbered one; `lowest`: as `lowest_level`.
    """
    if after is not None and after.startswith("LEVEL_") and after != "LEVEL_1":
        return f"LEVEL_{int(after[-1]) - 1}"
    if after == "INDICATOR":
        if before is not None and before.startswith("LEVEL_") and before != "LEVEL_4":
            return f"LEVEL_{int(before[-1]) + 1}"
        return level
    return "INDICATOR" if lowest == before else lowest  # rules below it, and none below the other


def lowest_level(lines: Sequence[PhysicalLine]) -> str:
    """What the indicators of the file are called: 指标, or by the number of their level."""
    heads = {line.head for line in lines if line.head in HEADINGS and not line.misspelt}
    numbered = {str(head) for head in heads if str(head).startswith("LEVEL_")}
    return "INDICATOR" if "INDICATOR" in heads or not numbered else max(numbered)


def _slip(source: SourceText, line: LogicalLine, first: int, last: int, meant: str) -> Slip:
    start, end = line.start + first, line.start + last
    found = source.text[start : line.end].strip()
    return Slip(
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
                phrase("改为「{word}」", "change it to 「{word}」", word=meant.strip())
                if start < end
                else phrase("前面写「{word}」", "begin with 「{word}」", word=meant.strip()),
            ),
        ),
    )


def _meant(word: str, level: str) -> str | None:
    word = "".join(word.split())
    if word in _WORDS:
        return word
    numbered = re.fullmatch("第?([1-9一二三四五六七八九])级指标", word)
    if numbered is not None:
        number = _NUMERALS.get(numbered.group(1), numbered.group(1))
        if number in "一二三四":
            return f"{number}级指标"
    spelled = _SPELLED_LEVEL.fullmatch(word.lower())
    if spelled is not None:
        return f"{_SPELLED_NUMERALS[spelled.group(1)]}级指标"
    if numbered is not None or word in ("级指标", "级标", "级指"):
        return keyword(level).spelling("zh")
    nearest = suggest(word, (*_WORDS, *_OTHER_WORDS), most=1)
    return nearest[0] if nearest and nearest[0] in _WORDS else None
