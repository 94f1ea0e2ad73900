"""A changed line at the top of the file is shown where it stands."""

from perfdsl.changes.structure import compare
from tests.properties.running import read

TEXT = """# 说明
方案 示例
年度 2025
满分 10 分
保留 2 位小数
剔除换算 全表
金额单位 万元
等级 优 9 分, 良 8 分, 差 0 分
事实 执行率 比率
指标 甲 10 分
  执行率 < 90% 扣 1 分
"""


def test_changed_headers_are_shown_at_their_lines() -> None:
    changed = (
        TEXT.replace("2 位小数", "1 位小数")
        .replace("全表", "组内")
        .replace("金额单位 万元", "金额单位 元")
        .replace("良 8 分", "中 7 分")
        .replace("优 9 分", "优 9.5 分")
    )
    table = compare(read(TEXT)[1], read(changed)[1]).table
    lines = {
        (edit.part, side.span.first.line)
        for edit in table
        for side in (edit.old, edit.new)
        if side is not None
    }
    assert lines == {
        ("rounding", 5),
        ("rescale", 6),
        ("money_unit", 7),
        ("grade_line", 8),
        ("grade_added", 8),
        ("grade_removed", 8),
    }


def test_a_header_that_one_year_does_not_have_is_shown_at_the_start_there() -> None:
    (edit,) = compare(read(TEXT)[1], read(TEXT.replace("剔除换算 全表\n", ""))[1]).table
    assert edit.old is not None
    assert edit.new is not None
    assert (edit.old.span.first.line, edit.new.span.first.line) == (6, 1)


def test_limits_of_the_total_are_shown_at_their_lines() -> None:
    """Where a year has none, at 满分, which is the limit then."""
    old, new = TEXT + "总分\n  下限 1 分\n  上限 9 分\n", TEXT + "总分\n  上限 8 分\n"
    (edit,) = compare(read(old)[1], read(new)[1]).table
    assert edit.old is not None
    assert edit.new is not None
    assert (edit.old.span.first.line, edit.new.span.first.line) == (13, 13)
    (edit,) = compare(read(TEXT)[1], read(new)[1]).table
    assert edit.old is not None
    assert edit.old.span.first.line == 4
