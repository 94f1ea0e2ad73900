"""The names of a rule file and what they stand for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from perfdsl.model.expressions import Expr
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import ChoiceType, LevelType, RecordsType

if TYPE_CHECKING:
    from perfdsl.checker.coverage.domains import Declared
    from perfdsl.source import Span
    from perfdsl.syntax import ast


@attrs.define(eq=False, repr=False)
class Scope:
    """Declared facts and definitions; a definition's expression is inferred when first needed."""

    facts: dict[str, FactDeclaration] = attrs.field(factory=dict)
    definitions: "dict[str, ast.Definition]" = attrs.field(factory=dict)
    inferred: dict[str, Expr] = attrs.field(factory=dict)
    unread: frozenset[str] = frozenset()
    """Names whose declaration could not be read: that was said once, where it stands."""
    spaced_uses: "tuple[tuple[str, Span], ...]" = ()
    """Where names are used that were written with a space inside."""
    asked: int = 0
    """How many undeclared names were met."""
    looking_back: set[str] = attrs.field(factory=set)
    """Inferred definitions that look at last year's facts."""
    money_unit: str | None = None
    behind: "Declared | None" = attrs.field(default=None, init=False)
    """What names stand for and which of them are whole, as far as steps asked for it."""

    def names(self) -> Iterator[str]:
        yield from self.facts
        yield from self.definitions

    def words(self) -> set[str]:
        """Every word of a declared level or choice."""
        return {
            word
            for fact in self.facts.values()
            for type_ in (fact.type, *(field.type for field in fact.fields))
            if isinstance(type_, LevelType | ChoiceType)
            for word in type_.words
        }

    def records(self, name: str) -> RecordsType | None:
        fact = self.facts.get(name)
        return fact.type if fact is not None and isinstance(fact.type, RecordsType) else None
