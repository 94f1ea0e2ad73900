"""A measure behind a number is never dropped, and what it says is kept; so many for each is no share."""

import pytest

from tests.checker.test_names_meant import found

HEAD = """\
方案 示例
事实 增产 数量 公斤 >= 0
事实 面积 数量 亩
事实 人口 数量 万人
事实 路长 数量 公里
事实 床位 数量 张
事实 老人 数量 千人
事实 用时 天数 工作日
事实 满意度 比率
事实 支出 金额 万元
定义 每千老人床位 = 床位 / 老人
"""


def first_text(rule: str) -> str:
    """The rule after the first way out; as it is where there is none."""
    only = found(rule, HEAD)[0]
    edits = only.helps[0].edits if only.helps else ()
    start = len(f"{HEAD}指标 示例 10 分\n")
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        begin, end = edit.span.start - start, edit.span.end - start
        rule = rule[:begin] + edit.replacement + rule[end:]
    return rule


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        ("增产 < 100斤 扣 1 分", "增产 < 50公斤 扣 1 分"),
        ("增产低于100市斤的，扣1分", "增产低于50公斤的，扣1分"),
        ("增产 < 2吨 扣 1 分", "增产 < 2000公斤 扣 1 分"),
        ("面积 < 10公顷 扣 1 分", "面积 < 150亩 扣 1 分"),
        ("面积 > 10公顷 每满 1公顷 扣 1 分", "面积 > 150亩 每满 15亩 扣 1 分"),
        ("路长 > 3里 扣 1 分", "路长 > 1.5公里 扣 1 分"),
        ("人口 > 3万 扣 1 分", "人口 > 3万人 扣 1 分"),
        ("人口 < 5万人 且 支出 > 3万 扣 1 分", "人口 < 5万人 且 支出 > 3万元 扣 1 分"),
        ("人口 > 3亿 扣 1 分", "人口 > 30000万人 扣 1 分"),
        ("按 增产 分档\n- >= 100斤 得 5 分\n- 其余 得 0 分", "按 增产 分档\n- >= 50公斤 得 5 分\n- 其余 得 0 分"),
        # so many of one for a thousand of the other
        ("床位÷老人达到35的，扣1分", "床位÷老人达到35倍的，扣1分"),
        ("床位 / 老人 < 35张 扣 1 分", "床位 / 老人 < 35倍 扣 1 分"),
        ("每千老人床位 < 35 每少 1 按比例 扣 1 分", "每千老人床位 < 35倍 每少 1倍 按比例 扣 1 分"),
    ],
)  # fmt: skip
def test_a_number_in_another_measure(rule: str, meant: str) -> None:
    assert first_text(rule) == meant


@pytest.mark.parametrize(
    "rule", ["增产 < 100磅 扣 1 分", "路长 > 3英里 扣 1 分", "面积 每满 1垧 扣 1 分"]
)
def test_what_cannot_be_converted_is_not_dropped(rule: str) -> None:
    assert first_text(rule) == rule


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (
            "用时不超过20个工作日的，得3分，超过的每天扣1分。",
            "用时 不超过20个工作日 得3分\n用时 > 20个工作日 每超过1个工作日扣1分",
        ),
        (
            "用时在20个工作日以内（含）的得3分，逾期的每天扣0.5分。",
            "用时 20个工作日以内（含） 得3分\n用时 > 20个工作日 每逾期1个工作日扣0.5分",
        ),
        (
            "满意度不低于90%的，得3分，低于的每1个百分点扣1分。",
            "满意度 不低于90% 得3分\n满意度 < 90% 每低于1个百分点扣1分",
        ),
        (
            "用时不超过20个工作日，得3分；超出部分每个工作日扣0.5分，扣完为止。",
            "用时 不超过20个工作日 得3分\n用时 > 20个工作日 每超出1个工作日扣0.5分，扣完为止",
        ),
    ],
)
def test_each_day_beyond_the_limit_is_a_line_of_its_own(rule: str, lines: str) -> None:
    assert first_text(rule) == lines


@pytest.mark.parametrize(
    "rule",
    ["补贴每晚发1个月扣1分，最多3分。", "报表每迟报2天扣1分", "用时每晚于1天扣1分", "整改每拖延1次扣0.5分，扣完为止"],
)  # fmt: skip
def test_no_quantity_is_deleted_from_a_sentence(rule: str) -> None:
    assert first_text(rule) == rule


def test_right_rules_in_their_measures_are_silent() -> None:
    rules = "增产 < 100公斤 扣 1 分\n面积 每满 10亩 扣 1 分\n床位 / 老人 < 35倍 扣 1 分\n人口 > 3万人 扣 1 分"
    assert not [each for each in found(rules, HEAD) if each.code.id != "PD4013"]
