"""Ways out that would have changed what a rule asks for, and what is offered in their place."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
事实 覆盖人数 人数 > 0
事实 应覆盖人数 人数 > 0
事实 用水量 数量 立方米 > 0
事实 总用水量 数量 立方米 > 0
事实 亩数 数量 亩 > 0
事实 违规次数 次数
事实 执行率 比率
事实 支出 金额 万元
事实 预算 金额 万元 > 0
事实 完成情况 等级 完成, 基本完成, 未完成
"""


def _found(rules: str) -> tuple[SourceText, Diagnostics]:
    source = SourceText("rules.perf", f"{_HEAD}{rules}\n")
    found = Diagnostics()
    check(parse(source, found), found)
    return source, found


def _offered(rules: str) -> list[str]:
    """The files that the ways out make."""
    source, found = _found(f"指标 甲 10 分\n{rules}")
    helps = [help_ for each in found for help_ in each.helps if help_.edits]
    return [edited(source, help_.edits) for help_ in helps]


@pytest.mark.parametrize("limit", ["10%", "5‰"])
def test_a_share_is_no_number_of_things(limit: str) -> None:
    assert _offered(f"  违规次数 > {limit} 扣 1 分") == []
    (text,) = _offered(f"  覆盖人数 - 应覆盖人数 > {limit} 扣 1 分")
    assert f"(覆盖人数 - 应覆盖人数) / 应覆盖人数 > {limit} 扣 1 分" in text


def test_another_unit_of_a_number_of_things_is_still_left_out() -> None:
    assert "违规次数 > 5 扣 1 分" in _offered("  违规次数 > 5天 扣 1 分")[0]


def test_so_much_of_one_measure_for_each_of_another() -> None:
    (text,) = _offered("  用水量 / 亩数 > 300 扣 1 分")
    assert "> 300倍 扣 1 分" in text
    assert "> 90% 扣" in _offered("  用水量 / 总用水量 > 90 扣 1 分")[0]


@pytest.mark.parametrize(
    ("written", "meant"), [("违规次数 >= 三次半", "3.5次"), ("执行率 > 一倍半", "1.5倍")]
)
def test_a_number_and_a_half_is_no_name(written: str, meant: str) -> None:
    texts = _offered(f"  {written} 扣 1 分")
    assert meant in texts[0]
    assert not any(f"事实 {written.rsplit(maxsplit=1)[-1]}" in text for text in texts)


@pytest.mark.parametrize("written", ["不合格", "较差"])
def test_a_word_that_denies_is_never_the_best(written: str) -> None:
    rules = f"  完成情况 = {written} 得 0 分\n  完成情况 = 基本完成 得 5 分\n  否则 得 10 分"
    assert not any("= 完成 得" in text for text in _offered(rules))


@pytest.mark.parametrize("end", ["及以上", "以上(含)"])
def test_by_so_much_and_more_has_its_end(end: str) -> None:
    assert any(">= 10%" in text for text in _offered(f"  支出超过预算10%{end}扣 2 分"))


def test_marks_are_not_raised_for_an_indicator_whose_heading_is_gone() -> None:
    _, found = _found(
        "一级指标 一 10 分\n指标 甲 5 分\n  执行率 >= 90% 得 满分\n  否则 得 0 分\n  覆盖人数 > 5 得 5 分\n  否则 得 0 分\n"
        "一级指标 二 5 分\n指标 丙 5 分\n  违规次数 > 0 扣 1 分"
    )
    (told,) = (each for each in found if each.code.id == "PD4001")
    assert told.primary is not None
    assert told.primary.span.text == "覆盖人数 > 5 得 5 分"
    assert not any(each.edits for each in told.helps)
