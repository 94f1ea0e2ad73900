"""Formulas of several quantities, given to the solver z3: exact rationals, rounding and caps included.

Needs the extra `perfdsl[verify]`; imported only where it is asked. An answer is a proof, or `Unsettled`.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal

import attrs
import z3

from perfdsl.meaning import terms as t
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.terms import Atom, Outcome, Term, Truth, Word
from perfdsl.model.types import MONEY

Point = dict[str, Word]
Question = Literal["less", "more", "one_sided"]
"""Points fall, points rise, or only one year has a score (剔除 and 无结果 told apart)."""


class Unsettled(Exception):
    """The solver came to no answer in its time."""


@attrs.define(eq=False, repr=False)
class Encoder:
    """Formulas as z3 writes them; every quantity is one variable for both years."""

    variables: dict[str, Any] = attrs.field(factory=dict)
    domains: list[Any] = attrs.field(factory=list)
    known: dict[int, tuple[object, Any]] = attrs.field(factory=dict)

    def variable(self, atom: Atom) -> Any:
        if atom.key not in self.variables:
            name = f"q{len(self.variables)}"
            is_real = atom.is_number and not atom.is_whole
            variable = z3.Real(name) if is_real else z3.Int(name)
            if atom.words:
                self.domains += [variable >= 0, variable < len(atom.words)]
            self.variables[atom.key] = variable
            domain = atom.domain
            if domain.lower is not None:
                low = _rational(domain.lower)
                self.domains.append(variable >= low if domain.lower_closed else variable > low)
            if domain.upper is not None:
                high = _rational(domain.upper)
                self.domains.append(variable <= high if domain.upper_closed else variable < high)
        return self.variables[atom.key]

    def term(self, term: Term) -> Any:
        if id(term) not in self.known:
            self.known[id(term)] = (term, self._term(term))
        return self.known[id(term)][1]

    def _term(self, term: Term) -> Any:
        match term:
            case t.Number():
                return _rational(term.value)
            case t.Variable():
                variable = self.variable(term.atom)
                return z3.ToReal(variable) if variable.is_int() else variable
            case t.Sum():
                return z3.Sum([self.term(part) for part in term.parts])
            case t.Product():
                return self.term(term.left) * self.term(term.right)
            case t.Quotient():
                return self.term(term.left) / self.term(term.right)
            case t.Extreme():
                left, right = self.term(term.left), self.term(term.right)
                first = left >= right if term.kind == "max" else left <= right
                return z3.If(first, left, right)
            case t.Floor():
                return z3.ToReal(z3.ToInt(self.term(term.operand)))
            case t.Rounded():
                return self._rounded(term)
            case t.Choice():
                yes, no = self.term(term.yes), self.term(term.no)
                return z3.If(self.truth(term.condition), yes, no)

    def _rounded(self, term: t.Rounded) -> Any:
        scale = 10**term.places
        value = self.term(term.operand)
        half = _rational(Fraction(1, 2))
        up = z3.ToReal(z3.ToInt(value * scale + half)) / scale
        down = -z3.ToReal(z3.ToInt(half - value * scale)) / scale
        rounded = z3.If(value >= 0, up, down)
        top = Fraction((term.upper * scale).__floor__(), scale)
        bottom = Fraction(-((-term.lower * scale).__floor__()), scale)
        over, under = rounded > _rational(term.upper), rounded < _rational(term.lower)
        return z3.If(over, _rational(top), z3.If(under, _rational(bottom), rounded))

    def truth(self, truth: Truth) -> Any:
        if id(truth) not in self.known:
            self.known[id(truth)] = (truth, self._truth(truth))
        return self.known[id(truth)][1]

    def _truth(self, truth: Truth) -> Any:
        match truth:
            case t.Known():
                return z3.BoolVal(truth.value)
            case t.Order():
                left, right = self.term(truth.left), self.term(truth.right)
                match truth.operator:
                    case "<":
                        return left < right
                    case "<=":
                        return left <= right
                    case "=":
                        return left == right
            case t.OneOf():
                variable = self.variable(truth.atom)
                numbers = [truth.atom.words.index(word) for word in truth.words]
                return z3.Or([variable == number for number in numbers])
            case t.All():
                return z3.And([self.truth(part) for part in truth.parts])
            case t.Some():
                return z3.Or([self.truth(part) for part in truth.parts])
            case t.Contrary():
                return z3.Not(self.truth(truth.part))


@attrs.define(eq=False, repr=False)
class Prover:
    """Questions about two years' scores of one indicator."""

    old: Outcome
    new: Outcome
    milliseconds: int
    encoder: Encoder = attrs.field(factory=Encoder)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return quantities(self.old, self.new)

    def find(self, question: Question) -> Point | None:
        """Values of the quantities where it happens; None: it never does."""
        solver = z3.Solver()
        solver.set("timeout", self.milliseconds)
        solver.add(*self._asked(question), *self.encoder.domains)
        if solver.check(*self._plausible()) == z3.sat:
            return self._point(solver.model())
        answer = solver.check()
        if answer == z3.unsat:
            return None
        if answer != z3.sat:
            raise Unsettled
        return self._point(solver.model())

    def _plausible(self) -> list[Any]:
        """What holds of real departments, though no rule says so: amounts of money are not negative."""
        money = [atom for atom in self.atoms if atom.type == MONEY]
        return [self.encoder.variable(atom) >= 0 for atom in money]

    def extreme(self, direction: Literal["least", "most"]) -> tuple[Fraction, bool]:
        """The least or most the change can come to, and whether it is reached or only come close to."""
        optimizer = z3.Optimize()
        optimizer.set("timeout", self.milliseconds)
        change = self.encoder.term(self.new.value) - self.encoder.term(self.old.value)
        both = [self._scored(self.old), self._scored(self.new)]
        optimizer.add(*both, *self.encoder.domains)
        handle = (optimizer.maximize if direction == "most" else optimizer.minimize)(change)
        answer = optimizer.check()
        if answer == z3.unsat:
            return Fraction(0), True
        if answer != z3.sat:
            raise Unsettled
        ends = handle.upper_values() if direction == "most" else handle.lower_values()
        infinite, value, epsilon = (_fraction(end) for end in ends)
        if infinite != 0:  # scores are bounded: the solver gave up on the way
            raise Unsettled
        self._confirm(change, direction, value, both)
        return value, epsilon == 0

    def _confirm(
        self, change: Any, direction: Literal["least", "most"], value: Fraction, given: list[Any]
    ) -> None:
        """The optimizer can be wrong where terms are not linear: nothing may lie beyond what it found."""
        solver = z3.Solver()
        solver.set("timeout", self.milliseconds)
        solver.add(*given, *self.encoder.domains)
        beyond = _rational(value)
        solver.add(change > beyond if direction == "most" else change < beyond)
        if solver.check() != z3.unsat:
            raise Unsettled

    def _asked(self, question: Question) -> Iterable[Any]:
        term = self.encoder.term
        both = [self._scored(self.old), self._scored(self.new)]
        match question:
            case "less":
                return [*both, term(self.new.value) < term(self.old.value)]
            case "more":
                return [*both, term(self.new.value) > term(self.old.value)]
            case "one_sided":
                truth = self.encoder.truth
                kinds = [
                    z3.Xor(truth(self.old.defined), truth(self.new.defined)),
                    z3.And(
                        truth(self.old.defined),
                        truth(self.new.defined),
                        z3.Xor(truth(self.old.left_out), truth(self.new.left_out)),
                    ),
                ]
                return [z3.Or(kinds)]

    def _scored(self, outcome: Outcome) -> Any:
        truth = self.encoder.truth
        return z3.And(truth(outcome.defined), z3.Not(truth(outcome.left_out)))

    def _point(self, model: Any) -> Point:
        found: Point = {}
        for atom in self.atoms:
            variable = self.encoder.variable(atom)
            value = model.eval(variable, model_completion=True)
            if atom.words:
                found[atom.key] = atom.words[value.as_long()]
            else:
                found[atom.key] = _fraction(value)
        return found


def _rational(value: Fraction) -> Any:
    return z3.Q(value.numerator, value.denominator)


def _fraction(value: Any) -> Fraction:
    if z3.is_int_value(value):
        return Fraction(value.as_long())
    if z3.is_rational_value(value):
        fraction = value.as_fraction()
        return Fraction(fraction.numerator, fraction.denominator)
    raise Unsettled  # a root that is no fraction
