"""The command line itself: help, mistakes, bugs, consoles, start-up."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.cli.bug_report import masked
from perfdsl.cli.help import usage_line
from perfdsl.cli.main import build
from perfdsl.width import text_width
from perfdsl.wording import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")

FACTS_FILE = "填报（某局）/数据 一.toml"


def run(*arguments: str, language: Language = "zh", given: str | None = None) -> Result:
    return CliRunner().invoke(build(language), list(arguments), input=given)


# --- help and mistakes ---------------------------------------------------------------------------

COMMANDS = [[], ["score"], ["check"], ["show"], ["facts"], ["facts", "new"]]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_in_one_language_within_the_width(
    command: list[str], language: Language, flag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = run(*command, flag, language=language)
    assert result.exit_code == 0
    lines = result.stdout.split("\n")
    assert lines[0].startswith("用法：" if language == "zh" else "Usage: ")
    assert all(text_width(line) <= 60 for line in lines[1:])
    if language == "zh":
        for word in ("Usage", "Options", "Commands", "Show this message"):
            assert word not in result.stdout
    else:
        assert not any("\u4e00" <= character <= "\u9fff" for character in result.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ["scor"],
        ["算"],
        ["score"],
        ["score", "--fomat", "x"],
        ["score", "x", "--format", "html"],
        ["score", "x", "--width", "3"],
        ["score", "x", "--width", "宽"],
        ["score", "x", "--year"],
        ["score", "x", "--plain=1"],
        ["show", "a", "b"],
        ["--lang", "fr", "score"],
        ["--none"],
        ["facts", "nwe"],
    ],
)
def test_mistakes_on_the_command_line(arguments: list[str], language: Language) -> None:
    result = run(*arguments, language=language)
    assert result.exit_code == 2
    assert result.stdout == ""
    start = "错误：" if language == "zh" else "error: "
    assert result.stderr.startswith(start)
    for word in ("Error:", "Usage:", "Try ", "No such", "Invalid", "requires", "Missing"):
        if language == "zh":
            assert word not in result.stderr


def test_typos_get_a_suggestion() -> None:
    assert "「score」" in run("scor").stderr
    assert "“check”" in run("chekc", language="en").stderr
    assert "「--format」" in run("score", "x", "--fromat", "plain").stderr
    assert "「new」" in run("facts", "nwe").stderr


def test_chinese_names_of_commands() -> None:
    assert run("计分", "--help").stdout == run("score", "--help").stdout


def test_no_command_shows_the_help_on_stderr() -> None:
    for arguments in ([], ["facts"]):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "用法：" in result.stderr


def test_version() -> None:
    assert run("--version").stdout.startswith("perfdsl ")


def test_usage_lines_name_the_program() -> None:
    app = build("zh")
    assert usage_line(app, app.make_context("perfdsl", ["check", "x"]), "zh").startswith(
        "用法：perfdsl"
    )


# --- what must never happen ----------------------------------------------------------------------


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bug_is_reported_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: Language
) -> None:
    """On the screen its code, what to do and where the report is; in that nothing of the user's."""

    def explode(*_: object) -> None:
        try:
            known: dict[str, int] = {}
            assert known["在职人数"]
        except KeyError as error:
            raise RuntimeError(f"炸了 63 at {tmp_path}/某局.toml 'secret'") from error

    monkeypatch.setattr("perfdsl.cli.score.load_source", explode)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    result = run("score", FACTS_FILE, "--width=70", language=language)
    assert result.exit_code == 3
    assert ("错误[PD0001]" if language == "zh" else "error[PD0001]") in result.stderr
    assert "炸了" in result.stderr
    assert ("帮助：" if language == "zh" else "help: ") in result.stderr
    assert "Traceback" not in result.output
    (report,) = tmp_path.glob("perfdsl-report-*.txt")
    assert str(report) in result.stderr
    written = report.read_text(encoding="utf-8")
    assert "score ….toml --width=…" in written
    for line in ("RuntimeError: 某 0 at", "KeyError: '…'", "perfdsl/cli/score.py:", "explode"):
        assert line in written
    for private in ("填报", "数据", "某局", "在职人数", "secret", "63", str(tmp_path), "炸了"):
        assert private not in re.sub(r"^    .*$", "", written, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("没有「在职人数」", "某'…'"),
        ("list index out of range", "list index out of range"),
        ("invalid literal for int(): '63人'", "invalid literal for int(): '…'"),
        ("[Errno 2] No such file: C:\\财政\\一.toml", "[Errno 0] No such file: …"),
    ],
)
def test_what_a_report_says_of_a_message(message: str, kept: str) -> None:
    assert masked(message) == kept


@pytest.mark.usefixtures("office")
def test_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("perfdsl.cli.score.load_source", interrupt)
    result = run("score", FACTS_FILE)
    assert result.exit_code == 130


# --- as a program --------------------------------------------------------------------------------


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "perfdsl", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PERFDSL_LANG": "zh", **environment},
    )


@pytest.mark.usefixtures("office")
def test_the_program_runs() -> None:
    result = program("score", FACTS_FILE, PYTHONIOENCODING="utf-8")
    assert (result.returncode, result.stderr) == (0, b"")
    assert "预算执行率" in result.stdout.decode()
    assert b"Usage: perfdsl" in program("--help", "--lang", "en").stdout


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
def test_no_console_encoding_stops_it(encoding: str) -> None:
    result = program("score", FACTS_FILE, "--format", "rich", PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
@pytest.mark.usefixtures("office")
def test_a_closed_pipe_is_quiet() -> None:
    command = f"'{sys.executable}' -m perfdsl score '{FACTS_FILE}' --all | true"
    result = subprocess.run(
        ["bash", "-c", f"for i in 1 2 3; do {command}; done"], capture_output=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")


def test_starting_is_light() -> None:
    code = (
        "import sys, perfdsl.cli.main as m; m.build('zh');"
        "print([n for n in ('lark', 'rich', 'tomli_w', 'chinese_calendar', 'attrs', 'tomllib')"
        " if n in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = result.stdout.strip()
    assert "lark" not in loaded
    assert "rich" not in loaded
    assert "tomli_w" not in loaded
    assert "chinese_calendar" not in loaded
