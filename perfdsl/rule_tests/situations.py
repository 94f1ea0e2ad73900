"""Made-up facts, as plain as they can be, and small changes of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import attrs

from perfdsl.checker.coverage.domains import Declared
from perfdsl.checker.facts.formulas import comes_to
from perfdsl.model.expressions import Value
from perfdsl.model.facts import Fact, Facts, Judgement
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.types import (
    COUNT,
    MONEY,
    POINT,
    RATIO,
    UNITS,
    ChoiceType,
    DateType,
    LevelType,
    Quantity,
    RecordsType,
    TextType,
    TruthType,
    Type,
)
from perfdsl.number import decimal_places
from perfdsl.source import Span

MOST_DECIMALS = 4
Name = tuple[str, bool]
"""A fact or definition; True: last year's."""
Row = Mapping[str, Value]
Content = Value | tuple[Row, ...]


@attrs.frozen(repr=False)
class Slot:
    """One value that can be changed: of a fact, of a field in the first record, or judged points."""

    name: str
    last_year: bool = False
    field: str | None = None
    is_judged: bool = False


@attrs.frozen(eq=False, repr=False)
class Situation:
    """Everything that is known about one made-up department."""

    values: Mapping[Name, Content] = MappingProxyType({})
    judged: Mapping[str, Fraction] = MappingProxyType({})

    @property
    def key(self) -> tuple[object, ...]:
        return (
            tuple(sorted((name, _plain(content)) for name, content in self.values.items())),
            tuple(sorted(self.judged.items())),
        )

    def get(self, slot: Slot) -> Value | None:
        if slot.is_judged:
            return self.judged.get(slot.name)
        content = self.values.get((slot.name, slot.last_year))
        if slot.field is not None:
            rows = content if isinstance(content, tuple) else ()
            return rows[0].get(slot.field) if rows else None
        return None if isinstance(content, tuple) else content

    def with_value(self, slot: Slot, value: Value) -> "Situation":
        if slot.is_judged:
            assert isinstance(value, Fraction)
            return Situation(self.values, {**self.judged, slot.name: value})
        name = (slot.name, slot.last_year)
        content: Content = value
        if slot.field is not None:
            rows = self.values[name]
            assert isinstance(rows, tuple)
            content = ({**rows[0], slot.field: value}, *rows[1:])
        return self.with_content(name, content)

    def with_content(self, name: Name, content: Content) -> "Situation":
        return Situation({**self.values, name: content}, self.judged)

    def without(self, names: set[Name]) -> "Situation":
        kept = {name: content for name, content in self.values.items() if name not in names}
        return Situation(kept, self.judged)

    def slots(self) -> Iterator[Slot]:
        for (name, last_year), content in self.values.items():
            if not isinstance(content, tuple):
                yield Slot(name, last_year)
            elif content:
                for field in content[0]:
                    yield Slot(name, last_year, field)
        for key in self.judged:
            yield Slot(key, is_judged=True)

    def facts(self, home: Span) -> Facts:
        """As if they had been read from a file."""

        def fact(name: str, content: Content) -> Fact:
            if not isinstance(content, tuple):
                return Fact(name, content, home)
            rows = tuple(
                {field: Fact(field, value, home) for field, value in row.items()} for row in content
            )
            return Fact(name, rows, home)

        return Facts(
            home.source,
            values={name: fact(name, v) for (name, last), v in self.values.items() if not last},
            last_year={name: fact(name, v) for (name, last), v in self.values.items() if last},
            judgements={
                key: Judgement(key, points, None, home) for key, points in self.judged.items()
            },
        )


def _plain(content: Content) -> str:
    if isinstance(content, tuple):
        return repr(
            [sorted((field, str(value)) for field, value in row.items()) for row in content]
        )
    return f"{type(content).__name__} {content}"


def situation_of(facts: Facts) -> Situation:
    """What a file gives, as something to start from."""
    values: dict[Name, Content] = {}
    for last_year, given in ((False, facts.values), (True, facts.last_year)):
        for name, fact in given.items():
            content = fact.value
            if isinstance(content, tuple):
                values[name, last_year] = tuple(
                    {f: part.value for f, part in row.items() if not isinstance(part.value, tuple)}
                    for row in content
                )
            else:
                values[name, last_year] = content
    return Situation(values, {key: found.points for key, found in facts.judgements.items()})


