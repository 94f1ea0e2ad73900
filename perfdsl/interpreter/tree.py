"""The tree of indicators: leaves scored, headings summed, 剔除 converted, headings capped."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.conditions import decide
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.leaf import Applicability, applicability, score_leaf
from perfdsl.interpreter.settle import Settlement
from perfdsl.interpreter.sheet import Detail, Node, Status
from perfdsl.interpreter.spans import ANYTHING, NOTHING, Span, exactly, rounded
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import SCORE
from perfdsl.number import round_places

if TYPE_CHECKING:
    from perfdsl.interpreter.bounds import Bounder

_MOST_SUBSETS = 8


@attrs.frozen(eq=False, repr=False)
class Scored:
    """A node with what its parent needs: unrounded scores and ranges, what may be left out."""

    node: Node
    raw: Fraction | None
    raw_range: Span
    may_exclude: bool = False
    absent: Absent | None = None
    """Why there is no score, here or below."""
    own_absent: Absent | None = None
    """What this node's own rules lack."""
    requirements: tuple[tuple[rules.Requirement, Draft], ...] = ()
    children: "tuple[Scored, ...]" = ()

    def walk(self) -> "Iterator[Scored]":
        """This and everything below, in file order."""
        yield self
        for child in self.children:
            yield from child.walk()


