"""How points came about: steps, caps and bounds as one line of arithmetic."""

from fractions import Fraction

import attrs

from perfdsl.interpreter.sheet import Detail, Effect
from perfdsl.model.printing import natural_unit
from perfdsl.model.types import UNITS
from perfdsl.reports import wording as w
from perfdsl.reports.quantities import show_amount, show_points
from perfdsl.reports.voice import Voice
from perfdsl.wording import Words


@attrs.frozen(repr=False)
class Verb:
    """How one kind of rule speaks of its points."""

    name: Words
    asked: Words
    """After a product: `= 应扣 13.3`."""
    plain: Words
    really: Words


DEDUCT = Verb(w.VERB_DEDUCT, w.ASKED_DEDUCT, w.PLAIN_ASKED_DEDUCT, w.REALLY_DEDUCT)
AWARD = Verb(w.VERB_AWARD, w.ASKED_AWARD, w.PLAIN_ASKED_AWARD, w.REALLY_AWARD)
ADD = Verb(w.VERB_ADD, w.ASKED_ADD, w.PLAIN_ASKED_ADD, w.REALLY_ADD)


def arithmetic_text(effect: Effect, full: Fraction, voice: Voice) -> str | None:
    """The arithmetic of one effect; None where its points say everything."""
    if effect.kind == "rescale":
        return _conversion(effect, voice)
    if effect.points is None or effect.span is None:
        return None
    match effect.kind:
        case "cap":
            return voice.say(w.CAPPED_AT, points=show_points(effect.points))
        case "veto":
            if effect.applied == 0:
                return voice.say(w.VETOED)
            return voice.say(w.VETO_TO, points=show_points(effect.points))
        case "item" if effect.status == "not_met" and effect.applied < 0:
            return voice.say(w.ITEM_LOST, points=show_points(-effect.applied))
        case "deduct" | "award" | "band" | "item" | "manual" | "add" if _took_effect(effect):
            if effect.points < 0 or effect.kind == "deduct":
                return _adjustment(effect, full, DEDUCT, voice)
            if effect.kind == "add":
                return _adjustment(effect, full, ADD, voice)
            return _award(effect, full, voice)
        case _:
            return None


def _took_effect(effect: Effect) -> bool:
    return effect.status in ("fired", "capped")


def _adjustment(effect: Effect, full: Fraction, verb: Verb, voice: Voice) -> str | None:
    assert effect.points is not None
    parts = _product(effect, verb, voice)
    is_cut = effect.points != effect.applied
    if not parts and not is_cut:
        return None
    limit = _detail(effect, "at_most")
    if len(parts) == (limit is not None):  # no steps
        parts.insert(0, voice.say(verb.plain, points=show_points(abs(effect.points))))
    room = abs(effect.applied)
    if is_cut and limit is not None and room == limit.value:
        pass  # the rule's own limit says it all
    elif is_cut and verb is DEDUCT and room == full:
        parts.append(voice.say(w.OF_FULL, full=show_points(full)))
    elif is_cut:
        left = voice.say(w.ROOM_LEFT, points=show_points(room), verb=voice.say(verb.name))
        parts.append(left)
    if is_cut or limit is not None:
        parts.append(voice.say(verb.really, points=show_points(room)))
    return voice.clauses(parts)


def _award(effect: Effect, full: Fraction, voice: Voice) -> str | None:
    """The base score: `points − applied` is what the rule was measured against."""
    assert effect.points is not None
    parts = [*_line(effect, voice), *_product(effect, AWARD, voice)]
    if effect.status == "capped":
        if not parts:
            parts.append(voice.say(w.PLAIN_ASKED_AWARD, points=show_points(effect.points)))
        awarded, measure = full + effect.applied, full
    else:
        awarded, measure = effect.points, effect.points - effect.applied
    if measure > 0:
        words = w.AWARDED_OF
        if effect.kind == "item" or measure != full:
            words = w.AWARDED_OF_ROW
        parts.append(voice.say(words, points=show_points(awarded), full=show_points(measure)))
    return voice.clauses(parts) or None


