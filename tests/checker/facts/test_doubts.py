"""Facts that can be read and are hardly meant; what looks like them and is meant stays silent."""

# ruff: noqa: RUF001  # full-width characters are what is tested

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.doubts import check_doubts
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = """
方案 示例
年度 2023
事实 预算数 金额 万元
事实 支出数 金额 万元
事实 结余数 金额 万元
事实 违规资金 金额
事实 人数 人数
事实 满意度 比率
事实 批复日期 日期
事实 公开日期 日期
事实 项目 明细
  - 金额 金额 万元
指标 示例 10 分
  支出数 / 预算数 < 90% 扣 1 分
  结余数 / 预算数 > 10% 扣 1 分
  违规资金 / 预算数 > 0 扣 1 分
  人数 > 100 扣 1 分
  满意度 < 90% 扣 1 分
  公开日期 - 批复日期 > 20天 扣 1 分
  合计(项目.金额) > 支出数 扣 1 分
"""


def doubts(facts: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors, [each.message("en") for each in diagnostics]
    found = Diagnostics()
    assert check_doubts(checked, rulebook, found) == bool(found.found)
    assert all(each.severity == "warning" and each.message("zh") for each in found)
    return found.found


def edits(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [
        (each.code.id, edit.replacement)
        for each in found
        for help_ in each.helps
        for edit in help_.edits
    ]


@pytest.mark.parametrize(
    ("name", "value", "source", "meant"),
    [
        ("支出数", '"2017万元"', "县级配套2107万元", '"2107万元"'),
        ("支出数", "2017", "县级配套2107万元", '"2107万元"'),
        ("支出数", '"12759.93万元"', "支出安排12795.93万元。", '"12795.93万元"'),
        ("支出数", '"12795.93元"', "支出安排12795.93万元", '"12795.93万元"'),
        ("支出数", '"1279.593万元"', "支出安排12795.93万元", '"12795.93万元"'),
        ("支出数", '"1279.93万元"', "支出安排12795.93万元", '"12795.93万元"'),
        ("支出数", '"12785.93万元"', "支出安排１２，７９５．９３万元", '"12,795.93万元"'),
        ("人数", "36", "核定编制28人，在职63人", "63"),
        ("满意度", '"59.8%"', "调查满意度95.8%", '"95.8%"'),
        ("满意度", '"9.58%"', "调查满意度95.8%", '"95.8%"'),
    ],
)
def test_a_figure_copied_wrongly_gets_that_of_its_source(
    name: str, value: str, source: str, meant: str
) -> None:
    found = doubts(f'"{name}" = {{ "值" = {value}, "来源" = "{source}" }}')
    assert edits(found) == [("PD5150", meant)]


def test_figures_of_records_are_held_against_their_source() -> None:
    found = doubts('[["事实"."项目"]]\n"金额" = { "值" = "2017万元", "来源" = "配套2107万元" }')
    assert edits(found) == [("PD5150", '"2107万元"')]


@pytest.mark.parametrize(
    "entry",
    [
        '"支出数" = { "值" = "2107万元", "来源" = "配套2107万元" }',
        '"支出数" = { "值" = "2,107万元", "来源" = "配套21070000元" }',
        '"支出数" = { "值" = "2107万元", "来源" = "配套2107.23万元" }',
        '"支出数" = { "值" = "2017万元", "来源" = "决算表第 3 页" }',
        '"支出数" = { "值" = "2017万元", "来源" = "2107年文件" }',
        '"支出数" = { "值" = "2017万元", "来源" = "配套2107万元", "说明" = "扣除90万元" }',
        '"支出数" = { "值" = "2017万元", "来源" = "基本1000万元，项目1017万元，上年2107万元" }',
        '"支出数" = { "值" = "90万元", "来源" = "预算2107万元，结余2017万元" }',
        '"支出数" = { "值" = "500万元", "来源" = "预算2107万元" }',
        '"支出数" = { "值" = "0万元", "来源" = "预算10万元" }',
        '"人数" = { "值" = 60, "来源" = "在职63人" }',
        '"满意度" = { "值" = "95.8%", "来源" = "2021年满意度95.83%" }',
        '"支出数" = "2017万元"',
    ],
)
def test_what_the_source_says_or_does_not_say_is_silent(entry: str) -> None:
    assert doubts(entry) == []


@pytest.mark.parametrize(
    ("approved", "published", "meant"),
    [
        ("2023-02-15", "2022-03-06", "2023-03-06"),
        ("2024-02-15", "2023-03-06", "2023-02-15"),
        ("2023-12-28", "2023-01-05", "2024-01-05"),
    ],
)
def test_a_day_of_another_year_gets_the_year(approved: str, published: str, meant: str) -> None:
    found = doubts(f'"批复日期" = {approved}\n"公开日期" = {published}')
    assert edits(found) == [("PD5151", meant)]


@pytest.mark.parametrize(
    ("approved", "published"),
    [
        ("2023-02-15", "2023-03-06"),
        ("2023-02-15", "2023-02-01"),
        ("2024-01-15", "2023-12-20"),
        ("2023-10-01", "2023-01-05"),
        ("2023-02-15", "2022-01-06"),
    ],
)
def test_days_that_may_be_so_are_silent(approved: str, published: str) -> None:
    assert doubts(f'"批复日期" = {approved}\n"公开日期" = {published}') == []


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        ('"预算数" = "1200元"\n"支出数" = 1100\n"结余数" = 100', '"1200万元"'),
        ('"预算数" = 1200\n"支出数" = "1100元"\n"结余数" = 100', '"1100万元"'),
        ('"预算数" = 1200\n"支出数" = "11000000"\n"结余数" = 100', '"11000000元"'),
    ],
)
def test_an_amount_in_another_unit_gets_the_usual_one(facts: str, meant: str) -> None:
    assert edits(doubts(facts)) == [("PD5152", meant)]


