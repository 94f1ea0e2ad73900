"""No way out turns a rule round, takes a limit for another, or drops what says when the rule holds."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """\
方案 试
年度 2023
语言 1
等级 优 90 分, 良 80 分, 差 0 分
事实 有计划 是否
事实 有方案 是否
事实 重大违纪 是否
事实 控制率 比率
事实 次数 次数
事实 支出 金额
事实 预算 金额
指标 甲 100 分
得 满分
"""


def _offered(line: str, head: str = _HEAD) -> list[str]:
    """What the line becomes by each way out, spaces aside; it must have a finding."""
    diagnostics = Diagnostics()
    text = f"{head}{line}\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    found = [each for each in diagnostics if each.severity == "error"]
    assert found
    lines = []
    for help_ in (help_ for each in found for help_ in each.helps if help_.edits):
        changed = edited(help_.edits[0].span.source, help_.edits)
        lines.append(" ".join(changed[len(head) :].split()))
    return lines


@pytest.mark.parametrize(
    "line",
    [
        "次数 每满 1次 扣 0.5 分，最少 2 分",
        "次数 每满 1次 扣 0.5 分，至少扣 2 分",
        "次数 每满 1次 扣 0.5 分，最少扣 2 分",
        "次数 每满 1次 扣 0.5 分，最低扣 0 分",
        "次数 每满 1次 加 0.5 分，最低 3 分",
        "次数 每满 1次 加 0.5 分，最多加到 4 分",
        "控制率 > 20% 得 5 分 最低 2 分",
        "次数 > 3 最低 2 分",
        "控制率 最低 90% 扣 5 分",
        "控制率 超过 20% 扣 4 分 最高扣到 3 分",
        "次数 每满 1次 扣 0.5 分，以 0 分为限",
        "次数 每满 1次 扣 0.5 分，0 分为限",
        "重大违纪的，不得评为优",
        "重大违纪 不能评为优",
        "重大违纪 不得定为良",
        "重大违纪的，不予评优",
        "没有 有计划 或 有方案 扣 2 分",
        "没有 有计划 且 有方案 扣 2 分",
        "控制率 > 20% 扣 4 分（已整改的不扣分）",
        "控制率 > 20% 扣 4 分 // 有计划的不扣",
        "控制率 > 20% 扣 4 分（新增项目减按 1 分）",
        "控制率 > 20% 扣 4 分（已说明原因的减半）",
        "控制率 > 20% 扣 4 分 （已说明的减半）",
        "控制率 > 20% 扣 4 分（同时重大违纪的再扣分）",
        "控制率 > 20% 扣 4 分（仅限新增项目）",
        "控制率 > 20%（需连续两年未整改） 扣 4 分",
        "控制率 > 20% 扣 4 分（需要有计划）",
        "控制率 > 20% 扣 4 分 （有方案）",
    ],
)
def test_nothing_is_offered(line: str) -> None:
    assert _offered(line) == []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("控制率 > 20% 扣 4 分（去年是 3 分）", ["控制率 > 20% 扣 4 分 # 去年是 3 分"]),
        ("控制率 > 20% 扣 4 分 （王科）", ["控制率 > 20% 扣 4 分"]),
        ("重大违纪的，评为差", ["重大违纪 一票否决 等级 差"]),
        ("没有 有计划 扣 2 分", ["非 有计划 扣 2 分"]),
        ("得 满分 5 分", ["得 5 分"]),
        ("次数 > 1.2万次 每满 1万次 扣 1 分", ["次数 > 12000次 每满 10000次 扣 1 分"]),
        ("得 控制率 5 分", ["得 控制率 × 5 分"]),
        ("扣 5 分 控制率 > 20%", ["控制率 > 20% 扣 5 分"]),
        ("一票否决 重大违纪 等级 差", ["重大违纪 一票否决 等级 差"]),
        ("控制率 > 20% 扣 5 分 2 分封顶", ["控制率 > 20% 扣 5 分 最多 2 分"]),
        ("次数 每满 1次 扣 0.5 分，扣到 0 分为止", ["次数 每满 1次 扣 0.5 分，扣完为止"]),
        ("次数 每满 1次 扣 0.5 分，扣至 2 分为止", ["次数 每满 1次 扣 0.5 分 下限 2 分"]),
        ("次数 每满 1次 扣 1 分 最低 0 分", ["次数 每满 1次 扣 1 分，扣完为止"]),
        ("次数每出现一次扣1分，最低得0分。", ["次数每出现一次扣1分，扣完为止。"]),
        ("次数 每满 1次 扣 1 分，最低 2 分", ["次数 每满 1次 扣 1 分 下限 2 分"]),
        ("次数 每满 1次 扣 1 分，保底 2 分", ["次数 每满 1次 扣 1 分 下限 2 分"]),
        ("次数 每满 1次 扣 1 分，最多扣至 4 分", ["次数 每满 1次 扣 1 分 下限 4 分"]),
        ("次数 每满 1次 扣 1 分，至多扣到 0 分", ["次数 每满 1次 扣 1 分，扣完为止"]),
        ("得 控制率 × 满分 最低 3 分", ["得 最大(控制率 × 满分, 3 分)"]),
        ("得 控制率 × 满分，至少得 3 分", ["得 最大(控制率 × 满分, 3 分)"]),
        ("支出 超过 预算 10% 扣 3 分", ["(支出 - 预算) / 预算 > 10% 扣 3 分"]),
        ("支出超过预算10%的，扣 3 分", ["(支出 - 预算) / 预算 > 10%的，扣 3 分"]),
        ("支出 低于 预算 10% 扣 3 分", ["(预算 - 支出) / 预算 > 10% 扣 3 分"]),
        ("支出 不超过 预算 10% 得 3 分", ["(支出 - 预算) / 预算 <= 10% 得 3 分"]),
        ("支出低于预算60%以上的 扣 3 分", ["(预算 - 支出) / 预算 > 60%的 扣 3 分"]),
        ("支出低于预算80%的，扣 3 分", ["支出 低于 预算的80%的，扣 3 分"]),
        ("支出低于预算80%（含），扣 3 分", ["支出 <= 预算 × 80%，扣 3 分"]),
        ("支出不低于预算80%的，得 3 分", ["支出 不低于 预算的80%的，得 3 分"]),
        ("支出不足预算80%的，扣 3 分", ["支出 不足 预算的80%的，扣 3 分"]),
        ("支出不足预算5%的，扣 3 分", ["支出 不足 预算的5%的，扣 3 分"]),
        ("支出未达到预算80%的，扣 3 分", ["支出 未达到 预算的80%的，扣 3 分"]),
        ("支出达到预算80%的，得 3 分", ["支出 达到 预算的80%的，得 3 分"]),
        ("支出 < 预算 80% 扣 3 分", ["支出 < 预算 × 80% 扣 3 分"]),
        ("支出比预算少10% 扣 3 分", ["(预算 - 支出) / 预算 > 10% 扣 3 分"]),
        ("支出 超过 预算 10%以上（含） 扣 3 分", ["(支出 - 预算) / 预算 >= 10% 扣 3 分"]),
        ("支出 超 预算 的 110% 扣 3 分", ["支出 > 预算 × 110% 扣 3 分"]),
        ("支出超预算的，扣3分", ["支出超过预算的，扣3分"]),
        ("次数 超 3次 扣 1 分", ["次数 超过 3次 扣 1 分"]),
        ("控制率 最低 90% 得 5 分", ["控制率 不低于 90% 得 5 分"]),
        ("控制率 至少 90% 得 5 分", ["控制率 不低于 90% 得 5 分"]),
        ("控制率 最多 90% 得 5 分", ["控制率 不高于 90% 得 5 分"]),
        ("控制率 × 10 分", ["得 控制率 × 10 分"]),
        ("次数 > 0 扣 零点五分", ["次数 > 0 扣 0.5分"]),
        ("次数 > 0 扣 1分半", ["次数 > 0 扣 1.5分"]),
        ("次数 > 0 扣一半", ["次数 > 0 扣 满分的50%"]),
        ("控制率 > 百分之九十点五 扣 1 分", ["控制率 > 90.5% 扣 1 分"]),
        ("控制率 > 千分之五 扣 1 分", ["控制率 > 5‰ 扣 1 分"]),
        (
            "控制率 > 100% 每满 一个半百分点 扣 1 分",
            ["控制率 > 100% 每满 1.5个百分点 扣 1 分"],
        ),
    ],
)
def test_the_right_one_is_offered(line: str, offered: list[str]) -> None:
    assert _offered(line) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (
            "支出 超 预算 的 10% 扣 3 分",
            {"(支出 - 预算) / 预算 > 10% 扣 3 分", "支出 > 预算 × 10% 扣 3 分"},
        ),
        (
            "支出超过预算80%的，扣 3 分",
            {"支出 超过 预算的80%的，扣 3 分", "(支出 - 预算) / 预算 > 80%的，扣 3 分"},
        ),
        (
            "支出不超过预算120%的，得 3 分",
            {"支出 不超过 预算的120%的，得 3 分", "(支出 - 预算) / 预算 <= 120%的，得 3 分"},
        ),
        ("控制率 <= 100% — 5 分", {"控制率 <= 100% 得 5 分", "控制率 <= 100% 扣 5 分"}),
        ("控制率 <= 100% - 5 分", {"控制率 <= 100% 得 5 分", "控制率 <= 100% 扣 5 分"}),
        ("控制率 100% 得 5 分", {"控制率 >= 100% 得 5 分", "控制率 <= 100% 得 5 分"}),
        ("控制率 100% 扣 5 分", {"控制率 > 100% 扣 5 分", "控制率 < 100% 扣 5 分"}),
        (
            "控制率 > 100% 扣 0.5 分/百分点",
            {
                "控制率 > 100% 每满 1个百分点 扣 0.5 分",
                "控制率 > 100% 每起 1个百分点 扣 0.5 分",
            },
        ),
        ("！ 有计划 扣 5 分", {"有计划 扣 5 分", "非 有计划 扣 5 分"}),
    ],
)
def test_both_directions_are_offered(line: str, offered: set[str]) -> None:
    found = _offered(line)
    assert len(found) == len(set(found))
    assert set(found) == offered


def test_of_a_range_of_years_either_is_offered() -> None:
    diagnostics = Diagnostics()
    parse(SourceText("x.perf", "方案 试\n年度 2021-2023\n语言 1\n"), diagnostics)
    edits = [help_.edits for each in diagnostics for help_ in each.helps if help_.edits]
    assert [edit.replacement for (edit,) in edits] == ["年度 2021", "年度 2023"]


_ENGLISH = """\
scheme Try
year 2023
language 1
full marks 100
grades good 90 points, poor 0 points
fact has_plan truth
fact has_scheme truth
fact breach truth
fact rate ratio
fact errors count
fact sent date
fact due date
indicator First 100 points
award full marks
"""


def _offered_in_english(line: str) -> list[str]:
    return _offered(line, _ENGLISH)


@pytest.mark.parametrize(
    "line",
    [
        "errors per full 1 deduct 1 at least 2",
        "rate less 80 deduct 2",
        "rate no above 20% deduct 4 points",
        "rate above 20% deduct 4 points (if rectified none)",
        "rate above 20% deduct 4 points except where rectified",
        "rate above 20% deduct 4 points only if has_plan",
        "rate above 20% deduct 4 points, at least 1",
        "rate above 20% award 4 points half",
        "without has_plan or has_scheme deduct 2",
        "no has_plan and has_scheme deduct 2",
        "do not deduct 4 points if has_plan",
        "elif rate > 20% deduct 2",
        "rate not between 10% and 20% deduct 2",
        "rate over or under 20% deduct 1",
        "breach no veto grade poor",
        "breach cancels veto award 0",
        "award no full marks if breach",
        "has_plan never award 2",
        "has_plan partly award 4",
    ],
)
def test_nothing_is_offered_in_english(line: str) -> None:
    assert _offered_in_english(line) == []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("deduct 4 points if not has_plan", ["not has_plan deduct 4 points"]),
        ("not has plan deduct 4", ["not has_plan deduct 4"]),
        ("rate not above 20% deducts 4 points", ["rate not above 20% deduct 4 points"]),
        ("sent not after due deduct 1", ["sent not later than due deduct 1"]),
        ("sent before due deduct 1", ["sent earlier than due deduct 1"]),
        (
            "errors per full 1 deduct 0.5 points down to 0",
            ["errors per full 1 deduct 0.5 points until zero"],
        ),
        (
            "errors per full 1 deduct 1 points minimum 2",
            ["errors per full 1 deduct 1 points lower limit 2 points"],
        ),
        ("errors each full 1 deduct 2", ["errors per full 1 deduct 2"]),
        ("award round up(rate * 10)", ["award round_up(rate * 10)"]),
        ("award rate * 10 not below 3", ["award max(rate * 10, 3)"]),
        ("no errors award full marks", ["errors = 0 award full marks"]),
        # `times` is a unit behind a number, and multiplies behind a name
        ("errors per full 3 times deducts 1", ["errors per full 3 times deduct 1"]),
        (
            "errors per full 1 times deducts 1 (max 3)",
            ["errors per full 1 times deduct 1 at most 3"],
        ),
        ("award rate times full marks", ["award rate * full marks"]),
        ("errors exceeds 3 times loses 1", ["errors exceeds 3 times deduct 1"]),
        ("errors above 3 times then loses 1", ["errors above 3 times then deduct 1"]),
        # what is compared is no cap
        ("errors no more than 3 gets 5", ["errors no more than 3 award 5"]),
        ("errors up to 3 gets 5 points", ["errors up to 3 award 5 points"]),
        (
            "errors per full 1 times deduct 1 points, up to 3",
            ["errors per full 1 times deduct 1 points at most 3"],
        ),
        (
            "rate between 10% and 20% deduct 2",
            ["rate in [10%, 20%] deduct 2", "rate in [10%, 20%) deduct 2"],
        ),
    ],
)
def test_the_right_one_is_offered_in_english(line: str, offered: list[str]) -> None:
    assert _offered_in_english(line) == offered


@pytest.mark.parametrize(
    "line",
    [
        "事实 甲数 数量 个 待核实后再定",
        "事实 甲数 金额 万元 不含税",
        "指标 甲 10 分 至 20 分",
    ],
)
def test_what_is_not_known_is_not_dropped(line: str) -> None:
    diagnostics = Diagnostics()
    text = f"{_HEAD}{line}\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    kept = [word for word in ("待核实", "不含税", "20") if word in line]
    for help_ in (help_ for each in diagnostics for help_ in each.helps if help_.edits):
        changed = edited(help_.edits[0].span.source, help_.edits)
        _, below = changed.split("得 满分\n")
        assert all(word in below for word in kept)


@pytest.mark.parametrize(
    ("grades", "offered"),
    [
        ("优 90 分, 良 95 分, 差 0 分", []),
        ("良 80 分, 优 90 分, 差 0 分", []),
        ("差 0 分, 良 80 分, 优 90 分", ["优 90 分, 良 80 分, 差 0 分"]),
    ],
)
def test_grades_are_turned_only_as_a_whole(grades: str, offered: list[str]) -> None:
    diagnostics = Diagnostics()
    check(parse(SourceText("x.perf", f"方案 试\n等级 {grades}\n"), diagnostics), diagnostics)
    found = [each for each in diagnostics if each.code.id == "PD4016"]
    assert len(found) == 1
    edits = [edit for help_ in found[0].helps for edit in help_.edits]
    assert [edit.replacement for edit in edits] == offered


@pytest.mark.parametrize(
    "row",
    [
        "有计划 缺一项扣1分",
        "有计划 未建立扣2分",
        "有计划 最多2分",
        "有计划 每缺一项扣除2分",
        "有计划 2分 没有扣1分",
    ],
)
def test_what_a_row_says_of_a_loss_is_not_given(row: str) -> None:
    assert _offered(f"- {row}\n- 有方案 得 5 分", f"{_HEAD}指标 乙 10 分\n逐项\n") == []


@pytest.mark.parametrize("word", ["减", "减去", "罚"])
def test_a_loss_by_another_word_stays_one(word: str) -> None:
    head = f"{_HEAD}指标 乙 10 分\n逐项\n- 有方案 扣 5 分\n"
    assert _offered(f"- 有计划 {word} 2 分", head)[0] == "- 有计划 扣 2 分"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("OR(有计划,有方案) 且 重大违纪 扣 5 分", ["(有计划 或 有方案) 且 重大违纪 扣 5 分"]),
        ("AND(有计划 或 有方案, 重大违纪) 扣 5 分", ["(有计划 或 有方案) 且 重大违纪 扣 5 分"]),
        ("AND(重大违纪, OR(有计划, 有方案)) 扣 5 分", ["重大违纪 且 (有计划 或 有方案) 扣 5 分"]),
        ("OR(AND(重大违纪, 有计划), 有方案) 扣 5 分", ["(重大违纪 且 有计划) 或 有方案 扣 5 分"]),
        ("非 AND(有计划, 有方案) 扣 5 分", ["非 (有计划 且 有方案) 扣 5 分"]),
        ("NOT(OR(有计划, 有方案)) 扣 5 分", ["NOT((有计划 或 有方案)) 扣 5 分"]),
        ("OR(有计划, 有方案) 扣 5 分", ["有计划 或 有方案 扣 5 分"]),
        ("AND(控制率 > 20%，有方案 或者 有计划)的，扣5分", ["控制率 > 20% 且 (有方案 或者 有计划)的，扣5分"]),
        # of points that are awarded it has to be said what is awarded otherwise
        ("得 IF(控制率>=90%, 100, 0)", ["控制率>=90% 得 100 分 否则 得 0 分"]),
        ("=IF(OR(有计划,有方案), 10, 5)", ["有计划 或 有方案 得 10 分 否则 得 5 分"]),
        ("=IF(控制率>20%, -5, 0)", ["控制率>20% 扣 5 分"]),
        ('=IF(控制率>=90%, 10, "")', ["控制率>=90% 得 10 分"]),
        # the first that holds counts
        ("得 IF(控制率>=60%,6,IF(控制率>=80%,8,0))", []),
        ("得 IF(控制率>=60%,6,IF(控制率>=60%,8,0))", []),
        (
            "得 IF(控制率>=80%,8,IF(控制率>=60%,6,0))",
            ["按 控制率 分档 - >= 80% 得 8 分 - 60%(含) 至 80%(不含) 得 6 分 - < 60% 得 0 分"],
        ),
        ("次数 一次 2 分", ["次数 每满 1次 扣 2 分", "次数 每满 1次 得 2 分"]),
        ("次数 1次2分", ["次数 每满 1次 扣 2 分", "次数 每满 1次 得 2 分"]),
        ("定义 比 = 次数 除 控制率", ["定义 比 = 次数 / 控制率", "定义 比 = 控制率 / 次数"]),
        ("比 = 次数除以次数", ["定义 比 = 次数 / 次数"]),
    ],
)  # fmt: skip
def test_what_a_function_or_a_turn_of_phrase_says(line: str, offered: list[str]) -> None:
    assert _offered(line)[: len(offered) or 1] == offered


def test_an_end_that_is_dropped_or_belongs_to_it_is_left_to_the_writer() -> None:
    head = f"{_HEAD}指标 乙 10 分\n按 控制率 分档\n- 其余 得 0 分\n"
    assert _offered("- 90%(舍) 至 100%(含) 得 10 分", head) == [
        "- 90%(含) 至 100%(含) 得 10 分",
        "- 90%(不含) 至 100%(含) 得 10 分",
    ]


def test_what_is_awarded_otherwise_is_not_said_twice() -> None:
    line = "=IF(控制率>=90%, 10, 0)"
    assert _offered(f"{line}\n否则 得 0") == ["控制率>=90% 得 10 分 否则 得 0"]
    assert (
        _offered(f"{line}\n控制率 > 80% 得 5 分")[0] == "控制率>=90% 得 10 分 控制率 > 80% 得 5 分"
    )


@pytest.mark.parametrize(
    "grades",
    [
        "优 >90, 良 >80, 差 0",
        "优 大于 90，良 大于 80，差 0",
        "优：超过90分；良：超过80分；差：80分以下",
    ],
)
def test_a_strict_bound_is_not_made_the_least_points_of_a_grade(grades: str) -> None:
    head = _HEAD.replace("等级 优 90 分, 良 80 分, 差 0 分\n", "")
    assert _offered(f"等级 {grades}", head) == []


@pytest.mark.parametrize(
    ("fact", "use", "right"),
    [
        ("fact rate percent between 0 and 1", "rate > 90% deduct 1", "fact rate ratio 0 to 100%"),
        ("fact amount: yuan", "amount > 90 yuan deduct 1", "fact amount money yuan"),
        ("fact amount money in yuan", "amount > 90 yuan deduct 1", "fact amount money yuan"),
        ("事实 金额 万元", "金额 > 90万元 扣 1 分", "事实 金额 金额 万元"),
        ("事实 人数(人)", "人数 > 90 扣 1 分", "事实 人数 人数"),
        ("事实 天数 天", "天数 > 90 扣 1 分", "事实 天数 天数"),
        ("事实 数量：项", "数量 > 90 扣 1 分", "事实 数量 数量 项"),
        ("事实 比例 百分比 0 至 100%", "比例 > 90% 扣 1 分", "事实 比例 比率 0 至 100%"),
        # the type in front of the name
        ("事实 金额 支出数 万元", "支出数 > 90万元 扣 1 分", "事实 支出数 金额 万元"),
        ("事实：比率，执行率", "执行率 > 90% 扣 1 分", "事实 执行率 比率"),
        ("fact count staff people", "staff > 3 deduct 1", "fact staff count people"),
    ],
)
def test_a_fact_called_by_the_word_of_a_type_keeps_its_name(
    fact: str, use: str, right: str
) -> None:
    diagnostics = Diagnostics()
    text = f"{fact}\n指标 甲 10 分\n{use}\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    (found,) = [each for each in diagnostics if each.severity == "error"]
    (help_,) = [each for each in found.helps if each.edits]
    (edit,) = help_.edits
    mended = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert " ".join(mended.split("\n")[0].split()) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("- 支出数 货币 万元", "事实 支出数 金额 万元"),
        ("· 支出数：金额“说明文字”", "事实 支出数 金额 “说明文字”"),
        ("字段 支出数（金额） 万元", "事实 支出数 金额 万元"),
        ("实事 支出数，金额 万元 单位报送的数据", '事实 支出数 金额 万元 "单位报送的数据"'),
        ("- staff count: number", "fact staff_count count"),
        ("data staff count, integer", "fact staff_count count"),
        ("事实 支出数（档次） 好, 中, 差", "事实 支出数 等级 好, 中, 差"),
        ("fact staff count level good, quite bad", "fact staff_count level good, quite_bad"),
        ("variable staff_count = enum good, bad", "fact staff_count choice good, bad"),
    ],
)
def test_a_declaration_is_told_by_its_parts(written: str, right: str) -> None:
    uses = "支出数 > 3万元 扣 1 分\nstaff_count > 3 扣 1 分\nstaff_count = quite_bad 扣 1 分\n"
    diagnostics = Diagnostics()
    check(
        parse(SourceText("x.perf", f"{written}\n指标 甲 10 分\n{uses}"), diagnostics), diagnostics
    )
    found = next(each for each in diagnostics if each.severity == "error")
    (edit,) = next(each for each in found.helps if each.edits).edits
    assert edit.replacement == right


@pytest.mark.parametrize("line", ["- 甲 3", "· 支出数", "- 有关事项", "事实 率 = 好 / 中 / 差"])
def test_other_lines_are_no_declarations(line: str) -> None:
    assert not [each for each in _offered(line) if each.startswith("事实")]


_WAYS = _HEAD.replace("指标 甲", "事实 方式 选项 招标, 磋商, 直采\n指标 甲")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("非 方式为招标、磋商 扣 5 分", "非 (方式 = 招标 或 方式 = 磋商) 扣 5 分"),
        ("方式为招标、磋商且有计划 扣 5 分", "(方式 = 招标 或 方式 = 磋商) 且有计划 扣 5 分"),
        ("方式为招标、磋商 扣 5 分", "方式 = 招标 或 方式 = 磋商 扣 5 分"),
    ],
)
def test_a_list_of_options_keeps_its_scope(line: str, said: str) -> None:
    assert _offered(line, _WAYS) == [said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("有计划 与 有方案 扣 5 分", ["有计划 且 有方案 扣 5 分"]),
        ("有计划 和 非 有方案 扣 5 分", ["有计划 且 非 有方案 扣 5 分"]),
        ("支出 与 预算 > 5万元 扣 5 分", []),
        ("有计划 与 次数 > 3次 扣 5 分", []),
    ],
)
def test_with_is_and_between_two_that_hold_or_not(line: str, said: list[str]) -> None:
    assert _offered(line) == said


@pytest.mark.parametrize(
    "line", ["控制率 为 [60%-90%] 得 5 分", "控制率[60%-90%]得5分", "得 满分 × [1-3]"]
)
def test_an_interval_in_square_brackets_is_no_difference(line: str) -> None:
    assert not any("(60%" in each or "(1-" in each for each in _offered(line))


@pytest.mark.parametrize(
    "line", ["指标 乙（10分，按比例计分，最多扣5分）", "指标：乙（10分，每缺一项扣1分）"]
)
def test_a_rule_in_the_brackets_of_a_heading_is_no_remark(line: str) -> None:
    assert not any("# " in each for each in _offered(f"{line}\n  控制率 < 3% 扣 1 分"))


@pytest.mark.parametrize("line", ["次数 > 3 扣[2] 分", "次数 > 3 得[2]分"])
def test_points_in_brackets_are_no_footnote(line: str) -> None:
    assert not any(each.endswith(("扣 分", "扣分", "得分", "得 分")) for each in _offered(line))


@pytest.mark.parametrize(
    "line", ["次数 每 [2] 次 扣 1 分", "次数 每[2]次 扣 1 分", "次数 > [3] 次 扣 1 分"]
)
def test_a_number_in_brackets_is_no_footnote(line: str) -> None:
    number = line[line.index("[") + 1]
    assert all(number in each for each in _offered(line))


@pytest.mark.parametrize("said", ["进度低于90%扣1分", "扣完为止"])
def test_marks_and_what_is_said_of_them_are_no_part_of_a_name(said: str) -> None:
    offered = _offered(f"指标：乙（10分，{said}）\n  控制率 < 3% 扣 1 分")
    assert not any("「乙（" in each for each in offered)


@pytest.mark.parametrize("marks", ["10分", "１０分", "１０ 分"])
def test_a_remark_in_the_brackets_of_a_heading_goes_behind_it(marks: str) -> None:
    offered = _offered(f"指标：乙（{marks}，由财政局核定）\n  控制率 < 3% 扣 1 分")
    assert offered[0].startswith("指标 乙 10 分 # 由财政局核定")
