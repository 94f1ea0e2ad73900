"""What is said about lines that cannot be read."""

import string
from collections.abc import Callable

import pytest

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as syntax_codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse
from perfdsl.wording import Code, Words

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]
Codes = Callable[[str], list[str]]

CASES = {
    "PD1001": ["二级指际 预算执行 18 分", "职责履行得好", "预算执行 情况"],
    "PD1002": ["执行率以上20%扣1分", "执行率 > 20% 扣 2 分 5"],
    "PD1003": ["定义 乙 = 收入 /", "依据", "收入 > 3 须说明", "方案"],
    "PD1004": ["执行率 > 20% 扣 2 分 理由 “abc", '说明 "abc', "「执行率 > 20% 扣 1"],
    "PD1005": ["执行率 > (20% 扣 2 分", "最大(收入, 支出 > 3 扣 1"],
    "PD1006": ["执行率 > 20%) 扣 2 分"],
    "PD1050": ["执行率 > ±3% 扣 1", "执行率超过±30%的扣1分"],
    "PD1007": ["执行率 @ 3 扣 1", "执行率 > 3 ？"],
    "PD1008": ["完成日 > 2021-13-45 扣 1", "完成日 > 2021年2月30日 扣 1"],
    "PD1009": [
        "≤100%得5分；每超过1个百分点扣0.5分",
        "执行率≤100%得5分，每超过1个百分点扣0.5分",
        "执行率 > 5% 扣 1 分 执行率 > 6% 扣 2 分",
    ],
    "PD1010": ["执行率 > 20% 扣", "执行率<60%扣完该项分值为止", "执行率大于20%扣", "执行率 > 20% 扣分", "执行率 > 20% 扣，理由 “甲”"],
    "PD1011": ["不适用", "不适用 得 满分", "免扣", "须说明 “甲”", "一票否决"],
    "PD1012": ["> 20% 扣 2 分", "大于20%扣2分"],
    "PD1013": ["执行率 20% 扣 2 分", "执行率 20%"],
    "PD1014": ["执行率 < 70% 不超过 79 分"],
    "PD1015": ["执行率 80%以上 得 1", "按 执行率 分档\n- 60%以下 得 1", "按 执行率 分档\n- 60%(含) 至 70% 得 1", "执行率 在 60% 至 70% 得 1", "按 执行率 分档\n- 0-10%（含）得 1", "按 执行率 分档\n- 80%—90%（不含90%）得 1", "执行率80%-90%（含90%）得1分"],
    "PD1016": ["80%-90% 得 2 分"],
    "PD1017": ["执行率小于95%及以上得1分", "执行率不足60%及以下不得分", "执行率达到95%以上（不含）得1分", "执行率80%以上（含90%）得1分", "按 执行率 分档\n- 低于60%以上 得 1", "按 执行率 分档\n- > 3, > 5 得 1"],
    "PD1018": ["指标 职责履行-实际完成率 3 分", "指标 目标 任务", "一级指标 目标任务、数量 3 分", "事实 产出-质量 比率", "事实 2021年支出 金额", "定义 产出/质量 = 收入", "事实 明项 明细\n- 产出-质量 比率", "职责履行-实际完成率 > 90% 扣 1", "职责履行-实际完成率大于90%扣1分"],
    "PD1019": ["指标 3 分", "指标"],
    "PD1020": ["事实 乙"],
    "PD1021": ["执行率 > 20% 扣 2 分 理由 调整较大", "收入 > 3 须说明 原因"],
    "PD1022": ["得 1 至 5", "逐项\n- 有制度 得 1 至 2", "逐项 扣 1-2 分", "执行率 > 1% 扣 1 最多 2 至 3 分", "执行率 > 1% 封顶 60 至 70 分"],
    "PD1023": ["执行率 > 20% 扣 2-1 分"],
    "PD1024": ["- 有制度 得 1"],
    "PD1027": ["执行率 > 1% 扣 1 最多 2 最多 3", "执行率 > 1% 每满 1% 扣 1 每满 2%"],
    "PD1028": ["否则 扣 3", "执行率 > 1% 得 1 除外 有制度", "执行率 > 1% 每满 1% 按比例 扣 1", "执行率 > 1% 每满 1% 扣 1 按比例", "执行率 > 1% 按比例 每满 1% 扣 1", "执行率 > 1% 每起 1% 扣 1，不足1%不计", "违规数每5天扣1分，不足5天按1天计", "执行率 > 1% 每 1% 扣 1 最多加 3"],
    "PD1029": ["收入 = 0 不适用 得 3"],
    "PD1030": ["按 执行率 分档\n- 收入 + 1 得 2", "按 执行率 分档\n- != 2 得 2"],
    "PD1031": ["逐项 得 1\n- > 3 得 1"],
    "PD1032": ["逐项 得 1\n- 有制度 不适用", "按 执行率 分档\n- > 3 扣 1", "逐项 得 1\n- 有制度 得 1 最多 3"],
    "PD1033": ["年度 abc", "年度 21", "保留 2 位", "金额单位 公斤", "有制度 一票否决 得 3", "语言 1.5"],
    "PD1034": ["总分\n总分"],
    "PD1035": ["执行率 > 20%", "执行率 > 20% 且 有制度"],
    "PD1036": ["按 执行率 分档\n- [100,200) 得 2"],
    "PD1037": ["执行率 > 1% 扣 1 分，不足1个按1个计", "执行率 > 1% 扣 1 分 按比例", "执行率 > 1% 按整 扣 1 分"],
    "PD1038": ["得 1" + " + 1" * 5000, "得 " + "(" * 3000, "得 " + "9" * 5000, "非 " * 3000 + "有制度 扣 1"],
    "PD1039": ["违规数每有一项不符合扣1分", "每发现一次 违规行为 扣 1 分", "违规数每有1项未按要求执行的，扣0.5分"],
    "PD1040": ["执行率≥95%不扣分", "政策性调整的，不予扣分"],
    "PD1041": ["执行率大于20%的扣2分，以此类推", "执行率大于20%酌情扣分", "执行率 < 90% 按比例扣分"],
    "PD2101": ["税收入大于0扣1分", "未知率不适用"],
    "PD2103": ["事实 年支出 金额\n指标 乙\n当年支出大于0扣1分", "事实 期完成率 比率\n指标 乙\n按期完成率分档"],
    "PD2104": ["事实 满分 金额", "定义 award = 1"],
    "PD2105": ["定义 收入或支出 = 1"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in CASES.items() for text in texts]
)
def test_one_line_one_finding(codes: Codes, code: str, text: str) -> None:
    """The slip is called by its own name, and nothing else is said."""
    assert codes(text) == [code]


