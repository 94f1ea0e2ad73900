"""A keyword that is nearly right is offered where it could stand, beside what else could."""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("执行率 > 20% deductt 2", "deduct"),
        ("执行率 > 20% dedcut 2", "deduct"),
        ("执行率 > 20% awrad 2", "award"),
        ("执行率 < 90% 口 2 分", "扣"),
        ("执行率 < 90% 口除 2 分", "扣除"),
        ("执行率 < 90% 不的分", "不得分"),
    ],
)
def test_a_misspelt_effect(read: Read, line: str, meant: str) -> None:
    text = f"事实 执行率 比率\n指标 甲 5 分\n{line}"
    _, (found,) = read(text)
    assert found.code.id == "PD1002"
    general, first, *_ = found.all_helps
    assert general.edits == ()
    assert "扣、得、加" in general.text.text("zh")
    (edit,) = first.edits
    assert first.applicability == "unsafe"
    assert edit.replacement == meant
    assert read(text[: edit.span.start] + meant + text[edit.span.end :])[1] == []


def test_a_word_like_none_gets_the_list_alone(read: Read) -> None:
    _, (found,) = read("事实 执行率 比率\n指标 甲 5 分\n执行率 > 20% xyzzy 2")
    assert found.code.id == "PD1002"
    assert len(found.all_helps) == 1
