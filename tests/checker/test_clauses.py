"""A finding about what rules mean names the clause they cite."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter import lint
from perfdsl.source import SourceText
from perfdsl.syntax import parse

OPENING = "事实 率 比率\n事实 次 次数\n一级指标 一\n  依据 “第一章”\n"


def clauses(text: str) -> list[tuple[str, str | None]]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", OPENING + text), diagnostics), diagnostics)
    linted = lint(rulebook).found if rulebook is not None else ()
    return [(found.code.id, found.basis) for found in (*diagnostics, *linted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标 甲 5 分\n  依据 “第二条”\n  率 > 20 扣 5 分\n", ("PD3002", "第二条")),
        ("指标 甲 5 分\n  依据 “第二条”\n  率 > 20 扣 5 分\n    依据 “第三条”\n", ("PD3002", "第三条")),
        ("指标 甲 5 分\n  率 > 20 扣 5 分\n", ("PD3002", "第一章")),
        ("指标 甲 5 分\n  依据 “第二条”\n  缘 > 20% 扣 5 分\n", ("PD2001", "第二条")),
        (
            "指标 甲 5 分\n  依据 “第二条”\n  按 率 分档\n  - > 90% 得 5 分\n  - < 80% 得 0 分\n",
            ("PD4003", "第二条"),
        ),
        ("指标 甲 5 分\n  依据 “第二条”\n  次 < 0 扣 1 分\n  率 < 1% 扣 4 分\n", ("PD8009", "第二条")),
        ("指标 甲 5 分\n  依据 “第二条”\n  率 < 90% 扣 5 分\n总分\n  次 < 0 封顶 3 分\n", ("PD8009", None)),
        ("指标 甲 5 分\n  依据 “第二条”\n  率 > 90% 扣 5 分 5\n", ("PD1002", None)),
    ],
)  # fmt: skip
def test_the_nearest_clause(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in clauses(text)


def test_without_a_clause_there_is_none() -> None:
    diagnostics = Diagnostics()
    text = "事实 率 比率\n指标 甲 5 分\n  率 > 20 扣 5 分\n"
    check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    assert [found.basis for found in diagnostics] == [None]
