"""The shipped tests notice a small change of any number in the rules of Huailai.

Each number is changed once, up and down. A change that the checker refuses is noticed by the checker.
"""

import re
from collections import Counter
from fractions import Fraction

from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.cases import Case
from perfdsl.rule_tests.running import Runner
from tests.rule_tests.loading import ROOT, checked, shipped

RULES = ROOT / "rules" / "huailai" / "2021.perf"
_NUMBER = re.compile(r"(?<![\w「“\".])\d+(?:\.\d+)?(?=[ %]|个|分|$)")
_SKIPPED = re.compile(r"^\s*(#|方案|年度|语言|依据|说明|来源|理由|问题|建议|方法)")
_STRING = re.compile(r"\"[^\"]*\"")


def mutants(text: str) -> list[tuple[int, str, str]]:
    """Line number, the changed line, the whole changed text."""
    found: list[tuple[int, str, str]] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if _SKIPPED.match(line):
            continue
        bare = _STRING.sub(lambda match: "x" * len(match[0]), line).partition("#")[0]
        for match in _NUMBER.finditer(bare):
            for value in _near(match[0], line[match.end() :], line):
                changed = line[: match.start()] + value + line[match.end() :]
                found.append(
                    (index + 1, changed, "\n".join([*lines[:index], changed, *lines[index + 1 :]]))
                )
    return found


def _near(number: str, after: str, line: str) -> list[str]:
    """The number a little smaller and a little larger; judged points by a whole step."""
    value = Fraction(number)
    change = Fraction(1, 10)
    if after.startswith(("%", "个")) or line.startswith("等级"):
        change = Fraction(1, 2)
    elif "人工" in line:
        change = Fraction(1, 2) if "步长" in after else Fraction(1, 4)
    changed = (value + change, value - change)
    return [f"{float(near):g}" for near in changed if near >= 0]


EQUAL = {
    "未进行绩效目标创新 扣 1.1 分": "more than the full marks cannot be taken",
    "预算调整率 > 20% 扣 2.1 分": "as above",
    "结转结余数额较大 扣 1.6 分": "as above, with the 0.5 of the rule before",
    "- >= 90% 得 4.1 分": "more than the full marks cannot be had; the checker warns",
    "- >= 95% 得 5.1 分": "as above",
    "定义 绩效目标应报尽报 = 申报率 >= 100.5%": "between them 申报率 × 满分 is full marks as well",
    "定义 评价应评尽评 = 评价覆盖率 >= 100.5%": "as above",
    "得 最小(实际完成率, 100.5%) × 满分": "as above",
    "政府采购执行率 > 99.5% 得 0 分": "up to 100% the rule before it holds",
}
"""Changes that change no score, and why."""


def notices(rulebook: RuleBook, cases: list[Case]) -> bool:
    runner = Runner(rulebook)
    return any(not runner.run(case).passed for case in cases)


def test_every_changed_number_fails_a_case_or_the_check() -> None:
    tested = shipped(RULES)
    assert not tested.failed
    cases = [outcome.case for outcome in tested.outcomes]
    survivors: list[str] = []
    by: Counter[str] = Counter()
    for line, shown, mutant in mutants(RULES.read_text(encoding="utf-8")):
        rulebook = checked(mutant)
        if rulebook is None:
            by["checker"] += 1
            continue
        near = [case for case in cases if case.indicator == _owner(rulebook, line)]
        if notices(rulebook, near):
            by["cases"] += 1
        else:
            survivors.append(shown.strip())
    assert sorted(survivors) == sorted(EQUAL)
    assert by["cases"] > 100, by


def _owner(rulebook: RuleBook, line: int) -> str | None:
    """The leaf whose lines the changed one is among; None: the head of the file, which decides the total."""
    before = [leaf for leaf in rulebook.leaves if leaf.span.first.line <= line]
    return before[-1].id if before else None
