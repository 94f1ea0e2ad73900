"""Colons where equals signs belong, and what else such a line may mean."""

import re

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.readers.toml_apart import entries_apart
from perfdsl.readers.toml_cursor import COMMAS, STANDARD_SPACES, Cursor, Slip, quoted
from perfdsl.source import Span
from perfdsl.wording import phrase

_SIGNS_TOO = re.compile(r"[ \t\u3000]*[=＝:：][ \t]*[=＝:：]*[ \t\u3000]*")
"""Behind a colon: `:=` is one sign."""
_UP_TO_EQUALS = re.compile(
    r"[^\s=＝\"'“”‘’{}\[\]\uff3b\uff3d\uff5b\uff5d#＃,，;；\d+-][^=＝\"'“”‘’{}\[\]#＃,，;；]*(?=[=＝])"
)
"""What may be the rest of a name, up to the equals sign."""
_LATER_EQUALS = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\"'\n#＃{\[\uff5b\uff3b=＝])*[=＝]")
_PLAIN = r"[-+－＋]?\d[\d.]*|true|false|\d{4}-\d\d-\d\d"
_BARE_BEFORE = re.compile(
    r"[=＝:：][ \t]*(?P<value>[^\s\"'“”‘’=＝:：{}\[\],，\uff5b\uff5d][^\"'“”‘’=＝:：{}\[\],，\n]*)(?P<comma>[,，])[ \t]*$"
)
_TOKEN = re.compile(
    r"(?P<text>\"[^\"\n\\]*\"|'[^'\n]*')|(?P<comment>[#＃][^\n]*)|(?P<open>[{\[\uff5b\uff3b])|(?P<close>[}\]\uff5d\uff3d])"
    r"|(?P<comma>[,，])|(?P<sign>[=＝])|(?P<colon>[ \t]*[:：][ \t]*)|(?P<space>\s+)"
    r"|(?P<bare>[^\s\"'“”‘’\\#＃{}\[\]\uff5b\uff5d\uff3b\uff3d,，=＝:：]+)"
)


def colon_slip(cursor: Cursor, start: int, written: str) -> Slip:
    """The key `written` at `start` is followed by a colon."""
    at = start + len(written)
    behind = cursor.position + 1
    doubled = _SIGNS_TOO.match(cursor.text, behind, cursor.line_end())
    if doubled is not None:
        return _slip(cursor, written, [Edit(cursor.span(at, doubled.end()), " = ")], safe=True)
    rest = cursor.text[behind : cursor.line_end()]
    spaces = len(rest) - len(rest.lstrip(STANDARD_SPACES))
    colon = Edit(cursor.span(at, behind + spaces), " = ")
    apart = () if cursor.open_brackets else entries_apart(cursor, start)
    if apart:
        return _slip(cursor, written, [colon, *apart], safe=False)
    helps = _either_name_or_text(cursor, start, colon) or _either_key_or_text(cursor, start, colon)
    if helps:
        return Slip(codes.NO_EQUALS_SIGN, cursor.here(), helps=helps, key=written)
    end = _end_of_entry(cursor, colon.span.end)
    is_alone = _LATER_EQUALS.match(cursor.text, colon.span.end, end) is None
    has_table = cursor.text[colon.span.end : colon.span.end + 1] in ("{", "\uff5b")
    found = _more_colons(cursor, colon.span.end) if cursor.open_brackets or has_table else []
    last = len(cursor.text) if cursor.open_brackets else end
    more = [edit for edit in found if edit.span.end <= last]
    return _slip(cursor, written, [colon, *more], safe=is_alone)


def _slip(cursor: Cursor, written: str, edits: list[Edit], *, safe: bool) -> Slip:
    return Slip(
        codes.NO_EQUALS_SIGN,
        cursor.here(),
        edits=edits,
        applicability="safe" if safe else "unsafe",
        key=written,
    )


