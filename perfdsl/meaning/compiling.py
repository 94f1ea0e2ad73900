"""Expressions become formulas. What cannot be taken apart becomes a quantity of its own.

A formula may come to nothing (a division by 0, a line that a table lacks): `defined` says where it does
not. Facts are taken to be given; a quantity that is not taken apart is taken to have a value.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.interpreter.comparison import compare
from perfdsl.intervals import Range
from perfdsl.meaning import terms as t
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.lacking import may_lack_value
from perfdsl.meaning.sizes import is_too_large
from perfdsl.meaning.terms import Term, Truth, Word
from perfdsl.model import expressions as model
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import MONTHS, DateType, TextType, TruthType, Type


@attrs.frozen(eq=False, repr=False)
class Amount:
    """A number, or a date as its day."""

    value: Term
    defined: Truth


@attrs.frozen(eq=False, repr=False)
class Verdict:
    """Whether something holds."""

    value: Truth
    defined: Truth

    @property
    def certain(self) -> Truth:
        """It has a value and holds."""
        return t.every(self.defined, self.value)

    @property
    def refuted(self) -> Truth:
        return t.every(self.defined, t.contrary(self.value))


@attrs.frozen(eq=False, repr=False)
class Words:
    """One of some words: `cases` says when it is which."""

    cases: tuple[tuple[Truth, Word], ...]
    defined: Truth


Compiled = Amount | Verdict | Words
_MOST_DEFINITIONS = 60
"""Deeper than this a definition is not taken apart."""
_MOST_OF_WORDS = 30_000
"""A table of many lines says of each word when it is that one."""


@attrs.define(eq=False, repr=False)
class Compiler:
    """Compiles expressions of one of the two rule books; `full` is what 满分 means.

    `is_fine`: products and quotients of quantities are taken apart, and all definitions.
    """

    rulebook: RuleBook
    years: BothYears
    full: Fraction = Fraction(0)
    is_fine: bool = False
    last_year: bool = False
    depth: int = 0
    definitions: dict[tuple[str, bool], Compiled] = attrs.field(factory=dict)

    # --- what rules ask for ----------------------------------------------------------------------

    def amount(self, node: model.Expr) -> Amount:
        """A number or date."""
        compiled = self.compile(node)
        assert isinstance(compiled, Amount)
        return compiled

    def verdict(self, node: model.Expr) -> Verdict:
        """A condition; a bare quantity holds above 0."""
        compiled = self.compile(node)
        match compiled:
            case Amount():
                return Verdict(t.order(">", compiled.value, t.ZERO), compiled.defined)
            case Verdict():
                return compiled
            case Words():
                raise AssertionError(node)

    def contains(self, interval: model.Interval, operand: Compiled, type_: Type) -> Verdict:
        """Whether the operand lies in the interval; an end that decides alone makes the other needless."""
        ends = (
            (interval.lower, ">=" if interval.lower_closed else ">"),
            (interval.upper, "<=" if interval.upper_closed else "<"),
        )
        asked = [
            self._ordered(operator, operand, self.compile(end), type_)
            for end, operator in ends
            if end is not None
        ]
        value = t.every(*(verdict.value for verdict in asked))
        known = t.every(*(verdict.defined for verdict in asked))
        return Verdict(value, t.some(known, *(verdict.refuted for verdict in asked)))

    # --- expressions -----------------------------------------------------------------------------

    def compile(self, node: model.Expr) -> Compiled:
        match node:
            case model.Constant():
                return _constant(node.value)
            case model.FactReference():
                return self._atom(node)
            case model.DefinitionReference():
                return self._definition(node)
            case model.FullMarks():
                return Amount(t.Number(self.full), t.TRUE)
            case model.Negative():
                inner = self.amount(node.operand)
                return Amount(t.negative(inner.value), inner.defined)
            case model.Absolute():
                inner = self.amount(node.operand)
                value = t.extreme("max", inner.value, t.negative(inner.value))
                return Amount(value, inner.defined)
            case model.Arithmetic():
                return self._arithmetic(node)
            case model.Extremum():
                return self._extremum(node)
            case model.Rounding():
                return self._rounding(node)
            case model.Comparison():
                left, right = self.compile(node.left), self.compile(node.right)
                if isinstance(node.left.type, TextType):
                    return self._same_text(node, left, right)
                return self._ordered(node.operator, left, right, node.left.type)
            case model.Logic():
                return self._logic(node)
            case model.Not():
                asked = self.verdict(node.operand)
                return Verdict(t.contrary(asked.value), asked.defined)
            case model.Within():
                operand = self.compile(node.operand)
                held = self.contains(node.interval, operand, node.operand.type)
                return Verdict(held.value, t.every(operand.defined, held.defined))
            case model.Table():
                return self._table(node)
            case model.Aggregate() | model.WorkingDays() | model.FieldReference():
                return self._atom(node)

    def _atom(self, node: model.Expr) -> Compiled:
        last_year = self.last_year
        if isinstance(node, model.FactReference | model.DefinitionReference):
            node = attrs.evolve(node, last_year=node.last_year or last_year)
            last_year = False
        atom = self.years.atom(self.rulebook, node, last_year=last_year)
        known: Truth = t.TRUE
        if may_lack_value(node, self.rulebook):
            known = t.one_of(self.years.known(atom), [True])
        if atom.is_number:
            return Amount(t.Variable(atom), known)
        if isinstance(node.type, TruthType):
            return Verdict(t.one_of(atom, [True]), known)
        return Words(tuple((t.one_of(atom, [word]), word) for word in atom.words), known)

    def _definition(self, node: model.DefinitionReference) -> Compiled:
        """Taken apart where it changed, where it is fixed, and where only one number is behind it."""
        last_year = node.last_year or self.last_year
        key = (node.name, last_year)
        if key not in self.definitions:
            if self.depth > _MOST_DEFINITIONS:
                return self._atom(node)
            inner = Compiler(
                self.rulebook,
                self.years,
                is_fine=self.is_fine,
                last_year=last_year,
                depth=self.depth + 1,
                definitions=self.definitions,
            )
            compiled = inner.compile(self.rulebook.definitions[node.name].value)
            is_kept = not self.is_fine and self.years.is_same(node.name)
            if _is_large(compiled) or (is_kept and not _is_plain(compiled)):
                compiled = self._atom(node)
            self.definitions[key] = compiled
        return self.definitions[key]

    def _arithmetic(self, node: model.Arithmetic) -> Compiled:
        left, right = self.amount(node.left), self.amount(node.right)
        defined = t.every(left.defined, right.defined)
        if isinstance(node.left.type, DateType) or isinstance(node.right.type, DateType):
            return self._dates(node, left, right, defined)
        fixed = isinstance(left.value, t.Number) or isinstance(right.value, t.Number)
        match node.operator:
            case "+":
                return Amount(t.total((left.value, right.value)), defined)
            case "-":
                return Amount(t.difference(left.value, right.value), defined)
            case "*":
                if not fixed and not self.is_fine:
                    return self._atom(node)
                return Amount(t.product(left.value, right.value), defined)
            case "/":
                not_zero = t.order("!=", right.value, t.ZERO)
                if not isinstance(right.value, t.Number) and not self.is_fine:
                    return self._atom(node)
                return Amount(t.quotient(left.value, right.value), t.every(defined, not_zero))

    def _dates(
        self, node: model.Arithmetic, left: Amount, right: Amount, defined: Truth
    ) -> Compiled:
        if MONTHS in (node.left.type, node.right.type):
            return self._atom(node)
        make = t.difference if node.operator == "-" else _plus
        return Amount(make(left.value, right.value), defined)

    def _extremum(self, node: model.Extremum) -> Amount:
        parts = [self.amount(operand) for operand in node.operands]
        value = parts[0].value
        for part in parts[1:]:
            value = t.extreme(node.kind, value, part.value)
        return Amount(value, t.every(*(part.defined for part in parts)))

    def _rounding(self, node: model.Rounding) -> Compiled:
        operand, step = self.amount(node.operand), self.amount(node.step)
        if not isinstance(step.value, t.Number):
            return self._atom(node)
        size = step.value.value
        if size <= 0:
            return Amount(t.ZERO, t.FALSE)
        count = t.product(t.Number(1 / size), operand.value)
        return Amount(t.product(t.Number(size), _ROUND[node.direction](count)), operand.defined)

    def _ordered(self, operator: str, left: Compiled, right: Compiled, type_: Type) -> Verdict:
        defined = t.every(left.defined, right.defined)
        match left, right:
            case Amount(), Amount():
                return Verdict(t.order(operator, left.value, right.value), defined)
            case Verdict(), Verdict():
                same = t.same_truth(left.value, right.value)
                return Verdict(same if operator == "=" else t.contrary(same), defined)
            case Words(), Words():
                holds = [
                    t.every(first, second)
                    for first, word in left.cases
                    for second, other in right.cases
                    if _holds(operator, word, other, type_)
                ]
                return Verdict(t.some(*holds), defined)
            case _:
                raise AssertionError(operator)

    def _same_text(self, node: model.Comparison, left: Compiled, right: Compiled) -> Verdict:
        """Two texts that no rule names may be the same or not: that is a quantity of its own."""
        asked = self._ordered(node.operator, left, right, node.left.type)
        assert isinstance(left, Words)
        assert isinstance(right, Words)
        unnamed = [
            t.every(first, second)
            for first, word in left.cases
            for second, other in right.cases
            if word is None and other is None
        ]
        if not unnamed:
            return asked
        equality = attrs.evolve(node, operator="=")
        atom = self.years.atom(self.rulebook, equality, last_year=self.last_year)
        same = t.every(t.some(*unnamed), t.one_of(atom, [True]))
        if node.operator == "=":
            return Verdict(t.some(asked.value, same), asked.defined)
        return Verdict(t.every(asked.value, t.contrary(same)), asked.defined)

    def _logic(self, node: model.Logic) -> Verdict:
        left, right = self.verdict(node.left), self.verdict(node.right)
        both = t.every(left.defined, right.defined)
        if node.operator == "and":
            value = t.every(left.value, right.value)
            return Verdict(value, t.some(both, left.refuted, right.refuted))
        value = t.some(left.value, right.value)
        return Verdict(value, t.some(both, left.certain, right.certain))

    def _table(self, node: model.Table) -> Compiled:
        subject = self.compile(node.subject)
        result: Compiled | None = None
        for case in reversed(node.cases):
            value = self.compile(case.value)
            if case.key is None:
                result = value
                continue
            key = self.compile(case.key)
            found = self._ordered("=", subject, key, node.subject.type)
            result = choose(Verdict(found.value, key.defined), value, result)
        assert result is not None
        return with_defined(result, subject.defined)


def choose(asked: Verdict, yes: Compiled, no: Compiled | None) -> Compiled:
    """`yes` where it holds, else `no`, or nothing if there is no such thing."""
    rest = t.FALSE if no is None else no.defined
    picked = t.some(t.every(asked.value, yes.defined), t.every(t.contrary(asked.value), rest))
    defined = t.every(asked.defined, picked)
    match yes, no:
        case Amount(), (Amount() | None):
            other = yes.value if no is None else no.value
            return Amount(t.choice(asked.value, yes.value, other), defined)
        case Verdict(), (Verdict() | None):
            other_truth = t.FALSE if no is None else no.value
            value = t.some(
                t.every(asked.value, yes.value), t.every(t.contrary(asked.value), other_truth)
            )
            return Verdict(value, defined)
        case Words(), (Words() | None):
            cases = [(t.every(asked.value, when), word) for when, word in yes.cases]
            if no is not None:
                cases += [(t.every(t.contrary(asked.value), w), word) for w, word in no.cases]
            return Words(tuple(cases), defined)
        case _:
            raise AssertionError(yes)


def with_defined(compiled: Compiled, also: Truth) -> Compiled:
    return attrs.evolve(compiled, defined=t.every(also, compiled.defined))


def _constant(value: Value) -> Compiled:
    match value:
        case bool():
            return Verdict(t.Known(value), t.TRUE)
        case Fraction():
            return Amount(t.Number(value), t.TRUE)
        case date():
            return Amount(t.number(value.toordinal()), t.TRUE)
        case str():
            return Words(((t.TRUE, value),), t.TRUE)


def _plus(left: Term, right: Term) -> Term:
    return t.total((left, right))


def _half_up(count: Term) -> Term:
    half = t.Number(Fraction(1, 2))
    up = t.floor(_plus(count, half))
    down = t.negative(t.floor(_plus(t.negative(count), half)))
    return t.choice(t.order("<", count, t.ZERO), down, up)


_ROUND: dict[str, Callable[[Term], Term]] = {
    "down": t.floor,
    "up": lambda count: t.negative(t.floor(t.negative(count))),
    "half_up": _half_up,
}


def _holds(operator: str, left: Word, right: Word, type_: Type) -> bool:
    if (
        left is None or right is None or isinstance(left, Range) or isinstance(right, Range)
    ):  # any other text is no text that the rules name
        return operator == "!="
    words = getattr(type_, "words", None)
    if words is not None and not {left, right} <= set(words):
        return False
    return compare(operator, left, right, type_)


def _formulas(compiled: Compiled) -> tuple[Term | Truth, ...]:
    match compiled:
        case Amount() | Verdict():
            return (compiled.value, compiled.defined)
        case Words():
            return (compiled.defined, *(when for when, _ in compiled.cases))


def _is_large(compiled: Compiled) -> bool:
    formulas = _formulas(compiled)
    if isinstance(compiled, Words):
        return is_too_large(formulas, _MOST_OF_WORDS)
    return is_too_large(formulas)


def _is_plain(compiled: Compiled) -> bool:
    """Whether at most one number is behind it, and that a fact as it is given."""
    numbers = [atom for atom in t.atoms_of(*_formulas(compiled)) if atom.is_number]
    return len(numbers) <= 1 and all(
        isinstance(atom.expression, model.FactReference) for atom in numbers
    )
