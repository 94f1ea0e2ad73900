"""What goes wrong with somebody's facts is told with the fact, its value and the two lines it is about.

Each case is a small change of facts that are in order, run as a clerk would run it. What must be said is
held against the plain output: the message, the line of the facts file and the line of the rules.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from perfdsl.cli.main import build

RULES = """方案 甲
年度 2021
等级 优 90 分, 差 0 分
事实 甲数 金额 万元
事实 乙数 金额 万元
事实 次 次数
事实 率 比率 0 至 100%
事实 地 选项 东, 西
事实 报送日 日期
事实 有 是否
事实 项目 明细
  - 名称 文本
  - 支出数 金额
  - 权 数量
定义 执行率 = 甲数 / 乙数
定义 系数 = 按 地 取 东 1
一级指标 一
指标 执行 20 分
  依据 "细则第三条"
  执行率 < 90% 扣 20 分
指标 平均 10 分
  加权平均(项目.支出数, 项目.权) > 5万元 扣 10 分
指标 表 10 分
  得 系数 × 10
指标 覆盖 10 分
  次 = 0 得 10 分
  次 = 1 得 5 分
指标 负数 10 分
  有 扣 (次 - 1) × 1分
指标 人工 20 分
  得 人工 0 至 20 步长 0.5
指标 步长 10 分
  次 > 0 每满 (3次 - 次) 扣 1 分
指标 工作日 10 分
  工作日数(2021-01-01, 报送日) > 5个工作日 扣 2 分
  率 < 1% 须说明 "原因"
  (甲数 + 乙数) / 上年.甲数 < 50% 须说明 "降低的原因"
