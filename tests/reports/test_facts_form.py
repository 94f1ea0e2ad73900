"""The empty facts file: it loads as it is, scoring it lists what is missing, and filled in it loads too."""

import re
import tomllib
from pathlib import Path

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.reports.facts_form import facts_form
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.wording import Language
from perfdsl.workspace import load_source

ROOT = Path(__file__).parent.parent.parent
RULE_FILES = sorted((ROOT / "rules").rglob("*.perf"))
LANGUAGES: tuple[Language, ...] = ("zh", "en")

RULES = """
方案 试点“三公”评价
年度 2021
等级 优 90 分, 差 0 分

事实 年初预算数 金额 "年度批复数"
事实 支出数 金额 万元
事实 完成率 比率 0 至 100%
事实 在职人数 人数 人
事实 批复日 日期
事实 公开日 日期
事实 按时公开 是否
事实 档次 等级 好, 中, 差
事实 地区 选项 东部, 西部
事实 时长 天数
事实 项目 明细
  - 名称 文本
  - 预算数 金额 万元

定义 执行率 = 支出数 / 年初预算数
定义 增长率 = 年初预算数 / 上年.年初预算数 - 100%

一级指标 甲 60 分
指标 创新 10 分
  得 人工 0 至 10 步长 0.5
指标 执行 50 分
  执行率 < 90% 扣 2 分
  增长率 > 10% 扣 2 分
  完成率 < 90% 扣 2 分
  在职人数 > 10 扣 2 分
  公开日 - 批复日 > 时长 扣 2 分
  按时公开 须说明 "为什么"
  档次 = 差 扣 1 分
  合计(项目.预算数) > 年初预算数 且 地区 = 东部 扣 1 分
指标 其他 0 分
  上限 1 分
  增长率 > 1000% 加 1 分
一级指标 乙 40 分
  执行率 < 50% 扣 1 分
"""

ANSWERS = {
    "年初预算数": "100万元",
    "支出数": "90",
    "完成率": "95%",
    "在职人数": "5人",
    "批复日": "2021-01-02",
    "公开日": "2021年2月3日",
    "按时公开": "是",
    "档次": "好",
    "地区": "东部",
    "时长": "20天",
    "名称": "某项目",
    "预算数": "7",
    "等级": "优",
    "grade": "优",
    "分": "2",
    "points": "2",
    "总分": "93.5",
    "total": "93.5",
    "甲": "50",
}


def rulebook(text: str = RULES) -> RuleBook:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    assert book is not None, [found.message("en") for found in diagnostics]
    return book


def load(text: str, book: RuleBook) -> Facts:
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    assert raw is not None
    facts = check_facts(raw, book, diagnostics)
    assert [found.message("en") for found in diagnostics] == []
    return facts


def filled(form: str) -> str:
    """Every line of the form filled in, also the definitions."""

    def answer(match: re.Match[str]) -> str:
        name = match.group(1).strip('"')
        return f'{match.group(1)} = "{ANSWERS.get(name, "好的")}"'

    return re.sub(r'("[^"\n]+"|[A-Za-z_]+) = ""', answer, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_form_loads_and_everything_is_missing(language: Language) -> None:
    book = rulebook()
    form = facts_form(book, language, rules_path="../rules.perf")
    assert tomllib.loads(form)
    facts = load(form, book)
    assert (facts.values, facts.last_year, facts.judgements, facts.stated) == ({}, {}, {}, ())
    missing = {(each.kind, each.name) for each in score(book, facts).missing}
    assert ("fact", "年初预算数") in missing
    assert ("last_year", "年初预算数") in missing
    assert ("judgement", "甲/创新") in missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filled_form_loads_and_nothing_is_missing(language: Language) -> None:
    book = rulebook()
    facts = load(filled(facts_form(book, language)), book)
    assert set(facts.values) == set(book.facts)
    assert set(facts.last_year) == {"年初预算数"}
    assert set(facts.judgements) == {"甲/创新"}
    assert set(facts.explanations) == {"甲/执行"}
    assert [entry.path for entry in facts.stated] == [None, "甲"]
    assert score(book, facts).missing == ()


def test_the_form_says_what_is_wanted() -> None:
    form = facts_form(rulebook(), "zh", rules_path="../rules.perf")
    for line in (
        '"方案" = "../rules.perf"',
        '"年度" = 2021',
        "# 年度批复数",
        '"支出数" = ""  # 金额，不写单位的按万元',
        '"年初预算数" = ""  # 金额，写上单位，例如 万元',
        '"完成率" = ""  # 比率，写上 %，不小于 0、不大于 100%',
        '"按时公开" = ""  # 是 / 否',
        '"档次" = ""  # 好 / 中 / 差',
        "# 0 至 10 分，每 0.5 分一档",
        '# "执行率" = ""  # 比率，写上 %',
        '[["事实"."项目"]]',
        "# 用于：执行、乙",
    ):
        assert line in form.split("\n"), line


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_of_the_shipped_rules_load(path: Path, language: Language) -> None:
    source = load_source(path, Diagnostics())
    assert source is not None
    book = rulebook(source.text)
    facts = load(facts_form(book, language), book)
    assert facts.values == {}


def test_texts_of_the_rules_cannot_break_the_form() -> None:
    book = rulebook(RULES.replace('"年度批复数"', '"批复\t数 # ] = “x”"'))
    form = facts_form(book, "zh")
    assert tomllib.loads(form)
