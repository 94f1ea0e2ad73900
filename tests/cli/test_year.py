"""Facts of another year than their rules: which of the two is offered, by what the rest of the file says."""

from pathlib import Path

import pytest

from perfdsl.cli.main import main

RULES = """方案 {year} 年试点评价
年度 {year}
语言 1
事实 执行率 比率
事实 批复日期 日期
事实 公开日期 日期
指标 预算执行率 10 分
  执行率 < 90% 扣 2 分
  公开日期 > 批复日期 + 20天 扣 2 分
"""
FACTS = """"方案" = "{scheme}"
"年度" = {year}
["事实"]
"执行率" = "50%"
"批复日期" = {days}-02-15
"公开日期" = {days}-03-01
"""


def said(
    capsys: pytest.CaptureFixture[str],
    *,
    year: int,
    days: int,
    scheme: str,
    written: tuple[int, ...],
) -> str:
    """What `check` says of the facts beside rules of the years that are `written`."""
    for each in written:
        Path(f"办法{each}.perf").write_text(RULES.format(year=each), encoding="utf-8")
    facts = FACTS.format(year=year, days=days, scheme=scheme)
    Path("甲.toml").write_text(facts, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", "甲.toml"])
    assert ended.value.code == 1
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_year_is_changed_where_all_else_says_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, year=2022, days=2023, scheme="办法2023.perf", written=(2023,))
    assert "文件里别处写的多是 2023 年（3 处），年度改为 2023" in out
    assert out.count("改为：") == 1


def test_the_rules_are_changed_where_the_days_are_of_the_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, year=2023, days=2023, scheme="办法2022.perf", written=(2022, 2023))
    assert '改为："方案" = "办法2023.perf"' in out
    assert out.count("改为：") == 1


def test_nothing_is_changed_where_there_are_no_rules_of_the_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, year=2023, days=2023, scheme="办法2022.perf", written=(2022,))
    assert "改为：" not in out


def test_both_are_offered_where_nothing_tells(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, year=2023, days=2020, scheme="办法2022.perf", written=(2022, 2023))
    assert '改为："方案" = "办法2023.perf"' in out
    assert '改为："年度" = 2022' in out


def test_rules_of_another_scheme_are_not_offered(capsys: pytest.CaptureFixture[str]) -> None:
    other = RULES.format(year=2023).replace("试点评价", "教育评价")
    Path("别的.perf").write_text(other, encoding="utf-8")
    out = said(capsys, year=2023, days=2023, scheme="办法2022.perf", written=(2022,))
    assert "别的" not in out
