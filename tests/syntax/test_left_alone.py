"""Right lines that look a little like damaged ones are read as they stand."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse

_HEAD = "方案 试\n年度 2023\n语言 1\n"


def errors_in(text: str) -> list[str]:
    diagnostics = Diagnostics()
    check(parse(SourceText("x.perf", _HEAD + text), diagnostics), diagnostics)
    return [
        f"{each.code.id} {each.message('zh')}" for each in diagnostics if each.severity == "error"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "事实 落实 是否\n事实 天数 天数\n指标 甲 10 分\n得 满分\n落实 且 天数 > 30 扣 1 分\n",
        "fact days days\nindicator A 10 points\naward full marks\nIf days > 30\n  deduct 1\n",
        "事实 三级指标完成数 次数\n指标 甲 10 分\n得 满分\n三级指标完成数>2扣2分\n",
        "事实 三级指标完成数 次数\n指标 甲 10 分\n得 满分\n三级指标完成数>2\n扣 2 分\n",
        "一级指标 过程 10 分\n指标 得分\n得 人工 0 至 10\n",
        "指标 甲 10 分\n依据 评分标准\n得 人工 0 至 10\n",
        "事实 执行率 比率\n指标 甲 10 分\n得分：最小(执行率,100%)×10分\n",
        "指标 甲 10 分\n得 人工 0 至 10\n问题 '95后'干部\"不足\n说明 采购屏幕55\"\n",
        "事实 落实 是否\n指标 甲 2 分\n逐项得2\n- 落实\n",
        "事实 落实 是否\n指标 甲 2 分\n逐项，得2分。\n- 落实\n",
        "事实 落实 是否\n指标 甲 2 分\n逐项 每缺一项扣2分\n- 落实\n",
    ],
)  # fmt: skip
def test_nothing_is_said(text: str) -> None:
    assert errors_in(text) == []


def test_a_minus_behind_the_sign_of_a_row_stays_one() -> None:
    """`- - 10%及以上` begins at minus ten per cent."""
    text = "事实 增长率 比率 -100% 至 200%\n指标 甲 10 分\n按 增长率 分档\n- - 10%及以上 得 10 分\n- - 10%以下(不含) 得 2 分\n"
    file = parse(SourceText("x.perf", _HEAD + text), Diagnostics())
    (bands,) = file.headings[0].rules
    assert isinstance(bands, ast.Bands)
    first, second = bands.rows
    assert first.interval is not None
    assert second.interval is not None
    ends = (first.interval.lower, second.interval.upper)
    assert [end.span.text.replace(" ", "") for end in ends if end is not None] == ["-10%", "-10%"]


def test_a_number_cut_in_two_is_one_number() -> None:
    diagnostics = Diagnostics()
    text = "事实 执行率 比率\n指标 甲 10 分\n得 执行率 × 1\n0 分\n"
    check(parse(SourceText("x.perf", _HEAD + text), diagnostics), diagnostics)
    (found,) = [each for each in diagnostics if each.severity == "error"]
    (edit,) = found.helps[0].edits
    assert (edit.span.text, edit.replacement) == ("\n", "")
