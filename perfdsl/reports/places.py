"""Places in files, as people and machines read them: text with a link, or a JSON object."""

import os
from typing import Any

from perfdsl.document import Run, Runs, Style
from perfdsl.source import SourceText, Span


def link_to(source: SourceText) -> str | None:
    """`file:///…` of a file, percent-encoded; None for what is not one (`<stdin>`)."""
    if not source.name or source.name.startswith("<") or "\0" in source.name:
        return None
    path = os.path.abspath(source.name).replace(os.sep, "/")  # noqa: PTH100 - pathlib and urllib are slow to load
    return "file://" + "".join(map(_encoded, path if path.startswith("/") else f"/{path}"))


def uri_reference(name: str) -> str | None:
    """A path seen from the current folder as a relative URI; None for an absolute one and for no file."""
    if not name or name.startswith("<") or "\0" in name or os.path.isabs(name):  # noqa: PTH117
        return None
    path = name.replace(os.sep, "/")
    if ":" in path.split("/")[0]:  # it would look like `file:`
        path = f"./{path}"
    return "".join(map(_encoded, path))


_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:")


def _encoded(character: str) -> str:
    if character in _UNRESERVED:
        return character
    return "".join(
        f"%{byte:02X}"
        for byte in character.encode(
            "utf-8", "surrogateescape" if "\udc80" <= character <= "\udcff" else "replace"
        )
    )


def place_text(span: Span) -> str:
    """`path:line:column`, from 1 and in characters."""
    first = span.first
    return f"{span.source.name}:{first.line}:{first.column}"


def place_run(span: Span, style: Style = "muted") -> Run:
    return Run(place_text(span), style, link_to(span.source))


def file_runs(source: SourceText) -> Runs:
    return (Run(source.name, link=link_to(source)),)


def span_data(span: Span) -> dict[str, Any]:
    first, last = span.first, span.last
    return {
        "file": span.source.name,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
    }


def flatten(text: str) -> str:
    """Text over several lines on one, every line's own indentation left out."""
    return " ".join(part for part in (line.strip() for line in text.split("\n")) if part)


def span_text(span: Span) -> str:
    """What is written there, joined lines flattened."""
    return flatten(span.text)