# --- plain values --------------------------------------------------------------------------------


def plain_content(name: str, rulebook: RuleBook) -> Content:
    """A middling value of a fact: 1000, 100 %, 是, the best level, one record."""
    declared = rulebook.facts[name]
    if isinstance(declared.type, RecordsType):
        return ({field.name: _plain_value(field, rulebook) for field in declared.fields},)
    return _plain_value(declared, rulebook)


def _plain_value(declared: FactDeclaration, rulebook: RuleBook) -> Value:
    value = _value_of(declared.type, declared.unit, rulebook)
    bounds = declared.bounds
    if bounds is None or bounds.hold(value):
        return value
    for end in (bounds.upper, bounds.lower):
        if end is not None and bounds.hold(end):
            return end
    if isinstance(bounds.lower, Fraction) and isinstance(bounds.upper, Fraction):
        return (bounds.lower + bounds.upper) / 2
    return value


def _value_of(type_: Type, unit: str | None, rulebook: RuleBook) -> Value:
    match type_:
        case TruthType():
            return True
        case DateType():
            return date(rulebook.year or 2021, 6, 1)
        case TextType():
            return "甲"
        case LevelType() | ChoiceType():
            return type_.words[0]
        case Quantity() if type_ == MONEY:
            return 1000 * money_size(unit, rulebook)
        case Quantity() if type_ == RATIO:
            return Fraction(1)
        case Quantity() if type_ == POINT:
            return Fraction(0)
        case Quantity() if type_ == COUNT:
            return Fraction(1000)
        case _:
            return Fraction(10)


def money_unit(unit: str | None, rulebook: RuleBook) -> str:
    return unit or rulebook.money_unit or "万元"


def money_size(unit: str | None, rulebook: RuleBook) -> Fraction:
    return UNITS[money_unit(unit, rulebook)][1]


def type_of(slot: Slot, rulebook: RuleBook) -> tuple[Type, FactDeclaration | None]:
    """The type of what stands in a slot, and its declaration where it has one."""
    declared = rulebook.facts.get(slot.name)
    if declared is None:
        return rulebook.definitions[slot.name].type, None
    if slot.field is not None:
        declared = next(field for field in declared.fields if field.name == slot.field)
    return declared.type, declared


def can_be_given(slot: Slot, value: Value, rulebook: RuleBook) -> bool:
    """Whether a person could write the value: whole where it must be, within bounds, few decimals."""
    if slot.is_judged:
        return isinstance(value, Fraction) and _is_short(value)
    type_, declared = type_of(slot, rulebook)
    if declared is not None:
        if declared.bounds is not None and not declared.bounds.hold(value):
            return False
        if isinstance(value, Fraction) and not _is_countable(value, declared):
            return False
    if not isinstance(value, Fraction):
        return True
    if declared is None and not _may_come_to(slot.name, value, rulebook):
        return False
    size = Fraction(1)
    if type_ == MONEY:
        size = money_size(declared.unit if declared is not None else None, rulebook)
    elif type_ in (RATIO, POINT):
        size = Fraction(1, 100)
    return isinstance(type_, Quantity) and _is_short(value / size)


def _may_come_to(name: str, value: Fraction, rulebook: RuleBook) -> bool:
    """Whether the formula of a definition can come to the value: another is refused where facts are read."""
    declared = Declared(rulebook.facts, rulebook.definitions)
    possible, step = comes_to(rulebook.definitions[name], declared)
    return possible.contains(value) and (step is None or (value / step).denominator == 1)


def _is_countable(value: Fraction, declared: FactDeclaration) -> bool:
    if declared.type != COUNT:
        return True
    return value >= 0 and (value.denominator == 1 or not declared.is_whole)


def _is_short(value: Fraction) -> bool:
    places = decimal_places(value)
    return places is not None and places <= MOST_DECIMALS and abs(value) < 10**9
