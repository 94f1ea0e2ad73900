"""Effects in the making: mutable until the points are settled, then frozen into the sheet."""

from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.recorder import Recorder
from perfdsl.interpreter.sheet import (
    Condition,
    Detail,
    Effect,
    EffectKind,
    EffectStatus,
    Margin,
)
from perfdsl.model.rules import Notes, RuleBase
from perfdsl.source import Span


@attrs.define(eq=False, repr=False)
class Draft:
    """One effect: `points` as asked for, `applied` as it turns out; both signed."""

    rule: str
    kind: EffectKind
    span: Span | None
    notes: Notes = Notes()
    status: EffectStatus = "not_met"
    points: Fraction | None = None
    applied: Fraction = Fraction(0)
    condition: Condition | None = None
    recorder: Recorder = attrs.field(factory=Recorder)
    margin: Margin | None = None
    details: tuple[Detail, ...] = ()
    overridden_by: str | None = None
    absent: Absent | None = None
    text: str | None = None
    judgement_reason: str | None = None
    judgement_span: Span | None = None

    def fail(self, absent: Absent) -> None:
        """Mark the effect as undecidable, for `absent`'s causes."""
        self.absent = absent if self.absent is None else self.absent | absent
        self.status = "not_computable" if self.absent.is_undefined else "unknown"

    def settle(self) -> None:
        """The cause does not matter after all."""
        self.absent = None

    def freeze(self) -> Effect:
        missing = self.absent.missing if self.absent is not None else ()
        return Effect(
            rule=self.rule,
            kind=self.kind,
            status=self.status,
            points=self.points,
            applied=self.applied,
            span=self.span,
            condition=self.condition,
            values=tuple(self.recorder.values.values()),
            margin=self.margin,
            details=self.details,
            overridden_by=self.overridden_by,
            missing=tuple(cause.name for cause in missing),
            text=self.text,
            judgement_reason=self.judgement_reason,
            judgement_span=self.judgement_span,
            notes=self.notes,
        )


def draft_for(rule: RuleBase, kind: EffectKind, text: str | None = None) -> Draft:
    return Draft(rule.id, kind, rule.span, rule.notes, text=text)
