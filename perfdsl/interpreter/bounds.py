"""What a score can still be while facts are missing: intervals that contain every completion.

An abstract reading of the same rules: numbers become intervals (None: unbounded), conditions become
sets of possible truths. It may be wider than need be, never narrower.
"""

from fractions import Fraction

import attrs

from perfdsl.interpreter.base import is_candidate
from perfdsl.interpreter.evaluate import Evaluator, Recorder, compare
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import Quantity, Zero
from perfdsl.number import round_places, round_to

Limit = Fraction | None


@attrs.frozen
class Span:
    """Numbers between two ends, both included; None is unbounded."""

    least: Limit
    most: Limit

    def __add__(self, other: "Span") -> "Span":
        return Span(_plus(self.least, other.least), _plus(self.most, other.most))

    def __neg__(self) -> "Span":
        return Span(_minus(self.most), _minus(self.least))

    def __or__(self, other: "Span") -> "Span":
        """The smallest span that contains both."""
        least = None if self.least is None or other.least is None else min(self.least, other.least)
        most = None if self.most is None or other.most is None else max(self.most, other.most)
        return Span(least, most)

    def clamp(self, lower: Fraction, upper: Fraction) -> "Span":
        least = lower if self.least is None else min(max(self.least, lower), upper)
        most = upper if self.most is None else min(max(self.most, lower), upper)
        return Span(least, most)

    @property
    def point(self) -> Fraction | None:
        return self.least if self.least is not None and self.least == self.most else None


ANYTHING = Span(None, None)
NOTHING = Span(Fraction(0), Fraction(0))
Truths = frozenset[bool]
UNDECIDED: Truths = frozenset((True, False))


def exactly(value: Fraction) -> Span:
    return Span(value, value)


def _plus(left: Limit, right: Limit) -> Limit:
    return None if left is None or right is None else left + right


def _minus(value: Limit) -> Limit:
    return None if value is None else -value


@attrs.define
class Bounder:
    """Bounds over one department's facts, as far as they are given."""

    evaluator: Evaluator
    full: Fraction = Fraction(0)

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
                if node.last_year:
                    return ANYTHING
                return self.number(self.evaluator.rulebook.definitions[node.name].value)
            case model.Negative():
                return -self.number(node.operand)
            case model.Absolute():
                return _absolute(self.number(node.operand))
            case model.Arithmetic():
                if not isinstance(node.type, Quantity) or not _is_number(node.left, node.right):
                    return ANYTHING
                return _arithmetic(node.operator, self.number(node.left), self.number(node.right))
            case model.Extremum():
                if not isinstance(node.type, Quantity | Zero):
                    return ANYTHING
                return _extremum(node.kind, [self.number(part) for part in node.operands])
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
            return _ordered(">", self.number(node), NOTHING)
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
                return _ordered(node.operator, self.number(node.left), self.number(node.right))
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
                other = _ordered(operator, operand, self.number(end))
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
            span = _times(_not_negative(span), self._steps(step))
        if at_most is not None:
            limit = self.number(at_most)
            span = _extremum("min", [span, limit])
        return span

    def _steps(self, step: rules.Step) -> Span:
        from perfdsl.interpreter.conditions import excess_steps

        excess, size = self.number(step.excess), self.number(step.size).point
        if size is None or size <= 0:
            return Span(Fraction(0), None)
        least = Fraction(0) if excess.least is None else excess_steps(step.mode, excess.least, size)
        most = None if excess.most is None else excess_steps(step.mode, excess.most, size)
        return Span(least, most)

    def leaf(self, indicator: Indicator) -> tuple[Span, bool]:
        """The unrounded score of a leaf, and whether it may be left out (不适用 剔除)."""
        self.full = self.evaluator.full = indicator.full
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
                    spans.append(
                        exactly(indicator.full if rule.treatment == "full" else Fraction(0))
                    )
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
            total = _extremum("min", [total, self.number(rule.at_most)])
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
        span = _not_negative(self.stepped(rule.points, rule.step, rule.at_most))
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
            limited = _extremum("min", [span, self.number(rule.points)])
            span = limited if False not in truths else limited | span
        return span


def rounded(span: Span, places: int | None) -> Span:
    if places is None:
        return span
    return Span(
        None if span.least is None else round_places(span.least, places),
        None if span.most is None else round_places(span.most, places),
    )


def _is_number(*nodes: model.Expr) -> bool:
    return all(isinstance(node.type, Quantity | Zero) for node in nodes)


def _absolute(span: Span) -> Span:
    if span.least is not None and span.least >= 0:
        return span
    if span.most is not None and span.most <= 0:
        return -span
    if span.least is None or span.most is None:
        return Span(Fraction(0), None)
    return Span(Fraction(0), max(-span.least, span.most))


def _not_negative(span: Span) -> Span:
    least = Fraction(0) if span.least is None else max(span.least, Fraction(0))
    return Span(least, None if span.most is None else max(span.most, Fraction(0)))


def _arithmetic(operator: str, left: Span, right: Span) -> Span:
    match operator:
        case "+":
            return left + right
        case "-":
            return left + -right
        case "*":
            return _times(left, right)
        case _:
            return _over(left, right)


def _times(left: Span, right: Span) -> Span:
    if left == NOTHING or right == NOTHING:
        return NOTHING
    ends = (left.least, left.most, right.least, right.most)
    if None in ends:
        if _is_positive(left) and _is_positive(right):
            assert left.least is not None
            assert right.least is not None
            return Span(left.least * right.least, None)
        return ANYTHING
    products = [a * b for a in (left.least, left.most) for b in (right.least, right.most)]  # type: ignore[operator]
    return Span(min(products), max(products))


def _is_positive(span: Span) -> bool:
    return span.least is not None and span.least >= 0


def _over(left: Span, right: Span) -> Span:
    """Division; a divisor that may be 0 leaves everything open on that side."""
    if right.least is None or right.least <= 0:
        if right.most is None or right.most >= 0:
            both = _is_positive(left) and right.least is not None and right.least >= 0
            return Span(Fraction(0), None) if both else ANYTHING
        return _over(-left, -right)
    if right.most is None:
        reciprocal = Span(Fraction(0), 1 / right.least)
    else:
        reciprocal = Span(1 / right.most, 1 / right.least)
    return _times(left, reciprocal)


def _extremum(kind: str, spans: list[Span]) -> Span:
    least = [span.least for span in spans]
    most = [span.most for span in spans]
    if kind == "max":
        known = [end for end in least if end is not None]
        return Span(max(known) if known else None, None if None in most else max(most))  # type: ignore[type-var]
    known = [end for end in most if end is not None]
    return Span(None if None in least else min(least), min(known) if known else None)  # type: ignore[type-var]


def _ordered(operator: str, left: Span, right: Span) -> Truths:
    """How `left operator right` can come out."""
    a, b = left.point, right.point
    if a is not None and b is not None:
        return frozenset((compare(operator, a, b, Quantity()),))
    if operator in ("=", "!="):
        apart = _below(left, right) or _below(right, left)
        return frozenset((operator == "!=",)) if apart else UNDECIDED
    if operator in ("<", "<="):
        return _ordered({"<": ">", "<=": ">="}[operator], right, left)
    if left.least is not None and right.most is not None:
        if left.least > right.most or (operator == ">=" and left.least == right.most):
            return frozenset((True,))
    if left.most is not None and right.least is not None:
        if left.most < right.least or (operator == ">" and left.most == right.least):
            return frozenset((False,))
    return UNDECIDED


def _below(left: Span, right: Span) -> bool:
    return left.most is not None and right.least is not None and left.most < right.least
