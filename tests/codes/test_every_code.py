"""Every code there is: its example brings it up and nothing else, the example put right does not.

The examples are those of the manual. Rules and facts are read, checked, looked over by the linter and
scored, as far as the stage of the code goes; commands and tests of rules run in the folder of an office.
No code is left out: what no text can bring about is brought about in `SPECIAL`, by its code.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.checker import check
from perfdsl.checker.facts.doubts import check_doubts
from perfdsl.checker.facts.file import check_facts
from perfdsl.cli.main import build
from perfdsl.codes import all_codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.rehearsal import rehearse
from perfdsl.linter import lint, lint_codes
from perfdsl.manual import Manual
from perfdsl.readers.toml import read_facts
from perfdsl.reports import every_code
from perfdsl.reports.manuals import page_of_code
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.wording import Code

Found = list[tuple[str, str]]
"""Severity and code of each finding, in order."""
OTHER_YEAR = "PD5141"
"""The hint for `--year`."""

# --- rules and facts -----------------------------------------------------------------------------


def _told(found: list[Diagnostic]) -> Found:
    return [(each.severity, each.code.id) for each in found]


def found_in_rules(code: str, text: str) -> Found:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    found = _told(diagnostics.found)
    if rulebook is not None and code.startswith("PD8"):
        found += _told(list(lint(rulebook).found))
    return found


def found_in_facts(code: str, page: Manual, text: str) -> Found:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", page.rules), diagnostics), diagnostics)
    assert rulebook is not None
    assert [each for each in diagnostics if each.severity != "info"] == []
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    if raw is None:
        return _told(diagnostics.found)
    facts = check_facts(raw, rulebook, diagnostics, year=2020 if code == OTHER_YEAR else None)
    check_doubts(facts, rulebook, diagnostics)
    found = _told(diagnostics.found)
    is_of_check = code in ("PD5153", "PD6012")
    if (code.startswith("PD6") or is_of_check) and not diagnostics.has_errors:
        findings = rehearse(rulebook, facts) if is_of_check else score(rulebook, facts).findings
        found += _told(list(findings))
    return found


# --- commands and tests of rules -----------------------------------------------------------------

RULES = "方案 甲\n年度 2021\n事实 控制率 比率\n指标 甲 10 分\n  控制率 > 100% 扣 10 分\n"
FACTS = '"方案" = "{rules}"\n"年度" = 2021\n["事实"]\n"控制率" = "100%"\n'
FILES = {
    "规则2021.perf": RULES,
    "规则/一.perf": RULES,
    "规则/二.perf": RULES,
    "填报/数据.toml": FACTS.format(rules="../规则2021.perf"),
    "另一套/数据.toml": FACTS.format(rules="../别的.perf").split('"控制率"')[0]
    + "".join(f'"{name}" = 1\n' for name in "东西南北中"),
    "没写方案.toml": FACTS.replace('"方案" = "{rules}"\n', ""),
    "方案写错.toml": FACTS.format(rules="别的.perf"),
    "记事本.perf": RULES,
    "太长.perf": "指标 甲 5 分\n得 1" + " + 1" * 5000 + "\n",
}


def _fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no mistake of perfdsl that is known and left in it."""

    def explode(*_: object) -> None:
        raise RuntimeError("something was not foreseen")

    monkeypatch.setattr("perfdsl.cli.score.load_source", explode)


def _unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the system's answer is put in its place."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("perfdsl.workspace.reading.open", refuse, raising=False)


def _in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", replace)


def _utf_16(_: pytest.MonkeyPatch) -> None:
    Path("记事本.perf").write_text(RULES, encoding="utf-16")


def _cut_off(_: pytest.MonkeyPatch) -> None:
    Path("没传完.perf").write_bytes(RULES.encode()[:-2])


def _garbled(_: pytest.MonkeyPatch) -> None:
    Path("乱码.perf").write_text(RULES.encode().decode("latin-1"), encoding="utf-8")


