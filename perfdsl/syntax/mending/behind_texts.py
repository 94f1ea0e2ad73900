"""`理由 "投诉较多" 除外 受灾`: what limits a rule, written behind the text that only explains it."""

import re
from collections.abc import Iterator

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import Span
from perfdsl.syntax.lines import ANNOTATIONS, QUOTED, TEXT_HEADS, LogicalLine, split_lines
from perfdsl.syntax.mending.reader import Reader
from perfdsl.syntax.mending.ways import Way
from perfdsl.syntax.slip import Remark
from perfdsl.terms import KEYWORD_IDS, keyword
from perfdsl.wording import Words, phrase

_LIMITING = re.compile(
    "|".join(
        re.escape(word)
        for term in ("UNLESS", "AT_MOST")
        for word in sorted((*keyword(term).zh, *keyword(term).en), key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_WORDS = "|".join(
    re.escape(word)
    for word in sorted(KEYWORD_IDS, key=len, reverse=True)
    if KEYWORD_IDS[word] in ANNOTATIONS - {"ALLOW"}
)
_REST = r"\s*[,，;；]?\s*(?=[^\s,，;；\"“])(?P<rest>\S.*?)(?P<end>[\s。;；]*)$"
_BEHIND = re.compile(rf"\s*[:：]?\s*(?P<text>{QUOTED})(?P<tail>{_REST})")
_INSIDE = re.compile(
    rf"(?<=\S)(?P<told>\s+(?P<word>{_WORDS})\s*[:：]?\s*(?:{QUOTED}))(?P<tail>{_REST})",
    re.IGNORECASE,
)
_ANY_RULE = ("扣 1 分", "deduct 1")
_SHOWN = 12


def moved_ahead(written: str) -> Iterator[Way]:
    """The line with what limits the rule in front of the text, where the rule itself ends."""
    match = _INSIDE.search(written)
    if match is None or _LIMITING.search(match["rest"]) is None:
        return
    at, (begin, end) = match.start("told"), match.span("tail")
    rest = match["tail"].rstrip("。;； ")
    said = phrase(
        "「{rest}」移到「{word}」前面",
        "move 「{rest}」 in front of 「{word}」",
        rest=match["rest"],
        word=match["word"],
    )
    yield Way(((at, at, rest), (begin, end, "")), said)


def is_lost_behind_text(statement: str) -> bool:
    """Whether a statement is a text and something behind it that would be taken for a part of the text."""
    match = re.match(rf"(?:{_WORDS})(?={_BEHIND.pattern})", statement, re.IGNORECASE)
    return match is not None


def behind_text(reader: Reader, line: LogicalLine) -> Remark | None:
    """What to say of an annotation with words behind its text that belong to the rule above."""
    if line.head not in ANNOTATIONS - {"ALLOW"}:
        return None
    source = reader.source
    written = source.text[line.start : line.end]
    match = _BEHIND.match(written, line.head_end)
    if match is None or _LIMITING.search(match["rest"]) is None:
        return None
    tail = match["tail"].rstrip("。;； ")
    is_plain = _LIMITING.match(match["rest"]) is None  # `受灾除外` may be said of anything
    if not any(reader.reads(rule + tail, rule, known=is_plain) for rule in _ANY_RULE):
        return None
    begin, end = (line.start + at for at in match.span("tail"))
    helps = []
    above = _rule_above(source.text[: line.start])
    if above is not None and reader.reads(above[1] + tail, above[1]):
        edits = (
            Edit(Span(source, above[0], above[0]), tail),
            Edit(Span(source, begin, end), ""),
        )
        said = phrase(
            "「{rest}」移到上面那条规则的末尾",
            "move 「{rest}」 to the end of the rule above",
            rest=match["rest"],
        )
        helps.append(Help(said, edits, "unsafe"))
    closing = written[match.end("text") - 1]
    quoted = (
        Edit(Span(source, begin - 1, begin), ""),
        Edit(Span(source, end - len(match["end"]), end), closing),
    )
    helps.append(
        Help(
            phrase("只是文字的，放进引号", "put it into the quotation marks if it is mere text"),
            quoted,
            "unsafe",
        )
    )
    first = line.start + match.start("rest")
    return Remark(
        codes.UNEXPECTED,
        first,
        end - len(match["end"]),
        {
            "found": match["rest"][:_SHOWN],
            "expected": Words("文字到此为止", "the end of the text"),
        },
        helps=tuple(helps),
    )


def _rule_above(text: str) -> tuple[int, str] | None:
    """Where the rule ends that an annotation below this text is about, and its line."""
    end = len(text)
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        written = text[start:end].rstrip()
        lines = split_lines(written)
        if written and lines and lines[0].head not in TEXT_HEADS and not lines[0].blank:
            rule = lines[0].text.rstrip(" 。;；,")
            return start + len(rule), written[: len(rule)]
        end = start - 1
    return None
