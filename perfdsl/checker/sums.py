"""Full marks of the tree: what headings state, what is left for those that state none, and whether it adds up."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.blame import blamed_child
from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions import Inference
from perfdsl.checker.headers import is_share, marks
from perfdsl.checker.tree_ways import HIGHER, child_helps, lowered
from perfdsl.checker.ways_out import instead, with_marks
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import phrase


@attrs.frozen(eq=False, repr=False)
class Sums:
    """The marks of one file; `full` are those of the whole, where the header states them."""

    inference: Inference
    full: Fraction | None
    roots: tuple[ast.Heading, ...]
    _raised: set[int] = attrs.field(factory=set)
    """Where the headings begin that were reported for the one above them."""

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
        if heading.span.start in self._raised:
            return
        raised = self._raised_above(path, full - total)
        if raised is not None:
            self._raised.add(raised.span.start)
            place = raised.points.span if raised.points is not None else raised.name.span
            self.inference.diagnostics.report(
                codes.CHILDREN_SUM,
                place,
                secondary=[Label(heading.span)],
                helps=lowered(raised),
                name=heading.name.text,
                stated=format_exact(full),
                sum=format_exact(total),
            )
            return
        helps = self._sum_helps(path, full, total)
        place = heading.points.span if heading.points is not None else heading.name.span
        child = None if helps else blamed_child(heading, children, full - total)
        if child is not None and child.points is not None and self._fits(path):
            stated = self.stated(child) or Fraction(0)
            helps = [with_marks(child.points.span, stated + full - total)]
            place = child.points.span
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
            helps=helps or child_helps(heading, children, full - total),
            name=heading.name.text,
            stated=format_exact(full),
            sum=format_exact(total),
        )

    def _sum_helps(
        self, path: Sequence[ast.Heading], full: Fraction, total: Fraction
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
        if stated is None and not (len(heading.children) == 1 and heading.children[0].children):
            return []
        higher = heading.children if len(heading.children) > 1 else ()
        for child in reversed(higher):  # one that belongs a level higher
            own = self.sum_below(child)
            if own == total - full and known + own == stated and child.level == heading.level + 1:
                word = child.span.text.split()[0]
                if word in HIGHER:
                    start = child.span.start
                    span = Span(child.span.source, start, start + len(word))
                    return [instead(span, HIGHER[word])]
        if stated is None or known - full + total == stated:
            return [with_marks(points.span, total)]
        return []

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
        return following if None not in below and known == missing and own != known else None

    def _fits(self, path: Sequence[ast.Heading]) -> bool:
        """Whether what the heading states is what the one above needs, as far as that is known."""
        above = path[-2] if len(path) > 1 else None
        siblings = above.children if above is not None else self.roots
        stated = self.stated(above) if above is not None else self.full
        sums = [self.sum_below(node) for node in siblings]
        known = [part for part in sums if part is not None]
        return stated is None or len(known) < len(sums) or sum(known, Fraction(0)) == stated
