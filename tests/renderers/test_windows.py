"""Carets under any text at any width, long lines around their marks, several files, a clause."""

# ruff: noqa: RUF001  # full-width characters are what is tested

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.document import Diff, Document, Mark, SourceLine, Window
from perfdsl.renderers import console, plain
from perfdsl.renderers.lines import clean
from perfdsl.reports import diagnostics_report
from perfdsl.source import SourceText, Span
from perfdsl.width import character_width, text_width
from perfdsl.wording import Code, Language, Words, phrase

CODE = Code("PD4003", "band-overlap", "error", Words("两档重叠", "two bands overlap"))
HINT = Code("PD2103", "word-split-off", "info", Words("读作", "read as"))
ALPHABET = [
    *"预算调整率（），％０abc 12>",
    "\t",
    "\u3000",
    "e\u0301",  # a letter with a combining accent
    "\u200b",  # zero width space
    "\u200d",  # zero width joiner
    "𠮷",
    "😀",
    "👨\u200d👩\u200d👧",
    "\u1160",
    "ｶ",
    "\x1b",
    "\u202e",
    "①",
]
TEXTS = st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=60).map("".join)


def rows_of(window: Window, width: int) -> list[str]:
    shown = console.render(Document((window,), "zh"), width=width, color=False).split("\n")[:-1]
    assert max(map(text_width, shown)) <= width
    return shown


def under_carets(rows: list[str], gutter: int) -> str:
    """What stands above the carets, cell by cell; fails where a caret halves a wide character."""
    found = ""
    for above, row in itertools.pairwise(rows):
        body = row[gutter:]
        if not body.strip() or set(body.strip()) != {"^"}:
            continue
        first, last = body.index("^"), body.rindex("^")
        cell = 0
        for character in above[gutter:]:
            size = character_width(character)
            if size and first <= cell <= last:
                assert cell + size - 1 <= last, (above, row)
                found += character
            assert not (cell < first < cell + size), (above, row)
            cell += size
        if cell <= last:  # behind the last character
            found += " " * (last - max(cell, first) + 1)
    return found


@given(TEXTS, st.data(), st.sampled_from([30, 40, 80]))
@example("预算\t调整率", None, 40)
@example("\u200b\u200b率", None, 40)
def test_carets_stand_under_what_is_marked(
    text: str, data: st.DataObject | None, width: int
) -> None:
    """Whatever is in front of it; what has no width of its own gets one caret."""
    start = data.draw(st.integers(0, len(text))) if data is not None else len(text) - 1
    end = data.draw(st.integers(start, len(text))) if data is not None else len(text)
    rows = rows_of(Window((SourceLine(7, text, (Mark(start, end),)),)), width)
    low, high = (text_width(clean(text[:place])) for place in (start, end))
    if high > low:
        under = under_carets(rows, 4)
        marked = clean(text[:end])[len(clean(text[:start])) :]
        wanted = "".join(character for character in marked if character_width(character))
        assert under.replace(" ", "") == wanted.replace(" ", "")
        assert text_width(under) == high - low
    else:
        assert sum(row.count("^") for row in rows[1:]) == 1


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("at", [0, 500, 1001, 1999])
def test_a_long_line_is_shown_around_its_mark(width: int, at: int) -> None:
    text = "条件" * at + "错误" + "尾巴" * (2000 - at)
    rows = rows_of(Window((SourceLine(7, text, (Mark(2 * at, 2 * at + 2),)),)), width)
    assert len(rows) <= 8
    assert under_carets(rows, 4) == "错误"
    assert rows[0].startswith("7 │ ")
    assert any(row.strip() == "│ …" for row in rows)


def test_both_ends_of_a_long_mark_are_shown() -> None:
    text = "头" * 300 + "甲" + "中" * 600 + "乙" + "尾" * 300
    rows = rows_of(Window((SourceLine(7, text, (Mark(300, 902),)),)), 60)
    assert sum("甲" in row for row in rows) == 1
    assert sum("乙" in row for row in rows) == 1
    assert len(rows) < 16


