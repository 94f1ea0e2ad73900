"""How lines become a tree: headings, rows, annotations, comments, joined lines."""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]


def outline(headings: tuple[ast.Heading, ...]) -> list[object]:
    return [[heading.name.text, heading.level, *outline(heading.children)] for heading in headings]


def test_headings_nest_by_level(read: Read) -> None:
    """指标 is one level below the last heading that is not 指标; a higher heading closes the lower."""
    file, found = read(
        "一级指标 甲\n二级指标 乙\n指标 丙\n指标 丁\n二级指标 戊\n三级指标 己\n指标 庚\n一级指标 辛\n指标 壬"
    )
    assert not found
    assert outline(file.headings) == [
        ["甲", 1, ["乙", 2, ["丙", 3], ["丁", 3]], ["戊", 2, ["己", 3, ["庚", 4]]]],
        ["辛", 1, ["壬", 2]],
    ]


def test_indicator_alone_is_of_the_first_level(read: Read) -> None:
    """Without other headings 指标 stands at the top."""
    assert outline(read("indicator a\nindicator b")[0].headings) == [["a", 1], ["b", 1]]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("指标 甲 10 分", "10"),
        ("指标 甲（10分）", "10"),
        ("指标 甲(10)", "10"),
        ("指标 甲 10", "10"),
        ("一级指标：甲（26分）", "26"),
        ("section 甲 8.5 points", "17/2"),
    ],
)
def test_points_of_a_heading(read: Read, text: str, points: str) -> None:
    """Full marks follow the name with or without brackets and unit."""
    file, found = read(text)
    assert not found
    written = file.headings[0].points
    assert file.headings[0].name.text == "甲"
    assert isinstance(written, ast.Number)
    assert (str(written.value), written.unit) == (points, None)


def test_exact_expression_as_points(read: Read) -> None:
    """`40/6 分` is forty sixths of a point."""
    points = read("指标 甲 40/6 分")[0].headings[0].points
    assert isinstance(points, ast.Arithmetic)
    assert points.operator == "/"


def test_annotations_attach_to_what_stands_above(read: Read) -> None:
    """A heading, a rule, a row, a definition and a fact each take the annotation below them."""
    file, found = read(
        "事实 甲 金额\n来源 “表一”、“表二”\n指标 乙\n依据 《办法》第3条，第4条\n方法 比较法、公众评判法 # 注\n"
        "定义 丙 = 甲\n说明 “公式”\n按 丙 分档\n问题 整体\n- > 1 得 1\n建议 一行\n甲 > 1 扣 1 理由 “一”\n原名 旧名"
    )
    assert not found
    heading = file.headings[0]
    assert file.facts[0].annotations[0].texts == ("表一", "表二")
    assert [annotation.texts for annotation in heading.annotations] == [
        ("《办法》第3条，第4条",),
        ("比较法", "公众评判法"),
    ]
    assert file.definitions[0].annotations[0].texts == ("公式",)
    bands, deduction = heading.rules
    assert isinstance(bands, ast.Bands)
    assert bands.annotations[0].kind == "problem"
    assert bands.rows[0].annotations[0].texts == ("一行",)
    assert [annotation.kind for annotation in deduction.annotations] == ["reason", "former_name"]


def test_a_number_sign_inside_free_text_is_no_comment(read: Read) -> None:
    """`依据 第#3条` is kept whole; a space before the sign makes a comment."""
    file, _ = read("指标 甲\n依据 第#3条 # 注")
    assert file.headings[0].annotations[0].texts == ("第#3条",)


def test_comments_and_documentation(read: Read) -> None:
    """All comments are kept; those directly above a heading are its documentation."""
    file, found = read("# 头\n\n# 一\n＃二\n指标 甲 # 尾\n得 1 # “#”\n依据 “a # b”")
    assert not found
    assert file.headings[0].documentation == ("一", "二")
    assert [(comment.text, comment.own_line) for comment in file.comments] == [
        ("头", True),
        ("一", True),
        ("二", True),
        ("尾", False),
        ("“#”", False),
    ]


