"""免扣 where nothing is deducted: that is said, and 得 满分 offered before the line is deleted."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.linter.test_rules import found_in

FACTS = """事实 受灾 是否
事实 有制度 是否
事实 执行率 比率 0 至 100%
指标 甲 10 分
"""
BANDS = "  按 执行率 分档\n  - >= 90% 得 10 分\n  - < 90% 得 5 分\n"
AWARDS = "  执行率 >= 90% 得 10 分\n  否则 得 5 分\n"
LISTED = "  逐项\n  - 有制度 得 10 分\n"


@pytest.mark.parametrize("base", [BANDS, AWARDS, LISTED])
def test_full_marks_are_offered_in_its_place(base: str) -> None:
    text = f'{FACTS}{base}  受灾 免扣 "当年受灾"\n'
    (found,) = (each for each in found_in(text) if each.code.id == "PD8008")
    assert [note.text("zh") for note in found.notes] == [
        "「免扣」只取消「扣」，这个指标里没有「扣」"
    ]
    assert {help_.applicability for help_ in found.helps} == {"unsafe"}
    source = found.helps[0].edits[0].span.source
    meant = edited(source, found.helps[0].edits)
    assert meant.endswith(f'{FACTS}  受灾 得 满分 "当年受灾"\n{base}')
    diagnostics = Diagnostics()
    assert check(parse(SourceText("x.perf", meant), diagnostics), diagnostics) is not None
    assert not [each for each in diagnostics if each.severity == "error"]


def test_a_pardon_beside_a_deduction_is_left_alone() -> None:
    text = f"{FACTS}{BANDS}  非 有制度 扣 2 分\n  受灾 免扣\n"
    assert not [each for each in found_in(text) if each.code.id == "PD8008"]
