"""A table of texts without 其余: every text that is not listed has no value, whichever are listed."""

import pytest

from perfdsl.diagnostic import Help
from tests.linter.test_rules import found_in

RULES = "指标 甲 10 分\n率 < 目标 扣 10 分\n"
HEAD = "事实 类 文本\n事实 地 选项 东, 中, 西\n事实 率 比率\n"


def helps_for(table: str) -> tuple[Help, ...]:
    (found,) = (
        each for each in found_in(f"{HEAD}定义 目标 = {table}\n{RULES}") if each.code.id == "PD8048"
    )
    return found.all_helps


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ('"其他"', "其余"),
        ('"其它"', "其余"),
        ('"其他地区"', "其余"),
        ('"其余"', "其余"),
        ('"other"', "rest"),
        ('"Others"', "rest"),
    ],
)
def test_what_is_written_for_the_rest_becomes_the_rest(written: str, rest: str) -> None:
    (help_,) = helps_for(f'按 类 取 "东" 90%, {written} 80%')
    assert [(edit.span.text, edit.replacement) for edit in help_.edits] == [(written, rest)]
    assert help_.applicability == "unsafe"


@pytest.mark.parametrize("table", ['"东" 90%, "中" 80%', '"其他" 90%, "中" 80%'])
def test_a_made_up_text_is_not_to_be_added(table: str) -> None:
    (help_,) = helps_for(f"按 类 取 {table}")
    assert (help_.text.text("zh"), help_.edits) == ("最后写「其余 …」", ())


def test_a_word_of_a_list_is_to_be_added() -> None:
    (help_,) = helps_for("按 地 取 东 90%, 中 80%")
    assert help_.text.text("zh") == "补上「西 …」，或者最后写「其余 …」"


@pytest.mark.parametrize("rest", ["其余", "rest"])
def test_with_the_rest_nothing_is_left_out(rest: str) -> None:
    found = found_in(f'{HEAD}定义 目标 = 按 类 取 "东" 90%, {rest} 80%\n{RULES}')
    assert "PD8048" not in [each.code.id for each in found]
