"""封顶 that a stricter one makes pointless."""

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8013",
    "overlapping-caps",
    "warning",
    Words(
        "「{text}」不起作用：{witness} 时另一条封顶 {points} 分更严",
        "「{text}」 does nothing: with {witness} another cap, {points}, is stricter",
    ),
    Words(
        "核对两条封顶的界限和分数",
        "check the limits and points of both caps",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    nodes = [path[-1].rules for path in view.paths]
    for group in (*nodes, view.rulebook.total_rules):
        caps = [rule for rule in group if isinstance(rule, rules.Cap) and rule.condition]
        for cap in caps:
            for other in caps:
                if other is not cap and _is_covered(view, cap, other):
                    _report(view, cap, other, diagnostics)
                    break


def _is_covered(view: View, cap: rules.Cap, other: rules.Cap) -> bool:
    """Whether the other one holds wherever this does, and is stricter."""
    points, limit = constant_value(cap.points), constant_value(other.points)
    if points is None or limit is None or points <= limit:
        return False
    assert cap.condition is not None
    assert other.condition is not None
    covered = view.possible(cap.condition, but=(other.condition,)) is False
    return covered and view.possible(cap.condition) is True


def _report(view: View, cap: rules.Cap, other: rules.Cap, diagnostics: Diagnostics) -> None:
    assert cap.condition is not None
    witness = view.witness(cap.condition)
    limit = constant_value(other.points)
    if witness is not None and limit is not None:
        diagnostics.report(
            CODE,
            cap.span,
            secondary=[Label(other.span, phrase("更严的是这条", "this one is stricter"))],
            helps=_exchanged(view, cap, other),
            text=cap.span.text,
            points=format_exact(limit),
            witness=witness,
        )


def _exchanged(view: View, cap: rules.Cap, other: rules.Cap) -> list[Help]:
    """The points of both exchanged, where the other one counts for something then."""
    assert cap.condition is not None
    assert other.condition is not None
    if view.possible(other.condition, but=(cap.condition,)) is not True:
        return []
    first, second = cap.points.span, other.points.span
    edits = (Edit(first, second.text), Edit(second, first.text))
    return [Help(phrase("两条的分数对调", "exchange the points of both"), edits, "unsafe")]


RULE = LintRule(
    CODE,
    Words(
        "几条封顶都成立时最严的算数；这一条成立时总有更严的一条。",
        "Where several caps hold, the strictest counts; wherever this one holds, a stricter one does too.",
    ),
    Words("多半是两条的分数写反了。", "The points of the two are probably exchanged."),
    bad="""
控制率 > 100% 扣 10 分
执行率 < 60% 封顶 5 分
执行率 < 50% 封顶 8 分
""",
    good="""
控制率 > 100% 扣 10 分
执行率 < 60% 封顶 8 分
执行率 < 50% 封顶 5 分
""",
    check=check,
)
