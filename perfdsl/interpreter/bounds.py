"""What a score can still be while facts are missing: intervals that contain every completion.

An abstract reading of the same rules: numbers become intervals, conditions become sets of possible
truths. It may be wider than need be, never narrower.
"""

from fractions import Fraction

import attrs

from perfdsl.interpreter.base import is_candidate
from perfdsl.interpreter.conditions import excess_steps
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.order import needed_first
from perfdsl.interpreter.recorder import Recorder
from perfdsl.interpreter.spans import (
    ANYTHING,
    NOTHING,
    UNDECIDED,
    Span,
    Truths,
    absolute,
    arithmetic,
    exactly,
    extremum,
    not_negative,
    ordered,
    times,
    without_long_ends,
)
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import Quantity, Zero
from perfdsl.number import round_to


@attrs.define(eq=False, repr=False)
class Bounder:
    """Bounds over one department's facts, as far as they are given."""

    evaluator: Evaluator
    known: dict[tuple[str, bool], Span] = attrs.field(factory=dict)
    """The ranges of definitions, each worked out once."""

    def number(self, node: model.Expr) -> Span:
        """Every value `node` can come to."""
        outer, self.evaluator.recorder = self.evaluator.recorder, Recorder()
        value = self.evaluator.evaluate(node)
        self.evaluator.recorder = outer
        if isinstance(value, Fraction):
            return exactly(value)
        match node:
            case model.FactReference():
                return self._fact(node.name)
            case model.DefinitionReference():
                return self._definition(node.name, last_year=node.last_year)
            case model.Negative():
                return -self.number(node.operand)
            case model.Absolute():
                return absolute(self.number(node.operand))
            case model.Arithmetic():
                if not isinstance(node.type, Quantity) or not _is_number(node.left, node.right):
                    return ANYTHING
                return arithmetic(node.operator, self.number(node.left), self.number(node.right))
            case model.Extremum():
                if not isinstance(node.type, Quantity | Zero):
                    return ANYTHING
                return extremum(node.kind, [self.number(part) for part in node.operands])
            case model.Rounding():
                return self._rounding(node)
            case model.Table():
                return self._table(node)
            case model.WorkingDays():
                return Span(Fraction(0), None)
            case model.Aggregate():
                return Span(Fraction(0), None) if node.kind == "count" else ANYTHING
            case _:
                return ANYTHING

    def _definition(self, name: str, *, last_year: bool) -> Span:
        """What a definition can come to; last year's is left open."""
        if last_year:
            return ANYTHING
        definitions = self.evaluator.rulebook.definitions
        for needed in needed_first(name, definitions, lambda each: (each, False) in self.known):
            self.known[needed, False] = without_long_ends(self.number(definitions[needed].value))
        return self.known[name, False]

    def _fact(self, name: str) -> Span:
        """A missing fact: its declared bounds; counts and times are never negative."""
        declared = self.evaluator.rulebook.facts[name]
        span = ANYTHING
        if isinstance(declared.type, Quantity) and declared.type.flavor == "count":
            span = Span(Fraction(0), None) if declared.type.is_plain else ANYTHING
        if declared.bounds is not None:
            lower, upper = declared.bounds.lower, declared.bounds.upper
            span = Span(
                lower if isinstance(lower, Fraction) else span.least,
                upper if isinstance(upper, Fraction) else span.most,
            )
        return span

    def _rounding(self, node: model.Rounding) -> Span:
        step = self.number(node.step).point
        operand = self.number(node.operand)
        if step is None or step <= 0:
            return ANYTHING
        return Span(
            None if operand.least is None else round_to(operand.least, step, node.direction),
            None if operand.most is None else round_to(operand.most, step, node.direction),
        )

    def _table(self, node: model.Table) -> Span:
        spans = [self.number(case.value) for case in node.cases]
        joined = spans[0]
        for span in spans[1:]:
            joined = joined | span
        return joined

    def truths(self, node: model.Expr) -> Truths:
        """Every way the condition can come out."""
        if isinstance(node.type, Quantity | Zero):
            return ordered(">", self.number(node), NOTHING)
        outer, self.evaluator.recorder = self.evaluator.recorder, Recorder()
        value = self.evaluator.evaluate(node)
        self.evaluator.recorder = outer
        if isinstance(value, bool):
            return frozenset((value,))
        match node:
            case model.Not():
                return frozenset(not truth for truth in self.truths(node.operand))
            case model.Logic():
                left, right = self.truths(node.left), self.truths(node.right)
                if node.operator == "and":
                    return frozenset(a and b for a in left for b in right)
                return frozenset(a or b for a in left for b in right)
            case model.Comparison():
                if not _is_number(node.left, node.right):
                    return UNDECIDED
                return ordered(node.operator, self.number(node.left), self.number(node.right))
            case model.Within():
                if not _is_number(node.operand):
                    return UNDECIDED
                return self.inside(node.interval, self.number(node.operand))
            case _:
                return UNDECIDED

    def inside(self, interval: model.Interval, operand: Span) -> Truths:
        result: Truths = frozenset((True,))
        for end, operator in (
            (interval.lower, ">=" if interval.lower_closed else ">"),
            (interval.upper, "<=" if interval.upper_closed else "<"),
        ):
            if end is not None:
                other = ordered(operator, operand, self.number(end))
                result = frozenset(a and b for a in result for b in other)
        return result

    # --- rules -----------------------------------------------------------------------------------

    def points(self, points: rules.Points) -> Span:
        """Fixed points as they come; judged ones anywhere in their range, unless given."""
        if isinstance(points, rules.Judged):
            judgement = self.evaluator.facts.judgements.get(points.key)
            if judgement is not None:
                return exactly(judgement.points)
            return self.number(points.least) | self.number(points.most)
        return self.number(points)

    def stepped(
        self, points: rules.Points, step: rules.Step | None, at_most: model.Expr | None
    ) -> Span:
        span = self.points(points)
        if step is not None:
            span = times(not_negative(span), self._steps(step))
        if at_most is not None:
            limit = self.number(at_most)
            span = extremum("min", [span, limit])
        return span

    def _steps(self, step: rules.Step) -> Span:
        excess, size = self.number(step.excess), self.number(step.size).point
        if size is None or size <= 0:
            return Span(Fraction(0), None)
        least = Fraction(0) if excess.least is None else excess_steps(step.mode, excess.least, size)
        most = None if excess.most is None else excess_steps(step.mode, excess.most, size)
        return Span(least, most)

    def leaf(self, indicator: Indicator) -> tuple[Span, bool]:
        """The unrounded score of a leaf, and whether it may be left out (不适用 剔除)."""
        self.evaluator.full = indicator.full
        spans: list[Span] = []
        may_exclude = False
        applicable = True
        for rule in indicator.rules:
            if not isinstance(rule, rules.NotApplicable) or not applicable:
                continue
            truths = self.truths(rule.condition)
            if True in truths:
                if rule.treatment == "exclude":
                    may_exclude = True
                else:
                    given = indicator.full if rule.treatment == "full" else Fraction(0)
                    spans.append(exactly(given).clamp(indicator.lower, indicator.upper))
            applicable = False in truths
        if applicable:
            spans.append(self._applicable(indicator))
        if not spans:
            return NOTHING, True
        joined = spans[0]
        for span in spans[1:]:
            joined = joined | span
        return joined, may_exclude

    def _applicable(self, indicator: Indicator) -> Span:
        total = self._base(indicator) + self.adjustments(indicator.rules)
        bounded = total.clamp(indicator.lower, indicator.upper)
        return self.capped(bounded, indicator.rules)

    def _base(self, indicator: Indicator) -> Span:
        candidates = [rule for rule in indicator.rules if is_candidate(rule)]
        if not candidates:
            return exactly(indicator.full)
        found: list[Span] = []
        open_end = True
        for rule in candidates:
            if not open_end:
                break
            match rule:
                case rules.Award():
                    truths = UNDECIDED - {False}
                    if rule.condition is not None:
                        truths = self.truths(rule.condition)
                        if rule.step is not None and isinstance(rule.condition.type, Quantity):
                            truths = UNDECIDED - {False}
                    if True in truths:
                        found.append(self.stepped(rule.points, rule.step, rule.at_most))
                    open_end = False in truths
                case rules.Bands():
                    open_end = self._bands(rule, found)
                case rules.Checklist():
                    found.append(self._checklist(rule))
                    open_end = False
                case _:
                    pass
        if open_end:
            found.append(exactly(indicator.full))
        joined = found[0]
        for span in found[1:]:
            joined = joined | span
        return joined

    def _bands(self, rule: rules.Bands, found: list[Span]) -> bool:
        """Add what the rows can give; whether none may fit."""
        operand = self.number(rule.operand) if _is_number(rule.operand) else None
        for row in rule.rows:
            truths: Truths = frozenset((True,))
            if row.interval is not None:
                truths = UNDECIDED if operand is None else self.inside(row.interval, operand)
            if True in truths:
                if isinstance(row.points, rules.Interpolation):
                    found.append(
                        self.number(row.points.lower_points) | self.number(row.points.upper_points)
                    )
                else:
                    found.append(self.points(row.points))
            if False not in truths:
                return False
        return True

    def _checklist(self, rule: rules.Checklist) -> Span:
        total = NOTHING
        for row in rule.rows:
            truths = self.truths(row.condition)
            counts = rule.kind != "deduct_missing"
            span = NOTHING
            if counts in truths:
                span = self.points(row.points)
                if (not counts) in truths:
                    span = span | NOTHING
            total = total + span
        if rule.at_most is not None:
            total = extremum("min", [total, self.number(rule.at_most)])
        return total

    def adjustments(self, all_rules: tuple[rules.Rule, ...]) -> Span:
        """What 扣 and 加 can come to together."""
        deducted = added = NOTHING
        for rule in all_rules:
            if isinstance(rule, rules.Adjustment):
                span = self._adjustment(rule)
                if rule.kind == "add":
                    added = added + span
                else:
                    deducted = deducted + -span
            elif isinstance(rule, rules.Checklist) and rule.kind != "award":
                span = self._checklist(rule)
                if rule.unless is not None and True in self.truths(rule.unless):
                    span = span | NOTHING
                deducted = deducted + -span
        for rule in all_rules:
            if isinstance(rule, rules.Exemption) and True in self.truths(rule.condition):
                deducted = deducted | NOTHING
        return deducted + added

    def _adjustment(self, rule: rules.Adjustment) -> Span:
        truths = self.truths(rule.condition)
        if True not in truths:
            return NOTHING
        span = not_negative(self.stepped(rule.points, rule.step, rule.at_most))
        if False in truths or (rule.unless is not None and True in self.truths(rule.unless)):
            span = span | NOTHING
        return span

    def capped(self, span: Span, all_rules: tuple[rules.Rule, ...]) -> Span:
        """封顶, as far as it is sure for the upper end and possible for the lower."""
        for rule in all_rules:
            if not isinstance(rule, rules.Cap):
                continue
            truths = UNDECIDED - {False} if rule.condition is None else self.truths(rule.condition)
            if True not in truths:
                continue
            limited = extremum("min", [span, self.number(rule.points)])
            span = limited if False not in truths else limited | span
        return span


def _is_number(*nodes: model.Expr) -> bool:
    return all(isinstance(node.type, Quantity | Zero) for node in nodes)
