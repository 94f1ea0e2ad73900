"""扣 and 加: every rule that holds asks for its points; bounds decide later what takes effect."""

from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.conditions import decide
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.points import positive_points, stepped_points
from perfdsl.model import rules
from perfdsl.model.expressions import Expr


@attrs.define(eq=False, repr=False)
class Adjusted:
    """The drafts of one rule, and whether its condition holds (for the base score)."""

    drafts: list[Draft]
    holds: bool | Absent = False


def adjust(evaluator: Evaluator, rule: rules.Adjustment) -> Adjusted:
    """What one 扣 or 加 asks for, in `applied`, before any bound."""
    judged = isinstance(rule.points, rules.Judged)
    draft = draft_for(rule, "manual" if judged else rule.kind)
    holds = decide(evaluator, rule.condition, draft)
    if holds is False:
        return Adjusted([draft])
    if _is_excepted(evaluator, rule.unless, draft):
        return Adjusted([draft], holds)
    if isinstance(holds, Absent):
        return Adjusted([draft], holds)
    points = stepped_points(evaluator, rule.points, rule.step, rule.at_most, draft)
    if isinstance(points, Absent):
        draft.fail(points)
    elif draft.status != "unknown" and draft.absent is None:
        sign = 1 if rule.kind == "add" else -1
        asked = next((d.value for d in draft.details if d.name == "asked"), points)
        draft.status = "fired" if asked == points else "capped"
        draft.points, draft.applied = sign * asked, sign * points
    return Adjusted([draft], holds)


def _is_excepted(evaluator: Evaluator, unless: Expr | None, draft: Draft) -> bool:
    """Whether 除外 holds: the rule then counts for nothing, known or not."""
    if unless is None:
        return False
    exception = Draft(draft.rule, draft.kind, draft.span)
    holds = decide(evaluator, unless, exception)
    draft.recorder.values.update(exception.recorder.values)
    if holds is True:
        draft.settle()
        draft.status = "exempted"
        draft.text = unless.span.text
        return True
    if isinstance(holds, Absent):
        draft.fail(holds)
    return False


def deduct_items(evaluator: Evaluator, rule: rules.Checklist) -> Adjusted:
    """A checklist that costs points: the rows in order, together at most 最多."""
    drafts: list[Draft] = []
    head = draft_for(rule, "deduct")
    for row in rule.rows:
        judged = isinstance(row.points, rules.Judged)
        draft = draft_for(row, "manual" if judged else "item", row.text)
        drafts.append(draft)
        holds = decide(evaluator, row.condition, draft)
        if isinstance(holds, Absent):
            continue
        if holds is (rule.kind == "deduct"):
            points = positive_points(evaluator, row.points, draft)
            if isinstance(points, Absent):
                draft.fail(points)
                continue
            draft.status, draft.points, draft.applied = "fired", -points, -points
    asking = [draft for draft in drafts if draft.status == "fired" or draft.absent is not None]
    if asking and _is_excepted(evaluator, rule.unless, head):
        for draft in asking:
            draft.settle()
            draft.status, draft.applied, draft.text = "exempted", Fraction(0), head.text
    elif asking and head.absent is not None:
        for draft in asking:
            draft.fail(head.absent)
    _limit_together(evaluator, rule, asking)
    return Adjusted(drafts)


def _limit_together(evaluator: Evaluator, rule: rules.Checklist, asking: list[Draft]) -> None:
    if rule.at_most is None or not any(draft.status == "fired" for draft in asking):
        return
    left = positive_points(evaluator, rule.at_most, asking[0])
    if isinstance(left, Absent):
        for draft in asking:
            draft.fail(left)
        return
    for draft in asking:
        if draft.status == "fired":
            taken = min(-draft.applied, left)
            if taken < -draft.applied:
                draft.status = "capped"
            draft.applied, left = -taken, left - taken


def exempt(
    evaluator: Evaluator, exemptions: list[rules.Exemption], drafts: list[Draft]
) -> list[Draft]:
    """免扣: where one holds, no deduction in `drafts` counts. Asked only if one would."""
    made: list[Draft] = []
    asking = [draft for draft in drafts if draft.applied < 0 or draft.absent is not None]
    freed_by: Draft | None = None
    undecided: Absent | None = None
    for rule in exemptions:
        made_draft = draft_for(rule, "exempt", rule.text)
        made.append(made_draft)
        if not asking or freed_by is not None:
            continue
        holds = decide(evaluator, rule.condition, made_draft)
        if holds is True:
            freed_by = made_draft
            made_draft.status = "fired"
        elif isinstance(holds, Absent):
            undecided = holds if undecided is None else undecided | holds
    if freed_by is not None:
        for draft in asking:
            draft.settle()
            draft.status, draft.applied = "exempted", Fraction(0)
            draft.overridden_by = freed_by.rule
        for made_draft in made:
            made_draft.settle()
    elif undecided is not None:
        for draft in asking:
            draft.fail(undecided)
    return made
