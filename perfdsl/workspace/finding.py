"""The files that are meant: in folders, by what is in them, and the rules that facts name."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Literal

from perfdsl.codes import files as codes
from perfdsl.codes.rule_tests import NO_TESTS
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.workspace.reading import STANDARD_INPUT, STANDARD_INPUT_NAME, Path, is_folder

TEST_ENDINGS = (".test.toml", ".测试.toml")
"""What the names of test files end in: they hold facts, and are no facts files."""
SETTINGS = "perfdsl.toml"
HEADER_BYTES = 4096
"""As much of a file as is looked at to see what it is."""

_FACTS_HEADING = (
    r"""(?m)^[ \t\u3000]*(?:[\[\uff3b【]{1,2}["']?(?:事实|facts|上年|last_year|评分|judged)"""
    r"""|["']?(?:方案|scheme)["']?[ \t\u3000]*[=＝])"""
)
_RULES_LINE = (
    r"(?m)^[ \t\u3000]*(?:方案|年度|事实|定义|[一二三四]级指标|指标|scheme|fact|define|section|indicator)"
    r"[ \t\u3000:：]+[^\s=＝\"'“”]"
)
_SCHEME_LINE = r"(?m)^\s*(?:方案|scheme)[\s:：]+(.+?)\s*(?:[#＃].*)?$"
_YEAR_LINE = r"(?m)^\s*(?:年度|year)[\s:：]*(\d{4})"


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


def test_files(
    paths: Iterable[Path], diagnostics: Diagnostics
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Test files and rule files: those named (rules with the tests beside them), and in folders all below."""
    tests: list[str] = []
    rules: list[str] = []
    for path in (os.fspath(each) for each in paths):
        if is_folder(path):
            found = _below(path, ".toml", _is_test)
            written = _below(path, ".perf", _is_any)
        elif path.endswith(".perf"):
            beside = [path.removesuffix(".perf") + ending for ending in TEST_ENDINGS]
            found, written = [name for name in beside if os.path.isfile(name)], [path]
        else:
            found, written = [path], []
        if not found and not written:
            diagnostics.report(NO_TESTS, path=path)
        tests += found
        rules += written
    return tuple(dict.fromkeys(tests)), tuple(dict.fromkeys(rules))


def tests_in(folder: str) -> list[str]:
    """The test files in a folder itself."""
    with suppress(OSError):
        names = sorted(os.listdir(folder or "."))
        return [
            os.path.join(folder, name) for name in names if _is_test(name) and not _is_hidden(name)
        ]
    return []


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


def _is_test(path: str) -> bool:
    return path.endswith(TEST_ENDINGS)


def _looks_like_facts(path: str) -> bool:
    return not _is_test(path) and is_facts_text(_beginning(path))


def is_facts_text(text: str) -> bool:
    """Whether a text has the headings of a facts file."""
    return re.search(_FACTS_HEADING, text[:HEADER_BYTES]) is not None


def kind_of(text: str) -> Literal["rules", "facts"] | None:
    """What a file holds, whatever it is called; None where its lines look like both, or neither."""
    is_rules = re.search(_RULES_LINE, text[:HEADER_BYTES]) is not None
    if is_rules == is_facts_text(text):
        return None
    return "rules" if is_rules else "facts"


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
        from perfdsl.workspace.nearby import report_not_named

        report_not_named(facts, span, diagnostics)
        return None
    home = "" if facts.name == STANDARD_INPUT_NAME else os.path.dirname(facts.name)
    if span is not None and re.search(r"[\x07-\x0d\x1b]", scheme):
        scheme = span.text.strip("\"' ")  # `rules\new.perf` has a line end in it
    written = scheme.strip().replace("\\", "/")
    candidates = _rules_at(os.path.normpath(os.path.join(home, written)), year)
    if not candidates and not written.endswith(".perf"):
        candidates = _rules_called(scheme.strip(), home, year)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        diagnostics.report(codes.RULES_AMBIGUOUS, span, scheme=scheme, paths="、".join(candidates))
    else:
        from perfdsl.workspace.nearby import rules_nearby

        helps = rules_nearby(written, home, span)
        diagnostics.report(codes.RULES_NOT_FOUND, span, helps=helps, scheme=scheme)
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
    return [file for file in files if year_of_rules(file) == year] or files


def year_of_rules(path: str) -> int | None:
    """The year that the first lines of a rule file say."""
    found = re.search(_YEAR_LINE, _beginning(path))
    return int(found.group(1)) if found is not None else None


def scheme_of_rules(path: str) -> str | None:
    """The name of the scheme in the first lines of a rule file, without figures: of each year the same."""
    found = re.search(_SCHEME_LINE, _beginning(path))
    return re.sub(r"\d", "", _plain(found.group(1))) if found is not None else None


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


def settings_file(rules: str) -> str | None:
    """The `perfdsl.toml` beside a rule file, or in the nearest folder above it that has one."""
    home = "" if rules in (STANDARD_INPUT, STANDARD_INPUT_NAME) else os.path.dirname(rules)
    for folder in _and_above(os.path.abspath(home)):
        path = os.path.join(folder, SETTINGS)
        if os.path.isfile(path):
            return path if os.path.isabs(rules) else _from_here(path)
    return None


def _from_here(path: str) -> str:
    """The path as seen from the current folder; as it is where it lies on another drive."""
    with suppress(ValueError):
        return os.path.relpath(path)
    return path


def _plain(name: str) -> str:
    return re.sub(r"[\s\"'“”‘’「」]", "", name)
