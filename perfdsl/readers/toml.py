"""Reading facts.toml: TOML, and what a clerk with a Chinese input method makes of it.

The reader accepts every valid TOML document without times of day and gives each key and value its
place. It goes on after a slip, so that one look shows all of them.
"""

import re

import attrs

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Diagnostics, Edit, Label
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable, RawValue
from perfdsl.readers.toml_cursor import (
    BRACKETS,
    CLOSING_CURLY,
    CLOSING_HEADING,
    COMMAS,
    EQUALS,
    OPENING_HEADING,
    STANDARD_SPACES,
    TRAILING_SIGNS,
    Cursor,
    Slip,
    apply,
    either_line,
    fixed_line,
    quoted,
)
from perfdsl.readers.toml_values import DEEPEST, read_text, read_value, unclosed_table
from perfdsl.source import SourceText, Span
from perfdsl.wording import Code, phrase

SHOWN_LINES = 3
"""How many lines the note about loose writing shows as they should be."""

_BARE_KEY = re.compile(
    r"(?:“[^“”\n\r]*(?:“[^“”\n\r]*”[^“”\n\r]*)*”|「[^」\n\r]*」"
    rf"|[^\s\u200b\ufeff=＝.{BRACKETS}【】\"'#＃,，:：])+"
)
_QUOTED_KEY = re.compile(r"[“「]([^“”「」]+)[”」]")
"""In Chinese quotation marks, which become straight ones."""
_ROUND_HEADING = re.compile(r"""[(（]+[ ]*("[^"\n]+"|\w+)[ ]*[)）]+(?=[ \t]*(?:[#\r\n]|$))""")
"""A heading in round brackets."""
_MORE_COLONS = re.compile(r"""[,，]\s*(?:"[^"\n]*"|'[^'\n]*'|\w+)(\s*[:：]\s*)""")
_WORDS_BEFORE_KEY = re.compile(r"""(?:[^\s"'=＝]+[ \t]+)*(?=(?:"[^"\n]+"|'[^'\n]+')[ \t]*[=＝])""")
_STANDARD_KEY = re.compile(r"[A-Za-z0-9_-]+")


@attrs.frozen(eq=False, repr=False)
class Key:
    """One part of a key."""

    text: str
    span: Span


@attrs.define(eq=False, repr=False)
class Table:
    """A table being filled. `closed`: written as `{…}`; nothing may be added later."""

    span: Span
    entries: "dict[str, tuple[Key, RawValue | Table | list[Table]]]" = attrs.field(factory=dict)
    has_heading: bool = False

    def frozen(self) -> RawTable:
        return RawTable(
            tuple(
                RawEntry(key.text, key.span, _frozen_value(content))
                for key, content in self.entries.values()
            )
        )


def _frozen_value(content: "RawValue | Table | list[Table]") -> RawValue:
    match content:
        case RawValue():
            return content
        case Table():
            return RawValue(content.frozen(), content.span)
        case list():
            rows = tuple(RawValue(table.frozen(), table.span) for table in content)
            return RawValue(rows, content[0].span)


def read_facts(source: SourceText, diagnostics: Diagnostics) -> RawFacts | None:
    """What the file says. With errors, what could be read; None if that is nothing at all."""
    cursor = Cursor(source)
    slips = len(diagnostics)
    root = _read(cursor, diagnostics)
    if len(diagnostics) > slips and not root.entries:
        return None
    _note(codes.KEYS_WITHOUT_QUOTES, cursor, cursor.key_edits, diagnostics)
    _note(codes.LOOSE_WRITING, cursor, cursor.loose_edits, diagnostics)
    return RawFacts(source, root.frozen())


def standard_text(source: SourceText) -> str:
    """The file's text as standard TOML: keys and texts quoted, signs in half width.

    Lines that cannot be read stay as they are.
    """
    cursor = Cursor(source)
    _read(cursor, Diagnostics())
    return apply(source.text, (*cursor.key_edits, *cursor.loose_edits))


