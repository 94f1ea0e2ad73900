"""A change below a guard over several data is seen: against plain trying over a grid of facts."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from perfdsl.interpreter import score
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.model.rulebook import RuleBook
from tests.meaning.test_compiling import paths
from tests.properties.running import facts_of, read

HEAD = """每 按整
事实 年初数 金额 万元 >= 1万元
事实 追加数 金额 万元
事实 支出数 金额 万元 >= 0
事实 应办 日期
事实 实办 日期
事实 有项目 是否
事实 考核 等级 好, 中, 差
事实 项目 明细
  - 名称 文本
  - 金额 金额 万元 >= 0
  - 完成 是否
定义 完成率 = 支出数 / (年初数 + 追加数)
定义 预算数 = 年初数 + 追加数
定义 相差 = 年初数 - 追加数
定义 调整率 = |追加数| / 年初数
定义 变动率 = (支出数 - 年初数) / 年初数
定义 项目率 = 数量(项目 其中 完成) / 数量(项目)
定义 用时 = 实办 - 应办
"""
BANDS = """按 {of} 分档
- 95%及以上 得 10 分
- 80%(含) 至 95%(不含) 得 {points} 分
- 80%以下(不含) 不得分"""
SLOPE = """按 {of} 分档
- 95%及以上 得 10 分
- 60%(含) 至 95%(不含) 得 {points} 分 至 9 分 插值
- 其余 不得分"""
STEPS = "{of} < 100% 每 5% 扣 {points} 分"
ONE = "{of} > 10% 且 {of} <= 30% 扣 {points} 分"
DATES = "{of} > 10天 且 实办 <= 应办 + 20天 扣 {points} 分"
GUARDS = [
    ("年初数 + 追加数 = 0 不适用 得 0", BANDS, "完成率"),
    ("年初数 + 追加数 <= 0 不适用 剔除", BANDS, "完成率"),
    ("年初数 = -1 × 追加数 不适用 得 满分", BANDS, "完成率"),
    ("not (年初数 + 追加数 > 0) not applicable award 0", BANDS, "完成率"),
    ("预算数 = 0 不适用", BANDS, "完成率"),
    ("预算数 <= 0 得 0 分", SLOPE, "完成率"),
    ("年初数 - 追加数 = 0 不适用 剔除", SLOPE, "支出数 / (年初数 - 追加数)"),
    ("年初数 = 追加数 不适用 得 满分", SLOPE, "支出数 / (年初数 - 追加数)"),
    ("相差 = 0 不适用 得 满分", STEPS, "支出数 / 相差"),
    ("年初数 = 追加数 或 支出数 = 0 不适用 得 满分", ONE, "支出数 / 相差"),
    ("支出数 < 年初数 不适用 得 满分", ONE, "变动率"),
    ("年初数 + 追加数 = 支出数 得 满分", ONE, "调整率"),
    ("支出数 > 年初数 + 追加数 且 非 有项目 不适用 剔除", ONE, "调整率"),
    ("数量(项目) = 0 不适用 得 满分", BANDS, "项目率"),
    ("数量(项目 其中 完成) = 0 或 合计(项目.金额) = 0 不适用 剔除", ONE, "项目率"),
    ("实办 <= 应办 不适用 得 满分", DATES, "用时"),
    ("实办 < 应办 不适用 剔除", DATES, "实办 - 应办"),
    ("考核 = 差 或 年初数 < 追加数 得 0", BANDS, "完成率"),
]  # fmt: skip


def book(rules: str) -> RuleBook:
    return read(f"{HEAD}指标 甲 10 分\n{rules}\n")[1]


def wan(*values: int) -> list[Fraction]:
    return [Fraction(value) * 10_000 for value in values]


def items(count: int, done: int, each: int) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"名称": f"项目{k}", "金额": Fraction(each), "完成": k < done} for k in range(count)
    )


def grid(rules: str) -> Iterator[Mapping[str, Any]]:
    """Facts of every kind, whatever the rules: the names that they do not use have one value."""
    start = date(2025, 6, 30)
    days = [start + timedelta(days=k) for k in (-1, 0, 1, 10, 11, 15, 20, 21)]
    lists = [items(*each) for each in ((0, 0, 0), (1, 1, 5), (10, 1, 0), (10, 2, 5), (10, 3, 5), (10, 9, 5), (10, 10, 5))]  # fmt: skip
    money = "支出数" in rules or "年初数" in rules or "率" in rules
    choices: dict[str, list[Any]] = {
        "年初数": [*wan(1, 100, 400)] if money else [*wan(1)],
        "追加数": [*wan(-100, -50, 0, 15, 20, 100)] if money else [*wan(0)],
        "支出数": [*wan(0, 45, 50, 65, 83, 85, 90, 100, 115, 120, 180, 250, 350)] if money else [*wan(0)],
        "应办": [start],
        "实办": [*days] if "办" in rules or "用时" in rules else [start],
        "有项目": [True, False] if "有项目" in rules else [True],
        "考核": ["好", "差"] if "考核" in rules else ["好"],
        "项目": [*lists] if "项目." in rules or "项目率" in rules else [()],
    }  # fmt: skip
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def points(rulebook: RuleBook, values: Mapping[str, Any]) -> object:
    facts = facts_of({"values": dict(values), "last": {}, "judged": {}})
    leaf = score(rulebook, facts, counterfactuals=False).nodes[0]
    return "left out" if leaf.excluded else leaf.score


def seen(old: RuleBook, new: RuleBook, rules: str) -> set[str]:
    found = set()
    for values in grid(rules):
        before, after = points(old, values), points(new, values)
        if before != after:
            assert isinstance(before, Fraction)
            assert isinstance(after, Fraction)
            found.add("less" if after < before else "more")
    return found


def judged(old: RuleBook, new: RuleBook, *, uses_solver: bool) -> Meaning:
    judge = Judge(BothYears(old, new), uses_solver=uses_solver, milliseconds=500)
    return judge.compare(next(paths(old)), next(paths(new)))


@pytest.mark.parametrize("uses_solver", [False, True])
@pytest.mark.parametrize(("guard", "rest", "of"), GUARDS, ids=range(len(GUARDS)))
def test_a_change_below_a_guard_is_seen(
    guard: str, rest: str, of: str, *, uses_solver: bool
) -> None:
    if uses_solver:
        pytest.importorskip("z3", reason="pip install 'perfdsl[verify]'")
    texts = [f"{guard}\n{rest.format(of=of, points=points)}" for points in (6, 1)]
    old, new = map(book, texts)
    met = seen(old, new, texts[0])
    assert len(met) == 1, "the grid is fine enough to show it"
    meaning = judged(old, new, uses_solver=uses_solver)
    assert meaning.verdict == ("stricter" if met == {"less"} else "looser")
    assert {side for side, _ in meaning.points} == met
