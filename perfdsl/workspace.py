"""Files: found, read, decoded and written. Besides readers and cli, the only module that touches them.

It runs at every start, so it stays with `os`: `pathlib` costs a fiftieth of a scoring's time.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import suggest
from perfdsl.wording import Code, phrase

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
LARGEST_MEGABYTES = 32
HEADER_BYTES = 4096
"""As much of a file as is looked at to see what it is."""

_LONE_CARRIAGE_RETURN = r"\r(?!\n)"
_FACTS_HEADING = (
    r"""(?m)^[ \t\u3000]*(?:[\[\uff3b【]{1,2}["']?(?:事实|facts|上年|last_year|评分|judged)"""
    r"""|["']?(?:方案|scheme)["']?[ \t\u3000]*[=＝])"""
)
_SCHEME_LINE = r"(?m)^\s*(?:方案|scheme)[\s:：]+(.+?)\s*(?:[#＃].*)?$"
_YEAR_LINE = r"(?m)^\s*(?:年度|year)[\s:：]*(\d{4})"

Path = str | os.PathLike[str]


# --- reading -------------------------------------------------------------------------------------


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
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf_16(content):
        diagnostics.report(codes.IS_UTF_16, path=name)
        return None
    if b"\0" in content:
        diagnostics.report(codes.IS_BINARY, path=name)
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = re.sub(_LONE_CARRIAGE_RETURN, "\n", text.removeprefix("\ufeff"))
        if not text.strip():
            diagnostics.report(codes.FILE_IS_EMPTY, path=name)
            return None
        used = encoding if encoding == "gb18030" else "utf-8"
        return SourceText(name, text, used, content)
    diagnostics.report(codes.IS_BINARY, path=name)
    return None


def _looks_like_utf_16(content: bytes) -> bool:
    """No BOM, but every other byte of the beginning is 0: ASCII signs and line ends do that."""
    sample = content[:200]
    return len(sample) >= 4 and any(
        sample[start::2].count(0) * 3 > len(sample[start::2]) for start in (0, 1)
    )


def _read_bytes(path: str, diagnostics: Diagnostics) -> bytes | None:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        size = os.stat(path).st_size
        if size > LARGEST_MEGABYTES * 1_000_000:
            diagnostics.report(
                codes.FILE_TOO_LARGE, path=path, size=size // 1_000_000, most=LARGEST_MEGABYTES
            )
            return None
        with open(path, "rb") as file:
            return file.read()
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


# --- finding -------------------------------------------------------------------------------------


def rule_files(paths: Iterable[Path], diagnostics: Diagnostics) -> tuple[str, ...]:
    """The rule files meant: a file is itself, a folder all `*.perf` below it, `-` standard input."""
    found: list[str] = []
    for path in paths:
        names = _below(os.fspath(path), ".perf", _is_any)
        if not names:
            diagnostics.report(codes.NO_RULE_FILES, path=str(path))
        found.extend(names)
    return tuple(dict.fromkeys(found))


def facts_files(paths: Iterable[Path], diagnostics: Diagnostics) -> tuple[str, ...]:
    """The facts files meant; in a folder, every `*.toml` below it that looks like facts."""
    found: list[str] = []
    for path in paths:
        names = _below(os.fspath(path), ".toml", _looks_like_facts)
        if not names:
            diagnostics.report(codes.NO_FACTS_FILES, path=str(path))
        found.extend(names)
    return tuple(dict.fromkeys(found))


def checkable_files(paths: Iterable[Path], diagnostics: Diagnostics) -> tuple[str, ...]:
    """Rules and facts; an error for a folder only if it has neither."""
    found: list[str] = []
    for path in paths:
        names = _below(os.fspath(path), ".perf", _is_any)
        if is_folder(path):
            names += _below(os.fspath(path), ".toml", _looks_like_facts)
        if not names:
            diagnostics.report(codes.NO_RULE_FILES, path=str(path))
        found.extend(names)
    return tuple(dict.fromkeys(found))


def _below(path: str, ending: str, is_wanted: Callable[[str], bool]) -> list[str]:
    if path == STANDARD_INPUT or not is_folder(path):
        return [path]
    return [name for name in _files(path, ending) if is_wanted(name)]


def _files(folder: str, ending: str) -> Iterator[str]:
    """The files below a folder, part by part in order of name, without hidden ones and those of an editor."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        found += [
            os.path.join(place, name)
            for name in names
            if name.endswith(ending) and not _is_hidden(name)
        ]
    for path in sorted(found, key=lambda path: path.split(os.sep)):
        if os.path.isfile(path):
            yield os.path.normpath(path)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_any(_path: str) -> bool:
    return True


def _looks_like_facts(path: str) -> bool:
    return is_facts_text(_beginning(path))


def is_facts_text(text: str) -> bool:
    """Whether a text has the headings of a facts file."""
    return re.search(_FACTS_HEADING, text[:HEADER_BYTES]) is not None


def _beginning(path: str) -> str:
    """The first lines of a file, as well as they can be read; for recognising it only."""
    try:
        with open(path, "rb") as file:
            content = file.read(HEADER_BYTES)
    except OSError:
        return ""
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):
            try:
                return content[: len(content) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return ""


# --- the rules of a facts file -------------------------------------------------------------------


def find_rules(
    facts: SourceText,
    scheme: str | None,
    year: int | None,
    diagnostics: Diagnostics,
    span: Span | None = None,
) -> str | None:
    """The path of the rules that a facts file names: a path seen from its folder, or a scheme's name.

    `span`: where the facts file says so.
    """
    if not scheme or not scheme.strip():
        diagnostics.report(codes.RULES_NOT_NAMED, span or Span(facts, 0, 0))
        return None
    home = "" if facts.name == STANDARD_INPUT_NAME else os.path.dirname(facts.name)
    written = scheme.strip().replace("\\", "/")
    candidates = _rules_at(os.path.normpath(os.path.join(home, written)), year)
    if not candidates and not written.endswith(".perf"):
        candidates = _rules_called(scheme.strip(), home, year)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        diagnostics.report(codes.RULES_AMBIGUOUS, span, scheme=scheme, paths="、".join(candidates))
    else:
        diagnostics.report(codes.RULES_NOT_FOUND, span, scheme=scheme)
    return None


def rules_of_year(path: str, year: int | None, diagnostics: Diagnostics) -> str | None:
    """A rule file as it is named; of a folder the only one, or the only one of the year."""
    if not is_folder(path):
        return path
    found = _of_year(rule_files([path], diagnostics), year)
    if len(found) == 1:
        return found[0]
    if found:
        diagnostics.report(codes.RULES_AMBIGUOUS, scheme=path, paths="、".join(found))
    return None


def _rules_at(path: str, year: int | None) -> Sequence[str]:
    """A rule file, or those in a folder; of several, those of the year."""
    try:
        if os.path.isfile(path):
            return [path]
        if os.path.isdir(path):
            names = sorted(name for name in os.listdir(path) if name.endswith(".perf"))
            return _of_year([os.path.join(path, name) for name in names], year)
    except (OSError, ValueError):
        pass
    return []


def _of_year(files: Sequence[str], year: int | None) -> Sequence[str]:
    if year is None or len(files) < 2:
        return files
    matching = [
        file
        for file in files
        if (found := re.search(_YEAR_LINE, _beginning(file))) and int(found.group(1)) == year
    ]
    return matching or files


def _rules_called(scheme: str, home: str, year: int | None) -> Sequence[str]:
    """Files in a folder `rules` here or further up whose first lines name the scheme."""
    wanted = _plain(scheme)
    for start in dict.fromkeys((os.path.abspath(home), os.getcwd())):
        for folder in _and_above(start):
            files = [
                file
                for file in _files(os.path.join(folder, "rules"), ".perf")
                if (found := re.search(_SCHEME_LINE, _beginning(file)))
                and wanted
                in (_plain(found.group(1)), _plain(os.path.basename(os.path.dirname(file))))
            ]
            if files:
                return [_from_here(file) for file in _of_year(files, year)]
    return []


def _and_above(folder: str) -> Iterator[str]:
    """The folder and those that contain it, up to the root."""
    yield folder
    while (parent := os.path.dirname(folder)) != folder:
        folder = parent
        yield folder


def _from_here(path: str) -> str:
    """The path as seen from the current folder; as it is where it lies on another drive."""
    with suppress(ValueError):
        return os.path.relpath(path)
    return path


def _plain(name: str) -> str:
    return re.sub(r"[\s\"'“”‘’「」]", "", name)


# --- writing -------------------------------------------------------------------------------------


def write_text(
    path: Path,
    text: str,
    diagnostics: Diagnostics,
    *,
    replace: bool = True,
    never: Iterable[str] = (),
) -> bool:
    """Write UTF-8 as a whole or not at all: into a file beside it, which then takes its place.

    Nothing is written over a file in `never`, nor over anything that is no ordinary file.
    """
    code = _objection(path, replace=replace, never=never)
    if code is not None:
        diagnostics.report(code, path=str(path))
        return False
    beside = ""
    try:
        target = os.path.realpath(path)
        folder, name = os.path.split(target)
        beside = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
        with open(beside, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if os.path.exists(target):
            os.chmod(beside, os.stat(target).st_mode & 0o777)
        os.replace(beside, target)
    except PermissionError:
        diagnostics.report(codes.FILE_IN_USE, path=str(path))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        diagnostics.report(codes.CANNOT_WRITE, path=str(path), reason=reason)
    else:
        return True
    with suppress(OSError, ValueError):
        os.unlink(beside)
    return False


def _objection(path: Path, *, replace: bool, never: Iterable[str]) -> Code | None:
    """Why the path must not be written."""
    if any(_is_same(path, other) for other in never):
        return codes.OUTPUT_IS_INPUT
    if is_folder(path):
        return codes.IS_A_FOLDER if replace else codes.FILE_EXISTS
    if _exists(path):
        if not os.path.isfile(path):
            return codes.OUTPUT_NOT_A_FILE
        if not replace:
            return codes.FILE_EXISTS
    return None


def _is_same(path: Path, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        return os.path.exists(path)
    except ValueError:
        return False
