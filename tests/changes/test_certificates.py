"""What must never be certified: rules that differ only above the leaves, behind a name, or in how facts are read."""

import pytest

from perfdsl.changes.impact import impact
from perfdsl.changes.structure import compare
from perfdsl.reports.change_certificate import certificate
from perfdsl.reports.changes import verdict_text
from perfdsl.reports.voice import Voice
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
        *(
            (
                f"事实 采购 明细\n  - 额 金额 万元\n指标 子 10 分\n  {rule}",
                f"事实 采购 明细\n  - 额 金额 {field}\n指标 子 10 分\n  {rule}",
            )
            for rule in ("合计(采购.额) > 3万元 扣 5 分\n",)
            for field in ("元", "万元 0 至 5万元")
        ),
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


# --- what only one year allows, and what is given and not worked out -------------------------------


@pytest.mark.parametrize(
    ("bounds", "rules", "verdict"),
    [
        (
            ("0% 至 10%", "0% 至 5%"),
            ("乙 > 5% 得 10 分\n  否则 得 2 分", "乙 > 5% 得 0 分\n  否则 得 2 分"),
            "等价 · 已证明（两年都允许的数据得分不变）",
        ),
        (
            ("0% 至 10%", "20% 至 30%"),
            ("乙 > 5% 得 10 分\n  否则 得 2 分", "乙 > 5% 得 10 分\n  否则 得 9 分"),
            "不可比 · 已证明",
        ),
        (
            ("0% 至 10%", "0% 至 10%"),
            ("乙 > 5% 扣 2 分", "5% < 乙 扣 2 分"),
            None,
        ),
    ],
)
def test_only_values_that_both_years_allow_are_spoken_of(
    bounds: tuple[str, str], rules: tuple[str, str], verdict: str | None
) -> None:
    old, new = (
        read(f"{HEAD}事实 乙 比率 {allowed}\n指标 子 10 分\n  {rule}\n")[1]
        for allowed, rule in zip(bounds, rules, strict=True)
    )
    found = impact(compare(old, new))
    assert [verdict_text(leaf, Voice("zh")) for leaf in found.leaves] == [verdict] * bool(verdict)
    assert found.bounded_otherwise == (("乙",) if verdict else ())


def test_a_definition_that_is_given_is_left_out_of_the_certificate() -> None:
    """`偏差` is the size of 甲, but a facts file may give it as such."""
    deviation = "指标 子 10 分\n  定义 偏差 = |甲|\n"
    old = f"{HEAD}{deviation}  按 偏差 分档\n  - >= 0 得 10 分\n  - < 0 得 0 分\n"
    new = f"{HEAD}{deviation}  偏差 >= 0 得 10 分\n  否则 得 3 分\n"
    said, is_proved = certificate(impact(compare(read(old)[1], read(new)[1])), "zh")
    assert is_proved
    assert "定义的值直接填报、不由公式算出的除外" in said


def test_without_definitions_the_certificate_is_for_any_facts() -> None:
    first, second = (
        f"{HEAD}指标 子 10 分\n  {rule}\n" for rule in ("甲 > 9% 扣 2 分", "9% < 甲 扣 2 分")
    )
    said, is_proved = certificate(impact(compare(read(first)[1], read(second)[1])), "zh")
    assert is_proved
    assert said.startswith("已证明：两份规则对任何数据都给出同样的分。")
