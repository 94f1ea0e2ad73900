"""Limits of points: 最多, the bounds of an indicator, 封顶, the lines between grades.

Such a limit is a goal where the written rules can come to points on that side of it: all sums that
they can ask for are worked out.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.interpreter.base import is_candidate
from perfdsl.intervals import Range
from perfdsl.model import rules
from perfdsl.model.rulebook import Grade, Indicator, RuleBook
from perfdsl.rule_tests.goals import Earns, Goal, Measure, Position, Site
from perfdsl.rule_tests.limits import beside
from perfdsl.source import Span

ZERO = Fraction(0)
TOTAL_KEY = "总分"
_MOST_SUMS = 4_000


@attrs.frozen(eq=False, repr=False)
class Sums:
    """Points that can come out: single values, or (`is_dense`) all between the least and the most.

    `least` or `most` None: without end.
    """

    values: frozenset[Fraction]
    least: Fraction | None
    most: Fraction | None
    is_dense: bool = False

    @classmethod
    def of(cls, values: Iterable[Fraction]) -> "Sums":
        found = frozenset(values)
        return cls(found, min(found), max(found))

    @classmethod
    def between(cls, least: Fraction | None, most: Fraction | None) -> "Sums":
        return cls(frozenset(), least, most, is_dense=True)

    def __or__(self, other: "Sums") -> "Sums":
        least = None if None in (self.least, other.least) else min(self.least, other.least)  # type: ignore[type-var]
        most = None if None in (self.most, other.most) else max(self.most, other.most)  # type: ignore[type-var]
        return Sums(self.values | other.values, least, most, self.is_dense or other.is_dense)

    def __add__(self, other: "Sums") -> "Sums":
        least = None if None in (self.least, other.least) else self.least + other.least  # type: ignore[operator]
        most = None if None in (self.most, other.most) else self.most + other.most  # type: ignore[operator]
        too_many = len(self.values) * len(other.values) > _MOST_SUMS
        if self.is_dense or other.is_dense or too_many:
            return Sums(frozenset(), least, most, is_dense=True)
        values = frozenset(a + b for a, b in product(self.values, other.values))
        return Sums(values, least, most)

    def clamped(self, lower: Fraction, upper: Fraction) -> "Sums":
        values = frozenset(min(max(value, lower), upper) for value in self.values)
        least = lower if self.least is None else min(max(self.least, lower), upper)
        most = upper if self.most is None else min(max(self.most, lower), upper)
        return Sums(values, least, most, self.is_dense)

    def meets(self, target: Range) -> bool:
        """Whether points in `target` can come out."""
        if any(target.contains(value) for value in self.values):
            return True
        if not self.is_dense:
            return False
        whole = Range(
            self.least,
            self.most,
            lower_closed=self.least is not None,
            upper_closed=self.most is not None,
        )
        return not whole.intersection(target).is_empty


# --- what the rules can ask for ------------------------------------------------------------------


def raw_sums(indicator: Indicator) -> Sums:
    """The points of an indicator before its bounds."""
    if not indicator.is_leaf:
        sums = Sums.of([ZERO])
        for child in indicator.children:
            part = raw_sums(child).clamped(child.lower, child.upper)
            sums = sums + Sums.between(part.least, part.most)
        return sums
    sums = base_sums(indicator)
    for rule in indicator.rules:
        match rule:
            case rules.Adjustment():
                asked = _limited(_asked(rule, indicator.full), rule.at_most, indicator.full)
                sums = sums + (asked if rule.kind == "add" else _negative(asked))
            case rules.Checklist() if rule.kind != "award":
                asked = _limited(_rows(rule, indicator.full), rule.at_most, indicator.full)
                sums = sums + _negative(asked)
            case _:
                pass
    return sums


def base_sums(indicator: Indicator) -> Sums:
    """The base points, before anything is taken or added."""
    full = indicator.full
    found: list[Sums] = []
    for rule in indicator.rules:
        match rule:
            case rules.Award():
                found.append(_limited(_award(rule, full), rule.at_most, full))
            case rules.Bands():
                found += [_band(row, full) for row in rule.rows]
            case rules.Checklist() if is_candidate(rule):
                found.append(_limited(_rows(rule, full), rule.at_most, full))
            case _:
                pass
    covers = any(isinstance(rule, rules.Adjustment) and rule.covers for rule in indicator.rules)
    if not found or covers:
        found.append(Sums.of([full]))
    joined = found[0]
    for sums in found[1:]:
        joined = joined | sums
    return joined


def _award(rule: rules.Award, full: Fraction) -> Sums:
    if rule.step is None:
        return _points(rule.points, full)
    return _asked(rule, full)


def _band(row: rules.Band, full: Fraction) -> Sums:
    if not isinstance(row.points, rules.Interpolation):
        return _points(row.points, full)
    ends = [
        constant_value(points, full)
        for points in (row.points.lower_points, row.points.upper_points)
    ]
    known = [end for end in ends if end is not None]
    return Sums.between(min(known), max(known)) if len(known) == 2 else Sums.between(ZERO, full)


def _points(points: rules.Points, full: Fraction) -> Sums:
    """A formula of facts is taken to stay within the marks: what it holds itself are its limits."""
    if isinstance(points, rules.Judged):
        least, most = constant_value(points.least, full), constant_value(points.most, full)
        return Sums.between(least, most)
    value = constant_value(points, full)
    return Sums.of([value]) if value is not None else Sums.between(ZERO, full)


def _asked(rule: rules.Award | rules.Adjustment, full: Fraction) -> Sums:
    """What a rule can ask for, nothing included."""
    points = _points(rule.points, full)
    if rule.step is None:
        return points | Sums.of([ZERO])
    each = next(iter(points.values)) if len(points.values) == 1 else None
    if each is None or rule.step.mode == "proportional" or each == 0:
        return Sums.between(ZERO, None)
    steps = (full / each).__ceil__() + 2
    if steps > _MOST_SUMS:
        return Sums.between(ZERO, None)
    return Sums(frozenset(each * number for number in range(steps + 1)), ZERO, None)


def _rows(rule: rules.Checklist, full: Fraction) -> Sums:
    sums = Sums.of([ZERO])
    for row in rule.rows:
        sums = sums + (_points(row.points, full) | Sums.of([ZERO]))
    return sums


def _limited(sums: Sums, at_most: object, full: Fraction) -> Sums:
    limit = constant_value(at_most, full) if at_most is not None else None  # type: ignore[arg-type]
    return sums if limit is None else sums.clamped(ZERO, max(limit, ZERO))


def _negative(sums: Sums) -> Sums:
    return Sums(
        frozenset(-value for value in sums.values),
        None if sums.most is None else -sums.most,
        None if sums.least is None else -sums.least,
        sums.is_dense,
    )


# --- the goals -----------------------------------------------------------------------------------


def most_goals(
    rule: rules.Award | rules.Adjustment | rules.Checklist, owner: str | None, full: Fraction
) -> Iterator[Goal]:
    """Points asked for, below, at and above 最多."""
    limit = constant_value(rule.at_most, full) if rule.at_most is not None else None
    if limit is None or rule.at_most is None:
        return
    is_list = isinstance(rule, rules.Checklist)
    sums = _rows(rule, full) if isinstance(rule, rules.Checklist) else _asked(rule, full)
    first = rule.rows[0].id if isinstance(rule, rules.Checklist) else rule.id
    site = Site(first, "condition" if is_list else "points")
    yield from _limit(rule.id, owner, "asked", limit, sums, site, rule.at_most.span)


def bound_goals(indicator: Indicator) -> Iterator[Goal]:
    """Points before the bounds, where the rules can pass a bound."""
    if not indicator.is_limited and not indicator.is_leaf:
        return
    sums = raw_sums(indicator)
    is_cut = (
        sums.least is None or sums.least < indicator.lower,
        sums.most is None or sums.most > indicator.upper,
    )
    for passes, limit in zip(is_cut, (indicator.lower, indicator.upper), strict=True):
        if passes:
            yield from _limit(
                indicator.id, indicator.id, "raw", limit, sums, Site(indicator.id), indicator.span
            )


def total_bound_goals(rulebook: RuleBook) -> Iterator[Goal]:
    """As `bound_goals`, for the total."""
    sums = Sums.of([ZERO])
    for top in rulebook.indicators:
        part = raw_sums(top).clamped(top.lower, top.upper)
        sums = sums + Sums.between(part.least, part.most)
    for rule in rulebook.total_rules:
        if isinstance(rule, rules.Adjustment):
            asked = _limited(_asked(rule, rulebook.full), rule.at_most, rulebook.full)
            sums = sums + (asked if rule.kind == "add" else _negative(asked))
    span = Span(rulebook.source, 0, 0)
    site = Site(TOTAL_KEY)
    if sums.least is None or sums.least < rulebook.lower:
        yield from _limit(TOTAL_KEY, None, "raw", rulebook.lower, sums, site, span)
    if sums.most is None or sums.most > rulebook.upper:
        yield from _limit(TOTAL_KEY, None, "raw", rulebook.upper, sums, site, span)


def cap_goals(rulebook: RuleBook, indicator: Indicator | None) -> Iterator[Goal]:
    """Points before 封顶, below, at and above each."""
    if indicator is not None:
        written, full = indicator.rules, indicator.full
        sums = raw_sums(indicator).clamped(indicator.lower, indicator.upper)
    else:
        written, full = rulebook.total_rules, rulebook.full
        sums = Sums.between(rulebook.lower, rulebook.upper)
    for rule in written:
        limit = constant_value(rule.points, full) if isinstance(rule, rules.Cap) else None
        if limit is not None:
            owner = indicator.id if indicator is not None else None
            yield from _limit(rule.id, owner, "before_cap", limit, sums, Site(rule.id), rule.span)


def grade_goals(rulebook: RuleBook) -> Iterator[Goal]:
    """The total below, at and above the line of each grade; at the lowest total, the last one."""
    span = Span(rulebook.source, 0, 0)
    lines = [grade for grade in rulebook.grades if grade.points > rulebook.lower]
    limits = [grade.points for grade in lines]
    possible = Sums.between(rulebook.lower, rulebook.upper)
    for grade in lines:
        for position, target in beside(grade.points, limits, whole=False):
            if possible.meets(target):
                yield _grade_goal(grade, position, target, span)
    for grade in rulebook.grades:
        if grade.points == rulebook.lower:
            yield _grade_goal(grade, "at", _point(grade.points), span)


def _grade_goal(grade: Grade, position: Position, target: Range, span: Span) -> Goal:
    return Goal(
        f"{TOTAL_KEY}|grade|{grade.points}|{position}",
        None,
        Earns("total", grade.points, position, target, grade.name),
        (Site(TOTAL_KEY),),
        span,
    )


def _point(value: Fraction) -> Range:
    return Range(value, value, lower_closed=True, upper_closed=True)


def _limit(
    key: str,
    owner: str | None,
    measure: Measure,
    limit: Fraction,
    sums: Sums,
    site: Site,
    span: Span,
) -> Iterator[Goal]:
    for position, target in beside(limit, [limit], whole=False):
        if sums.meets(target) or (position != "at" and _is_open(sums, target)):
            yield Goal(
                f"{key}|{measure}|{limit}|{position}",
                owner,
                Earns(measure, limit, position, target),
                (site,),
                span,
            )


def _is_open(sums: Sums, target: Range) -> bool:
    """Points without end lie beyond any limit."""
    return (sums.least is None and target.lower is None) or (
        sums.most is None and target.upper is None
    )
