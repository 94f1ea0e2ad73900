"""What two years' rules have in common: which names mean the same, and the quantities they share."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property

import attrs

from perfdsl.intervals import EVERYTHING, Range
from perfdsl.meaning.terms import Atom, Word
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.sameness import signature
from perfdsl.model.types import (
    SCORE,
    TRUTH,
    ChoiceType,
    DateType,
    LevelType,
    TextType,
    TruthType,
    Type,
)
from perfdsl.rule_tests.quantities import field_of, is_whole, values_of


@attrs.define(eq=False, repr=False)
class BothYears:
    """Two rule books read side by side. The quantities are made once, so that both name the same."""

    old: RuleBook
    new: RuleBook
    atoms: dict[str, Atom] = attrs.field(factory=dict)
    same: dict[str, bool] = attrs.field(factory=dict)
    """Whether a definition is the same in both, down to the facts."""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that either year's rules name."""
        return tuple(sorted({*_texts_in(self.old), *_texts_in(self.new)}))

    def is_same(self, name: str) -> bool:
        """Whether a fact or definition means the same in both years."""
        if name not in self.same:
            self.same[name] = False  # a circle is reported elsewhere
            self.same[name] = self._compare(name)
        return self.same[name]

    def _compare(self, name: str) -> bool:
        first, second = self.old.definitions.get(name), self.new.definitions.get(name)
        if first is not None and second is not None:
            equal = signature(first.value) == signature(second.value)
            return equal and all(map(self.is_same, names_in(first.value)))
        declared, again = self.old.facts.get(name), self.new.facts.get(name)
        if first is not None or second is not None or declared is None or again is None:
            return False
        return declared.type == again.type

    def atom(self, rulebook: RuleBook, node: model.Expr, *, last_year: bool) -> Atom:
        """The quantity that `node` is, shared with the other year where it means the same there."""
        key = signature(node)
        if last_year:
            key = f"上年 {key}"
        books: tuple[RuleBook, ...] = (self.old, self.new)
        if not all(map(self.is_same, names_in(node))):
            is_fact = isinstance(node, model.FactReference)
            if not (is_fact and self._is_shared_fact(node)):
                key = f"{'old' if rulebook is self.old else 'new'} {key}"
                books = (rulebook,)
        if key not in self.atoms:
            self.atoms[key] = self._make(key, books, node, last_year=last_year)
        return self.atoms[key]

    def known(self, atom: Atom) -> Atom:
        """Whether the quantity has a value."""
        key = f"{atom.key} ?"
        if key not in self.atoms:
            self.atoms[key] = attrs.evolve(
                atom,
                key=key,
                type=TRUTH,
                domain=EVERYTHING,
                is_whole=False,
                words=(True, False),
                is_known=True,
            )
        return self.atoms[key]

    def has_other_kind(self, name: str) -> bool:
        """Whether one name is a fact of another kind, or something else altogether, in the other year."""
        before, after = (
            book.facts.get(name) or book.definitions.get(name) for book in (self.old, self.new)
        )
        if before is None or after is None:
            return False
        return type(before) is not type(after) or not _same_kind(before.type, after.type)

    def _is_shared_fact(self, node: model.Expr) -> bool:
        """A choice with other words is still the same fact."""
        assert isinstance(node, model.FactReference)
        first, second = self.old.facts.get(node.name), self.new.facts.get(node.name)
        return first is not None and second is not None and _same_kind(first.type, second.type)

    def _make(
        self, key: str, books: tuple[RuleBook, ...], node: model.Expr, *, last_year: bool
    ) -> Atom:
        text = node.span.text
        if last_year and not text.startswith("上年"):
            text = f"上年.{text}"
        words = self._words(node, books)
        if words:
            return Atom(key, text, node.type, node, EVERYTHING, words=words)
        if isinstance(node.type, DateType):
            ends = Range(
                Fraction(date.min.toordinal()),
                Fraction(date.max.toordinal()),
                lower_closed=True,
                upper_closed=True,
            )
            return Atom(key, text, node.type, node, ends, is_whole=True)
        domain = EVERYTHING
        books = tuple(side for side in books if knows(side, node))
        for side in books:
            domain = domain.intersection(values_of(node, side))
        whole = all(is_whole(node, side) for side in books)
        return Atom(key, text, node.type, node, domain, is_whole=whole)

    def _words(self, node: model.Expr, books: tuple[RuleBook, ...]) -> tuple[Word, ...]:
        types: list[Type] = [node.type]
        if isinstance(node, model.FactReference):
            types += [book.facts[node.name].type for book in books if node.name in book.facts]
        found: dict[Word, None] = {}
        for type_ in types:
            match type_:
                case TruthType():
                    found.update({True: None, False: None})
                case LevelType() | ChoiceType():
                    found.update(dict.fromkeys(type_.words))
                case TextType():
                    found.update(dict.fromkeys((*self.texts, None)))
                case _:
                    pass
        return tuple(found)

    def judged(self, key: str) -> Atom:
        """Points that a person gives at `key`."""
        name = f"评分 {key}"
        if name not in self.atoms:
            self.atoms[name] = Atom(name, key, SCORE, None, EVERYTHING)
        return self.atoms[name]


def names_in(node: model.Expr) -> Iterator[str]:
    for part in model.walk(node):
        match part:
            case model.FactReference() | model.DefinitionReference():
                yield part.name
            case model.Aggregate():
                yield part.records
            case _:
                pass


def knows(rulebook: RuleBook, node: model.Expr) -> bool:
    """Whether every name in it is of the same kind there."""
    return _knows(rulebook, node, set())


def _knows(rulebook: RuleBook, node: model.Expr, seen: set[str]) -> bool:
    for part in model.walk(node):
        match part:
            case model.FactReference():
                declared = rulebook.facts.get(part.name)
                if declared is None or not _same_kind(declared.type, part.type):
                    return False
            case model.DefinitionReference():
                definition = rulebook.definitions.get(part.name)
                if definition is None:
                    return False
                if part.name not in seen:
                    seen.add(part.name)
                    if not _knows(rulebook, definition.value, seen):
                        return False
            case model.Aggregate():
                if part.records not in rulebook.facts:
                    return False
            case model.FieldReference():
                if field_of(part, rulebook) is None:
                    return False
            case _:
                pass
    return True


def _same_kind(first: Type, second: Type) -> bool:
    """A choice with other words is still the same fact."""
    same_words = isinstance(first, LevelType | ChoiceType)
    return first == second or (same_words and type(first) is type(second))


def _texts_in(rulebook: RuleBook) -> Iterator[str]:
    expressions = [definition.value for definition in rulebook.definitions.values()]
    for indicator in rulebook.walk():
        for rule in indicator.rules:
            expressions += expressions_in(rule)
    for expression in expressions:
        for node in model.walk(expression):
            if isinstance(node, model.Constant) and isinstance(node.value, str):
                yield node.value
