"""A mistake is said once, where it was made; what only looks like it stays silent."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.linter import lint
from perfdsl.source import SourceText
from perfdsl.syntax import parse

Edits = list[tuple[str, str]]


def findings(text: str) -> list[Diagnostic]:
    """What the check and the linter find, without mere remarks."""
    diagnostics = Diagnostics()
    book = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    found = [*diagnostics, *(lint(book).found if book is not None else ())]
    return [each for each in found if each.severity != "info"]


def codes(text: str) -> list[str]:
    return [each.code.id for each in findings(text)]


def first_fix(text: str, code: str) -> Edits:
    """What the first way out of the one finding with that code replaces."""
    (found,) = (each for each in findings(text) if each.code.id == code)
    edits = found.helps[0].edits if found.helps else ()
    return [(edit.span.text, edit.replacement) for edit in edits]


# --- rules above headings ------------------------------------------------------------------------

RATES = "事实 率 比率\n事实 度 比率\n事实 有 是否\n"
REST = "指标 乙 6 分\n  度 < 60% 扣 6 分\n"


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        ("  率 < 60% 扣 4 分\n  率 < 80% 扣 1 分\n", "指标 率 4 分\n"),
        ("  得 最小(率, 100%) × 满分\n", "指标 率 4 分\n"),
        ("  定义 差 = 100% - 率\n  差 > 5% 扣 2 分\n", "指标 差 4 分\n"),
    ],
)
def test_the_heading_that_is_gone_is_put_back(above: str, heading: str) -> None:
    text = f"{RATES}满分 10 分\n一级指标 甲 10 分\n{above}{REST}"
    assert codes(text)[0] == "PD4010"
    assert "PD4001" not in codes(text)
    assert first_fix(text, "PD4010") == [("", heading)]


def test_no_heading_without_marks_left_for_it() -> None:
    text = f"{RATES}满分 6 分\n一级指标 甲 6 分\n  率 < 60% 扣 4 分\n{REST}"
    assert first_fix(text, "PD4010") == []


def test_no_heading_named_as_the_next_one() -> None:
    text = f"{RATES}一级指标 甲 10 分\n  度 < 60% 扣 4 分\n指标 度 6 分\n  度 < 60% 扣 6 分\n"
    assert first_fix(text, "PD4010") == []


def test_what_a_group_may_have_is_no_mistake() -> None:
    text = f"{RATES}一级指标 甲 6 分\n  非 有 不适用 剔除\n  率 < 60% 封顶 3 分\n{REST}"
    assert "PD4010" not in codes(text)


# --- what never holds ----------------------------------------------------------------------------

LEVEL = "事实 办结 等级 全部, 部分, 未办\n事实 率 比率 0 至 100%\n指标 甲 10 分\n"


@pytest.mark.parametrize(
    ("rule", "edit"),
    [
        ("办结 高于 全部 得 满分\n  否则 得 5 分", ("高于", "不低于")),
        ("率 超过 100% 得 满分\n  否则 得 5 分", ("超过", "不低于")),
        ("率 above 100% award 10\n  otherwise award 5", ("above", "at least")),
        ("办结 低于 未办 扣 3 分\n  率 < 50% 扣 7 分", ("低于", "不高于")),
    ],
)
def test_the_end_itself_was_meant(rule: str, edit: tuple[str, str]) -> None:
    text = f"{LEVEL}  {rule}\n"
    assert codes(text).count("PD8009") == 1
    assert not {"PD8001", "PD8002"} & set(codes(text))
    assert first_fix(text, "PD8009") == [edit]


@pytest.mark.parametrize("rule", ["办结 高于 全部 扣 3 分", "率 > 100% 扣 3 分"])
def test_the_best_is_not_made_to_lose_points(rule: str) -> None:
    assert first_fix(f"{LEVEL}  {rule}\n  率 < 50% 扣 7 分\n", "PD8009") == []


def test_full_marks_are_still_missed_beside_a_deduction_that_never_holds() -> None:
    text = f"{LEVEL}  率 >= 90% 得 8 分\n  否则 得 5 分\n  率 > 100% 扣 2 分\n"
    assert {"PD8001", "PD8009"} <= set(codes(text))


def test_lines_out_of_a_hundred_are_left_where_the_marks_are_a_hundred() -> None:
    text = "满分 100 分\n等级 好 190 分, 中 160 分, 差 0 分\n事实 率 比率\n指标 甲 100 分\n  得 最小(率, 100%) × 满分\n"
    assert codes(text).count("PD8023") == 1
    assert first_fix(text, "PD8023") == []


# --- numbers without unit ------------------------------------------------------------------------

MONEY = "金额单位 元\n事实 类别 选项 甲类, 乙类\n事实 支出 金额 万元\n事实 人 人数 > 0\n"


@pytest.mark.parametrize(
    ("definition", "condition", "edits"),
    [
        ("300", "支出 > 标准", [("300", "300万元")]),
        (
            "按 类别 取 甲类 650, 其余 1200",
            "支出 / 人 > 标准",
            [("650", "650元"), ("1200", "1200元")],
        ),
        ("300", "支出 > 标准 × 110%", [("300", "300万元")]),
        ("650", "支出 > 标准 × 人", [("650", "650万元")]),
        ("按 类别 取 甲类 650, 其余 0", "支出 > 标准", [("650", "650万元")]),
    ],
)
def test_the_unit_is_added_where_the_numbers_are(
    definition: str, condition: str, edits: Edits
) -> None:
    rules = f"  {condition} 扣 1 分\n  支出 <= 标准 且 人 > 3 扣 2 分\n"
    text = f"{MONEY}定义 标准 = {definition}\n指标 甲 3 分\n{rules}"
    assert codes(text) == ["PD3003"]
    assert first_fix(text, "PD3003") == edits


def test_a_factor_is_no_amount() -> None:
    """人 × 2 is a count, and that is what is wrong beside money."""
    text = f"{MONEY}定义 系数 = 2\n指标 甲 3 分\n  支出 > 系数 × 人 扣 3 分\n"
    assert codes(text) == ["PD3001"]


@pytest.mark.parametrize("numbers", ["3, 其余 5", "3人, 其余 5人", "30万元, 其余 50万元"])
def test_tables_of_one_kind_are_silent(numbers: str) -> None:
    other = "支出" if "元" in numbers else "人"
    text = f"{MONEY}定义 标准 = 按 类别 取 甲类 {numbers}\n指标 甲 3 分\n  {other} > 标准 扣 3 分\n"
    assert "PD3001" not in codes(text)
    assert "PD3003" not in codes(text)


# --- records -------------------------------------------------------------------------------------

RECORDS = "事实 设备 明细\n  - 价 金额 万元\n  - 验收 是否\n指标 甲 10 分\n"


@pytest.mark.parametrize(
    ("rule", "new"),
    [
        ("设备 = 0 不适用 得 满分", "数量(设备)"),
        ("设备 < 3 扣 1 分", "数量(设备)"),
        ("设备 每满 1件 扣 1 分", "数量(设备)"),
        ("设备 + 1 > 3 扣 1 分", "数量(设备)"),
        ("设备 > 50万元 扣 1 分", "合计(设备.价)"),
    ],
)
def test_a_list_beside_a_number(rule: str, new: str) -> None:
    assert first_fix(f"{RECORDS}  {rule}\n  得 10 分\n", "PD3008") == [("设备", new)]


@pytest.mark.parametrize("rule", ["设备 扣 1 分", "设备 > 50% 扣 1 分"])
def test_no_number_of_records_where_none_is_meant(rule: str) -> None:
    assert first_fix(f"{RECORDS}  {rule}\n", "PD3008") == []


@pytest.mark.parametrize(
    ("call", "edits"),
    [
        ("合计(价)", [("价", "设备.价")]),
        ("最大(价)", [("价", "设备.价")]),
        ("平均(价 其中 验收)", [("价", "设备.价")]),
        ("合计(价 - 价 × 10%)", [("价", "设备.价"), ("价", "设备.价")]),
        ("合计(价) - 最小(价)", [("价", "设备.价"), ("价", "设备.价")]),
    ],
)
def test_fields_without_their_list(call: str, edits: Edits) -> None:
    text = f"{RECORDS}  定义 总 = {call}\n  总 > 5万元 扣 1 分\n  得 10 分\n"
    assert codes(text)[0] == "PD3015"
    assert first_fix(text, "PD3015") == edits


def test_a_field_of_two_lists_is_left_to_the_clerk() -> None:
    text = f"事实 车 明细\n  - 价 金额 万元\n{RECORDS}  定义 总 = 合计(价 - 价)\n  总 > 5万元 扣 1 分\n"
    assert first_fix(text, "PD3015") == []


# --- dates, steps, limits ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "edit"),
    [("乙日 > 甲日 + 30 扣 2 分", ("30", "30天")), ("乙日 - 15 > 甲日 扣 2 分", ("15", "15天"))],
)
def test_a_bare_number_after_a_date_is_days(rule: str, edit: tuple[str, str]) -> None:
    text = f"事实 甲日 日期\n事实 乙日 日期\n指标 甲 2 分\n  {rule}\n"
    assert first_fix(text, "PD3001") == [edit]


def test_english_days() -> None:
    text = (
        "fact due date\nfact sent date\nindicator A 2 points\n  sent later than due + 30 deduct 2\n"
    )
    assert first_fix(text, "PD3001") == [("30", "30 days")]


def test_a_date_is_not_compared_with_days() -> None:
    text = "事实 甲日 日期\n指标 甲 2 分\n  甲日 > 30 扣 2 分\n"
    assert first_fix(text, "PD3001") == []


@pytest.mark.parametrize(
    ("rule", "new"),
    [
        ("到位 < 预算 每满 5% 扣 1 分", "到位 / 预算 < 100%"),
        ("到位少于预算的，每满5%扣1分", "到位 / 预算 少于 100%"),
        ("到位 + 追加 > 预算 每满 5个百分点 扣 1 分", "(到位 + 追加) / 预算 > 100%"),
        ("甲数 < 乙数 每满 5% 扣 1 分", "甲数 / 乙数 < 100%"),
    ],
)
def test_a_step_in_per_cent_is_of_a_share(rule: str, new: str) -> None:
    facts = "事实 到位 金额\n事实 追加 金额\n事实 预算 金额\n事实 甲数 数量\n事实 乙数 数量\n"
    text = f"{facts}金额单位 万元\n指标 甲 2 分\n  {rule}\n"
    assert first_fix(text, "PD3011")[0][1] == new


def test_no_share_of_a_fixed_amount() -> None:
    text = "事实 到位 金额 万元\n指标 甲 2 分\n  到位 > 2万元 每满 5% 扣 1 分\n"
    assert first_fix(text, "PD3011") == []


@pytest.mark.parametrize(
    ("limits", "edit"),
    [
        ("  下限 10 分\n", ("10 分", "-10 分")),
        ("  下限 10\n", ("10", "-10")),
        ("  上限 -10 分\n", ("上限", "下限")),
    ],
)
def test_a_lower_limit_that_is_above(limits: str, edit: tuple[str, str]) -> None:
    text = f"事实 次 次数\n指标 甲 0 分\n{limits}  次 每满 1次 扣 1 分\n"
    assert first_fix(text, "PD4025") == [edit]


def test_limits_of_an_indicator_with_marks_are_swapped() -> None:
    text = "事实 次 次数\n指标 甲 10 分\n  下限 8 分\n  上限 5 分\n  次 每满 1次 扣 1 分\n"
    assert first_fix(text, "PD4025") == [("8 分", "5 分"), ("5 分", "8 分")]


def test_an_indicator_with_marks_is_not_sent_below_nothing() -> None:
    text = "事实 次 次数\n指标 甲 8 分\n  下限 9 分\n  次 每满 1次 扣 1 分\n"
    assert first_fix(text, "PD4025") == []


# --- rows and bands ------------------------------------------------------------------------------

TRUTHS = "事实 甲 是否\n事实 乙 是否\n事实 丙 是否\n"


@pytest.mark.parametrize(
    ("full", "rows", "edit"),
    [
        (6, "  逐项\n  - 甲 得 2 分\n  - 乙 得 1 分\n  - 丙 得 2 分\n", ("1 分", "2 分")),
        (6, "  逐项 得 2 分\n  - 甲\n  - 乙 得 3 分\n  - 丙\n", ("3 分", "2 分")),
        (5, "  逐项\n  - 甲 得 2.5 分\n  - 乙 得 2 分\n", ("2 分", "2.5 分")),
    ],
)
def test_the_one_row_that_is_unlike_the_others(full: int, rows: str, edit: tuple[str, str]) -> None:
    assert first_fix(f"{TRUTHS}指标 子 {full} 分\n{rows}", "PD4018") == [edit]


def test_no_row_is_blamed_where_the_others_do_not_come_to_it() -> None:
    rows = "  逐项\n  - 甲 得 2 分\n  - 乙 得 1 分\n  - 丙 得 2 分\n"
    assert first_fix(f"{TRUTHS}指标 子 7 分\n{rows}", "PD4018") == []


@pytest.mark.parametrize(
    ("rows", "edits"),
    [
        (["<= 3个月 得 5 分", ">= 4个月 得 0 分"], [("4个月", "3个月"), (">=", ">")]),
        (["[0, 3个月] 得 5 分", "[4个月, 6个月] 得 3 分", "> 6个月 得 0 分"], [("4个月", "3个月"), ("[", "(")]),
        (["0(含) 至 3个月(不含) 得 5 分", "4个月(含) 至 6个月(不含) 得 3 分", ">= 6个月 得 0 分"], [("4个月", "3个月")]),
    ],
)  # fmt: skip
def test_a_moved_end_leaves_no_overlap(rows: list[str], edits: Edits) -> None:
    lines = "".join(f"  - {row}\n" for row in rows)
    text = f"事实 月 月数 >= 0\n指标 甲 5 分\n  按 月 分档\n{lines}"
    assert first_fix(text, "PD4003") == edits


def test_the_rounder_end_is_kept() -> None:
    rows = "  - >= 80% 得 5 分\n  - <= 79% 得 0 分\n"
    text = f"事实 率 比率\n指标 甲 5 分\n  按 率 分档\n{rows}"
    assert first_fix(text, "PD4003") == [("79%", "80%"), ("<=", "<")]


# --- borrowed quantities, caps -------------------------------------------------------------------

USED = "事实 预算公开用时 天数\n事实 决算公开用时 天数\n指标 预算公开 1 分\n  预算公开用时 > 20天 扣 1 分\n"


@pytest.mark.parametrize("heading", ["决算公开", "决算公开及时性", "部门决算公开"])
def test_the_quantity_most_like_the_heading(heading: str) -> None:
    text = f"{USED}指标 {heading} 1 分\n  预算公开用时 > 20天 扣 1 分\n"
    assert first_fix(text, "PD2015") == [("预算公开用时", "决算公开用时")]


@pytest.mark.parametrize("heading", ["预算公开质量", "公开", "信息公开"])
def test_a_heading_no_more_like_the_one_says_nothing(heading: str) -> None:
    text = f"{USED}指标 {heading} 1 分\n  预算公开用时 > 20天 扣 1 分\n"
    assert "PD2015" not in codes(text)


COUNTED = "事实 次 次数\n事实 率 比率\n"


@pytest.mark.parametrize("cap", ["次 > 0 封顶 12 分", "次 > 3 封顶 20 分", "封顶 12 分"])
def test_a_cap_at_the_full_marks_is_said_once(cap: str) -> None:
    text = f"{COUNTED}指标 甲 12 分\n  次 每满 1次 扣 1 分\n  率 > 100% 每满 1个百分点 扣 1 分\n  {cap}\n"
    assert sum(code in ("PD8008", "PD8014") for code in codes(text)) == 1


def test_a_cap_below_an_upper_limit_counts() -> None:
    rules = "  上限 15 分\n  次 每满 1次 扣 1 分\n  率 > 100% 加 3 分\n  次 > 0 封顶 12 分\n"
    assert not {"PD8008", "PD8014"} & set(codes(f"{COUNTED}指标 甲 12 分\n{rules}"))


@pytest.mark.parametrize(
    ("most", "edits"), [("40 分", [("40 分", "4 分")]), ("8 分", []), ("15 分", [])]
)
def test_more_at_most_than_there_is(most: str, edits: Edits) -> None:
    text = f"{COUNTED}指标 甲 6 分\n  次 每满 1次 扣 1 分 最多 {most}\n"
    assert first_fix(text, "PD8046") == edits


def test_at_most_the_full_marks_is_only_said_again() -> None:
    text = f"{COUNTED}指标 甲 6 分\n  次 每满 1次 扣 1 分 最多 6 分\n"
    assert not {"PD8046", "PD8008"} & set(codes(text))


def test_more_at_most_than_there_is_of_a_list() -> None:
    rows = "  逐项 扣 2 分 最多 40 分\n  - 率 > 10%\n  - 率 > 20%\n  - 次 > 0\n"
    assert first_fix(f"{COUNTED}指标 甲 6 分\n{rows}", "PD8046") == [("40 分", "4 分")]
    given = rows.replace("扣 2 分", "得 2 分")
    assert first_fix(f"{COUNTED}指标 甲 6 分\n{given}", "PD4012")[0][0] == "40 分"


# --- 否则 alone ----------------------------------------------------------------------------------

PUT_RIGHT = "事实 整改数 数量\n事实 问题数 数量\n指标 甲 6 分\n"
SHARE = "  否则 得 最小(整改数 / 问题数, 100%) × 满分\n"


def test_the_award_that_is_gone_says_what_holds_without_a_divisor() -> None:
    assert first_fix(PUT_RIGHT + SHARE, "PD4023") == [("", "  问题数 = 0 得 满分\n")]


@pytest.mark.parametrize(
    "rules",
    [f"  问题数 = 0 不适用 得 满分\n{SHARE}", "  否则 得 3 分\n", f"{SHARE}  问题数 > 5 扣 1 分\n"],
)
def test_no_award_is_made_up(rules: str) -> None:
    assert first_fix(PUT_RIGHT + rules, "PD4023") == []


# --- marks that no longer add up -----------------------------------------------------------------


def marks(*points: str, total: str = "15 分", rule: str = "率 < 90% 扣 1 分") -> str:
    heads = "".join(
        f"指标 {name} {each} 分\n  {rule}\n" for name, each in zip("乙丙丁戊", points, strict=False)
    )
    return f"语言 1\n事实 率 比率\n一级指标 甲 {total}\n{heads}"  # fmt: skip


@pytest.mark.parametrize(
    ("points", "fix"),
    [
        (("5", "6", "5"), ("6 分", "5 分")),
        (("4", "5", "5"), ("4 分", "5 分")),
        (("5", "5", "15"), ("15 分", "5 分")),
    ],
)
def test_the_one_indicator_with_other_marks_than_all_others(
    points: tuple[str, ...], fix: tuple[str, str]
) -> None:
    assert codes(marks(*points))[0] == "PD4001"
    assert first_fix(marks(*points), "PD4001") == [fix]


def test_where_nothing_tells_which_is_wrong_the_heading_is_offered() -> None:
    assert first_fix(marks("4", "5", "7"), "PD4001") == [("15 分", "16 分")]


def test_a_heading_that_what_is_above_needs_is_left_alone() -> None:
    text = marks("4", "5", "7").replace("一级指标 甲", "满分 15 分\n一级指标 甲")
    assert first_fix(text, "PD4001") == []


def rows(*points: str) -> str:
    facts = "".join(f"事实 {name} 是否\n" for name in "子丑寅卯")
    items = "".join(
        f"- {name} 得 {each} 分\n" for name, each in zip("子丑寅卯", points, strict=True)
    )
    return f"语言 1\n{facts}指标 甲 10 分\n逐项\n{items}"  # fmt: skip


@pytest.mark.parametrize(
    ("points", "fix"),
    [
        (("2", "2", "3", "5"), ("5 分", "3 分")),
        (("4", "2", "2", "6"), ("6 分", "2 分")),
        (("1", "2", "4", "1"), ("2 分", "4 分")),
        (("4", "2", "2", "3"), None),
        (("4", "4", "1", "4"), None),
        (("2", "2", "2", "3"), None),
    ],
)
def test_the_one_row_that_makes_all_right_with_the_points_of_another(
    points: tuple[str, ...], fix: tuple[str, str] | None
) -> None:
    assert first_fix(rows(*points), "PD4018") == ([fix] if fix else [])


# --- names with Latin letters --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "事实 目标 比率\n指标 甲 12 分\n  定义 比例when = 目标\n  比例 >= 目标 得 满分\n  否则 得 比例 × 满分\n",
        "fact goal ratio\nindicator A 12 points\n  define 比例when = goal\n"
        "  比例 >= goal award full marks\n  otherwise award 比例 * full marks\n",
    ],
)
def test_the_letters_of_keywords_are_no_use_of_a_name(text: str) -> None:
    """Where and when are in every English file: the declaration is as likely wrong as with Chinese keywords."""
    assert codes(text) == ["PD2001"]
    assert first_fix(text, "PD2001") == [("比例when", "比例")]


# --- one name in several places ------------------------------------------------------------------


LISTED = "事实 水库 明细\n  - 库容 数量 座\n  - 完成 数量 座\n"


def test_a_function_there_is_not_is_said_once_and_put_right_everywhere() -> None:
    text = LISTED + "指标 甲 10 分\n  求和(水库.库容) > 求和(水库.完成) 扣 2 分\n"
    assert first_fix(text, "PD2008") == [("求和", "合计"), ("求和", "合计")]


def test_functions_with_ways_out_of_their_own_stay_apart() -> None:
    text = LISTED + "事实 实际 数量\n事实 计划 数量\n指标 甲 10 分\n"
    text += "  求合(实际, 计划) > 3 扣 1 分\n  求合(水库.完成) > 3 扣 1 分\n"
    found = [each for each in findings(text) if each.code.id == "PD2008"]
    assert [[edit.replacement for edit in each.helps[0].edits] for each in found] == [
        ["实际 + 计划"],
        ["合计"],
    ]


def test_a_definition_is_not_offered_itself() -> None:
    text = (
        "事实 客运量 次数\n定义 客运增长 = (客运量 - 上年.客运量) / 上年.客运增量\n"
        "指标 甲 10 分\n  客运增长 < 0% 扣 2 分\n"
    )
    assert first_fix(text, "PD2001") == [("客运增量", "客运量")]
    (found,) = (each for each in findings(text) if each.code.id == "PD2001")
    offered = [edit.replacement for help_ in found.helps for edit in help_.edits]
    assert "客运增长" not in offered
