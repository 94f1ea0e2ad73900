"""Where two years' formulas may differ, looked for without proof.

From a point that was met one quantity after the other is varied, the others held: along such a line every limit
can be worked out, those of sums, differences and quotients too. What lies beyond a limit is met next, so that
the search comes from one band to the next, however many quantities a condition puts together.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from random import Random
from typing import Literal

import attrs

from perfdsl.intervals import Range
from perfdsl.meaning import terms as t
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.evaluating import At
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.meaning.plain import Point, plain_inside
from perfdsl.meaning.ratios import without_quotients
from perfdsl.meaning.reading import Reader, Work
from perfdsl.meaning.regions import differences, scores
from perfdsl.meaning.terms import Atom, Outcome, Term, Truth, Word
from perfdsl.model.types import DateType

Side = Literal["less", "more", "one_sided"]
_MOST_STARTS = 500
_WORK_FOR_A_START = 32
_WORK_FOR_A_LINE = 5
_MOST_POINTS = 6_000
MOST_WORK = 16_000
"""Pieces of formulas that one search reads."""
_MOST_ASKED_AT_FIRST = 20_000
_MOST_ON_A_LINE = 60
_MOST_SHOWN = 6
_MOST_ALIKE = 6
_STEPS = 3
_WHOLE = (2, 10, 20, 100)
_A_DAY = Fraction(739_000)
"""In 2024, where the rules name no date."""


def difference_at(old: Outcome, new: Outcome, at: At) -> Side | None:
    """What happens to the points there; None: nothing."""
    before, after = at.result(old), at.result(new)
    if isinstance(before, Fraction) and isinstance(after, Fraction):
        return None if before == after else "less" if after < before else "more"
    return None if before == after else "one_sided"


@attrs.define(eq=False, repr=False)
class Search:
    """Tries points, and keeps some for each kind of difference."""

    old: Outcome
    new: Outcome
    count: int = 0
    found: dict[Side, list[Point]] = attrs.field(factory=dict)
    atoms: tuple[Atom, ...] = attrs.field(init=False)
    asked: tuple[tuple[Truth, Truth], ...] = attrs.field(init=False)
    """What the formulas ask, and the same without quotients."""
    cells: Counter[tuple[bool, ...]] = attrs.field(factory=Counter)
    answers: set[tuple[int, bool]] = attrs.field(factory=set)
    enough: int = attrs.field(init=False)
    """So many points stand for all that give the same answers; whole numbers leave gaps between them."""
    waiting: deque[Point] = attrs.field(factory=deque)
    work: Work = attrs.field(factory=lambda: Work(MOST_WORK))

    def __attrs_post_init__(self) -> None:
        self.atoms = quantities(self.old, self.new)
        asked = _asked(self.old, self.new)
        self.asked = tuple((truth, without_quotients(truth)) for truth in asked)

        are_whole = any(atom.is_number and atom.is_whole for atom in self.atoms)
        self.enough = _MOST_ALIKE if are_whole else 1

    def run(self) -> None:
        asked = _MOST_ASKED_AT_FIRST // max(1, len(self.asked))
        most = min(_MOST_STARTS, asked, self.work.left // _WORK_FOR_A_START)
        for point in _starts(self.atoms, self.old, self.new, most):
            self._meet(point)
        while self.waiting and self.count < _MOST_POINTS and self.work.left > 0:
            point = self.waiting.popleft()
            for atom in self.atoms:
                values = self._along(point, atom) if atom.is_number else _words(atom)
                for value in values:
                    self._meet({**point, atom.key: value})

    def shown(self, side: Side) -> Iterator[Point]:
        """Points with that difference, the largest first, at values that are likely to be reached."""
        points = sorted(self.found.get(side, ()), key=self._size, reverse=True)
        return (self._middling(point, side) for point in points)

    def _size(self, point: Point) -> Fraction:
        at = At(point)
        before, after = at.result(self.old), at.result(self.new)
        if isinstance(before, Fraction) and isinstance(after, Fraction):
            return abs(after - before)
        return Fraction(0)

    def _middling(self, point: Point, side: Side) -> Point:
        for atom in self.atoms:
            if atom.is_number and not atom.is_whole:
                changed = {**point, atom.key: plain_inside(atom.domain, atom)}
                if difference_at(self.old, self.new, At(changed)) == side:
                    point = changed
        return point

    def _meet(self, point: Point) -> None:
        self.count += 1
        at = At(point)
        side = difference_at(self.old, self.new, at)
        if side is not None:
            kept = self.found.setdefault(side, [])
            if len(kept) < _MOST_SHOWN:
                kept.append(point)
        self.work.left -= len(self.asked) // 3
        cell = tuple(at.holds(truth) for truth, _ in self.asked)
        if self.cells[cell] >= self.enough:
            return
        self.cells[cell] += 1
        answers = set(enumerate(cell))
        if answers <= self.answers:
            self.waiting.append(point)
        else:
            self.answers |= answers
            self.waiting.appendleft(point)

    def _along(self, point: Point, atom: Atom) -> Iterator[Word]:
        """Values of one quantity between and at all limits, while the others stay."""
        self.work.left -= _WORK_FOR_A_LINE
        others = {key: value for key, value in point.items() if key != atom.key}
        try:
            found = list(self._read(others, atom))
        except NotAnalyzed:
            found = list(self._limits_along(others, atom))
        whole = {Fraction(value.__floor__()) for value in found} if atom.is_whole else set(found)
        inside = [value for value in sorted(whole) if atom.domain.contains(value)]
        yield from inside[:: max(1, len(inside) // _MOST_ON_A_LINE)]

    def _read(self, others: Point, atom: Atom) -> Iterator[Fraction]:
        """Both years' scores along the line, exactly; what shows a difference is met at once."""
        old, new = (scores(each, atom, others, self.work) for each in (self.old, self.new))
        for region in differences(old, new, atom):
            for part in region.parts or (region,):
                self._meet({**others, atom.key: _inside(part.where, atom)})
        for where, _ in (*old, *new):
            yield from _samples(where, atom)

    def _limits_along(self, others: Point, atom: Atom) -> Iterator[Fraction]:
        """Where what is asked changes its answer, as far as that can be worked out."""
        reader = Reader(atom.key, others, self.work)
        for _, truth in self.asked:
            try:
                held = reader.ranges(truth, atom.domain)
            except NotAnalyzed:
                continue
            for where in held:
                yield from _samples(where, atom)
                yield from _around(where, atom)


