"""放过 that came, went, or has another reason is shown wherever it stands, and changes no score."""

import pytest

from perfdsl.changes.structure import compare
from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText
from perfdsl.syntax import parse

TEXT = """方案 甲
年度 2021
{header}
事实 违规次数 次数
事实 执行率 比率
{fact}
一级指标 丁
{heading}
指标 乙 2 分
{leaf}
  违规次数 > 0 每满 1次 扣 0.02 分
{rule}
指标 丙 2 分
  按 执行率 分档
{bands}
  - >= 90% 得 2 分
{row}
  - 其余 得 0
总分
{total}
  执行率 < 50% 封顶 1 分
{cap}
"""
PLACES = ("header", "fact", "heading", "leaf", "rule", "bands", "row", "total", "cap")
OF_TABLE = {"header": None, "fact": None, "total": None, "cap": None}
OWNERS = {**OF_TABLE, "heading": "丁", "leaf": "乙", "rule": "乙", "bands": "丙", "row": "丙"}


def read(**allowed: str) -> RuleBook:
    lines = {place: f"放过 {text}" if text else "" for place, text in allowed.items()}
    text = TEXT.format(**(dict.fromkeys(PLACES, "") | lines))
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    assert rulebook is not None, [each.message("zh") for each in diagnostics]
    return rulebook


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("", 'constant-score "一"', "allowance_added"),
        ('constant-score "一"', "", "allowance_removed"),
        ('constant-score "一"', 'constant-score "二"', "allowance"),
        ('constant-score "一"', 'constant-score "一"', None),
    ],
)
def test_every_place_is_looked_at(place: str, old: str, new: str, part: str | None) -> None:
    comparison = compare(read(**{place: old}), read(**{place: new}))
    edits = list(comparison.edits)
    assert [edit.part for edit in edits] == ([part] if part else [])
    assert all(edit.subject == "constant-score" and not edit.changes_scores for edit in edits)
    owners = [change.indicator.name for change in comparison.indicators]
    assert owners == ([OWNERS[place]] if part and OWNERS[place] else [])


def test_one_of_several_may_go() -> None:
    both = 'constant-score "一"\n放过 slow-deduction "二"'
    (edit,) = compare(read(rule=both), read(rule='slow-deduction "二"')).edits
    assert (edit.part, edit.subject) == ("allowance_removed", "constant-score")


def test_other_changes_around_it_do_not_matter() -> None:
    """Lines above move its place in the file, not in the rules."""
    (edit,) = compare(
        read(leaf='constant-score "一"', header='slow-deduction "二"'),
        read(leaf='constant-score "一"'),
    ).edits
    assert (edit.part, edit.subject) == ("allowance_removed", "slow-deduction")