def _either_name_or_text(cursor: Cursor, start: int, colon: Edit) -> tuple[Help, ...]:
    """`面积：新建 = 500`: a name with a colon in it, or a text with an equals sign."""
    end = _end_of_entry(cursor, colon.span.end)
    found = _UP_TO_EQUALS.match(cursor.text, colon.span.end, end)
    if found is None or '"' in cursor.text[start : colon.span.start]:
        return ()
    name = cursor.span(start, start + len(cursor.text[start : found.end()].rstrip()))
    text = cursor.span(
        colon.span.end, colon.span.end + len(cursor.text[colon.span.end : end].rstrip())
    )
    helps = (
        Help(
            phrase(
                "整个名称加上引号：{name}", "quote the whole name: {name}", name=quoted(name.text)
            ),
            (Edit(name, quoted(name.text)),),
            "unsafe",
        ),
        _as_text(colon, text),
    )
    is_text = colon.span.text[-1] in " \t" and found.group()[-1] not in " \t"  # `用途: a=3`
    return helps[::-1] if is_text else helps


def _as_text(colon: Edit, text: Span) -> Help:
    said = phrase(
        "后面是一段文字：{text}", "what follows is a text: {text}", text=quoted(text.text)
    )
    return Help(said, (colon, Edit(text, quoted(text.text))), "unsafe")


def _either_key_or_text(cursor: Cursor, start: int, colon: Edit) -> tuple[Help, ...]:
    """`理由 = 情节轻，依据：条款` in brackets: another entry, or the same text going on."""
    if not cursor.open_brackets:
        return ()
    line = cursor.source.line_starts[cursor.span(start).first.line - 1]
    before = _BARE_BEFORE.search(cursor.text, line, start)
    if before is None or re.fullmatch(_PLAIN, before["value"].strip()):
        return ()
    end = _end_of_entry(cursor, colon.span.end)
    text = cursor.span(before.start("value"), end)
    text = cursor.span(text.start, text.start + len(text.text.rstrip()))
    edits = (colon, *_more_colons(cursor, colon.span.end))
    ways = (
        Help(phrase("冒号改成等号", "write an equals sign for the colon"), edits, "unsafe"),
        Help(
            phrase("整段是一段文字：{text}", "all of it is a text: {text}", text=quoted(text.text)),
            (Edit(text, quoted(text.text)),),
            "unsafe",
        ),
    )
    table = cursor.text[line : before.start("value")]
    opening = max(table.rfind("{"), table.rfind("\uff5b"))
    others = set(table[opening:]) & set(COMMAS)
    return ways[::-1] if others and before["comma"] not in others else ways


def _end_of_entry(cursor: Cursor, position: int) -> int:
    """The end of the line without a comment; in brackets that of the entry."""
    end = cursor.line_end(position)
    stops = "#＃,，}\uff5d]\uff3d" if cursor.open_brackets else "#＃"
    is_quoted = False
    for index in range(position, end):
        character = cursor.text[index]
        if character == '"':
            is_quoted = not is_quoted
        elif character in stops and not is_quoted:
            return index
    return end


def _more_colons(cursor: Cursor, position: int) -> list[Edit]:
    """Who writes one colon in a list writes them all: those behind a key, as far as there is no doubt."""
    edits: list[Edit] = []
    tables = [False] * (cursor.open_brackets - 1) + [True]
    """The brackets that are open: whether each is a table."""
    entry = ["key", "sign"]
    """What was read since the last comma or bracket."""
    n_before = 0
    """How many edits there were at its beginning."""
    while tables and (token := _TOKEN.match(cursor.text, position)) is not None:
        kind = token.lastgroup or ""
        position = token.end()
        if kind in ("comment", "space"):
            continue
        if kind in ("colon", "sign"):
            if not tables[-1] or entry != ["key"]:
                del edits[n_before:]
                break
            if kind == "colon":
                edits.append(Edit(cursor.span(*token.span()), " = "))
            entry.append("sign")
        elif kind in ("open", "close", "comma"):
            entry, n_before = _opened_or_closed(kind, token.group(), tables), len(edits)
        elif entry or not tables[-1]:
            if kind == "bare" and tables[-1] and not re.fullmatch(_PLAIN, token.group()):
                if re.match("[ \\t]*[=＝:：]", cursor.text[position : position + 20]):
                    del edits[n_before:]  # `说明: 甲=乙`
                break  # a text that may go on behind the next comma
            entry.append("value")
        else:
            entry.append("key")
    return edits


def _opened_or_closed(kind: str, sign: str, tables: list[bool]) -> list[str]:
    """What is read of the entry that the cursor is then in."""
    if kind == "open":
        tables.append(sign in "{\uff5b")
    elif kind == "close":
        tables.pop()
        return ["key", "sign", "value"]
    return []
