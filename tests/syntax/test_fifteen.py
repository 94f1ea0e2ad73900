"""The fifteen nastiest inputs of the prototype, and what must come of them."""

from collections.abc import Callable

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]


def declare(*names: str) -> str:
    return "".join(f"事实 {name} 金额\n" for name in names) + "指标 甲\n"


def found_codes(found: list[Diagnostic]) -> list[str]:
    return [diagnostic.code.id for diagnostic in found]


def only_rule(file: ast.File) -> ast.Rule:
    (rule,) = file.headings[0].rules
    return rule


def name(expression: object) -> str:
    assert isinstance(expression, ast.Name)
    return expression.text


def comparison_of(rule: object) -> ast.Comparison:
    assert isinstance(rule, ast.Adjustment)
    assert isinstance(rule.condition, ast.Comparison)
    return rule.condition


def test_02_a_name_may_begin_with_the_word_before_it(read: Read) -> None:
    """`按按期完成率分档` are the bands of 按期完成率."""
    file, found = read(declare("按期完成率") + "按按期完成率分档")
    rule = only_rule(file)
    assert isinstance(rule, ast.Bands)
    assert name(rule.operand) == "按期完成率"
    assert all(diagnostic.severity == "info" for diagnostic in found)


def test_03_a_split_of_one_character_is_noted(read: Read) -> None:
    """当 in front of 当年支出; with only 年支出 declared the split is noted."""
    file, _ = read(declare("当年支出") + "当当年支出大于0时扣1分")
    assert name(comparison_of(only_rule(file)).operands[0]) == "当年支出"
    file, found = read(declare("当年支出") + "当年支出大于0时扣1分")
    assert name(comparison_of(only_rule(file)).operands[0]) == "当年支出"
    assert not found
    file, found = read(declare("年支出") + "当年支出大于0扣1分")
    assert name(comparison_of(only_rule(file)).operands[0]) == "年支出"
    assert found_codes(found) == ["PD2103"]
    assert found[0].message("zh") == "「当年支出大于」读作 当｜年支出｜大于"


def test_04_a_name_may_begin_with_or(read: Read) -> None:
    """`总收入大于0或或有负债大于0`."""
    file, found = read(declare("总收入", "或有负债") + "总收入大于0或或有负债大于0扣1分")
    rule = only_rule(file)
    assert isinstance(rule, ast.Adjustment)
    assert isinstance(rule.condition, ast.Logic)
    assert rule.condition.operator == "or"
    assert not found


def test_05_not_is_never_split_off(read: Read) -> None:
    """`非税收入` is not "not 税收入"."""
    file, found = read(declare("税收入") + "非税收入大于0扣1分")
    assert found_codes(found) == ["PD2101"]
    assert found[0].message("zh") == "没有声明过「非税收入」"
    assert not any(help_.edits for help_ in found[0].all_helps)
    assert not file.headings[0].rules


def test_06_deduct_is_not_split_off_a_name(read: Read) -> None:
    """`扣减金额` is one name."""
    file, found = read(declare("扣减金额") + "扣减金额大于5万元扣1分")
    assert name(comparison_of(only_rule(file)).operands[0]) == "扣减金额"
    assert not found
    _, found = read(declare("减金额") + "扣减金额大于5万元扣1分")
    assert found_codes(found) == ["PD2101"]
    assert found[0].arguments["name"] == "扣减金额"


def test_07_numerals_do_not_eat_names(read: Read) -> None:
    """`一般性支出大于一次性补助扣一分`: two names and one quantity."""
    file, found = read(declare("一般性支出", "一次性补助") + "一般性支出大于一次性补助扣一分")
    condition = comparison_of(only_rule(file))
    assert [name(operand) for operand in condition.operands] == ["一般性支出", "一次性补助"]
    assert not found


def test_08_full_steps_in_chinese_numerals(read: Read) -> None:
    """`违规次数每满两次扣一分，扣完为止。`."""
    file, found = read(declare("违规次数") + "违规次数每满两次扣一分，扣完为止。")
    rule = only_rule(file)
    assert isinstance(rule, ast.Adjustment)
    assert rule.step is not None
    assert rule.step.mode == "full"
    assert isinstance(rule.step.size, ast.Number)
    assert rule.step.size.value == 2
    assert rule.step.size.unit == "次"
    assert not found


