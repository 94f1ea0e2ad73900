"""Entries of a facts file under the wrong heading: where they belong, and the heading that may be missing above them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from perfdsl.checker.facts.paths import Paths
from perfdsl.checker.facts.words import (
    canonical_name,
    fact_word,
    find_word,
    is_judgement,
    is_unfilled,
    table_of,
)
from perfdsl.checker.ways_out import line_moved_below, lines_removed
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import ChoiceType, LevelType, RecordsType, TextType, TruthType
from perfdsl.source import Span
from perfdsl.wording import phrase

_SECTIONS = ("last_year", "facts", "judged", "stated", "explanations")
_OPENING = ("[", "\uff3b", "【", "{", "\uff5b")
_SENTENCE = r"(?!无|未|没|不|暂|尚|待|约|共)[^\W\d]{2}.{6,}"
"""What explains, and gives no number."""
_FEWEST_FIELDS = 2
"""So many fields of a record in a row have lost their heading; one alone stands in the wrong place."""


@attrs.frozen(eq=False, repr=False)
class Lost:
    """A heading that is missing above `first`; `rest` are the other entries below it."""

    first: RawEntry
    rest: tuple[RawEntry, ...]
    heading: str
    help: Help


@attrs.define(eq=False, repr=False)
class Homes:
    """Where each entry belongs, by the rules and by what the file has."""

    raw: RawFacts
    facts: tuple[str, ...]
    """Canonical names of facts and definitions, in the order of the rules."""
    records: tuple[FactDeclaration, ...]
    in_words: frozenset[str]
    """Canonical names of the facts whose value may be said in words."""
    indicators: Paths
    judged: Paths
    sections: dict[str, RawEntry] = attrs.field(init=False)

    @sections.default
    def _find_sections(self) -> dict[str, RawEntry]:
        words = ((find_word("file", entry.key), entry) for entry in self.raw.root)
        return {word: entry for word, entry in words if word in _SECTIONS}

    # --- a heading is missing --------------------------------------------------------------------

    def lost(self) -> Iterator[Lost]:
        """Every run of entries at the end of a table that belongs below a heading the file does not have."""
        yield from self._lost_in("file", self.raw.root)
        for word, section in self.sections.items():
            table = table_of(section)
            if table is None:
                continue
            yield from self._lost_in(word, table)
            for declared, rows in self._rows(table):
                for row in rows:
                    yield from self._lost_in("", row, declared)

    def _lost_in(
        self, place: str, table: RawTable, of: FactDeclaration | None = None
    ) -> Iterator[Lost]:
        own = own_entries(table)
        run: list[RawEntry] = []
        for entry in reversed(own):
            if self._is_at_home(place, entry, of):
                break
            run.insert(0, entry)
        if not run or (of is None and all(self._is_known(place, entry) for entry in run)):
            return
        if any(entry.key_span.source is not self.raw.source for entry in run):
            return
        is_all = len(run) == len(own)
        if (
            place == "judged"
            and is_all
            and all(self._is_path(each, is_number=True) for each in run)
        ):
            return  # marks where none are asked for
        heading = self._heading_for(place, run)
        if heading is not None:
            source, first = self.raw.source, run[0]
            start = source.line_starts[first.key_span.first.line - 1]
            text = phrase("上面补一行「{line}」", "add the line 「{line}」 above", line=heading)
            edit = Edit(Span(source, start, start), f"{heading}\n")
            yield Lost(first, tuple(run[1:]), heading, Help(text, (edit,), "unsafe"))

    def _heading_for(self, place: str, run: Sequence[RawEntry]) -> str | None:
        for word in _SECTIONS:
            if not self.has_heading(word) and all(self._belongs(word, entry) for entry in run):
                names = fact_word(f"file.{word}")
                is_english = all(entry.key.isascii() for entry in self.raw.root)
                return f"[{names.en}]" if is_english else f'["{names.zh}"]'
        if place not in ("facts", "last_year") or len(run) < _FEWEST_FIELDS:
            return None
        for declared in self.records:
            fields = {canonical_name(field.name) for field in declared.fields}
            if {canonical_name(entry.key) for entry in run} <= fields:
                return f'[["{self.sections[place].key}"."{declared.name}"]]'
        return None

    def has_heading(self, word: str) -> bool:
        """Whether the file has it as a line of its own."""
        section = self.sections.get(word)
        return section is not None and section.value.span.text[:1] in _OPENING

    def _is_at_home(self, place: str, entry: RawEntry, of: FactDeclaration | None) -> bool:
        name = canonical_name(entry.key)
        if is_unfilled(entry.value.content) and self._is_known(place, entry):
            return True
        if of is not None:
            return name in {canonical_name(field.name) for field in of.fields}
        match place:
            case "file":
                return find_word("file", entry.key) is not None
            case "facts" | "last_year":
                return name in self.facts and not self._is_of_no_fact(entry)
            case "judged":
                return bool(self.judged.find(entry.key)) or self._holds_judged(entry)
            case "stated":
                return self._belongs("stated", entry)
            case _:
                return bool(self.indicators.find(entry.key)) and not _is_number(entry)

    def _is_known(self, place: str, entry: RawEntry) -> bool:
        """Whether it may stand there, whatever it says."""
        is_path = bool(self.indicators.find(entry.key))
        if place == "explanations":
            return is_path or find_word("stated", entry.key) == "total"
        return place == "stated" and (is_path or find_word("stated", entry.key) is not None)

    def _belongs(self, word: str, entry: RawEntry) -> bool:
        name = canonical_name(entry.key)
        match word:
            case "facts":
                return name in self.facts and not self._is_of_no_fact(entry)
            case "last_year":
                return self._belongs("facts", entry) and name in self._given("facts")
            case "judged":
                return bool(self.judged.find(entry.key)) and (
                    _is_number(entry) or table_of(entry) is not None
                )
            case "stated":
                word_there = find_word("stated", entry.key)
                return word_there == "grade" or (
                    _is_number(entry) and (word_there == "total" or self._is_path(entry))
                )
            case _:
                return self._is_path(entry, is_number=False)

    def _holds_judged(self, entry: RawEntry) -> bool:
        """Whether points may be given by the path: with a reason, or where some of it is judged."""
        paths = self.indicators.find(entry.key)
        return bool(paths) and (
            table_of(entry) is not None or any(self.judged.below(path) for path in paths)
        )

    def _is_of_no_fact(self, entry: RawEntry) -> bool:
        """Whether it says what no fact of the name can: points with a reason, a sentence where a number is asked."""
        content = entry.value.content
        is_sentence = isinstance(content, str) and re.fullmatch(_SENTENCE, content) is not None
        return is_judgement(entry) or (
            is_sentence and canonical_name(entry.key) not in self.in_words
        )

    def _is_path(self, entry: RawEntry, *, is_number: bool | None = None) -> bool:
        if not self.indicators.find(entry.key):
            return False
        return is_number is None or is_number == (_is_number(entry) or table_of(entry) is not None)

    def _given(self, word: str) -> frozenset[str]:
        section = self.sections.get(word)
        table = table_of(section) if section is not None else None
        return frozenset(canonical_name(entry.key) for entry in table or ())

    def _rows(self, table: RawTable) -> Iterator[tuple[FactDeclaration, list[RawTable]]]:
        declared = {canonical_name(each.name): each for each in self.records}
        for entry in table:
            records = declared.get(canonical_name(entry.key))
            content = entry.value.content
            if records is not None and isinstance(content, tuple):
                tables = (row.content for row in content)
                yield records, [each for each in tables if isinstance(each, RawTable)]

    # --- one entry stands elsewhere --------------------------------------------------------------

    def moved(self, entry: RawEntry, here: str, allowed: Sequence[str] = _SECTIONS) -> list[Help]:
        """The line below the heading it belongs to; nothing where that is not clear."""
        lines = entry.key_span.to(entry.value.span)
        if entry.key_span.source is not self.raw.source or _has_own_heading(entry):
            return []
        for word in ("facts", "stated", "judged", "explanations"):
            if word == here or word not in allowed or not self._belongs(word, entry):
                continue
            section = self.sections.get(word)
            table = table_of(section) if section is not None else None
            if section is None or table is None or not self.has_heading(word):
                return []
            if canonical_name(entry.key) in self._given(word):
                return [lines_removed(lines)]
            order = self.facts if word == "facts" else ()
            return _below(entry, table, section.value.span, order)
        return self._into_record(entry, lines) if here in ("facts", "last_year") else []

    def to_top(self, entry: RawEntry) -> list[Help]:
        """What belongs to the beginning of the file."""
        source = self.raw.source
        own = [each for each in own_entries(self.raw.root) if each.key_span.source is source]
        if not own or entry.key_span.source is not self.raw.source:
            return []
        lines = entry.key_span.to(entry.value.span)
        return [line_moved_below(lines, own[-1].key_span.to(own[-1].value.span))]

    def _into_record(self, entry: RawEntry, lines: Span) -> list[Help]:
        """A field above the heading of its record."""
        name = canonical_name(entry.key)
        for section in self.sections.values():
            table = table_of(section) or RawTable()
            for declared, _ in self._rows(table):
                rows = next(
                    each.value.content
                    for each in table
                    if canonical_name(each.key) == canonical_name(declared.name)
                )
                fields = {canonical_name(field.name) for field in declared.fields}
                for row in rows if isinstance(rows, tuple) and name in fields else ():
                    given = {canonical_name(e.key) for e in _entries(row.content)}
                    if row.span.start > lines.end and name not in given:
                        order = [canonical_name(field.name) for field in declared.fields]
                        table = row.content if isinstance(row.content, RawTable) else RawTable()
                        return _below(entry, table, row.span, order)
        return []


def homes_of(
    raw: RawFacts,
    facts: tuple[str, ...],
    declared: Sequence[FactDeclaration],
    indicators: Paths,
    judged: Paths,
) -> Homes:
    records = tuple(each for each in declared if isinstance(each.type, RecordsType))
    in_words = frozenset(
        canonical_name(each.name)
        for each in declared
        if isinstance(each.type, TextType | LevelType | ChoiceType | TruthType)
    )
    return Homes(raw, facts, records, in_words, indicators, judged)


def report_lost(homes: Homes, diagnostics: Diagnostics) -> frozenset[int]:
    """Where the entries begin that were told of as the first below a missing heading, or follow it."""
    told: set[int] = set()
    for lost in homes.lost():
        diagnostics.report(
            codes.HEADING_LOST,
            lost.first.key_span,
            helps=[lost.help],
            key=lost.first.key,
            heading=lost.heading,
        )
        told |= {entry.key_span.start for entry in (lost.first, *lost.rest)}
    return frozenset(told)


def _below(entry: RawEntry, table: RawTable, heading: Span, order: Sequence[str]) -> list[Help]:
    """The line of `entry` moved to where the rules' order has it, else to the end of the table.

    Nothing where the heading was read from a corrected text: it stands elsewhere there.
    """
    if heading.source is not entry.key_span.source:
        return []
    ranks = {name: rank for rank, name in enumerate(order)}
    own_rank = ranks.get(canonical_name(entry.key), len(ranks))
    above = [heading]
    before = -1
    for each in own_entries(table):
        rank = ranks.get(canonical_name(each.key), before)
        is_here = each.key_span.source is heading.source
        if is_here and (before <= rank < own_rank or not ranks):
            above.append(each.key_span.to(each.value.span))
            before = rank
    return [line_moved_below(entry.key_span.to(entry.value.span), above[-1])]


def _entries(content: object) -> Sequence[RawEntry]:
    return content.entries if isinstance(content, RawTable) else ()


def own_entries(table: RawTable) -> list[RawEntry]:
    """The entries written as lines below the heading, in order; no tables with headings of their own."""
    own = [entry for entry in table if not _has_own_heading(entry)]
    return sorted(own, key=lambda entry: entry.key_span.start)


def _has_own_heading(entry: RawEntry) -> bool:
    content = entry.value.content
    if isinstance(content, RawTable):
        return not entry.value.span.text.startswith(("{", "\uff5b"))
    is_list = isinstance(content, tuple) and bool(content)
    return is_list and entry.value.span.text.startswith(("[[", "\uff3b", "【"))


def _is_number(entry: RawEntry) -> bool:
    content = entry.value.content
    if isinstance(content, str):
        return content.strip().removesuffix("分").replace(".", "", 1).strip().isdigit()
    return isinstance(content, int | Decimal) and not isinstance(content, bool)