def _conversion(effect: Effect, voice: Voice) -> str | None:
    """What was earned out of the marks that remain, as its share of all marks."""
    shown = {detail.name: show_points(detail.value) for detail in effect.details}
    if not {"earned", "remaining", "full", "converted"} <= shown.keys():
        return None
    return voice.say(w.CONVERTED_BESIDE if "extra" in shown else w.CONVERTED, **shown)


def _line(effect: Effect, voice: Voice) -> list[str]:
    """Between which points an interpolated band runs."""
    lower, upper = _detail(effect, "lower_points"), _detail(effect, "upper_points")
    if lower is None or upper is None:
        return []
    ends = {"lower": show_points(lower.value), "upper": show_points(upper.value)}
    return [voice.say(w.INTERPOLATED, **ends)]


def _product(effect: Effect, verb: Verb, voice: Voice) -> list[str]:
    """Steps times points, and the rule's own limit on them."""
    parts = steps_parts(effect, voice)
    if parts:
        asked = _detail(effect, "asked")
        points = effect.points if asked is None else asked.value
        if points is not None:
            parts[-1] += " " + voice.say(verb.asked, points=show_points(abs(points)))
    limit = _detail(effect, "at_most")
    if limit is not None:
        parts.append(voice.say(w.AT_MOST, points=show_points(limit.value)))
    return parts


def steps_parts(effect: Effect, voice: Voice) -> list[str]:
    """`超出 133.33 个百分点`, `按整 133 个 × 0.1`; nothing where the rule has no steps."""
    steps = _detail(effect, "steps")
    per_step = _detail(effect, "per_step")
    if steps is None or per_step is None:
        return []
    parts: list[str] = []
    excess, size = _detail(effect, "excess"), _detail(effect, "size")
    if excess is not None:
        parts.append(voice.say(_excess_words(effect), excess=_amount(excess, voice)))
    if size is not None and _amount(size, voice) != _one(size, voice):
        parts.append(voice.say(w.STEP_SIZE, size=_amount(size, voice)))
    parts.append(
        voice.say(
            _MODES.get(steps.unit or "") or _steps_words(steps, excess, size),
            steps=show_points(steps.value),
            points=show_points(abs(per_step.value)),
        )
    )
    return parts


def _excess_words(effect: Effect) -> Words:
    """Above or below the limit; only how far from it, where the condition says more than one thing."""
    if effect.margin is not None:
        return w.STEP_EXCESS if effect.margin.is_above else w.STEP_SHORTFALL
    has_parts = effect.condition is not None and bool(effect.condition.children)
    return w.STEP_DIFFERENCE if has_parts else w.STEP_EXCESS


_MODES = {"full": w.STEPS_FULL, "started": w.STEPS_STARTED, "proportional": w.STEPS_SHARE}
"""The unit of the detail `steps` says how a part of a step counts."""


def _steps_words(steps: Detail, excess: Detail | None, size: Detail | None) -> Words:
    if excess is None or size is None or size.value == 0:
        return w.STEPS_EXACTLY if steps.value.denominator == 1 else w.STEPS_SHARE
    parts = excess.value / size.value
    if steps.value == parts:
        return w.STEPS_EXACTLY if parts.denominator == 1 else w.STEPS_SHARE
    return w.STEPS_FULL if steps.value < parts else w.STEPS_STARTED


def _one(size: Detail, voice: Voice) -> str:
    """One unit, in words: a step of that size goes without saying."""
    unit = natural_unit(size.type, size.unit)
    one = UNITS[unit][1] if unit in UNITS else Fraction(1)
    return show_amount(one, size.type, size.unit, voice).marked


def _amount(detail: Detail, voice: Voice) -> str:
    return show_amount(detail.value, detail.type, detail.unit, voice).marked


def _detail(effect: Effect, name: str) -> Detail | None:
    return next((detail for detail in effect.details if detail.name == name), None)