def _read(cursor: Cursor, diagnostics: Diagnostics) -> Table:
    """The whole file; after a slip reading goes on at the next line."""
    text = cursor.text
    root = Table(cursor.span(0, 0))
    current = root
    while not cursor.is_at_end:
        start = cursor.position
        noted = len(cursor.key_edits), len(cursor.loose_edits)
        try:
            current = _read_statement(cursor, root, current)
        except Slip as slip:
            slip.report(diagnostics)
            del cursor.key_edits[noted[0] :], cursor.loose_edits[noted[1] :]
            first = text[start : cursor.line_end(start)].lstrip()[:1]
            if first in (*OPENING_HEADING, "(", "（"):
                current = Table(cursor.span(start, start))  # what follows has no home
            cursor.resume(start, in_brackets=cursor.open_brackets > 0, is_unclosed=slip.is_unclosed)
            cursor.open_brackets = 0
    return root


def _note(code: Code, cursor: Cursor, edits: list[Edit], diagnostics: Diagnostics) -> None:
    """One note for all edits of a kind, with the first lines as they should be."""
    if not edits:
        return
    by_line: dict[int, list[Edit]] = {}
    for edit in cursor.key_edits + cursor.loose_edits:
        by_line.setdefault(edit.span.first.line, []).append(edit)
    wanted = sorted({edit.span.first.line for edit in edits})[:SHOWN_LINES]
    lines = [
        phrase(
            "第 {number} 行应为：{text}",
            "line {number} should be: {text}",
            number=number,
            text=fixed_line(cursor.source, number, by_line[number]),
        )
        for number in wanted
    ]
    diagnostics.report(code, edits[0].span, notes=lines, count=len(edits))


def _read_statement(cursor: Cursor, root: Table, current: Table) -> Table:
    """One line: blank, a heading, or `key = value`. Returns the table that entries now go to."""
    cursor.skip_spaces()
    start = cursor.position
    if cursor.character and cursor.character in OPENING_HEADING:
        current = _read_heading(cursor, root, current)
    elif (round_ := _ROUND_HEADING.match(cursor.text, start)) is not None:
        heading = cursor.span(start, round_.end())
        new = f"[{round_.group(1)}]"
        raise Slip(codes.BAD_KEY, heading, edits=(Edit(heading, new),), text=heading.text)
    elif cursor.character and cursor.character not in "\r\n#＃":
        keys, value = _read_entry(cursor, 0)
        _insert(_descend(current, keys[:-1]), keys[-1], value)
    _finish_line(cursor, start)
    return current


def _finish_line(cursor: Cursor, start: int) -> None:
    cursor.skip_spaces()
    cursor.skip_comment()
    if cursor.is_at_end or cursor.skip_line_end():
        return
    rest = cursor.rest_of_line().rstrip()
    span = cursor.here(len(rest))
    if "=" in rest or "＝" in rest:
        before = cursor.text[start : cursor.position]
        spaces = len(before) - len(before.rstrip())
        gap = cursor.span(cursor.position - spaces, cursor.position)
        raise Slip(codes.TWO_STATEMENTS, span, edits=(Edit(gap, "\n"),) if spaces else ())
    if not rest.strip(TRAILING_SIGNS):
        raise Slip(
            codes.TRAILING_SIGN, span, edits=(Edit(span, ""),), applicability="safe", text=rest
        )
    edit = Edit(cursor.here(0), "# ")
    raise Slip(codes.AFTER_VALUE, span, edits=(edit,) if cursor.position > start else (), text=rest)


# --- keys and headings ---------------------------------------------------------------------------


