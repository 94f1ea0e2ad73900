"""`perfdsl fmt`: what is written, what is left alone, and the exit codes."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.cli import fmt
from perfdsl.cli.main import build
from perfdsl.diagnostic import InternalError
from perfdsl.formatter import Style, format_text
from perfdsl.source import SourceText

LOOSE = "方案 试点\n事实 甲 比率\n指标 乙 5分\n甲＞２０％扣２分\n"
NEAT = "方案 试点\n事实 甲 比率\n\n指标 乙 5 分\n  甲 ＞ ２０％ 扣 ２ 分\n"
BROKEN = "方案 试点\n事实 甲 比率\n指标 乙 5分\n甲 > 扣\n"


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(build("zh"), ["fmt", *arguments], input=given)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "规则 一.perf").write_text(LOOSE, encoding="utf-8")
    return tmp_path


def test_a_file_is_laid_out_in_place(folder: Path) -> None:
    result = run("规则 一.perf")
    assert result.exit_code == 0
    assert (folder / "规则 一.perf").read_text(encoding="utf-8") == NEAT
    assert "重排了 1 个文件" in result.stderr


def test_check_writes_nothing_and_says_which(folder: Path) -> None:
    result = run("--check", ".")
    assert result.exit_code == 1
    assert result.stdout == "规则 一.perf\n"
    assert (folder / "规则 一.perf").read_text(encoding="utf-8") == LOOSE


def test_a_neat_file_passes_the_check(folder: Path) -> None:
    (folder / "规则 一.perf").write_text(NEAT, encoding="utf-8")
    result = run("--check", ".")
    assert result.exit_code == 0
    assert result.stdout == ""


def test_diff_shows_the_change_and_writes_nothing(folder: Path) -> None:
    result = run("--diff", ".")
    assert result.exit_code == 0
    assert "-甲＞２０％扣２分\n+\n+指标 乙 5 分\n+  甲 ＞ ２０％ 扣 ２ 分\n" in result.stdout
    assert (folder / "规则 一.perf").read_text(encoding="utf-8") == LOOSE


def test_half_width_and_keywords(folder: Path) -> None:
    run("--keywords", "en", "--width", "half", ".")
    assert (
        (folder / "规则 一.perf")
        .read_text(encoding="utf-8")
        .endswith("  甲 > 20% deduct 2 points\n")
    )


def test_standard_input_goes_to_standard_output() -> None:
    result = run("-", given=LOOSE)
    assert result.stdout == NEAT
    assert result.stderr == ""


@pytest.mark.parametrize("text", [BROKEN, BROKEN.replace("扣", '扣 2 分 "未关')])
def test_a_file_with_mistakes_is_left_alone(folder: Path, text: str) -> None:
    (folder / "规则 一.perf").write_text(text, encoding="utf-8")
    result = run(".")
    assert result.exit_code == 1
    assert "PD1" in result.stderr
    assert (folder / "规则 一.perf").read_text(encoding="utf-8") == text
    assert "0 个文件" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(folder: Path, encoding: str, line_end: str) -> None:
    path = folder / "规则 一.perf"
    path.write_bytes(LOOSE.replace("\n", line_end).encode(encoding))
    assert run(".").exit_code == 0
    assert path.read_bytes() == NEAT.replace("\n", line_end).encode(encoding)


def test_facts_are_not_rules(folder: Path) -> None:
    (folder / "数据.toml").write_text('方案 = "x"\n[事实]\n甲 = 1\n', encoding="utf-8")
    result = run("数据.toml")
    assert result.exit_code == 2
    assert "PD7027" in result.stderr


def test_a_file_that_is_not_there() -> None:
    assert run("没有.perf").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_the_chinese_name_of_the_command() -> None:
    result = CliRunner().invoke(build("zh"), ["格式化", "--check", "."])
    assert result.exit_code == 1


def test_a_file_that_cannot_be_laid_out_does_not_keep_the_others_waiting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is as it was, it is named, and the rest is done and counted."""
    for name in ("前.perf", "坏.perf", "后.perf"):
        (folder / name).write_text(LOOSE.replace("试点", name), encoding="utf-8")
    real = format_text

    def failing(source: SourceText, style: Style) -> str:
        if source.name == "坏.perf":
            raise InternalError("formatting would change 坏.perf")
        return real(source, style)

    monkeypatch.setattr(fmt, "format_text", failing)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    result = run("前.perf", "坏.perf", "后.perf")
    assert result.exit_code == 3
    assert "重排了 2 个文件，0 个不用改。" in result.stderr
    assert "「坏.perf」没有重排，原样不动。" in result.stderr
    assert "PD0001" in result.stderr
    for name, text in (("前.perf", NEAT), ("坏.perf", LOOSE), ("后.perf", NEAT)):
        assert (folder / name).read_text(encoding="utf-8") == text.replace("试点", name)


def test_a_file_that_cannot_be_written_is_not_counted(folder: Path) -> None:
    (folder / f".perfdsl-{os.getpid()}.tmp").mkdir()
    result = run("规则 一.perf")
    assert result.exit_code == 2
    assert "重排了 0 个文件，0 个不用改。" in result.stderr
    assert (folder / "规则 一.perf").read_text(encoding="utf-8") == LOOSE


def test_a_name_as_long_as_names_can_be(folder: Path) -> None:
    path = folder / f"{'长' * 80}.perf"
    path.write_text(LOOSE, encoding="utf-8")
    assert run(path.name).exit_code == 0
    assert path.read_text(encoding="utf-8") == NEAT


def test_a_protected_file_stays_as_it_is(folder: Path) -> None:
    path = folder / "规则 一.perf"
    path.chmod(0o444)
    result = run(path.name)
    assert result.exit_code == 2
    assert "PD7011" in result.stderr
    assert path.read_text(encoding="utf-8") == LOOSE


def test_nothing_is_left_behind_by_an_interruption(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    run("规则 一.perf")
    assert [path.name for path in folder.iterdir()] == ["规则 一.perf"]
    assert (folder / "规则 一.perf").read_text(encoding="utf-8") == LOOSE


@pytest.mark.parametrize("ends", ["\r", "\r\n\n\n\n", "\n\r\n\n\n", "\r\r\n\n\n", "\n\n\n\r\n"])
def test_every_line_keeps_its_end(folder: Path, ends: str) -> None:
    """Also where they are mixed; the blank line put in ends as the one above it."""
    kinds = re.findall("\r\n|\r|\n", ends) * 4
    path = folder / "规则 一.perf"
    lines = zip(LOOSE.split("\n"), kinds, strict=False)
    path.write_bytes("".join(line + end for line, end in lines if line).encode())
    expected = [kinds[0], kinds[1], kinds[1], kinds[2], kinds[3]]
    assert run(".").exit_code == 0
    after = zip(NEAT.split("\n"), expected, strict=False)
    assert path.read_bytes().decode() == "".join(line + end for line, end in after)
    assert run("--check", ".").exit_code == 0


@pytest.mark.parametrize("name", ["规则 二.perf", "目 录/规 则.perf", "a\tb.perf", 'q"r.perf'])
def test_patch_finds_the_file_of_the_diff(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(LOOSE, encoding="utf-8")
    diff = run("--diff", name).stdout
    subprocess.run(["patch", "-p0", "--quiet"], input=diff.encode(), check=True, cwd=folder)
    assert path.read_text(encoding="utf-8") == NEAT
