"""A single 扣 of more than there is to lose."""

import re
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.ways_out import instead, with_marks
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.contents import points_in
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8046",
    "excessive-deduction",
    "warning",
    Words(
        "「{text}」要{verb} {points} 分，「{name}」最多只能{away} {room} 分",
        "「{text}」 {verb} {points} points, and 「{name}」 has only {room} to {away}",
    ),
    Words(
        "核对分值；要全部扣完的写「扣 满分」",
        "check the points; to take all, write `deduct full_marks`",
    ),
)
_TAKES, _LOSE = Words("扣", "takes"), Words("扣", "lose")
_ADDS, _GIVE = Words("加", "adds"), Words("加", "give")


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        _check_additions(leaf, diagnostics)
        room = leaf.upper - leaf.lower
        if any(isinstance(rule, rules.Adjustment) and rule.kind == "add" for rule in leaf.rules):
            continue  # there may be more to lose
        for rule in leaf.rules:
            if isinstance(rule, rules.Checklist) and rule.kind != "award":
                _check_limit(rule, leaf, diagnostics)
            if not isinstance(rule, rules.Adjustment) or rule.kind != "deduct":
                continue
            if room <= 0 or _gives_more(leaf):
                continue
            if rule.at_most is not None:
                _check_limit(rule, leaf, diagnostics)
                continue
            if rule.step is not None:
                continue
            points = rule.points.least if isinstance(rule.points, rules.Judged) else rule.points
            value = constant_value(points, leaf.full)
            if value is None or value <= room:
                continue
            diagnostics.report(
                CODE,
                rule.span,
                secondary=[Label(leaf.span, phrase("满分在这里", "the full marks"))],
                helps=_typed_twice(rule, leaf),
                text=rule.span.text,
                points=format_exact(value),
                name=leaf.name,
                room=format_exact(room),
                verb=_TAKES,
                away=_LOSE,
            )

    _check_total(view, diagnostics)


def _check_additions(leaf: Indicator, diagnostics: Diagnostics) -> None:
    """`加 5 分` where 上限 is 3, of an indicator of no points in which nothing is taken again."""
    adding = [r for r in leaf.rules if isinstance(r, rules.Adjustment) and r.kind == "add"]
    others = (rules.NotApplicable, rules.Requirement)
    is_plain = all(each in adding or isinstance(each, others) for each in leaf.rules)
    if leaf.full != 0 or leaf.upper <= 0 or not is_plain:
        return
    for rule in adding:
        points = rule.points.least if isinstance(rule.points, rules.Judged) else rule.points
        value = constant_value(points, leaf.full)
        if rule.step is not None or rule.at_most is not None or value is None:
            continue
        if value > leaf.upper:
            diagnostics.report(
                CODE,
                rule.span,
                secondary=[Label(leaf.span, phrase("上限在这里", "the upper limit"))],
                text=rule.span.text,
                points=format_exact(value),
                name=leaf.name,
                room=format_exact(leaf.upper),
                verb=_ADDS,
                away=_GIVE,
            )


def _check_total(view: View, diagnostics: Diagnostics) -> None:
    """The same under 总分, of all that indicators can give together."""
    rulebook = view.rulebook
    most = sum((node.upper for node in rulebook.indicators), Fraction(0))
    room = max(most, rulebook.upper) - rulebook.lower
    adds = any(isinstance(r, rules.Adjustment) and r.kind == "add" for r in rulebook.total_rules)
    for rule in () if adds or room <= 0 else rulebook.total_rules:
        if not isinstance(rule, rules.Adjustment) or rule.step is not None:
            continue
        points = rule.points.least if isinstance(rule.points, rules.Judged) else rule.points
        value = constant_value(points, rulebook.full)
        if rule.at_most is not None or value is None or value <= room:
            continue
        diagnostics.report(
            CODE,
            rule.span,
            text=rule.span.text,
            points=format_exact(value),
            name=Words("总分", "total"),
            room=format_exact(room),
            verb=_TAKES,
            away=_LOSE,
        )


def _check_limit(
    rule: rules.Adjustment | rules.Checklist, leaf: Indicator, diagnostics: Diagnostics
) -> None:
    """`最多 40 分` of 6: what the rule may take ends before."""
    room = leaf.upper - leaf.lower
    value = constant_value(rule.at_most, leaf.full) if rule.at_most is not None else None
    if rule.at_most is None or value is None or value <= room or room <= 0 or _gives_more(leaf):
        return
    points = format_exact(value)
    diagnostics.report(
        CODE,
        rule.span,
        secondary=[Label(leaf.span, phrase("满分在这里", "the full marks"))],
        helps=_nought_too_many(rule.at_most.span, value, room),
        text=rule.span.text,
        points=Words(f"最多 {points}", f"up to {points}"),
        name=leaf.name,
        room=format_exact(room),
        verb=_TAKES,
        away=_LOSE,
    )


def _nought_too_many(span: Span, value: Fraction, room: Fraction) -> list[Help]:
    """40 for 4; of any other number nobody knows what was meant."""
    tenth = value / 10
    if tenth.denominator > 1 or tenth >= room or value < 2 * room:
        return []
    return [with_marks(span, tenth)]


def _gives_more(leaf: Indicator) -> bool:
    """Whether the base may be above the bound, so that more than that can be taken from it."""
    return any(
        constant_value(points, leaf.full) is None or getattr(rule, "step", None) is not None
        for rule in leaf.rules
        if isinstance(rule, rules.Award | rules.Bands)
        for points in points_in(rule)
        if not isinstance(points, rules.Judged | rules.Interpolation)
    )


def _typed_twice(rule: rules.Adjustment, leaf: Indicator) -> list[Help]:
    """`扣 22 分` of 10: the key was pressed twice. Of any other number nobody knows what was meant."""
    span = rule.points.span
    found = re.fullmatch(r"(\d)\1([^\d.]*)", span.text)
    if found is None or not 0 < int(found[1]) <= leaf.upper - leaf.lower:
        return []
    return [instead(span, f"{found[1]}{found[2]}")]


RULE = LintRule(
    CODE,
    Words(
        "一条「扣」的分值，或者它写的「最多」，比这个指标能扣的还多；只加分的指标里，一条「加」比上限还多。",
        "One deduction, or what it takes at most, is more than the indicator has to lose; or one addition is more than the upper limit of an indicator that only adds.",
    ),
    Words(
        "扣到 0 分为止，多写的没有作用；多半是多打了一个数字，或者漏了小数点。",
        "Nothing is taken below the lower bound; a digit too many or a missing point is likely.",
    ),
    bad="""
控制率 > 100% 扣 25 分
违规次数 > 0 扣 7.5 分
""",
    good="""
控制率 > 100% 扣 2.5 分
违规次数 > 0 扣 7.5 分
""",
    check=check,
)
