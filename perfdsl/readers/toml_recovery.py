"""After a slip: the line as it was most likely meant, so that what follows is read as well."""

import re

import attrs

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit, Help, commented, whole_line_deleted
from perfdsl.model.raw_facts import RawEntry, RawTable, RawValue
from perfdsl.readers.toml_cursor import (
    OPENING_HEADING,
    Cursor,
    Slip,
    apply,
    looks_like_statement,
)
from perfdsl.readers.toml_mending import has_parts, is_useless, mended_line
from perfdsl.readers.toml_statements import read_entry, read_heading, read_statement
from perfdsl.readers.toml_tables import Key, Table, descend, insert
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase


@attrs.frozen(eq=False, repr=False)
class Mended:
    """A line as it was meant, what to say, and where to go on."""

    text: str
    slip: Slip
    span: Span
    end: int


_OPEN = (
    codes.NO_VALUE,
    codes.NO_EQUALS_SIGN,
    codes.UNCLOSED_TEXT,
    codes.MIXED_QUOTES,
    codes.UNCLOSED_BRACKET,
    codes.UNCLOSED_HEADING,
    codes.BAD_KEY,
)
"""Slips of lines that may go on."""


def mended(cursor: Cursor, start: int, slip: Slip) -> Mended | None:
    """The line (or this and the next) as it reads with the way out of the slip, or put right as a whole."""
    end = cursor.line_end(start)
    line = cursor.span(start, end)
    if not start <= slip.span.start <= end or "\r" in line.text:
        return None
    if slip.helps:
        return None
    inside = all(start <= edit.span.start <= edit.span.end <= end for edit in slip.edits)
    text = apply(line.text, slip.edits, start) if inside else ""
    if "\n" in text and not has_parts(line.text):
        return None
    useless = is_useless(line.text)
    if useless is not None:
        row = cursor.span(start, min(end + 1, len(cursor.text)))
        slip.only(
            whole_line_deleted(row) if useless == "delete" else commented(cursor.source, start)
        )
        return Mended("", slip, line, end)
    following = cursor.line_end(min(end + 1, len(cursor.text)))
    rest = cursor.text[end + 1 : following]
    is_open = slip.applicability != "safe" and slip.code in _OPEN
    if is_open and rest.strip() and "#" not in line.text and not looks_like_statement(rest):
        between = _between(line.text.rstrip(), rest.strip())
        whole = f"{line.text.rstrip()}{between}{rest.strip()}"
        closes = rest.count("}") > rest.count("{") and rest.count('"') % 2 == 1
        if _reads(whole) and (closes or not _reads(mended_line(rest) or rest)):
            gap = cursor.span(start + len(line.text.rstrip()), following - len(rest.lstrip()))
            said = phrase("与下一行接成一行", "make one line of this and the next")
            slip.only(Help(said, (Edit(gap, between),), "unsafe"))
            return Mended(whole, slip, line, following)
    if slip.edits and _reads(text) and not _is_tangled(slip, line.text):
        return Mended(text, slip, line, end)
    meant = mended_line(line.text)
    if meant is None or meant == line.text or not _reads(meant):
        if _is_tangled(slip, line.text) and has_parts(line.text):
            slip.edits = ()  # quotation marks within quotation marks: no part of it is sure
        return Mended(text, slip, line, end) if slip.edits and _reads(text) else None
    is_title = line.text.rstrip().endswith((":", "："))
    # what is left is said when that is put right
    if slip.edits and slip.applicability == "safe" and not is_title:
        return Mended(meant, slip, line, end)
    shown = line.text.strip()
    place = start + line.text.index(shown)
    edit = Edit(cursor.span(place, place + len(shown)), meant)
    said = phrase("写成「{line}」", "write 「{line}」", line=meant)
    opened = _unclosed_text(line.text, meant)
    if opened is not None:  # all that is wrong, wherever it was noticed
        slip.tells(codes.UNCLOSED_TEXT, cursor.span(start + opened, start + opened + 1), quote='"')
    slip.only(Help(said, (edit,), "unsafe"))
    return Mended(meant, slip, line, end)


def _unclosed_text(line: str, meant: str) -> int | None:
    """Where the text begins whose closing quote is all that the line lacks."""
    at = next(
        (i for i, (old, new) in enumerate(zip(line, meant, strict=False)) if old != new), None
    )
    if at is None or line.count('"') % 2 == 0 or meant != f'{line[:at]}"{line[at:].rstrip()}':
        return None
    return line.rfind('"', 0, at) if '"' in line[:at] else None


def _between(first: str, second: str) -> str:
    """No space within a Chinese sentence."""
    return " " if first[-1:].isascii() and second[:1].isascii() else ""


def _is_tangled(slip: Slip, line: str) -> bool:
    """Whether the way out of the slip may take a part of the line for a text that is none."""
    if slip.way is not None:
        return False  # what belongs into the quotation marks is sure
    if re.search("[=＝][:：>＞]", line) is not None:
        return True  # another sign belongs to the equals sign
    if slip.code in (codes.UNCLOSED_TEXT, codes.MIXED_QUOTES, codes.UNCLOSED_BRACKET):
        return "#" in line or "{" in line or line.count('"') > 2
    if slip.code is codes.NO_EQUALS_SIGN:
        return "{" in line
    # a quotation mark within the text ended it, or one of another kind began it
    return slip.code is codes.AFTER_VALUE and (
        '"' in slip.span.text or re.search("[=＝]\\s*[‘’“”]", line) is not None
    )


def _reads(line: str) -> bool:
    """Whether the line is one statement."""
    cursor = Cursor(SourceText("", line))
    try:
        table = Table(cursor.span(0, 0))
        read_statement(cursor, table, table)
    except Slip:
        return False
    return cursor.is_at_end and bool(table.entries)


def take_mended(mended: Mended, root: Table, current: Table) -> Table:
    """What the mended line says goes where it belongs, as if it stood there."""
    if not mended.text:
        return current
    cursor = Cursor(SourceText("", mended.text))
    cursor.skip_spaces()
    place = mended.span
    try:
        if cursor.character in OPENING_HEADING:
            forget(root, place)
            return read_heading(_in_place(mended), root, current)
        keys, value = read_entry(cursor, 0)
        keys = [Key(key.text, place) for key in keys]
        forget(current, place)
        insert(descend(current, keys[:-1]), keys[-1], _placed(value, place))
    except Slip:  # that is said on another line already
        mended.slip.only(commented(place.source, place.start))
    return current


def _in_place(mended: Mended) -> Cursor:
    """The mended line where it stands: what is said of a heading later names its line."""
    source, start = mended.span.source, mended.span.start
    cursor = Cursor(SourceText(source.name, source.text[:start] + mended.text), start)
    cursor.skip_spaces()
    return cursor


def forget(table: Table, place: Span) -> None:
    """Take out what was read of a line before its slip was met."""
    for name, (key, content) in list(table.entries.items()):
        if isinstance(content, Table) and content.has_heading:
            forget(content, place)
        if key.span.source is place.source and place.start <= key.span.start <= place.end:
            del table.entries[name]


def _placed(value: RawValue, place: Span) -> RawValue:
    content = value.content
    if isinstance(content, RawTable):
        content = RawTable(
            tuple(
                RawEntry(entry.key, place, _placed(entry.value, place)) for entry in content.entries
            )
        )
    elif isinstance(content, tuple):
        content = tuple(_placed(item, place) for item in content)
    return RawValue(content, place)
