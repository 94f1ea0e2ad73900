"""From what the rules ask for to what takes effect: bounds, rounding, caps."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.conditions import decide
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.points import positive_points
from perfdsl.interpreter.sheet import Detail, EffectKind
from perfdsl.model import rules
from perfdsl.number import round_places, round_to
from perfdsl.source import Span


@attrs.define(eq=False, repr=False)
class Settlement:
    """The score of one node on its way; `raw` is what it would be without rounding."""

    key: str
    span: Span
    score: Fraction
    raw: Fraction
    extra: Fraction = Fraction(0)
    """Of `raw`, what stands beside the full marks (加分项, 扣分项) and is not scaled."""
    drafts: list[Draft] = attrs.field(factory=list)
    """Effects made here, which belong to no written rule, and those of caps."""
    absent: Absent | None = None

    def own(self, kind: EffectKind, applied: Fraction, *details: Detail) -> None:
        """An effect of the node itself: rounding, conversion, a bound that no rule's points meet."""
        draft = Draft(f"{self.key}#{kind}", kind, None, details=details)
        draft.status, draft.points, draft.applied = "fired", applied, applied
        self.drafts.append(draft)
        self.score += applied

    def bound(
        self, lower: Fraction, upper: Fraction, asked: Sequence[Draft], base: Draft | None
    ) -> None:
        """Keep the score in [lower, upper]; what is cut is taken back from the last rule first."""
        bounded = min(max(self.score, lower), upper)
        excess = bounded - self.score
        for draft in [*reversed(asked), *([base] if base is not None else [])]:
            if excess == 0:
                break
            if draft.applied == 0 or (draft is not base and (draft.applied > 0) == (excess > 0)):
                continue
            back = excess
            if draft is not base:
                back = min(excess, -draft.applied) if excess > 0 else max(excess, -draft.applied)
            draft.applied += back
            draft.status = "capped"
            excess -= back
            self.score += back
        if excess != 0:
            self.own("cap", excess)
        self._hold_raw(lambda points: min(max(points, lower), upper))

    def _hold_raw(self, held: Callable[[Fraction], Fraction]) -> None:
        """Where a bound leaves no room for all, the points beside the full marks give way."""
        earned = held(self.raw - self.extra)
        self.raw = held(self.raw)
        self.extra = self.raw - earned

    def round(self, places: int | None, lower: Fraction, upper: Fraction) -> None:
        """Round half up, but never out of the bounds; the difference is an effect of its own."""
        if places is None:
            return
        step = Fraction(1, 10**places)
        rounded = round_places(self.score, places)
        if rounded > upper:
            rounded = round_to(upper, step, "down")
        elif rounded < lower:
            rounded = round_to(lower, step, "up")
        if rounded != self.score:
            self.own("round", rounded - self.score)

    def cap(self, evaluator: Evaluator, caps: list[rules.Cap], places: int | None) -> None:
        """封顶: the strictest cap that holds wins; a cap the score does not reach is not demanded."""
        reached: list[tuple[Fraction, bool | Absent, Draft]] = []
        for rule in caps:
            draft = draft_for(rule, "cap")
            self.drafts.append(draft)
            holds = True if rule.condition is None else decide(evaluator, rule.condition, draft)
            if holds is False:
                continue
            points = positive_points(evaluator, rule.points, draft)
            if isinstance(points, Absent):
                draft.fail(points)
                self._fail(points)
                continue
            draft.points = points
            if places is not None:  # never above the cap
                draft.points = round_to(points, Fraction(1, 10**places), "down")
            reached.append((draft.points, holds, draft))
        winner: Draft | None = None
        for points, holds, draft in sorted(reached, key=lambda entry: entry[0]):
            if winner is not None:
                draft.settle()
                draft.status, draft.overridden_by = "overridden", winner.rule
            elif points >= self.score:
                draft.settle()
                draft.status = "fired" if holds is True else "not_met"
            elif isinstance(holds, Absent):
                self._fail(holds)
            else:
                winner = draft
                draft.status, draft.applied = "fired", points - self.score
                self.score = points
                self._hold_raw(partial(min, points))

    def _fail(self, absent: Absent) -> None:
        self.absent = absent if self.absent is None else self.absent | absent
