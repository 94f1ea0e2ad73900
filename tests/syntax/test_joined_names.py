"""Names with a dash or a stroke: `「…」` where they are declared; a declared name wins where it is used."""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

DECLARATIONS = [
    ("事实 职责履行-实际完成率 比率", "职责履行-实际完成率"),
    ("事实 职责履行－实际完成率 比率", "职责履行－实际完成率"),
    ("事实 职责履行—实际完成率 比率 “含义”", "职责履行—实际完成率"),
    ("事实 产出/质量 比率", "产出/质量"),
    ("事实 甲2乙 金额", "甲2乙"),
    ("事实 2021年支出 金额", "2021年支出"),
    ("定义 甲-乙 = 1", "甲-乙"),
    ("定义 甲-乙=1", "甲-乙"),
    ("事实 明项 明细\n- 甲-乙 金额", "甲-乙"),
]


@pytest.mark.parametrize(("text", "name"), DECLARATIONS)
def test_a_declaration_is_told_of_the_brackets(read: Read, text: str, name: str) -> None:
    """One finding, over the whole name, and its edit is right."""
    _, found = read(text)
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018"]
    assert found[0].primary is not None
    assert found[0].primary.span.text == name
    edit = found[0].all_helps[0].edits[0]
    assert edit.replacement == f"「{name}」"
    assert not read(text[: edit.span.start] + edit.replacement + text[edit.span.end :])[1]


def test_the_name_is_declared_all_the_same(read: Read) -> None:
    """Nothing follows from it: the rules that use the name are read."""
    file, found = read(
        "事实 职责-完成率 比率\n指标 甲\n职责-完成率大于90%得5分\n当「职责-完成率」 < 90% 扣 1\n按职责-完成率分档\n- 其余 得 1"
    )
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018"]
    assert file.facts[0].name.text == "职责-完成率"
    assert len(file.headings[0].rules) == 3


USES = [
    "职责-完成率 > 90% 得 5",
    "职责—完成率大于90%得5分",
    "职责－完成率超过90%的，得5分",
    "当职责-完成率大于90%时得5分",
]


@pytest.mark.parametrize("use", USES)
def test_a_declared_name_needs_no_brackets_in_a_rule(read: Read, use: str) -> None:
    """It can mean nothing else while one of its parts is not declared."""
    for more in ("", "事实 完成率 比率\n", "事实 职责 比率\n"):
        head = f"事实 「职责-完成率」 比率\n{more}指标 甲\n"
        file, found = read(head + use)
        assert not found
        assert file.headings == read(head + "「职责-完成率」 > 90% 得 5")[0].headings


def test_a_name_and_a_difference_are_never_confused(read: Read) -> None:
    """With 甲, 乙 and 「甲-乙」 declared, `甲-乙` is refused with both readings."""
    head = "事实 甲 金额\n事实 乙 金额\n事实 「甲-乙」 金额\n指标 丙\n"
    for written in ("甲-乙", "甲－乙"):
        _, found = read(head + f"{written} > 1 扣 1")
        assert [diagnostic.code.id for diagnostic in found] == ["PD2102"]
        assert found[0].primary is not None
        assert found[0].primary.span.text == written
        assert [help_.edits[0].replacement for help_ in found[0].all_helps] == [
            "「甲-乙」", f"甲 {written[1]} 乙",
        ]  # fmt: skip
    file, found = read(head + "甲 - 乙 > 1 扣 1\n「甲-乙」 > 1 扣 1")
    assert not found
    first, second = file.headings[0].rules
    assert isinstance(first, ast.Adjustment)
    assert isinstance(second, ast.Adjustment)
    assert isinstance(first.condition, ast.Comparison)
    assert isinstance(second.condition, ast.Comparison)
    assert isinstance(first.condition.operands[0], ast.Arithmetic)
    assert isinstance(second.condition.operands[0], ast.Name)


def test_a_longer_declared_name_is_a_difference(read: Read) -> None:
    """`总甲-乙` is 总甲 less 乙, and `甲-乙率` is 甲 less 乙率."""
    names = "".join(f"事实 {name} 金额\n" for name in ("甲", "乙", "总甲", "乙率", "「甲-乙」"))
    file, found = read(names + "指标 丙\n总甲-乙 > 1 扣 1\n甲-乙率 > 1 扣 1")
    assert not found
    for rule in file.headings[0].rules:
        assert isinstance(rule, ast.Adjustment)
        assert isinstance(rule.condition, ast.Comparison)
        assert isinstance(rule.condition.operands[0], ast.Arithmetic)


@pytest.mark.parametrize(
    "rule", ["职责履行-实际完成率 > 90% 得 5", "职责履行-实际完成率大于90%的，得5分"]
)
def test_an_undeclared_name_with_a_dash(read: Read, rule: str) -> None:
    """Not two undeclared names, but one that needs brackets."""
    _, found = read("事实 预算完成率 比率\n指标 甲\n" + rule)
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018"]
    assert found[0].primary is not None
    assert found[0].primary.span.text == "职责履行-实际完成率"


def test_a_difference_stays_one(read: Read) -> None:
    """Where a part is declared, or both are like declared names, the sign subtracts."""
    file, found = read(
        "事实 收入 金额\n事实 支出 金额\n指标 甲\n收入-支出 > 3 扣 1\n收入-未知 > 3 扣 1\n收人-支处 > 3 扣 1"
    )
    assert not found
    assert len(file.headings[0].rules) == 3


def test_a_difference_in_a_formula_has_two_readings(read: Read) -> None:
    """Of two names that are not declared: one name with a dash, or a difference of two."""
    _, found = read("指标 甲 8 分\n得 8×（最高值-本县值）/3")
    assert [diagnostic.code.id for diagnostic in found] == ["PD2102"]
    assert [help_.edits[0].replacement for help_ in found[0].helps] == [
        "「最高值-本县值」",
        "最高值 - 本县值",
    ]
