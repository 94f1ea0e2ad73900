"""Names, marks and signs that are put right, and what looks like a slip and is none."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.checker.test_one_cause import findings as found_in
from tests.checker.test_one_cause import first_fix

HEAD = """\
方案 示例
事实 在职人数 人数
事实 编制人数 人数
事实 年初预算数 金额 万元
事实 有食堂 是否
事实 无截留 是否
事实 制度健全 是否
事实 地区 选项 东部, 中部, 西部
事实 执行率 比率
"""


def found(rules: str, head: str = HEAD) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    check(
        parse(SourceText("rules.perf", f"{head}指标 示例 10 分\n{rules}\n"), diagnostics),
        diagnostics,
    )
    return list(diagnostics)


def first_edits(rules: str, head: str = HEAD) -> list[str]:
    [only] = found(rules, head)
    return [edit.replacement for edit in only.helps[0].edits] if only.helps else []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("有食堂 = 无 扣 1 分", ["否"]),
        ("有食堂 = 有 扣 1 分", ["是"]),
        ('有食堂 = "没有" 扣 1 分', ["否"]),
        ("有食堂 != 没有 扣 1 分", ["否"]),
        ("没有食堂 扣 1 分", ["非 有食堂"]),
        ("不存在食堂 扣 1 分", ["非 有食堂"]),
        ("制度不健全 扣 1 分", ["非 制度健全"]),
        ("有截留 扣 1 分", ["非 无截留"]),
        ("有食堂为无 扣 1 分", ["有食堂 = 否"]),
    ],
)
def test_yes_and_no_in_other_words(written: str, meant: list[str]) -> None:
    assert first_edits(written) == meant


def test_no_word_for_yes_or_no_is_guessed_beside_a_contrary() -> None:
    """`无截留 = 无` may mean either."""
    assert first_edits("无截留 = 无 扣 1 分") not in (["是"], ["否"])


@pytest.mark.parametrize(
    "right",
    [
        "有食堂 = 是 扣 1 分",
        "非 有食堂 扣 1 分",
        "非 无截留 扣 1 分",
        "地区 = 西部 扣 1 分",
        "定义 目标 = 按 地区 取 东部 90%, 中部 80%, 西部 70%\n执行率 < 目标 扣 1 分",
        "定义 目标 = 按 地区 取 东部 90%, 其余 70%\n执行率 < 目标 扣 1 分",
        "按 执行率 分档\n- >= 90% 得 10 分\n- < 90% 得 0 分",
        "执行率 <= 100% 得 满分\n执行率 > 100% 每满 1个百分点 扣 1 分",
    ],
)
def test_what_is_right_is_silent(right: str) -> None:
    assert [each.code.id for each in found(right)] == []


def test_a_copied_fact_gets_the_name_that_is_missing() -> None:
    head = HEAD.replace("事实 编制人数 人数", "事实 在职人数 人数")
    assert first_edits("在职人数 / 编制人数 > 100% 扣 1 分", head) == ["编制人数"]


def test_a_name_declared_twice_with_none_missing_is_only_too_many() -> None:
    head = HEAD + "事实 执行率 比率\n"
    assert first_edits("执行率 < 90% 扣 1 分", head) == [""]


def test_a_fact_beside_its_definition_is_the_one_too_many() -> None:
    [only] = found(
        "定义 控制率 = 在职人数 / 编制人数\n控制率 > 100% 扣 1 分", HEAD + "事实 控制率 比率\n"
    )
    assert only.primary is not None
    assert only.primary.span.first.line == HEAD.count("\n") + 1


def test_a_circle_is_never_put_right_with_just_any_definition() -> None:
    rules = (
        "定义 控制率 = 控制率 / 编制人数\n定义 完成率 = 年初预算数 / 年初预算数\n"
        "控制率 > 100% 扣 1 分\n完成率 > 1% 扣 1 分\n在职人数 > 3 扣 1 分"
    )
    assert first_edits(rules) == []


TWO = """\
方案 两个指标
事实 完成率 比率
事实 到位率 比率
事实 次数 次数
指标 完成率 5 分
  完成率 < 90% 扣 1 分
指标 到位率 5 分
  {rule}
