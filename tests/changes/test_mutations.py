"""Every single edit of the shipped rules is found, in the right indicator, and judged rightly.

The numbers changed are those of the tests of rules, which also know which of the changes cost nobody a point.
"""

from collections import Counter

import pytest

from perfdsl.changes.impact import impact
from perfdsl.changes.structure import Comparison, compare
from perfdsl.model.rulebook import Indicator, RuleBook
from tests.rule_tests.loading import ROOT, checked
from tests.rule_tests.test_mutations import EQUAL, RULES, mutants

TEXT = RULES.read_text(encoding="utf-8")
NUMBERS = {
    "threshold",
    "points",
    "step_size",
    "full",
    "judged_range",
    "definition",
    "grade_line",
    "rounding",
    "total",
    "cap",
    "at_most",
    "step_start",
    "condition",
}


ONLY_BELOW_ZERO = {"结转结余数额较大 扣 1.6 分"}
"""Amounts below 0, which the rules do not rule out, would show the difference."""


@pytest.fixture(scope="module")
def base() -> RuleBook:
    book = checked(TEXT)
    assert book is not None
    return book


def owner(book: RuleBook, line: int) -> Indicator | None:
    before = [leaf for leaf in book.leaves if leaf.span.first.line <= line]
    return before[-1] if before else None


def parts_at(comparison: Comparison, leaf: Indicator | None) -> set[str]:
    """The parts of the edits of one leaf, and of all names and of the table."""
    found: set[str] = {edit.part for edit in (*comparison.names, *comparison.table)}
    for change in comparison.indicators:
        if leaf is not None and change.indicator.id == leaf.id:
            found |= {edit.part for edit in change.edits}
    return found


def test_every_changed_number_is_found_and_judged(base: RuleBook) -> None:
    by: Counter[str] = Counter()
    for line, shown, mutant in mutants(TEXT):
        book = checked(mutant)
        if book is None:
            continue
        comparison = compare(base, book)
        leaf = owner(book, line)
        assert parts_at(comparison, leaf) & NUMBERS, shown
        elsewhere = [
            change.indicator.id
            for change in comparison.indicators
            if change.indicator.is_leaf and (leaf is None or change.indicator.id != leaf.id)
        ]
        assert elsewhere == [], shown
        found = impact(comparison, milliseconds=500)
        if leaf is None:
            by["table"] += 1
            continue
        (judged,) = [each for each in found.leaves if each.indicator.id == leaf.id]
        assert judged.meaning is not None
        assert judged.meaning.basis == "proved", shown
        is_equal = judged.meaning.verdict == "equal"
        expected = shown.strip() in EQUAL and shown.strip() not in ONLY_BELOW_ZERO
        assert is_equal == expected, (shown, judged.meaning.verdict)
        by[judged.meaning.verdict] += 1
    assert by["stricter"] > 40, by
    assert by["looser"] > 40, by


RULE_LINES = [
    number
    for number, line in enumerate(TEXT.split("\n"), 1)
    if line.startswith("  ") and not line.strip().startswith(("放过", "依据", "理由", "问题", "建议", "方法", "来源", "说明", "定义", "#"))
]  # fmt: skip


@pytest.mark.parametrize("line", RULE_LINES[::3])
def test_a_line_taken_out_is_found(base: RuleBook, line: int) -> None:
    lines = TEXT.split("\n")
    book = checked("\n".join([*lines[: line - 1], *lines[line:]]))
    if book is None:
        return  # the checker has something to say
    leaf = owner(base, line)
    comparison = compare(base, book)
    if leaf is None:
        assert comparison.names
        return
    found = {part for part in parts_at(comparison, leaf) if not part.startswith("definition")}
    assert found & {"rule_removed", "row_removed", "at_most", "points", "full", "fact_type"}, found
    back = compare(book, base)
    assert {"rule_added", "row_added", "at_most", "points", "full", "fact_type"} & parts_at(
        back, leaf
    )


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("预算调整率 > 20% 扣 2 分", "预算调整率 >= 20% 扣 2 分", "end"),
        ("预算完成率 >= 80% 得 1 分", "预算完成率 > 80% 得 1 分", "end"),
        ("指标 预算细化率 3 分", "指标 预算细化比率 3 分", "indicator_renamed"),
        ("“三公经费”预算数 = 0 不适用 得 满分", "“三公经费”预算数 = 0 不适用 剔除", "treatment"),
        ("每满 1个百分点 扣 0.2 分", "每起 1个百分点 扣 0.2 分", "step_mode"),
        ("等级 优 90 分, 良", "等级 优秀 90 分, 良", "grade_added"),
        ("保留 2 位小数", "保留 1 位小数", "rounding"),
        ("事实 序时进度 比率", "事实 序时进度 比率 0 至 100%", "fact_bounds"),
        ("得 人工 0 至 2 步长 0.5", "得 人工 0 至 2 步长 1", "judged_range"),
        ("依据 \"重构：超过 20% 不得分\"", "依据 \"细则第 3 条\"", "note"),
        ("逐项 缺一 扣 0.5 分", "逐项 缺一 扣 0.5 分 最多 1 分", "at_most"),
        ('事实 年初预算数 金额 "年初批复的支出预算总额"', '事实 年初预算数 金额 "年初数"', "text"),
    ],
)  # fmt: skip
def test_an_edit_has_its_name(base: RuleBook, old: str, new: str, part: str) -> None:
    assert TEXT.count(old) >= 1, old
    book = checked(TEXT.replace(old, new, 1))
    assert book is not None, new
    comparison = compare(base, book)
    assert part in {edit.part for edit in comparison.edits}


def test_the_shipped_years_differ_as_their_files_say() -> None:
    later = checked((ROOT / "rules/huailai/2022.perf").read_text(encoding="utf-8"))
    first = checked(TEXT)
    assert first is not None
    assert later is not None
    found = impact(compare(first, later))
    verdicts = {leaf.indicator.name: leaf.meaning.verdict for leaf in found.leaves if leaf.meaning}
    assert verdicts == {
        "预算调整率": "stricter",
        "在职人员控制率": "stricter",
        "监控率": "stricter",
        "经济效益": "incomparable",
        "社会效益": "incomparable",
        "项目支出编制规范性": "equal",
        "预决算信息公开性": "equal",
        "满意度": "equal",
    }
    gone = [leaf.indicator.name for leaf in found.leaves if leaf.meaning is None]
    assert sorted(gone) == sorted(["结转结余变动率", "直达资金支付率"])
