"""One statement of a facts file: a heading, or a name with its value."""

import re
from contextlib import suppress

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit, Label
from perfdsl.model.raw_facts import RawTable, RawValue
from perfdsl.readers.toml_cursor import (
    BRACKETS,
    CLOSING_CURLY,
    CLOSING_HEADING,
    COMMAS,
    EQUALS,
    OPENING_HEADING,
    TRAILING_SIGNS,
    Cursor,
    Slip,
    quoted,
)
from perfdsl.readers.toml_tables import (
    HEADINGS,
    Key,
    Table,
    append,
    descend,
    heading_lost,
    insert,
    repeated,
)
from perfdsl.readers.toml_values import DEEPEST, read_text, read_value, unclosed
from perfdsl.source import Span
from perfdsl.wording import phrase

_BARE_KEY = re.compile(
    r"(?:“[^“”\n\r]*(?:“[^“”\n\r]*”[^“”\n\r]*)*”|(?<!「)「[^」\n\r]*」"
    rf"|[^\s\u200b\ufeff=＝.{BRACKETS}【】\"'#＃,，:：])+"
)
_QUOTED_KEY = re.compile(r"[“「‘]([^“”「」‘’]+)[”」’]")
"""In Chinese quotation marks, which become straight ones."""
_ROUND_HEADING = re.compile(r"""[(（]+[ ]*("[^"\n]+"|\w+)[ ]*[)）]+(?=[ \t]*(?:[#\r\n]|$))""")
"""A heading in round brackets."""
_GLUED_HEADING = r"""\[{1,2}[ ]*["“]?[^\[\]"“”=＝\n]+["”]?(?:\."?[^\[\]"=＝\n]+"?)?[ ]*\]{1,2}[ \t]*(?=[#＃\r\n]|$)"""
_GLUED_ENTRY = r"""(?:"[^"\n]+"|[^\W\d][\w“”]*)[ \t]*[=＝]"""
_WORDS_BEFORE_KEY = re.compile(r"""(?:[^\s"'=＝]+[ \t]+)*(?=(?:"[^"\n]+"|'[^'\n]+')[ \t]*[=＝])""")
_BULLETS = re.compile(r"(?:[-*•●·—]++[ \t]*+)++")
_CHINESE_HEADINGS = tuple(chinese for chinese, _ in HEADINGS.values())
_SIGN_IN_KEY = re.compile(r"['\[][^=＝\"{}]*[=＝]")
_STANDARD_KEY = re.compile(r"[A-Za-z0-9_-]+")


def read_statement(cursor: Cursor, root: Table, current: Table) -> Table:
    """One line: blank, a heading, or `key = value`. Returns the table that entries now go to."""
    cursor.skip_spaces()
    start = cursor.position
    written: Span | None = None
    if cursor.character and cursor.character in OPENING_HEADING:
        current = read_heading(cursor, root, current)
    elif (round_ := _ROUND_HEADING.match(cursor.text, start)) is not None:
        heading = cursor.span(start, round_.end())
        new = f"[{round_.group(1)}]"
        raise Slip(codes.BAD_KEY, heading, edits=(Edit(heading, new),), text=heading.text)
    elif cursor.character and cursor.character not in "\r\n#＃":
        keys, value = read_entry(cursor, 0)
        written = value.span
        lost = heading_lost(current, keys[0], root) if len(keys) == 1 else None
        if lost is not None:
            slip, current = lost
            insert(current, keys[0], value)
            slip.table = current
            raise slip
        insert(descend(current, keys[:-1]), keys[-1], value)
    cursor.skip_spaces()
    if cursor.character and cursor.character not in "\r\n#＃":
        _refuse_glued(cursor, root, current, is_heading=written is None)
    _finish_line(cursor, start, written)
    return current


