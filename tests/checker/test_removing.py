"""Lines taken out of a rule file never make one statement of those around them."""

import pytest

from perfdsl.checker.removing import removal
from perfdsl.fixes import edited
from perfdsl.source import SourceText

HEAD = "事实 达标 是否\n事实 得率 是否\n指标 甲 10 分\n"


def without(above: str, line: str, below: str, left: str = "") -> str:
    text = f"{HEAD}{above}{line}\n{below}"
    start = len(HEAD + above)
    source = SourceText("x.perf", text)
    edit = removal(source, start, start + len(line) + 1, left)
    return edited(source, (edit,)).removeprefix(HEAD)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("达标 扣 1 分,\n", "得 5 分\n"),
        ("达标 扣 1 分，\n", "扣完为止\n"),
        ("达标\n", "扣 1 分\n"),
        ("定义 乙 = 得率 且\n", "达标 扣 1 分\n"),
        ("达标 或 (得率\n", "且 达标) 扣 1 分\n"),
        ("达标 扣 1 分,\n# 注\n", "得 5 分\n"),
        ("事实 丙 选项 甲, 乙,\n", "得率 扣 1 分\n"),
        ("达标 扣 1 分\n", "且 得率 扣 1 分\n"),
    ],
)
def test_an_empty_line_keeps_statements_apart(above: str, below: str) -> None:
    assert without(above, "放过 unused-fact 好", below) == f"{above}\n{below}"
    assert without(above, "放过 unused-fact 好", below, "# 注\n") == f"{above}\n# 注\n{below}"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("达标 扣 1 分\n", "得 5 分\n"),
        ("达标 扣 1 分,\n", "指标 乙 5 分\n"),
        ("达标 扣 1 分,\n", "\n得 5 分\n"),
        ("达标 扣 1 分,\n\n", "得 5 分\n"),
        ("依据 甲，\n", "得率 扣 1 分\n"),
        ("达标 扣 1 分,\n", ""),
        ("达标 扣 1 分,\n", "得率 扣 1 分\n"),  # a declared name begins with 得
    ],
)
def test_elsewhere_the_line_is_gone(above: str, below: str) -> None:
    assert without(above, "放过 unused-fact 好", below) == above + below
