"""What the rules ask for: a fact, a field of a record, or a definition that is given."""

from collections.abc import Iterable

import attrs

from perfdsl.checker.facts.denials import denied, the_same
from perfdsl.checker.facts.words import canonical_name, similar, suggestions
from perfdsl.diagnostic import Help, Label
from perfdsl.model.raw_facts import RawEntry
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import RecordsType, TruthType, Type
from perfdsl.wording import phrase


@attrs.frozen(eq=False, repr=False)
class Asked:
    """What the rules want to know: a fact, a field of a record, or a definition that is given."""

    name: str
    type: Type
    unit: str | None
    declaration: FactDeclaration | None = None
    is_taken: bool = False
    """Points that the rules take away."""


def asked_for(declaration: FactDeclaration) -> Asked:
    return Asked(declaration.name, declaration.type, declaration.unit, declaration)


def names_meant(entry: RawEntry, asked: Iterable[Asked], table: Iterable[RawEntry]) -> list[Help]:
    """What an unknown key may have been meant to be: a name denied, else those that look like it."""
    asked = tuple(asked)
    truths = [each.name for each in asked if isinstance(each.type, TruthType)]
    filled = {canonical_name(each.key): each for each in table if each is not entry}
    there = {
        each.name: filled[name]
        for each in asked
        if not isinstance(each.type, RecordsType)  # of which there may always be one more
        if (name := canonical_name(each.name)) in filled
    }
    return denied(entry, truths, table) or suggestions(
        entry,
        the_same(entry.key, truths) or similar(entry.key, [each.name for each in asked]),
        there,
    )


def declared_label(declaration: FactDeclaration | None) -> tuple[Label, ...]:
    if declaration is None:
        return ()
    return (Label(declaration.span, phrase("规则里的声明", "declared here")),)
