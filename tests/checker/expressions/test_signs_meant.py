"""A bare number beside a rate: the sign that its other limits have comes first."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
满分 10
保留 2 位小数
事实 甲 金额 万元 > 0
事实 乙 金额 万元 > 0
定义 杠杆率 = 甲 / 乙
定义 保障倍数 = 甲 / 乙
定义 强度提升 = 甲 / 乙 - 上年.甲 / 上年.乙
指标 一 10
"""


def _mended(rules: str) -> str:
    source = SourceText("a.perf", _HEAD + rules)
    diagnostics = Diagnostics()
    check(parse(source, diagnostics), diagnostics)
    errors = [each for each in diagnostics if each.severity == "error"]
    assert [each.code.id for each in errors] == ["PD3002"]
    return edited(source, errors[0].helps[0].edits).removeprefix(_HEAD)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        # the other limit of the same quantity
        ("  杠杆率 >= 10 得 满分\n  杠杆率 < 10倍 每满 1倍 扣 1 分\n", "  杠杆率 >= 10倍 得 满分\n  杠杆率 < 10倍 每满 1倍 扣 1 分\n"),
        ("  杠杆率达到10的，得满分\n  杠杆率在5倍（含）至10倍（不含）的，得5分\n  否则，不得分\n", "  杠杆率达到10倍的，得满分\n  杠杆率在5倍（含）至10倍（不含）的，得5分\n  否则，不得分\n"),
        ("  杠杆率 <= 5 得 满分\n  杠杆率 > 5‰ 得 0\n", "  杠杆率 <= 5‰ 得 满分\n  杠杆率 > 5‰ 得 0\n"),
        ("  强度提升 >= 0.2 得 满分\n  强度提升 < 0.2个百分点 得 5\n", "  强度提升 >= 0.2个百分点 得 满分\n  强度提升 < 0.2个百分点 得 5\n"),
        # the same number has % there
        ("  杠杆率 <= 0.5 得 满分\n  杠杆率 > 0.5% 得 0\n", "  杠杆率 <= 0.5% 得 满分\n  杠杆率 > 0.5% 得 0\n"),
        # another row
        ("  按 杠杆率 分档\n  - >= 10 得 10\n  - 5倍(含) 至 10倍(不含) 得 5\n  - 其余 得 0\n", "  按 杠杆率 分档\n  - >= 10倍 得 10\n  - 5倍(含) 至 10倍(不含) 得 5\n  - 其余 得 0\n"),
        # what it is called
        ("  保障倍数 >= 2 得 满分\n  否则 得 0\n", "  保障倍数 >= 2倍 得 满分\n  否则 得 0\n"),
        # limit and step
        ("  得 满分\n  保障倍数 < 10 每满 1 扣 1 分\n", "  得 满分\n  保障倍数 < 10倍 每满 1倍 扣 1 分\n"),
        ("  得 满分\n  杠杆率 < 90 每满 5 扣 1 分\n", "  得 满分\n  杠杆率 < 90% 每满 5个百分点 扣 1 分\n"),
        ("  得 满分\n  杠杆率 < 10倍 每满 1 扣 1 分\n", "  得 满分\n  杠杆率 < 10倍 每满 1倍 扣 1 分\n"),
        ("  得 满分\n  杠杆率 < 1.2倍 每满 20 扣 1 分\n", "  得 满分\n  杠杆率 < 1.2倍 每满 20个百分点 扣 1 分\n"),
        ("  得 满分\n  杠杆率 > 0 每满 1 扣 1 分\n", "  得 满分\n  杠杆率 > 0 每满 1个百分点 扣 1 分\n"),
        # nothing tells, or the limits have different signs
        ("  杠杆率 >= 0.9 得 满分\n  杠杆率 < 90% 得 0\n", "  杠杆率 >= 90% 得 满分\n  杠杆率 < 90% 得 0\n"),
        ("  杠杆率 >= 95 得 满分\n  杠杆率 < 2倍 且 杠杆率 > 5‰ 得 0\n", "  杠杆率 >= 95% 得 满分\n  杠杆率 < 2倍 且 杠杆率 > 5‰ 得 0\n"),
        # a longer name is another quantity
        ("  杠杆率 >= 95 得 满分\n  保障倍数 < 95倍 得 0\n", "  杠杆率 >= 95% 得 满分\n  保障倍数 < 95倍 得 0\n"),
    ],
)  # fmt: skip
def test_the_sign_beside(wrong: str, right: str) -> None:
    assert _mended(wrong) == right
