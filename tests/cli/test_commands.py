"""What the commands do: results, findings, files and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.cli.main import build
from perfdsl.width import text_width
from perfdsl.wording import Language
from tests.cli.conftest import FACTS, RULES

FACTS_FILE = "填报（某局）/数据 一.toml"
RULES_FILE = "规则 库/2021（终）.perf"


def run(*arguments: str, language: Language = "zh", given: str | None = None) -> Result:
    return CliRunner().invoke(build(language), list(arguments), input=given)


def change(path: str, before: str, after: str) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


# --- score ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("office")
def test_a_low_score_is_no_error() -> None:
    result = run("score", FACTS_FILE)
    assert result.exit_code == 0
    assert "80" in result.stdout
    assert "预算执行率" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("office")
def test_json_is_one_object_for_one_file_and_a_list_for_several() -> None:
    result = run("score", FACTS_FILE, "--json")
    data = json.loads(result.stdout)
    assert data["schema"] == "perfdsl.score/1"
    assert data["score"] == "80"
    Path("填报（某局）/二.toml").write_text(FACTS, encoding="utf-8")
    several = json.loads(run("score", "填报（某局）", "--format", "json").stdout)
    assert [each["score"] for each in several] == ["80", "80"]


@pytest.mark.usefixtures("office")
def test_missing_facts_are_listed_and_exit_with_1() -> None:
    change(FACTS_FILE, '"在职人数" = 8\n', "")
    result = run("score", FACTS_FILE)
    assert result.exit_code == 1
    assert "在职人数" in result.stdout
    partial = run("score", FACTS_FILE, "--partial")
    assert partial.exit_code == 0
    assert run("score", FACTS_FILE, "--json").exit_code == 1


@pytest.mark.usefixtures("office")
def test_mistakes_in_facts_go_to_stderr() -> None:
    change(FACTS_FILE, '"100万元"', "22.26%")
    result = run("score", FACTS_FILE)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{FACTS_FILE}:5:" in result.stderr
    assert "PD5122" in result.stderr
    data = json.loads(run("score", FACTS_FILE, "--json").stdout)
    assert data["schema"] == "perfdsl.diagnostics/1"


@pytest.mark.usefixtures("office")
def test_mistakes_in_rules_are_told_once() -> None:
    change(RULES_FILE, "扣 20 分", "扣 二十")
    Path("填报（某局）/二.toml").write_text(FACTS, encoding="utf-8")
    result = run("score", "填报（某局）")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count(f"{RULES_FILE}:10:") == 1


@pytest.mark.usefixtures("office")
def test_notes_do_not_disturb_the_result() -> None:
    change(FACTS_FILE, '"在职人数" = 8', "在职人数 ＝ 8人")
    result = run("score", FACTS_FILE)
    assert result.exit_code == 0
    assert "PD5001" in result.stderr
    assert "PD5001" not in result.stdout


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_office_encodings(encoding: str) -> None:
    for name in (FACTS_FILE, RULES_FILE):
        text = Path(name).read_text(encoding="utf-8")
        Path(name).write_bytes(text.replace("\n", "\r\n").encode(encoding))
    result = run("score", FACTS_FILE)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("office")
def test_standard_input() -> None:
    result = run("score", "-", "--rules", RULES_FILE, given=FACTS)
    assert result.exit_code == 0
    assert run("score", FACTS_FILE, "--rules", "-", given=RULES).exit_code == 0
    assert run("score", "-", "--rules", "-", given=RULES).exit_code == 2


@pytest.mark.usefixtures("office")
def test_rules_from_a_folder_and_years() -> None:
    change(FACTS_FILE, "2021\n", "2022\n")
    assert run("score", FACTS_FILE).exit_code == 1
    allowed = run("score", FACTS_FILE, "--year", "2022", "--rules", "规则 库")
    assert allowed.exit_code == 0
    assert "PD5141" in allowed.stderr


@pytest.mark.usefixtures("office")
def test_only_one_indicator() -> None:
    result = run("score", FACTS_FILE, "--only", "人员", "--all")
    assert result.exit_code == 0
    assert "在职人数" in result.stdout
    missing = run("score", FACTS_FILE, "--only", "无此指标")
    assert missing.exit_code == 2
    assert "没有指标「无此指标」" in missing.stderr


@pytest.mark.usefixtures("office")
def test_output_to_a_file() -> None:
    result = run("score", FACTS_FILE, "-o", "得分 表.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "已写入「得分 表.txt」" in result.stderr
    assert "80" in Path("得分 表.txt").read_text(encoding="utf-8")
    assert run("score", FACTS_FILE, "--output", "a.json").exit_code == 0
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["score"] == "80"
    assert run("score", FACTS_FILE, "-o", "无/a.txt").exit_code == 2


@pytest.mark.usefixtures("office")
def test_looks() -> None:
    assert "\x1b[" in run("score", FACTS_FILE, "--format", "rich", "--color", "always").stdout
    assert "\x1b[" not in run("score", FACTS_FILE, "--format", "rich").stdout
    for width in (40, 100):
        lines = run("score", FACTS_FILE, "--width", str(width)).stdout.split("\n")
        assert max(map(text_width, lines)) <= width


@pytest.mark.usefixtures("office")
def test_colors_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("score", FACTS_FILE).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("score", FACTS_FILE).stdout
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" not in run("score", FACTS_FILE).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "无.toml"],
        ["score", "空"],
        ["check", "空"],
        ["show", "无.perf"],
        ["check", "图.perf"],
    ],
)
@pytest.mark.usefixtures("office")
def test_what_cannot_be_read_exits_with_2(arguments: list[str]) -> None:
    Path("空").mkdir()
    Path("图.perf").write_bytes(b"\x89PNG\0\0")
    result = run(*arguments)
    assert result.exit_code == 2
    assert "PD70" in result.stdout + result.stderr


# --- check, show, facts new ----------------------------------------------------------------------


@pytest.mark.usefixtures("office")
def test_check_finds_nothing() -> None:
    settings = "[lint]\nnever-exhausted = 'off'\nunguarded-division = 'off'\n"
    Path("perfdsl.toml").write_text(settings, encoding="utf-8")
    for path in (RULES_FILE, "规则 库", ".", FACTS_FILE):
        result = run("check", path)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        assert "没有发现问题" in result.stdout
    assert json.loads(run("check", ".", "--json").stdout)["diagnostics"] == []


@pytest.mark.usefixtures("office")
def test_check_prints_findings_on_stdout() -> None:
    change(RULES_FILE, "在职人数 > 10", "在职人 > 10")
    change(FACTS_FILE, "在职人数", "在职人员数")
    result = run("check", ".")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.count(f"{RULES_FILE}:12:") == 1
    assert run("check", FACTS_FILE).stdout.count(f"{RULES_FILE}:12:") == 1


@pytest.mark.usefixtures("office")
def test_check_reads_rules_and_facts_from_standard_input() -> None:
    assert run("check", "-", given=RULES).exit_code == 0
    assert run("check", "-", given=RULES + "指标 x\n").exit_code == 1
    facts = FACTS.replace("../", "")
    assert run("check", "-", given=facts).exit_code == 0
    assert run("check", "-", given=facts.replace("在职人数", "在职数")).exit_code == 1


@pytest.mark.usefixtures("office")
def test_show() -> None:
    for path in (RULES_FILE, "规则 库"):
        result = run("show", path)
        assert result.exit_code == 0
        assert "预算执行率" in result.stdout


@pytest.mark.usefixtures("office")
def test_facts_new_writes_a_form_that_scores() -> None:
    result = run("facts", "new", RULES_FILE)
    assert result.exit_code == 0
    assert f'"方案" = "{RULES_FILE}"' in result.stdout
    written = run("facts", "new", "规则 库", "-o", "填报（某局）/新 表.toml")
    assert (written.exit_code, written.stdout) == (0, "")
    form = Path("填报（某局）/新 表.toml").read_text(encoding="utf-8")
    assert f'"方案" = "../{RULES_FILE}"' in form
    assert run("score", "填报（某局）/新 表.toml").exit_code == 1
    again = run("facts", "new", RULES_FILE, "-o", "填报（某局）/新 表.toml")
    assert again.exit_code == 2
    assert "PD7012" in again.stderr


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["score", RULES_FILE], "PD7026"),
        (["score", FACTS_FILE, "--rules", FACTS_FILE], "PD7027"),
        (["show", FACTS_FILE], "PD7027"),
        (["facts", "new", FACTS_FILE], "PD7027"),
        (["test", FACTS_FILE], "PD7028"),
    ],
)
def test_rules_and_facts_taken_for_each_other_are_one_finding(
    arguments: list[str], code: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.output.count("PD") == 1
    assert code in result.output


@pytest.mark.usefixtures("office")
def test_a_rule_file_with_a_slip_of_a_facts_file_is_still_a_rule_file() -> None:
    Path("x.perf").write_text("方案 = 试点\n指标 甲 5 分\n得 满分\n", encoding="utf-8")
    assert "PD7027" not in run("check", "x.perf").output
