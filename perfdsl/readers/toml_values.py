"""Values of a facts file: texts, numbers, dates, lists and inline tables, as strict or as loose as can be.

What can be meant in one way only is accepted and noted; what cannot is a slip. Nothing is guessed.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Literal

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit, Label
from perfdsl.model.raw_facts import RawScalar, RawTable, RawValue
from perfdsl.readers.toml_cursor import (
    BRACKETS,
    CLOSING_CURLY,
    CLOSING_SQUARE,
    COMMAS,
    COMMENT_SIGNS,
    CONTROLS,
    FULL_WIDTH,
    OPENING_CURLY,
    OPENING_SQUARE,
    STANDARD_SPACES,
    TRAILING_SIGNS,
    Cursor,
    Slip,
    quoted,
    unicode_escape,
)
from perfdsl.source import Span
from perfdsl.terms import find_unit
from perfdsl.wording import phrase

Place = Literal["line", "list", "table"]
TableReader = Callable[[Cursor, int], RawTable]

DEEPEST = 20
LONGEST_NUMBER = 60

_INTEGER = re.compile(
    r"[+-]?(?:0|[1-9](?:_?\d)*)|0x[\da-fA-F](?:_?[\da-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*"
)
_FLOAT = re.compile(r"[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_PLAIN = re.compile(
    r"true|false|是|否|有|无|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"|[-+－＋]?[\d\uff10-\uff19][\d\uff10-\uff19,，._\uff0e]*\s*(?P<unit>[%％‰]|[^\W\d_]*)"
)
_NEXT_ENTRY = re.compile(
    r"""\s*(?:[\[\uff3b【]|[^\s=＝:：]+[ \t\u3000]*[=＝:：]|"[^"\n]*"[ \t]*\S)"""
)
_TIME = r"(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d.*"
_SPECIAL = r"(?i)[+-]?(?:nan|inf)"
_THOUSANDS = re.compile(
    r"[+-]?\d{1,3}(?:[,，]\d{3})+(?!\d)[^,，{}\[\]\n#＃\"'=＝]*(?=[,，}\uff5d\n#＃])"
)
_RUN = re.compile(rf"[^\n\r#＃\"'=＝{BRACKETS}]*")
_RUN_IN_BRACKETS = re.compile(rf"[^\n\r#＃\"'=＝{BRACKETS},，]*")
_AFTER_ITEM = COMMENT_SIGNS + COMMAS + CLOSING_SQUARE + CLOSING_CURLY
_CHINESE_QUOTED = re.compile(r"“[^“”\n\r]*(?:“[^“”\n\r]*”[^“”\n\r]*)*”|‘[^‘’\n\r]*’")
_BASIC = re.compile(r'"((?:[^"\\\n\r]|\\[^\n\r])*)"')
_LITERAL = re.compile(r"'([^'\n\r]*)'")
# what most files do not have is compiled when it is met
_LONG_BASIC = r'(?s)"""(?:\r?\n)?((?:[^"\\]|\\.|"{1,2}(?!"))*"{0,2})"""'
_LONG_LITERAL = r"'''(?:\r?\n)?((?:[^']|'{1,2}(?!'))*'{0,2})'''"
_ESCAPE = r"(?s)\\(?:([btnfre\"\\])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([ \t]*\r?\n[ \t\r\n]*)|.)"
_ESCAPED = {
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    '"': '"',
    "\\": "\\",
}


def read_value(cursor: Cursor, place: Place, read_table: TableReader, depth: int = 0) -> RawValue:
    """The value at the cursor; leaves the cursor just behind it."""
    start = cursor.position
    if depth > DEEPEST:
        raise Slip(codes.TOO_DEEP, cursor.here())
    content: RawScalar | tuple[RawValue, ...] | RawTable
    if cursor.character in "\"'" and cursor.character:
        content = read_text(cursor)
    elif cursor.take(OPENING_SQUARE, "["):
        cursor.open_brackets += 1
        content = _read_list(cursor, start, read_table, depth)
        cursor.open_brackets -= 1
    elif cursor.take(OPENING_CURLY, "{"):
        cursor.open_brackets += 1
        content = read_table(cursor, depth)
        cursor.open_brackets -= 1
    else:
        content = _read_bare(cursor, place)
    return RawValue(content, cursor.span(start))


