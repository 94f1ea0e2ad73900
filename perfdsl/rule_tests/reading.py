"""A test file, held against the rules: every key known, every case complete."""

from collections.abc import Callable, Iterator

import attrs

from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.values import ValueReader
from perfdsl.checker.facts.words import similar, suggestions, table_of
from perfdsl.codes import facts as facts_codes
from perfdsl.codes import rule_tests as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Label
from perfdsl.model.facts import Facts
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable, RawValue
from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.cases import Case, Suite, Waiver
from perfdsl.rule_tests.expecting import EntryReader
from perfdsl.rule_tests.layers import Dependents, Layer, Places
from perfdsl.rule_tests.words import (
    find_facts_table,
    find_test_word,
    is_total,
)
from perfdsl.source import Span
from perfdsl.wording import phrase

FactsReader = Callable[[str, Diagnostics], RawFacts | None]
"""Reads the facts file at a path seen from the test file; None where there is none."""

_QUIET = (facts_codes.JUDGED_WITHOUT_REASON,)
"""What matters in a department's facts and not in a test of rules."""


def read_suite(
    raw: RawFacts, rulebook: RuleBook, diagnostics: Diagnostics, read_facts_file: FactsReader
) -> Suite:
    """The cases of a file that could be understood; mistakes are in `diagnostics`."""
    return _Reader(raw, rulebook, diagnostics, read_facts_file).suite()


@attrs.frozen(eq=False, repr=False)
class _Draft:
    """A case taken apart, before the layers below it are known."""

    name: str
    table: RawTable
    parts: dict[str, RawEntry]
    facts: tuple[RawEntry, ...]
    span: Span


