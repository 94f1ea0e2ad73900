"""A formula at one point: what it comes to for given values of its quantities."""

from collections.abc import Mapping
from fractions import Fraction

from perfdsl.meaning import terms as t
from perfdsl.meaning.terms import Atom, Outcome, Term, Truth, Word
from perfdsl.number import round_places, round_to

Point = Mapping[str, Word]
"""Values by the key of the quantity; dates as day numbers."""
Result = Fraction | str
"""A score, or `left_out`, or `undefined`."""


def result_at(outcome: Outcome, point: Point) -> Result:
    if not holds_at(outcome.defined, point):
        return "undefined"
    if holds_at(outcome.left_out, point):
        return "left_out"
    return value_at(outcome.value, point)


def value_at(term: Term, point: Point) -> Fraction:
    match term:
        case t.Number():
            return term.value
        case t.Variable():
            return _number(term.atom, point)
        case t.Sum():
            return sum((value_at(part, point) for part in term.parts), Fraction(0))
        case t.Product():
            return value_at(term.left, point) * value_at(term.right, point)
        case t.Quotient():
            divisor = value_at(term.right, point)
            return value_at(term.left, point) / divisor if divisor else Fraction(0)
        case t.Extreme():
            pair = (value_at(term.left, point), value_at(term.right, point))
            return max(pair) if term.kind == "max" else min(pair)
        case t.Floor():
            return Fraction(value_at(term.operand, point).__floor__())
        case t.Rounded():
            return round_within(value_at(term.operand, point), term)
        case t.Choice():
            return value_at(term.yes if holds_at(term.condition, point) else term.no, point)


def round_within(value: Fraction, term: t.Rounded) -> Fraction:
    step = Fraction(1, 10**term.places)
    rounded = round_places(value, term.places)
    if rounded > term.upper:
        return round_to(term.upper, step, "down")
    return round_to(term.lower, step, "up") if rounded < term.lower else rounded


def holds_at(truth: Truth, point: Point) -> bool:
    match truth:
        case t.Known():
            return truth.value
        case t.Order():
            left, right = value_at(truth.left, point), value_at(truth.right, point)
            match truth.operator:
                case "<":
                    return left < right
                case "<=":
                    return left <= right
                case "=":
                    return left == right
        case t.OneOf():
            return point[truth.atom.key] in truth.words
        case t.All():
            return all(holds_at(part, point) for part in truth.parts)
        case t.Some():
            return any(holds_at(part, point) for part in truth.parts)
        case t.Contrary():
            return not holds_at(truth.part, point)


def _number(atom: Atom, point: Point) -> Fraction:
    value = point[atom.key]
    assert isinstance(value, Fraction)
    return value
