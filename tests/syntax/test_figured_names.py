"""Names with figures: `「…」` where they are declared and wherever they are used, in one finding."""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

FILES = [
    "事实 60岁以上老年人 人数 >0\n事实 床位 数量 床\n定义 每千人床位 = 床位 / 60岁以上老年人\n指标 甲\n每千人床位 < 35% 扣 1 分",
    "事实 2020年结余 金额 万元\n指标 甲\n2020年结余 > 100万元 扣 1 分\n若2020年结余大于200万元的，扣2分。",
    "事实 12345工单满意率 比率\n指标 甲\n12345工单满意率低于98%的，扣1分\n按12345工单满意率分档\n- 其余 得 1 分",
    "事实 1-5月支出 金额 万元\n指标 甲\n1-5月支出 < 100万元 扣 1 分",
    "事实 存量2020年 金额 万元\n指标 甲\n当存量2020年 > 100万元 时扣 1 分",
    "定义 2020年占比 = 1%\n指标 甲\n2020年占比 > 3% 扣 1 分 # 2020年占比",
    "事实 项目 明细\n- 2020年实支 金额 元\n指标 甲\n合计(项目.2020年实支) > 100元 扣 1 分",
    "fact 2020年支出 money 元\nindicator A\n2020年支出 above 100元 deduct 1 points",
    "事实 PM2.5年均浓度 数量\n指标 甲\nPM2.5年均浓度 > 35 扣 1 分\n当PM2.5年均浓度大于45的，扣2分。",
    "事实 PM2.5 数量\n定义 浓度比 = PM2.5 / 35\n指标 甲\n浓度比 > 35 扣 1 分",
    "定义 PM2.5比 = 35%\n指标 甲\nPM2.5比 > 35% 扣 1 分",
    "事实 三公(经费)支出 金额 万元\n指标 甲\n三公(经费)支出 > 90万元 扣 1 分",
    "事实 项目 明细\n- 支出（不含税）额 金额 元\n指标 甲\n合计(项目.支出（不含税）额) > 100元 扣 1 分",
    "事实 \uff16\uff10岁以上 人数\n指标 甲\n\uff16\uff10岁以上 > 3 扣 1 分",
]


@pytest.mark.parametrize("text", FILES)
def test_one_finding_puts_it_right_everywhere(read: Read, text: str) -> None:
    _, found = read(text)
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018"]
    (way,) = found[0].all_helps
    fixed = text
    for edit in sorted(way.edits, key=lambda edit: -edit.span.start):
        fixed = fixed[: edit.span.start] + edit.replacement + fixed[edit.span.end :]
    assert not read(fixed)[1]
    assert len({edit.replacement for edit in way.edits}) == 1
    assert fixed.count("「") == len(way.edits) > 1


LEFT = [
    # texts and comments are not names of facts
    '事实 2020年结余 金额 元\n指标 结余情况\n依据 2020年结余的规定\n2020年结余 > 1元 扣 1 分 理由 "2020年结余" # 2020年结余',
]


@pytest.mark.parametrize("text", LEFT)
def test_only_uses_are_put_right(read: Read, text: str) -> None:
    _, found = read(text)
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018"]
    (way,) = found[0].all_helps
    assert len(way.edits) == 2


def test_a_name_that_begins_another_is_not_cut_out_of_it(read: Read) -> None:
    text = "事实 PM2.5 数量\n事实 PM2.5达标率 比率\n指标 甲\nPM2.5 > 35 扣 1 分\nPM2.5达标率 < 90% 扣 1 分"
    _, found = read(text)
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018", "PD1018"]
    edits = [edit for diagnostic in found for edit in diagnostic.all_helps[0].edits]
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert not read(text)[1]
    assert text.count("「PM2.5达标率」") == text.count("「PM2.5」") == 2


def test_a_unit_or_a_remark_in_brackets_is_no_part_of_a_name(read: Read) -> None:
    for text in ("事实 满意度(群众) 比率", "事实 支出(万元)金额", "事实 满意度(群众)比率"):
        assert "PD1018" not in [diagnostic.code.id for diagnostic in read(text)[1]]


SILENT = [
    "事实 「2020年结余」 金额 元\n指标 甲\n「2020年结余」 > 2020元 扣 1 分",
    "事实 「30天」 天数\n指标 甲\n「30天」 > 30天 扣 1 分",
    "事实 X1 数量\n事实 X12 数量\n指标 甲\nX1 > 12 且 X12 > 1 扣 1 分",
    "事实 “12345”工单率 比率\n指标 甲\n“12345”工单率 < 90% 扣 1 分",
]


@pytest.mark.parametrize("text", SILENT)
def test_names_as_they_should_be_are_left_alone(read: Read, text: str) -> None:
    assert not read(text)[1]


@pytest.mark.parametrize("use", ["2020年结余 > 100元 扣 1 分", "若2020年结余大于100元的，扣1分"])
def test_a_use_without_brackets_gets_them(read: Read, use: str) -> None:
    text = f"事实 「2020年结余」 金额 元\n指标 甲\n{use}"
    (found,) = read(text)[1]
    (edit,) = found.all_helps[0].edits
    assert edit.replacement == "「2020年结余」"
    assert edit.span.text == "2020年结余"
