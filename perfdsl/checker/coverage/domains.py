"""What values a quantity can take, as far as declarations say: at most too many, never too few.

Values that are no numbers have their places: a day its number, a word its rank (a better level is the
greater one), 否 and 是 are 0 and 1.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.subsets import is_part_of
from perfdsl.intervals import (
    EVERYTHING,
    Range,
    absolute,
    added,
    divided,
    exactly,
    hull,
    multiplied,
    negated,
)
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Definition, FactDeclaration
from perfdsl.model.types import (
    COUNT,
    ChoiceType,
    DateType,
    LevelType,
    Quantity,
    TruthType,
    Type,
    Zero,
)
from perfdsl.number import end_meant, round_to

_NOT_NEGATIVE = Range(Fraction(0), None, lower_closed=True, upper_closed=False)
_SHARE = Range(Fraction(0), Fraction(1), lower_closed=True, upper_closed=True)
_DEEPEST = 40
"""Definitions behind definitions; of what lies deeper nothing is known."""


@attrs.frozen(eq=False, repr=False)
class Declared:
    """What names stand for."""

    facts: Mapping[str, FactDeclaration]
    definitions: Mapping[str, Definition]
    whole: dict[str, bool] = attrs.field(factory=dict)
    """Which definitions only take whole numbers, as far as that was asked."""
    grids: dict[str, Fraction | None] = attrs.field(factory=dict)
    """The number of which all values of a definition are multiples, as far as that was asked."""

    def field(self, node: model.FieldReference) -> FactDeclaration | None:
        records = self.facts.get(node.records)
        fields = records.fields if records is not None else ()
        return next((field for field in fields if field.name == node.field), None)


def words_of(type_: Type) -> tuple[str, ...]:
    """The words of a type by their ranks, from the lowest; none where it has no words."""
    match type_:
        case LevelType():
            return type_.words[::-1]
        case ChoiceType():
            return type_.words
        case TruthType():
            return ("否", "是")
        case _:
            return ()


def place_of(node: model.Expr) -> Fraction | None:
    """A fixed value as a number; None where it depends on facts or has no place."""
    number = constant_value(node)
    if number is not None or not isinstance(node, model.Constant):
        return number
    match node.value:
        case bool():
            return Fraction(node.value)
        case date():
            return Fraction(node.value.toordinal())
        case str() if node.value in words_of(node.type):
            return Fraction(words_of(node.type).index(node.value))
        case _:
            return None


def domain(node: model.Expr, declared: Declared) -> Range:
    """The values the quantity can take at all."""
    words = words_of(node.type)
    if words:
        last = Fraction(len(words) - 1)
        return Range(Fraction(0), last, lower_closed=True, upper_closed=True)
    return _Domains(declared).of(node)


def is_whole(node: model.Expr, declared: Declared, depth: int = 0) -> bool:
    """Whether the quantity only takes whole numbers (or has places): its neighbors are then one away."""
    if isinstance(node.type, DateType | LevelType | ChoiceType | TruthType):
        return True

    def whole(*inside: model.Expr) -> bool:
        return all(is_whole(each, declared, depth) for each in inside)

    match node:
        case model.Constant():
            return isinstance(node.value, Fraction) and node.value.denominator == 1
        case model.FactReference():
            return declared.facts[node.name].is_whole
        case model.FieldReference():
            field = declared.field(node)
            return field is not None and field.is_whole
        case model.DefinitionReference():
            behind = declared.definitions.get(node.name)
            if behind is None or depth >= _DEEPEST:
                return False
            if node.name not in declared.whole:
                declared.whole[node.name] = is_whole(behind.value, declared, depth + 1)
            return declared.whole[node.name]
        case model.WorkingDays():
            return True
        case model.Aggregate():
            if node.kind == "count":
                return True
            inside = node.kind in ("sum", "max", "min")
            return inside and node.value is not None and whole(node.value)
        case model.Arithmetic():
            if isinstance(node.left.type, DateType) and isinstance(node.right.type, DateType):
                return True
            return node.operator != "/" and whole(node.left, node.right)
        case model.Negative() | model.Absolute():
            return whole(node.operand)
        case model.Extremum():
            return whole(*node.operands)
        case _:
            return False


@attrs.define(eq=False, repr=False)
class _Domains:
    declared: Declared
    assumed: Mapping[tuple[str, bool], Range] = attrs.field(factory=dict)
    """Facts, of this or last year, that are taken to be something narrower."""
    is_last_year: bool = False
    depth: int = 0
    _known: dict[str, Range] = attrs.field(factory=dict)

    def of(self, node: model.Expr) -> Range:
        if not isinstance(node.type, Quantity | Zero):
            return EVERYTHING
        fixed = constant_value(node)
        if fixed is not None:
            return exactly(fixed)
        match node:
            case model.FactReference():
                use = (node.name, node.last_year or self.is_last_year)
                return self.assumed.get(use) or _declared(self.declared.facts[node.name])
            case model.FieldReference():
                field = self.declared.field(node)
                return _declared(field) if field is not None else EVERYTHING
            case model.DefinitionReference():
                return self._definition(node)
            case model.Negative():
                return negated(self.of(node.operand))
            case model.Absolute():
                return absolute(self.of(node.operand))
            case model.Arithmetic():
                return self._arithmetic(node)
            case model.Extremum():
                return _extremum(node.kind, [self.of(each) for each in node.operands])
            case model.Rounding():
                return self._rounding(node)
            case model.Table():
                found = [self.of(case.value) for case in node.cases]
                return _all_of(found)
            case model.WorkingDays():
                return _NOT_NEGATIVE
            case model.Aggregate():
                return self._aggregate(node)
            case _:
                return EVERYTHING

    def _definition(self, node: model.DefinitionReference) -> Range:
        if node.last_year and not self.is_last_year and self.assumed:
            before = _Domains(self.declared, self.assumed, is_last_year=True, depth=self.depth)
            return before.of(node)
        behind = self.declared.definitions.get(node.name)
        if behind is None or self.depth >= _DEEPEST:
            return EVERYTHING
        if node.name not in self._known:
            self._known[node.name] = EVERYTHING  # a circle is reported elsewhere
            self.depth += 1
            self._known[node.name] = _without_long_ends(self.of(behind.value))
            self.depth -= 1
        return self._known[node.name]

    def _arithmetic(self, node: model.Arithmetic) -> Range:
        if isinstance(node.left.type, DateType) or isinstance(node.right.type, DateType):
            return EVERYTHING
        left, right = self.of(node.left), self.of(node.right)
        match node.operator:
            case "+":
                return added(left, right)
            case "-":
                return self._difference(node, added(left, negated(right)))
            case "*":
                return multiplied(left, right)
            case _:
                found = divided(left, right)
                is_share = left.is_not_negative and self._is_part(node.left, node.right)
                return found.intersection(_SHARE) if is_share else found

    def _difference(self, node: model.Arithmetic, found: Range) -> Range:
        """All records less some of them."""
        if self._is_part(node.right, node.left) and self.of(node.right).is_not_negative:
            return found.intersection(_NOT_NEGATIVE)
        if self._is_part(node.left, node.right) and self.of(node.left).is_not_negative:
            return found.intersection(negated(_NOT_NEGATIVE))
        return found

    def _is_part(self, part: model.Expr, whole: model.Expr) -> bool:
        """Whether `part` is of some of the records that `whole` is of, as definitions work them out."""
        some, every = self._behind(part), self._behind(whole)
        if self.assumed or some[1] != every[1]:
            return False
        return is_part_of(some[0], every[0])

    def _behind(self, node: model.Expr) -> tuple[model.Expr, bool]:
        """What a definition that is only a list function is, and whether it is last year's."""
        if not isinstance(node, model.DefinitionReference):
            return node, False
        behind = self.declared.definitions.get(node.name)
        is_list = behind is not None and isinstance(behind.value, model.Aggregate)
        return (behind.value, node.last_year) if behind is not None and is_list else (node, False)

    def _rounding(self, node: model.Rounding) -> Range:
        step, operand = constant_value(node.step), self.of(node.operand)
        if step is None or step <= 0:
            return EVERYTHING
        lower = None if operand.lower is None else round_to(operand.lower, step, node.direction)
        upper = None if operand.upper is None else round_to(operand.upper, step, node.direction)
        return Range(lower, upper, lower is not None, upper is not None)

    def _aggregate(self, node: model.Aggregate) -> Range:
        if node.kind == "count":
            return _NOT_NEGATIVE
        if node.value is None:
            return EVERYTHING
        each = self.of(node.value)
        if node.kind == "sum":
            if each.is_not_negative:
                return _NOT_NEGATIVE
            return negated(_NOT_NEGATIVE) if negated(each).is_not_negative else EVERYTHING
        if node.weight is not None and not self.of(node.weight).is_not_negative:
            return EVERYTHING
        return each


