"""Formulas read as functions of one number: on each interval a straight line, exactly."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from perfdsl.intervals import Range, complement, joined
from perfdsl.meaning import terms as t
from perfdsl.meaning.lines import (
    MOST_PIECES,
    Line,
    NotAnalyzed,
    Piece,
    constant,
    each,
    floored,
    larger,
    merge,
    over,
    overlaps,
    plus,
    rounded,
    smaller,
    times,
    where_ordered,
)
from perfdsl.meaning.terms import Term, Truth, Word

MOST_WORK = 40_000


@attrs.define(eq=False, repr=False)
class Work:
    """How many more pieces may be made for one question; then it counts as too much to go through."""

    left: int = MOST_WORK
    within: "Work | None" = None
    """What all questions together may take."""

    def spend(self, pieces: int) -> None:
        if self.within is not None:
            self.within.spend(pieces)
        self.left -= pieces
        if self.left < 0:
            raise NotAnalyzed


@attrs.define(eq=False, repr=False)
class Reader:
    """Reads formulas as functions of one quantity; `words` fixes all that are not numbers, and the others."""

    key: str | None
    words: Mapping[str, Word]
    work: Work = attrs.field(factory=Work)
    known: dict[tuple[int, Range], tuple[Piece, ...]] = attrs.field(factory=dict)
    held: dict[tuple[int, Range], tuple[Range, ...]] = attrs.field(factory=dict)
    """Where truths hold that are made of others; the formulas stay as long as the reader does."""

    def pieces(self, term: Term, where: Range) -> tuple[Piece, ...]:
        """The term on an interval, from below."""
        key = (id(term), where)
        if key not in self.known:
            found = tuple(self._read(term, where))
            if len(found) > MOST_PIECES:
                raise NotAnalyzed
            self.work.spend(len(found))
            self.known[key] = found
        return self.known[key]

    def _read(self, term: Term, where: Range) -> Iterable[Piece]:
        match term:
            case t.Number():
                return [Piece(where, constant(term.value))]
            case t.Variable():
                if term.atom.key != self.key:
                    return [Piece(where, constant(self._held(term.atom.key)))]
                return [Piece(where, Line(Fraction(1), Fraction(0)))]
            case t.Sum():
                result = self.pieces(term.parts[0], where)
                for part in term.parts[1:]:
                    result = tuple(merge(result, self.pieces(part, where), plus))
                return result
            case t.Product():
                return merge(self.pieces(term.left, where), self.pieces(term.right, where), times)
            case t.Quotient():
                return merge(self.pieces(term.left, where), self.pieces(term.right, where), over)
            case t.Extreme():
                pick = larger if term.kind == "max" else smaller
                return merge(self.pieces(term.left, where), self.pieces(term.right, where), pick)
            case t.Floor():
                return each(self.pieces(term.operand, where), floored(term.enough))
            case t.Rounded():
                return each(self.pieces(term.operand, where), rounded(term))
            case t.Choice():
                holds = self.ranges(term.condition, where)
                yes = [piece for part in holds for piece in self.pieces(term.yes, part)]
                others = complement(holds, where)
                no = [piece for part in others for piece in self.pieces(term.no, part)]
                return sorted(yes + no, key=lambda piece: piece.where.from_below)

    def _held(self, key: str) -> Fraction:
        """The value of another number, where the words fix it."""
        value = self.words.get(key)
        if not isinstance(value, Fraction):
            raise NotAnalyzed
        return value

    def ranges(self, truth: Truth, where: Range) -> tuple[Range, ...]:
        """Where in the interval it holds."""
        if not isinstance(truth, t.All | t.Some | t.Contrary):
            return self._ranges(truth, where)
        key = (id(truth), where)
        if key not in self.held:
            self.held[key] = self._ranges(truth, where)
        return self.held[key]

    def _ranges(self, truth: Truth, where: Range) -> tuple[Range, ...]:
        match truth:
            case t.Known():
                return (where,) if truth.value else ()
            case t.OneOf():
                return (where,) if self.words[truth.atom.key] in truth.words else ()
            case t.Contrary():
                return complement(self.ranges(truth.part, where), where)
            case t.All():
                left: tuple[Range, ...] = (where,)
                for part in truth.parts:
                    left = tuple(found for rest in left for found in self.ranges(part, rest))
                return left
            case t.Some():
                open_ranges: tuple[Range, ...] = (where,)
                for part in truth.parts:
                    held = [found for rest in open_ranges for found in self.ranges(part, rest)]
                    open_ranges = tuple(
                        found for rest in open_ranges for found in complement(held, rest)
                    )
                return complement(open_ranges, where)
            case t.Order():
                return self._ordered(truth, where)

    def _ordered(self, truth: t.Order, where: Range) -> tuple[Range, ...]:
        left, right = self.pieces(truth.left, where), self.pieces(truth.right, where)
        found: list[Range] = []
        for common, first, second in overlaps(left, right):
            found += where_ordered(truth.operator, first, second, common)
        return joined(found)
