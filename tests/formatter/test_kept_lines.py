"""What the layout must not touch, line by line: texts to the last sign, and words that facts use."""

import re

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics, InternalError
from perfdsl.formatter import Style, format_text
from perfdsl.interpreter import score
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = "方案 甲\n事实 执行率 比率\n事实 控制率 比率\n指标 甲 10 分\n  执行率 < 90% 扣 10 分\n"
STYLES = [
    Style(language, half_width=half) for language in (None, "zh", "en") for half in (False, True)
]


def formatted(text: str, style: Style | None = None) -> str:
    return format_text(SourceText("x.perf", text), style or Style())


def last_lines(text: str, style: Style | None = None) -> str:
    """What becomes of lines below a rule."""
    after = formatted(HEAD + text + "\n", style)
    return re.split(r"(?:扣|deduct) 10 (?:分|points)\n", after)[1]


@pytest.mark.parametrize(
    ("written", "laid_out"),
    [
        ("说明 按下列标准：", "    说明 按下列标准：\n"),
        ("说明：见附件1:", "    说明 见附件1:\n"),
        ("说明：：甲", "    说明： ：甲\n"),
        ("说明: :甲", "    说明: :甲\n"),
        ("方法 比较法、实地：", "    方法 比较法、实地：\n"),
        ("来源 甲，乙：", "    来源 甲，乙：\n"),
        ("说明，甲", "    说明 ，甲\n"),
        ("说明　、甲　", "    说明 、甲\n"),
        ("依据 “甲”:", "    依据 “甲”:\n"),
        ("依据: 甲 # 注", "    依据 甲  # 注\n"),
        ("放过 unused-fact 好：", "    放过 unused-fact 好：\n"),
        ('依据 "甲",\n"乙"', '    依据 "甲",\n        "乙"\n'),  # two texts
        ('说明 甲，\n "续"', '说明 甲，\n "续"\n'),  # one, with the line end in it
        ("说明 甲，  \n    “续”", "说明 甲，  \n    “续”\n"),
    ],
)
def test_a_text_keeps_every_sign(written: str, laid_out: str) -> None:
    assert last_lines(written) == laid_out
    assert last_lines(laid_out.removesuffix("\n")) == laid_out


def test_a_stray_sign_behind_a_wide_space_stays_behind_it() -> None:
    """With a plain space it would be read as a quotation mark without its other half."""
    assert last_lines("依据　`甲") == "依据　`甲\n"


def test_a_scheme_keeps_its_colons() -> None:
    for name in ("甲：乙：", "甲:", "甲、乙："):
        text = HEAD.replace("方案 甲", f"方案 {name}")
        assert formatted(text).startswith(f"方案 {name}\n")


@pytest.mark.parametrize("style", STYLES)
def test_a_line_that_must_stay_does_not_keep_the_others(style: Style) -> None:
    after = last_lines('说明 甲，\n "续"\n控制率>3%扣1分', style)
    assert after.startswith('说明 甲，\n "续"\n')
    assert after.endswith(
        "控制率 > 3% deduct 1 points\n" if style.keywords == "en" else "控制率 > 3% 扣 1 分\n"
    )


JUDGED = """方案 甲
年度 2021
事实 执行率 比率
事实 控制率 比率
指标 甲 10 分
逐项
- 执行率>90%且控制率<20% 得 人工 0 至 6
- 执行率>90%或控制率<20% 得 人工 0 至 4 "文"
指标 乙 10 分
逐项 得 人工 0 至 5
- 执行率>90%且控制率<20%
- 控制率<20%
指标 丙 10 分
逐项 缺一 扣 人工 0 至 5
- 执行率>9%且控制率<20%
"""
JUDGEMENTS = """方案 = "x.perf"
年度 = 2021
[事实]
执行率 = "95%"
控制率 = "10%"
[评分]
"甲/执行率>90%且控制率<20%" = { 分 = 5, 理由 = "好" }
"甲/文" = { 分 = 3, 理由 = "好" }
"乙/执行率>90%且控制率<20%" = { 分 = 4, 理由 = "好" }
"乙/控制率<20%" = { 分 = 5, 理由 = "好" }
"""