def _read_list(
    cursor: Cursor, start: int, read_table: TableReader, depth: int
) -> tuple[RawValue, ...]:
    items: list[RawValue] = []
    while True:
        cursor.skip_blank()
        if cursor.take(CLOSING_SQUARE, "]"):
            return tuple(items)
        if cursor.is_at_end:
            raise unclosed(cursor, start, "]")
        items.append(read_value(cursor, "list", read_table, depth + 1))
        cursor.skip_blank()
        if not cursor.take(COMMAS, ",") and cursor.character not in tuple(CLOSING_SQUARE):
            raise unclosed(cursor, start, "]", items[-1].span)


_AN_ITEM = re.compile(r"""\{|(?P<quote>["'])(?!(?:(?!(?P=quote)).)*(?P=quote)\s*[=＝:：])""")
"""Not the next entry: `"到位率" = …`."""


def unclosed(cursor: Cursor, start: int, close: str, last: Span | None = None) -> Slip:
    """Behind `last` stands neither a comma nor the bracket that closes what was opened at `start`."""
    from perfdsl.readers.toml_quotes import spilled

    beside = spilled(cursor, last, in_brackets=True) if last is not None else None
    if beside is not None:
        return beside
    opening = Label(cursor.span(start, start + 1), phrase("从这里开始", "begun here"))
    end = start + len(cursor.text[start : cursor.blank_start].rstrip())  # before a comment
    gap = cursor.text[end : cursor.position]
    here = cursor.here()
    if "\n" in gap or cursor.is_at_end:  # it is missing at the end of the line above
        here = cursor.span(end, end) if cursor.is_at_end else cursor.span(max(end - 1, start), end)
        is_between = close == "]" and _AN_ITEM.match(cursor.text, cursor.position) is not None
        missing = "," if is_between else f" {close}" if close == "}" else close
        edit = Edit(cursor.span(end, end), missing)
    else:
        edit = Edit(cursor.span(end, cursor.position), ", ")
    is_item = bool(re.match(r"[\w\"'{\[]", cursor.character))
    return Slip(
        codes.UNCLOSED_BRACKET,
        here,
        edits=(edit,) if "\n" in gap or cursor.is_at_end or is_item else (),
        secondary=(opening,),
        is_unclosed=True,
        close=close,
    )


# --- texts ---------------------------------------------------------------------------------------


def read_text(cursor: Cursor, *, one_line: bool = False, is_key: bool = False) -> str:
    """A text in straight quotes, single or double, one or three of them."""
    start = cursor.position
    quote = cursor.character
    if not one_line and cursor.text.startswith(quote * 3, start):
        return _read_long_text(cursor, quote)
    match = (_BASIC if quote == '"' else _LITERAL).match(cursor.text, start)
    if match is None:
        from perfdsl.readers.toml_quotes import unclosed_text

        raise unclosed_text(cursor, quote, is_key=is_key)
    cursor.position = match.end()
    content = match.group(1)
    content = _unescape(cursor, content, start + 1) if quote == '"' else content
    _escape_controls(cursor, start, content)
    return content


def _read_long_text(cursor: Cursor, quote: str) -> str:
    start = cursor.position
    pattern = re.compile(_LONG_BASIC if quote == '"' else _LONG_LITERAL)
    match = pattern.match(cursor.text, start)
    if match is None:
        cursor.position = len(cursor.text)
        raise Slip(codes.UNCLOSED_TEXT, cursor.span(start, start + 3), quote=quote * 3)
    cursor.position = match.end()
    content = match.group(1)
    if quote == '"':
        content = _unescape(cursor, content, match.start(1))
    content = content.replace("\r\n", "\n")
    _escape_controls(cursor, start, content)
    return content


def _escape_controls(cursor: Cursor, start: int, content: str) -> None:
    """The text just read with escapes where characters stand that TOML does not have."""
    found = list(CONTROLS.finditer(cursor.text, start, cursor.position))
    if not found:
        return
    if cursor.text[start] == "'":
        cursor.quiet_edits.append(Edit(cursor.span(start), quoted(content)))
        return
    for match in found:
        edit = Edit(cursor.span(*match.span()), unicode_escape(match.group()))
        cursor.quiet_edits.append(edit)