def _refuse_glued(cursor: Cursor, root: Table, current: Table, *, is_heading: bool) -> None:
    """A heading and an entry on one line: what stands second is read as if it stood on the next."""
    place = cursor.position
    if re.compile(_GLUED_ENTRY if is_heading else _GLUED_HEADING).match(cursor.text, place) is None:
        return
    before = len(cursor.text[:place].rstrip(" \t\u3000"))
    edit = Edit(cursor.span(before, place), "\n")
    slip = Slip(codes.TWO_STATEMENTS, cursor.span(place, cursor.line_end()), edits=(edit,))
    slip.way = phrase("另起一行", "begin a new line")
    slip.table = current
    with suppress(Slip):
        if is_heading:
            keys, value = read_entry(cursor, 0)
            insert(descend(current, keys[:-1]), keys[-1], value)
        else:
            slip.table = read_heading(cursor, root, current)
    cursor.open_brackets = 0
    raise slip


def _finish_line(cursor: Cursor, start: int, value: Span | None) -> None:
    """Nothing but a comment may stand behind a heading or a `value`."""
    cursor.skip_spaces()
    cursor.skip_comment()
    if cursor.is_at_end or cursor.skip_line_end():
        return
    rest = cursor.rest_of_line().rstrip()
    span = cursor.here(len(rest))
    from perfdsl.readers.toml_apart import two_statements

    several = two_statements(cursor, start, span)
    if several is not None:
        raise several
    from perfdsl.readers.toml_quotes import spilled

    beside = spilled(cursor, value, in_brackets=False) if value is not None else None
    if beside is not None:
        raise beside
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


def read_heading(cursor: Cursor, root: Table, current: Table) -> Table:
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
    keys[0] = _plainly(keys[0])
    parent = descend(root, keys[:-1])
    key = keys[-1]
    found = parent.entries.get(key.text)
    table = Table(span, has_heading=True)
    if is_list:
        append(parent, key, table)
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
    if isinstance(content, Table) and len(keys) == 1:
        from perfdsl.readers.toml_headings import heading_again

        again = heading_again(cursor, root, (found[0], content), key, goes_on=content is current)
        if again is not None:
            raise again
    if isinstance(content, list):  # one more record
        mended = (Edit(span, f"[{span.text}]"),)
    elif content is current:  # what follows belongs there anyway
        first, end = span.first.line, cursor.line_end()
        mended = (Edit(cursor.span(cursor.source.line_starts[first - 1], end), "#"),)
    raise repeated(found[0], key, is_table=not isinstance(content, RawValue), edits=mended)


def _plainly(key: Key) -> Key:
    """`["事 实"]` and `[“事实”]` are `["事实"]`, whatever else is below either."""
    plain = "".join(key.text.strip("“”‘’「」").split())
    return Key(plain, key.span) if plain in _CHINESE_HEADINGS else key


def read_entry(cursor: Cursor, depth: int) -> tuple[list[Key], RawValue]:
    start = cursor.position
    whole = None if depth else _declared_key(cursor)
    keys = _read_keys(cursor) if whole is None else [whole]
    if not depth and len(keys) > 1 and re.fullmatch(r"\d{1,2}", keys[0].span.text):
        number = cursor.span(start, keys[1].span.start)  # `1. 在职人数 = …`
        raise Slip(codes.BAD_KEY, number, edits=(Edit(number, ""),), text=number.text.strip())
    if not cursor.take(EQUALS, "="):
        raise _no_equals_sign(cursor, start)
    cursor.skip_spaces()
    place = cursor.position
    try:
        value = read_value(cursor, "table" if depth else "line", _read_inline_table, depth)
    except Slip as slip:
        from perfdsl.readers.toml_backslashes import strokes_in_path

        strokes_in_path(cursor, slip, keys[0].text, place)
        raise
    return keys, value


def _read_inline_table(cursor: Cursor, depth: int) -> RawTable:
    start = cursor.position - 1
    table = Table(cursor.span(start))
    behind = 0
    while True:
        cursor.skip_blank()
        if cursor.take(CLOSING_CURLY, "}"):
            return table.frozen()
        if behind and cursor.character in tuple("{\uff5b]\uff3d"):
            raise _unclosed_record(cursor, start, behind)
        if cursor.is_at_end:
            raise unclosed(cursor, start, "}")
        keys, value = read_entry(cursor, depth + 1)
        insert(descend(table, keys[:-1]), keys[-1], value)
        behind = cursor.position
        cursor.skip_blank()
        if not cursor.take(COMMAS, ",") and cursor.character not in tuple(CLOSING_CURLY):
            raise unclosed(cursor, start, "}", value.span)


