"""Findings that only follow from another one: the cause is said, and not what comes of it."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import most_points
from perfdsl.checker.coverage.indicator import checklist_sum
from perfdsl.diagnostic import Diagnostic
from perfdsl.linter.rules import (
    award_never_wins,
    cap_never_bites,
    constant_score,
    full_marks_unreachable,
    never_holds,
    never_matters,
)
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator

_CAUSES = (never_holds.CODE, award_never_wins.CODE)


def without_following(
    found: Sequence[Diagnostic], allowed: Sequence[Diagnostic], view: View
) -> list[Diagnostic]:
    """Without 满分 that cannot be had, where the 得 that would give it is reported itself, or the sum of a 逐项.

    Without a score that is always the same, where a rule is reported that never holds; and without a 封顶 too high, where it is said, or allowed, that it never matters.
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
    return [
        each
        for each in found
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
    """Whether it says that a 得 of the indicator with the full marks never gives them."""
    if found.code not in _CAUSES or found.primary is None:
        return False
    place = found.primary.span
    return any(
        rule.span.start <= place.start and place.end <= rule.span.end and _gives(rule, leaf.full)
        for rule in leaf.rules
        if isinstance(rule, rules.Award)
    )


def _is_short(leaf: Indicator) -> bool:
    """Whether the rows of its one 逐项 come to less than the full marks, which the check says."""
    lists = [rule for rule in leaf.rules if isinstance(rule, rules.Checklist)]
    total = checklist_sum(lists[0], leaf.full) if len(lists) == 1 else None
    return total is not None and lists[0].kind == "award" and total < leaf.full


def _is_idle(found: Diagnostic, leaf: Indicator) -> bool:
    """Whether it says that a rule of the indicator never holds: that the score is then always one follows."""
    place = found.primary.span if found.primary is not None else None
    return (
        found.code is never_holds.CODE
        and place is not None
        and any(
            rule.span.start <= place.start and place.end <= rule.span.end for rule in leaf.rules
        )
    )


def _gives(rule: rules.Award, full: Fraction) -> bool:
    """Whether it could give the full marks; one whose points depend on facts may."""
    value = most_points(rule.points, full)
    return value is None or value >= full
