"""No way out sets a name against itself; what stands there is declared as what it is held against."""

import pytest

from tests.checker.test_names_meant import found

HEAD = """\
方案 示例
事实 低保应保人数 人数
事实 计划完成日期 日期
事实 预算支出额 金额 万元
事实 目标产量 数量 公斤 >= 0 "计划的"
事实 项目 明细
  - 应付额 金额
"""


@pytest.mark.parametrize(
    ("rule", "declared"),
    [
        ("低保实保人数 / 低保应保人数 < 100% 扣 1 分", "事实 低保实保人数 人数"),
        ("低保实保人数 × 100% / 低保应保人数 < 90% 扣 1 分", "事实 低保实保人数 人数"),
        ("低保应保人数 - 低保已保人数 > 20人 扣 1 分", "事实 低保已保人数 人数"),
        ("低保实保人数低于低保应保人数的，扣1分", "事实 低保实保人数 人数"),
        ("实际完成日期 > 计划完成日期 扣 1 分", "事实 实际完成日期 日期"),
        ("预算支出额 < 预算支付额 扣 1 分", "事实 预算支付额 金额 万元"),
        ("实际产量超过目标产量 扣 1 分", "事实 实际产量 数量 公斤"),
        ("预算支出额 < 100万元 或 实际产量 < 目标产量 扣 1 分", "事实 实际产量 数量 公斤"),
    ],
)
def test_what_faces_the_name_most_like_it_is_declared(rule: str, declared: str) -> None:
    [only] = found(rule, HEAD)
    assert [[edit.replacement.strip() for edit in help_.edits] for help_ in only.helps] == [
        [declared]
    ]


def test_a_field_is_not_set_against_itself() -> None:
    [only] = found("平均(项目.实付额 / 项目.应付额) < 50% 扣 1 分", HEAD)
    assert not any(help_.edits for help_ in only.helps)


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        ("低保应保人数 > 3人 且 低保应保人属 < 5人 扣 1 分", "低保应保人数"),
        ("(预算支出额 - 上年.预算支出额) / 上年.预算支书额 > 0 扣 1 分", "预算支出额"),
        ("低保应保人数 / 上年.低保应保人属 > 90% 扣 1 分", "低保应保人数"),
        ("目标产辆 < 100公斤 扣 1 分", "目标产量"),
    ],
)
def test_a_name_twice_on_a_line_is_a_slip_all_the_same(rule: str, meant: str) -> None:
    [only] = found(rule, HEAD)
    assert [edit.replacement for edit in only.helps[0].edits] == [meant]
