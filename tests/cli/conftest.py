"""An office: rules and facts in folders with Chinese names, spaces and full-width brackets."""

from pathlib import Path

import pytest

RULES = """方案 试点评价
年度 2021
语言 1
等级 优 90 分, 良 80 分, 差 0 分
事实 年初预算数 金额 万元
事实 支出数 金额 万元
事实 在职人数 人数
定义 执行率 = 支出数 / 年初预算数
指标 预算执行率 60 分
  执行率 < 90% 扣 20 分
指标 人员 40 分
  在职人数 > 10 扣 5 分
"""
FACTS = """"方案" = "../规则 库/2021（终）.perf"
"年度" = 2021
"单位" = "某局"
["事实"]
"年初预算数" = "100万元"
"支出数" = "50万元"
"在职人数" = 8
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with Chinese names, spaces and full-width brackets in it."""
    for name, text in {
        "规则 库/2021（终）.perf": RULES,
        "填报（某局）/数据 一.toml": FACTS,
    }.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for variable in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "PERFDSL_LANG"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path
