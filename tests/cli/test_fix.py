"""`check --fix`, `--diff`, `--unsafe-fixes`: what is written, and what is said."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.cli.main import build
from perfdsl.wording import Language
from tests.cli.conftest import FACTS, RULES

FACTS_FILE = "填报（某局）/数据 一.toml"
RULES_FILE = "规则 库/2021（终）.perf"
SLIPPED = FACTS.replace('"在职人数" = 8', '"在职人数"： 8，')


def run(*arguments: str, language: Language = "zh", given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(build(language), list(arguments), input=given)


def write(path: str, text: str, encoding: str = "utf-8") -> bytes:
    content = text.encode(encoding)
    Path(path).write_bytes(content)
    return content


@pytest.mark.usefixtures("office")
def test_what_has_one_reading_is_put_right_and_counted() -> None:
    write(FACTS_FILE, SLIPPED)
    result = run("check", FACTS_FILE, "--fix")
    assert result.stderr == "已改正 2 处。\n"
    assert result.stdout == "检查了 1 个文件，没有发现问题。\n"
    assert result.exit_code == 0
    assert Path(FACTS_FILE).read_text(encoding="utf-8") == FACTS
    assert run("score", FACTS_FILE).exit_code == 0


@pytest.mark.usefixtures("office")
def test_keys_get_their_quotes_and_the_lines_are_told_once() -> None:
    """Full-width signs around values wait for a person."""
    write(FACTS_FILE, FACTS.replace('"在职人数" = 8', "在职人数 ＝ 8"))
    assert run("check", FACTS_FILE).stdout.count("在职人数") <= 4
    result = run("check", FACTS_FILE, "--fix")
    assert result.stderr == "已改正 1 处。\n"
    assert '"在职人数" ＝ 8' in Path(FACTS_FILE).read_text(encoding="utf-8")
    run("check", FACTS_FILE, "--fix", "--unsafe-fixes")
    assert Path(FACTS_FILE).read_text(encoding="utf-8") == FACTS


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_the_notepad_is_saved_anew_and_then_put_right(encoding: str) -> None:
    write(FACTS_FILE, SLIPPED, encoding)
    result = run("check", FACTS_FILE, "--fix")
    assert (result.stderr, result.exit_code) == ("已改正 3 处。\n", 0)
    assert Path(FACTS_FILE).read_text(encoding="utf-8") == FACTS


@pytest.mark.usefixtures("office")
def test_another_encoding_is_said_in_the_difference() -> None:
    write(FACTS_FILE, FACTS, "utf-16")
    result = run("check", FACTS_FILE, "--diff")
    assert result.stdout == f"# {FACTS_FILE}: utf-16 → utf-8\n"
    assert result.stderr == "可以改正 1 处，没有写入文件。\n"
    (found,) = json.loads(run("check", FACTS_FILE, "--format", "json").stdout)["diagnostics"]
    assert found["helps"][0]["edits"] == []


@pytest.mark.usefixtures("office")
def test_a_name_longer_than_names_can_be_is_no_crash() -> None:
    result = run("check", "a" * 300)
    assert result.exit_code == 2
    assert "PD7003" in result.stdout


@pytest.mark.usefixtures("office")
def test_a_file_of_the_notepad_is_saved_anew_with_the_mistakes_it_has() -> None:
    write(FACTS_FILE, FACTS.replace("50万元", "很多"), "utf-16")
    result = run("check", FACTS_FILE, "--fix")
    assert (result.stderr, result.exit_code) == ("已改正 1 处。\n", 1)
    assert "很多" in Path(FACTS_FILE).read_text(encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_what_is_left_is_shown_and_decides_the_exit_code() -> None:
    write(FACTS_FILE, SLIPPED.replace("50万元", "很多"))
    result = run("check", FACTS_FILE, "--fix", language="en")
    assert result.stderr == "2 corrected.\n"
    assert "很多" in result.stdout
    assert "数据 一.toml:6:9" in result.stdout
    assert result.exit_code == 1


@pytest.mark.usefixtures("office")
def test_nothing_to_correct_leaves_the_file_untouched() -> None:
    before = Path(FACTS_FILE).stat().st_mtime_ns
    result = run("check", FACTS_FILE, "--fix")
    assert result.stderr == "没有能自动改正的。\n"
    assert Path(FACTS_FILE).stat().st_mtime_ns == before


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_line_ends_and_rights_stay(encoding: str, line_end: str) -> None:
    write(FACTS_FILE, SLIPPED.replace("\n", line_end), encoding)
    Path(FACTS_FILE).chmod(0o640)
    assert run("check", FACTS_FILE, "--fix").exit_code == 0
    assert Path(FACTS_FILE).read_bytes() == FACTS.replace("\n", line_end).encode(encoding)
    assert stat.S_IMODE(Path(FACTS_FILE).stat().st_mode) == 0o640
    assert [path.name for path in Path(FACTS_FILE).parent.iterdir()] == ["数据 一.toml"]


@pytest.mark.usefixtures("office")
def test_diff_shows_and_writes_nothing() -> None:
    before = write(FACTS_FILE, SLIPPED)
    result = run("check", FACTS_FILE, "--diff")
    assert Path(FACTS_FILE).read_bytes() == before
    assert result.stdout.startswith(f"--- {FACTS_FILE}\t\n+++ {FACTS_FILE}\t\n@@ ")
    assert '-"在职人数"： 8，\n+"在职人数" = 8\n' in result.stdout
    assert result.stderr == "可以改正 2 处，没有写入文件。\n"
    assert result.exit_code == 1


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("ending", ["\n", ""])
def test_patch_understands_the_diff(ending: str, tmp_path: Path) -> None:
    """Also where the last line has no line end."""
    write("a.toml", SLIPPED.replace("../规则", "规则").rstrip() + ending)
    diff = run("check", "a.toml", "--diff").stdout
    assert run("check", "a.toml", "--fix").exit_code == 0
    wanted = Path("a.toml").read_bytes()
    write("a.toml", SLIPPED.replace("../规则", "规则").rstrip() + ending)
    try:
        subprocess.run(["git", "apply", "-p0", "-"], input=diff.encode(), check=True, cwd=tmp_path)
    except FileNotFoundError:
        pytest.skip("needs git")
    assert Path("a.toml").read_bytes() == wanted


@pytest.mark.usefixtures("office")
def test_several_files_at_once_and_only_those_named() -> None:
    broken = RULES.replace(
        "  执行率 < 90% 扣 20 分", "  按 在职人数 分档\n  - [100,200) 得 5\n  - 其余 得 0"
    )
    rules = write(RULES_FILE, broken)
    write(FACTS_FILE, SLIPPED)
    result = run("check", FACTS_FILE, "--fix")
    assert "PD1036" in result.stdout
    assert Path(RULES_FILE).read_bytes() == rules
    assert run("check", FACTS_FILE, RULES_FILE, "--fix").exit_code == 0
    assert "[100, 200)" in Path(RULES_FILE).read_text(encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_unsafe_corrections_only_when_asked_and_only_where_one_is_offered() -> None:
    """A name with one neighbor is replaced; of two ways to read an interval none is chosen."""
    broken = RULES.replace("在职人数 > 10 扣 5 分", "在职人束 > 10 扣 5 分\n  执行率90%以上扣1分")
    before = write(RULES_FILE, broken)
    assert run("check", RULES_FILE, "--fix").exit_code == 1
    assert Path(RULES_FILE).read_bytes() == before
    result = run("check", RULES_FILE, "--fix", "--unsafe-fixes")
    assert Path(RULES_FILE).read_text(encoding="utf-8") == broken.replace("在职人束", "在职人数")
    assert "PD1015" in result.stdout
    assert result.stderr == "已改正 1 处。\n其中有需要确认的改动，请读一遍改过的文件。\n"


@pytest.mark.usefixtures("office")
def test_unsafe_fixes_alone_are_a_misunderstanding() -> None:
    result = run("check", RULES_FILE, "--unsafe-fixes")
    assert result.exit_code == 2
    assert "--fix" in result.stderr


@pytest.mark.usefixtures("office")
def test_standard_input_comes_out_corrected() -> None:
    """Text to standard output, byte for byte in its encoding; the findings beside it."""
    text = SLIPPED.replace("../规则", "规则").replace("50万元", "很多")
    result = run("check", "-", "--fix", given=text.encode("gb18030"))
    expected = FACTS.replace("../规则", "规则").replace("50万元", "很多")
    assert result.stdout_bytes == expected.encode("gb18030")
    assert "已改正 2 处。" in result.stderr
    assert "<stdin>:6:9" in result.stderr
    assert result.exit_code == 1


@pytest.mark.usefixtures("office")
def test_standard_input_with_nothing_to_correct_comes_out_as_it_was() -> None:
    result = run("check", "-", "--fix", given=RULES)
    assert result.stdout == RULES
    assert result.exit_code == 0


def test_a_file_that_cannot_be_written_is_said_and_not_counted(office: Path) -> None:
    """The place beside it where the new text is written first is taken by a folder."""
    before = write(FACTS_FILE, SLIPPED)
    write("二.toml", SLIPPED.replace("../规则", "规则"))
    (office / "填报（某局）" / f".perfdsl-{os.getpid()}.tmp").mkdir()
    result = run("check", FACTS_FILE, "二.toml", "--fix")
    assert result.exit_code == 2
    assert "填报（某局）/数据 一.toml" in result.stdout
    assert result.stderr == "已改正 2 处。\n"
    assert Path(FACTS_FILE).read_bytes() == before


@pytest.mark.usefixtures("office")
def test_machines_get_what_is_left() -> None:
    write(FACTS_FILE, SLIPPED.replace("50万元", "很多"))
    result = run("check", FACTS_FILE, "--fix", "--json")
    data = json.loads(result.stdout)
    assert [found["primary"]["span"]["line"] for found in data["diagnostics"]] == [6]
    assert result.stderr == "已改正 2 处。\n"


@pytest.mark.usefixtures("office")
def test_findings_are_never_written_over_what_was_checked() -> None:
    for path in (RULES_FILE, FACTS_FILE):
        before = Path(path).read_bytes()
        assert run("check", path, "-o", path).exit_code == 2
        assert Path(path).read_bytes() == before


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_put_in_and_deleted_have_the_line_ends_of_the_file(line_end: str) -> None:
    text = (
        "方案 甲\n年度 2021\n事实 率 比率\n指标 甲 10 分\n放过 unused-fact 好\n率 < 9% 扣 10 分\n"
    )
    wanted = text.replace("2021\n", "2021\n语言 1\n").replace("放过 unused-fact 好\n", "")
    write("甲.perf", text.replace("\n", line_end))
    assert run("check", "甲.perf", "--fix").stderr == "已改正 2 处。\n"
    assert Path("甲.perf").read_bytes() == wanted.replace("\n", line_end).encode()
    found = json.loads(run("check", "甲.perf", "--json").stdout)
    assert not [each for each in found["diagnostics"] if each["severity"] == "error"]


@pytest.mark.usefixtures("office")
def test_a_needless_allowance_between_two_rules_leaves_them_apart() -> None:
    """The comma at the end of the line above would take the line below for its rest."""
    text = (
        "方案 甲\n年度 2021\n语言 1\n事实 达标 是否\n指标 甲 10 分\n"
        "  达标 扣 1 分,\n  放过 unused-fact 理由很好\n  得 5 分\n"
    )
    write("甲.perf", text)
    assert run("check", "甲.perf", "--fix").exit_code == 0
    assert Path("甲.perf").read_text(encoding="utf-8") == text.replace(
        "  放过 unused-fact 理由很好\n", "\n"
    )


@pytest.mark.usefixtures("office")
def test_what_a_correction_leaves_unused_is_not_deleted_with_it() -> None:
    """Nobody was told that it would go, and a facts file may fill it."""
    head = "方案 甲\n年度 2021\n语言 1\n事实 率 比率 >= 0\n事实 受灾 是否\n"
    rules = "指标 甲 10 分\n  按 率 分档\n  - >= 90% 得 10 分\n  - < 90% 得 5 分\n"
    deducted = "  率 > 95% 扣 1 分"
    write("甲.perf", f"{head}{rules}{deducted} 除外 受灾 且 率 < 0%\n")
    run("check", "甲.perf", "--fix", "--unsafe-fixes")
    assert Path("甲.perf").read_text(encoding="utf-8").strip() == f"{head}{rules}{deducted}"
    write("乙.perf", f"{head}{rules}")
    run("check", "乙.perf", "--fix", "--unsafe-fixes")
    assert "受灾" not in Path("乙.perf").read_text(encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_a_long_list_with_colons_is_put_right_in_one_run() -> None:
    rows = "".join(f'  {{名称： "项{number}"}},\n' for number in range(30))
    write("二.toml", FACTS.replace("../规则", "规则") + f'["说明"]\n甲 = [\n{rows}]\n')
    run("check", "二.toml", "--fix")
    assert "：" not in Path("二.toml").read_text(encoding="utf-8")
