"""What else a rule might have said at a place that a case reaches: slightly other rules.

A case tells something about a rule only if it would fail with one of these in its place.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from typing import cast

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.sameness import signature
from perfdsl.model.types import DAYS, TRUTH, DateType
from perfdsl.rule_tests.goals import Applies, Earns, Goal, Is, Lies, Picks, Site
from perfdsl.rule_tests.nearness import nudge
from perfdsl.rule_tests.quantities import against, difference, is_whole, step_start
from perfdsl.rule_tests.replacing import Swap, replaced
from perfdsl.rule_tests.room import Room, room_of

Group = Iterable[Swap]
"""Changes of which one at least has to be noticed; an empty group asks for nothing."""


@attrs.frozen(eq=False, repr=False)
class Mutants:
    """The changes of one rule book around a goal."""

    rulebook: RuleBook
    owner: str | None
    indicator: Indicator | None

    @classmethod
    def of(cls, rulebook: RuleBook, owner: str | None) -> "Mutants":
        found = next((each for each in rulebook.walk() if each.id == owner), None)
        return cls(rulebook, owner, found)

    def book(self, swap: Swap, site: Site) -> RuleBook:
        """The rules with a change at the site."""
        inside = site.scope.definitions[-1:]
        return replaced(self.rulebook, self.owner, swap, (name for name, _ in inside))

    def of_goal(self, goal: Goal, site: Site, value: Fraction | None) -> Iterator[Group]:
        """Of each group one change must be noticed; `value` is what the quantity comes to."""
        aim = goal.aim
        match aim:
            case Applies():
                yield from self._of_rule(site, wanted=aim.wanted)
            case Lies() if value is not None:
                group = list(self._of_limit(aim, site, value))
                if group:
                    yield group
            case Is() if isinstance(site.node, model.Expression) and not isinstance(
                site.node, model.Constant
            ):
                yield [{id(site.node): negated(site.node)}]
            case Picks():
                yield from self._of_line(aim)
            case Earns() if value is not None:
                group = list(self._of_points(aim, site, value))
                if group:
                    yield group
            case _:
                pass

    def head(self, rule_id: str) -> rules.Rule | None:
        """The statement that has this id, or a row of it."""
        for rule in self._written:
            if rule.id == rule_id or any(row.id == rule_id for row in getattr(rule, "rows", ())):
                return rule
        return None

    # --- whole rules -----------------------------------------------------------------------------

    def _of_rule(self, site: Site, *, wanted: bool) -> Iterator[Group]:
        rule = self._rule(site.rule)
        if rule is None:
            return
        condition = getattr(rule, "condition", None)
        if condition is None:
            yield [{id(rule): None}]
        elif wanted or getattr(rule, "step", None) is None:
            yield [{id(condition): _truth(condition, value=not wanted)}]
        gives = wanted
        if isinstance(rule, rules.ChecklistItem):
            gives = wanted is (self._list_of(rule).kind != "deduct_missing")
        if gives:
            yield from self._amounts(rule)
            if isinstance(rule, rules.NotApplicable):
                yield [{id(rule): _other_treatment(rule)}]

    def _amounts(self, rule: rules.RuleBase) -> Iterator[Group]:
        """The points of a rule a little less and a little more, where that can matter."""
        given = getattr(rule, "points", None)
        parts: tuple[object, ...] = (given,)
        if isinstance(given, rules.Interpolation):
            parts = (given.lower_points, given.upper_points)
        for part in parts:
            if not isinstance(part, model.Expression) or not _has_number(cast(model.Expr, part)):
                continue
            points = cast(model.Expr, part)
            room = self._room(rule, points)
            if room.less:
                yield [{id(part): shifted(points, -self.small)}]
            if room.more:
                yield [{id(part): shifted(points, self.small)}]

    def _room(self, rule: rules.RuleBase, points: model.Expr) -> Room:
        head = self._list_of(rule) if isinstance(rule, rules.ChecklistItem) else rule
        return room_of(head, points, self.indicator, self.rulebook)

    @property
    def small(self) -> Fraction:
        """So few points that hardly anything else is touched, and still seen when rounded."""
        places = self.rulebook.rounding
        return Fraction(1, 10**places if places is not None and places <= 1 else 10)

    # --- limits ----------------------------------------------------------------------------------

    def _of_limit(self, aim: Lies, site: Site, value: Fraction) -> Iterator[Swap]:
        node = site.node
        apart = self._apart(aim)
        moves = [value - aim.limit + near for near in (-apart, Fraction(0), apart)]
        match node:
            case model.Comparison():
                yield from self._of_comparison(aim, site, node, moves)
            case model.Within():
                for move in moves:
                    changed = _moved_interval(node.operand, node.interval, aim, move, self._full)
                    yield {id(node.interval): changed}
            case rules.Bands():
                yield from self._of_bands(aim, node, moves)
            case rules.Step():
                yield from self._of_size(aim, node, value)
            case model.Extremum():
                yield from self._of_extremum(aim, node, [*moves, -apart, apart])
            case _:
                pass

    def _apart(self, aim: Lies) -> Fraction:
        """Too little to come to another limit; days are whole."""
        quantity = aim.quantity
        if isinstance(quantity, model.Arithmetic) and isinstance(quantity.left.type, DateType):
            return Fraction(1)
        if is_whole(quantity, self.rulebook):
            return Fraction(1, 2)
        return nudge(quantity.type, self.rulebook) / 8

    def _of_comparison(
        self, aim: Lies, site: Site, node: model.Comparison, moves: list[Fraction]
    ) -> Iterator[Swap]:
        step = self._step_from(aim, site)
        if step is not None and step.mode == "full":
            return  # where steps begin, whole ones show nothing: their first one does
        is_left_fixed = constant_value(node.left, self._full) is not None
        for move in moves:
            if is_left_fixed:
                changed = attrs.evolve(node, left=shifted(node.left, move))
            else:
                changed = attrs.evolve(node, right=shifted(node.right, move))
            swap: dict[int, object] = {id(node): changed}
            if step is not None:
                toward = move if self._is_down(aim, step.excess) else -move
                swap[id(step.excess)] = shifted(step.excess, toward)
            yield swap

    def _step_from(self, aim: Lies, site: Site) -> rules.Step | None:
        """The steps of the rule, if they are counted from this limit."""
        step = getattr(self._rule(site.rule), "step", None)
        start = step_start(step.excess, Fraction(0), self._full) if step is not None else None
        if step is None or start is None or start[1] != aim.limit:
            return None
        is_same = signature(start[0]) == signature(aim.quantity)
        return step if is_same or self._is_down(aim, step.excess) else None

    def _is_down(self, aim: Lies, excess: model.Expr) -> bool:
        """Whether the steps count how far the quantity is below: `limit − X`."""
        if not isinstance(excess, model.Arithmetic) or excess.operator != "-":
            return False
        if constant_value(excess.left, self._full) is not None:
            return signature(excess.right) == signature(aim.quantity)
        return signature(difference(excess.right, excess.left)) == signature(aim.quantity)

    def _of_bands(self, aim: Lies, node: rules.Bands, moves: list[Fraction]) -> Iterator[Swap]:
        if aim.position == "at" and any(
            isinstance(row.points, rules.Interpolation) for row in node.rows
        ):
            return  # a line may go on without a jump
        for move in moves:
            yield {
                id(row.interval): _moved_interval(node.operand, row.interval, aim, move, self._full)
                for row in node.rows
                if row.interval is not None
            }

    def _of_size(self, aim: Lies, step: rules.Step, value: Fraction) -> Iterator[Swap]:
        """The size with which the first step would be complete at the value, or just before or after."""
        size = constant_value(step.size, self._full)
        if size is None:
            return
        is_down = self._is_down(aim, step.excess)
        wanted = size + (aim.limit - value if is_down else value - aim.limit)
        if wanted <= 0:
            return
        for part in (Fraction(99, 100), Fraction(1), Fraction(101, 100)):
            yield {id(step.size): shifted(step.size, wanted * part - size)}

    def _of_extremum(
        self, aim: Lies, node: model.Extremum, moves: list[Fraction]
    ) -> Iterator[Swap]:
        fixed = [
            operand for operand in node.operands if constant_value(operand, self._full) == aim.limit
        ]
        if fixed:
            for move in moves:
                yield {id(fixed[0]): shifted(fixed[0], move)}
        elif aim.position != "at":
            yield {id(node): attrs.evolve(node, kind="min" if node.kind == "max" else "max")}

    # --- tables and points -----------------------------------------------------------------------

    def _of_line(self, aim: Picks) -> Iterator[Group]:
        line = aim.table.cases[aim.line]
        if aim.change is None:
            yield [{id(line): None}]
            return
        size = nudge(line.value.type, self.rulebook)
        move = size if aim.change == "more" else -size
        yield [{id(line): attrs.evolve(line, value=shifted(line.value, move))}]

    def _of_points(self, aim: Earns, site: Site, value: Fraction) -> Iterator[Swap]:
        rule = self._rule(site.rule)
        if rule is None:
            return
        limit = rule.points if isinstance(rule, rules.Cap) else None
        if aim.measure == "asked":
            head = self._list_of(rule) if isinstance(rule, rules.ChecklistItem) else rule
            limit = getattr(head, "at_most", None)
        if limit is None:
            return
        small = self.small
        for move in (value - aim.limit - small, -small, small):
            yield {id(limit): shifted(limit, move)}

    # --- looking up ------------------------------------------------------------------------------

    @property
    def _full(self) -> Fraction:
        return self.indicator.full if self.indicator is not None else self.rulebook.full

    @property
    def _written(self) -> tuple[rules.Rule, ...]:
        return self.indicator.rules if self.indicator is not None else self.rulebook.total_rules

    def _rule(self, rule_id: str) -> rules.RuleBase | None:
        """The rule or row of this id."""
        every = chain.from_iterable((rule, *getattr(rule, "rows", ())) for rule in self._written)
        return next((rule for rule in every if rule.id == rule_id), None)

    def _list_of(self, row: rules.ChecklistItem) -> rules.Checklist:
        return next(
            rule for rule in self._written if isinstance(rule, rules.Checklist) and row in rule.rows
        )


# --- small changes -------------------------------------------------------------------------------


def shifted(node: model.Expr, amount: Fraction) -> model.Expr:
    """The quantity and so much more; of a date, so many days."""
    type_ = DAYS if isinstance(node.type, DateType) else node.type
    extra = model.Constant(type=type_, span=node.span, value=amount)
    return model.Arithmetic("+", node, extra, type=node.type, span=node.span)


def negated(node: model.Expr) -> model.Expr:
    return model.Not(node, type=TRUTH, span=node.span)


def _other_treatment(rule: rules.NotApplicable) -> rules.NotApplicable:
    return attrs.evolve(rule, treatment="full" if rule.treatment == "zero" else "zero")


def _truth(instead: model.Expr, *, value: bool) -> model.Expr:
    return model.Constant(type=TRUTH, span=instead.span, value=value)


def _moved_interval(
    operand: model.Expr, interval: model.Interval, aim: Lies, move: Fraction, full: Fraction
) -> model.Interval:
    """Those ends moved that are the limit of the goal."""
    ends: list[model.Expr | None] = []
    for end in (interval.lower, interval.upper):
        found = against(operand, end, full) if end is not None else None
        is_limit = (
            found is not None
            and found[1] == aim.limit
            and signature(found[0]) == signature(aim.quantity)
        )
        ends.append(shifted(end, move) if end is not None and is_limit else end)
    return attrs.evolve(interval, lower=ends[0], upper=ends[1])


def _has_number(points: model.Expr) -> bool:
    return any(
        isinstance(node, model.Constant) and isinstance(node.value, Fraction)
        for node in model.walk(points)
    )
