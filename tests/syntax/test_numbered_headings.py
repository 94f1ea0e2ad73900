"""A heading that kept the number of its paragraph; rows of a list keep theirs."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
事实 考核 等级 优秀, 合格, 差
事实 信访 次数
事实 有制度 是否
事实 率 比率 0 至 100%
"""
_BANDS = "指标 考核 8 分\n  按 考核 分档\n  - 优秀 得 8 分\n  - 合格 得 2 分\n  - 差 得 0 分\n"
_PLAIN = "指标 考核 8 分\n  考核 = 差 扣 6 分\n"
_RULE = "  信访 每满 2次 扣 1 分\n"


def _read(text: str) -> tuple[SourceText, Diagnostics]:
    source, found = SourceText("rules.perf", _HEAD + text), Diagnostics()
    check(parse(source, found), found)
    return source, found


@pytest.mark.parametrize("above", [_BANDS, _PLAIN])
@pytest.mark.parametrize(
    "number",
    ["3. ", "3、", "(3) ", "（3）", "③", "３．", "(三)", "三、", "1.3 "],  # noqa: RUF001
)
@pytest.mark.parametrize("name", ["信访化解（6分）", "信访化解 6 分"])
def test_the_number_becomes_the_word(above: str, number: str, name: str) -> None:
    text = f"一级指标 效果 14 分\n{above}{{}}{name}\n{_RULE}"
    source, found = _read(text.format(number))
    (only,) = [each for each in found if each.severity != "info"]
    assert [edited(source, each.edits) for each in only.helps] == [_HEAD + text.format("指标 ")]


def test_all_of_them_below_a_heading_with_a_level() -> None:
    text = f"一级指标 效果 14 分\n1. 考核（8分）\n  考核 = 差 扣 6 分\n2. 信访化解（6分）\n{_RULE}"
    source, found = _read(text)
    edits = [edit for each in found for help_ in each.helps for edit in help_.edits]
    assert len(found) == 2
    assert edited(source, edits) == _HEAD + text.replace("1. ", "指标 ").replace("2. ", "指标 ")


@pytest.mark.parametrize(
    "rows",
    [
        "指标 甲 8 分\n  逐项\n  1. 有制度 得 4 分\n  2. 信访 > 3 得 4 分\n",
        "指标 甲 8 分\n  按 考核 分档\n  1. 优秀 得 8 分\n  2. 合格 得 6 分\n  3. 差 得 0 分\n",
    ],
)
def test_rows_stay_rows(rows: str) -> None:
    assert [each.code.id for each in _read(rows + _RULE)[1] if each.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        f"指标 甲 8 分\n  按 考核 分档\n  - 优秀 得 8 分\n  - 合格 得 2 分\n  3. 差 0 分\n{_RULE}",
        f"指标 甲 8 分\n  逐项\n  - 有制度 得 4 分\n  ② 有制度 4分\n{_RULE}",
        f"指标 甲 8 分\n  1. 有制度（4分）\n  2. 无违规（4分）\n{_RULE}",
    ],
)
def test_a_row_with_a_slip_is_no_heading(text: str) -> None:
    _, found = _read(text)
    assert not [each for each in found if "指标" in str([h.edits for h in each.helps])]


def test_the_number_of_a_row_is_no_part_of_its_limit() -> None:
    rows = ("95%(含) 至 100%(含) 得 8 分", "60%(含) 至 95%(不含) 得 4 分", "其余 得 0 分")
    text = "".join(f"  {n}．{row}\n" for n, row in enumerate(rows, 1))  # noqa: RUF001
    source, found = _read(f"指标 甲 8 分\n  按 率 分档\n{text}")
    first = found.found[0].helps[0]
    assert f"  - {rows[0]}\n" in edited(source, first.edits)
