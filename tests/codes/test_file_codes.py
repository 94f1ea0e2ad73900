"""The manuals of findings that need files: their commands, run in a folder of an office."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.cli.main import build
from perfdsl.codes import all_codes
from perfdsl.manual import known_manuals, manual_of

RULES = "方案 甲\n年度 2021\n语言 1\n事实 控制率 比率\n指标 甲 10 分\n  控制率 > 100% 扣 10 分\n"
FACTS = '"方案" = "{rules}"\n"年度" = 2021\n["事实"]\n"控制率" = "100%"\n'
FILES = {
    "规则2021.perf": RULES,
    "规则/一.perf": RULES,
    "规则/二.perf": RULES,
    "填报/数据.toml": FACTS.format(rules="../规则2021.perf"),
    "没写方案.toml": FACTS.replace('"方案" = "{rules}"\n', ""),
    "方案写错.toml": FACTS.format(rules="别的.perf"),
    "记事本.perf": RULES,
}
COMMANDS = [
    code
    for code in (*known_manuals("PD7"), *known_manuals("PD9"))
    if (page := manual_of(code)) and page.kind == "command"
]


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
    "PD7003": _unreadable,
    "PD7005": _utf_16,
    "PD7011": _in_use,
    "PD7013": _too_large,
    "PD7023": _deep,
}
"""What the words in brackets behind a command say."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "空文件夹").mkdir()
    (tmp_path / "空.perf").write_bytes(b"\n")
    (tmp_path / "评分表.xlsx").write_bytes(b"PK\x03\x04 and more")
    (tmp_path / "照片.perf").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> Result:
    """A command as it stands on the page, without the remark in brackets behind it."""
    program, *arguments = command.strip().partition("（")[0].split()
    assert program == "perfdsl"
    return CliRunner().invoke(build("zh"), arguments)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("code", COMMANDS)
def test_the_command_brings_up_its_code(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = manual_of(code)
    assert page is not None
    if code in SPECIAL:
        SPECIAL[code](monkeypatch)
    result = run(page.bad)
    assert f"[{code}]" in result.output
    assert result.output.count("[PD") == 1
    assert result.exit_code == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("code", COMMANDS)
def test_the_command_put_right_works(code: str) -> None:
    page = manual_of(code)
    assert page is not None
    result = run(page.good)
    assert "[PD" not in result.output
    assert result.exit_code == 0


TESTS = [
    code for code in known_manuals("PD9") if (page := manual_of(code)) and page.kind == "tests"
]
WARNINGS = {code.id for code in all_codes() if code.severity == "warning"}


@pytest.mark.parametrize("code", TESTS)
def test_test_files_bring_up_their_codes(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bad example brings up its code alone; the good one is free of findings and passes."""
    page = manual_of(code)
    assert page is not None
    monkeypatch.chdir(tmp_path)
    Path("规则.perf").write_text(page.rules, encoding="utf-8")
    for text, expected in ((page.bad, [code]), (page.good, [])):
        Path("规则.test.toml").write_text(text, encoding="utf-8")
        result = CliRunner().invoke(build("zh"), ["test"])
        assert re.findall(r"(?:错误|警告)\[(PD\d+)\]", result.output) == expected
        assert (result.exit_code == 0) == (not expected or code in WARNINGS), result.output


def test_a_line_of_thousands_of_parts() -> None:
    """PD1038 describes its example, which is too long to be shown."""
    page = manual_of("PD1038")
    assert page is not None
    assert page.kind == "command"
    text = "指标 甲 5 分\n得 1" + " + 1" * 5000 + "\n"
    result = CliRunner().invoke(build("zh"), ["check", "-"], input=text)
    assert "[PD1038]" in result.output
