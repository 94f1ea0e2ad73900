"""Ways out that are offered, and none that would only exchange one mistake for the next."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.wording import Language


def offered(text: str, code: str) -> list[list[tuple[str, str]]]:
    """For each finding with that code, what its edits replace and by what."""
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    return [
        [(edit.span.text, edit.replacement) for help_ in found.helps for edit in help_.edits]
        for found in diagnostics
        if found.code.id == code
    ]


ALWAYS = "事实 率 比率\n指标 甲 5 分\n  得 5 分\n"


def test_a_rule_is_moved_above_one_that_always_holds() -> None:
    assert offered(ALWAYS + "  率 > 90% 得 3 分\n", "PD4014") != [[]]


@pytest.mark.parametrize("second", ["得 人工 0 至 5", "得 2 分", "否则 得 2 分"])
def test_one_that_always_holds_itself_is_not(second: str) -> None:
    """It would take the place of the other."""
    assert offered(f"{ALWAYS}  {second}\n", "PD4014") == [[]]


def test_the_only_heading_below_is_not_raised() -> None:
    """The one above it would have nothing below it then."""
    text = "满分 70 分\n一级指标 甲 0 分\n二级指标 乙 20 分\n一级指标 丙 50 分\n"
    assert ("二级指标", "一级指标") not in [
        edit for edits in offered(text, "PD4001") for edit in edits
    ]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [("5 分", "10 分"), ("5.0分", "10分"), ("5", "10"), ("\uff15 分", "10 分")],
)
def test_marks_keep_their_unit(marks: str, expected: str) -> None:
    text = f"满分 10 分\n一级指标 甲 10 分\n指标 乙 {marks}\n  得 人工 0 至 5\n"
    assert offered(text, "PD4001") == [[(marks, expected)]]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("率 < 90% 扣 满分", [("10 分", "12 分"), ("12 分", "10 分")]),
        ("率 > 90% 得 12 分", [("10 分", "12 分")]),
        ("率 > 90% 得 10 分", [("12 分", "10 分")]),
    ],
)
def test_of_a_heading_and_its_only_child_the_rules_tell_which_is_wrong(
    rule: str, expected: list[tuple[str, str]]
) -> None:
    """Where they do not, both are offered."""
    text = f"事实 率 比率\n一级指标 甲 12 分\n指标 乙 10 分\n  {rule}\n"
    assert offered(text, "PD4001") == [expected]


def said(text: str, code: str, language: Language) -> list[str]:
    """The texts of the ways out of the one finding with that code."""
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    (found,) = (each for each in diagnostics if each.code.id == code)
    return [help_.text.text(language) for help_ in found.helps]


def test_a_month_of_delay_is_not_made_a_day() -> None:
    """Two dates are days apart; a day for each month would take thirty times the points."""
    dates = "事实 甲日 日期\n事实 乙日 日期\n指标 甲 5 分\n"
    rule = "  甲日晚于乙日的，每逾期1个月（不足1个月按1个月计）扣2分\n"
    assert offered(dates + rule, "PD3011") == [[]]
    (help_,) = said(dates + rule, "PD3011", "zh")
    assert "逾期月数 每起 1个月" in help_


@pytest.mark.parametrize("language", ["zh", "en"])
def test_steps_are_named_in_the_words_of_the_file(language: Language) -> None:
    english = "fact rate ratio\nindicator A 5 points\n  rate above 100% per 1pp deduct 1 points\n"
    chinese = "事实 率 比率\n指标 甲 5 分\n  率 > 100% 每 1个百分点 扣 1 分\n"
    for text, word in ((english, "「per full 1pp」"), (chinese, "「每满 1个百分点」")):
        assert word in said(text, "PD4006", language)[0]


def test_english_words_of_a_name_are_joined_by_a_line() -> None:
    text = "indicator Budget changes 7 points\n  award judged 0 to 7\n"
    quoted, joined = offered(text, "PD1018")[0]
    assert quoted == ("Budget changes", "「Budget changes」")
    assert joined == ("Budget changes", "Budget_changes")
    assert offered("指标 预算 调整 7 分\n  得 人工 0 至 7\n", "PD1018")[0][0][1] == "预算调整"


STEPPED = "事实 次 次数\n事实 率 比率\n指标 甲 5 分\n"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "次 > 0 且 率 < 100% 每满 10% 扣 1 分",
            [("", "  定义 有次 = 次 > 0\n"), ("次 > 0", "有次")],
        ),
        (
            "率 < 90% 且 次 > 0 每满 1个百分点 扣 1 分",
            [("", "  定义 有次 = 次 > 0\n"), ("次 > 0", "有次")],
        ),
        (
            "率 < 90%\n  且 次 > 0\n 每满 1个百分点 扣 1 分",
            [("", "  定义 有次 = 次 > 0\n"), ("次 > 0", "有次")],
        ),
        # no name offers itself, or either may be the one that is counted
        ("次 > 3 且 率 < 100% 每满 10% 扣 1 分", []),
        ("100% < 率 <= 120% 每满 1个百分点 扣 1 分", []),
        ("次 = 3 每满 1次 扣 1 分", []),
    ],
)
def test_of_two_comparisons_the_one_that_is_not_counted_becomes_a_truth(
    rule: str, expected: list[tuple[str, str]]
) -> None:
    text = f"{STEPPED}  {rule}\n"
    assert offered(text, "PD4022") == [expected]
    diagnostics, source = Diagnostics(), SourceText("rules.perf", text)
    check(parse(source, diagnostics), diagnostics)
    for found in diagnostics:
        for help_ in found.helps:
            if help_.edits:
                again = Diagnostics()
                check(parse(SourceText("rules.perf", edited(source, help_.edits)), again), again)
                assert not again.has_errors


def test_two_comparisons_are_counted() -> None:
    """What is said to write is what is needed, and not what stands there already."""
    said_of = said(f"{STEPPED}  次 > 3 且 率 < 9% 每满 1个百分点 扣 1 分\n", "PD4022", "zh")
    assert said_of == [
        "只能有一个大于或小于的比较，这里有 2 个：另外的先定义成是否，例如「定义 符合条件 = 次 > 3」，条件里写「符合条件」"
    ]


ENGLISH = "fact goods count\nfact new_goods count\nfact rate ratio\nindicator A 5 points\n"


@pytest.mark.parametrize(
    ("rule", "code", "expected"),
    [
        (
            "goods > 0 and rate < 100% per full 10% deduct 1",
            "PD4022",
            [("", "  define has_goods = goods > 0\n"), ("goods > 0", "has_goods")],
        ),
        (
            "rate < 90% and new_goods > 0 per full 1pp deduct 1",
            "PD4022",
            [("", "  define has_new_goods = new_goods > 0\n"), ("new_goods > 0", "has_new_goods")],
        ),
        ("goods > 3 and rate < 100% per full 10% deduct 1", "PD4022", []),
        (
            "90% > rate < 95% deduct 1",
            "PD3024",
            [("90% > rate < 95%", "90% > rate and rate < 95%")],
        ),
        ("goods > 3 per full 5% deduct 1", "PD3011", [("5%", "5 items")]),
    ],
)
def test_an_english_file_stays_english(
    rule: str, code: str, expected: list[tuple[str, str]]
) -> None:
    assert offered(f"{ENGLISH}  {rule}\n", code)[0] == expected
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", f"{ENGLISH}  {rule}\n"), diagnostics), diagnostics)
    ways = [help_ for found in diagnostics for help_ in found.helps if help_.edits]
    for help_ in ways:
        new, again = edited(help_.edits[0].span.source, help_.edits), Diagnostics()
        assert new.isascii()
        check(parse(SourceText("rules.perf", new), again), again)
        assert not again.has_errors, new


def test_a_file_in_both_languages_keeps_its_words() -> None:
    text = (
        "事实 goods 次数\n事实 率 比率\n指标 甲 5 分\n  goods > 0 且 率 < 100% 每满 10% 扣 1 分\n"
    )
    edits = [("", "  定义 has_goods = goods > 0\n"), ("goods > 0", "has_goods")]
    assert offered(text, "PD4022") == [edits]


def test_a_row_is_added_in_the_words_of_its_table() -> None:
    english = "indicator A 5 points\n  by rate bands\n  - >= 90% award 5\n  - 60%(inclusive) to 90%(exclusive) award 3\n"
    levels = "fact state level high, middle, low\nindicator B 5 points\n  by state bands\n  - high award 5\n  - middle award 3\n"
    assert offered(levels, "PD4010") == []
    added = [edit for way in offered(levels, "PD4013") for edit in way]
    assert added == [("", "\n  - rest award 0")]
    assert offered(f"fact rate ratio\n{english}", "PD4013")


OF_GRADES = (
    "语言 1\n等级 优 {best} 分, 差 0 分\n一级指标 甲 60 分\n指标 乙 60 分\n  得 人工 0 至 {given}\n"
    "指标 丙 40 分\n  得 人工 0 至 {given}\n"
)


@pytest.mark.parametrize(
    ("best", "given", "expected"),
    [
        ("90", "5", [("60 分", "100 分"), ("60 分", "20 分")]),
        ("50", "5", [("60 分", "20 分"), ("60 分", "100 分")]),
    ],
)
def test_the_best_grade_tells_which_marks_are_wrong(
    best: str, given: str, expected: list[tuple[str, str]]
) -> None:
    assert offered(OF_GRADES.format(best=best, given=given), "PD4001") == [expected]


def test_marks_that_all_rules_show_are_not_lowered() -> None:
    text = (
        "语言 1\n事实 有 是否\n一级指标 甲 60 分\n指标 乙 60 分\n  非 有 扣 60 分\n"
        "指标 丙 40 分\n  非 有 扣 40 分\n"
    )
    assert offered(text, "PD4001") == [[("60 分", "100 分")]]


def test_a_heading_of_the_level_above_is_lowered_before_marks_are_changed() -> None:
    text = (
        "语言 1\n一级指标 投入 15 分\n二级指标 配置 15 分\n指标 甲 15 分\n  得 人工 0 至 15\n"
        "一级指标 过程 21 分\n二级指标 执行 15 分\n指标 乙 15 分\n  得 人工 0 至 15\n"
        "一级指标 管理 6 分\n指标 丙 6 分\n  得 人工 0 至 6\n"
    )
    assert offered(text, "PD4001") == [[("一级指标", "二级指标"), ("21 分", "15 分")]]


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        ("1 / 2", "限值", ["限值 × 1%", "限值 × 100%"]),
        ("-50", "限值", ["限值 × 1%", "限值 × 100%"]),
        ("60", "(50 - 20)", ["(50 - 20) * 1%"]),
    ],
)
def test_what_is_not_one_number_is_made_a_rate(value: str, limit: str, expected: list[str]) -> None:
    text = f"语言 1\n事实 率 比率\n定义 限值 = {value}\n指标 甲 5 分\n  率 > {limit} 扣 2 分\n"
    [edits] = offered(text, "PD3002")
    assert [new for _, new in edits] == expected


def test_rows_that_give_too_much_are_limited() -> None:
    rows = "".join(f"  - 有{name} “{name}”\n" for name in "甲乙丙")
    facts = "".join(f"事实 有{name} 是否\n" for name in "甲乙丙")
    text = f"语言 1\n{facts}指标 示例 10 分\n  逐项 得 5 分\n{rows}"
    assert offered(text, "PD4018") == [[("", " 最多 10 分")]]
    limited = text.replace("得 5 分", "得 5 分 最多 10 分")
    assert offered(limited, "PD4018") == []


def test_no_level_is_offered_where_the_sums_do_not_fit_either() -> None:
    text = (
        "事实 率 比率\n满分 100 分\n一级指标 投入 40 分\n  率 < 90% 扣 40 分\n一级指标 过程 50 分\n"
        "二级指标 执行 30 分\n  率 < 90% 扣 30 分\n二级指标 效果 10 分\n  率 < 80% 扣 10 分\n"
        "二级指标 管理 20 分\n  率 < 70% 扣 20 分\n"
    )
    (edits,) = offered(text, "PD4001")
    assert ("二级指标", "一级指标") not in edits


@pytest.mark.parametrize("head", ["按 率 分档", "分档 按 率", "按率分档"])
@pytest.mark.parametrize("middle", ["", "60%（含）—90%得6分，"])
def test_bands_in_a_sentence_below_their_head_bring_only_their_rows(head: str, middle: str) -> None:
    sentence = f"率达到90%及以上得10分，{middle}其余不得分。"
    before = f"事实 率 比率\n指标 甲 10 分\n  {head}\n  "
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", before + sentence + "\n"), diagnostics), diagnostics)
    (found,) = diagnostics
    (edit,) = found.helps[0].edits
    assert all(line.strip().startswith("- ") for line in edit.replacement.split("\n"))
    after = Diagnostics()
    check(parse(SourceText("rules.perf", edited(edit.span.source, [edit])), after), after)
    assert not after.has_errors