def _unescape(cursor: Cursor, content: str, offset: int) -> str:
    if "\\" not in content:
        return content

    def replace(match: re.Match[str]) -> str:
        short, byte, four, eight, folded = match.groups()
        if short:
            return _ESCAPED[short]
        if folded:
            return ""
        number = int(byte or four or eight or "D800", 16)
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            start = offset + match.start()
            span = cursor.span(start, start + 2)
            doubled = [
                Edit(cursor.span(offset + each.start(), offset + each.end()), "\\\\")
                for each in re.finditer(r"(?<!\\)\\(?![\\\"])", content)
            ]
            raise Slip(codes.BAD_ESCAPE, span, edits=doubled, text=span.text.strip())
        return chr(number)

    return re.sub(_ESCAPE, replace, content) if "\\" in content else content


# --- without quotes ------------------------------------------------------------------------------


def _read_bare(cursor: Cursor, place: Place) -> RawScalar:
    start = cursor.position
    match = _CHINESE_QUOTED.match(cursor.text, start)
    if match is not None and _ends_value(cursor, match.end(), place):
        cursor.position = match.end()
        content = match.group()[1:-1]
        cursor.loose_edits.append(Edit(cursor.span(start), quoted(content)))
        return content
    if cursor.character in ("“", "”"):
        from perfdsl.readers.toml_quotes import mixed_quotes

        raise mixed_quotes(cursor, match.end() if match is not None else None)
    match = _THOUSANDS.match(cursor.text, start) if place == "table" else None
    match = match or (_RUN if place == "line" else _RUN_IN_BRACKETS).match(cursor.text, start)
    written = match.group().rstrip() if match else ""
    if not written or (place == "line" and not written.strip(TRAILING_SIGNS)):
        raise _no_value(cursor, place)
    cursor.position = start + len(written)
    _refuse_trailing(cursor, place, written)
    return _scalar(cursor, cursor.span(start).text, start)


def _ends_value(cursor: Cursor, position: int, place: Place) -> bool:
    rest = cursor.text[position : cursor.line_end(position)].lstrip(
        STANDARD_SPACES + "\u3000\u00a0"
    )
    return not rest or rest[0] in (COMMENT_SIGNS if place == "line" else _AFTER_ITEM)


_MORE_SIGNS = re.compile(r"[=＝](?:[ \t]*[=＝])*(?:(?<=[ \t].)[ \t]*)?")


def _key_before(text: str) -> str:
    """The key at the end of `text`, in front of the first equals sign."""
    text = text.rstrip("=＝ \t\u3000")
    quote = text[-1:]
    if quote in ('"', "'"):
        return text[text.rfind(quote, 0, -1) + 1 : -1]
    return re.split(r"[\s{,，]", text)[-1]


def _no_value(cursor: Cursor, place: Place) -> Slip:
    character = cursor.character
    if character and character in "=＝":
        if place == "list":
            return Slip(codes.NO_VALUE, cursor.here())
        signs = _MORE_SIGNS.match(cursor.text, cursor.position)
        assert signs is not None
        more = cursor.span(cursor.position, signs.end())
        if not cursor.text[more.end : cursor.line_end(more.end)].strip():
            return Slip(codes.NO_VALUE, more, edits=(Edit(more, ' ""'),))
        line = cursor.source.line_starts[more.first.line - 1]
        key = _key_before(cursor.text[line : more.start])
        return Slip(codes.NO_EQUALS_SIGN, more, edits=(Edit(more, ""),), key=key)
    end = len(cursor.text[: cursor.position].rstrip(" \t"))
    at_line_end = bool(character) and character in "\r\n" and place == "line"
    here = cursor.span(end - 1, end) if at_line_end else cursor.here()
    edits = (Edit(cursor.span(end, end), ' ""'),) if place != "list" else ()
    return Slip(codes.NO_VALUE, here, edits=edits)


