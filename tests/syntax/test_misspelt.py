"""A heading with a slip in its first word is one mistake, not one for every rule below it."""

import pytest

from perfdsl.checker import check
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = "方案 试\n年度 2021\n事实 执行率 比率\n"
BELOW = """  执行率 < 90% 扣 2 分
    理由 "执行慢"
  按 执行率 分档
  - >= 90% 得 10 分
  - 其余 得 0 分
"""


def found_in(text: str) -> Diagnostics:
    diagnostics = Diagnostics()
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    return diagnostics


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("指表 预算执行率 10 分", "指标"),
        ("指际 预算执行率 10 分", "指标"),
        ("指标项 预算执行率 10 分", "指标"),
        ("指 标 预算执行率（10分）", "指标"),
        ("1级指标 预算执行 10 分", "一级指标"),
        ("２级指标 预算执行 10 分", "二级指标"),
        ("第三级指标 预算执行 10 分", "三级指标"),
        ("一级指表 预算执行 10", "一级指标"),
        ("二级指彪 预算执行 10 分", "二级指标"),
        ("indicater Execution 10 points", "indicator"),
        ("secton Execution 10 points", "section"),
    ],
)
def test_what_was_meant_is_said_once_and_the_rules_keep_their_home(
    written: str, meant: str
) -> None:
    (found,) = found_in(f"{HEAD}{written}\n{BELOW}")
    assert found.code is codes.UNKNOWN_STATEMENT
    assert found.primary is not None
    assert found.primary.span.first.line == 4
    (help_,) = found.helps
    (edit,) = help_.edits
    assert edit.replacement == meant
    text = edit.span.source.text
    mended = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert not found_in(mended).has_errors


@pytest.mark.parametrize(
    "name",
    [
        "attendance", "capital_use", "minimum_wage", "maximisation", "totality", "limitation", "capacity", "uppercase",
        "满意度", "最低生活保障", "分配合理性", "最高人民法院协作", "总量控制",
    ],
)  # fmt: skip
def test_a_name_that_begins_like_a_word_of_points_is_a_heading(name: str) -> None:
    (found,) = found_in(f"{HEAD}{name} 10 {'points' if name.isascii() else '分'}\n{BELOW}")
    assert found.code is codes.UNKNOWN_STATEMENT
    (edit,) = found.helps[0].edits
    assert edit.replacement == ("indicator " if name.isascii() else "指标 ")


@pytest.mark.parametrize(
    "line",
    [
        "max 8 points", "minimum 2 points", "cap 8 points", "limits 8 points", "at most 8 points", "total 10 points",
        "max_points 8 points", "满 8 分", "最高 8 分", "最低分 2 分", "最多扣 8 分", "至多得分 8 分", "总分值 8 分", "不超过 8 分",
    ],
)  # fmt: skip
def test_what_says_how_many_points_there_may_be_is_no_heading(line: str) -> None:
    helps = [
        help_
        for found in found_in(f"{HEAD}指标 乙 10 分\n{line}\n{BELOW}")
        for help_ in found.helps
    ]
    offered = [edit.replacement.strip() for help_ in helps for edit in help_.edits]
    assert not {"指标", "indicator"} & set(offered)


def test_marks_above_a_misspelt_heading_are_not_counted_up() -> None:
    rules = "一级指标 过程 10 分\n指标 甲 5 分\n得 满分\n指表 乙 5 分\n得 满分\n"
    assert [found.code for found in found_in(HEAD + rules)] == [codes.UNKNOWN_STATEMENT]


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        (("指标 甲 5 分", "得 满分", "预算执行情况 10 分", "得 满分"), "指标"),
        (("一级指标 过程 10 分", "预算执行 10 分", "指标 甲 10 分", "得 满分"), "二级指标"),
        (("过程 10 分", "二级指标 预算执行 10 分", "指标 甲 10 分", "得 满分"), "一级指标"),
    ],
)
def test_a_heading_without_its_word(lines: tuple[str, ...], word: str) -> None:
    """A name and points: the lines around it tell the level."""
    (found,) = found_in(HEAD + "\n".join(lines) + "\n")
    assert found.code is codes.UNKNOWN_STATEMENT
    assert [edit.replacement for edit in found.helps[0].edits] == [f"{word} "]


@pytest.mark.parametrize(
    "written",
    [
        "执行率低 扣 2 分",
        "按照 执行率 分档 10",
        "依据 评分表 10 分",
        "数据 执行情况 10 分",
    ],
)
def test_what_is_no_heading_is_not_made_one(written: str) -> None:
    for found in found_in(f"{HEAD}指标 甲 5 分\n得 满分\n{written}\n"):
        for help_ in found.helps:
            assert not any("指标" in edit.replacement for edit in help_.edits)
