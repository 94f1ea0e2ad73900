"""`X不扣分`: full marks where points are only given, exempt where they are taken away; never the other."""

import pytest

from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = "每 按整\n事实 增长率 比率\n事实 政策性增长 是否\n事实 有制度 是否\n事实 制度得到执行 是否\n指标 甲 6 分\n"


def _ways(rules: str) -> list[str]:
    diagnostics = Diagnostics()
    parse(SourceText("x.perf", f"{_HEAD}{rules}\n指标 乙 6 分\n增长率 > 0 扣 1 分\n"), diagnostics)
    (found,) = [each for each in diagnostics if each.severity == "error"]
    assert found.code.id == "PD1040"
    return [edit.replacement.strip() for help_ in found.helps for edit in help_.edits]


@pytest.mark.parametrize(
    ("rules", "ways"),
    [
        ("增长率 ≤ 0 得 6 分\n增长率＞0的，每增长1个百分点扣0.5分\n政策性增长不扣分", ["免扣"]),
        ("政策性增长不扣分\n增长率 > 0 扣 2 分", ["免扣"]),
        ("政策性增长不予扣分\n增长率 > 0 扣 满分", ["免扣"]),
        ("增长率 > 0 deduct 2\n政策性增长不扣", ["免扣"]),
        ("逐项 缺一 扣 2 分\n- 有制度\n- 制度得到执行\n政策性增长不扣分", ["免扣"]),
        ("政策性增长不扣分\n有制度 得 3 分\n否则 不得分", ["得 满分"]),
        ('政策性增长不扣分\n有制度 得 3 分\n否则 不得分 "增长扣3分" # 扣 2 分', ["得 满分"]),
        ("政策性增长不扣分\n逐项 得 3 分\n- 有制度\n- 制度得到执行", ["得 满分"]),
    ],
)
def test_what_stands_beside_it_tells_which(rules: str, ways: list[str]) -> None:
    assert _ways(rules) == ways


def test_alone_it_may_be_either() -> None:
    assert sorted(_ways("政策性增长不扣分")) == ["免扣", "得 满分"]
