"""What is counted by its thing, `每发生1次事故`, is the declared count with that thing in its name."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """\
年度 2025
语言 1
每 按整
事实 巡查次数 次数
事实 月走访次数 次数
事实 培训次数 次数
事实 来信办结次数 次数
事实 事故次数 次数
事实 违规人数 人数
事实 投诉量 数量 件
事实 会议次数 次数
事实 会议人数 人数
指标 甲 6 分
"""


def _found(line: str) -> tuple[list[Diagnostic], list[str]]:
    diagnostics = Diagnostics()
    text = f"{_HEAD}{line}\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    found = [each for each in diagnostics if each.severity == "error"]
    lines = []
    for help_ in (help_ for each in found for help_ in each.helps if help_.edits):
        assert help_.applicability == "unsafe"
        changed = edited(help_.edits[0].span.source, help_.edits)
        lines.append(
            "/".join(" ".join(each.split()) for each in changed[len(_HEAD) :].split("\n")).rstrip(
                "/"
            )
        )
    return found, lines


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("每发生1次事故扣2分", "事故次数 每发生1次 扣2分"),
        ("每出现一次事故，扣2分", "事故次数 每出现一次 扣2分"),
        ("每有1件投诉的，扣0.5分", "投诉量 每有1件 扣0.5分"),
        ("每发现1名违规人员扣0.5分", "违规人数 每发现1名 扣0.5分"),
        ("每违规1人扣1分", "违规人数 每1人 扣1分"),
        ("每月走访不少于2次得6分", "月走访次数 不少于 2次得6分"),
        ("每年巡查少于3次扣1分", "巡查次数 少于 3次扣1分"),
        ("每年巡查达到12次得6分", "巡查次数 不少于 12次得6分"),
        ("每年度至少巡查1次的得6分", "巡查次数 不少于 1次的得6分"),
        ("每年巡查不少于2次得6分，少一次扣1分", "巡查次数 不少于 2次 得6分/巡查次数 < 2次 每少一次 扣1分"),
    ],
)  # fmt: skip
def test_the_declared_count_is_used(line: str, right: str) -> None:
    found, lines = _found(line)
    assert [each.code.id for each in found] in (["PD1039"], ["PD1013"])
    assert lines == [right]


@pytest.mark.parametrize(
    "line",
    [
        "每发生1次重大事故扣2分",  # not every accident is one
        "每召开1次会议加1分",  # how many, or with how many
        "每月检查不少于2次得6分",
        "每发现1处裂缝扣1分",
        "每发生1次来信扣2分",  # those that were dealt with are others
        "每季度培训至少2次的，得满分",  # facts are of the year
        "每半年培训不到1次扣5分",
        "每天巡查少于2次的扣1分",
    ],
)
def test_no_count_is_chosen_that_may_be_another(line: str) -> None:
    found, lines = _found(line)
    assert len(found) == 1
    assert not [each for each in lines if "次数" in each or "人数" in each]


@pytest.mark.parametrize(
    "line", ["每月检查不少于2次得6分", "每季度至少检查3次得6分", "每年检查达到12次得6分"]
)
def test_a_comparison_is_no_part_of_a_name(line: str) -> None:
    (found,), _ = _found(line)
    said = " ".join(help_.text.text("zh") for help_ in found.all_helps)
    assert not [each for each in ("不少于数", "至少检查", "达到数") if each in said]
    assert "检查次数" in said


def test_a_length_of_time_is_a_step_where_it_is_one() -> None:
    diagnostics = Diagnostics()
    text = "语言 1\n每 按整\n事实 拖延月数 月数\n指标 甲 6 分\n拖延月数 每月 扣 1 分\n"
    check(parse(SourceText("x.perf", text), diagnostics), diagnostics)
    assert not diagnostics.has_errors
