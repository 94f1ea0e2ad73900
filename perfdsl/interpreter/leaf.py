"""One indicator: 不适用 → base → 扣 and 加 → 免扣 → bounds → rounding → 封顶."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.adjust import Adjusted, adjust, deduct_items, exempt
from perfdsl.interpreter.base import Base, is_candidate
from perfdsl.interpreter.conditions import decide
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.settle import Settlement
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator


@attrs.define(eq=False, repr=False)
class LeafResult:
    """`score` None: left out (`excluded`) or not known. Where `absent` says why it is not known, a score
    that stands all the same is what comes out if no undecided 不适用 turns out to hold.
    """

    drafts: list[Draft]
    score: Fraction | None
    raw: Fraction | None
    absent: Absent | None = None
    not_applicable: bool = False
    excluded: bool = False


@attrs.define(eq=False, repr=False)
class Applicability:
    """Whether 不适用 holds: `rule` is the first that does.

    Where that cannot be decided `absent` says why, and `possible` lists what may turn out to hold.
    """

    rule: rules.NotApplicable | None = None
    drafts: list[Draft] = attrs.field(factory=list)
    absent: Absent | None = None
    possible: tuple[rules.NotApplicable, ...] = ()


def applicability(evaluator: Evaluator, candidates: Sequence[rules.Rule]) -> Applicability:
    """Ask every 不适用 in file order."""
    asked = Applicability()
    for rule in candidates:
        if not isinstance(rule, rules.NotApplicable):
            continue
        draft = draft_for(rule, "not_applicable")
        asked.drafts.append(draft)
        if asked.rule is not None:
            draft.status, draft.overridden_by = "overridden", asked.rule.id
            continue
        holds = decide(evaluator, rule.condition, draft)
        if isinstance(holds, Absent):
            asked.absent = holds if asked.absent is None else asked.absent.beside(holds)
            asked.possible += (rule,)
        elif holds and asked.absent is None:
            asked.rule = rule
            draft.status = "fired"
        elif holds:
            asked.possible += (rule,)
            draft.status = "unknown"
    return asked


def score_leaf(
    evaluator: Evaluator,
    indicator: Indicator,
    places: int | None,
    above: Applicability,
) -> LeafResult:
    """Score one leaf; `above` is what 不适用 says of the headings above it."""
    evaluator.full = indicator.full
    if above.rule is not None:
        return _without(indicator, above.rule, [], places)
    own = applicability(evaluator, indicator.rules)
    if own.rule is not None:
        result = _without(indicator, own.rule, own.drafts, places)
    else:
        result = _score(evaluator, indicator, places, {d.rule: [d] for d in own.drafts})
    for undecided in (own.absent, above.absent):
        if undecided is not None:
            result.absent = undecided.beside(result.absent)
    return result


def _without(
    indicator: Indicator,
    rule: rules.NotApplicable,
    drafts: list[Draft],
    places: int | None,
) -> LeafResult:
    """不适用 holds: its treatment decides, every other rule is overridden."""
    owner = next((draft for draft in drafts if draft.rule == rule.id), None)
    if owner is None:
        owner = draft_for(rule, "not_applicable")
        owner.status = "fired"
        drafts = [owner]
    by_rule = {draft.rule: [draft] for draft in drafts}
    for other in indicator.rules:
        if other.id not in by_rule:
            draft = draft_for(other, rules.effect_of(other))
            draft.status, draft.overridden_by = "overridden", rule.id
            by_rule[other.id] = [draft]
    ordered = _in_file_order(indicator, by_rule)
    if rule.treatment == "exclude":
        owner.points = owner.applied = -indicator.full
        return LeafResult(ordered, None, None, not_applicable=True, excluded=True)
    score = indicator.full if rule.treatment == "full" else Fraction(0)
    owner.points, owner.applied = score, score - indicator.full
    settlement = Settlement(indicator.id, indicator.span, score, score)
    settlement.bound(indicator.lower, indicator.upper, (), owner)
    settlement.round(places, indicator.lower, indicator.upper)
    return LeafResult(
        [*ordered, *settlement.drafts], settlement.score, settlement.raw, not_applicable=True
    )


def _score(
    evaluator: Evaluator,
    indicator: Indicator,
    places: int | None,
    drafts: dict[str, list[Draft]],
) -> LeafResult:
    base = Base(evaluator, indicator.full, drafts)
    covering: list[bool | Absent] = []
    asked: list[Draft] = []
    deducting: list[Draft] = []
    for rule in indicator.rules:
        adjusted: Adjusted | None = None
        if isinstance(rule, rules.Award | rules.Bands | rules.Checklist) and is_candidate(rule):
            base.consider(rule)
        elif isinstance(rule, rules.Adjustment):
            adjusted = adjust(evaluator, rule)
            if rule.covers:
                covering.append(adjusted.holds)
        elif isinstance(rule, rules.Checklist):
            adjusted = deduct_items(evaluator, rule)
        if adjusted is not None:
            drafts[rule.id] = adjusted.drafts
            asked += adjusted.drafts
            if not (isinstance(rule, rules.Adjustment) and rule.kind == "add"):
                deducting += adjusted.drafts
    exemptions = [rule for rule in indicator.rules if isinstance(rule, rules.Exemption)]
    for draft in exempt(evaluator, exemptions, deducting):
        drafts[draft.rule] = [draft]
    start = base.close(indicator, covering)
    absent = start if isinstance(start, Absent) else None
    for draft in asked:
        if draft.absent is not None:
            absent = draft.absent if absent is None else absent | draft.absent
    caps = [rule for rule in indicator.rules if isinstance(rule, rules.Cap)]
    if absent is not None or isinstance(start, Absent):
        for cap in caps:
            drafts[cap.id] = [draft_for(cap, "cap")]
            decide_if_any(evaluator, cap, drafts[cap.id][0])
        return LeafResult(_in_file_order(indicator, drafts), None, None, absent)
    total = start + sum((draft.applied for draft in asked), Fraction(0))
    settlement = Settlement(indicator.id, indicator.span, total, total)
    settlement.bound(indicator.lower, indicator.upper, asked, base.owner)
    settlement.round(places, indicator.lower, indicator.upper)
    settlement.cap(evaluator, caps, places)
    for draft in settlement.drafts:
        drafts.setdefault(draft.rule, []).append(draft)
    ordered = _in_file_order(indicator, drafts)
    if settlement.absent is not None:
        return LeafResult(ordered, None, None, settlement.absent)
    return LeafResult(ordered, settlement.score, settlement.raw)


def decide_if_any(evaluator: Evaluator, cap: rules.Cap, draft: Draft) -> None:
    """Look at a cap whose indicator has no score, for the trace only."""
    if cap.condition is not None:
        holds = decide(evaluator, cap.condition, draft)
        draft.status = "fired" if holds is True else draft.status
        draft.settle()


def _in_file_order(indicator: Indicator, drafts: dict[str, list[Draft]]) -> list[Draft]:
    """The drafts as the rules stand in the file, those of the node itself last."""
    written = [rule.id for rule in indicator.rules]
    rest = [key for key in drafts if key not in written]
    return [draft for key in [*written, *rest] for draft in drafts.get(key, [])]
