"""SARIF and workflow commands: forms that other people's programs read."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.reports import diagnostics_data, sarif_data, workflow_commands
from perfdsl.source import SourceText, Span
from perfdsl.wording import Language, phrase
from perfdsl.workspace import load_source
from tests.reports.diagnostics import (
    BAND_OVERLAP,
    BANDS,
    all_diagnostics,
    at,
    overlap,
    percent,
    rare,
    without_place,
)
from tests.reports.sheets import FACTS

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
OWN_SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/diagnostics.schema.json").read_text("utf-8")
)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def results(*found: Diagnostic, language: Language = "zh") -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = sarif_data(found, language=language)["runs"][0]["results"]
    return made


def commands(*found: Diagnostic, language: Language = "zh") -> list[str]:
    return workflow_commands(found, language=language).split("\n")[:-1]


# --- the published schemas -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_empty", [False, True])
def test_fits_the_schema_of_oasis(language: Language, *, is_empty: bool) -> None:
    data = sarif_data(() if is_empty else all_diagnostics(FACTS), language=language)
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    jsonschema.Draft4Validator(SCHEMA, format_checker=checker).validate(data)


def test_the_schema_refuses_what_is_wrong() -> None:
    data = sarif_data(all_diagnostics(FACTS), language="zh")
    data["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_json_fits_its_schema(language: Language) -> None:
    jsonschema.Draft202012Validator.check_schema(OWN_SCHEMA)
    validator = jsonschema.Draft202012Validator(OWN_SCHEMA)
    validator.validate(diagnostics_data(all_diagnostics(FACTS), language=language))
    validator.validate(diagnostics_data((), language=language))
    data = diagnostics_data(all_diagnostics(FACTS), language=language)
    data["diagnostics"][0]["extra"] = 1
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data)


def test_both_schemas_of_ours_describe_a_diagnostic_alike() -> None:
    score = json.loads(
        (Path(__file__).parents[2] / "docs/reference/score.schema.json").read_text("utf-8")
    )
    for name, part in OWN_SCHEMA["$defs"].items():
        assert score["$defs"][name] == part


# --- SARIF ---------------------------------------------------------------------------------------


def test_the_rules_that_occur_are_described_once() -> None:
    run = sarif_data((overlap(), overlap(), rare(), without_place()), language="en")["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PD3001", "PD4003", "PD7001"]
    assert rules[1]["name"] == "BandOverlap"
    assert rules[1]["shortDescription"]["text"] == "two bands overlap: … lies in both"
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "error", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_columns_count_utf_16_units() -> None:
    """`  𠮷野家👨‍👩‍👧费用 > 30`: four characters before the number take two units each."""
    (result,) = results(rare())
    line = BANDS.line_text(7)
    start = len(line[: line.index("30")].encode("utf-16-le")) // 2 + 1
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": start,
        "endLine": 7,
        "endColumn": start + 2,
    }
    assert start == line.index("30") + 1 + 4


def test_secondary_labels_are_related_locations_in_their_own_files() -> None:
    (result,) = results(percent(FACTS))
    related = result["relatedLocations"]
    assert [place["id"] for place in related] == [1, 2]
    assert [place["message"]["text"] for place in related] == ["比率", "数据里写的是百分数"]
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in related]
    assert uris[0].startswith("%E8%A7%84%E5%88%99/2026/")
    assert uris[1] == "examples/huailai/facts.toml"


def test_edits_are_fixes_and_say_whether_they_are_safe() -> None:
    (result,) = results(percent(FACTS))
    (fix,) = result["fixes"]
    assert fix["properties"] == {"applicability": "safe"}
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "20%"}
    assert replacement["deletedRegion"] == result["locations"][0]["physicalLocation"]["region"]


def test_the_message_says_what_the_console_says() -> None:
    (result,) = results(overlap())
    lines = result["message"]["text"].split("\n")
    assert lines[0] == "两个分档重叠：10% 同时属于两档"
    assert lines[1].startswith("说明：例如")
    assert lines[2].startswith("依据：财预")
    assert lines[3] == "帮助：第二档不含 10%"


def test_brackets_of_users_are_no_links() -> None:
    source = SourceText("x.perf", "甲")
    made = Diagnostic(BAND_OVERLAP, {"value": "[甲](http://a)"}, Label(Span(source, 0, 1)))
    (result,) = results(made)
    assert "\\[甲\\](http://a)" in result["message"]["text"]


def test_braces_and_backslashes_of_users_are_no_signs_of_messages() -> None:
    """SARIF 2.1.0, 3.11.5 and 3.11.6."""
    source = SourceText("x.perf", "甲")
    for written, expected in (
        ("{0} 和 {甲}", "{{0}} 和 {{甲}}"),
        ("a\\b", "a\\b"),
        ("[甲\\](b)", "\\[甲\\\\\\](b)"),
    ):
        made = Diagnostic(BAND_OVERLAP, {"value": written}, Label(Span(source, 0, 1)))
        (result,) = results(made)
        assert expected in result["message"]["text"]


def test_a_file_that_was_never_found_has_no_location() -> None:
    diagnostics = Diagnostics()
    assert load_source("没有.perf", diagnostics) is None
    (result,) = results(*diagnostics)
    assert "locations" not in result
    assert "没有.perf" in result["message"]["text"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rules/a b.perf", {"uri": "rules/a%20b.perf", "uriBaseId": "ROOT"}),
        ("../x.perf", {"uri": "../x.perf", "uriBaseId": "ROOT"}),
        ("a:b.perf", {"uri": "./a:b.perf", "uriBaseId": "ROOT"}),
        ("/srv/x#1.perf", {"uri": "file:///srv/x%231.perf"}),
        ("<stdin>", {"uri": "stdin"}),
    ],
)
def test_names_of_files_as_uris(name: str, expected: dict[str, str]) -> None:
    source = SourceText(name, "甲")
    (result,) = results(Diagnostic(BAND_OVERLAP, {"value": "1"}, Label(Span(source, 0, 1))))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == expected


# --- workflow commands ---------------------------------------------------------------------------


def test_one_line_for_each_finding() -> None:
    found = all_diagnostics(FACTS)
    lines = commands(*found)
    assert len(lines) == len(found)
    pattern = r"::(error|warning|notice) ([a-zA-Z]+=[^,:]*)(,[a-zA-Z]+=[^,:]*)*::.+"
    assert all(re.fullmatch(pattern, line) for line in lines)
    assert {line[2 : line.index(" ")] for line in lines} == {"error", "warning", "notice"}


def test_the_place_of_an_annotation() -> None:
    (line,) = commands(overlap())
    assert line.startswith(
        "::error file=规则/2026/预算执行.perf,line=4,endLine=4,col=4,endColumn=16,title=错误 PD4003"
        "::两个分档重叠：10%25 同时属于两档%0A"
    )


def test_no_columns_over_several_lines() -> None:
    span = Span(BANDS, at(BANDS, "按 预算").start, at(BANDS, "得 1 分").end)
    (line,) = commands(Diagnostic(BAND_OVERLAP, {"value": "1"}, Label(span)))
    assert "line=2,endLine=4,title" in line


def test_signs_of_the_command_are_escaped() -> None:
    """A file name or a text must not end the properties or start another command."""
    source = SourceText("a,b:100%.perf", "甲\n::error::x")
    made = Diagnostic(
        BAND_OVERLAP,
        {"value": "1\r\n::error::2"},
        Label(Span(source, 0, 1)),
        helps=(Help(phrase("a\nb", "a\nb"), (Edit(Span(source, 0, 1), "x"),)),),
    )
    (line,) = commands(made, language="en")
    assert line.startswith("::error file=a%2Cb%3A100%25.perf,line=1,endLine=1,")
    assert line.endswith("::two bands overlap: 1%0D%0A::error::2 lies in both%0Ahelp: a%0Ab")


def test_without_a_place() -> None:
    assert commands(without_place()) == ["::notice title=提示 PD7001::文件按 GB18030 读取"]
