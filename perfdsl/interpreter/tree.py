"""The tree of indicators: leaves scored, headings summed, 剔除 converted, headings capped."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.conditions import decide
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.leaf import Applicability, applicability, score_leaf
from perfdsl.interpreter.settle import Settlement
from perfdsl.interpreter.shares import OUT, Share, joined, of_known, of_leaf, together
from perfdsl.interpreter.sheet import Detail, Node, Status
from perfdsl.interpreter.spans import NOTHING, Span, exactly, rounded
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import SCORE
from perfdsl.number import round_places
from perfdsl.source import Span as TextSpan

if TYPE_CHECKING:
    from perfdsl.interpreter.bounds import Bounder


@attrs.frozen(eq=False, repr=False)
class Scored:
    """A node with what its parent needs: the unrounded score, or every way it may come out."""

    node: Node
    ways: tuple[Share, ...]
    """One where the score is known."""
    raw: Fraction = Fraction(0)
    """The unrounded score; 0 where it is left out or not known."""
    extra: Fraction = Fraction(0)
    """Of `raw`, what stands beside the full marks and is not scaled."""
    marks: Fraction = Fraction(0)
    """The full marks that the rest of `raw` is out of: 0 where they are left out."""
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
        shown = NOTHING if result.score is None else exactly(result.score)
        node = self._node(indicator, drafts, result.score, shown, status, excluded=result.excluded)
        if result.raw is None:
            return Scored(node, (OUT,), requirements=required)
        extra = result.raw if indicator.full == 0 else Fraction(0)
        ways = (of_leaf(indicator.full, exactly(result.raw), shown),)
        return Scored(node, ways, result.raw, extra, indicator.full, requirements=required)

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
        way = of_leaf(indicator.full, raw_range, Span(node.least, node.most))
        ways = (way, OUT) if may_exclude else (way,)
        return Scored(node, ways, absent=absent, own_absent=absent, requirements=required)

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
            return Scored(node, (OUT,), requirements=required, children=tuple(children))
        own_absent = own.absent
        if absent is None:
            settlement = self._settled(indicator, children)
            drafts += settlement.drafts
            absent = own_absent = settlement.absent
            if absent is None:
                return self._settled_heading(indicator, drafts, settlement, children, required)
        ways = tuple(
            self._limited(way, indicator) for way in self.combined(children, indicator.full)
        )
        status: Status = "not_computable" if absent.is_undefined else "unknown"
        for draft in drafts:
            draft.applied = Fraction(0)
        shown = rounded(joined(ways), self.places)
        node = self._node(indicator, drafts, None, shown, status, nodes)
        return Scored(
            node,
            ways,
            absent=absent,
            own_absent=own_absent,
            requirements=required,
            children=tuple(children),
        )

    def _limited(self, way: Share, indicator: Indicator) -> Share:
        """A way kept within the bounds of the heading and its caps."""
        if way.is_out:
            return way
        earned, extra, shown = way.earned, way.extra, way.shown
        caps = any(isinstance(rule, rules.Cap) for rule in indicator.rules)

        def within(span: Span) -> Span:
            if indicator.is_limited:
                span = span.clamp(indicator.lower, indicator.upper)
            return self.bounder.capped(span, indicator.rules)

        if way.marks == 0:
            extra = within(way.whole)
        else:
            earned = within(earned)
            if caps or indicator.is_limited:
                extra = extra | NOTHING
        return Share(way.marks, earned, extra, rounded(within(shown), self.places))

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
        marks = sum((child.marks for child in children), Fraction(0))
        if self.converts_groups and marks > 0:
            marks = indicator.full
        extra = settlement.extra if marks > 0 else settlement.raw
        return Scored(
            node,
            (of_known(marks, settlement.raw, extra, settlement.score),),
            settlement.raw,
            extra,
            marks,
            requirements=required,
            children=tuple(children),
        )

    def _settled(self, indicator: Indicator, children: Sequence[Scored]) -> Settlement:
        """The sum of the children, converted, bounded and capped."""
        settlement = self.added(indicator.id, indicator.span, children)
        if self.converts_groups:
            self.convert(settlement, children, indicator.full)
        if indicator.is_limited:
            settlement.bound(indicator.lower, indicator.upper, (), None)
            settlement.round(self.places, indicator.lower, indicator.upper)
        caps = [rule for rule in indicator.rules if isinstance(rule, rules.Cap)]
        settlement.cap(self.evaluator, caps, self.places)
        return settlement

    def added(self, key: str, span: TextSpan, children: Sequence[Scored]) -> Settlement:
        """The children's points together."""
        scores = sum((child.node.score or Fraction(0) for child in children), Fraction(0))
        raw = sum((child.raw for child in children), Fraction(0))
        extra = sum((child.extra for child in children), Fraction(0))
        return Settlement(key, span, scores, raw, extra)

    def convert(self, settlement: Settlement, children: Sequence[Scored], full: Fraction) -> None:
        """剔除: what is earned out of the marks that remain becomes its share of `full`.

        Points beside the marks are not scaled. Taken from unrounded scores, and rounded once.
        """
        remaining = sum((child.marks for child in children), Fraction(0))
        if remaining in (0, _full_of(children)):
            return
        earned, extra = settlement.raw - settlement.extra, settlement.extra
        converted = earned * full / remaining + extra
        target = converted if self.places is None else round_places(converted, self.places)
        beside = (Detail("extra", extra, SCORE),) if extra != 0 else ()
        settlement.own(
            "rescale",
            target - settlement.score,
            Detail("earned", earned, SCORE),
            Detail("remaining", remaining, SCORE),
            Detail("full", full, SCORE),
            *beside,
            Detail("converted", converted, SCORE),
        )
        settlement.raw = converted

    def combined(
        self, children: Sequence[Scored], full: Fraction, *, is_total: bool = False
    ) -> tuple[Share, ...]:
        """Every way the children can come out together; converted inside headings or in the total."""
        converts = self.converts_groups or is_total
        ways = [child.ways for child in children]
        return together(ways, _full_of(children), full, converts=converts)


def _full_of(children: Sequence[Scored]) -> Fraction:
    return sum((child.node.full for child in children), Fraction(0))


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
