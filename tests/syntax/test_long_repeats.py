"""However often a sign, a word or a space is repeated on a line, telling about it comes to an end.

A test that does not is a failure; nothing is said about how long it takes.
"""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.syntax.line_reader import LineReader
from perfdsl.syntax.lines import LogicalLine

FACTS = "事实 执行率 比率\n事实 违规次数 次数\n"
FORMS = (
    "{}", "事实 {} 数量", "事实 甲{}数量", "定义 甲 = {}", "结果{}备注", "- {} 得 1 分", "指标 {} 5分值", "fact a{}count",
    "执行率 {}> 90% 扣 1 分 除", "执行率 > 90% {}扣 1 分", "执行率 > 90% 扣 2 分，最低{}x",
)  # fmt: skip
REPEATED = (
    " ",
    "\t",
    "　",
    "甲",
    "1",
    "a ",
    "(",
    "“",
    "且 ",
    "，",
    "执行率 ",
    "1分 ",
    "岁-",
    "年",
    "指标 ",
    "得分",
    "deduct 1 ",
)


def _found(text: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    check(parse(SourceText("一.perf", text), diagnostics), diagnostics)
    return [each for each in diagnostics.found if each.severity != "info"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("repeated", REPEATED, ids=ascii)
def test_a_line_is_told_about(form: str, repeated: str) -> None:
    for length in (40, 250, 2000):
        line = form.format((repeated * length)[:length])
        _found(f"{FACTS}指标 乙 10 分\n  {line}\n  得 满分\n")


@pytest.mark.parametrize(
    "text",
    [
        "事实 60岁以上老年人高血压患者规范化健康管理服务覆盖人数（全年） 数量\n指标 甲 10 分\n得 满分\n",
        "事实 1-5月支出各科目合计数和上年同期相比增加的百分比（不含基建） 比率\n指标 甲 10 分\n得 满分\n",
        f"事实 且 是否\n{FACTS}指标 甲 10 分\n执行率 > 1% {'且 ' * 40}扣 1 分\n",
        f"事实 时 日期\n{FACTS}指标 甲 10 分\n执行率 > 1% {'时 ' * 40}扣 1 分\n",
        f"{FACTS}指标 甲 10 分\n  结果{' ' * 45}备注\n",
    ],
)
def test_what_once_took_long(text: str) -> None:
    assert _found(text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("执行率 > 90%{gap}扣2fen", "执行率 > 90%{gap}扣2分"),
        ("违规次数 每man 1次{gap}扣 2 分", "违规次数 每满 1次{gap}扣 2 分"),
        ("违规次数{gap}每满 1次{gap}kou 2 分", "违规次数{gap}每满 1次{gap}扣 2 分"),
    ],
)
def test_a_wide_gap_stays_as_it_is(wrong: str, right: str) -> None:
    for gap in (" ", " " * 8, " " * 30, "\t" * 12):
        head = f"{FACTS}指标 甲 10 分\n"
        text = head + wrong.format(gap=gap) + "\n"
        (found,) = _found(text)
        help_ = next(each for each in found.helps if each.edits)
        for edit in sorted(help_.edits, key=lambda each: -each.span.start):
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
        assert text == head + right.format(gap=gap) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "  · 应招标 是否",
        "  - 事实 文本",
        "事实 审批手续完整是否",
        "事实 2023年支出 金额",
        "事实 编制人数",
        "每 按整",
        "小数",
        "指标 甲 10 分",
        "事实 景区等级 等级 【5A】, 【4A】, 【3A】, 未评级",
        "  max(创新券.兑付天数) over 20 working days per started 5 working days deduct 1.5",
    ],
)
def test_a_line_that_stands_there_many_times(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried for one line is not tried again for all the others with each of them."""
    read, count = LineReader.read, 0

    def counted(self: LineReader, line: LogicalLine) -> object:
        nonlocal count
        count += 1
        return read(self, line)

    monkeypatch.setattr(LineReader, "read", counted)
    times = 600
    found = _found(f"{FACTS}指标 乙 10 分\n" + f"{line}\n" * times)
    assert found
    assert count < 6_000 + 6 * times
