# ruff: noqa: RUF001 (full-width figures are read here)
"""A deadline in prose is the comparison of a date; where the day itself may or may not count, both are offered."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = "年度 2025\n语言 1\n{facts}事实 已公开 是否\n指标 甲 6 分\n"
_ONE = "事实 到位日期 日期\n"
_TWO = "事实 到位日期 日期\n事实 报送日期 日期\n"


def _found(line: str, facts: str) -> tuple[list[Diagnostic], list[str]]:
    """What is said of the line, and what it becomes by each way out."""
    diagnostics = Diagnostics()
    text = _HEAD.format(facts=facts) + line + "\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    found = [each for each in diagnostics if each.severity == "error"]
    lines = []
    for help_ in (help_ for each in found for help_ in each.helps if help_.edits):
        assert help_.applicability == "unsafe"
        changed = edited(help_.edits[0].span.source, help_.edits)
        lines.append(" ".join(changed.rstrip().rsplit("\n", 1)[-1].split()))
    return found, lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("到位日期在2025年6月30日前的得6分", ["不晚于 2025年6月30日", "早于 2025年6月30日"]),
        ("2025年6月30日前到位的得6分", ["不晚于 2025年6月30日", "早于 2025年6月30日"]),
        ("　２０２５年６月３０日前到位的得6分", ["不晚于 2025年6月30日", "早于 2025年6月30日"]),
        ("资金于2025年6月30日前到位的，得6分", ["不晚于 2025年6月30日", "早于 2025年6月30日"]),
        ("到位日期 2025-06-30 之前 得6分", ["不晚于 2025-06-30", "早于 2025-06-30"]),
        ("到位日期 = 2025年6月30日以前 得6分", ["不晚于 2025年6月30日", "早于 2025年6月30日"]),
        ("6月30日前到位的得6分", ["不晚于 2025年6月30日", "早于 2025年6月30日"]),
        ("到位日期 2025年6月30日（含）前 得6分", ["不晚于 2025年6月30日"]),
        ("2025年6月30日前（含当日）到位的得6分", ["不晚于 2025年6月30日"]),
        ("到位日期 2025年6月30日（不含）前 得6分", ["早于 2025年6月30日"]),
        ("2025年6月30日及以前到位的得6分", ["不晚于 2025年6月30日"]),
        ("截至2025年6月30日到位的得6分", ["不晚于 2025年6月30日"]),
        ("到位日期截止2025年6月30日得6分", ["不晚于 2025年6月30日"]),
        ("2025年6月底前到位的，得6分", ["不晚于 2025年6月30日"]),
        ("2月末前到位的，得6分", ["不晚于 2025年2月28日"]),
        ("2025年底前到位的，得6分", ["不晚于 2025年12月31日"]),
        ("2025年6月30日后到位的得6分", ["晚于 2025年6月30日", "不早于 2025年6月30日"]),
        ("2025年6月30日起到位的得6分", ["不早于 2025年6月30日"]),
        # what was not done by then
        ("2025年6月30日前未到位的得6分", ["晚于 2025年6月30日", "不早于 2025年6月30日"]),
        ("2025年6月底前未到位得6分", ["晚于 2025年6月30日"]),
        ("未在2025年6月底前到位的得6分", ["晚于 2025年6月30日"]),
        ("到位日期不在2025年6月底前的，得6分", ["晚于 2025年6月30日"]),
        ("资金未于2025年6月30日前到位的得6分", ["晚于 2025年6月30日", "不早于 2025年6月30日"]),
    ],
)  # fmt: skip
def test_a_deadline_is_a_comparison(line: str, said: list[str]) -> None:
    for facts in (_ONE, _TWO):
        found, lines = _found(line, facts)
        assert len(found) == 1
        assert lines == [f"到位日期 {each} 得6分" for each in said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("到位日期 before 2025-06-30 award 6", ["earlier than", "not later than"]),
        ("到位日期 before 30 June award 6", ["earlier than", "not later than"]),
        ("到位日期 by June 30, 2025 award 6", ["not later than"]),
        ("到位日期 on or before 30 June 2025 award 6", ["not later than"]),
        ("到位日期 after 30 June 2025 award 6", ["later than", "not earlier than"]),
        ("到位日期 not before 30 June 2025 award 6", ["not earlier than", "later than"]),
    ],
)
def test_a_deadline_in_english(line: str, said: list[str]) -> None:
    found, lines = _found(line, _ONE)
    assert len(found) == 1
    assert lines == [f"到位日期 {each} 2025-06-30 award 6" for each in said]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("2025年6月30日前得6分", _TWO),
        ("2025年6月30日前完成的得6分", _TWO),
        ("2025年6月30日前开工的得6分", _ONE),
        ("已公开且2025年6月30日前得6分", _ONE),
        ("2025年6月30日前到位的得6分", ""),
    ],
)
def test_no_date_is_chosen_where_it_is_not_clear_which(line: str, facts: str) -> None:
    found, lines = _found(line, facts)
    assert lines == []
    assert "不晚于 2025年6月30日" in found[0].helps[0].text.text("zh")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2025年6月底前到位且已公开的，得6分", "到位日期 不晚于 2025年6月30日 且已公开的，得6分"),
        ("到位日期在6月底前或已公开的，得6分", "到位日期 不晚于 2025年6月30日 或已公开的，得6分"),
    ],
)
def test_another_condition_stays(line: str, said: str) -> None:
    assert _found(line, _ONE)[1] == [said]


@pytest.mark.parametrize(
    "line",
    [
        "除2025年6月底前到位外，得6分",
        "若无特殊情况2025年6月30日前到位得6分",
        "to be paid except before 30 June 2025 award 6",
    ],
)
def test_of_an_exception_no_deadline_is_made(line: str) -> None:
    assert not [each for each in _found(line, _ONE)[1] if "到位日期" in each]


def test_in_a_checklist_the_date_is_named() -> None:
    _, lines = _found("逐项\n  - 2025年6月底前到位 得6分", _ONE)
    assert lines == ["- 到位日期 不晚于 2025年6月30日 得6分"]


@pytest.mark.parametrize(
    "line",
    [
        "到位日期 早于 2025年6月30日 得6分",
        "到位日期不晚于2025年6月30日的得6分",
        "到位日期 <= 2025-06-30 得 6 分",
    ],
)
def test_comparisons_of_dates_are_silent(line: str) -> None:
    assert _found(line, _TWO) == ([], [])
