"""Paragraphs pasted as they were published: the offered lines can be read and mean what was said."""

from fractions import Fraction

import pytest

from perfdsl.checker import check
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.properties.running import facts_of

HEAD = """方案 抄写
年度 2021
每 按整
事实 控制率 比率
事实 “三公经费”变动率 比率
事实 预算数 金额 万元
事实 违规次数 次数
事实 有制度 是否
事实 完成情况 等级 优, 良, 差
指标 {name} 5 分
"""


def mended(paragraph: str, name: str = "某项") -> tuple[str, Diagnostics]:
    """The file with the offered lines, and what was found in the paragraph."""
    found = Diagnostics()
    text = HEAD.format(name=name) + f"  {paragraph}\n"
    parse(SourceText("x.perf", text), found)
    (finding,) = found
    assert finding.code is codes.TWO_RULES
    (help_,) = finding.helps
    assert help_.applicability == "unsafe"
    (edit,) = help_.edits
    return text[: edit.span.start] + edit.replacement + text[edit.span.end :], found


def points(text: str, **values: str) -> list[Fraction | None]:
    """The score for each percentage of the one fact given."""
    found = Diagnostics()
    book = check(parse(SourceText("x.perf", text), found), found)
    assert book is not None
    assert not found.has_errors, [each.message("zh") for each in found]
    ((name, figures),) = values.items()
    return [
        score(
            book,
            facts_of({"values": {name: Fraction(figure) / 100}, "last": {}, "judged": {}}),
            partial=True,
        ).score
        for figure in figures.split()
    ]


@pytest.mark.parametrize(
    ("paragraph", "figures", "expected"),
    [
        (
            "控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
            "90 100 100.9 101 103 111",
            ["5", "5", "5", "4.5", "3.5", "0"],
        ),
        (
            "控制率为100%，计满分；每低于5%扣2分，扣完为止。",
            "100 96 95 90 80",
            ["5", "5", "3", "1", "0"],
        ),
        (
            "控制率≥90%,计5分；80%（含）-90%，计4分；70%（含）-80%，计3分；60%（含）-70%，计2分；低于60%不得分。",
            "95 90 89.99 80 79 70 60 59.9",
            ["5", "5", "4", "4", "3", "3", "2", "0"],
        ),
        (
            "控制率=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分。",
            "0 0.01 10 10.01 20 30 31",
            ["5", "4", "4", "3", "3", "2", "0"],
        ),
        (
            "控制率90%（含）以上计5分；80%（含）-90%计4分；其余不得分",
            "90 89 80 79",
            ["5", "4", "4", "0"],
        ),
        (
            "控制率大于95%得5分；控制率在85%至95%（含）之间得3分；控制率85%及以下得1分",
            "96 95 86 85",
            ["5", "3", "3", "1"],
        ),
        (
            "控制率100%以下（含）计5分；每超出5%扣2分；扣完为止。",
            "100 104 105 110 120",
            ["5", "5", "3", "1", "0"],
        ),
        ("控制率≥95%得5分，[85%,95%)得3分，＜85%得0分", "95 94 85 84", ["5", "3", "3", "0"]),
        (
            "控制率达到90%以上（含90%）得满分，每下降1个百分点扣0.2分",
            "95 90 89.5 85",
            ["5", "5", "5", "4"],
        ),
        (
            "控制率大于等于95%得5分，85%（含）-95%得3分，60%（含）-85%得2分，其余不得分。",
            "95 94 85 84 60 59",
            ["5", "3", "3", "2", "2", "0"],
        ),
        (
            "控制率达到100%得满分，未达到100%的，每低1个百分点扣0.5分，扣完为止",
            "100 99 98.5 80",
            ["5", "4.5", "4.5", "0"],
        ),
        ("控制率低于100%的，每低5%扣1分，低于60%不得分", "100 95 60 59", ["5", "4", "0", "0"]),
        (
            "控制率=100%，得5分；100%>控制率≥90%，得4分；90%>控制率≥80%，得3分；控制率<80%，不得分",
            "100 99 90 89 80 79",
            ["5", "4", "4", "3", "3", "0"],
        ),
        (
            "控制率>=90%得5分，大于等于80%小于90%得4分，小于80%得0分",
            "90 89 80 79",
            ["5", "4", "4", "0"],
        ),
        ("控制率达到95%得5分。控制率低于95%的，每降低1个百分点扣0.5分", "95 94", ["5", "4.5"]),
    ],
)
def test_the_offered_lines_mean_what_was_said(
    paragraph: str, figures: str, expected: list[str]
) -> None:
    text, _ = mended(paragraph)
    assert points(text, 控制率=figures) == [Fraction(each) for each in expected]


@pytest.mark.parametrize(("name", "above"), [("控制率", ""), ("某项", "定义 面积率 = 控制率\n  ")])
def test_the_quantity_may_be_that_of_the_indicator(name: str, above: str) -> None:
    """Its name, or the definition just above."""
    text, _ = mended(f"{above}100%以下（含）计5分；每超出5%扣2分，扣完为止。", name)
    assert points(text, 控制率="100 105") == [5, 3]


@pytest.mark.parametrize(
    "paragraph",
    ["完成情况为优得5分，良得4分，差得0分", "完成情况优，得5分；良，得4分；差，不得分。"],
)
def test_words_of_levels_become_sentences(paragraph: str) -> None:
    text, _ = mended(paragraph)
    found = Diagnostics()
    book = check(parse(SourceText("x.perf", text), found), found)
    assert book is not None
    assert [
        score(book, facts_of({"values": {"完成情况": word}, "last": {}, "judged": {}})).score
        for word in ("优", "良", "差")
    ] == [5, 4, 0]


def test_otherwise_stays_behind_its_rule() -> None:
    text, _ = mended("有制度得5分，否则不得分")
    assert text.endswith("  有制度得5分\n  否则 不得分\n")


def test_the_limits_and_quantities_are_kept_as_written() -> None:
    text, _ = mended(
        "“三公经费”变动率≤0,计5分；“三公经费”变动率＞0,每超过一个百分点扣0.5分,扣完为止。"
    )
    assert (
        "  “三公经费”变动率 ≤0 计5分\n  “三公经费”变动率＞0,每超过一个百分点扣0.5分,扣完为止"
        in text
    )


def test_what_cannot_be_read_stands_on_its_own_line() -> None:
    """The rest is not held up by it."""
    text, _ = mended("控制率≤100%，计5分；每超出5%扣2分，扣完为止。没有此类项目的部门按满分计算。")
    assert text.endswith("  没有此类项目的部门按满分计算\n")


def test_an_end_that_nobody_claims_is_asked_for() -> None:
    """90% stands in two bands and neither says whose it is: no guess."""
    text, _ = mended("控制率90%以上计5分；80%-90%计4分；低于80%计0分")
    found = Diagnostics()
    parse(SourceText("x.perf", text), found)
    assert {each.code for each in found} == {codes.ENDS_UNSAID}


@pytest.mark.parametrize(
    "paragraph",
    [
        "控制率 > 100% 扣 2 分",
        "制度健全；执行有效；手续齐全",
        "某率≤100%，计5分；每超过一个百分点扣0.5分",
        "控制率较好得5分；一般得3分",
    ],
)
def test_other_lines_are_left_to_the_other_findings(paragraph: str) -> None:
    found = Diagnostics()
    parse(SourceText("x.perf", HEAD.format(name="某项") + paragraph + "\n"), found)
    assert not any("一行写一条" in help_.text.text("zh") for each in found for help_ in each.helps)