"""
FACTS = """"方案" = "规则.perf"
"年度" = 2021
["事实"]
"甲数" = "10万元"
"乙数" = "5万元"
"次" = 1
"率" = "50%"
"地" = "东"
"报送日" = "2021-01-05"
"有" = true
[["事实"."项目"]]
"名称" = "一"
"支出数" = "5万元"
"权" = 1
["上年"]
"甲数" = "9万元"
["评分"]
"一/人工" = { "分" = 12, "理由" = "见记录" }
"""

SCORED = [
    # what stands in the facts, what instead, code, what is said, where in the facts, where in the rules
    ('"5万元"\n"次"', '"0元"\n"次"', "PD6002", "「乙数」是 0", ":5:1", "15 │ 定义"),
    ('"权" = 1', '"权" = 0', "PD6002", "」加起来是 0", ":14:1", "22 │   加权平均"),
    ('"东"', '"西"', "PD6002", "「地」是 西", ":8:1", "16 │ 定义"),
    ('"次" = 1', '"次" = 2', "PD6002", "（次 = 2）", ":6:1", "25 │ 指标 覆盖"),
    ('"次" = 1', '"次" = 0', "PD6010", "算出来是 -1 分", ":6:1", "29 │   有 扣"),
    ('"次" = 1', '"次" = 3', "PD6002", "每一步「3次 - 次」不大于 0", ":6:1", "33 │   次 > 0"),
    ("2021-01-05", "2051-01-05", "PD6002", "年的工作日历", ":9:1", "35 │   工作日数"),
    ("= 12,", "= 21,", "PD6006", "人工评分 21 分，不在 0 至 20 分之内", ":18:1", "31 │   得 人工"),
    ("= 12,", "= 1.2,", "PD6007", "人工评分 1.2 分", ":18:1", "31 │   得 人工"),
    ('"甲数" = "9万元"', '"甲数" = "0元"', "PD6011", "「上年.甲数」是 0", ":16:1", "37 │   (甲数"),
    ('"次" =', '"执行率" = "150%"\n"次" =', "PD6004", "给的是 150%，由其他数据算出来是 200%", ":6:1", "15 │ 定义"),
    ('"次" =', '"执行率" = "150%"\n"次" =', "PD6004", "「甲数」是 10万元", "4 │ \"甲数\"", "15 │ 定义"),
    ('["评分"]', '["自评"]\n"总分" = 99\n["评分"]', "PD6003", "总分自报 99 分，按规则计算是", ":18:1", ""),
    ('["评分"]', '["自评"]\n"一/执行" = 9\n["评分"]', "PD6003", "自报 9 分，按规则计算是 20 分", ":18:1", "18 │ 指标 执行"),
    ('["评分"]', '["自评"]\n"等级" = "优"\n["评分"]', "PD6008", "自报等级「优」，按规则计算是「差」", ":18:1", ""),
]  # fmt: skip
REFUSED = [
    ('"10万元"', '"很多"', "PD5120", "「甲数」应当填金额，读不懂「很多」", ":4:8", "4 │ 事实"),
    ('"10万元"', '"10"', "", "", "", ""),
    ('"10万元"', '"10天"', "PD5122", "「甲数」是金额，「10天」不能用「天」作单位", ":4:8", "4 │ 事实"),
    ('"10万元"', '"10担"', "PD5123", "「甲数」的值「10担」里，不认识单位「担」", ":4:8", "4 │ 事实"),
    ('"50%"', '"50"', "PD5121", "「率」是比率，「50」没有写单位", ":7:7", "7 │ 事实"),
    ('"50%"', '"5个百分点"', "PD5124", "「率」是比率，「5个百分点」是百分点", ":7:7", "7 │ 事实"),
    ('"50%"', '"≥50%"', "PD5125", "「≥50%」是一个范围", ":7:7", "7 │ 事实"),
    ('"50%"', '"150%"', "PD5128", "「率」填了「150%」，规则要求不小于 0、不大于 100%", ":7:7", "7 │ 事实"),
    ('"次" = 1', '"次" = 1.5', "PD5126", "「次」应当是整数，这里是「1.5」", ":6:7", "6 │ 事实"),
    ('"次" = 1', '"次" = -1', "PD5127", "「次」是数量，不能是负数「-1」", ":6:7", "6 │ 事实"),
    ('"东"', '"南"', "PD5129", "「地」不能是「南」，只能是：东、西", ":8:7", "8 │ 事实"),
    ("2021-01-05", "2021-02-30", "PD5130", "「报送日」的日期「2021-02-30」", ":9:9", "9 │ 事实"),
    ('"有" = true', '"有" = "也许"', "PD5120", "「有」应当填", ":10:7", "10 │ 事实"),
    ('"支出数" = "5万元"', '"支出数" = "5"', "PD5121", "「支出数」是金额，「5」没有写单位", ":13:9", "13 │   - 支出数"),
    ('"权" = 1', '"权" = "重"', "PD5120", "读不懂「重」", ":14:7", "14 │   - 权"),
    ("= 12,", '= "高",', "PD5120", "「一/人工」应当填分数，读不懂「高」", ":18:18", ""),
    ('"年度" = 2021', '"年度" = 2020', "PD5140", "填报的是 2020 年度，评分规则是 2021 年度的", ":2:8", ""),
]  # fmt: skip
CASES = [("score", *case) for case in SCORED] + [
    (command, *case) for command in ("score", "check") for case in REFUSED if case[2]
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "规则.perf").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, text: str, *options: str) -> str:
    Path("数据.toml").write_text(text, encoding="utf-8")
    arguments = [command, "数据.toml", "--width=200", "--format=rich", "--color=never", *options]
    return CliRunner().invoke(build("zh"), arguments).output


@pytest.mark.parametrize(("command", "old", "new", "code", "said", "fact", "rule"), CASES)
def test_the_fact_its_value_and_both_lines_are_told(
    command: str, old: str, new: str, code: str, said: str, fact: str, rule: str
) -> None:
    assert FACTS.count(old) == 1
    changed = FACTS.replace(old, new)
    for options in ((), ("--partial",)) if command == "score" else ((),):
        output = run(command, changed, *options)
        blocks = [block for block in output.split("\n\n") if f"[{code}]" in block]
        assert any(
            said in block
            and (f"数据.toml{fact}" in block if fact.startswith(":") else fact in block)
            and rule in block
            for block in blocks
        ), output


def test_the_facts_are_in_order() -> None:
    """Before the changes nothing is said of them."""
    assert "[PD" not in run("score", FACTS)
    assert "数据.toml" not in run("check", FACTS)


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ('"地" = "东"\n', "「地」"),
        ('"次" = 1\n', "「次」"),
        ('"甲数" = "9万元"\n', "上年.甲数"),
        ('"一/人工" = { "分" = 12, "理由" = "见记录" }\n', "一/人工"),
    ],
)
def test_what_is_missing_is_named_with_its_declaration_and_where_it_is_needed(
    gone: str, told: str
) -> None:
    assert FACTS.count(gone) == 1
    for options in ((), ("--partial",)):
        output = run("score", FACTS.replace(gone, ""), *options)
        assert told.strip("「」").removeprefix("上年.") in output
        assert "规则.perf:" in output
