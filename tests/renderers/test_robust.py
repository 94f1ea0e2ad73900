"""Whatever users write: nothing is lost, nothing is interpreted, no line is too wide."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfdsl.document import (
    Block,
    Column,
    Diff,
    Document,
    Entry,
    Group,
    Heading,
    Item,
    Items,
    KeyValues,
    Mark,
    Paragraph,
    Row,
    Run,
    SourceLine,
    Table,
    Window,
)
from perfdsl.renderers import console, plain
from perfdsl.renderers.lines import clean
from perfdsl.reports import diagnostics_report, score_report
from perfdsl.width import text_width
from tests.reports.diagnostics import all_diagnostics
from tests.reports.sheets import ALL, FACTS

NASTY = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="预算调整率（），。[]red/:bold @ \t#", max_size=120),
    st.sampled_from(
        [
            "[red]红[/red]",
            ":smile: [link=x]y",
            "\x1b[31m",
            "\\[bold]",
            "a\tb\t丙",
            "👨‍👩‍👧 𠮷野家",
            "]]]][",
        ]
    ),
)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text, "rule"),)


def everywhere(text: str) -> Document:
    """One document with `text` in every kind of block."""
    line = text.replace("\n", " ").replace("\r", " ")
    mark = Mark(len(line) // 3, len(line) // 2, runs(text))
    lines = (SourceLine(9, line, (mark,)), SourceLine(12, line, (Mark(0, len(line), runs(text)),)))
    blocks: tuple[Block, ...] = (
        Heading(1, runs(text)),
        Heading(2, runs(text)),
        Paragraph(runs(text)),
        KeyValues(
            (Entry("键", runs(text), (Item(runs(text)),)), Entry("二", (), (Item(runs(text)),)))
        ),
        Group((Items((Item(runs(text), (Items((Item(runs(text)),)),)),)),)),
        Table(
            (Column("指标"), Column("满分", "right"), Column("说明")),
            (
                Row((runs(text), runs("1.00"), runs(text)), 1),
                Row((runs(text), (), ()), is_total=True),
            ),
        ),
        Window(lines, runs(text)),
        Diff("原文", lines, "改为", lines),
    )
    return Document(blocks, "zh")


def solid(text: str) -> str:
    """Without what wrapping may change."""
    return re.sub(r"\s", "", text)


@settings(max_examples=60, deadline=None)
@given(NASTY, st.sampled_from([60, 80, 120]))
def test_user_text_survives(text: str, width: int) -> None:
    """Every character is there, in order, for every block; markup stays text."""
    wanted = solid(clean(text))
    document = Document((Paragraph(runs(text)),), "zh")
    assert wanted in solid(console.render(document, width=width, color=False))
    assert wanted in solid(plain.render(document, width=width))
    colored = console.render(document, width=width, color=True)
    assert solid(ESCAPES.sub("", colored)) == wanted


@settings(max_examples=60, deadline=None)
@given(NASTY, st.integers(60, 130))
def test_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    document = everywhere(text)
    for rendered in (
        console.render(document, width=width, color=False),
        plain.render(document, width=width),
    ):
        assert "\x1b" not in rendered
        assert max(map(text_width, rendered.split("\n"))) <= width


@settings(max_examples=40, deadline=None)
@given(NASTY)
def test_color_changes_nothing_but_color(text: str) -> None:
    document = everywhere(text)
    colored = console.render(document, width=80, color=True)
    bare = [line.rstrip() for line in ESCAPES.sub("", colored).split("\n")]
    assert bare == [
        line.rstrip() for line in console.render(document, width=80, color=False).split("\n")
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", ALL)
def test_reports_fit(name: str, width: int) -> None:
    for document in (
        score_report(ALL[name](), language="en", show_all=True),
        diagnostics_report(all_diagnostics(FACTS), language="en"),
    ):
        for text in (
            console.render(document, width=width, color=False),
            plain.render(document, width=width),
        ):
            assert max(map(text_width, text.split("\n"))) <= width


@pytest.mark.parametrize("width", [1, 8, 12, 20])
def test_hopelessly_narrow_screens_do_not_break(width: int) -> None:
    document = score_report(ALL["full"](), language="zh", show_all=True)
    assert "在" in console.render(document, width=width, color=False)
    assert "在" in plain.render(document, width=width)


def test_links_are_one_span_and_percent_encoded() -> None:
    uri = "file:///%E8%A7%84.perf"
    document = Document((Paragraph((Run("规.perf:1:2", link=uri),)),), "zh")
    colored = console.render(document, width=80, color=True)
    assert colored.count(uri) == 1
    assert uri not in console.render(document, width=80, color=False)


def test_our_own_words_need_no_more_than_gbk() -> None:
    """A Chinese Windows console writes GBK; `√ × → ≈` exist there, `✓` and `−` do not."""
    for make in ALL.values():
        for language in ("zh", "en"):
            document = score_report(make(), language=language, show_all=True)
            console.render(document, width=80, color=False).encode("gbk")
            plain.render(document, width=80).encode("gbk")


@pytest.mark.parametrize(
    ("indent", "before"), [("\t", "预算"), ("", "（全角）"), ("  ", "𠮷👍e\u0301")]
)
def test_carets_stand_under_the_marked_characters(indent: str, before: str) -> None:
    """The cells in front of the caret are the cells in front of the marked word."""
    line = f"{indent}{before}标记 > 20"
    start = len(indent) + len(before)
    window = Window((SourceLine(3, line, (Mark(start, start + 2, runs("这里")),)),))
    text = console.render(Document((window,), "zh"), width=80, color=False)
    source, carets = text.split("\n")[:2]
    assert text_width(source[: source.index("标记")]) == carets.index("^")
    assert carets.count("^") == 4


def test_long_source_lines_fold_with_their_carets() -> None:
    line = "条件" * 40 + "错" + "尾" * 10
    window = Window((SourceLine(3, line, (Mark(80, 81, runs("在这里")),)),))
    text = console.render(Document((window,), "zh"), width=60, color=False)
    lines = text.split("\n")
    below = next(index for index, shown in enumerate(lines) if "^" in shown)
    assert lines[below - 1][lines[below - 1].index("错")] == "错"
    assert text_width(lines[below - 1][: lines[below - 1].index("错")]) == lines[below].index("^")


def test_plain_and_pipes_do_not_load_rich() -> None:
    """Start-up: rich is only for colored output."""
    import subprocess

    program = (
        "import sys\n"
        "from perfdsl.document import *\n"
        "from perfdsl.renderers import console, plain, json\n"
        "d = Document((Paragraph((Run('x'),)),), 'zh')\n"
        "console.render(d, width=80, color=False); plain.render(d, width=80)\n"
        "assert not any(name.startswith(('rich', 'perfdsl.model', 'perfdsl.interpreter')) for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