def _read_heading(cursor: Cursor, root: Table, current: Table) -> Table:
    start = cursor.position
    cursor.take(OPENING_HEADING, "[")
    is_list = cursor.take(OPENING_HEADING, "[")
    keys = _read_keys(cursor)
    for _ in range(2 if is_list else 1):
        if not cursor.take(CLOSING_HEADING, "]"):
            close = "]]" if is_list else "]"
            end = start + len(cursor.span(start).text.rstrip())
            missing = close[cursor.text[start:end].count("]") :] if is_list else close
            edit = Edit(cursor.span(end, end), missing)
            is_alone = not cursor.rest_of_line().strip(" \t]】")
            edits = (edit,) if is_alone else ()
            raise Slip(codes.UNCLOSED_HEADING, cursor.span(start), edits=edits, close=close)
    span = cursor.span(start)
    parent = _descend(root, keys[:-1])
    key = keys[-1]
    found = parent.entries.get(key.text)
    table = Table(span, has_heading=True)
    if is_list:
        _append(parent, key, table)
        return table
    if found is None:
        parent.entries[key.text] = (key, table)
        return table
    content = found[1]
    if isinstance(content, Table) and not content.has_heading:
        content.has_heading = True
        content.span = span
        return content
    mended: tuple[Edit, ...] = ()
    if isinstance(content, list):  # one more record
        mended = (Edit(span, f"[{span.text}]"),)
    elif content is current:  # what follows belongs there anyway
        first, end = span.first.line, cursor.line_end()
        mended = (Edit(cursor.span(cursor.source.line_starts[first - 1], end), "#"),)
    raise _repeated(found[0], key, is_table=not isinstance(content, RawValue), edits=mended)


def _append(parent: Table, key: Key, table: Table) -> None:
    found = parent.entries.setdefault(key.text, (key, []))
    if not isinstance(found[1], list):
        raise _repeated(found[0], key, is_table=isinstance(found[1], Table))
    found[1].append(table)


def _descend(table: Table, keys: list[Key]) -> Table:
    """The table below `table` that the keys lead to, made where it is not there yet."""
    for key in keys:
        _, content = table.entries.setdefault(key.text, (key, Table(key.span)))
        match content:
            case Table():
                table = content
            case list():
                table = content[-1]
            case RawValue():
                first = table.entries[key.text][0]
                raise Slip(
                    codes.VALUE_IS_NO_TABLE,
                    key.span,
                    secondary=(Label(first.span, phrase("已有的值", "the value so far")),),
                    key=key.text,
                    first=first.span.first.line,
                )
    return table


def _insert(table: Table, key: Key, value: RawValue) -> None:
    found = table.entries.setdefault(key.text, (key, value))
    if found[1] is not value:
        raise _repeated(found[0], key, is_table=False)


def _repeated(first: Key, second: Key, *, is_table: bool, edits: tuple[Edit, ...] = ()) -> Slip:
    return Slip(
        codes.DUPLICATE_TABLE if is_table else codes.DUPLICATE_KEY,
        second.span,
        secondary=(Label(first.span, phrase("第一次在这里", "first here")),),
        edits=edits,
        helps=() if is_table or edits else either_line(first.span, second.span),
        key=first.text,
        first=first.span.first.line,
        second=second.span.first.line,
    )


def _read_entry(cursor: Cursor, depth: int) -> tuple[list[Key], RawValue]:
    start = cursor.position
    keys = _read_keys(cursor)
    if not depth and len(keys) > 1 and re.fullmatch(r"\d{1,2}", keys[0].span.text):
        number = cursor.span(start, keys[1].span.start)  # `1. 在职人数 = …`
        raise Slip(codes.BAD_KEY, number, edits=(Edit(number, ""),), text=number.text.strip())
    if not cursor.take(EQUALS, "="):
        raise _no_equals_sign(cursor, start)
    cursor.skip_spaces()
    value = read_value(cursor, "table" if depth else "line", _read_inline_table, depth)
    return keys, value


def _read_inline_table(cursor: Cursor, depth: int) -> RawTable:
    start = cursor.position - 1
    table = Table(cursor.span(start))
    while True:
        cursor.skip_blank()
        if cursor.take(CLOSING_CURLY, "}"):
            return table.frozen()
        if cursor.is_at_end:
            raise unclosed_table(cursor, start)
        keys, value = _read_entry(cursor, depth + 1)
        _insert(_descend(table, keys[:-1]), keys[-1], value)
        cursor.skip_blank()
        if not cursor.take(COMMAS, ",") and cursor.character not in tuple(CLOSING_CURLY):
            raise unclosed_table(cursor, start)