def _deep(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is deep enough for this is refused for other reasons today; the limit itself must hold."""

    def give_up(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("perfdsl.checker.check", give_up)
    Path("极深.perf").write_text(RULES, encoding="utf-8")


def _too_large(_: pytest.MonkeyPatch) -> None:
    with Path("很大的文件.perf").open("wb") as file:
        file.truncate(40_000_000)


SPECIAL: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "PD0001": _fails,
    "PD7003": _unreadable,
    "PD7005": _utf_16,
    "PD7011": _in_use,
    "PD7013": _too_large,
    "PD7023": _deep,
    "PD7030": _cut_off,
    "PD7031": _garbled,
}
"""What the words in brackets behind a command say, where the folder does not hold it."""
EXIT_CODES = {"PD0": 3, "PD1": 1, "PD7": 2, "PD8": 1, "PD9": 2}
"""By stage, of a command that is stopped."""
_MARK = r"(错误|警告|提示)\[(PD\d{4})\]"
_SEVERITIES = {"错误": "error", "警告": "warning", "提示": "info"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "空文件夹").mkdir()
    (tmp_path / "空.perf").write_bytes(b"\n")
    (tmp_path / "评分表.xlsx").write_bytes(b"PK\x03\x04 and more")
    (tmp_path / "照片.perf").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def _run(command: str) -> Result:
    """A command as it stands on the page; the remark in brackets behind it may name settings."""
    words, _, remark = command.strip().partition("（")
    settings = re.search(r"(?s)perfdsl\.toml 写着 (\[\w+\]) (.*)）", remark)
    if settings is not None:
        Path("perfdsl.toml").write_text("\n".join(settings.groups()) + "\n", encoding="utf-8")
    program, *arguments = words.split()
    assert program == "perfdsl"
    return CliRunner().invoke(build("zh"), arguments)


def _told_on_screen(result: Result) -> Found:
    return [(_SEVERITIES[word], code) for word, code in re.findall(_MARK, result.output)]


def found_by_command(text: str) -> tuple[Found, int]:
    result = _run(text)
    return _told_on_screen(result), result.exit_code


def found_in_tests(page: Manual, text: str) -> tuple[Found, int]:
    for path in Path().rglob("*.perf"):
        path.unlink()
    Path("规则.perf").write_text(page.rules, encoding="utf-8")
    Path("规则.test.toml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(build("zh"), ["test"])
    return _told_on_screen(result), result.exit_code


# --- every code ----------------------------------------------------------------------------------


def found(code: str, page: Manual, text: str) -> tuple[Found, int | None]:
    """What an example brings up, and the exit code where a command ran."""
    match page.kind:
        case "lines" | "file":
            return found_in_rules(code, text), None
        case "facts":
            return found_in_facts(code, page, text), None
        case "tests":
            return found_in_tests(page, text)
        case "command":
            return found_by_command(text)


def page_of(code: Code) -> Manual:
    page = page_of_code(code.id)
    assert page is not None, f"{code.id} has no page"
    return page


EACH = pytest.mark.parametrize("code", every_code(), ids=lambda code: code.id)


@pytest.mark.usefixtures("folder")
@EACH
def test_its_example_brings_it_up_and_nothing_else(
    code: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hints of the reader may stand beside it."""
    page = page_of(code)
    if code.id in SPECIAL:
        SPECIAL[code.id](monkeypatch)
    told, exit_code = found(code.id, page, page.bad)
    assert (code.severity, code.id) in told
    beside = {other for severity, other in told if severity != "info" and other != code.id}
    assert beside == set()
    assert told.count((code.severity, code.id)) == 1 or page.kind != "command"
    if exit_code is not None:
        stopped = EXIT_CODES[code.id[:3]] if page.kind == "command" else 1
        assert exit_code == (stopped if code.severity == "error" else 0), told


@pytest.mark.usefixtures("folder")
@EACH
def test_its_example_put_right_does_not(code: Code) -> None:
    """There is nothing wrong with that at all."""
    page = page_of(code)
    told, exit_code = found(code.id, page, page.good)
    assert [each for each in told if each[0] != "info" or each[1] == code.id] == []
    assert exit_code in (None, 0)


def test_these_are_all_codes() -> None:
    """The catalogue holds every `Code` of the program, each once, and no others."""
    stated = re.compile(r"\bCode\(\s*\"(PD\d{4})\"")
    root = Path(__file__).parents[2] / "perfdsl"
    texts = [path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.py"))]
    written = sorted(code for text in texts for code in stated.findall(text))
    assert written == [code.id for code in every_code()]
    assert len(set(written)) == len(written)
    assert {code.id for code in every_code()} == {code.id for code in (*all_codes(), *lint_codes())}


@pytest.mark.parametrize("code", sorted(SPECIAL))
def test_what_is_special_is_a_command(code: str) -> None:
    page = page_of_code(code)
    assert page is not None
    assert page.kind == "command"
