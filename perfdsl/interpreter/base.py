"""The base score: the first 得, band or checklist that holds."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent, undefined
from perfdsl.interpreter.conditions import decide, restate
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.points import (
    interpolated,
    plain_points,
    points_of,
    positive_points,
    stepped_points,
)
from perfdsl.interpreter.sheet import Condition
from perfdsl.model import rules
from perfdsl.model.expressions import Expr
from perfdsl.model.printing import show_words
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import Quantity, Zero
from perfdsl.wording import Words, in_both, joined, phrase

Candidate = rules.Award | rules.Bands | rules.Checklist


_NONE_ABOVE = Words("上面的条件都不成立", "none of the conditions above holds")


def is_candidate(rule: rules.Rule) -> bool:
    """Whether the rule can give the base score."""
    return isinstance(rule, rules.Award | rules.Bands) or (
        isinstance(rule, rules.Checklist) and rule.kind == "award"
    )


@attrs.define(eq=False, repr=False)
class Base:
    """The base score being found: `points` None while nothing holds."""

    evaluator: Evaluator
    full: Fraction
    drafts: dict[str, list[Draft]]
    """The drafts of each rule, by its id."""
    points: Fraction | None = None
    owner: Draft | None = None
    """The rule that holds; it may still lack its points."""
    absent: Absent | None = None
    uncovered: list[Words] = attrs.field(factory=list)
    """What was asked of the quantities, for the message when no rule holds."""
    _awards: list[Draft] = attrs.field(factory=list)
    """Of the 得 considered so far."""

    def consider(self, rule: Candidate) -> None:
        """Let `rule` give the base score if nothing above has."""
        match rule:
            case rules.Award():
                draft = self._award(rule)
                self.drafts[rule.id] = [draft]
                self._awards.append(draft)
            case rules.Bands():
                self.drafts[rule.id] = self._bands(rule)
            case rules.Checklist():
                self.drafts[rule.id] = self._checklist(rule)

    @property
    def is_open(self) -> bool:
        return self.points is None and self.absent is None

    def _fail(self, absent: Absent) -> None:
        self.absent = absent if self.absent is None else self.absent.beside(absent)

    def _own(self, draft: Draft, points: Fraction) -> None:
        self.points, self.owner = points, draft
        draft.status, draft.points, draft.applied = "fired", points, points - self.full

    def _overridden(self, draft: Draft) -> bool:
        if self.owner is None:
            return False
        draft.status, draft.overridden_by = "overridden", self.owner.rule
        return True

    # --- 得 --------------------------------------------------------------------------------------

    def _award(self, rule: rules.Award) -> Draft:
        judged = isinstance(rule.points, rules.Judged)
        draft = draft_for(rule, "manual" if judged else "award")
        if self._overridden(draft):
            return draft
        if rule.condition is not None:
            holds = decide(self.evaluator, rule.condition, draft)
            bare = rule.step is not None and isinstance(rule.condition.type, Quantity | Zero)
            if isinstance(holds, Absent):
                self._fail(holds)
                return draft
            if not holds and not bare:
                self._note_uncovered(draft)
                return draft
        self.owner = draft
        if rule.step is None and rule.at_most is None:
            points = points_of(self.evaluator, rule.points, draft)
        else:
            points = stepped_points(self.evaluator, rule.points, rule.step, rule.at_most, draft)
        if isinstance(points, Absent):
            draft.fail(points)
            self._fail(points)
        elif self.is_open:
            self._own(draft, points)
            if rule.condition is None:
                self._explain_rest(draft)
        else:
            draft.status, draft.points = "unknown", points
        return draft

    def _explain_rest(self, draft: Draft) -> None:
        """否则: none of the conditions above held, each with its values."""
        above = [other for other in self._awards if other.status == "not_met"]
        conditions = tuple(other.condition for other in above if other.condition is not None)
        if conditions:
            draft.condition = Condition(_NONE_ABOVE, _NONE_ABOVE, result=True, children=conditions)
            values = [other.recorder.values for other in (*above, draft)]
            draft.recorder.values = {key: each[key] for each in values for key in each}

    def _note_uncovered(self, draft: Draft) -> None:
        """The values of the quantities that were asked; of what has no name the whole condition."""
        named = [
            joined(
                (
                    Words("上年.", "last year.") if value.last_year else Words("", ""),
                    in_both(f"{value.name} = "),
                    show_words(value.value, value.type, value.unit),
                ),
                "",
                "",
            )
            for value in draft.recorder.values.values()
            if value.value is not None
        ]
        if draft.condition is not None:
            self.uncovered += named or [draft.condition.substituted]

    # --- bands -----------------------------------------------------------------------------------

    def _bands(self, rule: rules.Bands) -> list[Draft]:
        head = Draft(rule.id, "band", rule.span)
        drafts = [
            draft_for(row, "manual" if isinstance(row.points, rules.Judged) else "band")
            for row in rule.rows
        ]
        if self.owner is not None:
            for draft in drafts:
                self._overridden(draft)
            return drafts
        outer, self.evaluator.recorder = self.evaluator.recorder, head.recorder
        value = self.evaluator.evaluate(rule.operand)
        if self.evaluator.explains:
            for limit in limits_of(rule):
                restate(self.evaluator, rule.operand, limit)
        self.evaluator.recorder = outer
        if isinstance(value, Absent):
            self._fail(value)
            for draft in drafts:
                draft.recorder.values.update(head.recorder.values)
                draft.fail(value)
            return drafts
        shown = head.recorder.substituted(rule.operand.span)
        for row, draft in zip(rule.rows, drafts, strict=True):
            draft.recorder.values.update(head.recorder.values)
            if self._overridden(draft):
                continue
            holds: bool | Absent = True
            if row.interval is not None:
                outer, self.evaluator.recorder = self.evaluator.recorder, draft.recorder
                holds = self.evaluator.contains(row.interval, value, rule.operand.type)
                self.evaluator.recorder = outer
            self._explain_row(draft, rule, row, shown, holds)
            if isinstance(holds, Absent):
                draft.fail(holds)
                self._fail(holds)
            elif holds:
                self.owner = draft
                points = self._row_points(row, value, draft)
                if isinstance(points, Absent):
                    draft.fail(points)
                    self._fail(points)
                elif self.is_open:
                    self._own(draft, points)
        if self.is_open:
            self.uncovered.append(joined((in_both(rule.operand.span.text), shown), " = ", " = "))
        return drafts

    def _explain_row(
        self, draft: Draft, rule: rules.Bands, row: rules.Band, shown: Words, holds: bool | Absent
    ) -> None:
        span = row.interval.span if row.interval is not None else row.span
        draft.condition = Condition(
            joined(map(in_both, (rule.operand.span.text, span.text)), "：", ": "),
            joined((shown, draft.recorder.substituted(span)), "：", ": "),
            None if isinstance(holds, Absent) else holds,
        )

    def _row_points(self, row: rules.Band, value: object, draft: Draft) -> Fraction | Absent:
        if not isinstance(row.points, rules.Interpolation):
            return points_of(self.evaluator, row.points, draft)
        interval = row.interval
        assert interval is not None
        assert interval.lower is not None
        assert interval.upper is not None
        assert isinstance(value, Fraction)
        lower = plain_points(self.evaluator, interval.lower, draft)
        upper = plain_points(self.evaluator, interval.upper, draft)
        if isinstance(lower, Absent):
            return lower
        if isinstance(upper, Absent):
            return upper
        return interpolated(self.evaluator, row.points, lower, upper, value, draft)

    # --- checklist -------------------------------------------------------------------------------

    def _checklist(self, rule: rules.Checklist) -> list[Draft]:
        """Each row that fails is applied what it would have given; the head owns the rest."""
        drafts: list[Draft] = []
        earned = lost = Fraction(0)
        head = draft_for(rule, "base")
        is_reached = self.owner is None
        for row in rule.rows:
            judged = isinstance(row.points, rules.Judged)
            draft = draft_for(row, "manual" if judged else "item", row.text)
            drafts.append(draft)
            if not is_reached:
                self._overridden(draft)
                continue
            holds = decide(self.evaluator, row.condition, draft)
            if isinstance(holds, Absent):
                self._fail(holds)
                continue
            worth = self._worth(row, draft)
            points = points_of(self.evaluator, row.points, draft) if holds else Fraction(0)
            if not holds and isinstance(worth, Absent):  # what it would have given is not needed
                draft.status, draft.points = "not_met", Fraction(0)
                continue
            absent = next((part for part in (worth, points) if isinstance(part, Absent)), None)
            if absent is not None:
                draft.fail(absent)
                self._fail(absent)
                continue
            assert isinstance(worth, Fraction)
            assert isinstance(points, Fraction)
            draft.status = "fired" if holds else "not_met"
            draft.points, draft.applied = points, points - worth
            earned, lost = earned + points, lost + worth - points
        if is_reached:
            self.owner = head
        if not is_reached or not self.is_open:
            return drafts
        total = earned
        if rule.at_most is not None:
            most = positive_points(self.evaluator, rule.at_most, head)
            if isinstance(most, Absent):
                head.fail(most)
                self._fail(most)
                return [*drafts, head]
            total = min(earned, most)
        self.points = total
        head.status, head.points = "fired", total
        head.applied = total - self.full + lost
        return drafts if head.applied == 0 else [*drafts, head]

    def _worth(self, row: rules.ChecklistItem, draft: Draft) -> Fraction | Absent:
        """What the row gives at best."""
        if isinstance(row.points, rules.Judged):
            return plain_points(self.evaluator, row.points.most, draft)
        return plain_points(self.evaluator, row.points, draft)

    # --- the end ---------------------------------------------------------------------------------

    def close(self, indicator: Indicator, covering: list[bool | Absent]) -> Fraction | Absent:
        """The base score. `covering` says which 扣 on the same quantities hold."""
        if self.absent is not None:
            return self.absent
        if self.points is not None:
            return self.points
        if not any(is_candidate(rule) for rule in indicator.rules):
            return self.full
        if any(holds is True for holds in covering):
            return self.full
        for holds in covering:
            if isinstance(holds, Absent):
                return holds
        asked = joined(dict.fromkeys(self.uncovered), "；", "; ")
        return undefined(
            indicator.span,
            phrase(
                "没有一条「得」的规则成立（{asked}）",
                "none of the rules that award points holds ({asked})",
                asked=asked,
            ),
            behind=tuple(_asked_by(indicator)),
        )


def limits_of(bands: rules.Bands) -> Iterator[Expr]:
    """The ends of all rows."""
    intervals = [row.interval for row in bands.rows if row.interval is not None]
    return (end for each in intervals for end in (each.lower, each.upper) if end is not None)


def _asked_by(indicator: Indicator) -> Iterator[Expr]:
    for rule in indicator.rules:
        if isinstance(rule, rules.Award) and rule.condition is not None:
            yield rule.condition
        elif isinstance(rule, rules.Bands):
            yield rule.operand