def scored(text: str) -> list[object]:
    found = Diagnostics()
    rules = check(parse(SourceText("x.perf", text), found), found)
    raw = read_facts(SourceText("f.toml", JUDGEMENTS), found)
    assert rules is not None
    assert raw is not None
    facts = check_facts(raw, rules, found)
    assert not found.has_errors, [each.message("zh") for each in found]
    return [node.score for node in score(rules, facts).nodes]


@pytest.mark.parametrize("style", STYLES)
def test_judgements_find_their_rows_in_every_style(style: Style) -> None:
    """`[评分]` names a row without a text by its words; there and back, too."""
    after = formatted(JUDGED, style)
    assert scored(after) == scored(JUDGED)
    assert scored(formatted(after, Style("zh"))) == scored(JUDGED)


def test_rows_with_a_text_are_translated() -> None:
    after = formatted(JUDGED, Style("en"))
    assert '- 执行率 > 90% or 控制率 < 20% award judged 0 to 4 "文"' in after
    assert "- 执行率 > 90% 且 控制率 < 20% 得 人工 0 至 6" in after


# --- headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("above", ["", "一级指标 过程 4 分\n", "# 说的是下面\n"])
def test_a_heading_written_in_one_with_its_name_is_laid_out_at_once(
    above: str, style: Style
) -> None:
    text = f"方案 甲\n事实 支出进度率 比率\n{above}指标支出进度率 4 分\n支出进度率 < 90% 扣 4 分\n"
    after = formatted(text, style)
    assert formatted(after, style) == after
    heading = next(line for line in after.split("\n") if "支出进度率 4" in line)
    assert not heading.startswith(" ")
    assert "\n  支出进度率 < 90%" in after


# --- what cannot be said in the other language ---------------------------------------------------


def test_part_of_the_full_marks_in_english() -> None:
    rows = "  按 控制率 分档\n  -≥60% 得满分的80%\n  -其余 不得分"
    assert last_lines(rows, Style("en")) == (
        "  by 控制率 bands\n  - ≥ 60% award full marks * 80%\n  - rest  no points\n"
    )
    rule = "控制率达到９０％及以上的，得满分的８０％"
    assert last_lines(rule, Style("en", half_width=True)) == (
        "  控制率 at least 90% and above, award full marks * 80%\n"
    )


def test_a_line_that_cannot_be_translated_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line keeps its words, and no other does."""

    def refusing(text: str, _: str) -> str:
        return "？" if text.startswith("3") else text

    monkeypatch.setattr("perfdsl.formatter.words._number", refusing)
    rows = "按 控制率 分档\n-≥６０% 得3分\n-其余 不得分\n控制率>３０%扣3分"  # noqa: RUF001
    assert last_lines(rows, Style("en", half_width=True)) == (
        "  by 控制率 bands\n  - ≥ 60% 得 3 分\n  - rest  no points\n  控制率 > 30% 扣 3 分\n"
    )


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("事实 甲 金额 万元", "fact 甲 money ten_thousand_yuan"),
        ("事实 甲 金额 元 >= 0", "fact 甲 money yuan >= 0"),
        ("事实 甲 天数 工作日", "fact 甲 days working_days"),
        ("金额单位 亿元", "money unit hundred_million_yuan"),
        ("事实 甲 选项 天, 年, 元", "fact 甲 choice 天, 年, 元"),
        ("事实 甲 等级 年, 天", "fact 甲 level 年, 天"),
        ("事实 天 数量 平方米", "fact 天 count 平方米"),
    ],
)
def test_units_behind_types_are_translated_there_and_back(chinese: str, english: str) -> None:
    rest = "\n\n指标 丁 10 分\n  得 10 分\n"
    there = formatted(f"{chinese}{rest}", Style("en"))
    assert there.startswith(f"{english}\n")
    assert formatted(there, Style("zh")) == f"{chinese}{rest}"


def test_percentages_in_words_become_signs() -> None:
    rule = "控制率 > 20 percent deduct 5 permille * full marks"
    assert last_lines(rule, Style("zh")) == "  控制率 > 20% 扣 5‰ * 满分\n"


def test_a_file_that_would_change_whatever_is_kept_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("perfdsl.formatter.text._comments", lambda _: [object()])
    with pytest.raises(InternalError):
        formatted(HEAD)
