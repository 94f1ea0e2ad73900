"""`perfdsl test`: files found, what is printed in each form, exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree as etree

import pytest

from perfdsl.cli.main import main

RULES = """方案 试点
事实 比 比率
事实 好 是否
指标 甲 2 分
  比 > 20% 扣 1 分
    理由 "比太高"
指标 乙 1 分
  好 得 满分
  否则 得 0 分
"""
CASES = """[[用例]]
名称 = 恰好
指标 = 甲
得分 = 2
事实 = { 比 = 20% }
[[用例]]
名称 = 超过
指标 = 甲
得分 = 1
事实 = { 比 = 21% }
"""
WRONG = CASES.replace("得分 = 1", "得分 = 0")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for variable in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "PERFDSL_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PERFDSL_NO_CACHE", "1")
    (tmp_path / "规则 库").mkdir()
    write("规则 库/甲.perf", RULES)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main(["test", *arguments, "--lang", "zh"])
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_without_a_path_the_current_folder_is_searched(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("规则 库/甲.test.toml", CASES)
    assert run() == 0
    out = capsys.readouterr().out
    assert "规则 库/甲.test.toml：2 个用例，2 个通过，0 个不通过" in out
    assert "2 个用例全部通过；覆盖率 " in out


def test_the_chinese_name_of_the_command_and_of_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("规则 库/甲.测试.toml", CASES)
    with pytest.raises(SystemExit) as caught:
        main(["测试", "--lang", "zh"])
    assert caught.value.code == 0
    assert "2 个用例全部通过" in capsys.readouterr().out


def test_a_failing_case_shows_what_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", WRONG)
    assert run() == 1
    out = capsys.readouterr().out
    for wanted in (
        "规则 库/甲.test.toml:7:6: 不通过 超过",
        "规则：规则 库/甲.perf:4:1",
        "应为：得分 0",
        "实为：得分 1",
        "比 > 20% → 21% > 20% → 成立",
        "理由：比太高",
        "2 个用例，1 个不通过",
    ):
        assert wanted in out, wanted


def test_the_english_report(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", WRONG)
    with pytest.raises(SystemExit) as caught:
        main(["test", "--lang", "en"])
    assert caught.value.code == 1
    out = capsys.readouterr().out
    for wanted in ("Expected: points 0", "Actual: points 1", "2 cases, 1 failed", "Coverage"):
        assert wanted in out, wanted


def test_a_file_may_name_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    write("别处.test.toml", '方案 = "规则 库/甲.perf"\n' + CASES)
    assert run("别处.test.toml") == 0
    assert "规则 库/甲.perf" in capsys.readouterr().out


def test_a_rule_file_brings_the_tests_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", CASES)
    assert run("规则 库/甲.perf") == 0
    assert "2 个用例全部通过" in capsys.readouterr().out
    assert run("规则 库/甲.perf", "--missing") == 0
    assert "= 20%" not in capsys.readouterr().out


def test_a_rule_file_brings_all_tests_beside_it_that_name_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = RULES.replace("方案 试点", "方案 别的")
    write("规则 库/乙.perf", other)
    first, second = CASES.split("[[用例]]")[1:]
    write("规则 库/甲.test.toml", f"[[用例]]{first}")
    write("规则 库/补充.test.toml", f'"方案" = "甲.perf"\n[[用例]]{second}')
    write(
        "规则 库/甲-2.测试.toml",
        '"方案" = "甲.perf"\n[[用例]]\n名称 = 乙\n指标 = 乙\n得分 = 1\n事实 = { 好 = true }\n',
    )
    write("规则 库/乙-2.test.toml", f'"方案" = "乙.perf"\n{WRONG}')
    write("规则 库/坏.test.toml", '"方案" = "没有.perf"\n[[用例\n')
    assert run("规则 库/甲.perf") == 0
    printed = capsys.readouterr()
    assert "3" in printed.out
    assert printed.err == ""
    assert run("规则 库/乙.perf") == 1
    assert run("规则 库/甲.perf", "规则 库/乙.perf") == 1


def test_several_test_files_of_one_rule_file_count_together(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("规则 库/甲.test.toml", CASES)
    other = '方案 = "甲.perf"\n[[用例]]\n指标 = 乙\n得分 = 1\n事实 = { 好 = 是 }\n'
    write("规则 库/乙.test.toml", other)
    assert run("--json") == 0
    (rules,) = json.loads(capsys.readouterr().out)["rules"]
    assert len(rules["tests"]) == 2
    assert len(rules["cases"]) == 3


def test_untested_rules_count_as_not_covered(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert "规则 库/甲.perf：没有测试文件" in capsys.readouterr().out
    assert run("--fail-under", "1") == 1
    assert "低于要求的 1%" in capsys.readouterr().out


def test_coverage_below_the_demand_fails(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", CASES)
    assert run("--fail-under", "100") == 1
    assert "低于要求的 100%" in capsys.readouterr().out
    assert run("--fail-under", "10") == 0


def test_only_some_cases(capsys: pytest.CaptureFixture[str]) -> None:
    """The coverage is then that of their indicators."""
    write("规则 库/甲.test.toml", WRONG)
    assert run("-k", "恰好", "--json") == 0
    (rules,) = json.loads(capsys.readouterr().out)["rules"]
    assert [case["name"] for case in rules["cases"]] == ["恰好"]
    assert {goal["indicator"] for goal in rules["coverage"]["missed"]} == {"甲"}


def test_the_json_form(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", WRONG)
    assert run("--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "perfdsl.tests/1"
    case = data["rules"][0]["cases"][1]
    assert case["mismatches"] == [{"asked": "points", "rule": None, "expected": "0", "actual": "1"}]
    assert case["span"]["line"] == 7
    assert data["rules"][0]["coverage"]["missed"]


def test_the_junit_form(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", WRONG)
    assert run("--format", "junit", "--fail-under", "100") == 1
    root = etree.fromstring(capsys.readouterr().out.encode())
    assert root.attrib["tests"] == "3"
    assert root.attrib["failures"] == "2"
    case = root.findall("testsuite/testcase")[1]
    assert (case.attrib["name"], case.attrib["classname"]) == ("超过", "甲")
    failure = case.find("failure")
    assert failure is not None
    assert "应为 得分 0" in failure.attrib["message"]
    assert "21% > 20%" in (failure.text or "")


def test_missing_cases_make_a_file_that_passes_once_confirmed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("规则 库/甲.perf", "--missing", "-o", "规则 库/甲.test.toml") == 0
    text = Path("规则 库/甲.test.toml").read_text(encoding="utf-8")
    assert '"方案" = "甲.perf"' in text
    capsys.readouterr()
    assert run("--fail-under", "1") == 1
    assert "待确认" in capsys.readouterr().out
    confirmed = [line for line in text.splitlines() if not line.startswith('"待确认"')]
    write("规则 库/甲.test.toml", "\n".join(confirmed))
    assert run("--fail-under", "100") == 0


def test_missing_never_writes_over_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", CASES)
    assert run("规则 库/甲.perf", "--missing", "-o", "规则 库/甲.test.toml") == 2
    assert Path("规则 库/甲.test.toml").read_text(encoding="utf-8") == CASES
    assert "规则 库/甲.test.toml" in capsys.readouterr().err


def test_missing_prints_only_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", CASES)
    assert run("--missing") == 0
    first = capsys.readouterr().out
    assert '"指标" = "乙"' in first
    assert "= 20%" not in first
    confirmed = [line for line in first.splitlines() if not line.startswith('"待确认"')]
    write("规则 库/甲.test.toml", CASES + "\n".join(confirmed))
    assert run("--missing", "--fail-under", "100") == 0
    assert "没有缺的用例" in capsys.readouterr().out


def test_test_files_are_not_taken_for_facts(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with tests can still be checked and scored."""
    write("规则 库/甲.test.toml", "[事实]\n比 = 20%\n" + CASES)
    with pytest.raises(SystemExit) as caught:
        main(["check", "规则 库"])
    assert caught.value.code == 0
    capsys.readouterr()