@pytest.mark.parametrize(
    "facts",
    [
        '"预算数" = 1200\n"支出数" = 1100\n"违规资金" = "500元"',
        '"预算数" = 1200\n"支出数" = 1100\n"结余数" = "85元"',
        '"预算数" = "12000000元"\n"支出数" = 1100\n"结余数" = 100',
        '"预算数" = "1200元"\n"支出数" = "1100元"\n"结余数" = "100元"',
        '"预算数" = 0.5\n"支出数" = 20\n"结余数" = 0',
        '"预算数" = "1200元"',
    ],
)
def test_small_sums_and_other_units_are_silent(facts: str) -> None:
    assert doubts(facts) == []


PAIRS = """
方案 示例
年度 2023
金额单位 万元
事实 预算数 金额
事实 三公经费支出数 金额
事实 三公经费预算数 金额
事实 接待费 金额
事实 罚款支出 金额
事实 罚款预算 金额
指标 示例 10 分
  三公经费预算数 > 上年.三公经费预算数 扣 1 分
  接待费 / 预算数 > 10% 扣 1 分
  罚款支出 > 0 扣 1 分
"""


def doubts_of_pairs(facts: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", PAIRS), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", facts), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors
    found = Diagnostics()
    check_doubts(checked, rulebook, found)
    return found.found


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        ('"三公经费支出数" = "19.5元"\n"三公经费预算数" = 20\n"预算数" = 1200', '"19.5万元"'),
        ('"三公经费支出数" = 19.5\n"三公经费预算数" = "20元"\n"预算数" = 1200', '"20万元"'),
        (
            '"三公经费预算数" = 20\n"预算数" = 1200\n["上年"]\n"三公经费预算数" = "22元"',
            '"22万元"',
        ),
    ],
)
def test_a_small_amount_of_the_same_in_another_unit(facts: str, meant: str) -> None:
    assert edits(doubts_of_pairs(f'["事实"]\n{facts}\n')) == [("PD5152", meant)]


@pytest.mark.parametrize(
    "facts",
    [
        '"接待费" = "1300元"\n"三公经费预算数" = 20\n"预算数" = 1200',
        '"三公经费支出数" = "3元"\n"三公经费预算数" = 20\n"预算数" = 1200',
        '"三公经费支出数" = "195000元"\n"三公经费预算数" = 20\n"预算数" = 1200',
        '"罚款支出" = "200元"\n"罚款预算" = 200\n"预算数" = 1200',
        '"三公经费支出数" = "0元"\n"三公经费预算数" = 20\n"预算数" = 1200',
    ],
)
def test_small_amounts_that_may_be_right_are_silent(facts: str) -> None:
    assert doubts_of_pairs(f'["事实"]\n{facts}\n') == []


@pytest.mark.parametrize(
    ("approved", "published", "meant"),
    [
        ("2022-02-15", "2023-03-01", "2023-02-15"),
        ("2023-02-15", "2024-03-06", "2023-03-06"),
        ("2021-12-28", "2023-01-05", "2022-12-28"),
    ],
)
def test_days_a_year_apart_get_the_year(approved: str, published: str, meant: str) -> None:
    found = doubts(f'"批复日期" = {approved}\n"公开日期" = {published}')
    assert edits(found) == [("PD5154", meant)]


@pytest.mark.parametrize(
    ("approved", "published"),
    [
        ("2023-02-15", "2023-12-06"),
        ("2022-11-15", "2023-03-06"),
        ("2022-02-15", "2023-07-06"),
        ("2022-02-15", "2023-01-06"),
        ("2020-02-15", "2023-03-06"),
    ],
)
def test_days_far_apart_that_may_be_so_are_silent(approved: str, published: str) -> None:
    assert doubts(f'"批复日期" = {approved}\n"公开日期" = {published}') == []


