"""Numbers with more than the number, as people write them: the sign and the size stay what they are."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.fact_claims import claimed
from perfdsl.checker.fact_counts import count_meant
from perfdsl.checker.fact_levels import words_meant
from perfdsl.checker.fact_numbers import number_meant, with_thousands
from perfdsl.checker.facts import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("58.2万元（追减）", ("-58.2万元",)),
        ("58.2万元，核减", ("-58.2万元",)),
        ("58.2万元（调减数）", ("-58.2万元",)),
        ("1次，已追回", ("1次",)),
        ("12个；均完成整改", ("12个",)),
        ("3次，其中一次已追回", ("3次",)),
        ("475份，其中满意310份", ()),
        ("100万元，不含结转", ()),
        ("100户，另有散户", ()),
        ("2次，但已撤销", ()),
    ],
)
def test_words_behind_the_number(text: str, meant: tuple[str, ...]) -> None:
    assert number_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("11.935人", ("11935人",)), ("1.200", ("1200",)), ("1240.5", ()), ("2.25人", ())],
)
def test_the_point_of_thousands(text: str, meant: tuple[str, ...]) -> None:
    assert with_thousands(text) == meant


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("有资产台账", "未建立", False),
        ("有资产台账", "已建立", True),
        ("有管理制度", "没有制定", False),
        ("有资产台账", "部分建立", None),
        ("按时公开", "未建立", None),
    ],
)
def test_a_verb_alone_says_whether_there_is_one(
    name: str, value: str, *, meant: bool | None
) -> None:
    assert claimed(name, value) is meant


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("4户13人", "人", ("13人",)),
        ("4户13人", None, ("13人",)),
        ("4户13人", "户", ("4户",)),
        ("10分48秒", "分钟", ("10.8分钟",)),
        ("10分50秒", "分钟", ()),
        ("4组13批", "人", ()),
    ],
)
def test_two_numbers_with_their_measures(
    text: str, unit: str | None, meant: tuple[str, ...]
) -> None:
    assert count_meant(text, unit) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("齐全（县乡村三级均已张贴）", ["齐全"]),
        ("齐全：已张贴", ["齐全"]),
        ("齐全（但未张贴）", []),
    ],
)
def test_a_remark_behind_a_word(written: str, meant: list[str]) -> None:
    assert words_meant(written, ("齐全", "部分", "没有"))[:1] == meant


def test_single_brackets_above_records_are_one_finding() -> None:
    rules = SourceText(
        "x.perf",
        "方案 试\n年度 2023\n语言 1\n事实 项目 明细\n  - 额 数量\n指标 甲 10 分\n  得 合计(项目.额)\n",
    )
    found = Diagnostics()
    book = check(parse(rules, found), found)
    assert book is not None
    text = '"年度" = 2023\n["事实"."项目"]\n"额" = 1\n[["事实"."项目"]]\n"额" = 2\n'
    raw = read_facts(SourceText("x.toml", text), found)
    assert raw is not None
    check_facts(raw, book, found)
    errors = [each for each in found if each.severity == "error"]
    assert [each.code.id for each in errors] == ["PD5113"]
    assert [edit.replacement for edit in errors[0].helps[0].edits] == ['[["事实"."项目"]]']
