"""A formula at one point: what it comes to for given values of its quantities."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from perfdsl.meaning import terms as t
from perfdsl.meaning.terms import Atom, Outcome, Term, Truth, Word
from perfdsl.number import round_places, round_to

Point = Mapping[str, Word]
"""Values by the key of the quantity; dates as day numbers."""
Result = Fraction | str
"""A score, or `left_out`, or `undefined`."""


def result_at(outcome: Outcome, point: Point) -> Result:
    return At(point).result(outcome)


@attrs.frozen(eq=False, repr=False)
class At:
    """Formulas at one point; terms that several of them share are worked out once, as long as they are kept."""

    point: Point
    _known: dict[int, Fraction] = attrs.field(factory=dict, init=False)

    def result(self, outcome: Outcome) -> Result:
        if not self.holds(outcome.defined):
            return "undefined"
        if self.holds(outcome.left_out):
            return "left_out"
        return self.value(outcome.value)

    def value(self, term: Term) -> Fraction:
        match term:
            case t.Number():
                return term.value
            case t.Variable():
                return _number(term.atom, self.point)
            case _:
                known = self._known.get(id(term))
                if known is None:
                    known = self._known[id(term)] = self._worked_out(term)
                return known

    def _worked_out(self, term: Term) -> Fraction:
        match term:
            case t.Number() | t.Variable():
                return self.value(term)
            case t.Sum():
                return sum(map(self.value, term.parts), Fraction(0))
            case t.Product():
                return self.value(term.left) * self.value(term.right)
            case t.Quotient():
                divisor = self.value(term.right)
                return self.value(term.left) / divisor if divisor else Fraction(0)
            case t.Extreme():
                pair = (self.value(term.left), self.value(term.right))
                return max(pair) if term.kind == "max" else min(pair)
            case t.Floor():
                return Fraction(self.value(term.operand).__floor__())
            case t.Rounded():
                return round_within(self.value(term.operand), term)
            case t.Choice():
                return self.value(term.yes if self.holds(term.condition) else term.no)

    def holds(self, truth: Truth) -> bool:
        match truth:
            case t.Known():
                return truth.value
            case t.Order():
                left, right = self.value(truth.left), self.value(truth.right)
                match truth.operator:
                    case "<":
                        return left < right
                    case "<=":
                        return left <= right
                    case "=":
                        return left == right
            case t.OneOf():
                return self.point[truth.atom.key] in truth.words
            case t.All():
                return all(map(self.holds, truth.parts))
            case t.Some():
                return any(map(self.holds, truth.parts))
            case t.Contrary():
                return not self.holds(truth.part)


def round_within(value: Fraction, term: t.Rounded) -> Fraction:
    step = Fraction(1, 10**term.places)
    rounded = round_places(value, term.places)
    if rounded > term.upper:
        return round_to(term.upper, step, "down")
    return round_to(term.lower, step, "up") if rounded < term.lower else rounded


def _number(atom: Atom, point: Point) -> Fraction:
    value = point[atom.key]
    assert isinstance(value, Fraction)
    return value
