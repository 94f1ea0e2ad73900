"""What the rest of a file tells of a finding, and where it tells too little."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2024
语言 1
每 按比例
事实 在职人数 人数
事实 编制人数 人数
事实 执行率 比率 0 至 100%
事实 健全程度 等级 健全, 基本健全, 不健全
"""


def _found(facts: str, rules: str, code: str) -> Diagnostic:
    text = (
        f"{_HEAD}{facts}\n指标 示例 10 分\n{rules}\n指标 其他 5 分\n  在职人数 > 编制人数 扣 1 分\n"
    )
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    return next(each for each in diagnostics if each.code.id == code)


def _offered(facts: str, rules: str, code: str) -> list[str]:
    return [
        edit.replacement
        for help_ in _found(facts, rules, code).helps
        for edit in help_.edits
        if edit.span.start == edit.span.end or "\n" not in edit.replacement
    ]


def test_the_one_unused_name_of_a_fitting_kind_is_meant() -> None:
    facts = "事实 投诉件数 数量 件\n事实 有制度 是否"
    assert (
        _offered(facts, "  执行率 < 90% 扣 1 分\n  信访量 > 3件 扣 1 分", "PD2001")[0] == "投诉件数"
    )
    assert "有制度" in _offered(facts, "  执行率 < 90% 扣 1 分\n  非 建章立制 扣 1 分", "PD2001")


@pytest.mark.parametrize(
    "facts",
    [
        "事实 投诉件数 数量 件\n事实 举报件数 数量 件",  # two may be it
        "事实 有制度 是否",  # of another kind
        "事实 管护里程 数量 公里",  # in another measure
        "",
    ],
)
def test_nothing_is_guessed_of_an_undeclared_name(facts: str) -> None:
    found = _found(facts, "  执行率 < 90% 扣 1 分\n  信访量 > 3件 扣 1 分", "PD2001")
    names = {"投诉件数", "举报件数", "有制度", "管护里程"}
    assert not names & {edit.replacement for help_ in found.helps for edit in help_.edits}


def test_a_name_on_a_line_that_cannot_be_read_is_used() -> None:
    facts = "事实 投诉件数 数量 件"
    rules = "  投诉件数 > > 2件 扣 1 分\n  信访量 > 3件 扣 1 分"
    found = _found(facts, rules, "PD2001")
    assert "投诉件数" not in {edit.replacement for help_ in found.helps for edit in help_.edits}


@pytest.mark.parametrize(
    ("rules", "condition"),
    [
        ("  执行率 >= 95% 得 满分\n  每低 1个百分点 扣 0.5 分", "执行率 < 95% "),
        ("  执行率 95%（含）以上 得 满分\n  每 1个百分点 扣 0.5 分", "执行率 < 95% "),
        ("  执行率 <= 80% 得 满分\n  每高于 1个百分点 扣 0.5 分", "执行率 > 80% "),
        ("  投诉件数 每 1件 扣 1 分\n  每 2件 扣 1 分", "投诉件数 "),
    ],
)
def test_the_condition_is_that_of_the_other_rule(rules: str, condition: str) -> None:
    assert _offered("事实 投诉件数 数量 件", rules, "PD4007") == [condition]


@pytest.mark.parametrize(
    "rules",
    [
        "  执行率 >= 95% 得 满分\n  每高于 1个百分点 扣 0.5 分",  # the other way round
        "  执行率 >= 95% 得 满分\n  执行率 >= 80% 得 5 分\n  每低 1个百分点 扣 0.5 分",  # which limit?
        "  执行率 >= 95% 得 满分\n  每少 1件 扣 0.5 分",  # of another kind
        "  执行率 >= 95% 得 满分\n  扣 2 分",
    ],
)
def test_no_condition_is_guessed(rules: str) -> None:
    assert not _offered("", rules, "PD4007")


def test_what_is_bad_loses_points_and_what_is_good_does_not() -> None:
    rules = "  执行率 >= 95% 得 满分\n  扣 2 分"
    assert _offered("事实 挪用资金 是否", rules, "PD4007") == ["挪用资金 "]
    assert _offered("事实 制度健全 是否", rules, "PD4007") == ["非 制度健全 "]
    assert _offered("事实 抽查 是否", rules, "PD4007") == ["抽查 ", "非 抽查 "]


@pytest.mark.parametrize(
    ("rules", "word"),
    [
        ("  健全程度 = 健全 得 满分\n  健全程度 = 较好 得 5 分\n  否则 得 0 分", "基本健全"),
        ("  健全程度 = 完善 得 满分\n  否则 得 0 分", "健全"),
        (
            "  按 健全程度 分档\n  - 健全 得 满分\n  - 基本健全 得 5 分\n  - 未制定 得 0 分",
            "不健全",
        ),
    ],
)
def test_the_option_that_is_left_is_meant(rules: str, word: str) -> None:
    assert _offered("", rules, "PD2012")[0] == word


@pytest.mark.parametrize(
    "rules",
    [
        "  健全程度 = 完善 得 5 分\n  否则 得 0 分",
        "  健全程度 = 未制定 得 满分\n  否则 得 0 分",
    ],
)
def test_no_option_is_guessed(rules: str) -> None:
    assert not _offered("", rules, "PD2012")


@pytest.mark.parametrize(
    "rule",
    [
        "  健全程度 > 80% 扣 1 分",  # no sign makes a level a rate
        "  在职人数 + 执行率 > 90% 扣 1 分",
        "  最大(在职人数, 执行率) > 90% 扣 1 分",
    ],
)
def test_no_slip_is_made_up_for_types_that_do_not_fit(rule: str) -> None:
    found = _found("", rule, "PD3001")
    assert not [each for each in found.helps if each.text.text("zh").startswith("写成「健全程度")]
    assert not [each for each in found.helps if "最大" in each.text.text("zh")]


def test_the_sign_after_which_the_types_fit_is_offered() -> None:
    facts = "事实 支出数 金额 万元\n事实 预算数 金额 万元"
    for written in ("×", "且"):
        found = _found(facts, f"  支出数 {written} 预算数 > 90% 扣 1 分", CODES[written])
        edits = [edit.replacement for help_ in found.helps for edit in help_.edits]
        assert edits in (["÷"], ["/"])


CODES = {"×": "PD3001", "且": "PD3005"}


_CHOICE = "事实 采购方式 选项 公开招标, 竞争性磋商, 单一来源"


@pytest.mark.parametrize("written", ["非公开招标", "除公开招标外", "公开招标以外", "未公开招标"])
def test_what_denies_an_option_is_not_put_right_to_it(written: str) -> None:
    assert "公开招标" not in _offered(_CHOICE, f"  采购方式 = {written} 扣 5 分", "PD2012")


def test_the_fact_itself_is_no_option_that_was_used() -> None:
    facts = "事实 合规 选项 合规, 违规"
    assert _offered(facts, "  合规 = 不违规 得 10 分", "PD2012") == []
