"""A facts file held against the rules: every key known, every value of its type, nothing guessed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from perfdsl.checker.facts.asked import Asked, asked_for, names_meant
from perfdsl.checker.facts.days import working_days
from perfdsl.checker.facts.entries import Described, Entries
from perfdsl.checker.facts.headings import (
    are_fields,
    doubled_brackets,
    own_heading,
    records_meant,
    report_unknown_heading,
    without_records,
)
from perfdsl.checker.facts.homes import Homes, homes_of, report_lost
from perfdsl.checker.facts.keys import Keys
from perfdsl.checker.facts.lines import once_a_line
from perfdsl.checker.facts.paths import Paths, judged_points
from perfdsl.checker.facts.periods import year_named
from perfdsl.checker.facts.values import Given, ValueReader
from perfdsl.checker.facts.words import (
    canonical_name,
    fact_word,
    find_word,
    is_unfilled,
    table_of,
)
from perfdsl.checker.facts.year import fiscal_year, likely_years
from perfdsl.codes import facts as codes
from perfdsl.codes.facts_writing import NO_EQUALS_SIGN, NO_VALUE
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.model.contents import taken_keys
from perfdsl.model.facts import Explanation, Fact, Facts, Judgement, Stated, StatedGrade
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable, RawValue
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import SCORE, TEXT, LevelType, RecordsType
from perfdsl.source import Span
from perfdsl.wording import Words, phrase

if TYPE_CHECKING:
    from perfdsl.checker.facts.formulas import Formulas


def check_facts(
    raw: RawFacts, rulebook: RuleBook, diagnostics: Diagnostics, *, year: int | None = None
) -> Facts:
    """What the file says, as far as it can be used; mistakes are in `diagnostics`.

    `year`: the fiscal year for which the user allowed facts and rules to differ.
    """
    read = tuple(diagnostics)
    checker = FactsChecker(rulebook, diagnostics)
    facts = checker.check(raw, year)
    once_a_line(raw, diagnostics, read)
    if any(each.code is NO_VALUE for each in read):
        from perfdsl.checker.facts.blanks import name_values

        name_values(diagnostics.found, checker.asked, rulebook)
    if any(each.code is NO_EQUALS_SIGN for each in read):
        from perfdsl.checker.facts.pasted import put_rows_apart

        put_rows_apart(raw.source, rulebook, diagnostics.found)
    if raw.again:
        from perfdsl.checker.facts.copies import name_copies

        name_copies(raw, rulebook, diagnostics.found)
    return facts


@attrs.define(eq=False, repr=False)
class FactsChecker:
    rulebook: RuleBook
    diagnostics: Diagnostics
    asked: dict[str, Asked] = attrs.field(init=False)
    """Facts and definitions by their canonical names."""
    indicators: Paths = attrs.field(init=False)
    values: ValueReader = attrs.field(init=False)
    entries: Entries = attrs.field(init=False)
    top: RawTable = attrs.field(init=False, factory=RawTable)
    """The entries at the top of the file being checked."""
    judged: Paths = attrs.field(init=False)
    homes: Homes = attrs.field(init=False)
    keys: Keys = attrs.field(init=False)
    homeless: frozenset[int] = frozenset()
    """Where entries begin whose heading is missing."""
    guessed: dict[str, RawEntry] = attrs.field(factory=dict)
    """Sections whose heading is misspelt."""
    formulas: "Formulas | None" = None
    """What definitions can come to."""
    section: str = "facts"
    unfilled: dict[str, Span] = attrs.field(factory=dict)
    """Entries left empty."""

    def __attrs_post_init__(self) -> None:
        self.asked = {
            canonical_name(name): Asked(name, definition.type, None)
            for name, definition in self.rulebook.definitions.items()
        } | {canonical_name(name): asked_for(fact) for name, fact in self.rulebook.facts.items()}
        self.indicators = Paths.of(indicator.id for indicator in self.rulebook.walk())
        self.judged = Paths.of(points.key for points in judged_points(self.rulebook))
        self.values = ValueReader(self.rulebook.money_unit, self.diagnostics)
        self.entries = Entries(self.values, self.diagnostics)

    def check(self, raw: RawFacts, year: int | None) -> Facts:
        found: dict[str, RawEntry] = {}
        self.top = raw.root
        self.values = attrs.evolve(self.values, years=likely_years(raw, self.rulebook.year))
        self.entries = attrs.evolve(self.entries, values=self.values)
        declared = tuple(self.rulebook.facts.values())
        self.homes = homes_of(raw, self._order(), declared, self.indicators, self.judged)
        self.keys = Keys(self.rulebook, self.homes, self.diagnostics)
        self.homeless = report_lost(self.homes, self.diagnostics)
        for word, entry in self.entries.words("file", raw.root, self._unknown_at_top):
            found[word] = entry
        for word, entry in self.guessed.items():
            if found.setdefault(word, entry) is not entry and word in ("facts", "last_year"):
                self._facts(word, self.entries.table(entry))  # `[["事实"."项目"]]` made the other
        stated = tuple(self._stated(self.entries.table(found.get("stated"))))
        days = self.entries.table(found.get("working_days"))
        return Facts(
            source=raw.source,
            subject=self.entries.plain_text(found.get("subject")),
            year=fiscal_year(raw, found.get("year"), year, self.rulebook, self.diagnostics),
            values=self._facts("facts", self.entries.table(found.get("facts"))),
            last_year=self._facts("last_year", self.entries.table(found.get("last_year"))),
            judgements=self._judgements(self.entries.table(found.get("judged"))),
            explanations=self._explanations(self.entries.table(found.get("explanations"))),
            stated=tuple(entry for entry in stated if isinstance(entry, Stated)),
            stated_grade=next((entry for entry in stated if isinstance(entry, StatedGrade)), None),
            working_days=working_days(days, self.entries, self.values, self.diagnostics),
            unfilled=self.unfilled,
            headings={word: entry.key_span for word, entry in self.homes.sections.items()},
        )

    def _order(self) -> tuple[str, ...]:
        """Canonical names of facts as they are declared, then definitions."""
        facts = [canonical_name(name) for name in self.rulebook.facts]
        return tuple(dict.fromkeys([*facts, *self.asked]))

    def _at_home(self, table: RawTable) -> Iterator[RawEntry]:
        """The entries of the table but for those whose heading is missing."""
        return (entry for entry in table if entry.key_span.start not in self.homeless)

    # --- the top of the file ---------------------------------------------------------------------

    def _unknown_at_top(self, entry: RawEntry) -> None:
        if entry.key_span.start not in self.homeless:
            meant = report_unknown_heading(
                entry, self.top, self.asked, self.homes, self.diagnostics
            )
            if meant is not None:
                self.guessed.setdefault(meant, entry)

    # --- facts -----------------------------------------------------------------------------------

    def _facts(self, section: str, table: RawTable) -> dict[str, Fact]:
        self.section = section
        facts: dict[str, Fact] = {}
        seen: dict[str, RawEntry] = {}
        for entry in self._at_home(table):
            name = canonical_name(entry.key)
            asked = self.asked.get(name)
            if asked is None:
                self._unknown_fact(entry, table)
            elif self.entries.is_first(seen, name, entry):
                fact = self._fact(asked, entry)
                if fact is not None:
                    facts[asked.name] = fact
        return facts

    def _unknown_fact(self, entry: RawEntry, table: RawTable) -> None:
        moved = self.homes.moved(entry, self.section)
        named = year_named(entry, self.section, self.asked, self.homes)
        helps = moved or named or names_meant(entry, self.asked.values(), table)
        word = find_word("file", entry.key)
        if word is not None:
            text = phrase(
                "「{key}」写在文件开头，任何 [表头] 之前",
                "“{key}” stands at the beginning of the file, before any [heading]",
                key=entry.key,
            )
            helps = own_heading(entry) or self.homes.to_top(entry) or [Help(text)]
        self.diagnostics.report(codes.UNKNOWN_FACT, entry.key_span, helps=helps, key=entry.key)
        meant = records_meant(helps, entry, self.asked)
        if meant is not None:
            self._records(meant, entry)

    def _fact(self, asked: Asked, entry: RawEntry, within: str = "") -> Fact | None:
        if isinstance(asked.type, RecordsType):
            return self._records(asked, entry)
        described = self._described(entry)
        if described is None:
            return None
        if is_unfilled(described.value.content):
            self.unfilled.setdefault(within + asked.name, entry.key_span)
            return None
        given = self.values.read(asked, described.value)
        if given is None or not self._can_be(asked, given, described.value.span, within):
            return None
        return Fact(
            asked.name,
            given.value,
            entry.key_span,
            given.unit,
            described.evidence,
            described.note,
            described.value.span,
        )

    def _can_be(self, asked: Asked, given: Given, span: Span, within: str) -> bool:
        """Whether it is no definition, or one whose formula can come to this."""
        definition = None if within else self.rulebook.definitions.get(asked.name)
        if definition is None:
            return True
        from perfdsl.checker.facts.formulas import Formulas  # only where one is given

        self.formulas = self.formulas or Formulas.of(self.rulebook, self.diagnostics)
        return self.formulas.can_come_to(definition, asked, given, span)

    def _described(self, entry: RawEntry) -> Described | None:
        """A bare value, or a table with the value and its evidence."""
        table = table_of(entry)
        if table is None:
            return Described(entry.value)
        parts = dict(self.entries.words("entry", table, self.entries.unknown_key("entry", table)))
        value = parts.get("value")
        if value is None:
            if len(parts) == len(list(table)):  # else one of the keys may be it
                self.diagnostics.report(codes.NO_FACT_VALUE, entry.key_span, key=entry.key)
            return None
        return Described(
            value.value,
            self.entries.evidence(parts.get("source"), parts.get("page")),
            self.entries.plain_text(parts.get("note")),
        )

    def _records(self, asked: Asked, entry: RawEntry) -> Fact | None:
        if is_unfilled(entry.value.content):
            return None
        fields = asked.declaration.fields if asked.declaration is not None else ()
        found = {canonical_name(field.name): asked_for(field) for field in fields}
        rows = entry.value.content
        if not isinstance(rows, tuple) or not all(
            isinstance(row.content, RawTable) for row in rows
        ):
            helps = doubled_brackets(entry, self.diagnostics)
            self.diagnostics.report(
                codes.RECORDS_NEEDED, entry.value.span, helps=helps, key=asked.name
            )
            if isinstance(rows, RawTable) and are_fields(rows, found):
                self._record(asked.name, rows, found)
            return None
        records = tuple(
            self._record(asked.name, row.content, found)
            for row in rows
            if isinstance(row.content, RawTable)
        )
        if rows and not any(records):
            return None  # an unfilled form
        return Fact(asked.name, tuple(record for record in records if record), entry.key_span)

    def _record(
        self, records: str, table: RawTable, fields: Mapping[str, Asked]
    ) -> Mapping[str, Fact]:
        record: dict[str, Fact] = {}
        seen: dict[str, RawEntry] = {}
        for entry in self._at_home(table):
            name = canonical_name(entry.key)
            asked = fields.get(name)
            if asked is None:
                names = [field.name for field in fields.values()]
                meant = without_records(entry, records) or self.homes.moved(entry, "", ("facts",))
                self.diagnostics.report(
                    codes.UNKNOWN_FIELD,
                    entry.key_span,
                    helps=meant or names_meant(entry, fields.values(), table),
                    records=records,
                    key=entry.key,
                    known=Words("、".join(names), ", ".join(names)),
                )
            elif self.entries.is_first(seen, name, entry):
                fact = self._fact(asked, entry, f"{records}.")
                if fact is not None:
                    record[asked.name] = fact
        return record

    # --- judged points, explanations, stated scores ----------------------------------------------

    def _judgements(self, table: RawTable) -> dict[str, Judgement]:
        judgements: dict[str, Judgement] = {}
        seen: dict[str, RawEntry] = {}
        for entry in self._at_home(table):
            key = self.keys.judged(entry, table)
            if key is None or not self.entries.is_first(seen, key, entry):
                continue
            judgement = self._judgement(key, entry)
            if judgement is not None:
                judgements[key] = judgement
        return judgements

    def _judgement(self, key: str, entry: RawEntry) -> Judgement | None:
        table = table_of(entry)
        parts: dict[str, RawEntry] = {}
        value = entry.value
        if table is not None:
            parts = dict(
                self.entries.words("judged", table, self.entries.unknown_key("judged", table))
            )
            if "points" not in parts and len(parts) < len(list(table)):
                return None
            if "points" not in parts:
                self.diagnostics.report(codes.NO_FACT_VALUE, entry.key_span, key=entry.key)
                return None
            value = parts["points"].value
        if is_unfilled(value.content):
            self.unfilled.setdefault(key, entry.key_span)
            return None
        points = self._points(entry.key, value, is_taken=key in taken_keys(self.rulebook))
        if points is None:
            return None
        reason = self.entries.plain_text(parts.get("reason"))
        is_understood = table is None or len(parts) == len(table.entries)
        if reason is None and is_understood:
            self.diagnostics.report(
                codes.JUDGED_WITHOUT_REASON, entry.key_span, key=key, points=value.span.text
            )
        evidence = self.entries.evidence(parts.get("source"), parts.get("page"))
        return Judgement(key, points, reason, entry.key_span, evidence, value.span)

    def _points(self, key: str, value: RawValue, *, is_taken: bool = False) -> Fraction | None:
        given = self.values.read(Asked(key, SCORE, None, is_taken=is_taken), value)
        return given.value if given is not None and isinstance(given.value, Fraction) else None

    def _explanations(self, table: RawTable) -> dict[str, Explanation]:
        total = fact_word("stated.total")
        explanations: dict[str, Explanation] = {}
        seen: dict[str, RawEntry] = {}
        for entry in self._at_home(table):
            if find_word("stated", entry.key) == "total" and not self.indicators.find(entry.key):
                path: str | None = total.zh
            else:
                path = self.keys.indicator(entry, table, "explanations")
            if path is None or not self.entries.is_first(seen, path, entry):
                continue
            text = self.entries.plain_text(entry)
            if text:
                explanations[path] = Explanation(path, text, entry.key_span)
        return explanations

    def _stated(self, table: RawTable) -> Iterator[Stated | StatedGrade]:
        """Scores and the grade."""
        seen: dict[str, RawEntry] = {}
        for entry in self._at_home(table):
            word = find_word("stated", entry.key)
            path = None if word else self.keys.indicator(entry, table, "stated")
            if not (word or path) or not self.entries.is_first(seen, word or path or "", entry):
                continue
            if is_unfilled(entry.value.content):
                continue
            if word == "grade":
                yield from self._grade(entry)
                continue
            if table_of(entry) is not None:
                helps = self.homes.moved(entry, "stated")
                span = entry.value.span
                self.diagnostics.report(codes.VALUE_NEEDED, span, helps=helps, key=entry.key)
                continue
            points = self._points(entry.key, entry.value)
            if points is not None:
                yield Stated(path, points, entry.key_span, entry.value.span)

    def _grade(self, entry: RawEntry) -> Iterator[StatedGrade]:
        """A grade of another scale stops nothing: what is stated does not count for the score."""
        before = len(self.diagnostics)
        words = tuple(grade.name for grade in self.rulebook.grades)
        type_ = LevelType(words) if words else TEXT
        given = self.values.read(Asked(entry.key, type_, None), entry.value)
        if given is not None:
            yield StatedGrade(str(given.value), entry.key_span, entry.value.span)
        self.diagnostics.found[before:] = [
            attrs.evolve(each, level="warning") for each in self.diagnostics.found[before:]
        ]
