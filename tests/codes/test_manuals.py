"""Every code has a page, short and in both languages. Whether its examples are true: test_every_code.py."""

import re
import tomllib
from pathlib import Path

import pytest

import perfdsl.manual
from perfdsl.codes import all_codes
from perfdsl.manual import Manual, manual_of

CODES = all_codes()
STAGES = tuple(f"PD{digit}" for digit in range(10))


def manual(code: str) -> Manual:
    found = manual_of(code)
    assert found is not None, code
    return found


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    folder = Path(perfdsl.manual.__file__).parent
    files = [folder / f"{stage}.toml" for stage in STAGES]
    pages = [
        code
        for file in files
        if file.exists()
        for code in tomllib.loads(file.read_text(encoding="utf-8"))
    ]
    assert pages == [code.id for code in CODES]


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
    assert manual_of("PDX") is None
