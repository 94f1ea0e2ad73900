"""`有制度得2分；有记录得3分`: a checklist where the items make the full marks, no guess where they may be grades."""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.fixes import edited
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

DECLARED = """\
事实 有制度 是否
事实 有执行 是否
事实 有公示 是否
事实 完成率 比率

指标 甲 {marks} 分
"""


def _offered(read: Read, text: str, marks: str) -> list[str]:
    """What becomes of the file by each way out, without what was there before."""
    declared = DECLARED.format(marks=marks)
    _, found = read(declared + text)
    after = [
        edited(help_.edits[0].span.source, help_.edits)
        for each in found
        for help_ in each.helps
        if help_.edits
    ]
    for each in after:
        assert [left.message("zh") for left in read(each)[1]] == []
    return [
        "/".join(" ".join(line.split()) for line in each.split("\n") if line not in declared)
        for each in after
    ]


@pytest.mark.parametrize(
    ("line", "marks", "right"),
    [
        ("有制度得2分；有执行得2分；有公示得2分。", "6", "逐项 得/- 有制度 得 2 分/- 有执行 得 2 分/- 有公示 得 2 分"),
        ("有制度得2分，有执行得2分，有公示得2分", "6", "逐项 得/- 有制度 得 2 分/- 有执行 得 2 分/- 有公示 得 2 分"),
        ("有制度的，得2分；有执行的，得3分", "5", "逐项 得/- 有制度 得 2 分/- 有执行 得 3 分"),
        ("有制度（2分），有执行（3分）", "5", "逐项 得/- 有制度 得 2 分/- 有执行 得 3 分"),
        ("有制度计1.5分；有执行计1.5分", "3", "逐项 得/- 有制度 得 1.5 分/- 有执行 得 1.5 分"),
        ("建立台账得2分；有执行得3分", "5", "事实 建立台账 是否/逐项 得/- 建立台账 得 2 分/- 有执行 得 3 分"),
        ("建立台账得2分；定期巡查得3分", "5", "事实 建立台账 是否/事实 定期巡查 是否/逐项 得/- 建立台账 得 2 分/- 定期巡查 得 3 分"),
        # no sum that makes the full marks: the first that holds counts
        ("有制度得5分；有执行得3分", "5", "有制度 得 5 分/有执行 得 3 分"),
        ("有制度得5分，有执行得3分", "5", "有制度 得 5 分/有执行 得 3 分"),
        # what is said twice
        ("①有制度；②有执行。每符合一项得2分，全部符合得4分。", "4", "逐项 得 2 分/- 有制度/- 有执行"),
        ("①有制度；②有执行。每具备一项得2分，两项都具备的，得满分。", "4", "逐项 得 2 分/- 有制度/- 有执行"),
    ],
)  # fmt: skip
def test_items_become_rows(read: Read, line: str, marks: str, right: str) -> None:
    assert _offered(read, line, marks) == [right]


@pytest.mark.parametrize(
    "line",
    [
        "优秀得3分；良好得2分",
        "台账完善得2分；台账较完善得3分",
        "台账健全得3分；基本健全得2分",
        "建立台账得3分；建立台账并更新得2分",
        "台账完善得5分；不完善得0分",
        "建立台账得2分；否则得3分",
        "完成率得2分；有执行得3分",
        "组织领导2分；制度建设3分",
        "建立台账得2分；定期巡查得2分",
        "建立台账得2分；最高得3分",
        # prizes and ranks: the best one counts
        "一等奖得3分；二等奖得2分",
        "特等奖得3分；优秀奖得2分",
        "获一等奖得3分；获二等奖得2分",
        "一级得3分；二级得2分",
        "达到一级标准得3分；达到二级标准得2分",
        "第一名得3分；第二名得2分",
        "国家级得3分；省级得2分",
        "获国家级表彰得3分，获省级表彰得2分",
        "①一等奖得3分；②二等奖得2分",
        "①获省级表彰得3分；②获市级表彰得2分",
        "①优秀得3分；②良好得2分",
    ],
)
def test_grades_and_other_things_are_no_rows(read: Read, line: str) -> None:
    assert not [each for each in _offered(read, line, "5") if "逐项" in each or "事实" in each]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("省级资金到位得3分；市级资金到位得2分", ("省级资金到位", "市级资金到位")),
        ("第一季度公开得3分；第二季度公开得2分", ("第一季度公开", "第二季度公开")),
    ],
)
def test_what_may_both_hold_becomes_rows(read: Read, line: str, items: tuple[str, str]) -> None:
    first, second = items
    rows = f"逐项 得/- {first} 得 3 分/- {second} 得 2 分"
    assert _offered(read, line, "5") == [f"事实 {first} 是否/事实 {second} 是否/{rows}"]


def test_ranks_add_up_where_the_line_says_so(read: Read) -> None:
    rows = "逐项 得 2 分/- 获省级表彰/- 获市级表彰"
    (after,) = _offered(read, "①获省级表彰；②获市级表彰。每符合一项得2分", "4")
    assert after == f"事实 获省级表彰 是否/事实 获市级表彰 是否/{rows}"
