"""非 close to a name: a way out where the fact is one that holds or does not, and never a silent reading."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = """\
方案 试
年度 2023
语言 1
事实 受灾 是否
事实 投诉 次数
事实 执行率 比率
事实 级别 等级 高, 低
定义 多次投诉 = 投诉 > 3
指标 甲 10 分
"""


def _offered(line: str) -> list[str]:
    """What the line becomes by each way out; it has one finding, of a name that nobody declared."""
    diagnostics = Diagnostics()
    text = f"{HEAD}{line}\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    (found,) = [each for each in diagnostics if each.severity == "error"]
    assert found.code.id in ("PD2001", "PD2101")
    lines = []
    for help_ in (help_ for help_ in found.helps if help_.edits):
        changed = text
        for edit in sorted(help_.edits, key=lambda edit: -edit.span.start):
            changed = changed[: edit.span.start] + edit.replacement + changed[edit.span.end :]
        lines.append(changed[len(HEAD) :].strip())
    return lines


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("执行率不足80%且非受灾的，扣5分", "执行率不足80%且 非 受灾的，扣5分"),
        ("执行率不足80%或非多次投诉的，扣5分", "执行率不足80%或 非 多次投诉的，扣5分"),
        ("非受灾的，扣5分", "非 受灾的，扣5分"),
    ],
)
def test_the_fact_denied_is_offered(line: str, mended: str) -> None:
    assert _offered(line) == [mended]
    diagnostics = Diagnostics()
    parse(SourceText("x.perf", f"{HEAD}{mended}\n"), diagnostics)
    assert not diagnostics.found


@pytest.mark.parametrize(
    "line",
    [
        "执行率不足80%且非投诉的，扣5分",
        "执行率不足80%且非级别的，扣5分",
        "执行率不足80%且非税收入增长的，扣5分",
    ],
)
def test_what_cannot_be_denied_is_not(line: str) -> None:
    assert not [each for each in _offered(line) if "非 " in each]


def test_behind_an_and_or_or_no_blank_is_needed() -> None:
    """`且非 受灾`: the blank behind 非 says that it is a word."""
    diagnostics = Diagnostics()
    texts = [
        f"{HEAD}{line}\n"
        for line in (
            "执行率不足80%且非 受灾的，扣5分",
            "执行率不足80%且 非 受灾的，扣5分",
        )
    ]
    close, apart = (parse(SourceText("x.perf", text), diagnostics) for text in texts)
    assert not diagnostics.found
    assert close == apart
