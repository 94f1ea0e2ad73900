"""Whole files: the design's sample, a longer one, recovery, places, and anything at all."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast, parse

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

SAMPLE = (Path(__file__).parent / "sample.perf").read_text(encoding="utf-8")


def count_rules(headings: tuple[ast.Heading, ...]) -> int:
    return sum(len(heading.rules) + count_rules(heading.children) for heading in headings)


def test_the_sample_parses_whole(read: Read) -> None:
    """A realistic file of more than 120 lines has nothing to report."""
    file, found = read(SAMPLE)
    assert SAMPLE.count("\n") >= 120
    assert [(x.code.id, x.message("zh")) for x in found] == []
    assert (len(file.headers), len(file.facts), len(file.definitions)) == (10, 17, 8)
    assert [heading.name.text for heading in file.headings] == ["预算编制", "预算执行", "履职效果"]
    assert count_rules(file.headings) == 29
    assert file.total is not None
    assert len(file.total.rules) == 3
    assert not file.incomplete


def test_full_width_file_is_the_same_file(read: Read) -> None:
    """The sample typed with full-width digits and symbols gives the same tree."""
    wide = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
    wide |= {ord(narrow): full for narrow, full in zip("><=%:|+*", "＞＜＝％：｜＋＊", strict=True)}  # noqa: RUF001
    file, _ = read(SAMPLE)
    widened, found = read(SAMPLE.translate(wide))
    assert not found
    assert re.sub(r"texts=\([^)]*\)|name='[^']*'", "", repr(widened.headings)).translate(
        {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
    ) == re.sub(r"texts=\([^)]*\)|name='[^']*'", "", repr(file.headings))
    assert widened.definitions == file.definitions


BREAKS = [
    ("  编制人数 = 0 不适用 得 满分", "  编制人数 = 0 不适用 得 三分"),
    ("    - [70%, 80%)                得 3 分", "    - [70%, 80%                 得 3 分"),
    ("  逐项 得 1 分", "  逐项 得 ×"),
    ("二级指标 预算管理 13 分", "二级指标 预算-管理 13 分"),
    ("  得 项目完成率 × 满分 最多 满分", "  得 项目完成率 × × 满分"),
    ("事实 违规次数      次数 次", "事实 违规次数"),
    ("  预算完成率低于60%的，不得分。", "  预算完成率低于60%的，不得分。扣 @ 分"),
    ("    建议 “严格控制编外用人”", "    建议 “严格控制编外用人"),
]


def test_eight_broken_lines_are_eight_findings(read: Read) -> None:
    """Each broken line is reported once and nothing around it is lost."""
    text = SAMPLE
    for whole, broken in BREAKS:
        assert text.count(whole + "\n") == 1
        text = text.replace(whole + "\n", broken + "\n")
    file, found = read(text)
    assert len(found) == len(BREAKS), [(x.code.id, x.message("zh")) for x in found]
    lines = sorted(x.primary.span.first.line for x in found if x.primary is not None)
    expected = sorted(
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line in {broken for _, broken in BREAKS}
    )
    assert lines == expected
    assert file.incomplete
    whole_file, _ = read(SAMPLE)
    assert outline(file.headings) == [
        (name.replace("预算管理", "预算-管理"), level)
        for name, level in outline(whole_file.headings)
    ]
    # two rules on one line are read as two, the others are lost
    assert count_rules(file.headings) == count_rules(whole_file.headings) - 2


def outline(headings: tuple[ast.Heading, ...]) -> list[tuple[str, int]]:
    found = []
    for heading in headings:
        found += [(heading.name.text, heading.level), *outline(heading.children)]
    return found


@pytest.mark.parametrize("number", range(0, SAMPLE.count("\n"), 3))
def test_a_broken_line_never_spoils_the_file(read: Read, number: int) -> None:
    """A line cut in half, wherever it is, leaves every other heading standing."""
    lines = SAMPLE.split("\n")
    if lines[number].lstrip().startswith(("一级", "二级", "指标")):
        return
    lines[number] = lines[number][: len(lines[number]) // 2]
    file, _ = read("\n".join(lines))
    assert outline(file.headings) == outline(read(SAMPLE)[0].headings)


def nodes(node: object) -> Iterator[ast.Node]:
    if isinstance(node, ast.Node):
        yield from ast.walk(node)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spans_are_what_was_written(read: Read, line_end: str) -> None:
    """The text of a span is the text of its node, with rare characters and any line end."""
    text = ("事实 𠮷野家支出 金额  # 罕见字 😀\n" + SAMPLE).replace("\n", line_end)
    file, found = read(text)
    assert not found
    names = 0
    for node in nodes(file):
        written = node.span.text
        if isinstance(node, ast.Name):
            names += 1
            assert (
                written.strip("「」").replace("“", "").replace("”", "").replace('"', "")
                == node.text
            )
        elif isinstance(node, ast.Number) and "/" not in written and written[:1].isdigit():
            digits = re.sub("[^0-9.]", "", written)
            assert node.value == type(node.value)(digits)
        elif isinstance(node, ast.FullMarks):
            assert written == "满分"
        elif isinstance(node, ast.Statement) and not isinstance(node, ast.Heading):
            assert written == written.strip()
            assert written
        elif isinstance(node, ast.Comment):
            assert written.startswith("#")
            assert node.text in written
    assert names > 100
    assert file.facts[0].name.text == "𠮷野家支出"
    broken = [node for node in nodes(file) if isinstance(node, ast.Adjustment)]
    assert any(f"{line_end}    且" in node.span.text for node in broken)


def test_children_lie_inside_their_parents(read: Read) -> None:
    """An expression's parts stand within it."""
    file, _ = read(SAMPLE)
    for node in nodes(file):
        if isinstance(node, ast.Arithmetic | ast.Comparison | ast.Call | ast.Logic):
            for child in ast.children(node):
                assert node.span.start <= child.span.start <= child.span.end <= node.span.end


