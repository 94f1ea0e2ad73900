"""The goals of a rule book, indicator by indicator, from the checked model."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.sameness import signature
from perfdsl.model.types import NUMBER, SCORE, ChoiceType, DateType, LevelType, TruthType
from perfdsl.rule_tests.exhaustive import always_holding
from perfdsl.rule_tests.goals import Aim, Applies, Change, Goal, Is, Judges, Picks, Scope, Site
from perfdsl.rule_tests.limits import Limits
from perfdsl.rule_tests.point_goals import (
    bound_goals,
    cap_goals,
    grade_goals,
    most_goals,
    total_bound_goals,
)
from perfdsl.rule_tests.quantities import against, is_number, step_start
from perfdsl.source import Span
from perfdsl.wording import phrase

_MOST_WAYS = 40
"""Into one definition from one part of a rule."""


def goals_of(rulebook: RuleBook) -> tuple[Goal, ...]:
    """Every goal, in file order; those of the total last."""
    found: list[Goal] = []
    for indicator in rulebook.walk():
        collector = _Collector(rulebook, indicator.id, indicator.full)
        collector.take(indicator.rules)
        found += collector.finished()
        found += bound_goals(indicator)
        found += cap_goals(rulebook, indicator)
    collector = _Collector(rulebook, None, rulebook.full)
    collector.take(rulebook.total_rules)
    found += collector.finished()
    found += total_bound_goals(rulebook)
    found += cap_goals(rulebook, None)
    found += grade_goals(rulebook)
    return tuple(found)


@attrs.define(eq=False, repr=False)
class _Collector:
    rulebook: RuleBook
    owner: str | None
    full: Fraction
    goals: dict[str, Goal] = attrs.field(factory=dict)
    limits: Limits = attrs.field(init=False)
    entered: set[tuple[object, ...]] = attrs.field(factory=set)
    """The ways into definitions that were gone already: from where, and by which definitions."""
    ways: Counter[tuple[str, str, str, bool]] = attrs.field(factory=Counter)
    """How many of them there are into each definition from each part of a rule."""

    def __attrs_post_init__(self) -> None:
        self.limits = Limits(self.rulebook, self.owner)

    def finished(self) -> list[Goal]:
        return [*self.goals.values(), *self.limits.goals()]

    def take(self, written: Sequence[rules.Rule]) -> None:
        for rule in written:
            self._rule(rule)
        for award in always_holding(written, self.rulebook):
            key = f"{award.id}|fails"
            self.goals[key] = attrs.evolve(
                self.goals[key],
                impossible=phrase(
                    "前面的「得」都不成立时，它总成立", "it always holds where those above do not"
                ),
            )

    def _rule(self, rule: rules.Rule) -> None:
        match rule:
            case rules.Award() | rules.Adjustment():
                self._stepped(rule)
            case rules.Bands():
                self._bands(rule)
            case rules.Checklist():
                self._checklist(rule)
            case rules.Cap():
                self._holds(rule, rule.condition)
                self._inside(rule.points, Site(rule.id))
            case rules.NotApplicable() | rules.Exemption() | rules.Requirement() | rules.Veto():
                self._holds(rule, rule.condition)

    # --- rules -----------------------------------------------------------------------------------

    def _holds(self, rule: rules.RuleBase, condition: model.Expr | None) -> None:
        """Both outcomes of a condition, and the limits in it."""
        site = Site(rule.id)
        self._add(f"{rule.id}|holds", Applies(wanted=True), site, rule.span)
        if condition is not None:
            self._add(f"{rule.id}|fails", Applies(wanted=False), site, rule.span)
            self._condition(condition, site, is_root=True)

    def _stepped(self, rule: rules.Award | rules.Adjustment) -> None:
        self._holds(rule, rule.condition)
        here = Site(rule.id, "points")
        self._points(rule.points, rule.id, here)
        if rule.step is not None:
            self._step(rule.step, here)
        if rule.at_most is not None:
            self._inside(rule.at_most, here)
        for goal in most_goals(rule, self.owner, self.full):
            self.goals[goal.key] = goal
        if isinstance(rule, rules.Adjustment) and rule.unless is not None:
            site = Site(rule.id, "unless", node=rule.unless)
            for wanted in (True, False):
                key = f"{rule.id}|unless|{wanted}"
                self._add(key, Is(rule.unless, wanted), site, rule.unless.span)
            self._condition(rule.unless, site, is_root=True)

    def _step(self, step: rules.Step, site: Site) -> None:
        """Where the first step is complete; in proportion there is no such place."""
        self._inside(step.excess, site)
        self._inside(step.size, site)
        size = constant_value(step.size, self.full)
        if size is None or size <= 0 or step.mode == "proportional":
            return
        found = step_start(step.excess, size, self.full)
        unit = step.size.unit if isinstance(step.size, model.Constant) else None
        if found is not None:
            whole_rule = attrs.evolve(site, part="condition", node=step)
            self.limits.add(found[0], found[1], unit, whole_rule, step.size.span)

    def _bands(self, rule: rules.Bands) -> None:
        site = Site(rule.rows[0].id, "operand")
        self._inside(rule.operand, site)
        ends = attrs.evolve(site, node=rule)
        for row in rule.rows:
            self._add(f"{row.id}|holds", Applies(wanted=True), Site(row.id), row.span)
            if row.interval is not None:
                self._interval(rule.operand, row.interval, ends)
            here = Site(row.id, "points")
            if isinstance(row.points, rules.Interpolation):
                self._inside(row.points.lower_points, here)
                self._inside(row.points.upper_points, here)
            else:
                self._points(row.points, row.id, here)

    def _checklist(self, rule: rules.Checklist) -> None:
        for row in rule.rows:
            self._holds(row, row.condition)
            self._points(row.points, row.id, Site(row.id, "points"))
        for goal in most_goals(rule, self.owner, self.full):
            self.goals[goal.key] = goal
        if rule.unless is not None:
            for row in rule.rows:
                site = Site(row.id, "unless", node=rule.unless)
                for wanted in (True, False):
                    key = f"{rule.id}|unless|{wanted}"
                    self._add(key, Is(rule.unless, wanted), site, rule.unless.span)
                self._condition(rule.unless, site, is_root=True)

    def _points(self, points: rules.Points, rule_id: str, site: Site) -> None:
        if not isinstance(points, rules.Judged):
            self._inside(points, site)
            return
        least, most = (
            constant_value(points.least, self.full),
            constant_value(points.most, self.full),
        )
        step = constant_value(points.step, self.full) if points.step is not None else None
        if least is None or most is None or (points.step is not None and step is None):
            return
        places = ["least", "most", "below", "above"]
        if step is None or least + step < most:
            places.append("inside")
        if step is not None:
            places.append("off_step")
        for place in places:
            aim = Judges(points.key, place, least, most, step)  # type: ignore[arg-type]
            self._add(f"{rule_id}|judged|{place}", aim, site, points.span)

    # --- conditions ------------------------------------------------------------------------------

    def _condition(self, node: model.Expr, site: Site, *, is_root: bool = False) -> None:
        here = attrs.evolve(site, node=node)
        match node:
            case model.Logic():
                is_chain = site.scope == Scope() and site.part == "condition"
                for number, side in enumerate((node.left, node.right)):
                    branch = (*site.branch, number) if is_chain else site.branch
                    self._condition(side, attrs.evolve(site, branch=branch))
            case model.Not():
                self._condition(node.operand, site, is_root=is_root)
            case model.Comparison():
                self._comparison(node, site)
            case model.Within():
                self._inside(node.operand, site)
                self._interval(node.operand, node.interval, here)
            case _ if isinstance(node.type, TruthType):
                if not is_root:
                    self._answers(node, here)
                self._inside(node, site)
            case _ if is_number(node.type):  # a bare quantity holds above 0
                self.limits.add(node, Fraction(0), None, here, node.span)
                self._inside(node, site)
            case _:
                self._inside(node, site)

    def _comparison(self, node: model.Comparison, site: Site) -> None:
        self._inside(node.left, site)
        self._inside(node.right, site)
        here = attrs.evolve(site, node=node)
        if is_number(node.left.type) or isinstance(node.left.type, DateType):
            found = against(node.left, node.right, self.full)
            if found is not None:
                self.limits.add(*found, here, node.span)
            return
        words = [self._words(side, here) for side in (node.left, node.right)]
        if not any(words):  # texts: equal and not equal
            for wanted in (True, False):
                self._value(node, wanted, here)

    def _interval(self, operand: model.Expr, interval: model.Interval, site: Site) -> None:
        if not (is_number(operand.type) or isinstance(operand.type, DateType)):
            self._words(operand, site)
            return
        for end in (interval.lower, interval.upper):
            if end is not None:
                self._inside(end, site)
                found = against(operand, end, self.full)
                if found is not None:
                    self.limits.add(*found, site, interval.span)

    def _words(self, node: model.Expr, site: Site) -> bool:
        """Every value of a level, a choice, an answer; False where it has no such list."""
        match node:
            case model.Constant():
                return isinstance(node.type, LevelType | ChoiceType | TruthType)
            case _ if isinstance(node.type, TruthType):
                self._answers(node, site)
            case _ if isinstance(node.type, LevelType | ChoiceType):
                for word in node.type.words:
                    self._value(node, word, site)
            case _:
                return False
        return True

    def _answers(self, node: model.Expr, site: Site) -> None:
        for wanted in (True, False):
            self._value(node, wanted, site)

    def _value(self, node: model.Expr, value: Value, site: Site) -> None:
        self._add(
            f"{self.owner}|is|{site.scope.last_year}|{signature(node)}|{value}",
            Is(node, value),
            site,
            node.span,
        )

    # --- inside quantities -----------------------------------------------------------------------

    def _inside(self, node: model.Expr, site: Site) -> None:
        """What decides within a quantity: 最大 and 最小, tables, conditions on records, definitions."""
        match node:
            case model.Comparison() | model.Within() | model.Logic() | model.Not():
                self._condition(node, site)
                return
            case model.DefinitionReference():
                self._definition(node, site)
                return
            case model.Extremum():
                for first, second in _pairs(node.operands):
                    if is_number(first.type) or isinstance(first.type, DateType):
                        found = against(first, second, self.full)
                        if found is not None:
                            here = attrs.evolve(site, node=node)
                            self.limits.add(*found, here, node.span)
            case model.Table():
                self._table(node, site)
            case model.Aggregate() if node.where is not None:
                scope = attrs.evolve(site.scope, records=node.records)
                self._condition(node.where, attrs.evolve(site, scope=scope))
                return
            case _:
                pass
        for child in model.children(node):
            if not isinstance(node, model.Aggregate):
                self._inside(child, site)

    def _definition(self, node: model.DefinitionReference, site: Site) -> None:
        scope = site.scope
        last_year = scope.last_year or node.last_year
        if (node.name, last_year) in scope.definitions:
            return
        inner = Scope((*scope.definitions, (node.name, last_year)), last_year, scope.records)
        if not self._is_new_way(site, node.name, inner):
            return
        value = self.rulebook.definitions[node.name].value
        if isinstance(value.type, TruthType):
            self._condition(value, attrs.evolve(site, scope=inner))
        else:
            self._inside(value, attrs.evolve(site, scope=inner))

    def _is_new_way(self, site: Site, name: str, inner: Scope) -> bool:
        """One that was not gone before; of very many into one definition the first will do."""
        way = (site.rule, site.part, site.branch, id(site.node), inner)
        into = (site.rule, site.part, name, inner.last_year)
        if way in self.entered or self.ways[into] >= _MOST_WAYS:
            return False
        self.entered.add(way)
        self.ways[into] += 1
        return True

    def _table(self, node: model.Table, site: Site) -> None:
        here = attrs.evolve(site, node=node)
        for line, case in enumerate(node.cases):
            key = f"{self.owner}|table|{signature(node)}|{line}"
            self._add(key, Picks(node, line), here, case.value.span)
            for change in self._changes(case.value):
                aim = Picks(node, line, change)
                self._add(f"{key}|{change}", aim, here, case.value.span)

    def _changes(self, value: model.Expr) -> Iterator[Change]:
        """Which way a number of a table can be wrong: points beyond the bounds are cut off anyway."""
        number = constant_value(value, self.full)
        if number is None or not is_number(value.type):
            return
        is_points = value.type in (SCORE, NUMBER)
        if not is_points or number > 0:
            yield "less"
        if not is_points or number < self.full:
            yield "more"

    def _add(self, key: str, aim: Aim, site: Site, span: Span) -> None:
        """The same goal at two places is one goal, reached at either."""
        known = self.goals.get(key)
        if known is None:
            self.goals[key] = Goal(key, self.owner, aim, (site,), span)
        elif site not in known.sites:
            self.goals[key] = attrs.evolve(known, sites=(*known.sites, site))


def _pairs(operands: tuple[model.Expr, ...]) -> Iterator[tuple[model.Expr, model.Expr]]:
    """Any two of them; the same thing twice differs by nothing."""
    for number, first in enumerate(operands):
        for second in operands[number + 1 :]:
            if signature(first) != signature(second):
                yield first, second
