"""Comparisons of quotients as comparisons of products: along one quantity these are straight lines."""

from perfdsl.meaning import terms as t
from perfdsl.meaning.terms import Term, Truth

_ONE = t.number(1)


def without_quotients(truth: Truth) -> Truth:
    """The same where all divisors are not 0; what is inside choices and rounding stays."""
    if not isinstance(truth, t.Order):
        return truth
    above, below = _ratio(t.difference(truth.left, truth.right))
    if isinstance(below, t.Number):
        return truth
    return t.some(
        t.every(t.order("<", t.ZERO, below), t.order(truth.operator, above, t.ZERO)),
        t.every(t.order("<", below, t.ZERO), t.order(truth.operator, t.ZERO, above)),
    )


def _ratio(term: Term) -> tuple[Term, Term]:
    """The term as one quotient: what stands above and below the line."""
    match term:
        case t.Quotient():
            above, under = _ratio(term.left), _ratio(term.right)
            return t.product(above[0], under[1]), t.product(above[1], under[0])
        case t.Product():
            left, right = _ratio(term.left), _ratio(term.right)
            return t.product(left[0], right[0]), t.product(left[1], right[1])
        case t.Sum():
            found = _ratio(term.parts[0])
            for part in term.parts[1:]:
                found = _added(found, _ratio(part))
            return found
        case _:
            return term, _ONE


def _added(one: tuple[Term, Term], other: tuple[Term, Term]) -> tuple[Term, Term]:
    if one[1] is other[1]:
        return t.total((one[0], other[0])), one[1]
    above = t.total((t.product(one[0], other[1]), t.product(other[0], one[1])))
    return above, t.product(one[1], other[1])
