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


def offered(paragraph: str) -> list[list[str]]:
    """The lines of each way out, for one finding."""
    found = Diagnostics()
    text = HEAD.format(name="某项") + f"  {paragraph}\n"
    parse(SourceText("x.perf", text), found)
    (finding,) = found
    lines = []
    for help_ in finding.helps:
        for edit in help_.edits:
            assert help_.applicability == "unsafe"
            lines.append([" ".join(line.split()) for line in edit.replacement.split("\n")])
    return lines


@pytest.mark.parametrize(
    "paragraph",
    [
        "控制率≤100%，计5分；每超出5%扣2分，扣完为止。没有此类项目的部门按满分计算。",
        "控制率≤100%，计5分；100%-120%的酌情计分；120%以上不计分",
        "控制率≥90%，计5分；70%-80%，计3分；75%-85%，计2分；其他看着办",
    ],
)
def test_lines_that_could_not_be_read_are_not_offered(paragraph: str) -> None:
    assert offered(paragraph) == []


@pytest.mark.parametrize(
    ("paragraph", "upper", "lower"),
    [
        (
            "控制率90%以上计5分；80%-90%计4分；低于80%计0分",
            ["按 控制率 分档", "- 90%以上(含) 计5分", "- 80%(含) 至 90%(不含) 计4分", "- 低于80% 计0分"],
            ["按 控制率 分档", "- 90%以上(不含) 计5分", "- 80%(含) 至 90%(含) 计4分", "- 低于80% 计0分"],
        ),
        (
            "违规次数3次以下计5分；3-6次计3分；6次以上不计分",
            ["按 违规次数 分档", "- 3次以下(不含) 计5分", "- 3次(含) 至 6次(不含) 计3分", "- 6次以上(含) 不计分"],
            ["按 违规次数 分档", "- 3次以下(含) 计5分", "- 3次(不含) 至 6次(含) 计3分", "- 6次以上(不含) 不计分"],
        ),
    ],
)  # fmt: skip
def test_an_end_that_nobody_claims_may_belong_to_either_side(
    paragraph: str, upper: list[str], lower: list[str]
) -> None:
    assert offered(paragraph) == [upper, lower]


def test_the_side_the_other_ends_are_on_comes_first() -> None:
    first, second = offered("违规次数≤2次计5分；2-5次计3分；5次以上不计分")
    assert first[2:] == ["- 2次(不含) 至 5次(含) 计3分", "- 5次以上(不含) 不计分"]
    assert second[2:] == ["- 2次(不含) 至 5次(不含) 计3分", "- 5次以上(含) 不计分"]


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("；有制度的除外。", "有制度"),
        ("，有制度除外", "有制度"),
        ("；有制度的不扣", "有制度"),
        ("；有制度的，不扣分", "有制度"),
        ("。但有制度的例外", "有制度"),
        ("；有制度的情况除外", "有制度"),
        ("；有制度的免扣", "有制度"),
        ("；违规次数>3的除外", "违规次数>3"),
    ],
)
def test_an_exemption_belongs_to_the_deduction_before_it(said: str, condition: str) -> None:
    (lines,) = offered(f"控制率≤100%，计5分；控制率＞100%的，每超过1个百分点扣0.5分{said}")
    assert len(lines) == 2
    assert lines[1].removesuffix("。").endswith((f"除外 {condition}", f"{condition}除外"))


@pytest.mark.parametrize(
    ("above", "line", "right"),
    [
        ("控制率 > 100% 扣 2 分", "有制度的除外", "控制率 > 100% 扣 2 分 除外 有制度"),
        ("控制率 > 100% 扣 2 分。", "但有制度的除外。", "控制率 > 100% 扣 2 分 除外 有制度"),
        ("违规次数 每满 1次 扣 1 分 最多 3 分", "有制度的情况例外", "违规次数 每满 1次 扣 1 分 最多 3 分 除外 有制度"),
        ("控制率 > 100% 扣 2 分", "有制度除外", "控制率 > 100% 扣 2 分 除外 有制度"),
        ("控制率 > 100% deduct 2", "except 有制度", "控制率 > 100% deduct 2 except 有制度"),
        ("控制率 > 100% 扣 2 分", "违规次数 = 0 的除外", "控制率 > 100% 扣 2 分 除外 违规次数 = 0"),
        ("控制率 > 100% 扣 2 分", "有制度、有方案的除外", "控制率 > 100% 扣 2 分 除外 有制度 或 有方案"),
        # no deduction above, or one with an exemption of its own
        ("控制率 <= 100% 得 5 分", "有制度的除外", ""),
        ("控制率 > 100% 扣 2 分 除外 违规次数 = 0", "有制度的除外", ""),
        ('理由 "超编扣 2 分"', "有制度的除外", ""),
    ],
)  # fmt: skip
def test_an_exemption_on_its_own_line_is_never_made_a_deduction(
    above: str, line: str, right: str
) -> None:
    text = "事实 有方案 是否\n" + HEAD.format(name="某项") + f"  {above}\n  {line}\n"
    found = Diagnostics()
    parse(SourceText("x.perf", text), found)
    finding = list(found)[-1]
    assert not any("扣 几分" in help_.text.text("zh") for help_ in finding.all_helps)
    edits = [edit for help_ in finding.helps for edit in help_.edits]
    if not right:
        assert edits == []
        return
    (edit,) = edits
    mended_ = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert mended_.endswith(f"  {right}\n")


def test_what_is_exempt_from_several_deductions_is_exempt_from_all() -> None:
    (lines,) = offered("控制率＞100%的，扣1分；控制率＞120%的，扣2分；有制度的不扣分")
    assert lines[-1] == "有制度 免扣"


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