def _refuse_trailing(cursor: Cursor, place: Place, written: str) -> None:
    """Words that end in `,` or `；` are most likely a habit from JSON or from prose."""
    if place != "line":
        return
    rest = cursor.rest_of_line().lstrip()
    if rest and rest[0] not in COMMENT_SIGNS:
        _refuse_second(cursor, cursor.span(cursor.position - len(written)), rest)
    if written[-1] in TRAILING_SIGNS:
        last = cursor.span(cursor.position - len(written) + len(written.rstrip(TRAILING_SIGNS)))
        if rest and rest[0] not in COMMENT_SIGNS:
            gap = cursor.span(last.start, cursor.line_end() - len(rest))
            raise Slip(codes.AFTER_VALUE, gap, edits=(Edit(gap, "  # "),), text=rest.rstrip())
        is_safe = _is_plain(written[: -len(last.text)]) or not (
            # a full stop may be the end of a sentence that was to be quoted; so may a line that goes on below
            "。" in last.text or _goes_on_below(cursor)
        )
        raise Slip(
            codes.TRAILING_SIGN,
            last,
            edits=(Edit(last, ""),),
            applicability="safe" if is_safe else "unsafe",
            text=last.text,
        )


def _is_plain(written: str) -> bool:
    """A number with its unit, a day, 是 or 否: no beginning of a sentence."""
    match = _PLAIN.fullmatch(written.strip())
    return match is not None and (not match["unit"] or find_unit(match["unit"]) is not None)


def _goes_on_below(cursor: Cursor) -> bool:
    """Whether the next line is neither blank nor the beginning of something else."""
    end = cursor.line_end()
    line = cursor.text[end + 1 : cursor.line_end(end + 1)] if end < len(cursor.text) else ""
    begins = line.lstrip()[:1]
    return bool(begins) and begins not in COMMENT_SIGNS and not _NEXT_ENTRY.match(line)


def _refuse_second(cursor: Cursor, written: Span, rest: str) -> None:
    """Another entry on the same line."""
    from perfdsl.readers.toml_apart import two_statements

    line = cursor.source.line_starts[written.first.line - 1]
    several = two_statements(cursor, line, written)
    if several is not None or rest.startswith(("=", "＝")):
        raise several or Slip(codes.TWO_STATEMENTS, written)


def _scalar(cursor: Cursor, written: str, start: int) -> RawScalar:
    span = cursor.span(start)
    folded = written.translate(FULL_WIDTH)
    value = _strict_scalar(cursor, folded, start)
    if value is None:
        cursor.loose_edits.append(Edit(span, quoted(written)))
        return written
    if folded != written:
        cursor.loose_edits.append(Edit(span, folded))
    return value


def _strict_scalar(cursor: Cursor, text: str, start: int) -> RawScalar | None:
    """What TOML itself makes of an unquoted value; None if it makes nothing of it."""
    span = cursor.span(start)
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(_SPECIAL, text):
        raise Slip(codes.NOT_A_NUMBER, span, edits=(Edit(span, '""'),), text=text)
    if day := _DATE.fullmatch(text):
        try:
            return date(*map(int, day.groups()))
        except ValueError:
            from perfdsl.checker.facts.lost_days import ways_out

            helps = ways_out(span, text)
            raise Slip(codes.NO_SUCH_DAY, span, helps=helps, text=text) from None
    if re.fullmatch(_TIME, text):
        edits = (Edit(span, text[:10]),) if _DATE.match(text) else ()
        raise Slip(codes.TIME_OF_DAY, span, edits=edits, text=text)
    if _INTEGER.fullmatch(text):
        _refuse_long(text, span)
        return int(text.replace("_", ""), 0)
    if _FLOAT.fullmatch(text):
        _refuse_long(text, span)
        return Decimal(text.replace("_", ""))
    return None


def _refuse_long(text: str, span: Span) -> None:
    exponent = re.split("[eE]", text)[1:] if not text.startswith("0x") else []
    if len(text) > LONGEST_NUMBER or (
        exponent and abs(int(exponent[0].replace("_", ""))) > LONGEST_NUMBER
    ):
        raise Slip(codes.NUMBER_TOO_LONG, span, text=text[:20] + "…")
