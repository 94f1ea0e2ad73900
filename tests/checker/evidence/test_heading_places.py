"""Headings that stand there twice, below their rules, in two lines, or without their word."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
满分 22
保留 2 位小数
事实 就业率 比率
事实 投诉次数 次数
事实 满意度 比率
事实 有制度 是否
"""
_RIGHT = """一级指标 产出 12 分
  三级指标 就业情况 8 分
    得 就业率 × 满分
  三级指标 投诉情况 4 分
    投诉次数 = 0 得 满分
    投诉次数 > 0 得 1
一级指标 效果 10 分
  三级指标 服务对象满意度 6 分
    得 满意度 × 满分
  三级指标 制度 2 分
    有制度 得 满分
    否则 得 人工 0 至 1
  三级指标 其他 2 分
    得 人工 0 至 2
"""


def _found(text: str) -> tuple[SourceText, list[Diagnostic]]:
    source = SourceText("a.perf", _HEAD + text)
    diagnostics = Diagnostics()
    check(parse(source, diagnostics), diagnostics)
    return source, [each for each in diagnostics if each.severity != "info"]


def test_the_right_file_is_silent() -> None:
    assert not _found(_RIGHT)[1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        # twice
        ("  三级指标 投诉情况 4 分\n", "  三级指标 投诉情况 4 分\n  三级指标 投诉情况 4 分\n", "PD2007"),
        ("  三级指标 就业情况 8 分\n", "  三级指标 就业情况 8 分\n\n  三级指标 就业情况 8 分\n", "PD2007"),
        ("一级指标 效果 10 分\n", "一级指标 效果 10 分\n一级指标 效果 10 分\n", "PD2007"),
        # below the rule
        ("  三级指标 就业情况 8 分\n    得 就业率 × 满分\n", "    得 就业率 × 满分\n  三级指标 就业情况 8 分\n", "PD4011"),
        ("  三级指标 投诉情况 4 分\n    投诉次数 = 0 得 满分\n", "    投诉次数 = 0 得 满分\n  三级指标 投诉情况 4 分\n", "PD4014"),
        # in two lines
        ("  三级指标 服务对象满意度 6 分\n", "  三级指标 服务对象满\n意度 6 分\n", "PD1003"),
        ("  三级指标 服务对象满意度 6 分\n", "  三级指标 服务对象满意度\n6 分\n", "PD1003"),
        ("  三级指标 制度 2 分\n", "  三级指标 制\n度 2 分\n", "PD1003"),
        # without its word
        ("  三级指标 投诉情况 4 分\n", "投诉情况\t4\n", "PD1001"),
        ("  三级指标 服务对象满意度 6 分\n", "服务对象满意度\t6\n", "PD1001"),
    ],
)  # fmt: skip
def test_one_finding_that_puts_it_right(old: str, new: str, code: str) -> None:
    assert _RIGHT.count(old) == 1
    source, found = _found(_RIGHT.replace(old, new))
    assert [each.code.id for each in found] == [code], [each.message("zh") for each in found]
    right = edited(source, found[0].helps[0].edits).replace("\n\n", "\n").replace("\t", " ")
    assert "".join(right.split()).replace("分", "") == "".join((_HEAD + _RIGHT).split()).replace(
        "分", ""
    )


def test_a_heading_that_is_gone_above_rules_that_are_never_used() -> None:
    lines = "  三级指标 制度 2 分\n"
    _, found = _found(_RIGHT.replace(lines, ""))
    assert [each.code.id for each in found] == ["PD4001"]
    assert found[0].primary is not None
    assert found[0].primary.span.text == "有制度 得 满分"
    assert not any(help_.edits for help_ in found[0].helps)


@pytest.mark.parametrize(
    "text",
    [
        "指标 甲\n  得 1\n指标 乙 6 分\n  得 2\n",  # no marks: a rule below
        "指标 就业\n  就业率 得 6分\n",
        "指标 投诉\n  上限 2\n  投诉次数 每满 1次 加 1\n",
    ],
)
def test_a_rule_is_no_rest_of_a_heading(text: str) -> None:
    assert not [each for each in _found(text)[1] if each.code.id == "PD1003"]
