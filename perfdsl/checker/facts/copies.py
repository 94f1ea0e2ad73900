"""A fact given twice: the copied line whose name was not changed, told by the fact that is missing beside it."""

from collections.abc import Iterator, Mapping

import attrs

from perfdsl.checker.facts.asked import Asked, asked_for
from perfdsl.checker.facts.values import ValueReader
from perfdsl.checker.facts.words import canonical_name, find_word, table_of
from perfdsl.codes.facts_writing import DUPLICATE_KEY
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.model.contents import all_uses
from perfdsl.model.fact_lines import line_below
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import RecordsType
from perfdsl.source import Span
from perfdsl.wording import phrase

_NEAR = 2
"""So far from each other two facts are declared of which one is the copy of the other."""

Names = Mapping[str, Asked]
"""By their canonical names, in the order they are declared in."""


def name_copies(raw: RawFacts, rulebook: RuleBook, found: list[Diagnostic]) -> None:
    """The entries that were there already get the name of the missing fact as the first way out."""
    for entry in raw.again:
        for index, diagnostic in enumerate(found):
            if _is_about(diagnostic, entry):
                found[index] = _explained(diagnostic, entry, raw, rulebook)


def _is_about(diagnostic: Diagnostic, entry: RawEntry) -> bool:
    primary = diagnostic.primary
    return (
        diagnostic.code is DUPLICATE_KEY
        and primary is not None
        and primary.span.source is entry.key_span.source
        and primary.span.start == entry.key_span.start
    )


def _explained(
    diagnostic: Diagnostic, second: RawEntry, raw: RawFacts, rulebook: RuleBook
) -> Diagnostic:
    for table, names in _tables(raw, rulebook):
        first = next((each for each in table if each.key == second.key), None)
        if first is None or first.key_span.start != diagnostic.secondary[0].span.start:
            continue
        copy = _Copy(table, names, rulebook.money_unit)
        for entry, other in ((second, first), (first, second)):
            name = copy.meant(entry, other)
            if name is not None:
                return _with_name(diagnostic, entry, other, name)
        help_ = _of_other_year(second, table, raw, rulebook)
        if help_ is not None:
            return attrs.evolve(diagnostic, helps=(help_, *diagnostic.helps))
    return diagnostic


def _of_other_year(
    second: RawEntry, table: RawTable, raw: RawFacts, rulebook: RuleBook
) -> Help | None:
    """The second of the two below the heading of the other year, where the rules ask for it and it is missing."""
    sections = {find_word("file", each.key): each for each in raw.root}
    for here, there in (("facts", "last_year"), ("last_year", "facts")):
        own, other = sections.get(here), sections.get(there)
        if own is None or table_of(own) is not table or other is None:
            continue
        given = {canonical_name(each.key) for each in table_of(other) or ()}
        key = canonical_name(second.key)
        uses = {(canonical_name(name), is_past) for name, is_past in all_uses(rulebook)}
        if key not in given and (key, there == "last_year") in uses:
            return line_below(second.key_span.to(second.value.span), other.key_span, "")
    return None


def _with_name(diagnostic: Diagnostic, entry: RawEntry, other: RawEntry, name: str) -> Diagnostic:
    text = phrase(
        "第 {line} 行是「{name}」的", "line {line} is that of “{name}”",
        line=entry.key_span.first.line, name=name,
    )  # fmt: skip
    help_ = Help(text, (Edit(entry.key_span, f'"{name}"'),), "unsafe")
    labels = Label(entry.key_span), (Label(other.key_span, phrase("另一处", "the other one")),)
    helps = diagnostic.helps
    has_heading = any(edit.span.start == edit.span.end for h in helps[:1] for edit in h.edits)
    ordered = (helps[0], help_, *helps[1:]) if has_heading else (help_, *helps)
    return attrs.evolve(diagnostic, primary=labels[0], secondary=labels[1], helps=ordered)


def _tables(raw: RawFacts, rulebook: RuleBook) -> Iterator[tuple[RawTable, Names]]:
    """Every table of facts, with the names that belong there."""
    facts = {canonical_name(name): asked_for(fact) for name, fact in rulebook.facts.items()}
    for section in raw.root:
        table = table_of(section)
        if table is None or find_word("file", section.key) not in ("facts", "last_year"):
            continue
        yield table, facts
        for entry in table:
            asked = facts.get(canonical_name(entry.key))
            if asked is None or not isinstance(asked.type, RecordsType):
                continue
            declared = asked.declaration.fields if asked.declaration is not None else ()
            fields = {canonical_name(field.name): asked_for(field) for field in declared}
            for row in entry.value.content if isinstance(entry.value.content, tuple) else ():
                if isinstance(row.content, RawTable):
                    yield row.content, fields


@attrs.frozen(eq=False, repr=False)
class _Copy:
    table: RawTable
    names: Names
    money_unit: str | None

    def meant(self, entry: RawEntry, other: RawEntry) -> str | None:
        """The one missing name of the kind that is declared where `entry` stands."""
        order = list(self.names)
        key = canonical_name(entry.key)
        if key not in self.names:
            return None
        present = {canonical_name(each.key) for each in self.table}
        missing = [name for name in order if name not in present and self._fits(name, key, entry)]
        before, after = self._neighbors(entry, other)
        low = order.index(before) if before in self.names else -1
        high = order.index(after) if after in self.names else len(order)
        between = [name for name in missing if low < order.index(name) < high]
        near = [name for name in between if abs(order.index(name) - order.index(key)) <= _NEAR]
        if before in self.names and after in self.names and len(between) == 1:
            return self.names[between[0]].name
        return self.names[near[0]].name if len(near) == 1 else None

    def _fits(self, name: str, key: str, entry: RawEntry) -> bool:
        asked, like = self.names[name], self.names[key]
        value = entry.value
        table = table_of(entry)
        if table is not None:
            inner = next((e.value for e in table if find_word("entry", e.key) == "value"), None)
            value = inner or value
        if asked.type != like.type:
            return False
        return ValueReader(self.money_unit, Diagnostics()).read(asked, value) is not None

    def _neighbors(self, entry: RawEntry, other: RawEntry) -> tuple[str, str]:
        """The names above and below in the file."""
        placed = sorted(
            [*(each for each in self.table if each is not entry and each is not other), other],
            key=_start,
        )
        above = [each for each in placed if _start(each) < _start(entry)]
        below = [each for each in placed if _start(each) > _start(entry)]
        return (
            canonical_name(above[-1].key) if above else "",
            canonical_name(below[0].key) if below else "",
        )


def _start(entry: RawEntry) -> int:
    span: Span = entry.key_span
    return span.start
