"""Full marks of the tree: what headings state, what is left for those that state none, and whether it adds up."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.indicators.blame import (
    blamed_child,
    confirmed,
    drop_above_full,
    heading_lost,
    is_odd,
    one_of_two,
    shows,
    unshown,
)
from perfdsl.checker.indicators.ways import child_helps, lowered, raised
from perfdsl.checker.preamble.headers import is_share, marks
from perfdsl.checker.ways_out import with_marks
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.wording import phrase

_FEW = 2


def _goes_on(heading: ast.Heading) -> bool:
    """Whether there is a 得 behind 否则: rules of two indicators."""
    ends = [
        index
        for index, rule in enumerate(heading.rules)
        if isinstance(rule, ast.Award) and rule.otherwise
    ]
    behind = heading.rules[ends[0] + 1 :] if ends else ()
    return any(isinstance(rule, ast.Award | ast.Bands) for rule in behind)


@attrs.frozen(eq=False, repr=False)
class Sums:
    """The marks of one file; `full` are those of the whole, where the header states them."""

    inference: Inference
    full: Fraction | None
    roots: tuple[ast.Heading, ...]
    best: Fraction | None = None
    """Where the best grade begins."""
    _raised: set[int] = attrs.field(factory=set)
    """Where the headings begin that were reported for the one above them."""
    _sums_said: dict[int, Fraction] = attrs.field(factory=dict)
    """By where it begins: what is below a heading that was reported."""

    def stated(self, heading: ast.Heading) -> Fraction | None:
        return marks(heading.points, self.inference) if heading.points is not None else None

    def sum_below(self, heading: ast.Heading) -> Fraction | None:
        """The marks a heading states, or that its children state in full."""
        if heading.points is not None:
            inferred = Inference(self.inference.scope, Diagnostics()).infer(heading.points)
            value = constant_value(inferred)
            return value * 100 if value is not None and is_share(heading.points) else value
        if not heading.children:
            return None
        sums = [self.sum_below(child) for child in heading.children]
        known = [part for part in sums if part is not None]
        return sum(known, Fraction(0)) if len(known) == len(sums) else None

    def rest(self, headings: tuple[ast.Heading, ...], full: Fraction | None) -> Fraction | None:
        """What is left of the parent's marks for the children that state none."""
        if full is None:
            return None
        return full - sum(
            (self.sum_below(heading) or Fraction(0) for heading in headings), Fraction(0)
        )

    def shares(
        self, headings: tuple[ast.Heading, ...], rest: Fraction | None
    ) -> list[Fraction | None]:
        """For each heading the marks it gets where it states none: an equal part of the rest."""
        sums = [self.sum_below(heading) for heading in headings]
        n_open = sums.count(None)
        share = rest / n_open if n_open and rest is not None and rest >= 0 else None
        return [share if part is None else part for part in sums]

    def report(
        self,
        path: Sequence[ast.Heading],
        children: tuple[Indicator, ...],
        full: Fraction,
        total: Fraction,
    ) -> None:
        """Marks that are not those of the children: at the heading that has the mistake, if that can be told.

        `path`: the heading, and those around it.
        """
        heading = path[-1]
        if heading.span.start in self._raised or self._follows(heading, children, full):
            return
        self._sums_said[heading.span.start] = total
        high = self._raised_above(path, full - total)
        if high is not None:
            self._raised.add(high.span.start)
            place = high.points.span if high.points is not None else high.name.span
            self.inference.diagnostics.report(
                codes.CHILDREN_SUM,
                place,
                secondary=[Label(heading.span)],
                helps=[*lowered(high), *self._either_way(path, total)],
                name=heading.name.text,
                stated=format_exact(full),
                sum=format_exact(total),
            )
            return
        low = self._too_low(path, full, total)
        if low is not None:
            self._report_low(low, heading, full, total)
            return
        helps = self._sum_helps(path, children, full, total)
        place = heading.points.span if heading.points is not None else heading.name.span
        below = child_helps(heading, children, full - total)
        child = None if helps else blamed_child(heading, children, full - total)
        open_ = unshown(heading, children, full - total)
        two = one_of_two(heading, children, full - total)
        if child is None and not (helps or below) and len(open_) == 1:
            child = open_[0]
        if child is not None and _goes_on(child):
            child = None  # the heading of another indicator is gone
        if child is not None and child.points is not None and self._fits(path):
            stated = self.stated(child) or Fraction(0)
            built = children[heading.children.index(child)]
            alone = self._either_way(path, total)
            own = [with_marks(child.points.span, stated + full - total)]
            if alone and not shows(built, stated + full - total):
                is_shown = all(shows(each, each.full) for each in children)
                either = [*alone, *own] if self._is_graded(full, total) else [*own, *alone]
                helps = alone if is_shown else either
            else:
                helps, place = own, child.points.span
            drop_above_full(self.inference.diagnostics, child)
        either = helps or below or self._either_way(path, total)
        if not either:
            either = self._one_of_two(path, two, full - total)
            odd = [is_odd(each, heading, full - total) for each in two]
            if either and odd == [True, False] and two[0].points is not None:
                place = two[0].points.span
        self.inference.diagnostics.report(
            codes.CHILDREN_SUM,
            place,
            secondary=[
                Label(
                    each.span,
                    phrase("{points} 分", "{points} points", points=format_exact(each.full)),
                )
                for each in children
            ],
            helps=either,
            name=heading.name.text,
            stated=format_exact(full),
            sum=format_exact(total),
        )

    def _follows(
        self, heading: ast.Heading, children: tuple[Indicator, ...], full: Fraction
    ) -> bool:
        """Whether what was said of the headings below is all that is wrong here."""
        said = [self._sums_said.get(node.span.start) for node in heading.children]
        if not any(part is not None for part in said):
            return False
        sums = [
            child.full if part is None else part for part, child in zip(said, children, strict=True)
        ]
        return sum(sums, Fraction(0)) == full

    def _too_low(
        self, path: Sequence[ast.Heading], full: Fraction, total: Fraction
    ) -> ast.Heading | None:
        """The child that belongs beside the heading: without it, and what was to stand below it, both sums are right."""
        heading = path[-1]
        above = path[-2] if len(path) > 1 else None
        siblings = above.children if above is not None else self.roots
        stated = self.sum_below(above) if above is not None else self.full
        sums = [self.sum_below(node) for node in siblings]
        if stated is None or None in sums or len(heading.children) < _FEW:
            return None
        known = sum((part for part in sums if part is not None), Fraction(0))
        before = total
        for child in reversed(heading.children):
            own = self.sum_below(child) or Fraction(0)
            before -= own
            is_one_lower = child.level == heading.level + 1 and not child.is_leaf_keyword
            if child is heading.children[0] and not heading.rules:
                return None  # nothing would be left of the heading
            if is_one_lower and known + own == stated and before == full:
                return child
        return None

    def _report_low(
        self, low: ast.Heading, heading: ast.Heading, full: Fraction, total: Fraction
    ) -> None:
        helps = raised(low)
        diagnostics = self.inference.diagnostics
        diagnostics.found[:] = [
            each
            for each in diagnostics
            if each.code is not codes.NO_RULES
            or each.primary is None
            or each.primary.span != low.name.span
        ]
        diagnostics.report(
            codes.CHILDREN_SUM,
            low.points.span if low.points is not None else low.name.span,
            secondary=[Label(heading.span)],
            helps=helps,
            name=heading.name.text,
            stated=format_exact(full),
            sum=format_exact(total),
        )

    def _sum_helps(
        self,
        path: Sequence[ast.Heading],
        children: tuple[Indicator, ...],
        full: Fraction,
        total: Fraction,
    ) -> list[Help]:
        """The sum in place of the marks, where what stands above then adds up."""
        heading = path[-1]
        points = heading.points
        above = path[-2] if len(path) > 1 else None
        siblings = above.children if above is not None else self.roots
        sums = [self.sum_below(node) for node in siblings]
        known = sum((part for part in sums if part is not None), Fraction(0))
        stated = self.sum_below(above) if above is not None else self.full
        if points is None or None in sums:
            return []
        if stated is None and not all(map(confirmed, children)):
            return []
        if heading_lost(children, full):
            return []
        if stated is None or known - full + total == stated:
            return [with_marks(points.span, total)]
        return []

    def _either_way(self, path: Sequence[ast.Heading], total: Fraction) -> list[Help]:
        """The sum at the heading, where nothing around it says that what it has is right."""
        points = path[-1].points
        above = path[-2] if len(path) > 1 else None
        is_needed = above.points is not None if above is not None else self.full is not None
        return [] if points is None or is_needed else [with_marks(points.span, total)]

    def _is_graded(self, full: Fraction, total: Fraction) -> bool:
        """Whether the best grade can be reached with the sum, and not with the marks that are stated."""
        sums = [self.sum_below(node) for node in self.roots]
        known = sum((part for part in sums if part is not None), Fraction(0))
        return self.best is not None and known < self.best <= known - full + total

    def _one_of_two(
        self, path: Sequence[ast.Heading], found: Sequence[ast.Heading], missing: Fraction
    ) -> list[Help]:
        """Each of the two whose rules do not show what they have."""
        if not self._fits(path):
            return []
        return [
            with_marks(each.points.span, (self.stated(each) or Fraction(0)) + missing)
            for each in found
            if each.points is not None
        ]

    def _raised_above(self, path: Sequence[ast.Heading], missing: Fraction) -> ast.Heading | None:
        """The next heading, if it was to stand below this one and took along what is missing here."""
        above = path[-2].children if len(path) > 1 else self.roots
        index = next(at for at, each in enumerate(above) if each is path[-1])
        following = above[index + 1] if index + 1 < len(above) else None
        if following is None or missing <= 0 or following.points is None:
            return None
        below = [self.sum_below(child) for child in following.children]
        known = sum((part for part in below if part is not None), Fraction(0))
        own = self.sum_below(following)
        if own == missing and self._fits_without(path, own):
            return following
        return following if None not in below and known == missing and own != known else None

    def _fits_without(self, path: Sequence[ast.Heading], own: Fraction) -> bool:
        """Whether what is around the heading adds up without that much."""
        above = path[-2] if len(path) > 1 else None
        siblings = above.children if above is not None else self.roots
        stated = self.stated(above) if above is not None else self.full
        sums = [self.sum_below(node) for node in siblings]
        known = sum((part for part in sums if part is not None), Fraction(0))
        if stated is None and None not in sums:
            return self._is_like_those_below(path[-1], siblings)
        return stated is not None and None not in sums and known - own == stated

    def _is_like_those_below(self, heading: ast.Heading, siblings: Sequence[ast.Heading]) -> bool:
        """Whether the next heading has 指标 right below it, and this one groups of them."""
        index = next(at for at, each in enumerate(siblings) if each is heading)
        below = siblings[index + 1].children
        return (
            bool(below)
            and all(each.is_leaf_keyword for each in below)
            and not any(each.is_leaf_keyword for each in heading.children)
        )

    def _fits(self, path: Sequence[ast.Heading]) -> bool:
        """Whether what the heading states is what the one above needs, as far as that is known."""
        above = path[-2] if len(path) > 1 else None
        siblings = above.children if above is not None else self.roots
        stated = self.stated(above) if above is not None else self.full
        sums = [self.sum_below(node) for node in siblings]
        known = [part for part in sums if part is not None]
        return stated is None or len(known) < len(sums) or sum(known, Fraction(0)) == stated
