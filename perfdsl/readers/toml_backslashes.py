"""Backslashes in paths of files and indicators, where they would have a special meaning."""

import os
import re
from pathlib import Path

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit
from perfdsl.readers.toml_cursor import Cursor, Slip, quoted
from perfdsl.wording import phrase

_TEXT = re.compile(r'"[^"\n]*"')
_SCHEME = ("方案", "scheme")


def strokes_in_key(cursor: Cursor, slip: Slip, start: int) -> None:
    """`一级指标\\指标` as a key is a path, whose levels are parted by strokes."""
    found = _TEXT.match(cursor.text, start)
    if slip.code is not codes.BAD_ESCAPE or found is None:
        return
    slip.edits = tuple(
        Edit(cursor.span(start + index, start + index + len(signs)), "/")
        for index, signs in _backslashes(found.group())
    )
    slip.way = phrase("路径各级之间写「/」", "write “/” between the levels of the path")


def strokes_in_path(cursor: Cursor, slip: Slip, key: str, start: int) -> None:
    """The path of the rules; only their name where they lie beside the facts."""
    found = _TEXT.match(cursor.text, start)
    if slip.code is not codes.BAD_ESCAPE or found is None or key.lower() not in _SCHEME:
        return
    path = re.sub(r"\\+", "/", found.group()[1:-1])
    name = path.rsplit("/", 1)[-1]
    if os.path.isfile(Path(cursor.source.name).parent / name):  # noqa: PTH113 (of any name at all)
        path = name
        slip.way = phrase(
            "规则就在填报文件旁边，只写「{name}」",
            "the rules lie beside the facts file: write only “{name}”",
            name=name,
        )
    else:
        slip.way = phrase("路径里写「/」", "write “/” in the path")
    slip.edits = (Edit(cursor.span(*found.span()), quoted(path)),)


def _backslashes(text: str) -> list[tuple[int, str]]:
    return [(each.start(), each.group()) for each in re.finditer(r"\\+", text)]