# --- exit code 2, mistakes -----------------------------------------------------------------------


def test_nothing_to_test_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("空").mkdir()
    assert run("空") == 2
    err = capsys.readouterr().err
    assert "PD9012" in err
    assert "--missing" in err


@pytest.mark.parametrize("name", ["没有.test.toml", "没有.perf"])
def test_a_file_that_is_not_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name) == 2
    assert name in capsys.readouterr().err


def test_mistakes_in_the_rules_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.perf", RULES + "指标 丙 1 分\n  没有的 > 1 扣 1 分\n")
    write("规则 库/甲.test.toml", CASES)
    assert run() == 1
    assert capsys.readouterr().err.count("没有的 > 1") == 1


def test_rules_that_are_not_named(capsys: pytest.CaptureFixture[str]) -> None:
    write("乙.test.toml", CASES)
    assert run("乙.test.toml") == 2
    assert "乙.test.toml" in capsys.readouterr().err


def test_an_idle_waiver_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", CASES + '[[不要求]]\n指标 = 甲\n目标 = "比 = 20%"\n理由 = 无\n')
    assert run() == 0
    assert "PD9014" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[用例",
        "用例 = 1",
        "[[用例]]\n[[用例]]\n",
        "[[用例]]\n指标 = 3\n得分 = [1]\n",
        "= = =",
        "\0",
        "[[用例]]\n用例 = {}\n指标=甲\n得分=99999999999999999999\n事实=[[1]]\n",
    ],
)
def test_no_file_gives_a_traceback(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", text)
    assert run() in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_a_word_that_names_nothing_stops(capsys: pytest.CaptureFixture[str]) -> None:
    write("规则 库/甲.test.toml", CASES)
    assert run("-k", "没有的", "--fail-under", "100") == 2
    assert "PD9015" in capsys.readouterr().err
    assert run("-k", "没有的", "--missing") == 2


def test_a_word_may_name_an_indicator_without_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("规则 库/甲.perf", "-k", "乙", "--missing") == 0
    written = capsys.readouterr().out
    assert '"指标" = "乙"' in written
    assert '"指标" = "甲"' not in written
    assert run("规则 库/甲.perf", "-k", "乙", "--fail-under", "1") == 1


def test_more_than_all_cannot_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--fail-under", "200") == 2
    assert "至多是 100" in capsys.readouterr().err


def test_a_facts_file_that_is_not_there_is_not_suggested(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("规则 库/甲.test.toml", '"填报文件" = "没有.toml"\n' + CASES)
    assert run() == 1
    told = capsys.readouterr().err
    assert "PD9006" in told
    assert "是不是「没有.toml」" not in told


def test_a_heading_with_a_bracket_too_many_is_told_in_its_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("规则 库/甲.test.toml", CASES.replace("[[用例]]", '["用例"]]', 1))
    assert run() == 1
    told = capsys.readouterr().err.replace("\n", "")
    assert " :1:" not in told
    assert "甲.test.toml:1:" in told