def own_codes() -> list[Code]:
    return [
        value
        for module in (syntax_codes, name_codes)
        for value in vars(module).values()
        if isinstance(value, Code) and value.id.startswith(("PD1", "PD21"))
    ]


OUTSIDE = {"PD1025": "得 3", "PD1026": "依据 “甲”"}
"""Findings that need a file without an indicator."""


@pytest.mark.parametrize(("code", "text"), OUTSIDE.items())
def test_nothing_above(read: Read, code: str, text: str) -> None:
    """A rule needs an indicator above it, an annotation something it is about."""
    assert [found.code.id for found in read(text)[1]] == [code]


def test_every_code_has_an_example() -> None:
    """No code of the syntax is without a line that brings it up (PD2102 is with the fifteen)."""
    assert {code.id for code in own_codes()} == {*CASES, *OUTSIDE, "PD2102"}


def test_the_texts_of_a_code_have_the_same_gaps() -> None:
    """Chinese and English name the same arguments."""
    for code in own_codes():
        for words in (code.message, code.help):
            if words is not None:
                gaps = [
                    {name for _, name, _, _ in string.Formatter().parse(text) if name}
                    for text in (words.zh, words.en)
                ]
                assert gaps[0] == gaps[1], code.id


def test_words_of_parsers_are_not_used(read: Read) -> None:
    """Messages quote the user's words; no terminal's name and no jargon."""
    for texts in (*CASES.values(), OUTSIDE.values()):
        for text in texts:
            for found in read("事实 执行率 比率\n指标 甲\n" + text)[1]:
                for language in ("zh", "en"):
                    said = found.message(language)
                    said += "".join(help_.text.text(language) for help_ in found.all_helps)
                    assert "{" not in said
                    for jargon in ("token", "NAME", "NUMBER", "LPAR", "$END", "parse", "None"):
                        assert jargon not in said, (text, said)