def _declared(fact: FactDeclaration) -> Range:
    found = _NOT_NEGATIVE if fact.type == COUNT else EVERYTHING
    bounds = fact.bounds
    if bounds is None:
        return found
    lower = bounds.lower if isinstance(bounds.lower, Fraction) else None
    upper = bounds.upper if isinstance(bounds.upper, Fraction) else None
    within = Range(
        lower,
        upper,
        lower is not None and bounds.lower_closed,
        upper is not None and bounds.upper_closed,
    )
    return found.intersection(within)


def _without_long_ends(found: Range) -> Range:
    lower, upper = end_meant(found.lower), end_meant(found.upper)
    return Range(
        lower,
        upper,
        lower is not None and found.lower_closed,
        upper is not None and found.upper_closed,
    )


def _all_of(found: list[Range]) -> Range:
    joined = found[0]
    for each in found[1:]:
        joined = hull(joined, each)
    return joined


def _extremum(kind: str, found: list[Range]) -> Range:
    """The larger of two is no smaller than either of them."""
    if kind == "min":
        return negated(_extremum("max", [negated(each) for each in found]))
    joined = _all_of(found)
    for each in found:
        above = Range(each.lower, None, each.lower_closed, upper_closed=False)
        joined = joined.intersection(above)
    return joined


