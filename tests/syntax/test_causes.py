"""What a way out tells of the mistake is said only where it is true."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = """事实 执行率 比率
事实 支出数 金额 万元
事实 预算数 金额 万元
事实 大额现金支付 次数
事实 「总-额」 金额 万元
事实 「总-人数」 人数
事实 报送日期 日期
指标 甲 10 分
"""


def _found(*lines: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    text = HEAD + "".join(f"  {line}\n" for line in lines)
    check(parse(SourceText("甲.perf", text), diagnostics), diagnostics)
    return list(diagnostics)


def _said(*lines: str) -> list[tuple[str, str]]:
    return [
        (each.code.id, each.primary.span.text)
        for each in _found(*lines)
        if each.primary is not None
    ]


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("执行率 < 60% 扣 2 分，不超过 5 分", "PD1014", "不超过"),
        ("执行率 < 60% 不得超过 5 分", "PD1014", "不得超过"),
        ("大额现金支付 > 3次的，不得超过 5 分", "PD1014", "不得超过"),
        ("支出数 > 500万 扣 1 分", "PD3003", "500万"),
        ("「总-额」 > 500万 扣 1 分", "PD3003", "500万"),
        ("支出数超过2000万的，扣 1 分", "PD3003", "2000万"),
        ("执行率 < 60% 扣 扣 1 分", "PD1027", "扣"),
        ("执行率 < 60% 封顶 5 分 封顶 5 分。", "PD1027", "封顶 5 分"),
        ("AND(执行率 < 60%, 支出数 > 3万元) 扣 1 分", "PD2008", "AND"),
        ("=IF(执行率<60%,0,IF(执行率<80%,1,3))", "PD2008", "IF"),
        ("报送日期 > 3月31日 扣 1 分", "PD1002", "3月31日"),
    ],
)
def test_the_cause_and_its_place(line: str, code: str, place: str) -> None:
    assert _said(line) == [(code, place)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("执行率 > 5万 扣 1 分", "PD3003"),
        ("没有声明 > 5万 扣 1 分", "PD3003"),
        ("「总-人数」 > 3千 扣 1 分", "PD3003"),
        ("支出数 / 预算数 > 500万 扣 1 分", "PD3003"),
        ("大额现金支付 每有 1次 扣 2 分，累计不超过4万", "PD3003"),
        ("大额现金 支付 不超过 4 每有 1次 扣 1 分 最多 4 分", "PD1014"),
        ("大额现金 支付 > 2 每有 1次 扣 1 分 最多 4 分 理由 “不超过 4 次”", "PD1014"),
        ("执行率 < 60% 封顶 5 分 封顶 6 分", "PD1027"),
    ],
)
def test_what_would_not_be_true(line: str, code: str) -> None:
    found = [each.code.id for each in _found(line)]
    assert found
    assert code not in found


def test_a_date_with_its_year_is_not_said_to_lack_it() -> None:
    ((code, place),) = _said("报送日期 > 2025年 3月31日 扣 1 分")
    assert code == "PD1002"
    assert place != "3月31日"


@pytest.mark.parametrize(
    ("first", "second", "sign"),
    [
        ('执行率 < 60% 须说明 "上年 “不合格” 的，', '说明原因"', '"'),
        ("执行率 < 60% 须说明 “上年的，", "说明原因”", "“"),
    ],
)
def test_the_quotation_mark_that_is_open(first: str, second: str, sign: str) -> None:
    assert _said("执行率 < 50% 扣 1 分", first, second) == [("PD1004", sign)]


def test_a_rule_is_not_taken_into_the_text_above() -> None:
    found = _found('执行率 < 60% 须说明 "执行率低', '大额现金支付 > 0 扣 1 分"')
    assert [each.code.id for each in found] == ["PD1004", "PD1004"]
    assert not any("\n" in edit.span.text for each in found for h in each.helps for edit in h.edits)


@pytest.mark.parametrize(
    ("formula", "lines"),
    [
        ('IF(执行率>=90%,"满分","不得分")', "执行率>=90% 得 满分\n  否则 得 0 分"),
        ('IF(执行率<90%,"扣2分","")', "执行率<90% 扣 2 分"),
        ("IF(执行率<90%,-2,3)", None),
        ("IF(大额现金支付>0,大额现金支付*-1,0)", None),
        ("IF(执行率>=60%,6,IF(执行率>80%,8,0))", None),
    ],
)
def test_what_a_formula_gives(formula: str, lines: str | None) -> None:
    (found,) = _found(formula)
    edits = [edit.replacement for help_ in found.helps for edit in help_.edits]
    assert edits == ([] if lines is None else [lines])


def test_a_scale_is_no_name_of_what_is_counted() -> None:
    found = _found("支出数 > 500万 每满 10万 扣 1 分，不超过 5 分")
    assert [each.code.id for each in found] == ["PD1002"]
    assert not any(edit.replacement == "" for each in found for h in each.helps for edit in h.edits)


@pytest.mark.parametrize(
    ("name", "rule", "meant"),
    [
        ("拨付率", "拨付率 在 90%(含) 至 95%(不含) 扣 1 分", "事实 拨付率 比率 >= 0"),
        (
            "「拨付 支出金额」",
            "「拨付 支出金额」 > 3万元 扣 1 分",
            "事实 「拨付 支出金额」 金额 >= 0",
        ),
        ("拨付率", "拨付率 > 80-90% 扣 1 分", None),
    ],
)
def test_a_type_told_by_what_the_fact_is_used_for(name: str, rule: str, meant: str | None) -> None:
    diagnostics = Diagnostics()
    text = f"事实 {name} >= 0\n指标 甲 10 分\n  {rule}\n"
    check(parse(SourceText("甲.perf", text), diagnostics), diagnostics)
    found = next(each for each in diagnostics if each.code.id == "PD1020")
    fixed = (
        [edited(found.primary.span.source, h.edits) for h in found.helps] if found.primary else []
    )
    first = [each.splitlines()[0] for each in fixed]
    if meant is None:
        assert not any("数量" in each for each in first)
    else:
        assert first[:1] == [meant]
