"""Diagnostics as people see them."""

from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.document import Document
from perfdsl.renderers import console, plain
from perfdsl.reports import diagnostics_report
from perfdsl.reports.edits import edits_diffs
from perfdsl.reports.voice import Voice
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase
from tests.reports.diagnostics import (
    BAND_OVERLAP,
    BANDS,
    HINT,
    all_diagnostics,
    at,
    overlap,
    percent,
    several_lines,
)
from tests.reports.sheets import FACTS


def shown(*diagnostics: Diagnostic) -> str:
    return console.render(diagnostics_report(diagnostics, language="zh"), width=100, color=False)


def test_the_first_line_is_clickable_and_complete() -> None:
    """`path:line:column: severity[code] message`."""
    first = shown(overlap()).split("\n")[0]
    assert first == "规则/2026/预算执行.perf:4:4: 错误[PD4003] 两个分档重叠：10% 同时属于两档"


def test_both_parties_are_marked() -> None:
    text = shown(overlap())
    assert "--------------------- 这一档包含 10%" in text
    assert "^^^^^^^^^^^^^^^^ 这一档也包含 10%" in text
    assert "依据  财预" in text
    assert "第二档不含 10%（请确认后修改）" in text


def test_another_file_is_named() -> None:
    text = shown(percent(FACTS))
    assert "→ examples/huailai/facts.toml:12:1" in text
    assert "------ 数据里写的是百分数" in text


def test_edits_are_small_diffs() -> None:
    """A deleted line is a line taken away, nothing more."""
    text = shown(percent(FACTS))
    assert "6 -   预算调整率 ＞ 20 扣 2 分\n6 +   预算调整率 ＞ 20% 扣 2 分\n" in text
    assert text.count("6 -") == 2
    assert text.count("6 +") == 1
    assert "7 -" not in text


def test_edits_in_distant_lines_are_separate() -> None:
    edits = (Edit(at(BANDS, "一级指标"), "二级指标"), Edit(at(BANDS, "扣 2 分"), "扣 3 分"))
    diffs = edits_diffs(edits, Voice("zh"))
    assert [diff.before[0].number for diff in diffs] == [1, 6]
    assert diffs[1].after[0].text == "  预算调整率 ＞ 20 扣 3 分"


def test_an_insertion_of_a_line() -> None:
    start = BANDS.line_starts[2]
    diff = edits_diffs((Edit(Span(BANDS, start, start), "新的一行\n"),), Voice("zh"))[0]
    assert [line.text for line in diff.before] == []
    assert [line.text for line in diff.after] == ["新的一行"]


def test_spans_over_lines_are_marked_on_each() -> None:
    text = shown(several_lines())
    assert text.count(" │ ") == 6
    assert "整个分档表" in text


def test_far_apart_lines_leave_a_gap() -> None:
    source = SourceText("x.perf", "\n".join(f"行{n}" for n in range(1, 30)))
    labels = (Label(at(source, "行20"), phrase("乙", "b")),)
    text = shown(Diagnostic(BAND_OVERLAP, {"value": "1"}, Label(at(source, "行3")), labels))
    assert "…" in text
    assert "行10" not in text


def test_a_mark_at_the_end_of_the_file_has_a_caret() -> None:
    source = SourceText("x.perf", "扣")
    text = shown(Diagnostic(BAND_OVERLAP, {"value": "1"}, Label(Span(source, 1, 1))))
    assert "  │   ^" in text
    empty = SourceText("y.perf", "")
    assert "^" in shown(Diagnostic(BAND_OVERLAP, {"value": "1"}, Label(Span(empty, 0, 0))))


def test_a_span_that_takes_the_line_end_along() -> None:
    source = SourceText("x.perf", "甲\n乙\n")
    text = shown(Diagnostic(BAND_OVERLAP, {"value": "1"}, Label(Span(source, 0, 2))))
    assert "乙" not in text


def test_braces_of_users_are_left_alone() -> None:
    source = SourceText("x{0}.perf", "{value}")
    made = Diagnostic(
        BAND_OVERLAP,
        {"value": "{x}"},
        Label(Span(source, 0, 7), phrase("{a}", "{a}", a="{b}")),
        helps=(Help(phrase("{a}", "{a}", a="{}")),),
    )
    text = shown(made)
    assert "x{0}.perf:1:1" in text
    assert "{b}" in text


def test_reading_order_and_count() -> None:
    text = shown(*all_diagnostics(FACTS))
    heads = [line for line in text.split("\n") if "[PD" in line]
    assert heads[0].startswith("提示[PD7001]")
    assert [head.split(":")[1] for head in heads[1:]] == ["2", "4", "6", "7", "2"]
    assert text.endswith("共 4 个错误、1 个警告、1 个提示。\n")


def test_nothing_to_report() -> None:
    document = diagnostics_report((), language="en")
    assert isinstance(document, Document)
    assert plain.render(document, width=80) == "Nothing to report.\n"


def test_without_a_place() -> None:
    assert shown(Diagnostic(HINT)).startswith("提示[PD7001] 文件按 GB18030 读取")