def test_09_a_name_that_falls_apart_is_refused(read: Read) -> None:
    """`收入或支出` is refused where it is declared; `「收入或支出」` is the way out."""
    file, found = read(declare("收入", "支出", "收入或支出") + "收入或支出大于0扣1分")
    assert found_codes(found) == ["PD2105"]
    assert found[0].primary is not None
    assert found[0].primary.span.text == "收入或支出"
    assert name(comparison_of(only_rule(file)).operands[0]) == "收入或支出"
    delimited = declare("收入", "支出", "「收入或支出」")
    _, found = read(delimited + "「收入或支出」大于0扣1分")
    assert not found
    _, found = read(delimited + "收入或支出大于0扣1分")
    assert found_codes(found) == ["PD2102"]
    assert "收入｜或｜支出｜大于" in found[0].message("zh")


def test_10_a_comparison_is_no_cap(read: Read) -> None:
    """`执行率 < 70% 不超过 79 分` offers the words for a cap."""
    _, found = read(declare("执行率") + "执行率 < 70% 不超过 79 分")
    assert found_codes(found) == ["PD1014"]
    assert "封顶" in found[0].all_helps[0].text.text("zh")


def test_11_a_condition_and_its_effect_on_two_lines(read: Read) -> None:
    """Never an unconditional deduction."""
    file, found = read(declare("执行率") + "执行率 > 20%\n扣 2 分")
    assert comparison_of(only_rule(file)).operators == (">",)
    assert not found


def test_12_a_dash_is_no_interval(read: Read) -> None:
    """`80%-90%` offers 至 with (含) and (不含)."""
    for text in ("80%-90% 得 2 分", "执行率 80%-90% 得 2 分", "按 执行率 分档\n- 80%-90% 得 2 分"):
        _, found = read(declare("执行率") + text)
        assert found_codes(found) == ["PD1016"]
        assert "80%(含) 至 90%(不含)" in found[0].all_helps[0].text.text("zh")


def test_13_a_row_is_no_subtraction(read: Read) -> None:
    """A row with a nested quotation."""
    file, found = read(
        declare("有制度", "违规数") + "逐项\n- 有制度且违规数=0 得 1 分 “制度“健全””"
    )
    rule = only_rule(file)
    assert isinstance(rule, ast.Checklist)
    assert isinstance(rule.rows[0].condition, ast.Logic)
    assert rule.rows[0].text == "制度“健全”"
    assert not found


def test_15_numbers_that_read_otherwise(read: Read) -> None:
    """`2-1 分` is warned of; `1.` opens a row and is no path. `最大(1,200)` is left to the checker."""
    _, found = read(declare("执行率") + "执行率 > 20% 扣 2-1 分")
    assert found_codes(found) == ["PD1023"]
    assert found[0].severity == "warning"
    _, found = read(declare("有制度") + "1. 有制度 得 1 分")
    assert found_codes(found) == ["PD1024"]
    file, found = read("定义 丙 = 最大(1,200)")
    call = file.definitions[0].value
    assert isinstance(call, ast.Call)
    assert len(call.arguments) == 1
    file, _ = read("定义 丙 = 最大(1，200)")
    call = file.definitions[0].value
    assert isinstance(call, ast.Call)
    assert len(call.arguments) == 2


def test_names_of_the_founding_report_parse_glued(read: Read) -> None:
    """Real names, declared, with a sentence glued to them."""
    names = [
        "非税收入",
        "当年支出",
        "得分率",
        "扣减金额",
        "加班费",
        "计划数",
        "一般性支出",
        "且末县收入",
        "或有负债",
        "取暖费",
        "在职人数",
        "至今未缴数",
        "每股收益",
        "记账数",
        "按期完成率",
        "若干项目数",
        "等级评定数",
        "不足额保障数",
        "到位率",
        "是否公开数",
    ]
    file, found = read(
        declare(*names) + "".join(f"{written}大于0且{written}小于9，扣1分\n" for written in names)
    )
    assert not found
    for written, rule in zip(names, file.headings[0].rules, strict=True):
        assert isinstance(rule, ast.Adjustment)
        assert isinstance(rule.condition, ast.Logic)
        assert isinstance(rule.condition.right, ast.Comparison)
        assert name(rule.condition.right.operands[0]) == written
