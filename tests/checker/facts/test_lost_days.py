"""Days that no calendar has, and days of which only the end of a month is said."""

import pytest

from perfdsl.checker.facts.lost_days import day_looked_up, days_instead, ways_out
from perfdsl.checker.facts.months import days_meant
from perfdsl.source import SourceText, Span


def _span(text: str, before: str = "", behind: str = "") -> Span:
    return Span(SourceText("", before + text + behind), len(before), len(before) + len(text))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2024-06-31", 30),
        ("2024年9月31日", 30),
        ("2023/2/29", 28),
        ("2024-02-30", 29),
        ("20240631", 30),
    ],
)
def test_a_lost_day_is_looked_up(text: str, last: int) -> None:
    assert days_instead(_span(text), text) == ()
    (help_,) = ways_out(_span(text), text)
    assert not help_.edits
    assert f"只到 {last} 日" in help_.text.text("zh")


@pytest.mark.parametrize(
    ("text", "behind", "day"),
    [
        ("2024-30-06", "", "2024-06-30"),
        ("2024-06-31", " # 2024年6月13日公告", "2024-06-13"),
        ("2024-06-31", " # 公告（6月21日）", "2024-06-21"),
        ("2024-06-31", " # 2024-05-31 印发", "2024-05-31"),
    ],
)
def test_the_day_that_the_line_names(text: str, behind: str, day: str) -> None:
    assert days_instead(_span(text, '"公开日期" = ', behind), text) == (day,)


@pytest.mark.parametrize(
    "behind",
    [" # 2024年6月13日、6月21日", " # 2023年7月30日", " # 6月", " # 第6-13页", " # 2022年3月30日"],
)
def test_no_day_of_the_line_is_certain(behind: str) -> None:
    assert days_instead(_span("2024-06-31", behind=behind), "2024-06-31") == ()


def test_a_deadline_is_the_last_day_of_the_month() -> None:
    assert days_instead(_span("2024-06-31", "整改期限 = "), "2024-06-31") == ("2024-06-30",)
    assert days_instead(_span("2024-06-32", "整改期限 = "), "2024-06-32") == ()


@pytest.mark.parametrize("text", ["2024-13-06", "2024年13月6日", "0000-06-31", "2024-31-06"])
def test_of_no_month_nothing_is_said(text: str) -> None:
    assert day_looked_up(text) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年10月底", "2023-10-31"),
        ("2023年2月末", "2023-02-28"),
        ("2024-02月底", "2024-02-29"),
        ("10月底", "2022-10-31"),
        ("十一月末", "2022-11-30"),
        ("二〇二三年三月底", "2023-03-31"),
        ("2023年年底", "2023-12-31"),
        ("2023年末", "2023-12-31"),
        ("年底", "2022-12-31"),
        ("2023年三季度末", "2023-09-30"),
        ("2023年上半年末", "2023-06-30"),
        ("2023年10月最后一天", "2023-10-31"),
        ("end of October 2023", "2023-10-31"),
        ("by the end of Feb. 2024", "2024-02-29"),
        ("year-end 2023", "2023-12-31"),
        ("2023nian3yue6ri", "2023-03-06"),
        ("2023年3yue6号", "2023-03-06"),
    ],
)
def test_the_last_day_of_what_is_named(text: str, day: str) -> None:
    assert days_meant(text, _span(text), (2022,), "公开日期") == (day,)


@pytest.mark.parametrize(
    "text",
    ["月底", "底", "end", "2023年10月初", "2023年10月中旬", "10月下旬", "去年底", "2023年13月底", "early October 2023", "2023年10月底前", "2023年底左右", "季末"],
)  # fmt: skip
def test_no_day_is_sure(text: str) -> None:
    assert days_meant(text, _span(text), (2022,), "公开日期") == ()


def test_before_the_end_is_the_last_day_of_a_deadline() -> None:
    text = "2023年10月底前"
    assert days_meant(text, _span(text), (), "整改期限") == ("2023-10-31",)
    assert days_meant("10月底", _span("10月底"), (), "整改期限") == ()