def _read_keys(cursor: Cursor) -> list[Key]:
    keys = [_read_key(cursor)]
    cursor.skip_spaces()
    while cursor.take(".", "."):
        if len(keys) > DEEPEST:
            raise Slip(codes.TOO_DEEP, cursor.here())
        cursor.skip_spaces()
        keys.append(_read_key(cursor))
        cursor.skip_spaces()
    return keys


def _read_key(cursor: Cursor) -> Key:
    cursor.skip_spaces()
    start = cursor.position
    if cursor.character in ('"', "'"):
        text = read_text(cursor, one_line=True, is_key=True)
        return Key(text, cursor.span(start))
    match = _BARE_KEY.match(cursor.text, start)
    if match is None:
        rest = cursor.rest_of_line().strip()
        raise Slip(codes.BAD_KEY, cursor.here(), text=rest[:1] or "\\n")
    cursor.position = match.end()
    span = cursor.span(start)
    if not _STANDARD_KEY.fullmatch(span.text):
        whole = _QUOTED_KEY.fullmatch(span.text)
        cursor.key_edits.append(Edit(span, quoted(whole.group(1) if whole else span.text)))
    return Key(span.text, span)


def _more_colons(cursor: Cursor, offset: int) -> list[Edit]:
    """Who writes one colon in a table writes them all; one within a text is none of them."""
    rest = cursor.text[offset : cursor.line_end()]
    edits = []
    for match in _MORE_COLONS.finditer(rest):
        before = rest[: match.start()]
        if before.count('"') % 2 or set("'#＃“”\\") & set(before):
            break
        edits.append(Edit(cursor.span(offset + match.start(1), offset + match.end()), " = "))
    return edits


def _no_equals_sign(cursor: Cursor, start: int) -> Slip:
    """After a key: a colon, a second word, or nothing."""
    written = cursor.span(start).text.rstrip()
    if cursor.character and cursor.character in ":：":
        rest = cursor.rest_of_line()[1:]
        spaces = len(rest) - len(rest.lstrip(STANDARD_SPACES))
        colon = cursor.span(start + len(written), cursor.position + 1 + spaces)
        edits = [Edit(colon, " = ")]
        if cursor.open_brackets:
            edits += _more_colons(cursor, edits[0].span.end)
        return Slip(
            codes.NO_EQUALS_SIGN, cursor.here(), edits=edits, applicability="safe", key=written
        )
    rest = cursor.rest_of_line()
    sign = next((index for index, character in enumerate(rest) if character in "=＝"), None)
    if sign is not None and not set(rest[:sign]) & set("\"'[]{}#,，"):
        key = cursor.span(start, cursor.position + len(rest[:sign].rstrip()))
        named = key.text.replace('"', "").replace("'", "")
        is_name = not set(named) & set("=＝[]{}#,，")
        edit = Edit(key, quoted(named))
        return Slip(codes.KEY_WITH_SPACE, key, edits=(edit,) if is_name else (), key=key.text)
    span = cursor.span(start, start + len(written))
    gap = cursor.span(span.end, cursor.position)
    edits_: tuple[Edit, ...] = ()
    if re.match(r"[\"'][ \t]*[=＝]", rest) and not set(written) & set("\"'"):
        edits_ = (Edit(cursor.span(start, start), rest[0]),)
    elif re.fullmatch("[-*•●·—]+", written) and rest.strip():
        edits_ = (Edit(cursor.span(start, cursor.position), ""),)
    elif not cursor.open_brackets and (words := _WORDS_BEFORE_KEY.match(rest)) is not None:
        edits_ = (Edit(cursor.span(start, cursor.position + words.end()), ""),)
    elif (dash := re.match(r"(?:[-—–~→>]+|是|为|等于)[ \t]*(?=[\d\"'])", rest)) is not None:
        edits_ = (Edit(cursor.span(span.end, cursor.position + dash.end()), " = "),)
    elif re.match(r"[\d\"'{\[+-]|true|false", rest):
        edits_ = (Edit(gap, " = "),)
    elif not cursor.open_brackets:
        edits_ = (Edit(cursor.span(start, start), "# "),)
    return Slip(codes.NO_EQUALS_SIGN, span, edits=edits_, key=written)
