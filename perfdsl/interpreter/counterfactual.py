"""The smallest change of one given fact that wins lost points back.

Candidates come from the rule's own comparison, solved for one fact at a time where it enters linearly;
each is re-scored before it is shown, so that nothing here is a guess. What makes the total worse is no advice,
nor what is not in the department's hand (`levers.py`) or cannot be (more parts than the whole has).
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from perfdsl.interpreter.elsewhere import Elsewhere
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.leaf import Applicability, score_leaf
from perfdsl.interpreter.levers import asks_for_more, denies, levers
from perfdsl.interpreter.sheet import Counterfactual, Effect, Node
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.types import COUNT, MONEY, SCORE, UNITS, Quantity, Type
from perfdsl.number import round_to

_EXPLAINED = ("deduct", "item", "award", "band")


def with_counterfactuals(
    rulebook: RuleBook, facts: Facts, nodes: tuple[Node, ...]
) -> tuple[Node, ...]:
    """The nodes again, with a counterfactual on each loss that has one."""
    indicators = {indicator.id: indicator for indicator in rulebook.walk()}
    elsewhere = Elsewhere(rulebook, facts)
    return tuple(_node(elsewhere, node, indicators) for node in nodes)


def _node(elsewhere: Elsewhere, node: Node, indicators: Mapping[str, Indicator]) -> Node:
    if node.children:
        children = tuple(_node(elsewhere, child, indicators) for child in node.children)
        return attrs.evolve(node, children=children)
    if node.status != "scored" or not any(effect.is_loss for effect in node.effects):
        return node
    search = _Search(elsewhere.rulebook, elsewhere.facts, indicators[node.id], node, elsewhere)
    effects = tuple(
        attrs.evolve(effect, counterfactual=search.find(effect))
        if effect.is_loss and effect.kind in _EXPLAINED
        else effect
        for effect in node.effects
    )
    return attrs.evolve(node, effects=effects)


@attrs.frozen(eq=False, repr=False)
class _Search:
    """Looks for the counterfactuals of one indicator."""

    rulebook: RuleBook
    facts: Facts
    indicator: Indicator
    node: Node
    elsewhere: Elsewhere

    def find(self, effect: Effect) -> Counterfactual | None:
        """The smallest single change after which this effect costs nothing and the total is not worse.

        What was done is changed rather than what was planned; the whole of a ratio, or an excuse, never.
        """
        condition, wanted = self._condition(effect.rule)
        points = self._points(effect.rule)
        parts = [(part, wanted) for part in (condition, points) if part is not None]
        limits = [*_limits(condition), *self._first_step(effect.rule), *self._full(points)]
        can_exceed = asks_for_more(limits)
        ways: list[tuple[tuple[int, Fraction], Fact, Counterfactual]] = []
        for name, rank in levers(parts, self.rulebook).items():
            given = self.facts.values.get(name)
            if given is None or isinstance(given.value, tuple):
                continue
            for candidate in dict.fromkeys(self._candidates(limits, given)):
                found = self._try(effect, given, candidate)
                if found is not None and (can_exceed or self._can_be(given, candidate)):
                    ways.append(((rank, _distance(given, candidate)), given, found))
        for _, given, found in sorted(ways, key=lambda way: way[0]):
            smallest = self._smallest(effect, given, found)
            rise = self.elsewhere.rise(
                given.name, self.indicator, _with(self.facts, given, _value_of(smallest))
            )
            if rise is None or rise > 0:
                return attrs.evolve(smallest, rise=rise)
        return None

    def _smallest(self, effect: Effect, given: Fact, found: Counterfactual) -> Counterfactual:
        """Where a smaller change does as well, the smallest; this halves its way where it is monotone."""
        far = found.after
        if not (isinstance(far, Fraction) and isinstance(given.value, Fraction)):
            return found
        grid = _grid(given, self._type(given.name))
        back = grid if far > given.value else -grid
        reached, missed = 0, int(abs(far - given.value) // grid)  # so many steps back from `far`
        probe = 1
        while missed - reached > 1:
            closer = self._try(effect, given, far - probe * back)
            if closer is not None and closer.gain >= found.gain:
                reached, found = probe, closer
            else:
                missed = probe
            probe = (reached + missed) // 2
        return found

    def _can_be(self, given: Fact, value: Fraction | bool) -> bool:
        """Whether no part comes to more than its whole by the change."""
        before, after = self.facts.values, _with(self.facts, given, value).values
        shares = self.elsewhere.shares.get(given.name, ())
        return not any(denies(share, before, after) for share in shares)

    def _condition(self, rule_id: str) -> tuple[model.Expr | None, bool]:
        """What must come out otherwise, and whether it must hold; None where no single condition decides."""
        for rule in self.indicator.rules:
            match rule:
                case rules.Adjustment():
                    if rule.id == rule_id:
                        return rule.condition, False
                case rules.Checklist():
                    for row in rule.rows:
                        if row.id == rule_id:
                            return row.condition, rule.kind != "deduct"
                case rules.Award():
                    if rule.id == rule_id:
                        return self._best_award(), True
                case rules.Bands():
                    for band in rule.rows:
                        if band.id == rule_id:
                            return self._best_band(rule), True
                case _:
                    pass
        return None, True

    def _points(self, rule_id: str) -> model.Expr | None:
        """What an award gives, where it is worked out: it may give more without another one."""
        for rule in self.indicator.rules:
            if isinstance(rule, rules.Award) and rule.id == rule_id and rule.step is None:
                return None if isinstance(rule.points, rules.Judged) else rule.points
        return None

    def _full(self, points: model.Expr | None) -> Iterator[tuple[model.Expr, model.Expr]]:
        """Where the points of an award come to full marks."""
        if points is not None:
            full = model.FullMarks(type=SCORE, span=points.span)
            yield points, full

    def _best_award(self) -> model.Expr | None:
        """The condition of the 得 that gives most: what would have to hold instead. One that gives 0 is none."""
        best: tuple[Fraction, model.Expr | None] | None = None
        for rule in self.indicator.rules:
            if isinstance(rule, rules.Award):
                points = self._most(rule.points)
                if points > 0 and (best is None or points > best[0]):
                    best = (points, rule.condition)
        return None if best is None else best[1]

    def _most(self, points: rules.Points) -> Fraction:
        """What is written; what is worked out or judged may come to full marks."""
        if isinstance(points, model.Constant) and isinstance(points.value, Fraction):
            return points.value
        return self.indicator.full

    def _best_band(self, bands: rules.Bands) -> model.Expr | None:
        best: tuple[Fraction, rules.Band] | None = None
        for row in bands.rows:
            points = row.points.value if isinstance(row.points, model.Constant) else None
            if isinstance(points, Fraction) and (best is None or points > best[0]):
                best = (points, row)
        if best is None or best[1].interval is None:
            return None
        interval = best[1].interval
        return model.Within(bands.operand, interval, type=bands.operand.type, span=interval.span)

    def _first_step(self, rule_id: str) -> Iterator[tuple[model.Expr, model.Expr]]:
        """Where the first step begins to count: excess = size."""
        for rule in self.indicator.rules:
            if isinstance(rule, rules.Adjustment) and rule.id == rule_id and rule.step is not None:
                yield rule.step.excess, rule.step.size

    def _candidates(
        self, limits: list[tuple[model.Expr, model.Expr]], given: Fact
    ) -> Iterator[Fraction | bool]:
        if isinstance(given.value, bool):
            yield not given.value
            return
        if not isinstance(given.value, Fraction):
            return
        grid = _grid(given, self._type(given.name))
        for left, right in limits:
            for exact in self._solutions(left, right, given):
                down, up = round_to(exact, grid, "down"), round_to(exact, grid, "up")
                yield from {down, up, down - grid, up + grid}

    def _solutions(self, left: model.Expr, right: model.Expr, given: Fact) -> Iterator[Fraction]:
        """Values of the fact at which the two sides are equal, if they are linear in it nearby.

        Two-point secants on the difference; a fact that divides is caught by solving for the product.
        """
        assert isinstance(given.value, Fraction)
        start = given.value
        other = start + 1 if start != -1 else start + 2
        for scale in (False, True):
            at_start = self._difference(left, right, given, start, scaled=scale)
            at_other = self._difference(left, right, given, other, scaled=scale)
            if at_start is None or at_other is None or at_start == at_other:
                continue
            root = start - at_start * (other - start) / (at_other - at_start)
            if self._difference(left, right, given, root, scaled=False) == 0:
                yield root

    def _difference(
        self,
        left: model.Expr,
        right: model.Expr,
        given: Fact,
        value: Fraction,
        *,
        scaled: bool,
    ) -> Fraction | None:
        evaluator = Evaluator(self.rulebook, _with(self.facts, given, value), explains=False)
        evaluator.full = self.indicator.full
        first, second = evaluator.evaluate(left), evaluator.evaluate(right)
        if not (isinstance(first, Fraction) and isinstance(second, Fraction)):
            return None
        difference = first - second
        return difference * value if scaled else difference

    def _type(self, name: str) -> Type:
        if name in self.rulebook.facts:
            return self.rulebook.facts[name].type
        return self.rulebook.definitions[name].type

    def _try(self, effect: Effect, given: Fact, value: Fraction | bool) -> Counterfactual | None:
        """Re-score the indicator with the changed fact; keep it only if the loss is gone."""
        if value == given.value or not self._is_allowed(given.name, value):
            return None
        facts = _with(self.facts, given, value)
        evaluator = Evaluator(self.rulebook, facts, explains=False)
        result = score_leaf(evaluator, self.indicator, self.rulebook.rounding, Applicability())
        unknown = result.absent is not None or result.not_applicable
        if result.score is None or unknown or self.node.score is None:
            return None
        gain = result.score - self.node.score
        same = next((draft for draft in result.drafts if draft.rule == effect.rule), None)
        is_still_lost = same is not None and (same.applied < 0 or same.status == "exempted")
        if gain <= 0 or is_still_lost:
            return None
        is_won = same is not None and same.status == "fired"
        if effect.kind in ("award", "band") and not is_won and gain < -effect.applied:
            return None
        assert not isinstance(given.value, tuple)
        declared = self.rulebook.facts.get(given.name)
        unit = given.unit or (declared.unit if declared is not None else None)
        return Counterfactual(given.name, given.value, value, self._type(given.name), unit, gain)

    def _is_allowed(self, name: str, value: Fraction | bool) -> bool:
        """Within the declared bounds; counts and money never below 0."""
        declared = self.rulebook.facts.get(name)
        if isinstance(value, bool) or declared is None:
            return True
        if value < 0 and declared.type in (COUNT, MONEY):
            return False
        bounds = declared.bounds
        if bounds is None:
            return True
        return not (
            (isinstance(bounds.lower, Fraction) and value < bounds.lower)
            or (isinstance(bounds.upper, Fraction) and value > bounds.upper)
        )


def _value_of(found: Counterfactual) -> Fraction | bool:
    assert isinstance(found.after, Fraction | bool)
    return found.after


def _with(facts: Facts, given: Fact, value: Fraction | bool) -> Facts:
    changed = {given.name: attrs.evolve(given, value=value)}
    return attrs.evolve(facts, values=ChainMap(changed, facts.values))  # type: ignore[arg-type]


def _limits(condition: model.Expr | None) -> Iterator[tuple[model.Expr, model.Expr]]:
    """The pairs whose equality is where the condition changes."""
    for node in _outside_records(condition) if condition is not None else ():
        match node:
            case model.Comparison():
                yield node.left, node.right
            case model.Within():
                for end in (node.interval.lower, node.interval.upper):
                    if end is not None:
                        yield node.operand, end
            case _:
                pass


def _outside_records(expression: model.Expr) -> Iterator[model.Expr]:
    """The expression and its parts, but nothing that is asked of single records."""
    yield expression
    if not isinstance(expression, model.Aggregate):
        for child in model.children(expression):
            yield from _outside_records(child)


def _grid(given: Fact, type_: Type) -> Fraction:
    """The smallest step worth naming: one of a count, a hundredth of the unit it is given in."""
    if isinstance(type_, Quantity):
        if type_ == COUNT or type_.days or type_.workdays or type_.months:
            return Fraction(1)
        if type_.is_plain and type_.flavor in ("ratio", "point"):
            return Fraction(1, 10_000)
        if given.unit in UNITS:
            return UNITS[given.unit][1] / 100
    return Fraction(1, 100)


def _distance(given: Fact, value: Fraction | bool) -> Fraction:
    """How large a change is, relative to the given value where that is not 0."""
    if isinstance(value, bool) or not isinstance(given.value, Fraction):
        return Fraction(1)
    change = abs(value - given.value)
    return change / abs(given.value) if given.value != 0 else change
