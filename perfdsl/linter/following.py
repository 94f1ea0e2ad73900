"""Findings that only follow from another one: the cause is said, and not what comes of it."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import most_points
from perfdsl.checker.coverage.indicator import checklist_sum
from perfdsl.diagnostic import Diagnostic
from perfdsl.interpreter.base import is_candidate
from perfdsl.linter.rules import (
    always_holds,
    award_never_wins,
    cap_never_bites,
    constant_score,
    full_marks_unreachable,
    grade_unreachable,
    never_holds,
    never_matters,
    not_applicable_never_reached,
    overlapping_caps,
)
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator

_CAUSES = (never_holds.CODE, award_never_wins.CODE)
_CONDITIONS = (never_holds.CODE, always_holds.CODE)
_LEFT_OUT = (
    never_matters.CODE,
    award_never_wins.CODE,
    not_applicable_never_reached.CODE,
    full_marks_unreachable.CODE,
)
"""What comes of 不适用, or of 免扣, that always holds."""


def without_following(
    found: Sequence[Diagnostic], allowed: Sequence[Diagnostic], view: View
) -> list[Diagnostic]:
    """Without 满分 that cannot be had, where the 得 that would give it is reported itself, or the sum of a 逐项.

    Without a score that is always the same, where a rule is reported that never holds, or always, or is the one that never matters; without what an 不适用 or 免扣 that always holds leaves to the others; and without a 封顶 too high, where it is said, or allowed, that it never matters.
    Of a 封顶 beside which another one is stricter it is not said that it is too high. A grade out of reach is not said where an indicator is that cannot have its points.
    """
    needless = {
        each.primary.span.start
        for each in (*found, *allowed)
        if each.code is never_matters.CODE and each.primary is not None
    }
    lost = [
        leaf.span
        for leaf in (path[-1] for path in view.leaves)
        if _is_short(leaf) or any(_is_lost(each, leaf) for each in found)
    ]
    idle = [
        leaf.span
        for leaf in (path[-1] for path in view.leaves)
        if any(_is_idle(each, leaf) for each in found)
    ]
    leaves = [path[-1] for path in view.leaves]
    closed = [leaf for leaf in leaves if any(_is_closed_by(each, leaf) for each in found)]
    stricter = {
        each.primary.span.start
        for each in found
        if each.code is overlapping_caps.CODE and each.primary is not None
    }
    is_stuck = _explains_grades(found, view)
    return [
        each
        for each in found
        if each.code is not grade_unreachable.CODE or not is_stuck
        if each.code not in _LEFT_OUT or not any(_is_in(each, leaf) for leaf in closed)
        if each.code is not cap_never_bites.CODE
        or each.primary is None
        or each.primary.span.start not in stricter
        if each.code is not constant_score.CODE
        or not any(_is_about(each, span.start) for span in idle)
        if each.code is not cap_never_bites.CODE
        or each.primary is None
        or each.primary.span.start not in needless
        if each.code is not full_marks_unreachable.CODE
        or not any(_is_about(each, span.start) for span in lost)
    ]


def _is_about(found: Diagnostic, start: int) -> bool:
    """Whether the finding points at the indicator that begins there, first or second."""
    labels = [label for label in (found.primary, *found.secondary) if label is not None]
    return any(label.span.start == start for label in labels)


def _is_lost(found: Diagnostic, leaf: Indicator) -> bool:
    """Whether it says that a 得 of the indicator with the full marks, or a row of its 逐项, never gives them."""
    return found.code in _CAUSES and any(
        _is_inside(found, rule) and _gives(rule, leaf.full)
        for rule in leaf.rules
        if isinstance(rule, rules.Award)
        or (isinstance(rule, rules.Checklist) and rule.kind == "award")
    )


def _is_short(leaf: Indicator) -> bool:
    """Whether the rows of its one 逐项 come to less than the full marks, which the check says."""
    lists = [rule for rule in leaf.rules if isinstance(rule, rules.Checklist)]
    total = checklist_sum(lists[0], leaf.full) if len(lists) == 1 else None
    return total is not None and lists[0].kind == "award" and total < leaf.full


def _is_idle(found: Diagnostic, leaf: Indicator) -> bool:
    """Whether it names a rule of the indicator by which the score is always one."""
    if found.code is never_matters.CODE:
        is_plain = not any(map(is_candidate, leaf.rules))
        return is_plain and any(
            _is_inside(found, rule) for rule in leaf.rules if isinstance(rule, rules.Adjustment)
        )
    return found.code in _CONDITIONS and _is_in(found, leaf)


def _is_closed_by(found: Diagnostic, leaf: Indicator) -> bool:
    """Whether it says of 不适用 or 免扣 in the indicator that it always holds."""
    return found.code is always_holds.CODE and any(
        _is_inside(found, rule)
        for rule in leaf.rules
        if isinstance(rule, rules.NotApplicable | rules.Exemption)
    )


def _explains_grades(found: Sequence[Diagnostic], view: View) -> bool:
    """Whether a condition is reported by which points of an indicator are always had, or never."""
    rulebook = view.rulebook
    if rulebook.total_rules or any(grade.points > rulebook.upper for grade in rulebook.grades):
        return False
    return any(
        each.code in _CONDITIONS and _is_in(each, path[-1])
        for each in found
        for path in view.leaves
    )


def _is_in(found: Diagnostic, leaf: Indicator) -> bool:
    """Whether it points at the indicator or at one of its rules."""
    return _is_about(found, leaf.span.start) or any(_is_inside(found, rule) for rule in leaf.rules)


def _is_inside(found: Diagnostic, rule: rules.Rule) -> bool:
    place = found.primary.span if found.primary is not None else None
    spans = [rule.span]
    if isinstance(rule, rules.Bands | rules.Checklist):
        spans += [row.span for row in rule.rows]
    return place is not None and any(
        span.start <= place.start and place.end <= span.end for span in spans
    )


def _gives(rule: rules.Award | rules.Checklist, full: Fraction) -> bool:
    """Whether it could give the full marks; one whose points depend on facts may."""
    if isinstance(rule, rules.Checklist):
        return True
    value = most_points(rule.points, full)
    return value is None or value >= full
