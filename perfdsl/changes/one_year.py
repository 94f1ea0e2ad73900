"""An indicator that only one year has: what it can give, and so what it brings or takes away."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.changes.leaves import Bounds
from perfdsl.changes.single import narrowed_to, path_in
from perfdsl.changes.structure import Comparison
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.meaning.trying import MOST_WORK, Side
from perfdsl.meaning.witness import Witness
from perfdsl.model import rules
from perfdsl.model.expressions import Constant
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.types import SCORE

_MILLISECONDS = 500
_LEAST_EFFORT = 300


def alone(
    comparison: Comparison,
    old: Sequence[Indicator],
    new: Sequence[Indicator],
    among: int,
) -> tuple[Bounds | None, tuple[Witness | None, Witness | None]]:
    """The most it takes away and brings, proved; facts with the highest and with the lowest points.

    One of the paths is empty. It is compared with an indicator that always gives 0, and, for the lowest
    points, with one that always gives the most. `among` so many indicators what may be tried is shared out.
    """
    path = tuple(new or old)
    book = comparison.new if new else comparison.old
    upper = path[-1].upper
    effort = min(MOST_WORK, max(_LEAST_EFFORT, MOST_WORK // among))
    nothing, everything = (_against(book, path, points, effort) for points in (Fraction(0), upper))
    bounds: Bounds | None = None
    if nothing.meaning.basis == "proved" and nothing.meaning.extremes is not None:
        least, most = nothing.meaning.extremes
        bounds = (least, most) if new else (-most, -least)
    shown = (nothing.witness("more"), everything.witness("less"))
    return bounds, shown


@attrs.frozen(eq=False, repr=False)
class _Compared:
    """The real indicator after one that always gives the same."""

    judge: Judge
    before: tuple[Indicator, ...]
    after: tuple[Indicator, ...]
    meaning: Meaning

    def witness(self, side: Side) -> Witness | None:
        point = dict(self.meaning.points).get(side)
        return None if point is None else self.judge.witness(self.before, self.after, point)


def _against(
    rulebook: RuleBook, path: Sequence[Indicator], points: Fraction, effort: int
) -> _Compared:
    real, plain = narrowed_to(rulebook, path), narrowed_to(rulebook, _always(path, points))
    judge = Judge(BothYears(plain, real), _MILLISECONDS, effort)
    before, after = path_in(plain), path_in(real)
    return _Compared(judge, before, after, judge.compare(before, after))


def _always(path: Sequence[Indicator], points: Fraction) -> tuple[Indicator, ...]:
    leaf = path[-1]
    given = Constant(points, type=SCORE, span=leaf.span)
    award = rules.Award(id=f"{leaf.id}#always", span=leaf.span, condition=None, points=given)
    lower, upper = min(leaf.lower, Fraction(0)), max(leaf.upper, Fraction(0))
    plain = attrs.evolve(leaf, rules=(award,), lower=lower, upper=upper)
    return (*(attrs.evolve(heading, rules=()) for heading in path[:-1]), plain)
