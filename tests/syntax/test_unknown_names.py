"""A name that is not declared: one finding for one line, at the name and at nothing else."""

from collections.abc import Callable

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

HEAD = "方案 名称\n每 按整\n事实 预算调整率 比率\n事实 预算完成率 比率\n指标 甲 5 分\n"
UNKNOWN = "预算调正率"
LINES = [
    "{} > 20% 扣 2 分",
    "{}>20%扣2分",
    "{}大于20%扣2分",
    "{}大于20%的，扣2分",
    "{}为0不适用",
    "{}达95%得1分",
    "{}未达95%得1分",
    "{}在80%（含）以上得1分",
    "{}控制在100%以内（含）得1分",
    "{}每满1个百分点扣1分",
    "当{}大于20%时，扣2分",
    "当{} > 20% 扣 2",
    "若{} > 20% 扣 2",
    "预算完成率大于{}扣1分",
    "预算完成率大于{}的扣1分",
    "预算完成率>{}的，扣1分",
    "预算完成率 > {} 扣 1",
    "预算完成率>1%且{}>1%扣1分",
    "预算完成率大于1%且{}大于1%扣1分",
    "预算完成率 > 1% 或 {} > 1% 扣 1",
    "预算完成率 - {} > 1% 扣 1",
    "预算完成率-{}大于1%扣1分",
    "|{} - 预算完成率| > 1% 扣 1",
    "按{}分档\n- 其余 得 1",
    "按 {} 分档\n- 其余 得 1",
    "预算完成率 > 1% 扣 1 除外 {} > 1%",
    "得 满分 × {}",
]


@pytest.mark.parametrize("line", LINES)
def test_one_finding_at_the_name(line: str) -> None:
    """PD2101 where a run had to be cut, PD2001 where it had not; never both, always with the likely name."""
    diagnostics = Diagnostics()
    check(parse(SourceText("测试.perf", HEAD + line.format(UNKNOWN)), diagnostics), diagnostics)
    found = [x for x in diagnostics.found if x.severity == "error"]
    assert [x.code.id for x in found] in (["PD2001"], ["PD2101"])
    assert found[0].primary is not None
    assert found[0].primary.span.text == UNKNOWN
    assert found[0].helps[0].edits[0].replacement == "预算调整率"


@pytest.mark.parametrize(
    "rule", ["{}>0且{}<3扣1分", "{} > 0 且 {} < 3 扣 1", "{}大于0且{}小于3扣1分"]
)
def test_a_name_used_twice_is_not_reported_by_both(rule: str) -> None:
    """The stage that reports it first is the only one."""
    diagnostics = Diagnostics()
    text = HEAD + rule.format(UNKNOWN, UNKNOWN)
    check(parse(SourceText("测试.perf", text), diagnostics), diagnostics)
    assert len({x.code.id for x in diagnostics.found if x.severity == "error"}) == 1


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("预算调整率", "按预算调整率分档\n- 其余 得 1"),
        ("预算调整率", "当预算调整率大于20%时，扣1分"),
        ("预算调整率", "若预算调整率大于20%扣1分"),
        ("在职人数", "当在职人数大于20%扣1分"),
        ("按期完成率", "按按期完成率分档\n- 其余 得 1"),
    ],
)
def test_a_plain_word_before_a_name_is_not_remarked_on(
    read: Read, declared: str, text: str
) -> None:
    """按 and 当 in front of a declared name are the words they look like."""
    assert not read(f"事实 {declared} 比率\n指标 甲\n{text}")[1]


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("年支出", "当年支出大于0扣1分"),
        ("期完成率", "按期完成率分档\n- 其余 得 1"),
    ],
)
def test_a_word_that_may_belong_to_a_name_is(read: Read, declared: str, text: str) -> None:
    """`当年支出` is more likely a name than 当 年支出: the reading is shown."""
    found = read(f"事实 {declared} 比率\n指标 甲\n{text}")[1]
    assert [x.code.id for x in found] == ["PD2103"]


def test_parts_say_how_a_rest_counts(read: Read) -> None:
    """`按比例` in a part is in proportion, not a whole step more."""
    head = "事实 率 比率\n指标 甲\n"
    for part, mode in (
        ("不足1%的按比例计算", "proportional"),
        ("不足部分按比例扣分", "proportional"),
        ("不满1%的按1%计", "started"),
        ("不足一个百分点的，按一个百分点扣分", "started"),
        ("不足1%不扣分", "full"),
        ("不足1%的忽略不计", "full"),
    ):
        file, found = read(head + f"率大于1%的每超过1%扣1分，{part}")
        assert not found, part
        (rule,) = file.headings[0].rules
        assert isinstance(rule, ast.Adjustment)
        assert rule.step is not None
        assert rule.step.mode == mode, part


def test_a_name_is_put_right_with_what_is_written_of_it(read: Read) -> None:
    """`预算完成率（元）` needs brackets; its first word alone is no name."""
    text = "事实 「预算完成率（元）」 比率\n指标 甲 5 分\n  90%不大于预算完成率（元）时不适用\n"
    _, (found,) = read(text)
    ((edit,),) = [help_.edits for help_ in found.helps]
    assert (edit.span.text, edit.replacement) == ("预算完成率（元）", "「预算完成率（元）」")
    assert read(text[: edit.span.start] + edit.replacement + text[edit.span.end :])[1] == []
