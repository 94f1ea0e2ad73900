"""Amounts that stand thousands above all others, and those that only are large."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.doubts import check_doubts
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

RULES = """\
方案 示例
金额单位 万元
事实 年初预算数 金额
事实 专项资金 金额
事实 三公经费 金额
事实 培训费 金额
事实 项目 明细
  - 下达额 金额
指标 示例 5 分
  年初预算数 > 1000万元 扣 1 分
  专项资金 > 1000万元 扣 1 分
  三公经费 > 培训费 扣 1 分
  合计(项目.下达额) > 100万元 扣 1 分
"""


def _offered(facts: str) -> list[str]:
    diagnostics = Diagnostics()
    rules = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rules is not None, [each.message("zh") for each in diagnostics]
    raw = read_facts(SourceText("facts.toml", f'["事实"]\n{facts}\n'), diagnostics)
    assert raw is not None
    check_doubts(check_facts(raw, rules, diagnostics), rules, diagnostics)
    return [each.helps[0].edits[0].replacement for each in diagnostics if each.code.id == "PD5152"]


def _rows(*amounts: str) -> str:
    return "\n".join(f'[["事实"."项目"]]\n"下达额" = {each}' for each in amounts)


def test_a_part_thousands_above_the_whole_was_in_yuan() -> None:
    facts = '"年初预算数" = 1295\n"三公经费" = 30\n"专项资金" = 3126000'
    assert _offered(facts) == ["312.6"]


def test_a_row_thousands_above_the_others_was_in_yuan() -> None:
    assert _offered(_rows("1260", "8465000", "430")) == ["846.5"]


@pytest.mark.parametrize(
    "facts",
    [
        '"年初预算数" = 2000000\n"三公经费" = 30\n"培训费" = 12',
        '"年初预算数" = 1295\n"三公经费" = 30\n"专项资金" = "3126000万元"',
        '"年初预算数" = 1295\n"三公经费" = 30\n"专项资金" = 120000',
        '"年初预算数" = 1295\n"专项资金" = 3126000',
        '"年初预算数" = 129500\n"三公经费" = 30\n"专项资金" = 3126000',
        _rows("1260", "846500", "430"),
        _rows("1260", "8465000"),
    ],
)
def test_what_is_only_large_is_silent(facts: str) -> None:
    assert _offered(facts) == []
