"""Whether two models are the same, wherever in a file their parts stand."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from perfdsl.source import SourceText, Span


def differences(first: Any, second: Any, path: str = "") -> Iterator[str]:
    """Where they differ; places in files are not looked at."""
    if isinstance(first, Span | SourceText):
        return
    if type(first) is not type(second):
        yield f"{path}: {first!r} / {second!r}"
    elif attrs.has(type(first)):
        for field in attrs.fields(type(first)):
            yield from differences(
                getattr(first, field.name), getattr(second, field.name), f"{path}.{field.name}"
            )
    elif isinstance(first, Mapping):
        if list(first) != list(second):
            yield f"{path}: {list(first)} / {list(second)}"
        else:
            for key in first:
                yield from differences(first[key], second[key], f"{path}[{key}]")
    elif isinstance(first, tuple | list):
        if len(first) != len(second):
            yield f"{path}: {len(first)} / {len(second)}"
        else:
            for index, (one, other) in enumerate(zip(first, second, strict=True)):
                yield from differences(one, other, f"{path}[{index}]")
    elif first != second:
        yield f"{path}: {first!r} / {second!r}"