DAYS = """
方案 示例
年度 2023
事实 {start} 日期
事实 {end} 日期
事实 资金 明细
  - 收文日期 日期
  - 下达日期 日期
指标 示例 10 分
  {rule} 扣 1 分
  数量(资金 其中 下达日期 - 收文日期 > 30天) > 0 扣 1 分
"""


def doubts_of_days(
    facts: str, rule: str, start: str = "应报日期", end: str = "实报日期"
) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    rules = DAYS.format(start=start, end=end, rule=rule)
    rulebook = check(parse(SourceText("rules.perf", rules), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors, [each.message("en") for each in diagnostics]
    found = Diagnostics()
    check_doubts(checked, rulebook, found)
    return edits(found.found)


APART = '"应报日期" = 2022-02-15\n"实报日期" = 2023-03-06'


@pytest.mark.parametrize(
    "rule",
    [
        "实报日期 > 应报日期",
        "实报日期 > 应报日期 + 10天",
        "实报日期 - 应报日期 > 20天",
        "工作日数(应报日期, 实报日期) > 20个工作日",
    ],
)
def test_days_that_are_compared_or_counted_between(rule: str) -> None:
    assert doubts_of_days(APART, rule) == [("PD5154", "2023-02-15")]


@pytest.mark.parametrize(
    "rule",
    [
        "实报日期 - 应报日期 > 365天",
        "实报日期 > 应报日期 + 12个月",
        "工作日数(应报日期, 实报日期) > 200个工作日",
        "实报日期 > 2023-01-31",
    ],
)
def test_where_the_rules_allow_a_year_days_are_silent(rule: str) -> None:
    assert doubts_of_days(APART, rule) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [("立项日期", "竣工日期"), ("合同签订日期", "验收日期"), ("开工日期", "完工日期")],
)
def test_what_takes_years_is_silent(start: str, end: str) -> None:
    facts = f'"{start}" = 2022-02-15\n"{end}" = 2023-03-06'
    assert doubts_of_days(facts, f"{end} - {start} > 20天", start, end) == []


def test_a_day_is_held_against_that_of_the_rules() -> None:
    assert doubts_of_days('"实报日期" = 2022-04-08', "实报日期 > 2023-03-31") == [
        ("PD5154", "2023-04-08")
    ]
    assert doubts_of_days('"实报日期" = 2023-01-08', "实报日期 > 2023-12-31") == []
    assert doubts_of_days('"实报日期" = 2022-09-08', "实报日期 > 2023-03-31") == []


TWO_RULES = """
年度 2021
事实 批复日期 日期
事实 申报日期 日期
事实 公示日期 日期
指标 示例 10 分
  申报日期 > 2021-03-31 扣 1 分
  申报日期 > 批复日期 + 30天 扣 1 分
  公示日期 - 批复日期 > 20天 扣 1 分
"""


def _of_two_rules(facts: str, rules: str = TWO_RULES) -> list[tuple[str, list[str]]]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", rules), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors
    found = Diagnostics()
    check_doubts(checked, rulebook, found)
    return [
        (each.code.id, [edit.replacement for help_ in each.helps for edit in help_.edits])
        for each in found
    ]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("批复日期", '"批复日期" = 2020-04-02\n"申报日期" = 2020-04-03'),
        ("申报日期", '"批复日期" = 2020-04-02\n"申报日期" = 2020-04-03'),
        ("批复日期", '"批复日期" = 2020-04-02'),
        ("审批日期", '"审批日期" = 2020-04-02'),
        ("下达日期", '"下达日期" = 2020-04-02'),
        ("申报日期", '"申报日期" = 2020-04-02\n"公示日期" = 2020-11-03'),
    ],
)
def test_a_day_well_before_the_last_one_for_it_is_silent(name: str, facts: str) -> None:
    rules = TWO_RULES.replace("申报日期 > 2021", f"{name} > 2021")
    if name not in rules.split("指标")[0]:
        rules = rules.replace("指标", f"事实 {name} 日期\n指标", 1)
    assert _of_two_rules(facts, rules) == []


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        ('"申报日期" = 2020-04-02', ["2021-04-02"]),  # nothing else of the file is of that year
        ('"申报日期" = 2022-03-02\n"公示日期" = 2021-11-03', ["2021-03-02"]),  # too late
        ('"批复日期" = 2021-03-02\n"申报日期" = 2022-03-08', ["2021-03-08"]),
    ],
)
def test_a_day_of_another_year_than_its_limit(facts: str, meant: list[str]) -> None:
    assert _of_two_rules(facts) == [("PD5154", meant)]