def test_lines_of_usual_length_are_shown_whole() -> None:
    text = "条件" * 60
    rows = rows_of(Window((SourceLine(7, text, (Mark(0, 2),)),)), 60)
    assert "".join(row[4:] for row in rows if "^" not in row) == text


def test_a_diff_of_a_long_line_shows_the_change() -> None:
    text = "条件" * 900
    before = SourceLine(7, text + "树" + text)
    after = SourceLine(7, text + "数" + text)
    document = Document((Diff("原文", (before,), "改为", (after,)),), "zh")
    rows = console.render(document, width=60, color=False).split("\n")
    assert sum("树" in row for row in rows) == 1
    assert sum("数" in row for row in rows) == 1
    assert len(rows) < 20


def test_plain_text_of_a_long_line_is_cut_too() -> None:
    text = "条件" * 900 + "错" + "尾巴" * 900
    window = Window((SourceLine(7, text, (Mark(1800, 1801),)),))
    shown = "".join(plain.render(Document((window,), "zh"), width=80).split())
    assert shown.startswith("7:条件条件")
    assert "…条件条件" in shown
    assert "条件错尾巴" in shown
    assert shown.endswith("…")
    assert len(shown) < 250


# --- whole diagnostics ---------------------------------------------------------------------------

RULES = SourceText("规则.perf", "指标 甲 5 分\n\t执行率 > 20 扣 2 分\n" + "得 1 分\n" * 60)
FACTS = SourceText("数据.toml", '["事实"]\n"执行率" = "20"\n')


def at(source: SourceText, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


def several(count: int, source: SourceText = RULES, code: Code = CODE) -> list[Diagnostic]:
    start = source.text.index("得 1 分")
    return [
        Diagnostic(code, {}, Label(Span(source, start + 6 * index, start + 6 * index + 1)))
        for index in range(count)
    ]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_labels_in_two_files_with_the_clause_and_the_way_out(
    language: Language, width: int
) -> None:
    made = Diagnostic(
        CODE,
        {},
        Label(at(RULES, "> 20"), phrase("没有单位", "no unit")),
        (
            Label(at(RULES, "执行率"), phrase("比率", "a ratio")),
            Label(at(FACTS, '"20"'), phrase("填的也没有单位", "filled in without a unit too")),
        ),
        (phrase("例如 20%", "such as 20%"),),
        (Help(phrase("写成 20%", "write 20%"), (Edit(at(RULES, "20"), "20%"),), "unsafe"),),
        "财预〔2026〕7 号 第 5 项",
    )
    shown = console.render(diagnostics_report([made], language=language), width=width, color=False)
    rows = shown.split("\n")
    source = rows.index("2 │     执行率 > 20 扣 2 分")
    assert re.fullmatch(r"  │     ------ .+", rows[source + 1])
    assert re.fullmatch(r"  │            \^\^\^\^ .+", rows[source + 2])
    assert "  → 数据.toml:2:9" in rows
    fact = rows.index('2 │ "执行率" = "20"')
    assert rows[fact + 1].startswith("  │            ----")
    assert any(row.split()[:1] == ["依据" if language == "zh" else "Basis"] for row in rows)
    assert "2 +     执行率 > 20% 扣 2 分" in rows


def test_of_many_errors_in_a_file_twenty_are_shown_and_the_others_counted() -> None:
    other = SourceText("别的.perf", RULES.text)
    found = [*several(50), *several(21, code=HINT), *several(20, other)]
    shown = console.render(diagnostics_report(found, language="zh"), width=80, color=False)
    heads = [line for line in shown.split("\n") if "[PD" in line]
    assert sum(line.startswith("规则.perf") and "错误" in line for line in heads) == 20
    assert sum(line.startswith("规则.perf") and "提示" in line for line in heads) == 20
    assert sum(line.startswith("别的.perf") for line in heads) == 20
    assert "规则.perf：另有 30 个错误、1 个提示没有列出" in shown
    assert "别的.perf：" not in shown
    assert shown.endswith("共 70 个错误、21 个提示。\n")
    everything = diagnostics_report(found, language="zh", show_all=True)
    text = console.render(everything, width=80, color=False)
    assert text.count("[PD") == 91
    assert "没有列出" not in text
