"""`扣 1 至 2 分` does not say who chooses: one finding, whatever sign joins the ends."""

from collections.abc import Callable

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

HEAD = "方案 范围\n事实 执行率 比率\n指标 甲 5 分\n"
RANGES = [
    ("执行率 > 20% 扣 1 至 2 分", "1 至 2 分"),
    ("执行率大于20%扣1-2分", "1-2分"),
    ("执行率大于20%扣1－2分", "1－2分"),
    ("执行率大于20%扣1—2分", "1—2分"),
    ("执行率大于20%扣1——2分", "1——2分"),
    ("执行率大于20%扣1～2分", "1～2分"),
    ("执行率大于20%扣1到2分", "1到2分"),
    ("执行率大于20%扣1分至2分", "1分至2分"),
    ("执行率大于20%加 1 至 2 分", "1 至 2 分"),
    ("执行率大于20%得 1 至 2 分", "1 至 2 分"),
    ("执行率大于20%得2至1分", "2至1分"),
    ("得1-2分", "1-2分"),
    ("执行率 > 20% deduct 1 to 2 points", "1 to 2 points"),
    ("逐项\n- 执行率 > 20% 得 2-1分", "2-1分"),
]  # fmt: skip


def everything_found(text: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    check(parse(SourceText("测试.perf", text), diagnostics), diagnostics)
    return diagnostics.found


@pytest.mark.parametrize(("sentence", "points"), RANGES)
def test_a_range_is_reported_once_with_the_judged_form(sentence: str, points: str) -> None:
    """Syntax and checker together say one thing, at the range; the edit makes it a judgement."""
    (found,) = everything_found(HEAD + sentence)
    assert found.code.id == "PD1022"
    assert found.primary is not None
    assert found.primary.span.text == points
    edit = found.all_helps[0].edits[0]
    assert edit.replacement == "人工 1 至 2"
    text = HEAD + sentence
    changed = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert "PD1022" not in [diagnostic.code.id for diagnostic in everything_found(changed)]


@pytest.mark.parametrize("points", ["8 至 9 分", "9-8 分", "9—8分", "2.9～2分"])
def test_a_range_in_a_band_offers_the_line_as_well(points: str) -> None:
    """Neither computed as a difference nor guessed."""
    found = everything_found(
        HEAD + f"按 执行率 分档\n- 90%(含) 至 100%(不含) 得 {points}\n- 其余 得 0"
    )
    assert [diagnostic.code.id for diagnostic in found] == ["PD4008"]
    said = found[0].message("zh") + "".join(help_.text.text("zh") for help_ in found[0].all_helps)
    assert "插值" in said
    assert "人工" in said


def test_a_dash_joins_the_ends_where_a_choice_is_named(read: Read) -> None:
    """`人工 1-2` and `9-8 分 插值` have one reading."""
    file, found = read(
        HEAD + "按 执行率 分档\n- 90%(含) 至 100%(不含) 得 8-9 分 插值\n- 其余 得 人工 1-2 分"
    )
    assert not found
    (bands,) = file.headings[0].rules
    assert isinstance(bands, ast.Bands)
    assert bands.rows[0].interpolated
    assert isinstance(bands.rows[1].points, ast.Judged)


def test_an_award_outside_bands_is_told_of_the_line(read: Read) -> None:
    """Two ways out: a person, or bands."""
    _, found = read(HEAD + "得 1 至 2 分")
    assert ["人工" in help_.text.text("zh") or "插值" in help_.text.text("zh") for help_ in found[0].all_helps] == [True, True]  # fmt: skip