def test_no_day_is_offered_that_breaks_another_pair() -> None:
    """Of two that go together none is moved for the sake of a third."""
    facts = '"批复日期" = {}\n"申报日期" = 2021-03-08\n"公示日期" = {}'
    assert _of_two_rules(facts.format("2021-03-02", "2020-03-05")) == [("PD5151", ["2021-03-05"])]
    assert _of_two_rules(facts.format("2020-03-02", "2020-03-05")) == []
    assert _of_two_rules(facts.format("2021-03-02", "2021-03-05")) == []


def test_days_of_a_record_are_held_against_each_other() -> None:
    rows = '[["事实"."资金"]]\n"收文日期" = 2023-03-12\n"下达日期" = {}\n'
    assert doubts_of_days(rows.format("2024-04-09"), "实报日期 > 应报日期") == [
        ("PD5154", "2023-04-09")
    ]
    assert doubts_of_days(rows.format("2023-12-20"), "实报日期 > 应报日期") == []


IN_YUAN = """
方案 示例
年度 2023
金额单位 元
事实 年初预算 金额
事实 全年支出 金额
事实 会议费支出 金额
事实 罚款支出 金额
事实 设备 明细
  - 预算价 金额
  - 成交价 金额
指标 示例 10 分
  全年支出 / 年初预算 < 90% 扣 1 分
  会议费支出 / 年初预算 > 5% 扣 1 分
  罚款支出 / 年初预算 > 1% 扣 1 分
  全年支出 > 上年.全年支出 扣 1 分
  数量(设备 其中 成交价 > 预算价) > 0 扣 1 分
"""
BUDGET = '["事实"]\n"年初预算" = 1150000\n'


def doubts_in_yuan(facts: str) -> list[list[str]]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", IN_YUAN), diagnostics), diagnostics)
    assert rulebook is not None
    raw = read_facts(SourceText("facts.toml", facts), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rulebook, diagnostics)
    assert not diagnostics.has_errors
    found = Diagnostics()
    check_doubts(checked, rulebook, found)
    assert all(each.code.id == "PD5152" for each in found)
    return [[edit.replacement for help_ in each.helps for edit in help_.edits] for each in found]


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        (BUDGET + '"全年支出" = 108.5\n"罚款支出" = 20000', ["1085000", '"108.5万元"']),
        (BUDGET + '"全年支出" = "108.5元"\n"罚款支出" = 20000', ['"108.5万元"']),
        (BUDGET + '"会议费支出" = 3.2\n"全年支出" = 1085000', ["32000", '"3.2万元"']),
        (BUDGET + '"全年支出" = "1085000万元"\n"罚款支出" = 20000', ['"1085000元"']),
        (
            BUDGET + '"全年支出" = 1085000\n["上年"]\n"全年支出" = 110.2',
            ["1102000", '"110.2万元"'],
        ),
        ('[["事实"."设备"]]\n"预算价" = 180000\n"成交价" = 17.65', ["176500", '"17.65万元"']),
    ],
)
def test_a_bare_amount_in_the_next_larger_unit(facts: str, meant: list[str]) -> None:
    assert doubts_in_yuan(facts) == [meant]


@pytest.mark.parametrize(
    "facts",
    [
        BUDGET + '"全年支出" = 985000\n"会议费支出" = 800',
        BUDGET + '"全年支出" = 985000\n"会议费支出" = 500',
        BUDGET + '"全年支出" = 985000\n"会议费支出" = 120',
        BUDGET + '"全年支出" = 985000\n"会议费支出" = 128.5',
        BUDGET + '"全年支出" = 985000\n"罚款支出" = 20',
        BUDGET + '"全年支出" = 985000\n"罚款支出" = 108.5',
        BUDGET + '"全年支出" = 0\n"罚款支出" = 108.5',
        '["事实"]\n"年初预算" = 115\n"全年支出" = 108.5\n"罚款支出" = 0.2',
        '[["事实"."设备"]]\n"预算价" = 180000\n"成交价" = 800',
        '[["事实"."设备"]]\n"预算价" = 18\n"成交价" = 17.65',
    ],
)
def test_small_bare_amounts_that_may_be_right_are_silent(facts: str) -> None:
    assert doubts_in_yuan(facts) == []


@pytest.mark.parametrize(
    "facts",
    [
        '"三公经费支出数" = 0.15\n"预算数" = 1200\n"罚款支出" = 0.5',
        '"接待费" = 0.12\n"预算数" = 1200\n"三公经费预算数" = 20',
    ],
)
def test_a_few_hundred_yuan_are_no_hundred_million(facts: str) -> None:
    assert doubts_of_pairs(f'["事实"]\n{facts}\n') == []


def test_a_total_in_the_unit_above() -> None:
    assert [
        each[1] for each in edits(doubts('"预算数" = 12000\n"支出数" = 1.125\n"结余数" = 100'))
    ] == ["11250", '"1.125亿元"']
