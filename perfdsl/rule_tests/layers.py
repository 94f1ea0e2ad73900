"""Facts in layers: the shared ones, what a case takes over from others, and its own on top.

Layers are joined as they were written, so that the one checker of facts reads them all.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from perfdsl.checker.facts.paths import Paths, judged_points
from perfdsl.checker.facts.words import canonical_name, fact_word, table_of
from perfdsl.model import expressions as model
from perfdsl.model.raw_facts import RawEntry, RawTable, RawValue
from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.words import find_facts_table
from perfdsl.source import Span

Need = tuple[str, bool]
"""A fact or definition by its canonical name; True: last year's."""


@attrs.frozen(eq=False, repr=False)
class Layer:
    """Tables of a facts file by the id of their word; entries by their canonical key."""

    tables: Mapping[str, Mapping[str, RawEntry]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, entries: Iterable[RawEntry], places: "Places") -> "Layer":
        """The tables among the entries; what is no table is left to the checker of facts."""
        tables: dict[str, dict[str, RawEntry]] = {}
        for entry in entries:
            word = find_facts_table(entry.key)
            table = table_of(entry)
            if word is not None and table is not None:
                tables.setdefault(word, {}).update(
                    {places.name(word, part.key): part for part in table}
                )
        return cls(tables)

    @property
    def needs(self) -> set[Need]:
        """The facts and definitions given here."""
        return {(name, False) for name in self.tables.get("facts", {})} | {
            (name, True) for name in self.tables.get("last_year", {})
        }

    def below(self, upper: "Layer", dependents: "Dependents") -> "Layer":
        """This layer with `upper` on top: what `upper` gives replaces what this one says.

        A definition given here falls where `upper` gives a fact it is computed from: it is out of date.
        """
        outdated = dependents.of(upper.needs)
        tables: dict[str, dict[str, RawEntry]] = {}
        for word in dict.fromkeys((*self.tables, *upper.tables)):
            is_last = word == "last_year"
            kept = {
                name: entry
                for name, entry in self.tables.get(word, {}).items()
                if word not in ("facts", "last_year") or (name, is_last) not in outdated
            }
            tables[word] = kept | dict(upper.tables.get(word, {}))
        return Layer(tables)

    def raw(self, home: Span) -> RawTable:
        """As the root of a facts file; `home` is the place of what has none of its own."""
        return RawTable(
            tuple(
                RawEntry(
                    fact_word(f"file.{word}").zh,
                    home,
                    RawValue(RawTable(tuple(entries.values())), home),
                )
                for word, entries in self.tables.items()
            )
        )


@attrs.frozen(eq=False, repr=False)
class Places:
    """What the keys of each table mean: a place of judgement may be written by the end of its path."""

    indicators: Paths
    judged: Paths

    @classmethod
    def in_rules(cls, rulebook: RuleBook) -> "Places":
        return cls(
            Paths.of(indicator.id for indicator in rulebook.walk()),
            Paths.of(points.key for points in judged_points(rulebook)),
        )

    def name(self, word: str, key: str) -> str:
        """The same for all keys that mean the same."""
        found: tuple[str, ...] = ()
        if word == "judged":
            found = self.judged.find(key)
        elif word == "explanations":
            found = self.indicators.find(key)
        return found[0] if len(found) == 1 else canonical_name(key)


@attrs.frozen(eq=False, repr=False)
class Dependents:
    """Which definitions are computed from which facts, directly or through others."""

    needed: Mapping[Need, frozenset[Need]]
    """What each definition needs."""

    @classmethod
    def in_rules(cls, rulebook: RuleBook) -> "Dependents":
        direct: dict[Need, frozenset[Need]] = {}
        for name, definition in rulebook.definitions.items():
            for last_year in (False, True):
                direct[canonical_name(name), last_year] = frozenset(
                    needs_of(definition.value, last_year=last_year)
                )
        return cls({need: _closed(need, direct) for need in direct})

    def below(self, expression: model.Expr, *, last_year: bool = False) -> frozenset[Need]:
        """All that an expression stands on, definitions and what they are made of."""
        direct = frozenset(needs_of(expression, last_year=last_year))
        return direct.union(*(self.needed.get(need, frozenset()) for need in direct))

    def of(self, given: set[Need]) -> set[Need]:
        """The definitions that stand on something given; what is given itself stays."""
        return {need for need, below in self.needed.items() if need not in given and below & given}


def needs_of(expression: model.Expr, *, last_year: bool = False) -> Iterator[Need]:
    """The facts and definitions an expression names."""
    for node in model.walk(expression):
        match node:
            case model.FactReference() | model.DefinitionReference():
                yield canonical_name(node.name), last_year or node.last_year
            case model.Aggregate():
                yield canonical_name(node.records), last_year
            case _:
                pass


def _closed(need: Need, direct: Mapping[Need, frozenset[Need]]) -> frozenset[Need]:
    found: set[Need] = set()
    waiting = list(direct[need])
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += direct.get(each, ())
    return frozenset(found)
