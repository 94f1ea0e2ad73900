"""Lines that hold free text: `依据 …`, `方案 …`. They are read without the grammar."""

import re

from perfdsl.codes import syntax as codes
from perfdsl.codes.linting import REASON_MISSING
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.building.effects import ANNOTATION_KINDS
from perfdsl.syntax.lines import QUOTED, LogicalLine, find_head
from perfdsl.syntax.slip import Remark, Slip, indent_at
from perfdsl.wording import Words, phrase

_QUOTED_LIST = re.compile(rf" *+(?:{QUOTED})(?: *+[,;]? *+(?:{QUOTED}))*+ *+[,;。]*+ *+")
_ONE = re.compile(QUOTED)
_LISTED = frozenset(("METHOD", "DOCUMENTS"))
_ENDING = " ,;。"
_ALLOWANCE = re.compile(r"[ :,]*(?P<name>[A-Za-z0-9_-]*)(?P<reason>.*)", re.DOTALL)

_OTHER_NAME = re.compile(
    r"[ :,]*+(?P<name>[^\s:\"“”',;。]++(?::++[^\s:\"“”',;。]++)*+)[ :,]++(?P<reason>[\"“'].*)",
    re.DOTALL,
)


def stray_quotes(source: SourceText, line: LogicalLine) -> Remark | None:
    """What to say about a text that begins or ends with a quotation mark without its other half."""
    at = line.head_end
    if line.head == "ALLOW":
        match = _ALLOWANCE.match(line.text, at)
        at = match.start("reason") if match is not None else at
    text = source.text[line.start + at : line.end]
    if _QUOTED_LIST.fullmatch(line.text, at) or line.head in _LISTED:
        return None
    start = at + len(text) - len(text.lstrip(" :：,，"))
    written = source.text[line.start + start : line.end].rstrip(" ,;。，；")
    signs = "".join(sign for sign in "\"'`" if written.count(sign) % 2)
    if written.count("“") != written.count("”"):
        signs += "“”"
    if not signs or re.search(r'\d"$', written):  # inches
        return None
    bare = written.strip(signs)
    if bare == written or not bare:
        return None
    first = line.start + start
    before, behind = len(written) - len(written.lstrip(signs)), len(written.rstrip(signs))
    places = [(first, first + before), (first + behind, first + len(written))]
    edits = tuple(Edit(Span(source, *place), "") for place in places if place[0] < place[1])
    said = phrase("删去两头的引号", "delete the quotation marks at its ends")
    wrong = places[0] if before else places[1]
    found = source.text[wrong[0] : wrong[1]]
    return Remark(
        codes.QUOTE_UNCLOSED, *wrong, {"found": found}, helps=(Help(said, edits, "unsafe"),)
    )


_BEHIND_QUOTED = re.compile(rf" *(?:{QUOTED})[ ,;。]*(?= \S)")
_BEHIND_NAME = re.compile(
    r"\S +(?=(?:年度 +\d{4}|语言 +\d|满分 +\d+|保留 +\d|金额单位 +\S*元|每 +(?:按整|进一|按比例)) *(?:分|位小数)? *$)"
)


def second_statement(source: SourceText, line: LogicalLine) -> Remark | None:
    """What to say where another statement goes on behind the text: `依据 “…” 定义 甲 = 乙`."""
    match = _BEHIND_QUOTED.match(line.text, line.head_end)
    if match is None and line.head == "SCHEME":
        match = _BEHIND_NAME.search(line.text, line.head_end)
    if match is None:
        return None
    gap = match.end() - len(match.group()) + len(match.group().rstrip(" "))
    rest = line.text[match.end() :].lstrip(" ")
    if find_head(rest)[0] is None:
        return None
    begin = line.start + len(line.text) - len(rest)
    edit = Edit(Span(source, line.start + gap, begin), "\n" + indent_at(source, line.start))
    help_ = Help(phrase("分成两行", "make two lines of it"), (edit,), "unsafe")
    found = source.text[begin : line.end].strip()[:12]
    return Remark(codes.TWO_RULES, begin, line.end, {"found": found}, helps=(help_,))


def read_text_line(source: SourceText, line: LogicalLine) -> ast.Annotation | ast.SchemeHeader:
    """The annotation or 方案 on this line; raises `Slip` where its text is missing or not closed."""
    head = line.head or ""
    if head == "ALLOW":
        return _read_allowance(source, line)
    texts = _texts(source, line, listed=head in _LISTED)
    word_start = line.start + len(line.text) - len(line.text.lstrip(" "))
    if not texts:
        raise Slip(
            codes.UNFINISHED,
            word_start,
            line.end,
            expected=Words("“文字”", "“text”"),
        )
    span = Span(source, word_start, line.end)
    if head == "SCHEME":
        return ast.SchemeHeader(name="".join(texts), span=span)
    return ast.Annotation(kind=ANNOTATION_KINDS[head], texts=texts, span=span)


def _read_allowance(source: SourceText, line: LogicalLine) -> ast.Annotation:
    """`放过 unused-fact “理由”`: a name, and a text that must not be left out."""
    match = _ALLOWANCE.match(line.text, line.head_end)
    assert match is not None
    word_start = line.start + len(line.text) - len(line.text.lstrip(" "))
    if not match["name"]:  # a name that no rule can have is told as such, not a missing reason
        match = _OTHER_NAME.match(line.text, line.head_end) or match
    name, reason = match["name"], match["reason"].strip(_ENDING)
    start = line.start + match.start("reason") + match["reason"].find(reason)
    is_quoted = _ONE.fullmatch(reason) is not None
    reason = source.text[start : start + len(reason)]  # as it is written
    reason = reason[1:-1] if is_quoted else reason
    if not name or not reason.strip():
        text = source.text[word_start : line.end].strip()
        raise Slip(REASON_MISSING, word_start, line.end, text=text, name=name or "unused-fact")
    return ast.Annotation(
        kind="allow", texts=(name, reason.strip()), span=Span(source, word_start, line.end)
    )


def _texts(source: SourceText, line: LogicalLine, *, listed: bool) -> tuple[str, ...]:
    text = line.text
    original = source.text[line.start : line.end]
    if _QUOTED_LIST.fullmatch(text, line.head_end):
        return tuple(
            original[match.start() + 1 : match.end() - 1]
            for match in _ONE.finditer(text, line.head_end)
        )
    start, end = line.head_end, len(text)
    while end > start and text[end - 1] in (_ENDING if listed else " "):
        end -= 1
    if not listed:
        while start < end and text[start] == " ":
            start += 1
        if text[start : start + 1] in ('"', "“") and _ONE.match(text, start) is None:
            at = line.start + start
            raise Slip(codes.QUOTE_UNCLOSED, at, at + 1, found=original[start])
        return (original[start:end],) if start < end else ()
    parts = []
    position = start
    for match in re.finditer(rf"(?:{QUOTED}|[^,])+", text[start:end]):
        position = start + match.start()
        part = text[position : start + match.end()]
        stripped = part.strip(" ")
        if stripped:
            first = position + part.index(stripped)
            written = original[first : first + len(stripped)]
            parts.append(written[1:-1] if _ONE.fullmatch(stripped) else written)
    return tuple(parts)
