"""Every code has a manual whose examples are true: the bad one brings it up, the good one does not."""

import re

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts import check_facts
from perfdsl.codes import all_codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.interpreter import score
from perfdsl.manual import Manual, known_manuals, manual_of
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

STAGES = ("PD1", "PD2", "PD3", "PD4", "PD5", "PD6", "PD7", "PD9")
CODES = [code for code in all_codes() if code.id.startswith(STAGES)]
RUN = [
    code.id
    for code in CODES
    if (page := manual_of(code.id)) is not None and page.kind not in ("command", "tests")
]
OTHER_YEAR = "PD5141"
"""The hint for `--year`."""


def manual(code: str) -> Manual:
    found = manual_of(code)
    assert found is not None, code
    return found


def found_in(code: str, text: str) -> list[Diagnostic]:
    """All that is said about an example: about rules, or about facts and, for PD6, their score."""
    page, diagnostics = manual(code), Diagnostics()
    rules = text if page.kind != "facts" else page.rules
    rulebook = check(parse(SourceText("rules.perf", rules), diagnostics), diagnostics)
    if page.kind != "facts":
        return diagnostics.found
    assert rulebook is not None
    assert [found for found in diagnostics if found.severity != "info"] == []
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    if raw is None:
        return diagnostics.found
    year = 2020 if code == OTHER_YEAR else None
    facts = check_facts(raw, rulebook, diagnostics, year=year)
    if code.startswith("PD6") and not diagnostics.has_errors:
        return [*diagnostics.found, *score(rulebook, facts).findings]
    return diagnostics.found


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert [code for stage in STAGES for code in known_manuals(stage)] == [
        code.id for code in CODES
    ]


@pytest.mark.parametrize("code", RUN)
def test_the_bad_example_brings_up_its_code_and_nothing_else(code: str) -> None:
    found = found_in(code, manual(code).bad)
    own = {diagnostic.code.id for diagnostic in found if diagnostic.severity != "info"}
    hints = {diagnostic.code.id for diagnostic in found}
    assert own == {code} or (not own and code in hints), (own, hints)


@pytest.mark.parametrize("code", RUN)
def test_the_good_example_is_free_of_findings(code: str) -> None:
    """Hints of the reader may stay, but not the one in question."""
    found = found_in(code, manual(code).good)
    assert [
        (each.code.id, each.message("zh"))
        for each in found
        if each.severity != "info" or each.code.id == code
    ] == []


@pytest.mark.parametrize("code", [code.id for code in CODES])
def test_pages_are_short_and_in_both_languages(code: str) -> None:
    """One to four sentences, and no word of ours that users do not know."""
    meaning = manual(code).meaning
    assert re.search("[\u4e00-\u9fff]", meaning.zh)
    assert meaning.zh.endswith(("。", "？"))
    assert meaning.en.endswith((".", "?"))
    assert 1 <= len(re.findall("[。？！]", meaning.zh)) <= 4
    assert len(meaning.zh) <= 160
    for word in ("token", "parse", "AST", "schema", "illegal", "invalid"):
        assert word not in meaning.en.lower()
    for word in ("非法", "语法树", "词法", "解析", "无效"):
        assert word not in meaning.zh


def test_examples_differ_in_what_matters() -> None:
    for code in CODES:
        assert manual(code.id).bad != manual(code.id).good


def test_no_page_where_there_is_no_stage() -> None:
    assert manual_of("PD0000") is None
    assert manual_of("") is None
    assert manual_of("../") is None
    assert known_manuals("PD0") == ()
