"""封顶 that a stricter one makes pointless."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.changes.canonical import rule_text
from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.linter.editing import delete_rule
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.number import format_exact, round_to
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8013",
    "overlapping-caps",
    "warning",
    Words(
        "「{text}」不起作用：{witness}另一条封顶 {points} 分{order}",
        "「{text}」 does nothing: {witness}another cap, {points}, is {order}",
    ),
    Words(
        "核对两条封顶的界限和分数",
        "check the limits and points of both caps",
    ),
)


_STRICTER = Words("更严", "stricter")
_EQUAL = Words("一样", "the same")


def check(view: View, diagnostics: Diagnostics) -> None:
    nodes = [path[-1].rules for path in view.paths]
    for group in (*nodes, view.rulebook.total_rules):
        caps = [rule for rule in group if isinstance(rule, rules.Cap)]
        needless: set[str] = set()
        for cap in caps:
            for other in caps:
                if other is cap or other.id in needless:
                    continue
                order = _order(view, cap, other)
                if order is not None and _is_covered(view, cap, other):
                    needless.add(cap.id)
                    _report(view, cap, other, order, diagnostics)
                    break


def is_made_needless(view: View, cap: rules.Cap, group: Sequence[rules.Rule]) -> bool:
    """Whether another 封顶 of the group holds wherever it does, and is as strict."""
    others = [each for each in group if isinstance(each, rules.Cap) and each is not cap]
    return any(_order(view, cap, each) and _is_covered(view, cap, each) for each in others)


def _order(view: View, cap: rules.Cap, other: rules.Cap) -> Words | None:
    """Whether the other one is stricter, or as strict, on the grid that scores are rounded to."""
    points, limit = _limit(view, cap), _limit(view, other)
    if points is None or limit is None or points < limit:
        return None
    if points > limit:
        return _STRICTER
    # of two that say the same the earlier one is asked first: it has to have an answer always
    return _EQUAL if cap.condition is None or view.always_has_value(cap.condition) else None


def _limit(view: View, cap: rules.Cap) -> Fraction | None:
    points, places = constant_value(cap.points), view.rulebook.rounding
    if points is None or places is None:
        return points
    return round_to(points, Fraction(1, 10**places), "down")


def _is_covered(view: View, cap: rules.Cap, other: rules.Cap) -> bool:
    """Whether the other one holds wherever this does."""
    if other.condition is None:
        return cap.condition is None or view.possible(cap.condition) is True
    if cap.condition is None:
        return view.can_fail(other.condition) is False
    covered = view.possible(cap.condition, but=(other.condition,)) is False
    return covered and view.possible(cap.condition) is True


def _report(
    view: View, cap: rules.Cap, other: rules.Cap, order: Words, diagnostics: Diagnostics
) -> None:
    if order is _EQUAL and rule_text(cap) == rule_text(other):
        return  # written twice: another rule
    witness = view.witness(cap.condition) if cap.condition is not None else None
    if witness is None and cap.condition is not None:
        return
    shown = Words(f"{witness} 时", f"with {witness} ") if witness else Words("", "")
    limit = _limit(view, other)
    assert limit is not None
    diagnostics.report(
        CODE,
        cap.span,
        secondary=[
            Label(
                other.span,
                phrase("更严的是这条", "this one is stricter")
                if order is _STRICTER
                else phrase("一样的是这条", "this one says the same"),
            )
        ],
        helps=_exchanged(view, cap, other) if order is _STRICTER else delete_rule(cap),
        text=cap.span.text,
        points=_shown(other, limit),
        witness=shown,
        order=order,
    )


def _shown(cap: rules.Cap, limit: Fraction) -> str:
    """Its points, with what they come to where scores are rounded."""
    points = constant_value(cap.points)
    assert points is not None  # as it has a limit
    written = format_exact(points)
    return written if points == limit else f"{written} → {format_exact(limit)}"


def _exchanged(view: View, cap: rules.Cap, other: rules.Cap) -> list[Help]:
    """The points of both exchanged, where the other one counts for something then."""
    if cap.condition is None or other.condition is None:
        return []
    if view.possible(other.condition, but=(cap.condition,)) is not True:
        return []
    first, second = cap.points.span, other.points.span
    edits = (Edit(first, second.text), Edit(second, first.text))
    return [Help(phrase("两条的分数对调", "exchange the points of both"), edits, "unsafe")]


RULE = LintRule(
    CODE,
    Words(
        "几条封顶都成立时最严的算数；这一条成立时总有更严或一样的一条（保留了位数的，按往下取的分数比）。",
        "Where several caps hold, the strictest counts; wherever this one holds, one that is stricter or the same does too (rounded down where scores are rounded).",
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
