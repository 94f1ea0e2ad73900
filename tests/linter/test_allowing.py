"""放过 and perfdsl.toml: what is silent, why, and what is wrong with saying so."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfdsl.checker import check
from perfdsl.cli.main import build
from perfdsl.codes import all_codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import carry_out, choose_helps
from perfdsl.formatter import format_text
from perfdsl.formatter.style import Style
from perfdsl.linter import RULES, Linted, lint
from perfdsl.manual import manual_of
from perfdsl.source import SourceText
from perfdsl.syntax import parse

SLOW = "违规次数 > 0 每满 1次 扣 0.02 分\n"
FILE = (
    "方案 甲\n年度 2021\n语言 1\n{top}事实 违规次数 次数\n{fact}指标 违规 2 分\n{leaf}  "
    + SLOW
    + "{rule}"
)
WHY = 'slow-deduction "办法原文如此"\n'


def linted(text: str) -> tuple[Diagnostics, Linted | None]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    return diagnostics, lint(rulebook) if rulebook is not None else None


def written(**where: str) -> str:
    return FILE.format(**{"top": "", "fact": "", "leaf": "", "rule": ""} | where)


@pytest.mark.parametrize("word", ["放过", "allow"])
@pytest.mark.parametrize("place", ["top", "leaf", "rule"])
def test_a_finding_is_allowed_with_its_reason(place: str, word: str) -> None:
    _, result = linted(written(**{place: f"{word} {WHY}"}))
    assert result is not None
    assert result.found == ()
    (allowed,) = result.allowed
    assert allowed.finding.code.slug == "slow-deduction"
    assert allowed.reason == "办法原文如此"


def test_it_holds_only_where_it_stands() -> None:
    other = "指标 另一个 2 分\n  " + SLOW
    _, result = linted(written(rule=f"    放过 {WHY}") + other)
    assert result is not None
    assert [found.code.slug for found in result.found] == ["slow-deduction"]
    assert len(result.allowed) == 1
    _, result = linted(written(fact=f"  放过 {WHY}"))
    assert result is not None
    assert [found.code.slug for found in result.found] == ["slow-deduction", "allows-nothing"]


def test_ids_do_as_well_as_names() -> None:
    _, result = linted(written(rule='    放过 PD8004 "原文如此"\n'))
    assert result is not None
    assert result.found == ()


@pytest.mark.parametrize(
    "line", ["放过 slow-deduction", '放过 "原文如此"', '放过 slow-deduction ""', "放过"]
)
def test_a_reason_must_be_given(line: str) -> None:
    diagnostics, result = linted(written(rule=f"    {line}\n"))
    assert result is None
    assert [found.code.id for found in diagnostics] == ["PD8901"]


WITH_A_FILE = [
    code.id
    for code in all_codes()
    if code.id.startswith("PD8")
    and (page := manual_of(code.id)) is not None
    and page.kind == "file"
]


@pytest.mark.parametrize("code", WITH_A_FILE)
def test_manuals_are_true(code: str) -> None:
    page = manual_of(code)
    assert page is not None
    for text, expected in ((page.bad, True), (page.good, False)):
        diagnostics, result = linted(text)
        found = [*diagnostics, *(result.found if result else ())]
        assert (code in {each.code.id for each in found}) == expected
    assert re.search("[\u4e00-\u9fff]", page.meaning.zh)


def test_what_allows_nothing_is_deleted_safely() -> None:
    page = manual_of("PD8903")
    assert page is not None
    _, result = linted(page.bad)
    assert result is not None
    (fix,) = carry_out(choose_helps(result.found, lambda _: True))
    assert fix.text == page.good


@pytest.mark.parametrize(("style", "word"), [(Style(), "放过"), (Style(keywords="en"), "allow")])
def test_formatting_keeps_it(style: Style, word: str) -> None:
    text = written(rule=f"放过 {WHY}")
    formatted = format_text(SourceText("rules.perf", text), style)
    assert f"    {word} slow-deduction" in formatted
    _, result = linted(formatted)
    assert result is not None
    assert len(result.allowed) == 1


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "一.perf").write_text(written(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build("zh"), ["check", *arguments])


@pytest.mark.parametrize("name", ["slow-deduction", "PD8004"])
@pytest.mark.parametrize(
    ("level", "shown", "exit_code"),
    [
        ("off", "没有发现问题", 0),
        ("info", "提示[PD8004]", 0),
        ("warning", "警告[PD8004]", 0),
        ("error", "错误[PD8004]", 1),
    ],
)
def test_levels(folder: Path, name: str, level: str, shown: str, exit_code: int) -> None:
    (folder / "perfdsl.toml").write_text(f'[lint]\n{name} = "{level}"\n', encoding="utf-8-sig")
    result = run("rules/一.perf")
    assert shown in result.output
    assert result.exit_code == exit_code


@pytest.mark.parametrize(
    ("settings", "code", "place", "hint"),
    [
        ('[lint]\nslow-deductions = "off"\n', "PD8904", "perfdsl.toml:2:1", "slow-deduction"),
        ('[lint]\nslow-deduction = "warn"\n', "PD8905", "perfdsl.toml:2:18", "warning"),
        ("[lint]\nslow-deduction = 1\n", "PD8905", "perfdsl.toml:2:18", "off"),
        ('[lints]\nslow-deduction = "off"\n', "PD8904", "perfdsl.toml:1", "lint"),
        ('lint = "off"\n', "PD8904", "perfdsl.toml:1:1", "lint"),
        ('[lint]\nPD4003 = "off"\n', "PD8907", "perfdsl.toml:2:1", "PD8001"),
        ('[lint]\nbands-gap = "off"\n', "PD8904", "perfdsl.toml:2:1", "[lint]"),
        (
            '[lint]\nPD8004 = "error"\nslow-deduction = "off"\n',
            "PD8908",
            "perfdsl.toml:3:1",
            "PD8004",
        ),
    ],
)
def test_wrong_settings(folder: Path, settings: str, code: str, place: str, hint: str) -> None:
    (folder / "perfdsl.toml").write_text(settings, encoding="gb18030")
    result = run("rules/一.perf")
    assert f"[{code}]" in result.output
    assert place in result.output
    assert hint in result.output
    assert result.exit_code == 1


def test_wrong_settings_are_told_although_the_rules_have_an_error(folder: Path) -> None:
    (folder / "perfdsl.toml").write_text('[lint]\nslow-deductions = "off"\n', encoding="utf-8")
    (folder / "rules/一.perf").write_text("方案 甲\n指标 甲 10 分\n率 大与\n", encoding="utf-8")
    assert "[PD8904]" in run("rules/一.perf").output
    (folder / "rules/一.perf").unlink()
    assert "[PD8904]" not in run("rules/一.perf").output


@pytest.mark.parametrize("quotes", ["“”", "‘’", "「」"])
def test_a_name_in_other_quotation_marks_is_read(folder: Path, quotes: str) -> None:
    name = "slow-deduction".join(quotes)
    (folder / "perfdsl.toml").write_text(f'[lint]\n{name} = "off"\n', encoding="utf-8")
    output = run("rules/一.perf").output
    assert "[PD8904]" not in output
    assert "PD5001" in output


def test_the_id_of_another_diagnostic_gets_no_suggestion(folder: Path) -> None:
    (folder / "perfdsl.toml").write_text('[lint]\nPD4003 = "off"\n', encoding="utf-8")
    assert "改成" not in run("rules/一.perf").output
    (folder / "perfdsl.toml").unlink()
    _, result = linted(written(rule='    放过 PD4003 "原文如此"\n'))
    assert result is not None
    (told,) = [found for found in result.found if found.code.id == "PD8907"]
    assert [help_.edits for help_ in told.helps if help_.edits] == []


@pytest.mark.parametrize(
    "line",
    [
        '放过 slow-deduction, never-exhausted "原文如此"',
        '放过 slow-deduction、never-exhausted "原文如此"',
        '放过 slow-deduction never-exhausted "原文如此"',
        "放过 slow-deduction 和 never-exhausted “原文如此”",
        '放过 slow-deduction，PD8003 "原文如此"',
    ],
)
def test_two_names_on_a_line_are_told_and_taken_apart(line: str) -> None:
    text = written(leaf=f"  {line}\n")
    _, result = linted(text)
    assert result is not None
    (told,) = [found for found in result.found if found.code.slug == "one-rule-each"]
    (help_,) = [help_ for help_ in told.helps if help_.edits]
    (edit,) = help_.edits
    fixed = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    _, again = linted(fixed)
    assert again is not None
    assert "one-rule-each" not in {found.code.slug for found in again.found}
    assert {a.reason for a in again.allowed} == {"原文如此"}
    assert {a.finding.code.slug for a in again.allowed} == {"slow-deduction"}
    assert {found.code.slug for found in again.found} == {"allows-nothing"}


@pytest.mark.parametrize(
    "reason",
    [
        '"slow-deduction 办法原文如此"',
        "办法原文如此，never-exhausted 也是",
        '"PPP 项目"',
        "low-income 户的标准如此",
    ],
)
def test_a_reason_may_name_what_it_likes(reason: str) -> None:
    _, result = linted(written(rule=f"    放过 slow-deduction {reason}\n"))
    assert result is not None
    assert "one-rule-each" not in {found.code.slug for found in result.found}


@pytest.mark.parametrize("name", ["全部", "所有", "每步太小"])
def test_a_name_that_is_no_rule_is_told_as_such(name: str) -> None:
    diagnostics, result = linted(written(rule=f'    放过 {name} "原文如此"\n'))
    assert not diagnostics.has_errors
    assert result is not None
    assert "PD8902" in {found.code.id for found in result.found}


def test_what_is_allowed_is_told_with_its_reason(folder: Path) -> None:
    (folder / "rules" / "一.perf").write_text(written(rule=f"放过 {WHY}"), encoding="utf-8")
    for form in ("--plain", "--format=rich"):
        text = run(form, "rules").output.replace("\n", "")
        assert "没有发现问题" in text
        assert "放过 1 处" in text
        assert "办法原文如此" in text
    data = json.loads(run("--json", "rules").output)
    assert data["diagnostics"] == []
    assert [each["reason"] for each in data["allowed"]] == ["办法原文如此"]
    (result,) = json.loads(run("--format=sarif", "rules").output)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "办法原文如此"}]


def test_what_is_not_analyzed_is_counted(folder: Path) -> None:
    text = "事实 甲 金额\n事实 乙 金额\n指标 丙 2 分\n  甲 > 乙 扣 2 分\n"
    (folder / "rules" / "一.perf").write_text(text, encoding="utf-8")
    assert "没有逐一分析：丙" in run("--all", "rules").output
    assert "没有逐一分析" not in run("rules").output
    assert json.loads(run("--json", "rules").output)["not_analyzed"] == ["丙"]


def test_explain_knows_every_rule() -> None:
    for rule in RULES:
        for name in (rule.slug, rule.code.id):
            output = CliRunner().invoke(build("zh"), ["explain", name]).output
            assert rule.code.id in output
            assert "改成" in output


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "rules").rglob("*.perf")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_shipped_rules_are_free_of_lint(path: Path) -> None:
    """What is left is allowed, each with its reason."""
    _, result = linted(path.read_text(encoding="utf-8"))
    assert result is not None
    assert [(found.code.slug, found.message("zh")) for found in result.found] == []