@attrs.define(eq=False, repr=False)
class _Reader:
    raw: RawFacts
    rulebook: RuleBook
    diagnostics: Diagnostics
    read_facts_file: FactsReader
    entries: EntryReader = attrs.field(init=False)
    places: Places = attrs.field(init=False)
    dependents: Dependents = attrs.field(init=False)
    drafts: dict[str, _Draft] = attrs.field(factory=dict)
    layers: dict[str, Layer] = attrs.field(factory=dict)
    waivers: list[Waiver] = attrs.field(factory=list)
    told: set[tuple[str, int, int]] = attrs.field(factory=set)
    """Mistakes in facts that several cases share are told once."""

    def __attrs_post_init__(self) -> None:
        values = ValueReader(self.rulebook.money_unit, self.diagnostics)
        self.entries = EntryReader(self.rulebook, values, self.diagnostics)
        self.places = Places.in_rules(self.rulebook)
        self.dependents = Dependents.in_rules(self.rulebook)

    def suite(self) -> Suite:
        shared, listed = self._top()
        for draft in listed:
            first = self.drafts.setdefault(draft.name, draft)
            if first is not draft:
                self._report_twice(first, draft)
        cases = [self._case(draft, shared) for draft in self.drafts.values()]
        return Suite(
            self.raw.source,
            self.rulebook,
            tuple(case for case in cases if case is not None),
            self._check(shared, Span(self.raw.source, 0, 0)),
            tuple(self.waivers),
        )

    # --- the top of the file ---------------------------------------------------------------------

    def _top(self) -> tuple[Layer, list[_Draft]]:
        """The facts shared by all cases, and the cases."""
        facts: list[RawEntry] = []
        listed: list[_Draft] = []
        base = Layer()
        for entry in self.raw.root:
            word = find_test_word("file", entry.key)
            if word == "cases":
                listed += [self._draft(*row) for row in self._rows(entry)]
            elif word == "waived":
                read = [self._waiver(*row) for row in self._rows(entry)]
                self.waivers += [waiver for waiver in read if waiver is not None]
            elif word == "facts_file":
                text = self.entries.text(entry)
                base = (self._facts_file(text, entry.value.span) if text else None) or base
            elif find_facts_table(entry.key, at_top=True) is None:
                self.entries.unknown("file", entry)
            elif find_facts_table(entry.key) is not None:
                self._needs_table(entry)
                facts.append(entry)
        return base.below(Layer.of(facts, self.places), self.dependents), listed

    def _rows(self, entry: RawEntry) -> Iterator[tuple[int, RawValue, RawTable]]:
        """The entries of a list, numbered from 1."""
        rows = entry.value.content
        if not isinstance(rows, tuple) or not all(
            isinstance(row.content, RawTable) for row in rows
        ):
            self.diagnostics.report(codes.CASES_NEEDED, entry.key_span, key=entry.key)
            return
        for number, row in enumerate(rows, 1):
            assert isinstance(row.content, RawTable)
            yield number, row, row.content

    def _waiver(self, _number: int, row: RawValue, table: RawTable) -> Waiver | None:
        parts: dict[str, RawEntry] = {}
        for entry in table:
            word = find_test_word("waiver", entry.key)
            if word is None:
                self.entries.unknown("waiver", entry)
            elif parts.setdefault(word, entry) is not entry:
                self.entries.repeated(parts[word], entry)
        asked, indicator = self._indicator(_Draft("", table, parts, (), row.span))
        texts = [
            self.entries.text(parts[word]) if word in parts else None for word in ("goal", "reason")
        ]
        goal, reason = texts
        if goal is None or reason is None:
            self.diagnostics.report(codes.WAIVER_INCOMPLETE, row.span)
            return None
        return Waiver(indicator, goal, reason, parts["goal"].value.span) if asked else None

    def _draft(self, number: int, row: RawValue, table: RawTable) -> _Draft:
        parts: dict[str, RawEntry] = {}
        facts: list[RawEntry] = []
        for entry in table:
            word = find_test_word("case", entry.key)
            if word is not None:
                first = parts.setdefault(word, entry)
                if first is not entry:
                    self.entries.repeated(first, entry)
            elif find_facts_table(entry.key) is not None:
                facts.append(entry)
            else:
                self.entries.unknown("case", entry)
        named = self.entries.text(parts["name"]) if "name" in parts else None
        name = named or self._default_name(number, parts.get("indicator"))
        span = parts["name"].value.span if named else row.span
        return _Draft(name, table, parts, tuple(facts), span)

    def _default_name(self, number: int, indicator: RawEntry | None) -> str:
        """A case without a name is called after its indicator, or by its number."""
        content = indicator.value.content if indicator is not None else ""
        return f"{content} {number}" if isinstance(content, str) and content else str(number)

    # --- one case --------------------------------------------------------------------------------

    def _case(self, draft: _Draft, shared: Layer) -> Case | None:
        before = len(self.diagnostics)
        asked, indicator = self._indicator(draft)
        expected = self.entries.expectation(draft.parts, indicator)
        layer = self._layer(draft, shared, (), indicator)
        facts = self._check(layer, draft.span)
        if not asked or (len(self.diagnostics) > before and self._has_error_since(before)):
            return None
        if expected.is_empty:
            self.diagnostics.report(codes.NOTHING_EXPECTED, draft.span, name=draft.name)
            return None
        unconfirmed = self.entries.truth(draft.parts.get("unconfirmed"))
        return Case(
            draft.name, indicator, facts, expected, draft.span, is_confirmed=unconfirmed is not True
        )

    def _has_error_since(self, before: int) -> bool:
        return any(found.severity == "error" for found in self.diagnostics.found[before:])

    def _indicator(self, draft: _Draft) -> tuple[bool, str | None]:
        """Whether it could be told, and the path; None is the total."""
        entry = draft.parts.get("indicator")
        text = self.entries.text(entry) if entry is not None else None
        if entry is None or text is None:
            self.diagnostics.report(codes.INDICATOR_NEEDED, draft.span, name=draft.name)
            return False, None
        if is_total(text) and not self.places.indicators.find(text):
            return True, None
        path = self.places.indicators.resolve(
            RawEntry(text, entry.value.span, entry.value), self.diagnostics
        )
        return path is not None, path

    def _layer(
        self, draft: _Draft, shared: Layer, above: tuple[str, ...], indicator: str | None
    ) -> Layer:
        """All the facts of a case: the shared ones, those of its base, its own."""
        known = self.layers.get(draft.name)
        if known is not None:
            return known
        own = Layer.of(self._facts_of(draft, indicator), self.places)
        layer = self._base(draft, shared, above).below(own, self.dependents)
        self.layers[draft.name] = layer
        return layer

    def _base(self, draft: _Draft, shared: Layer, above: tuple[str, ...]) -> Layer:
        entry = draft.parts.get("based_on")
        text = self.entries.text(entry) if entry is not None else None
        if entry is None or text is None:
            return shared
        span = entry.value.span
        if text == draft.name or text in above:
            self.diagnostics.report(codes.BASE_IN_A_CIRCLE, span, name=draft.name)
            return shared
        other = self.drafts.get(text)
        if other is not None:
            path = other.parts.get("indicator")
            content = path.value.content if path is not None else None
            found = self.places.indicators.find(content) if isinstance(content, str) else ()
            return self._layer(
                other, shared, (*above, draft.name), found[0] if len(found) == 1 else None
            )
        found_file = self._facts_file(text, span)
        return shared if found_file is None else shared.below(found_file, self.dependents)

    def _facts_file(self, path: str, span: Span) -> Layer | None:
        found = Diagnostics()
        raw = self.read_facts_file(path, found)
        if raw is None:
            names = [name for name in self.drafts if name != path]
            self.diagnostics.report(
                codes.BASE_NOT_FOUND,
                span,
                helps=suggestions(RawEntry(path, span, RawValue(path, span)), similar(path, names)),
                name=path,
            )
            return None
        self.diagnostics.found += [each for each in found if each.severity == "error"]
        return Layer.of(raw.root, self.places)

    def _facts_of(self, draft: _Draft, indicator: str | None) -> Iterator[RawEntry]:
        """The tables of the case; judged points without a path are those of its own indicator."""
        for entry in draft.facts:
            bare = find_facts_table(entry.key) == "judged" and table_of(entry) is None
            if bare and indicator is not None and not isinstance(entry.value.content, tuple):
                row = RawEntry(indicator, entry.key_span, entry.value)
                table = RawValue(RawTable((row,)), entry.value.span)
                yield RawEntry(entry.key, entry.key_span, table)
            else:
                self._needs_table(entry)
                yield entry

    def _needs_table(self, entry: RawEntry) -> None:
        if table_of(entry) is None:
            self.diagnostics.report(facts_codes.NEED_TABLE, entry.value.span, key=entry.key)

    def _check(self, layer: Layer, home: Span) -> Facts:
        found = Diagnostics()
        raw = RawFacts(self.raw.source, layer.raw(home))
        facts = check_facts(raw, self.rulebook, found)
        for diagnostic in found:
            if diagnostic.code not in _QUIET and self._is_new(diagnostic):
                self.diagnostics.found.append(diagnostic)
        return facts

    def _is_new(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.primary is None:
            return True
        span = diagnostic.primary.span
        key = (diagnostic.code.id + span.source.name, span.start, span.end)
        is_new = key not in self.told
        self.told.add(key)
        return is_new

    def _report_twice(self, first: _Draft, second: _Draft) -> None:
        self.diagnostics.report(
            codes.NAME_TWICE,
            second.span,
            secondary=(Label(first.span, phrase("第一个在这里", "the first is here")),),
            name=second.name,
            first=first.span.first.line,
        )
