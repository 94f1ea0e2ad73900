"""What must never be certified: rules that differ only above the leaves, behind a name, or in how facts are read."""

import pytest

from perfdsl.changes.impact import impact
from perfdsl.changes.structure import compare
from tests.properties.running import read

HEAD = """事实 甲 比率
事实 丙 次数
事实 支出 金额 万元
事实 预算 金额 万元
事实 有项目 是否
事实 项目 明细
  - 名称 文本
  - 完成日 日期
  - 应报日 日期
"""
LEAF = "指标 子 10 分\n  甲 < 50% 扣 5 分\n"
RECORDS = "指标 子 10 分\n  数量(项目 其中 {}) > 0 扣 5 分\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"定义 超 = 丙 > {limit}\n{LEAF}总分\n  超 {effect}\n", f"定义 超 = 丙 > 5\n{LEAF}总分\n  超 {effect}\n")
        for limit, effect in ((3, "扣 2 分"), (3, "封顶 6 分"))
    ]
    + [
        (
            f"定义 超 = 丙 > {limit}\n一级指标 上 10 分\n  超 {effect}\n{LEAF}",
            f"定义 超 = 丙 > 5\n一级指标 上 10 分\n  超 {effect}\n{LEAF}",
        )
        for limit, effect in ((3, "封顶 6 分"), (3, "不适用 得 0"))
    ]
    + [
        (RECORDS.format("完成日 > 应报日 + 3天"), RECORDS.format("完成日 > 应报日 + 3个月")),
        ("事实 乙 比率 0 至 100%\n指标 子 10 分\n  乙 < 50% 扣 5 分\n", "事实 乙 比率 0 至 200%\n指标 子 10 分\n  乙 < 50% 扣 5 分\n"),
        ("事实 乙 金额 万元\n指标 子 10 分\n  乙 < 5万元 扣 5 分\n", "事实 乙 金额 元\n指标 子 10 分\n  乙 < 5万元 扣 5 分\n"),
        (
            "指标 子 10 分\n  支出 / 预算 >= 0% 得 满分\n  有项目 得 满分\n  否则 得 0\n",
            "指标 子 10 分\n  有项目 得 满分\n  支出 / 预算 >= 0% 得 满分\n  否则 得 0\n",
        ),
    ],
)  # fmt: skip
def test_what_can_score_otherwise_is_not_certified(old: str, new: str) -> None:
    found = impact(compare(read(HEAD + old)[1], read(HEAD + new)[1]))
    assert not found.is_equivalent


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲 > 110% 扣 2 分", "110% < 甲 扣 2 分"),
        ("支出 / (支出 + 预算) > 50% 扣 2 分", "50% < 支出 / (预算 + 支出) 扣 2 分"),
        ("甲 > 20% 扣 2 分\n  甲 > 30% 扣 1 分", "甲 > 30% 扣 1 分\n  甲 > 20% 扣 2 分"),
    ],
)
def test_what_only_reads_otherwise_is(old: str, new: str) -> None:
    first, second = (read(f"{HEAD}指标 子 10 分\n  {text}\n")[1] for text in (old, new))
    assert impact(compare(first, second)).is_equivalent