def test_total_opens_its_block(read: Read) -> None:
    """Rules below 总分 belong to the total; a heading after it closes the block."""
    file, found = read("指标 甲\n得 1\n总分\n封顶 69 分\n下限 0\n指标 乙\n得 2")
    assert not found
    assert file.total is not None
    assert [type(rule).__name__ for rule in file.total.rules] == ["Cap", "Limit"]
    assert [len(heading.rules) for heading in file.headings] == [1, 1]


JOINED = [
    ("执行率 > 20%\n扣 2 分", "执行率 > 20% 扣 2 分"),
    ("执行率大于20%的，\n扣2分。", "执行率 > 20% 扣 2 分"),
    ("执行率 > 20%\n  且 收入 > 1\n扣 2 分", "执行率 > 20% 且 收入 > 1 扣 2 分"),
    ("执行率 > 20% 且\n收入 > 1 扣 2 分", "执行率 > 20% 且 收入 > 1 扣 2 分"),
    ("最大(收入,\n  # 中间的注\n  支出) > 1 扣 2", "最大(收入, 支出) > 1 扣 2"),
    ("最大(收入\n- 支出, 1) > 1 扣 2", "最大(收入 - 支出, 1) > 1 扣 2"),
    ("执行率 > 20% # 注\n扣 2 分", "执行率 > 20% 扣 2 分"),
    ("执行率 > 20%\n每超过1个百分点扣0.5分", "执行率 > 20% 每 1个百分点 扣 0.5 分"),
    ("执行率 >\n20% 扣 2 分", "执行率 > 20% 扣 2 分"),
    ("收入 = 0\n不适用", "收入 = 0 不适用"),
    ("执行率 > 20% 扣 2 分，\n最多 5 分", "执行率 > 20% 扣 2 分 最多 5 分"),
]
FACTS = "事实 执行率 比率\n事实 收入 金额\n事实 支出 金额\n事实 或有负债 金额\n事实 加班费 金额\n指标 甲\n"


@pytest.mark.parametrize(("broken", "whole"), JOINED)
def test_a_line_goes_on(read: Read, broken: str, whole: str) -> None:
    """A statement over several lines is the statement on one line."""
    file, found = read(FACTS + broken)
    assert not found
    assert file.headings == read(FACTS + whole)[0].headings


APART = [
    "执行率 > 20% 扣 2 分\n或有负债 > 0 扣 1",
    "执行率 > 20% 扣 2 分，\n收入 > 0 扣 1",
    "执行率 > 20% 扣 2 分\n加班费 > 3 扣 1",
    "执行率 > 20% 扣 2 分\n得 1",
]


@pytest.mark.parametrize("text", APART)
def test_lines_stay_apart(read: Read, text: str) -> None:
    """A line that is complete, or a next one that begins with a declared name, is not joined."""
    file, found = read(FACTS + text)
    assert not found
    assert len(file.headings[0].rules) == 2


def test_an_annotation_does_not_run_into_the_next_statement(read: Read) -> None:
    """A comma at the end of an annotation joins nothing but another quoted text."""
    file, found = read("指标 甲\n方法 现场访谈,\n指标 乙\n来源 “一”，\n“二”\n得 1")
    assert not found
    assert file.headings[0].annotations[0].texts == ("现场访谈",)
    assert file.headings[1].annotations[0].texts == ("一", "二")
    assert len(file.headings[1].rules) == 1


def test_windows_line_ends_make_no_difference(read: Read) -> None:
    """CRLF, and spaces of any kind, are spaces."""
    text = "事实 甲 金额\n指标 乙 2 分\n甲 > 1 且\n甲 < 3\n扣 1 理由 “好”"
    assert read(text.replace("\n", "\r\n"))[0].headings == read(text)[0].headings
    assert read(text.replace(" ", "\u00a0"))[0].headings == read(text)[0].headings
    assert read(text.replace(" ", "\t"))[0].headings == read(text)[0].headings
