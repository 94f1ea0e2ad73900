"""What limits a rule is not lost behind the text that explains the rule."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

HEAD = """\
方案 试
年度 2023
语言 1
每 按整
事实 受灾 是否
事实 投诉 次数
指标 甲 10 分
"""
RULE = "  投诉 > 3次 每 1次 扣 0.5 分 至多 2 分"


def _findings(text: str) -> list[tuple[str, int, list[str]]]:
    """Code, line below the heading, and what becomes of the lines by each way out."""
    diagnostics = Diagnostics()
    whole = f"{HEAD}{text}\n"
    check(parse(SourceText("x.perf", whole), diagnostics), diagnostics)
    found = []
    for each in diagnostics:
        if each.severity == "info":
            continue
        after = []
        for help_ in (help_ for help_ in each.helps if help_.edits):
            changed = whole
            for edit in sorted(help_.edits, key=lambda edit: -edit.span.start):
                changed = changed[: edit.span.start] + edit.replacement + changed[edit.span.end :]
            after.append(changed[len(HEAD) :].rstrip("\n"))
            assert help_.applicability == "unsafe"
        assert each.primary is not None
        found.append((each.code.id, each.primary.span.first.line - HEAD.count("\n"), after))
    return found


@pytest.mark.parametrize(
    ("tail", "moved"),
    [
        (' 理由 "投诉较多" 除外 受灾', ' 除外 受灾 理由 "投诉较多"'),
        (' 理由 “投诉较多”，受灾除外。', ' ，受灾除外 理由 “投诉较多”'),
        (' reason "many" unless 受灾', ' unless 受灾 reason "many"'),
    ],
)  # fmt: skip
def test_an_exemption_behind_the_reason_goes_in_front_of_it(tail: str, moved: str) -> None:
    ((code, line, (only,)),) = _findings(RULE + tail)
    assert (code, line) == ("PD1002", 1)
    assert "".join(only.split()) == "".join((RULE + moved).split())
    assert not _findings(only)


@pytest.mark.parametrize("behind", [" 除外 受灾", "，受灾除外", " unless 受灾"])
def test_an_exemption_behind_a_reason_on_its_own_line_is_told(behind: str) -> None:
    ((code, line, (moved, quoted)),) = _findings(f'{RULE}\n    理由 "投诉较多"{behind}')
    assert (code, line) == ("PD1002", 2)
    assert moved == f'{RULE}{behind}\n    理由 "投诉较多"'
    assert quoted == f'{RULE}\n    理由 "投诉较多{behind}"'
    assert not _findings(moved)
    assert not _findings(quoted)


def test_a_limit_behind_a_reason_is_told_too() -> None:
    rule = "  投诉 > 3次 每 1次 扣 0.5 分"
    ((code, line, (moved, quoted)),) = _findings(f'{rule} # 注\n    理由 "较多" 最多 2 分')
    assert (code, line) == ("PD1002", 2)
    assert moved == f'{rule} 最多 2 分 # 注\n    理由 "较多"'
    assert quoted == f'{rule} # 注\n    理由 "较多 最多 2 分"'


@pytest.mark.parametrize("used", [" 除外 受灾", " 至多 2 分"])
def test_what_the_rule_has_already_is_not_added_to_it(used: str) -> None:
    """The text may be put into the quotation marks; no second exemption or limit is offered."""
    rule = f"  投诉 > 3次 每 1次 扣 0.5 分{used}"
    ((_, line, (quoted,)),) = _findings(f'{rule}\n    理由 "投诉较多"{used}')
    assert line == 2
    assert quoted == f'{rule}\n    理由 "投诉较多{used}"'


@pytest.mark.parametrize(
    "text",
    [
        '依据 "办法" 第三条',
        "说明 “三公”经费除外",
        '说明 "受灾" 除外',
        "说明 投诉较多，受灾除外",
        "理由 “基层反映”的问题较多",
        '依据 "办法", "细则"',
    ],
)
def test_free_text_is_free(text: str) -> None:
    assert not _findings(f"{RULE}\n    {text}")


def test_a_line_is_not_parted_so_that_an_exemption_becomes_text() -> None:
    for _, _, after in _findings(RULE + ' 理由 "投诉较多" 除外 受苦'):
        assert not after
