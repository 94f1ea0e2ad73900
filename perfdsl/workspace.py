"""Files: found, read, decoded and written. Besides readers and cli, the only module that touches them."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import suggest
from perfdsl.wording import phrase

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
LARGEST_MEGABYTES = 32
HEADER_BYTES = 4096
"""As much of a file as is looked at to see what it is."""

_LONE_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
_FACTS_HEADING = re.compile(
    r"""^[ \t\u3000]*(?:[\[\uff3b【]{1,2}["']?(?:事实|facts|上年|last_year|评分|judged)"""
    r"""|["']?(?:方案|scheme)["']?[ \t\u3000]*[=＝])""",
    re.MULTILINE,
)
_SCHEME_LINE = re.compile(r"^\s*(?:方案|scheme)[\s:：]+(.+?)\s*(?:[#＃].*)?$", re.MULTILINE)
_YEAR_LINE = re.compile(r"^\s*(?:年度|year)[\s:：]*(\d{4})", re.MULTILINE)


# --- reading -------------------------------------------------------------------------------------


def load_source(name: str | Path, diagnostics: Diagnostics) -> SourceText | None:
    """The text of a file, or of standard input for `-`; None with a diagnostic if there is none."""
    path = str(name)
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
        text = _LONE_CARRIAGE_RETURN.sub("\n", text.removeprefix("\ufeff"))
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
        size = Path(path).stat().st_size
        if size > LARGEST_MEGABYTES * 1_000_000:
            diagnostics.report(
                codes.FILE_TOO_LARGE, path=path, size=size // 1_000_000, most=LARGEST_MEGABYTES
            )
            return None
        return Path(path).read_bytes()
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


def is_folder(path: str | Path) -> bool:
    """False also for what no path can be."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _report_missing(path: str, diagnostics: Diagnostics) -> None:
    """With the names next to it that look alike."""
    helps = []
    folder = Path(path).parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except (OSError, ValueError):
        names = []
    for name in suggest(Path(path).name, names):
        similar = str(folder / name)
        helps.append(Help(phrase("是否想用「{path}」？", "did you mean “{path}”?", path=similar)))
    diagnostics.report(codes.FILE_NOT_FOUND, path=path, helps=helps)


# --- finding -------------------------------------------------------------------------------------


def rule_files(paths: Iterable[str | Path], diagnostics: Diagnostics) -> tuple[str, ...]:
    """The rule files meant: a file is itself, a folder all `*.perf` below it, `-` standard input."""
    found: list[str] = []
    for path in paths:
        names = _below(str(path), "*.perf", _is_any)
        if not names:
            diagnostics.report(codes.NO_RULE_FILES, path=str(path))
        found.extend(names)
    return tuple(dict.fromkeys(found))


def facts_files(paths: Iterable[str | Path], diagnostics: Diagnostics) -> tuple[str, ...]:
    """The facts files meant; in a folder, every `*.toml` below it that looks like facts."""
    found: list[str] = []
    for path in paths:
        names = _below(str(path), "*.toml", _looks_like_facts)
        if not names:
            diagnostics.report(codes.NO_FACTS_FILES, path=str(path))
        found.extend(names)
    return tuple(dict.fromkeys(found))


def checkable_files(paths: Iterable[str | Path], diagnostics: Diagnostics) -> tuple[str, ...]:
    """Rules and facts; an error for a folder only if it has neither."""
    found: list[str] = []
    for path in paths:
        names = _below(str(path), "*.perf", _is_any)
        if is_folder(path):
            names += _below(str(path), "*.toml", _looks_like_facts)
        if not names:
            diagnostics.report(codes.NO_RULE_FILES, path=str(path))
        found.extend(names)
    return tuple(dict.fromkeys(found))


def _below(path: str, pattern: str, is_wanted: Callable[[Path], bool]) -> list[str]:
    if path == STANDARD_INPUT or not is_folder(path):
        return [path]
    return [
        str(file)
        for file in sorted(Path(path).rglob(pattern))
        if not _is_hidden(file.relative_to(path)) and file.is_file() and is_wanted(file)
    ]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _is_any(_path: Path) -> bool:
    return True


def _looks_like_facts(path: Path) -> bool:
    return is_facts_text(_beginning(path))


def is_facts_text(text: str) -> bool:
    """Whether a text has the headings of a facts file."""
    return _FACTS_HEADING.search(text[:HEADER_BYTES]) is not None


def _beginning(path: Path) -> str:
    """The first lines of a file, as well as they can be read; for recognising it only."""
    try:
        with path.open("rb") as file:
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
    home = Path() if facts.name == STANDARD_INPUT_NAME else Path(facts.name).parent
    written = scheme.strip().replace("\\", "/")
    candidates = _rules_at(Path(os.path.normpath(home / written)), year)
    if not candidates and not written.endswith(".perf"):
        candidates = _rules_called(scheme.strip(), home, year)
    if len(candidates) == 1:
        return str(candidates[0])
    if candidates:
        paths = "、".join(map(str, candidates))
        diagnostics.report(codes.RULES_AMBIGUOUS, span, scheme=scheme, paths=paths)
    else:
        diagnostics.report(codes.RULES_NOT_FOUND, span, scheme=scheme)
    return None


def rules_of_year(path: str, year: int | None, diagnostics: Diagnostics) -> str | None:
    """A rule file as it is named; of a folder the only one, or the only one of the year."""
    if not is_folder(path):
        return path
    found = _of_year([Path(name) for name in rule_files([path], diagnostics)], year)
    if len(found) == 1:
        return str(found[0])
    if found:
        paths = "、".join(map(str, found))
        diagnostics.report(codes.RULES_AMBIGUOUS, scheme=path, paths=paths)
    return None


def _rules_at(path: Path, year: int | None) -> list[Path]:
    """A rule file, or those in a folder; of several, those of the year."""
    try:
        if path.is_file():
            return [path]
        if path.is_dir():
            return _of_year(sorted(path.glob("*.perf")), year)
    except (OSError, ValueError):
        pass
    return []


def _of_year(files: list[Path], year: int | None) -> list[Path]:
    if year is None or len(files) < 2:
        return files
    matching = [
        file
        for file in files
        if (found := _YEAR_LINE.search(_beginning(file))) and int(found.group(1)) == year
    ]
    return matching or files


def _rules_called(scheme: str, home: Path, year: int | None) -> list[Path]:
    """Files in a folder `rules` here or further up whose first lines name the scheme."""
    wanted = _plain(scheme)
    for start in dict.fromkeys((home.absolute(), Path.cwd())):
        for folder in (start, *start.parents):
            rules = folder / "rules"
            if not rules.is_dir():
                continue
            files = [
                file
                for file in sorted(rules.rglob("*.perf"))
                if (found := _SCHEME_LINE.search(_beginning(file)))
                and wanted in (_plain(found.group(1)), _plain(file.parent.name))
            ]
            if files:
                return [_from_here(file) for file in _of_year(files, year)]
    return []


def _from_here(path: Path) -> Path:
    """The path as seen from the current folder; as it is where it lies on another drive."""
    with suppress(ValueError):
        return Path(os.path.relpath(path))
    return path


def _plain(name: str) -> str:
    return re.sub(r"[\s\"'“”‘’「」]", "", name)


# --- writing -------------------------------------------------------------------------------------


def write_text(
    path: str | Path,
    text: str,
    diagnostics: Diagnostics,
    *,
    replace: bool = True,
    never: Iterable[str] = (),
) -> bool:
    """Write UTF-8 as a whole or not at all: into a file beside it, which then takes its place.

    Nothing is written over a file in `never`, nor over anything that is no ordinary file.
    """
    target = Path(path)
    if any(_is_same(target, Path(other)) for other in never):
        diagnostics.report(codes.OUTPUT_IS_INPUT, path=str(path))
        return False
    if _exists(target) and not target.is_file() and not is_folder(target):
        diagnostics.report(codes.OUTPUT_NOT_A_FILE, path=str(path))
        return False
    if not replace and _exists(target):
        diagnostics.report(codes.FILE_EXISTS, path=str(path))
        return False
    if is_folder(target):
        diagnostics.report(codes.IS_A_FOLDER, path=str(path))
        return False
    beside: Path | None = None
    try:
        target = target.resolve()
        beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        beside.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except PermissionError:
        diagnostics.report(codes.FILE_IN_USE, path=str(path))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        diagnostics.report(codes.CANNOT_WRITE, path=str(path), reason=reason)
    else:
        return True
    if beside is not None:
        _remove(beside)
    return False


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