# --- conditions that go before --------------------------------------------------------------------


def facts_behind(node: model.Expr, declared: Declared) -> frozenset[tuple[str, bool]]:
    """The facts (and records) that the quantity is made of, of this or last year."""
    found: set[tuple[str, bool]] = set()
    seen: set[tuple[str, bool]] = set()
    waiting: list[tuple[model.Expr, bool]] = [(node, False)]
    while waiting:
        asked, last_year = waiting.pop()
        for part in model.walk(asked):
            match part:
                case model.FactReference():
                    found.add((part.name, part.last_year or last_year))
                case model.Aggregate():
                    found.add((part.records, last_year))
                case model.DefinitionReference():
                    use = (part.name, part.last_year or last_year)
                    if use not in seen and part.name in declared.definitions:
                        seen.add(use)
                        found.add(use)  # it may be given itself
                        waiting.append((declared.definitions[part.name].value, use[1]))
                case _:
                    pass
    return frozenset(found)


def values_where(
    node: model.Expr, use: tuple[str, bool], value: Fraction, declared: Declared
) -> Range | None:
    """What the quantity can be where a fact has a value; None where it has none, divided by 0."""
    domains = _Domains(declared, {use: exactly(value)})
    for divisor in divisors(node, declared):
        if domains.of(divisor).point == 0:
            return None
    return domains.of(node)


def divisors(node: model.Expr, declared: Declared) -> Iterator[model.Expr]:
    """What is divided by whenever the quantity is worked out from facts of this year, or of last year in sight."""
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, model.Arithmetic) and part.operator == "/":
            yield part.right
        if isinstance(part, model.Table | model.Aggregate):
            continue
        waiting += model.children(part)
        if not isinstance(part, model.DefinitionReference) or part.last_year:
            continue
        if part.name not in seen and part.name in declared.definitions:
            seen.add(part.name)
            waiting.append(declared.definitions[part.name].value)