def parse_text(text: str) -> tuple[ast.File, Diagnostics]:
    diagnostics = Diagnostics()
    return parse(SourceText("任意", text), diagnostics), diagnostics


def check_answer(text: str) -> None:
    file, diagnostics = parse_text(text)
    for diagnostic in diagnostics:
        for language in ("zh", "en"):
            assert diagnostic.message(language)
            for help_ in diagnostic.all_helps:
                assert help_.text.text(language)
        assert diagnostic.primary is not None
        span = diagnostic.primary.span
        assert 0 <= span.start <= span.end <= len(text)
    for node in nodes(file):
        assert isinstance(node.span, Span)
        assert 0 <= node.span.start <= node.span.end <= len(text)


WORDS = st.sampled_from(
    [
        "执行率",
        "收入",
        ">",
        ">=",
        "20%",
        "5",
        "扣",
        "得",
        "2",
        "分",
        "满分",
        "且",
        "或",
        "非",
        "每满",
        "每",
        "1",
        "个百分点",
        "按",
        "分档",
        "逐项",
        "-",
        "—",
        "①",
        "1.",
        "(",
        ")",
        "[",
        "]",
        "（含）",
        "|",
        "“",
        "”",
        '"',
        "「",
        "」",
        "，",
        ",",
        "。",
        "；",
        ":",
        "#",
        "至",
        "在",
        "不适用",
        "除外",
        "最多",
        "封顶",
        "人工",
        "步长",
        "上年",
        ".",
        "其中",
        "其余",
        "插值",
        "理由",
        "依据",
        "指标",
        "一级指标",
        "总分",
        "事实",
        "定义",
        "=",
        "金额",
        "明细",
        "等级",
        "选项",
        "方案",
        "年度",
        "保留",
        "位小数",
        "不足1个按1个计",
        "的",
        "时",
        "则",
        "当",
        "2021-12-31",
        "2021-99-99",
        "一票否决",
        "免扣",
        "须说明",
        "\n",
        "\t",
        "\u3000",
        "deduct",
        "per",
        "full",
        "award",
        "\r\n",
    ]
)


@given(st.lists(WORDS, max_size=40).map("".join))
@example("- - -")
@example("事实 项目 明细\n- \n- “")
@example("总分\n总分\n- 1\n依据")
def test_any_words_in_any_order_are_answered(text: str) -> None:
    """Words of the language in any order raise nothing, and every place is within the text."""
    check_answer(text)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_words_with_spaces_are_answered(text: str) -> None:
    """The same with spaces between."""
    check_answer(text)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    """Any characters at all."""
    check_answer(text)


@given(st.integers(0, len(SAMPLE) - 1), st.text(max_size=3), st.integers(0, 5))
def test_any_edit_of_the_sample_is_answered(at: int, inserted: str, deleted: int) -> None:
    """A few characters changed anywhere in a real file."""
    check_answer(SAMPLE[:at] + inserted + SAMPLE[at + deleted :])


@pytest.mark.parametrize(
    "text",
    [
        "指标 甲\n" + "大于" * 5000,
        "指标 甲\n" + "一" * 9000 + "分",
        "指标 " + "9" * 9000,
        "一级指标 甲\n" * 3000,
        "指标 甲\n" + "“" * 3000,
        "指标 甲\n" + "当或且" * 60 + " 扣 1",
        "事实 甲 等级 " + "乙, " * 3000,
        "指标 甲\n" + "最大(\n" * 500,
        "指标 甲\n" + "1 且\n" * 2000,
        "-" * 5000,
    ],
    ids=lambda text: text[4:14],
)
def test_monsters_are_answered(text: str) -> None:
    """Very long and very deep lines raise nothing."""
    check_answer(text)


@given(st.binary(max_size=120))
def test_any_bytes_are_answered(data: bytes) -> None:
    """Bytes of any kind, read as they may."""
    check_answer(data.decode("utf-8", "replace"))
    check_answer(data.decode("utf-16-le", "replace"))


@pytest.mark.parametrize(
    "condition",
    [
        "完成月数≦1 months",
        "完成月数≤1 months",
        "完成月数≠1 months",
        "完成月数不足1 months",
        "完成月数 >= 1 months",
    ],
)
@pytest.mark.parametrize("effect", ["cap 0", "封顶 0 分", "deduct 1"])
def test_a_condition_that_ends_in_a_unit_is_no_fact(
    read: Callable[[str], tuple[ast.File, list[Diagnostic]]], condition: str, effect: str
) -> None:
    """`months` is a type as well; its effect may be written below it."""
    file, found = read(f"事实 完成月数 月数\n指标 甲 5 分\n  {condition}\n    {effect}")
    assert found == []
    assert len(file.headings[0].rules) == 1