@attrs.frozen(eq=False, repr=False)
class TreeScorer:
    evaluator: Evaluator
    places: int | None
    converts_groups: bool
    """剔除 rescales inside the heading; else over the whole table."""

    @property
    def bounder(self) -> "Bounder":
        """Bounds for what is not known; most departments never need them."""
        from perfdsl.interpreter.bounds import Bounder

        own = self.evaluator
        return Bounder(
            Evaluator(own.rulebook, own.facts, own.full, explains=False, computed=own.computed)
        )

    def score(self, indicator: Indicator, above: Applicability | None = None) -> Scored:
        """Score an indicator and everything below it; `above`: 不适用 of the headings above."""
        if above is None:
            above = Applicability()
        return (
            self._leaf(indicator, above) if indicator.is_leaf else self._heading(indicator, above)
        )

    # --- leaves ----------------------------------------------------------------------------------

    def _leaf(self, indicator: Indicator, above: Applicability) -> Scored:
        result = score_leaf(self.evaluator, indicator, self.places, above)
        drafts = list(result.drafts)
        required = self._requirements(indicator, drafts)
        if result.absent is not None:
            return self._unknown_leaf(indicator, above, drafts, result.absent, required)
        status: Status = "not_applicable" if result.not_applicable else "scored"
        raw_range = NOTHING if result.raw is None else exactly(result.raw)
        shown = NOTHING if result.score is None else exactly(result.score)
        node = self._node(indicator, drafts, result.score, shown, status, excluded=result.excluded)
        return Scored(node, result.raw, raw_range, requirements=required)

    def _unknown_leaf(
        self,
        indicator: Indicator,
        above: Applicability,
        drafts: list[Draft],
        absent: Absent,
        required: tuple[tuple[rules.Requirement, Draft], ...],
    ) -> Scored:
        """A leaf that lacks something: the range it lies in, whatever the missing facts are."""
        may_exclude = False
        if absent.is_undefined:
            raw_range = self.bounder.capped(Span(indicator.lower, indicator.upper), indicator.rules)
        else:
            raw_range, may_exclude = self.bounder.leaf(indicator)
            for rule in above.possible:
                if rule.treatment == "exclude":
                    may_exclude = True
                else:
                    given = indicator.full if rule.treatment == "full" else Fraction(0)
                    given = min(max(given, indicator.lower), indicator.upper)
                    raw_range = raw_range | exactly(given)
        for draft in drafts:
            draft.applied = Fraction(0)
        status: Status = "not_computable" if absent.is_undefined else "unknown"
        shown = rounded(raw_range, self.places)
        node = self._node(indicator, drafts, None, shown, status)
        return Scored(node, None, raw_range, may_exclude, absent, absent, required)

    def _requirements(
        self, indicator: Indicator, drafts: list[Draft]
    ) -> tuple[tuple[rules.Requirement, Draft], ...]:
        """须说明: looked at for the findings; a missing fact here holds nothing up."""
        found: list[tuple[rules.Requirement, Draft]] = []
        for rule in indicator.rules:
            if not isinstance(rule, rules.Requirement):
                continue
            draft = next((made for made in drafts if made.rule == rule.id), None)
            if draft is not None and draft.status == "overridden":
                continue
            draft = draft_for(rule, "require", rule.text)
            drafts.append(draft)
            holds = decide(self.evaluator, rule.condition, draft)
            if holds is True:
                draft.status = "fired"
            found.append((rule, draft))
        return tuple(found)

    def _node(
        self,
        indicator: Indicator,
        drafts: Sequence[Draft],
        score: Fraction | None,
        shown: Span,
        status: Status,
        children: tuple[Node, ...] = (),
        *,
        excluded: bool = False,
    ) -> Node:
        least = indicator.lower if shown.least is None else shown.least
        most = indicator.upper if shown.most is None else shown.most
        return Node(
            id=indicator.id,
            path=indicator.path,
            title=indicator.title,
            full=indicator.full,
            score=score,
            least=least,
            most=most,
            status=status,
            effects=tuple(draft.freeze() for draft in drafts),
            span=indicator.span,
            children=children,
            excluded=excluded,
            notes=indicator.notes,
            code=indicator.code,
        )

    # --- headings --------------------------------------------------------------------------------

    def _heading(self, indicator: Indicator, above: Applicability) -> Scored:
        own = Applicability()
        if above.rule is None:
            own = applicability(self.evaluator, indicator.rules)
        children = [self.score(child, _joined(above, own)) for child in indicator.children]
        self.evaluator.full = indicator.full
        drafts = list(own.drafts)
        required = self._requirements(indicator, drafts)
        absent = own.absent
        for child in children:
            if child.absent is not None:
                absent = child.absent if absent is None else absent | child.absent
        nodes = tuple(child.node for child in children)
        if absent is None and nodes and all(node.excluded for node in nodes):
            node = self._node(
                indicator, drafts, None, NOTHING, "not_applicable", nodes, excluded=True
            )
            return Scored(node, None, NOTHING, requirements=required, children=tuple(children))
        own_absent = own.absent
        if absent is None:
            settlement = self._settled(indicator, children)
            drafts += settlement.drafts
            absent = own_absent = settlement.absent
            if absent is None:
                return self._settled_heading(indicator, drafts, settlement, children, required)
        ranges, may_exclude = self.combined(
            children, indicator.full, conversion=self.converts_groups
        )
        if indicator.is_limited:
            ranges = ranges.clamp(indicator.lower, indicator.upper)
        ranges = self.bounder.capped(ranges, indicator.rules)
        status: Status = "not_computable" if absent.is_undefined else "unknown"
        for draft in drafts:
            draft.applied = Fraction(0)
        node = self._node(indicator, drafts, None, rounded(ranges, self.places), status, nodes)
        return Scored(
            node, None, ranges, may_exclude, absent, own_absent, required, tuple(children)
        )

    def _settled_heading(
        self,
        indicator: Indicator,
        drafts: list[Draft],
        settlement: Settlement,
        children: Sequence[Scored],
        required: tuple[tuple[rules.Requirement, Draft], ...],
    ) -> Scored:
        nodes = tuple(child.node for child in children)
        is_left = all(node.status == "not_applicable" for node in nodes)
        status: Status = "not_applicable" if is_left else "scored"
        shown = exactly(settlement.score)
        node = self._node(indicator, drafts, settlement.score, shown, status, nodes)
        return Scored(
            node,
            settlement.raw,
            exactly(settlement.raw),
            requirements=required,
            children=tuple(children),
        )

    def _settled(self, indicator: Indicator, children: Sequence[Scored]) -> Settlement:
        """The sum of the children, converted, bounded and capped."""
        scores = sum((child.node.score or Fraction(0) for child in children), Fraction(0))
        raw = sum((child.raw or Fraction(0) for child in children), Fraction(0))
        settlement = Settlement(indicator.id, indicator.span, scores, raw)
        if self.converts_groups:
            self.convert(settlement, children, indicator.full)
        if indicator.is_limited:
            settlement.bound(indicator.lower, indicator.upper, (), None)
            settlement.round(self.places, indicator.lower, indicator.upper)
        caps = [rule for rule in indicator.rules if isinstance(rule, rules.Cap)]
        settlement.cap(self.evaluator, caps, self.places)
        return settlement

    def convert(self, settlement: Settlement, children: Sequence[Scored], full: Fraction) -> None:
        """剔除: what remains is scaled up to `full` from unrounded scores, and rounded once."""
        if not any(child.node.excluded for child in children):
            return
        kept = [child for child in children if not child.node.excluded and child.node.full > 0]
        remaining = sum((child.node.full for child in kept), Fraction(0))
        if remaining == 0:
            return
        extra = sum(
            (child.raw or Fraction(0) for child in children if child.node.full == 0), Fraction(0)
        )
        earned = sum((child.raw or Fraction(0) for child in kept), Fraction(0))
        self.convert_to(settlement, earned, extra, remaining, full)

    def convert_to(
        self,
        settlement: Settlement,
        earned: Fraction,
        extra: Fraction,
        remaining: Fraction,
        full: Fraction,
    ) -> None:
        """`earned` out of `remaining` becomes its share of `full`; `extra` points are not scaled."""
        converted = earned * full / remaining + extra
        target = converted if self.places is None else round_places(converted, self.places)
        settlement.own(
            "rescale",
            target - settlement.score,
            Detail("earned", earned, SCORE),
            Detail("remaining", remaining, SCORE),
            Detail("full", full, SCORE),
            Detail("converted", converted, SCORE),
        )
        settlement.raw = converted

    def combined(
        self, children: Sequence[Scored], full: Fraction, *, conversion: bool
    ) -> tuple[Span, bool]:
        """The range of the sum over every way of leaving children out."""
        doubtful = [child for child in children if child.may_exclude]
        if len(doubtful) > _MOST_SUBSETS:
            return ANYTHING, True
        joined: Span | None = None
        all_out = False
        for choice in product((False, True), repeat=len(doubtful)):
            out = {id(child) for child, left_out in zip(doubtful, choice, strict=True) if left_out}
            kept = [c for c in children if not c.node.excluded and id(c) not in out]
            if not kept:
                all_out = True
                continue
            span = self._sum(kept, full, conversion=conversion and len(kept) < len(children))
            joined = span if joined is None else joined | span
        return (joined if joined is not None else NOTHING), all_out

    def _sum(self, kept: Sequence[Scored], full: Fraction, *, conversion: bool) -> Span:
        total = extra = NOTHING
        remaining = Fraction(0)
        exact_sum = NOTHING
        for child in kept:
            exact_sum = exact_sum + Span(child.node.least, child.node.most)
            if child.node.full > 0:
                total, remaining = total + child.raw_range, remaining + child.node.full
            else:
                extra = extra + child.raw_range
        if not conversion or remaining == 0:
            return exact_sum
        factor = full / remaining
        scaled = Span(
            None if total.least is None else total.least * factor,
            None if total.most is None else total.most * factor,
        )
        return scaled + extra


def _joined(above: Applicability, own: Applicability) -> Applicability:
    """What the headings above and this one say together to what is below."""
    absent = above.absent
    if own.absent is not None:
        absent = own.absent if absent is None else absent | own.absent
    decided = above.rule if above.rule is not None else own.rule
    possible = above.possible + own.possible
    if decided is own.rule and decided is not None and above.absent is not None:
        return Applicability(None, [], absent, (*possible, decided))
    return Applicability(decided, [], absent, possible)
