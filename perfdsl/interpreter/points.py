"""How many points a rule is about: fixed, by steps, interpolated or judged."""

from fractions import Fraction

from perfdsl.codes import scoring as codes
from perfdsl.interpreter.absence import Absent, lacking, undefined
from perfdsl.interpreter.conditions import excess_steps
from perfdsl.interpreter.draft import Draft
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.sheet import Detail
from perfdsl.model import rules
from perfdsl.model.expressions import Expr
from perfdsl.model.types import NUMBER, SCORE
from perfdsl.number import format_exact
from perfdsl.wording import Phrase, phrase


def plain_points(evaluator: Evaluator, node: Expr, draft: Draft) -> Fraction | Absent:
    """The value of a points expression; what it looks at is recorded with the draft."""
    outer, evaluator.recorder = evaluator.recorder, draft.recorder
    try:
        return evaluator.number(node)
    finally:
        evaluator.recorder = outer


def points_of(evaluator: Evaluator, points: rules.Points, draft: Draft) -> Fraction | Absent:
    """Fixed or judged points."""
    if isinstance(points, rules.Judged):
        return _judged(evaluator, points, draft)
    return plain_points(evaluator, points, draft)


def positive_points(evaluator: Evaluator, points: rules.Points, draft: Draft) -> Fraction | Absent:
    """As `points_of`; a deduction or addition that comes out negative has no meaning."""
    value = points_of(evaluator, points, draft)
    if isinstance(value, Absent) or value >= 0:
        return value
    reason = Phrase(
        codes.NEGATIVE_RUNTIME_POINTS.message,
        {"text": points.span.text, "points": format_exact(value)},
    )
    behind = () if isinstance(points, rules.Judged) else (points,)
    return undefined(points.span, reason, codes.NEGATIVE_RUNTIME_POINTS, behind=behind)


def stepped_points(
    evaluator: Evaluator,
    points: rules.Points,
    step: rules.Step | None,
    at_most: Expr | None,
    draft: Draft,
) -> Fraction | Absent:
    """Points times steps, at most `at_most`."""
    value = positive_points(evaluator, points, draft)
    if isinstance(value, Absent):
        return value
    if step is not None:
        steps = _steps(evaluator, step, draft)
        if isinstance(steps, Absent):
            return steps
        draft.details += (Detail("per_step", value, SCORE),)
        value *= steps
    draft.details += (Detail("asked", value, SCORE),)
    if at_most is None:
        return value
    most = positive_points(evaluator, at_most, draft)
    if isinstance(most, Absent):
        return most
    if most < value:
        draft.details += (Detail("at_most", most, SCORE),)
        return most
    return value


def _steps(evaluator: Evaluator, step: rules.Step, draft: Draft) -> Fraction | Absent:
    excess = plain_points(evaluator, step.excess, draft)
    size = plain_points(evaluator, step.size, draft)
    if isinstance(excess, Absent):
        return excess
    if isinstance(size, Absent):
        return size
    if size <= 0:
        return undefined(
            step.size.span,
            phrase(
                "每一步「{text}」不大于 0",
                "the step 「{text}」 is not above 0",
                text=step.size.span.text,
            ),
            behind=(step.size,),
        )
    steps = excess_steps(step.mode, excess, size)
    unit = getattr(step.size, "unit", None)
    draft.details += (
        Detail("excess", excess, step.excess.type, unit),
        Detail("size", size, step.size.type, unit),
        Detail("steps", steps, NUMBER, step.mode),
    )
    return steps


def interpolated(
    evaluator: Evaluator,
    interpolation: rules.Interpolation,
    lower: Fraction,
    upper: Fraction,
    value: Fraction,
    draft: Draft,
) -> Fraction | Absent:
    """On the line from the points at `lower` to the points at `upper`."""
    first = plain_points(evaluator, interpolation.lower_points, draft)
    last = plain_points(evaluator, interpolation.upper_points, draft)
    if isinstance(first, Absent):
        return first
    if isinstance(last, Absent) or lower == upper:
        return last
    draft.details += (
        Detail("lower_points", first, SCORE),
        Detail("upper_points", last, SCORE),
    )
    return first + (last - first) * (value - lower) / (upper - lower)


def _judged(evaluator: Evaluator, judged: rules.Judged, draft: Draft) -> Fraction | Absent:
    """The judged points as given, checked against their range and steps."""
    least = plain_points(evaluator, judged.least, draft)
    most = plain_points(evaluator, judged.most, draft)
    step = plain_points(evaluator, judged.step, draft) if judged.step is not None else Fraction(0)
    for part in (least, most, step):
        if isinstance(part, Absent):
            return part
    assert isinstance(least, Fraction)
    assert isinstance(most, Fraction)
    assert isinstance(step, Fraction)
    draft.details += (Detail("least", least, SCORE), Detail("most", most, SCORE))
    judgement = evaluator.facts.judgements.get(judged.key)
    if judgement is None:
        return lacking("judgement", judged.key)
    draft.judgement_reason, draft.judgement_span = judgement.reason, judgement.span
    arguments = {
        "indicator": judged.key,
        "points": format_exact(judgement.points),
        "least": format_exact(least),
        "most": format_exact(most),
        "step": format_exact(step),
    }
    if not least <= judgement.points <= most:
        return undefined(
            judgement.span,
            Phrase(codes.JUDGED_OUT_OF_RANGE.message, arguments),
            codes.JUDGED_OUT_OF_RANGE,
            rule=judged.span,
        )
    if step > 0 and (judgement.points - least) % step != 0:
        return undefined(
            judgement.span,
            Phrase(codes.JUDGED_OFF_STEP.message, arguments),
            codes.JUDGED_OFF_STEP,
            rule=judged.span,
        )
    return judgement.points
