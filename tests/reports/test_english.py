"""A report in English on rules in English has no Chinese in it, and counts one thing in the singular."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from perfdsl.cli.main import build
from perfdsl.wording import Words

RULES = """scheme Example
year 2021
keep 1 decimals
fact ledger truth
fact quality level good, partly, poor
fact rate ratio
fact spent money ten thousand yuan
fact late days
fact staff count people
indicator Ledger 2 points
  not ledger deduct 1 points
  late > 0 deduct 1 points
indicator Quality 3 points
  by quality bands
  - good award 3
  - partly award judged 1 to 2
  - poor award 0
indicator Rate 5 points
  rate > 5% and spent > 1 ten thousand yuan deduct 1 points
  staff > 3 people deduct 1 points
"""
FACTS = """scheme = "rules.perf"
year = 2021

[facts]
ledger = false
quality = "partly"
rate = "6%"
spent = 2
late = 1
staff = 4

[judged]
Quality = { points = 2, reason = "one part" }
"""


def test_no_chinese_in_an_english_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules.perf").write_text(RULES, encoding="utf-8")
    Path("facts.toml").write_text(FACTS, encoding="utf-8")
    arguments = ["score", "facts.toml", "--all", "--format", "plain"]
    report = CliRunner().invoke(build("en"), arguments).output
    assert re.findall(r"[^\x00-\x7f≈→×−≥≤≠“”…—·]", report) == []
    assert "not ledger → not no → holds" in report
    assert "quality: partly → partly: partly → holds" in report
    assert "late > 0 → 1 day > 0 → holds" in report
    assert "1 point would be won back" in report
    assert "rounded half up to 1 decimals" not in report


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1 file is missing"), (2, "2 files are missing"), ("1.5", "1.5 files are missing")],
)
def test_one_thing_stands_in_the_singular(count: int | str, text: str) -> None:
    words = Words("缺 {count} 个", "{count} files are missing")
    assert words.filled("en", {"count": count}) == text


def test_what_a_person_wrote_stays_as_written() -> None:
    """Only the text of the program is put in the singular, not what fills its gaps."""
    words = Words("{rule}", "{count} points for {rule}")
    assert words.filled("en", {"count": 2, "rule": "per 1 points"}) == "2 points for per 1 points"


def test_an_english_measure_is_chinese_in_a_chinese_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules.perf").write_text(RULES, encoding="utf-8")
    Path("facts.toml").write_text(FACTS, encoding="utf-8")
    arguments = ["score", "facts.toml", "--all", "--format", "plain"]
    report = CliRunner().invoke(build("zh"), arguments).output
    assert "people" not in report.replace("> 3 people", "")
    assert re.search(r"staff = \d+ 人", report)