"""


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("完成率 < 80% 扣 1 分", ["PD2015"]),
        ("到位率 < 80% 扣 1 分", []),
        ("到位率 < 80% 且 完成率 < 80% 扣 1 分", []),
        ("次数 > 3 扣 1 分", []),
    ],
)
def test_rules_that_speak_of_another_indicator(rule: str, codes: list[str]) -> None:
    diagnostics = Diagnostics()
    check(parse(SourceText("rules.perf", TWO.format(rule=rule)), diagnostics), diagnostics)
    assert [each.code.id for each in diagnostics] == codes


@pytest.mark.parametrize(
    ("rules", "meant"),
    [
        ("执行率 < 100% 得 满分\n执行率 > 100% 每满 1个百分点 扣 1 分", ["<="]),
        ("执行率 >= 100% 得 满分\n执行率 > 100% 每满 1个百分点 扣 1 分", ["<"]),
        ("按 执行率 分档\n- 0(含) 至 10%(不含) 得 10 分\n- >= 10% 得 0 分", ["|执行率|"]),
        (
            "按 执行率 分档\n- 60%(含) 至 90%(不含) 得 5 分\n- < 60% 得 0 分",
            ["- >= 90% 得 10 分\n"],
        ),
    ],
)
def test_the_sign_or_the_row_that_closes_a_gap(rules: str, meant: list[str]) -> None:
    assert first_edits(rules) == meant


def test_the_total_that_was_deleted() -> None:
    rules = "执行率 < 60% 扣 1 分\n\n执行率 < 50% 封顶 59 分\n有食堂 一票否决"
    said = found(rules, "等级 优 9 分, 差 0 分\n" + HEAD)
    assert [each.code.id for each in said if each.severity == "error"] == ["PD4024"]
    assert [edit.replacement for edit in said[0].helps[0].edits] == ["总分\n"]


# --- names that are declared nowhere -------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "declared"),
    [
        ("非 有替代任务 不适用 得 满分", "事实 有替代任务 是否\n"),
        ("有替代任务 扣 2 分", "事实 有替代任务 是否\n"),
        ("有替代任务 免扣", "事实 有替代任务 是否\n"),
        ("率 < 90% 扣 1 分 除外 有替代任务", "事实 有替代任务 是否\n"),
        ("替代完成度 < 90% 扣 1 分", "事实 替代完成度 比率\n"),
        ("替代完成度 < 5‰ 扣 1 分", "事实 替代完成度 比率\n"),
        ("替代开支 未达 20万元 扣 1 分", "事实 替代开支 金额\n"),
        ("替代开支 > 0 扣 1 分", None),
        ("替代开支 / 替代总额 > 90% 扣 1 分", None),
    ],
)
def test_a_name_that_is_declared_nowhere_is_declared_as_it_is_used(
    rule: str, declared: str | None
) -> None:
    text = f"事实 率 比率\n指标 甲 10 分\n  率 < 60% 扣 5 分\n  {rule}\n"
    (first, *_) = (each for each in found_in(text) if each.code.id == "PD2001")
    offered = [edit.replacement for edit in (first.helps[0].edits if first.helps else ())]
    assert offered == ([declared] if declared else [])


def test_an_english_file_gets_an_english_declaration() -> None:
    text = "fact rate ratio\nindicator A 10 points\n  not replaced not applicable exclude\n  rate < 60% deduct 5\n"
    assert first_fix(text, "PD2001") == [("", "fact replaced truth\n")]


SLIPS = '事实 资金挪用 是否\n指标 甲 10 分\n  资金挪佣 扣 8 分 "{}养护资金"\n总分\n  资金挪佣 一票否决 得 0\n'


def test_uses_are_the_slip_where_the_texts_write_what_is_declared() -> None:
    uses = [each for each in found_in(SLIPS.format("挪用")) if each.code.id == "PD2001"]
    assert [each.primary.span.first.line for each in uses if each.primary] == [3, 5]
    for each in uses:
        assert [edit.replacement for edit in each.helps[0].edits] == ["资金挪用"]


@pytest.mark.parametrize("written", ["挪佣", "占用"])
def test_else_two_uses_outvote_the_declaration(written: str) -> None:
    assert first_fix(SLIPS.format(written), "PD2001") == [("资金挪用", "资金挪佣")]


TABLE = "  按 执行率 分档\n  {0} >= 90% 得 10 分\n  {0} 60%(含) 至 90%(不含) 得 5 分\n{1}  {0} {2} 得 0 分"


@pytest.mark.parametrize("sign", ["-", "—", "–", "－"])
@pytest.mark.parametrize("between", ["", '    理由 "不足"\n', "  # 以下不得分\n", "\n"])
@pytest.mark.parametrize("word", ["其佘", "期余", "其于"])
def test_the_rest_is_known_whatever_stands_before_the_rows(
    sign: str, between: str, word: str
) -> None:
    told = found(TABLE.format(sign, between, word))
    edits = [edit.replacement for each in told for help_ in each.helps[:1] for edit in help_.edits]
    assert "其余" in edits


def test_a_name_in_a_condition_is_not_the_rest() -> None:
    [only] = found("  其于 扣 1 分")
    assert all(edit.replacement != "其余" for help_ in only.helps for edit in help_.edits)


@pytest.mark.parametrize(
    ("rule", "declared"),
    [
        ("late_days > 20工作日 deduct 1", "fact late_days days working days"),
        ("late_days > 20 days deduct 1", "fact late_days days"),
        ("helpers > 3次 deduct 1", "fact helpers count"),
        ("marks > 3分 deduct 1", "fact marks count points"),
        ("share > 3% deduct 1", "fact share ratio"),
        ("cost > 3 yuan deduct 1", "fact cost money"),
        ("not approved deduct 1", "fact approved truth"),
    ],
)
def test_what_is_declared_is_declared_in_english(rule: str, declared: str) -> None:
    told = found(rule.replace("示例", "A"), head="language 1\nfact staff count people\n")
    lines = [edit.replacement.strip() for each in told for h in each.helps for edit in h.edits]
    assert declared in lines


def test_a_name_that_sounds_alike_goes_before_one_that_only_another_slip_left_unused() -> None:
    head = "语言 1\n事实 培训次数 次数\n事实 违规次数 次数\n"
    told = found(
        "  陪训次数 < 3 扣 5 分\n  违规次数 > 0 每满 1次 扣 1 分\n  伪规次数 > 5 封顶 1 分",
        head=head,
    )
    first = [each.helps[0].edits[0].replacement for each in told if each.code.id == "PD2001"]
    assert first == ["培训次数", "违规次数"]


RECORDS = "语言 1\n事实 专项资金 明细\n  - 名称 文本\n  - 下达比例 比率\n  - 预算数 金额\n"


@pytest.mark.parametrize(
    "call",
    [
        "数量(转项资金 其中 下达比例 < 50%) > 0",
        "合计(转项资金.预算数) > 3万元",
        "数量(转项资金) > 1",
    ],
)
def test_a_list_of_records_is_known_by_a_name_like_it(call: str) -> None:
    [only] = found(f"  {call} 扣 1 分", head=RECORDS)
    assert only.code.id == "PD2001"
    assert [edit.replacement for help_ in only.helps for edit in help_.edits] == ["专项资金"]