def _asked(*formulas: Outcome) -> tuple[Truth, ...]:
    """Every comparison and question for a word in them; of two numbers which is larger, where one is taken."""
    found: list[Truth] = []
    seen: set[int] = set()
    waiting: list[Term | Truth] = [
        part for each in formulas for part in (each.value, each.defined, each.left_out)
    ]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        match node:
            case t.Order() | t.OneOf():
                found.append(node)
            case t.Extreme():
                found.append(t.Order("<=", node.left, node.right))
            case _:
                pass
        waiting += t.parts_of(node)
    return tuple(found)


def _words(atom: Atom) -> tuple[Word, ...]:
    return (True,) if atom.is_known else atom.words


def _inside(where: Range, atom: Atom) -> Fraction:
    inside = plain_inside(where, atom)
    return Fraction(inside.__floor__()) if atom.is_whole else inside


def _samples(where: Range, atom: Atom) -> Iterator[Fraction]:
    """The ends, and a plain number between."""
    yield plain_inside(where, atom)
    for end in (where.lower, where.upper):
        if end is not None:
            yield end


def _around(where: Range, atom: Atom) -> Iterator[Fraction]:
    """Just outside an interval."""
    small = Fraction(1) if atom.is_whole else Fraction(1, 1000)
    if where.lower is not None:
        yield where.lower - small
    if where.upper is not None:
        yield where.upper + small


# --- where the search starts ---------------------------------------------------------------------


def _starts(atoms: Sequence[Atom], old: Outcome, new: Outcome, most: int) -> Iterator[Point]:
    """Combinations of the values next to each limit: all of them, or some where there are many."""
    limits = _limits(old, new)
    choices = [
        _numbers(atom, limits.get(atom.key, ())) if atom.is_number else list(_words(atom))
        for atom in atoms
    ]
    combinations: Iterable[Sequence[Word]]
    if prod(map(len, choices)) <= most:
        combinations = product(*choices)
    else:
        chance = Random(0)
        drawn = ([chance.choice(values) for values in choices] for _ in range(most))
        combinations = drawn
    for combination in combinations:
        yield {atom.key: value for atom, value in zip(atoms, combination, strict=True)}


def _numbers(atom: Atom, limits: Iterable[Fraction]) -> list[Word]:
    small = Fraction(1) if atom.is_whole else Fraction(1, 1000)
    values = {Fraction(0), Fraction(1), plain_inside(atom.domain, atom)}
    if isinstance(atom.type, DateType):
        values = {_A_DAY}
    elif atom.is_whole:
        values |= {Fraction(number) for number in _WHOLE}
    values |= {end for end in (atom.domain.lower, atom.domain.upper) if end is not None}
    for limit in limits:
        values |= {limit - small, limit, limit + small}
    if atom.is_whole:
        values = {Fraction(value.__floor__()) for value in values}
    inside = sorted(value for value in values if atom.domain.contains(value))
    return list(inside or [atom.domain.sample()])


def _limits(*formulas: Outcome) -> dict[str, set[Fraction]]:
    """The numbers that quantities are directly compared with."""
    found: dict[str, set[Fraction]] = {}
    seen: set[int] = set()
    waiting: list[Term | Truth] = [
        part for each in formulas for part in (each.value, each.defined, each.left_out)
    ]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, t.Floor):
            line = _line(node.operand)
            if line is not None and line[1] != 0:
                atom, slope, start = line
                whole = {(Fraction(k) - start) / slope for k in range(-_STEPS, _STEPS + 1)}
                found.setdefault(atom.key, set()).update(whole)
        if isinstance(node, t.Order):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(one, t.Variable) and isinstance(other, t.Number):
                    found.setdefault(one.atom.key, set()).add(other.value)
        waiting += t.parts_of(node)
    return found


def _line(term: t.Term) -> tuple[Atom, Fraction, Fraction] | None:
    """`slope · quantity + start`, where the term is that."""
    match term:
        case t.Variable():
            return term.atom, Fraction(1), Fraction(0)
        case t.Product():
            for one, other in ((term.left, term.right), (term.right, term.left)):
                inner = _line(other)
                if isinstance(one, t.Number) and inner is not None:
                    return inner[0], inner[1] * one.value, inner[2] * one.value
            return None
        case t.Sum():
            fixed = sum((p.value for p in term.parts if isinstance(p, t.Number)), Fraction(0))
            open_parts = [part for part in term.parts if not isinstance(part, t.Number)]
            inner = _line(open_parts[0]) if len(open_parts) == 1 else None
            return None if inner is None else (inner[0], inner[1], inner[2] + fixed)
        case _:
            return None
