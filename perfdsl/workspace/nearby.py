"""Rules that a facts file may have meant, where what it names is not there."""

import os
from collections.abc import Iterator
from contextlib import suppress

from perfdsl.diagnostic import Edit, Help
from perfdsl.source import Span
from perfdsl.suggestion import suggest
from perfdsl.wording import phrase

_HIGHEST = 4
"""So many folders up are looked at."""


def rules_nearby(written: str, home: str, span: Span | None) -> list[Help]:
    """The same name beside the facts file, the same path from another folder, or a name like it."""
    if span is None or span.text[:1] not in ('"', "'"):
        return []
    with suppress(OSError, ValueError):
        return [
            Help(
                phrase("写成「{path}」", "write “{path}”", path=path),
                (Edit(span, f'"{path}"'),),
                "unsafe",
            )
            for path in dict.fromkeys(_meant(written, home))
        ]
    return []


def _meant(written: str, home: str) -> Iterator[str]:
    name = written.rsplit("/", 1)[-1]
    if os.path.isfile(os.path.join(home, name)) and name.endswith(".perf"):
        yield name
        return
    for height in range(1, _HIGHEST):
        path = "../" * height + written.lstrip("./")
        if written.endswith(".perf") and os.path.isfile(os.path.join(home, path)):
            yield path
            return
    beside = sorted(each for each in os.listdir(home or ".") if each.endswith(".perf"))
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    same = [each for each in beside if each.removesuffix(".perf") == stem]
    near = suggest(stem, [each.removesuffix(".perf") for each in beside], most=2)
    yield from same or [f"{each}.perf" for each in near]
