"""A name that is refused where it is declared is known all the same, and put right wherever it stands."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse


def _found(text: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    check(parse(SourceText("一.perf", text), diagnostics), diagnostics)
    return [each for each in diagnostics.found if each.severity != "info"]


def _mended(text: str, found: Diagnostic) -> str:
    edits = next(help_.edits for help_ in found.helps if help_.edits)
    for edit in sorted(edits, key=lambda each: -each.span.start):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("PD2104", "事实 时 日期\n事实 限 日期\n指标 甲 10 分\n时 <= 限 得 10\n时 > 限 且 时 <= 限 + 10天 得 6\n否则 得 0\n"),
        ("PD2104", "事实 扣 次数\n指标 甲 10 分\n扣 > 3 扣 1\n扣 > 5 扣 1\n"),
        ("PD2104", "事实 每 金额 万元\n事实 人 人数\n定义 比 = 每 / 人\n指标 甲 10 分\n每 > 3万元 每满 1万元 扣 1\n比 > 3万元 扣 1\n"),
        ("PD2104", "事实 得 比率\n指标 甲 10 分\n按 得 分档\n- >= 90% 得 10 分\n- < 90% 得 0 分\n"),
        ("PD2104", "fact add count people\nindicator A 10 points\nadd > 3 deduct 1\n"),
        ("PD2104", "事实 项 明细\n  - 时 日期\n  - 额 金额\n指标 甲 10 分\n数量(项 其中 时 > 2021-01-01) > 3 扣 1\n"),
        ("PD1018", "事实 项目2数 次数\n指标 甲 10 分\n项目2数 > 3 扣 1\n项目2数 > 5 扣 1\n"),
        ("PD1018", "事实 A-B率 比率\n指标 甲 10 分\nA-B率 > 3% 扣 1\nA-B率 > 5% 扣 1\n"),
        ("PD1018", "事实 2023年结余 金额 万元\n指标 甲 10 分\n2023年结余 > 3万元 扣 1\n2023年结余大于5万元的，扣2分\n"),
        ("PD1018", "事实 项 明细\n  - 2月额 金额\n指标 甲 10 分\n合计(项.2月额) > 3万元 扣 1\n"),
        ("PD3018", "事实 拨付 率 比率\n指标 甲 10 分\n拨付 率 > 3% 扣 1\n拨付 率 > 5% 扣 1\n"),
        ("PD3018", "fact Q3 rate ratio\nindicator A 10 points\nQ3 rate > 5% deduct 2\n"),
        ("PD1018", "事实 健全 程度 等级 健全, 不健全\n指标 甲 10 分\n按 健全 程度 分档\n- 健全 得 10 分\n- 不健全 得 0 分\n"),
    ],
)  # fmt: skip
def test_one_finding_puts_declaration_and_uses_right(code: str, text: str) -> None:
    (found,) = _found(text)
    assert found.code.id == code
    assert _found(_mended(text, found)) == []


def test_two_refused_names_on_a_line_are_each_said_once() -> None:
    text = "事实 2023年结余 金额 万元\n事实 第1季度支出 金额 万元\n指标 甲 10 分\n第1季度支出 > 3万元 且 2023年结余 > 5万元 扣 1\n"
    found = _found(text)
    assert [each.code.id for each in found] == ["PD1018", "PD1018"]


def test_the_word_stays_a_word_where_a_line_can_be_read_with_it() -> None:
    text = "事实 时 日期\n事实 率 比率\n指标 甲 10 分\n率 > 5% 时 扣 1\n时 > 2021-01-01 时 扣 1\n"
    (found,) = _found(text)
    assert "率 > 5% 时 扣 1" in _mended(text, found)
    assert "「时」 > 2021-01-01 时 扣 1" in _mended(text, found)


def test_no_brackets_for_a_word_that_is_a_value() -> None:
    """`满分` in a rule would go on meaning the full marks."""
    found = _found("事实 满分 数量\n指标 甲 10 分\n得 满分\n")
    assert all(not help_.edits for each in found for help_ in each.helps)


def test_a_name_in_free_text_is_left_alone() -> None:
    text = '事实 项目2数 次数\n指标 甲 10 分\n依据 "项目2数 3"\n项目2数 > 3 扣 1 "项目2数"\n'
    (found,) = _found(text)
    assert '依据 "项目2数 3"' in _mended(text, found)
    assert '扣 1 "项目2数"' in _mended(text, found)


def test_a_field_without_type_is_said_once() -> None:
    text = "事实 项 明细\n  - 名目 文本\n  - 额\n指标 甲 10 分\n合计(项.额) > 3万元 扣 1\n最大(项.额) > 5万元 扣 1\n"
    assert [each.code.id for each in _found(text)] == ["PD1020"]


def test_another_field_that_is_not_there_is_still_said() -> None:
    text = "事实 项 明细\n  - 名目 文本\n  - 额\n指标 甲 10 分\n合计(项.数) > 3万元 扣 1\n"
    assert [each.code.id for each in _found(text)] == ["PD1020", "PD2004"]


@pytest.mark.parametrize(
    "rule",
    ["率 > 5% 时 扣 1", "率大于5%时扣1分", "率 > 5% 时扣1", "率 > 5%时扣1分"],
)
def test_a_word_in_brackets_is_a_name_and_without_them_a_word(rule: str) -> None:
    text = f"事实 「时」 日期\n事实 率 比率\n指标 甲 10 分\n{rule}\n「时」 > 2021-01-01 扣 1\n"
    assert _found(text) == []
