"""What is written down when perfdsl itself fails: where and in which version, nothing of the user's."""

import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from perfdsl import __version__

_PACKAGE = Path(__file__).parent.parent
_COMMANDS = ("score", "check", "show", "fmt", "diff", "test", "explain", "facts", "new")
_SUFFIXES = (".perf", ".toml", ".docx", ".html", ".json", ".md", ".txt")


def write_report(error: Exception, arguments: list[str]) -> str | None:
    """A file in the folder for temporary files; None if even that fails."""
    lines = [
        f"perfdsl {__version__}",
        f"Python {sys.version}",
        platform.platform(),
        f"arguments: {' '.join(map(_redacted, arguments))}",
        "",
        *_traceback(error),
    ]
    path = Path(tempfile.gettempdir()) / f"perfdsl-report-{os.getpid()}.txt"
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return str(path)


def _redacted(argument: str) -> str:
    """Options and commands as they are; of the rest only what kind of file it is."""
    if argument in _COMMANDS:
        return argument
    if argument.startswith("-"):
        name, equals, _ = argument.partition("=")
        return f"{name}=…" if equals else name
    return f"…{next((end for end in _SUFFIXES if argument.endswith(end)), '')}"


def _traceback(error: BaseException) -> Iterator[str]:
    """The frames with lines of code, by file within its package; messages without what they quote."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _traceback(before)
        yield ""
    yield "Traceback:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        if frame.line:
            yield f"    {frame.line}"
    yield f"{type(error).__name__}: {masked(str(error))}"


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name


def masked(message: str) -> str:
    """The words of the program; what is quoted, digits, paths and Chinese may be the user's."""
    message = re.sub(r"'[^']*'|\"[^\"]*\"|「[^」]*」|“[^”]*”", "'…'", message)
    message = re.sub(r"\S*[/\\]\S*", "…", message)
    message = re.sub(r"[^\x00-\x7f…]+", "某", message)
    return re.sub(r"\d+", "0", message)
