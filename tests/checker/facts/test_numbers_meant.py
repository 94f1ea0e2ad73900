"""Numbers with more than the number, as people write them: the sign and the size stay what they are."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.claims import claimed
from perfdsl.checker.facts.counts import count_meant
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.levels import words_meant
from perfdsl.checker.facts.numbers import number_meant, with_thousands
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


@pytest.mark.parametrize("space", [" ", "\u2009", "\u202f", "\u00a0"])
def test_thousands_apart(space: str) -> None:
    assert number_meant(f"2{space}688人") == ("2688人",)
    assert number_meant(f"12{space}345.6万元") == ("12345.6万元",)


@pytest.mark.parametrize(
    ("asked", "text", "offered"),
    [
        ("天数 工作日", "约1个月", None),
        ("天数 工作日", "约20个工作日", '"20个工作日"'),
        ("月数", "约3个月", '"3个月"'),
        ("天数", "约30天", '"30天"'),
        ("天数", "约1年", None),
    ],
)
def test_a_time_of_another_kind_is_not_offered(asked: str, text: str, offered: str | None) -> None:
    rules = f"事实 用时 {asked}\n指标 甲 10 分\n  用时 > 3 扣 1 分\n"
    rulebook = check(parse(SourceText("r.perf", rules), Diagnostics()), Diagnostics())
    assert rulebook is not None
    found = Diagnostics()
    raw = read_facts(SourceText("f.toml", f'[facts]\n"用时" = "{text}"\n'), found)
    assert raw is not None
    check_facts(raw, rulebook, found)
    edits = [edit.replacement for each in found for help_ in each.helps for edit in help_.edits]
    assert edits[:1] == ([offered] if offered else [])


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


def _value_ways(declared: str, value: str) -> list[tuple[str, list[str], list[str]]]:
    """What is said of a value, with what to write instead, and how that is put."""
    rules = f"语言 1\n事实 甲 {declared}\n指标 乙 10 分\n  得 人工 0 至 10\n"
    found = Diagnostics()
    book = check(parse(SourceText("x.perf", rules), found), found)
    assert book is not None
    raw = read_facts(SourceText("x.toml", f'[事实]\n甲 = "{value}"\n'), found)
    assert raw is not None
    check_facts(raw, book, found)
    return [
        (
            each.code.id,
            [edit.replacement for help_ in each.helps for edit in help_.edits],
            [help_.text.text("zh") for help_ in each.helps],
        )
        for each in found
        if each.severity == "error"
    ]


@pytest.mark.parametrize(
    ("declared", "value", "meant"),
    [
        ("数量 分", "8/10", "8"),
        ("数量 分", "8分/10分", "8"),
        ("数量 分", "8 / 10", "8"),
        ("数量 分", "4 of 5", "4"),
        ("人数", "8/10", "8"),
        ("数量 户", "310/475", "310"),
        ("比率", "8/10", "80%"),
        ("比率", "九成", "90%"),
    ],
)
def test_a_part_of_the_whole_is_what_is_asked(declared: str, value: str, meant: str) -> None:
    ((_, replacements, texts),) = _value_ways(declared, value)
    assert replacements[0] == f'"{meant}"'
    assert "四舍五入" not in texts[0]


@pytest.mark.parametrize("declared", ["数量 分", "金额 万元", "天数", "月数"])
def test_a_share_is_no_other_quantity(declared: str) -> None:
    for value in ("九成", "百分之百", "12/10"):
        assert all(not ways for _, ways, _ in _value_ways(declared, value))


@pytest.mark.parametrize(
    ("value", "meant"), [("1/3", "33.33%"), ("2/3", "66.67%"), ("5/6", "83.33%")]
)
def test_a_share_without_an_end_is_said_to_be_rounded(value: str, meant: str) -> None:
    ((_, replacements, texts),) = _value_ways("比率", value)
    assert replacements == [f'"{meant}"']
    assert "四舍五入" in texts[0]


@pytest.mark.parametrize(
    "value",
    [
        "10000天",
        "1.125年",
        "5.季度",
        "1十天",
        "2.5.6个月",
        "1.个月半",
        "100000天",
        "十1个月",
        "3.周",
        "..月",
    ],
)
def test_a_span_that_is_no_number_is_no_fault_of_the_program(value: str) -> None:
    """With a way out only where the figure can be read."""
    for declared in ("月数", "天数"):
        for code, ways, _ in _value_ways(declared, value):
            assert code in ("PD5120", "PD5122", "PD5123", "PD5124")
            assert all("None" not in each for each in ways)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("3.5分（有规划依据，未附需求调查）", "3.5"),
        ("3.5（部分材料不全）", "3.5"),
        ("4分，缺公示", "4"),
        ("4/5分（无台账）", "4"),
    ],
)
def test_the_reason_behind_points_changes_nothing(value: str, meant: str) -> None:
    ((_, replacements, _),) = _value_ways("数量 分", value)
    assert replacements[0] == f'"{meant}"'


@pytest.mark.parametrize(
    "value", ["3.5分（后改为四分）", "3.5分（已撤销）", "3.5分，实际四分", "4 (not final)"]
)
def test_a_remark_with_other_points_leaves_them_open(value: str) -> None:
    ((_, replacements, _),) = _value_ways("数量 分", value)
    assert replacements == []
