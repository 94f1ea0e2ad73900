"""A file's bytes and their text, in whatever encoding a clerk saved it."""

import os
import re
import sys
from contextlib import suppress

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import suggest
from perfdsl.wording import phrase

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
LARGEST_MEGABYTES = 32

_LINE_END = re.compile(r"\r\n?")
"""Of Windows, and of the oldest files; a line feed in every text that is read."""

Path = str | os.PathLike[str]

_USUAL = re.compile("[\\t\\n\\r -~\u2010-\u2026\u3000-\u9fff\uff00-\uffef\ufeff]+")
_OF_WRONG_ENCODINGS = "锛銆鐨鍒鏂璇äåæçèé"
_LEAST_WRONG = 5
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVED = phrase(
    "转存成 UTF-8（在记事本里选“另存为”，编码选 UTF-8）",
    "save it again, choosing the encoding UTF-8",
)


def load_source(name: Path, diagnostics: Diagnostics) -> SourceText | None:
    """The text of a file, or of standard input for `-`; None with a diagnostic if there is none."""
    path = os.fspath(name)
    content = _read_bytes(path, diagnostics)
    if content is None:
        return None
    shown = STANDARD_INPUT_NAME if path == STANDARD_INPUT else path
    return decode(shown, content, diagnostics)


def decode(name: str, content: bytes, diagnostics: Diagnostics) -> SourceText | None:
    """Bytes as text: BOM, then UTF-8, then GB18030; never a guess by statistics."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        diagnostics.report(codes.IS_OFFICE_FILE, path=name)
        return None
    if content.startswith(_UTF_16) or _looks_like_utf_16(content):
        diagnostics.report(codes.IS_UTF_16, path=name, helps=_as_utf_8(name, content))
        return None
    if b"\0" in content:
        diagnostics.report(codes.IS_BINARY, path=name)
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            if _is_damaged(name, content, encoding, diagnostics):
                return None
            continue
        text = _as_read(text)
        if _may_be_garbled(text) and _is_garbled(name, text, content, diagnostics):
            return None
        if not text.strip():
            diagnostics.report(codes.FILE_IS_EMPTY, path=name)
            return None
        used = encoding if encoding == "gb18030" else "utf-8"
        return SourceText(name, text, used, content)
    if not _is_damaged(name, content, "utf-8-sig", diagnostics, of_letters=True):
        diagnostics.report(codes.IS_BINARY, path=name)
    return None


def _is_damaged(
    name: str, content: bytes, encoding: str, diagnostics: Diagnostics, *, of_letters: bool = False
) -> bool:
    """Nearly all of it can be read as UTF-8, or, where that is not so, as GB18030."""
    from perfdsl.workspace.damaged import report_damage

    return report_damage(name, content, encoding, diagnostics, of_letters=of_letters)


def _may_be_garbled(text: str) -> bool:
    """Characters that UTF-8 becomes in other encodings, and that nobody writes often."""
    return sum(map(text.count, _OF_WRONG_ENCODINGS)) >= _LEAST_WRONG


def _is_garbled(name: str, text: str, content: bytes, diagnostics: Diagnostics) -> bool:
    from perfdsl.workspace.damaged import report_garbled

    return report_garbled(name, text, content, diagnostics)


def _as_read(text: str) -> str:
    return _LINE_END.sub("\n", text.removeprefix("\ufeff"))


def _as_utf_8(name: str, content: bytes) -> tuple[Help, ...]:
    """The same text, to be written in another encoding: an edit that changes no character."""
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            text = _as_read(content.decode(encoding))
            if _is_writing(text) and "\0" not in text:
                source = SourceText(name, text, encoding, content)
                edit = Edit(Span(source, 0, 0), "")
                return (Help(_SAVED, (edit,), "safe"),)
    return ()


def _looks_like_utf_16(content: bytes) -> bool:
    """No BOM, but every other byte of the beginning is 0: ASCII signs and line ends do that."""
    if b"\0" in content[:4096] and not content.startswith(b"\0\0"):
        for encoding in ("utf-16-le", "utf-16-be"):
            if _is_writing(content[: 4096 & -2].decode(encoding, "replace")):
                return True
    sample = content[:200]
    return len(sample) >= 4 and any(
        sample[start::2].count(0) * 3 > len(sample[start::2]) for start in (0, 1)
    )


def _is_writing(text: str) -> bool:
    """Lines, nearly all of whose characters are Chinese or ASCII, or their marks."""
    return "\n" in text and len(_USUAL.sub("", text)) < 0.1 * len(text)


def _read_bytes(path: str, diagnostics: Diagnostics) -> bytes | None:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    most = LARGEST_MEGABYTES * 1_000_000
    try:
        with open(path, "rb") as file:
            content = file.read(most + 1)  # of what has no end, too
            if len(content) <= most:
                return content
            size = max(os.fstat(file.fileno()).st_size, most)
        diagnostics.report(
            codes.FILE_TOO_LARGE, path=path, size=size // 1_000_000, most=LARGEST_MEGABYTES
        )
    except (OSError, ValueError) as error:
        _report_unreadable(path, error, diagnostics)
    return None


def _report_unreadable(path: str, error: OSError | ValueError, diagnostics: Diagnostics) -> None:
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        _report_missing(path, diagnostics)
    elif isinstance(error, IsADirectoryError) or is_folder(path):
        diagnostics.report(codes.IS_A_FOLDER, path=path)
    else:
        diagnostics.report(codes.CANNOT_READ, path=path, reason=error.strerror or str(error))


def is_folder(path: Path) -> bool:
    """False also for what no path can be."""
    try:
        return os.path.isdir(path)
    except ValueError:
        return False


def is_file(path: Path) -> bool:
    """False also for what no path can be."""
    try:
        return os.path.isfile(path)
    except ValueError:
        return False


def _report_missing(path: str, diagnostics: Diagnostics) -> None:
    """With the names next to it that look alike."""
    helps = []
    folder, missing = os.path.split(path)
    try:
        names = sorted(os.listdir(folder or "."))
    except (OSError, ValueError):
        names = []
    for name in suggest(missing, names):
        similar = os.path.join(folder, name)
        helps.append(Help(phrase("是否想用「{path}」？", "did you mean “{path}”?", path=similar)))
    diagnostics.report(codes.FILE_NOT_FOUND, path=path, helps=helps)
