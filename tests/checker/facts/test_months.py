"""Days of which a part is missing."""

import pytest

from perfdsl.checker.facts.months import days_beside, whole_date
from perfdsl.source import SourceText, Span


def _beside(line: str, text: str) -> tuple[str, ...]:
    source = SourceText("facts.toml", line)
    start = line.index(text)
    return days_beside(text, Span(source, start, start + len(text)))


@pytest.mark.parametrize(
    "text", ["2023年3月", "2023-03", "2023.3", "2023年3月上旬", "2023年", "2023", "2023年第一季度"]
)
def test_a_part_is_missing(text: str) -> None:
    assert whole_date(text) is not None


@pytest.mark.parametrize("text", ["2023年3月6日", "3月6日", "20230306", "待定", "第一季度", "12"])
def test_no_part_is_missing(text: str) -> None:
    assert whole_date(text) is None


def test_the_line_says_the_day() -> None:
    assert _beside('"甲" = "2023年3月"  # 2023-03-06 收文', "2023年3月") == ("2023-03-06",)
    assert _beside('"甲" = "2023年3月"  # 3月6日和2023-03-08', "2023年3月") == ("2023-03-08",)


def test_no_day_is_guessed() -> None:
    assert _beside('"甲" = "2023年3月"  # 2023-04-06 收文', "2023年3月") == ()
    assert _beside('"甲" = "2023年3月"  # 2023-03-06、2023-03-08', "2023年3月") == ()
    assert _beside('"甲" = "2023年3月"', "2023年3月") == ()
