"""Definitions that use each other again and again: written out they would never end, so each is worked out once.

A test that does not come to an end is a failure; nothing is said about how long it takes.
"""

import pytest

from perfdsl.changes.impact import impact
from perfdsl.changes.structure import compare
from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.linter import lint
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.renderers.plain import render
from perfdsl.reports import score_report, sheet_data
from perfdsl.rule_tests.collecting import goals_of
from perfdsl.source import SourceText
from perfdsl.syntax import parse

LEVELS = 40
CHAINS = {
    "twice": "{a} + {a}",
    "three times": "{a} + {a} + {a}",
    "two levels": "{a} + {b} + {a}",
    "products": "{a} × {a}",
    "quotients": "{a} / ({a} + 1%)",
    "extremes": "最大({a}, {b}, {a} - {b})",
    "absolute": "|{a}| - {b}",
    "rounded": "四舍五入({a} + {b} + {a}, 1%)",
}
CONDITIONS = {
    "twice": "{a} 且 {a}",
    "three times": "{a} 且 {b} 或 非 {a}",
    "with limits": "{a} 且 {b} 或 {a} 且 率 > {number}%",
}


def chain(step: str, first: str, rules: str) -> str:
    names = [first, first]
    lines = [
        "年度 2021",
        "语言 1",
        "事实 率 比率",
        "事实 有 是否",
        "事实 数 数量",
        "事实 额 金额 万元",
    ]
    for number in range(LEVELS):
        name = f"级{'甲乙丙丁'[number // 10]}{'子丑寅卯辰巳午未申酉'[number % 10]}"
        value = step.format(a=names[-1], b=names[-2], number=number)
        lines.append(f"定义 {name} = {value}")
        names.append(name)
    return "\n".join((*lines, "指标 甲 10 分", rules.format(last=names[-1]), ""))


def read(text: str) -> RuleBook:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    assert rulebook is not None, [each.message("zh") for each in diagnostics]
    return rulebook


def facts_for(rulebook: RuleBook, text: str) -> Facts:
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", f"[事实]\n{text}"), diagnostics)
    assert raw is not None
    facts = check_facts(raw, rulebook, diagnostics)
    assert facts is not None
    return facts


def everything(text: str, facts: str) -> None:
    """Whatever goes through definitions."""
    rulebook = read(text)
    lint(rulebook)
    assert goals_of(rulebook)
    given = facts_for(rulebook, facts)
    for each in (given, facts_for(rulebook, "")):
        sheet = score(rulebook, each, partial=True)
        assert render(score_report(sheet, language="zh", show_all=True), width=80)
        assert sheet_data(sheet, language="zh")


@pytest.mark.parametrize("step", CHAINS.values(), ids=CHAINS)
def test_chains_of_numbers_come_to_an_end(step: str) -> None:
    rules = "{last} > 1% 扣 1\n按 {last} 分档\n- >= 90% 得 10 分\n- 其余 得 5 分"
    everything(chain(step, "率", rules), "率 = 0\n")
    everything(chain(step, "率", rules), '率 = "50%"\n')


@pytest.mark.parametrize("step", CONDITIONS.values(), ids=CONDITIONS)
def test_chains_of_conditions_come_to_an_end(step: str) -> None:
    rules = "{last} 得 10\n非 {last} 得 5\n否则 得 0"
    everything(chain(step, "有", rules), '有 = true\n率 = "5%"\n')


def test_chains_of_tables_come_to_an_end() -> None:
    text = chain("按 类别 取 一类 {a}, 二类 {a}", "35‰", "率 < {last} 每满 1‰ 扣 1")
    text = text.replace("事实 有 是否", "事实 类别 选项 一类, 二类")
    everything(text, '率 = "2%"\n类别 = "一类"\n')


def test_chains_of_last_year_come_to_an_end() -> None:
    rules = "{last} - 上年.{last} > 1% 扣 1"
    everything(chain("{a} + {a} / {b}", "率", rules), "率 = 0\n[上年]\n率 = 0\n")


def test_chains_of_counts_and_amounts_come_to_an_end() -> None:
    everything(chain("{a} + {b} + {a}", "数", "{last} > 3 扣 1"), "数 = 2\n")
    everything(chain("{a} + {b} + {a}", "额", "{last} > 3元 扣 1"), "额 = 2\n")


def test_numbers_that_square_themselves_have_no_end_of_digits() -> None:
    everything(chain("{a} × {a}", "3", "{last} > 3 扣 1"), "数 = 2\n")


def test_two_years_of_chains_are_compared() -> None:
    rules = "{last} > 1% 扣 1"
    before = read(chain("{a} + {a}", "率", rules))
    after = read(chain("{a} + {a} + {a}", "率", rules))
    assert impact(compare(before, after)).leaves
