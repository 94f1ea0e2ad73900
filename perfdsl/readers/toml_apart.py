"""Several entries on one line: where each of them begins."""

import re

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.readers.toml_cursor import COMMENT_SIGNS, Cursor, Slip
from perfdsl.source import Span
from perfdsl.wording import phrase

_NEXT = re.compile(
    r"""[ \t\u3000]*[,，;；、。]*[ \t\u3000]*"""
    r"""(?P<key>"[^"\n]+"|'[^'\n]+'|“[^“”\n]+”|[^\W\d][\w“”·/]*)[ \t\u3000]*(?P<sign>[=＝:：])(?![=＝])[ \t\u3000]*"""
)
_PAIRS = {'"': '"', "'": "'", "“": "”", "‘": "’", "{": "}", "\uff5b": "\uff5d", "[": "]"}
_PARTS = (
    "值",
    "来源",
    "页",
    "页码",
    "说明",
    "分",
    "理由",
    "value",
    "source",
    "page",
    "note",
    "points",
    "reason",
)
"""Keys that stand within an entry: such a line has lost its brackets."""


_LONGEST = 1_000


def entries_apart(cursor: Cursor, start: int) -> tuple[Edit, ...]:
    """The edits that put each further entry on a line of its own, with an equals sign; none where it is only one."""
    text, end = cursor.text, cursor.line_end(start)
    place = _behind_key(text, start, end) if end - start <= _LONGEST else None
    edits: list[Edit] = []
    while place is not None and place < end and text[place] not in COMMENT_SIGNS:
        found = _NEXT.match(text, place, end)
        if found is None or found.start("key") == place:
            place = _behind(text, place, end)
            continue
        key = found["key"].strip("\"'“”")
        if key in _PARTS or (found["sign"] in ":：" and found["key"][0] not in "\"'"):
            return ()
        edits.append(Edit(cursor.span(place, found.start("key")), "\n"))
        if found["sign"] in ":：":
            edits.append(Edit(cursor.span(found.end("key"), found.end()), " = "))
        place = found.end()
    return tuple(edits) if place is not None else ()


def _behind_key(text: str, start: int, end: int) -> int | None:
    first = _NEXT.match(text, start, end)
    return None if first is None else first.end()


def _behind(text: str, place: int, end: int) -> int | None:
    """Behind the character, or behind the whole text or table that begins there; None if it has no end."""
    close = _PAIRS.get(text[place])
    if close is None:
        return place + 1
    behind = text.find(close, place + 1, end)
    return None if behind < 0 else behind + 1


def two_statements(cursor: Cursor, start: int, span: Span) -> Slip | None:
    """What to say of a line with several entries; None where it has only one."""
    edits = entries_apart(cursor, start)
    if not edits:
        return None
    text = phrase("每项各写一行", "write each entry on a line of its own")
    return Slip(codes.TWO_STATEMENTS, span, helps=(Help(text, edits, "unsafe"),))
