"""Paragraphs of published tables that stand for a checklist, a limited formula, or a rule with a note.

What is offered has to be read without a further finding.
"""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.fixes import edited
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

DECLARED = """\
事实 完成率 比率
事实 实际 金额
事实 计划 金额
事实 债务率 比率
事实 有制度 是否
事实 有执行 是否

指标 甲 5 分
"""


def offered(read: Read, text: str) -> tuple[str, str]:
    """The code of the one finding, and the text after its one correction."""
    _, found = read(DECLARED + text)
    assert len(found) == 1, [diagnostic.message("zh") for diagnostic in found]
    (help_,) = found[0].helps
    assert help_.applicability == "unsafe"
    after = edited(help_.edits[0].span.source, help_.edits)
    _, left = read(after)
    assert [diagnostic.message("zh") for diagnostic in left] == []
    return found[0].code.id, after


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("  ①有制度；②有执行。每缺一项扣1分", "  逐项 缺一 扣 1 分\n    - 有制度\n    - 有执行"),
        ("  ①有制度；②有执行。每缺一项扣1分，扣完为止。", "  逐项 缺一 扣 1 分，扣完为止\n    - 有制度\n    - 有执行"),
        ("①有制度；②有执行。每有一项不符合扣2分", "逐项 缺一 扣 2 分\n  - 有制度\n  - 有执行"),
        ("①有制度；②有执行。以上两项每缺一项扣2分。", "逐项 缺一 扣 2 分\n  - 有制度\n  - 有执行"),
        ("①有制度；②有执行。以上2项中每缺一项扣2分", "逐项 缺一 扣 2 分\n  - 有制度\n  - 有执行"),
        ("①有制度，1分；②有执行，2分；", "逐项 得\n  - 有制度 得 1 分\n  - 有执行 得 2 分"),
        ("①有制度（2分）；②有执行（3分）", "逐项 得\n  - 有制度 得 2 分\n  - 有执行 得 3 分"),
        ("(1)有制度；(2)有执行。每符合一项得2.5分", "逐项 得 2.5 分\n  - 有制度\n  - 有执行"),
        ("- 有制度\n- 有执行\n每缺一项的，扣1分", "逐项 缺一 扣 1 分\n  - 有制度\n  - 有执行"),
        ("①有制度；\n②有执行。\n每缺一项扣1分", "逐项 缺一 扣 1 分\n  - 有制度\n  - 有执行"),
        ("逐项 缺一 扣 1 分\n  ①有制度；②有执行。", "逐项 缺一 扣 1 分\n  - 有制度\n  - 有执行"),
        ("逐项 得\n  ①有制度，1分；", "逐项 得\n  - 有制度 得 1 分"),
    ],
)  # fmt: skip
def test_counted_items_are_offered_as_a_checklist(read: Read, paragraph: str, lines: str) -> None:
    """With the rows below `逐项`, as deep as the paragraph stands."""
    assert offered(read, paragraph)[1] == DECLARED + lines


def test_items_that_are_not_declared_are_declared(read: Read) -> None:
    """Behind the last fact, in 「…」 where they have signs in them."""
    _, after = offered(read, "①有制度；②制度合法、合规；③已执行。每缺一项扣1分")
    assert "事实 有执行 是否\n事实 「制度合法、合规」 是否\n事实 已执行 是否\n" in after
    assert "逐项 缺一 扣 1 分\n  - 有制度\n  - 「制度合法、合规」\n  - 已执行" in after


def test_items_behind_a_rule_are_not_cut_off_from_their_list(read: Read) -> None:
    """Rows without a list would only be refused."""
    _, found = read(DECLARED + "完成率≥90%的，得5分；①有制度；②有执行")
    assert [diagnostic.code.id for diagnostic in found] == ["PD1009"]
    assert found[0].helps == ()


@pytest.mark.parametrize("text", ["①有制度；②有执行。", "- 完成率>90% 得5分\n- 完成率>80% 得3分"])
def test_rows_of_which_it_is_not_said_what_they_are_worth_are_left(read: Read, text: str) -> None:
    """Neither items without points nor bands are made a checklist."""
    _, found = read(DECLARED + text)
    assert found
    assert not any("逐项" in edit.replacement for each in found for help_ in each.helps for edit in help_.edits)  # fmt: skip


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("  得分=完成率×5分，超过100%的按100%计算", "  得 最小(完成率, 100%)×5分"),
        ("得分＝完成率×5分，完成率超过100%的按100%计。", "得 最小(完成率, 100%)×5分"),
        ("本项得分=实际/计划×5分，超过100%的，按100%计算；", "得 最小(实际/计划, 100%)×5分"),
        ("完成率≥50%的，得分=5分×完成率，超过100%按100%计算", "完成率≥50%的， 得 最小(完成率, 100%)×5分"),
        ("得 完成率×满分，超过100%的按100%计算；完成率<60%扣1分", "得 最小(完成率, 100%)×满分\n完成率<60%扣1分"),
    ],
)  # fmt: skip
def test_a_share_counted_up_to_a_limit(read: Read, paragraph: str, lines: str) -> None:
    """`超过100%的按100%计算`: the lesser of the share and 100%."""
    assert offered(read, paragraph) == ("PD1009", DECLARED + lines)


@pytest.mark.parametrize(
    "text", ["得分=完成率×5分，超过100%的按90%计算", "得分=1+完成率×5分，超过100%的按100%计算"]
)
def test_a_limit_that_is_not_clear_is_not_rewritten(read: Read, text: str) -> None:
    """Two different limits, or a sum."""
    _, found = read(DECLARED + text)
    assert found
    assert not any("最小" in edit.replacement for each in found for help_ in each.helps for edit in help_.edits)  # fmt: skip


def test_no_row_is_offered_with_two_bands_in_it(read: Read) -> None:
    text = "完成率不低于100%得满分，80%—100%按比例得分，低于80%不得分"
    _, found = read(DECLARED + text)
    assert found
    assert not [help_ for each in found for help_ in each.helps if help_.edits]


def test_a_note_in_brackets_can_be_left_out(read: Read) -> None:
    """`（绿）` behind a limit says nothing; `（含）` does, and so does a bracket of a formula."""
    assert offered(read, "债务率低于100%（绿）得5分") == (
        "PD1002",
        DECLARED + "债务率低于100%得5分",
    )
    for text in ("债务率100%以下（含）得5分", "(实际)/(计划)>1 得5分", "非(有制度) 扣1分"):
        assert read(DECLARED + text)[1] == []


def test_a_declaration_that_lacks_its_brackets_is_not_written_again(read: Read) -> None:
    """Its own correction declares the name."""
    _, found = read("事实 合法、合规 是否\n" + DECLARED + "①有制度；②合法、合规。每缺一项扣1分")
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018", "PD1009"]
    assert len(found[1].helps[0].edits) == 1
