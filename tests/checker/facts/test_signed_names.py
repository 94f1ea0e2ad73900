"""Declared names with signs in them, without quotation marks in a facts file."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.signed_names import names_with_signs
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = "方案 示例\n语言 1\n事实 「{name}」 次数\n{more}指标 示例 5 分\n  「{name}」 > 3 扣 1 分\n"
HEAD = '"方案" = "r.perf"\n["事实"]\n'


def _found(name: str, line: str, more: str = "") -> Diagnostics:
    diagnostics = Diagnostics()
    text = RULES.format(name=name, more=more)
    book = check(parse(SourceText("r.perf", text), diagnostics), diagnostics)
    assert book is not None
    source = SourceText("f.toml", f"{HEAD}{line}\n")
    found = Diagnostics()
    raw = read_facts(source, found, names_with_signs(book, source.text))
    assert raw is not None
    check_facts(raw, book, found)
    return found


@pytest.mark.parametrize(
    "name", ["预.算", "甲[一]", "it's", "它's", "甲，乙", "x=y", "丙#", "1:2", "丁{二}"]
)
def test_a_declared_name_is_read_and_quoted(name: str) -> None:
    found = _found(name, f"{name} = 1")
    [only] = found.found
    assert only.code.id == "PD5001"
    [help_] = only.helps
    assert help_.applicability == "safe"
    assert [(edit.span.text, edit.replacement) for edit in help_.edits] == [(name, f'"{name}"')]


def test_it_is_not_where_the_part_before_the_sign_is_declared() -> None:
    source = f"{HEAD}甲.乙 = 1\n"
    diagnostics = Diagnostics()
    text = RULES.format(name="甲.乙", more="事实 甲 次数\n")
    book = check(parse(SourceText("r.perf", text), diagnostics), diagnostics)
    assert book is not None
    assert names_with_signs(book, source) == ()


@pytest.mark.parametrize("line", ["别[一] = 1", "别's = 1"])
def test_a_sign_in_a_name_that_nobody_declared_is_not_cut_off(line: str) -> None:
    diagnostics = Diagnostics()
    read_facts(SourceText("f.toml", f"{HEAD}{line}\n"), diagnostics)
    [only] = diagnostics.found
    assert not [edit for help_ in only.helps for edit in help_.edits]