def test_expected_words_are_at_most_six(read: Read) -> None:
    """A help lists what could be written, in both languages, and not more than six things."""
    _, found = read("事实 执行率 比率\n指标 甲\n执行率 > 20%")
    help_ = found[0].all_helps[0].text
    assert help_.text("zh") == "接着可以写：扣、得、加、每满、不适用、不得分"
    assert (
        help_.text("en")
        == "go on with one of these: deduct, award, add, per full, not applicable, no points"
    )


def test_an_unsaid_end_still_makes_a_node(read: Read) -> None:
    """`80%以上` is reported with both ways out, and kept so that nothing follows from it."""
    file, found = read("事实 执行率 比率\n指标 甲\n执行率 80%以上 得 1")
    assert len(file.headings[0].rules) == 1
    edits = [
        (help_.edits[0].span.start, help_.edits[0].replacement) for help_ in found[0].all_helps
    ]
    assert [replacement for _, replacement in edits] == ["（含）", "（不含）"]
    assert found[0].primary is not None
    assert found[0].primary.span.text == "80%以上"
    assert edits[0][0] == found[0].primary.span.end


def test_two_rules_are_split_by_the_help(read: Read) -> None:
    """The offered edit puts the second rule on its own line, with the limit it starts from."""
    text = "事实 执行率 比率\n指标 甲\n执行率≤100%得5分；每超过1个百分点扣0.5分"
    edit = read(text)[1][0].all_helps[0].edits[0]
    changed = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert changed.endswith("执行率 ≤100% 得5分\n执行率 > 100% 每超过1个百分点扣0.5分")


def test_an_open_bracket_or_quote_does_not_swallow_the_file(read: Read) -> None:
    """Only the line itself is lost."""
    for broken in ("执行率 > (20% 扣 2 分", "执行率 > 20% 扣 2 分 理由 “好", "最大(执行率,"):
        file, found = read(f"事实 执行率 比率\n指标 甲\n{broken}\n指标 乙\n执行率 > 3% 扣 1\n得 3")
        assert len(found) == 1
        assert [len(heading.rules) for heading in file.headings] == [0, 2]


def test_a_broken_heading_opens_its_node(read: Read) -> None:
    """Its rules do not land in the sibling above; its points are kept where they can be read."""
    file, found = read("指标 甲\n得 1\n指标 职责-完成率 3 分\n得 2")
    assert len(found) == 1
    first, second = file.headings
    assert (first.name.text, second.name.text) == ("甲", "职责-完成率")
    assert len(second.rules) == 1
    assert second.incomplete
    assert isinstance(second.points, ast.Number)
    assert found[0].helps[0].edits[0].replacement == "「职责-完成率」"


def test_rows_of_a_broken_list_are_not_reported(read: Read) -> None:
    """A list whose first line is broken takes its rows along in silence."""
    _, found = read("指标 甲\n逐项 得 ×\n- 有制度\n- 有人\n得 1")
    assert len(found) == 1


def test_a_missing_name_is_suggested(read: Read) -> None:
    """The nearest names are offered as edits of exactly the unknown part."""
    text = "事实 预算调整率 比率\n事实 调整预算率 比率\n指标 甲\n预算调正率大于20%扣2分"
    found = read(text)[1][0]
    assert found.primary is not None
    assert found.primary.span.text == "预算调正率"
    assert found.helps[0].edits[0].replacement == "预算调整率"


def test_an_accent_is_shown_with_its_letter() -> None:
    diagnostics = Diagnostics()
    parse(
        SourceText("一.perf", "事实 率 比率\n指标 甲 10 分\n率 > 5% 扣 1 e\u0301x 分\n"),
        diagnostics,
    )
    (found,) = diagnostics.found
    assert found.primary is not None
    assert found.primary.span.text == "e\u0301"
    assert not any(help_.edits for help_ in found.helps)


@pytest.mark.parametrize("rule", ["甲数 > 3 每 扣 2 分", "甲数 > 3 每满 得 2 分"])
def test_a_step_that_is_missing_is_asked_for(rule: str) -> None:
    text = f"语言 1\n事实 甲数 次数\n指标 甲 5 分\n  {rule}\n"
    diagnostics = Diagnostics()
    parse(SourceText("rules.perf", text), diagnostics)
    [only] = diagnostics.found
    expected = only.arguments["expected"]
    assert isinstance(expected, Words)
    assert "每一步是多少" in expected.zh