def _unclosed_record(cursor: Cursor, start: int, end: int) -> Slip:
    """A table in a list that ends at `end`, behind which the next one begins, or the list ends."""
    return Slip(
        codes.UNCLOSED_BRACKET,
        cursor.span(end - 1, end),
        edits=(Edit(cursor.span(end, end), " }"),),
        secondary=(Label(cursor.span(start, start + 1), phrase("从这里开始", "begun here")),),
        is_unclosed=True,
        close="}",
    )


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


def _declared_key(cursor: Cursor) -> Key | None:
    """A declared name with signs in it, before an equals sign."""
    start = cursor.position
    for name in cursor.names:
        if cursor.text.startswith(name, start):
            behind = cursor.text[start + len(name) : cursor.line_end(start)].lstrip(" \t\u3000")
            if behind[:1] in tuple(EQUALS):
                cursor.position += len(name)
                span = cursor.span(start)
                cursor.key_edits.append(Edit(span, quoted(name)))
                cursor.skip_spaces()
                return Key(name, span)
    return None


def _read_key(cursor: Cursor) -> Key:
    cursor.skip_spaces()
    start = cursor.position
    if cursor.character in ('"', "'"):
        try:
            text = read_text(cursor, one_line=True, is_key=True)
        except Slip as slip:
            from perfdsl.readers.toml_backslashes import strokes_in_key

            strokes_in_key(cursor, slip, start)
            raise
        return Key(text, cursor.span(start))
    match = _BARE_KEY.match(cursor.text, start)
    if match is None:
        rest = cursor.rest_of_line().strip()
        raise Slip(codes.BAD_KEY, cursor.here(), text=rest[:1] or "\\n")
    cursor.position = match.end()
    span = cursor.span(start)
    if _STANDARD_KEY.fullmatch(span.text):
        return Key(span.text, span)
    whole = _QUOTED_KEY.fullmatch(span.text)
    cursor.key_edits.append(Edit(span, quoted(whole.group(1) if whole else span.text)))
    return Key(span.text, span)


def _no_equals_sign(cursor: Cursor, start: int) -> Slip:
    """After a key: a colon, a second word, or nothing."""
    written = cursor.span(start).text.rstrip()
    if cursor.character and cursor.character in ":：":
        from perfdsl.readers.toml_colons import colon_slip

        return colon_slip(cursor, start, written)
    rest = cursor.rest_of_line()
    sign = next((index for index, character in enumerate(rest) if character in "=＝"), None)
    is_bullet = re.fullmatch("[-*•●·—]+", written) is not None
    if sign is not None and not is_bullet and not set(rest[:sign]) & set("\"'[]{}#,，"):
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
    elif is_bullet and rest.strip():
        signs = _BULLETS.match(cursor.text, start)
        behind = cursor.span(start, signs.end() if signs else cursor.position)
        is_remark = written[:2] in ("--", "——", "**") and re.search("[=＝:：]", rest) is None
        edits_ = (Edit(behind, "# " if is_remark else ""),)
    elif not cursor.open_brackets and (words := _WORDS_BEFORE_KEY.match(rest)) is not None:
        edits_ = (Edit(cursor.span(start, cursor.position + words.end()), ""),)
    elif (dash := re.match(r"(?:[-—–~→>]+|是|为|等于)[ \t]*(?=[\d\"'])", rest)) is not None:
        edits_ = (Edit(cursor.span(span.end, cursor.position + dash.end()), " = "),)
    elif gap.start == gap.end and _SIGN_IN_KEY.match(rest) is not None:
        pass  # a name with signs in it, which nobody declared
    elif re.match(r"[\d\"'{\[+-]|true|false", rest):
        edits_ = (Edit(gap, " = "),)
    elif written[0] in "\"'" and not rest.strip() and written[1:-1] not in _CHINESE_HEADINGS:
        edits_ = (Edit(gap, ' = ""'),)
    elif not cursor.open_brackets:
        edits_ = (Edit(cursor.span(start, start), "# "),)
    return Slip(codes.NO_EQUALS_SIGN, span, edits=edits_, key=written)
