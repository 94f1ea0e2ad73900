"""Limits of quantities: where they lie on the line of each, and what counts as beside them."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.intervals import Range
from perfdsl.model import expressions as model
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.sameness import signature
from perfdsl.model.types import UNITS
from perfdsl.rule_tests.goals import Goal, Lies, Position, Site
from perfdsl.rule_tests.quantities import is_whole, values_of
from perfdsl.source import Span
from perfdsl.wording import Phrase, phrase


@attrs.define(eq=False, repr=False)
class _Limit:
    value: Fraction
    unit: str | None
    sites: list[Site]
    span: Span


@attrs.define(eq=False, repr=False)
class _Line:
    """One quantity with all its limits in one indicator."""

    quantity: model.Expr
    key: str
    limits: dict[Fraction, _Limit] = attrs.field(factory=dict)


@attrs.define(eq=False, repr=False)
class Limits:
    rulebook: RuleBook
    owner: str | None
    lines: dict[str, _Line] = attrs.field(factory=dict)

    def add(
        self, quantity: model.Expr, value: Fraction, unit: str | None, site: Site, span: Span
    ) -> None:
        key = f"{signature(quantity)}|{site.scope.last_year}|{site.scope.records}"
        line = self.lines.setdefault(key, _Line(quantity, key))
        limit = line.limits.setdefault(value, _Limit(value, None, [], span))
        if unit in UNITS and UNITS[unit][0] != quantity.type:
            unit = None  # percentage points that a ratio is apart
        limit.unit = limit.unit or unit
        if site not in limit.sites:
            limit.sites.append(site)

    def goals(self) -> Iterator[Goal]:
        for line in self.lines.values():
            yield from self._line(line)

    def _line(self, line: _Line) -> Iterator[Goal]:
        values = sorted(line.limits)
        whole = is_whole(line.quantity, self.rulebook)
        possible = values_of(line.quantity, self.rulebook)
        for value in values:
            limit = line.limits[value]
            for position, target in beside(value, values, whole=whole):
                yield Goal(
                    f"{self.owner}|limit|{line.key}|{value}|{position}",
                    self.owner,
                    Lies(line.quantity, value, position, target, limit.unit),
                    tuple(limit.sites),
                    limit.span,
                    _impossible(target, possible, line.quantity, limit.unit),
                )


def beside(
    value: Fraction, limits: list[Fraction], *, whole: bool
) -> Iterator[tuple[Position, Range]]:
    """Below, at and above a limit. Whole quantities: one away. Others: up to the next limit."""
    if whole:
        down, up = Fraction(value.__ceil__() - 1), Fraction(value.__floor__() + 1)
        yield "below", _point(down)
        if value.denominator == 1:
            yield "at", _point(value)
        yield "above", _point(up)
        return
    lower = max((other for other in limits if other < value), default=None)
    upper = min((other for other in limits if other > value), default=None)
    yield "below", Range(lower, value, lower_closed=False, upper_closed=False)
    yield "at", _point(value)
    yield "above", Range(value, upper, lower_closed=False, upper_closed=False)


def _point(value: Fraction) -> Range:
    return Range(value, value, lower_closed=True, upper_closed=True)


def _impossible(
    target: Range, possible: Range, quantity: model.Expr, unit: str | None
) -> Phrase | None:
    if not target.intersection(possible).is_empty:
        return None
    if possible.lower is not None and target.upper is not None and target.upper <= possible.lower:
        shown = show_value(possible.lower, quantity.type, unit)
        return phrase("不会小于 {limit}", "it is never below {limit}", limit=shown)
    if possible.upper is not None:
        shown = show_value(possible.upper, quantity.type, unit)
        return phrase("不会大于 {limit}", "it is never above {limit}", limit=shown)
    return phrase("取不到这样的值", "it never has such a value")
