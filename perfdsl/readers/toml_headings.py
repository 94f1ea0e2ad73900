"""A heading that comes a second time: another one was meant, or what follows belongs to the first."""

import re

from perfdsl.diagnostic import Edit, Help, whole_line_deleted
from perfdsl.model.raw_facts import RawValue
from perfdsl.readers.toml_cursor import Cursor, Slip
from perfdsl.readers.toml_tables import HEADINGS, Key, Table, repeated
from perfdsl.source import Span
from perfdsl.wording import phrase

_ENTRY = re.compile(
    r"""[ \t]*+(?P<quote>["']?)(?P<key>(?:[ \t]*+[^"'=＝\n \t]++)++)[ \t]*+(?P=quote)"""
    r"""[ \t]*+[=＝][ \t]*+(?P<value>.*)"""
)
_NUMBER = re.compile(r"""["']?\d+(?:\.\d+)?[ \t]*分?["']?[ \t]*(?:#.*)?""")
_GRADE = ("总分", "等级", "total", "grade")


def heading_again(
    cursor: Cursor, root: Table, first: tuple[Key, Table], key: Key, *, goes_on: bool
) -> Slip | None:
    """The slip, with what was meant and where to go on; None where that cannot be told.

    `goes_on`: what is above belongs to the first of the two as well.
    """
    heading = cursor.span(cursor.source.line_starts[key.span.first.line - 1], cursor.line_end())
    below = _below(cursor)
    lines = below.text.splitlines()
    entries = [found for line in lines if (found := _ENTRY.match(line)) is not None]
    slip = repeated(first[0], key, is_table=True)
    if not entries:
        if any(line.strip() and not line.lstrip().startswith("#") for line in lines):
            return None
        whole = cursor.span(heading.start, below.start)
        slip.helps = (whole_line_deleted(whole),)
        slip.table = first[1]
        return slip
    keys = [each["key"] for each in entries]
    meant = _meant(
        key.text, entries, root, is_repeated=all(each in first[1].entries for each in keys)
    )
    if meant is not None:
        table = Table(heading, has_heading=True)
        root.entries[meant] = (Key(meant, key.span), table)
        written = f"[{meant}]" if meant.isascii() else f'["{meant}"]'
        text = phrase("写成「{line}」", "write 「{line}」", line=written)
        slip.helps = (Help(text, (Edit(heading, written),), "unsafe"),)
        slip.table = table
    elif (
        key.text in HEADINGS["facts"]
        and not goes_on
        and not any(each in first[1].entries for each in keys)
    ):
        moved = _moved(cursor, heading, below, first[1])
        if moved is None:
            return None
        slip.helps = (moved,)
        slip.table = first[1]
    else:
        return None
    return slip


def _meant(
    word: str, entries: list[re.Match[str]], root: Table, *, is_repeated: bool
) -> str | None:
    """The heading that what follows belongs to, if the file does not have it yet."""
    own = next((name for name, words in HEADINGS.items() if word in words), None)
    values = [each["value"] for each in entries]
    if own == "facts" and is_repeated:
        other = "last_year"
    elif own is None or own in ("facts", "last_year"):
        return None
    elif all(value.startswith("{") for value in values):
        other = "judged"
    elif all(each["key"] in _GRADE or _NUMBER.fullmatch(each["value"]) for each in entries):
        other = "stated"
    elif all(value[:1] in ('"', "'") for value in values):
        other = "explanations"
    else:
        return None
    if own == other or set(HEADINGS[other]) & set(root.entries):
        return None
    return HEADINGS[other][word.isascii()]


def _below(cursor: Cursor) -> Span:
    """The lines up to the next heading."""
    source = cursor.source
    number = first = source.position(cursor.position).line + 1
    while number <= len(source.line_starts):
        if source.line_text(number).lstrip()[:1] in ("[", "【", "\uff3b"):
            break
        number += 1
    starts = [*source.line_starts, len(source.text)]
    return cursor.span(starts[min(first, len(starts)) - 1], starts[min(number, len(starts)) - 1])


def _moved(cursor: Cursor, heading: Span, below: Span, table: Table) -> Help | None:
    """The lines below the heading, put behind the last of those that `table` has."""
    ends = [
        content.span.end
        for _, content in table.entries.values()
        if isinstance(content, RawValue) and content.span.source is cursor.source
    ]
    if not ends:
        return None
    line = cursor.span(max(ends), max(ends)).first.line
    place = cursor.source.line_starts[line]
    body = below.text.rstrip().replace("\r\n", "\n") + "\n"
    said = phrase(
        "下面的几行移到第一个表头的数据后面", "move the lines below to those of the first heading"
    )
    edits = (
        Edit(cursor.span(place, place), body),
        Edit(cursor.span(heading.start, below.end), ""),
    )
    return Help(said, edits, "unsafe")
