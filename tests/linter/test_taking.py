"""What is offered for a rule that never gets its turn: it goes in front of what takes it, if anything helps."""

import pytest

from perfdsl.diagnostic import Help
from tests.linter.test_rules import found_in

HEAD = "事实 停办 是否\n事实 有采购 是否\n事实 预算 金额 >= 0\n"


def ways(text: str, code: str) -> tuple[str, tuple[Help, ...]]:
    (found,) = (each for each in found_in(HEAD + text) if each.code.id == code)
    return str(found.arguments["first"]), found.all_helps


def moved_above(text: str, help_: Help) -> str:
    """The line that the first edit of a move stands in front of."""
    assert help_.text.text("zh") == "移到前面"
    return (HEAD + text)[help_.edits[0].span.start :].splitlines()[0].strip()


@pytest.mark.parametrize(
    ("first", "rule", "taker"),
    [
        ("停办 不适用 剔除\n预算 = 0 不适用 得 满分", "预算 = 0 且 有采购 不适用 得 0", "预算 = 0 不适用 得 满分"),
        ("停办 不适用 得 0\n预算 <= 5元 不适用 剔除", "预算 < 3元 不适用 得 满分", "预算 <= 5元 不适用 剔除"),
        ("停办 得 3 分\n预算 > 5元 得 8 分", "预算 > 9元 得 10 分", "预算 > 5元 得 8 分"),
        ("停办 不适用 得 0\n有采购 得 8 分", "有采购 且 预算 > 5元 得 10 分", "有采购 得 8 分"),
    ],
)  # fmt: skip
def test_it_goes_in_front_of_the_one_that_takes_it(first: str, rule: str, taker: str) -> None:
    is_award = "不适用" not in rule
    end = "否则 得 0 分" if is_award else "有采购 扣 5 分"
    text = f"指标 甲 10 分\n{first}\n{rule}\n{end}\n指标 乙 10 分\n有采购 扣 5 分\n"
    said, helps = ways(text, "PD8012" if is_award else "PD8050")
    assert said == taker
    assert moved_above(text, helps[0]) == taker


def test_a_heading_is_asked_first_wherever_the_rule_stands() -> None:
    text = "一级指标 一 10 分\n停办 不适用 得 0\n指标 甲 10 分\n停办 且 有采购 不适用 得 满分\n有采购 扣 5 分\n"
    _, helps = ways(text, "PD8050")
    assert [(each.text.text("zh"), each.edits) for each in helps] == [
        ("删去这一条，或者改「停办 不适用 得 0」的条件", ())
    ]


@pytest.mark.parametrize(
    ("treatment", "points", "text", "edits"),
    [
        ("得 0", "0 分", "删去这一行", 1),
        ("得 满分", "满分", "删去这一行", 1),
        ("得 满分", "0 分", "删去这一条，或者改「停办 不适用 得 满分」的条件", 0),
        ("得 0", "5 分", "删去这一条，或者改「停办 不适用 得 0」的条件", 0),
    ],
)
def test_what_is_not_applicable_is_never_awarded(
    treatment: str, points: str, text: str, edits: int
) -> None:
    rules = f"指标 甲 10 分\n停办 不适用 {treatment}\n停办 且 有采购 得 {points}\n有采购 得 6 分\n否则 得 3 分\n"
    _, helps = ways(rules, "PD8012")
    assert [(each.text.text("zh"), len(each.edits)) for each in helps] == [(text, edits)]
