"""What a case says must come out, and the small things that stand in any table of a test file."""

import re
from fractions import Fraction

import attrs

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.values import ValueReader
from perfdsl.checker.facts.words import canonical_name, similar, suggestions, table_of
from perfdsl.codes import rule_tests as codes
from perfdsl.codes.facts_writing import DUPLICATE_KEY
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.model.raw_facts import RawEntry
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import SCORE, TEXT, TRUTH
from perfdsl.rule_tests.cases import Deduction, Expectation, Result
from perfdsl.rule_tests.deductions import deduction_names
from perfdsl.rule_tests.words import TOTAL, find_test_word, known_test_words, spellings_of
from perfdsl.wording import Words, phrase

_FRACTION = re.compile(r"-?\d{1,9}/[1-9]\d{0,8}")


@attrs.frozen(eq=False, repr=False)
class EntryReader:
    """Reads single entries; the values with the reader that facts files have."""

    rulebook: RuleBook
    values: ValueReader
    diagnostics: Diagnostics

    # --- what must come out ----------------------------------------------------------------------

    def expectation(self, parts: dict[str, RawEntry], indicator: str | None) -> Expectation:
        points, result = self._points(parts.get("points"))
        if "result" in parts:
            result = self._result(parts["result"]) or result
        deducted, deductions = self._deductions(parts.get("deductions"), indicator)
        return Expectation(
            points,
            result,
            self._grade(parts.get("grade"), indicator),
            deducted,
            deductions,
            self.truth(parts.get("must_explain")),
        )

    def _points(self, entry: RawEntry | None) -> tuple[Fraction | None, Result | None]:
        """A number of points, or a word in its place."""
        if entry is None:
            return None, None
        content = entry.value.content
        if isinstance(content, str):
            word = find_test_word("result", content)
            if word is not None:
                return None, word  # type: ignore[return-value]
        return self._number(entry), None

    def _number(self, entry: RawEntry) -> Fraction | None:
        content = entry.value.content
        if isinstance(content, str) and _FRACTION.fullmatch(content.strip()):
            return Fraction(content.strip())  # as the points of a share that has no end are printed
        given = self.values.read(Asked(entry.key, SCORE, None), entry.value)
        return given.value if given is not None and isinstance(given.value, Fraction) else None

    def _result(self, entry: RawEntry) -> Result | None:
        text = self.text(entry)
        word = find_test_word("result", text) if text is not None else None
        if text is not None and word is None:
            self.diagnostics.report(
                codes.UNKNOWN_RESULT,
                entry.value.span,
                text=text,
                known=known_test_words("result"),
            )
        return word  # type: ignore[return-value]

    def _grade(self, entry: RawEntry | None, indicator: str | None) -> str | None:
        text = self.text(entry) if entry is not None else None
        if entry is None or text is None:
            return None
        if indicator is not None:
            self.diagnostics.report(codes.GRADE_NOT_HERE, entry.key_span, indicator=indicator)
            return None
        names = {canonical_name(grade.name): grade.name for grade in self.rulebook.grades}
        if canonical_name(text) not in names:
            known = "、".join(names.values())
            self.diagnostics.report(
                codes.UNKNOWN_GRADE,
                entry.value.span,
                text=text,
                known=Words(known or "（没有）", ", ".join(names.values()) or "(none)"),
            )
        return names.get(canonical_name(text))

    def _deductions(
        self, entry: RawEntry | None, indicator: str | None
    ) -> tuple[Fraction | None, tuple[Deduction, ...]]:
        """All deductions together, or rule by rule."""
        if entry is None:
            return None, ()
        table = table_of(entry)
        if table is None:
            return self._number(entry), ()
        names = {canonical_name(name): name for name in deduction_names(self.rulebook, indicator)}
        found: list[Deduction] = []
        for row in table:
            name = names.get(canonical_name(row.key))
            points = self._number(row)
            if name is None:
                known = "、".join(dict.fromkeys(names.values()))
                self.diagnostics.report(
                    codes.UNKNOWN_DEDUCTION,
                    row.key_span,
                    helps=suggestions(row, similar(row.key, names.values())) or (),
                    indicator=indicator or TOTAL,
                    rule=row.key,
                    known=Words(known or "（没有）", known or "(none)"),
                )
            elif points is not None:
                found.append(Deduction(name, points, row.key_span))
        return None, tuple(found)

    # --- small things ----------------------------------------------------------------------------

    def text(self, entry: RawEntry) -> str | None:
        if isinstance(entry.value.content, str) and not entry.value.content.strip():
            return None
        given = self.values.read(Asked(entry.key, TEXT, None), entry.value)
        return str(given.value).strip() if given is not None else None

    def truth(self, entry: RawEntry | None) -> bool | None:
        if entry is None:
            return None
        given = self.values.read(Asked(entry.key, TRUTH, None), entry.value)
        return given.value if given is not None and isinstance(given.value, bool) else None

    def unknown(self, place: str, entry: RawEntry) -> None:
        self.diagnostics.report(
            codes.UNKNOWN_ENTRY,
            entry.key_span,
            helps=suggestions(entry, similar(entry.key, spellings_of(place))),
            key=entry.key,
            known=known_test_words(place),
        )

    def repeated(self, first: RawEntry, second: RawEntry) -> None:
        self.diagnostics.report(
            DUPLICATE_KEY,
            second.key_span,
            secondary=(Label(first.key_span, phrase("第一次在这里", "first here")),),
            key=second.key,
            first=first.key_span.first.line,
            second=second.key_span.first.line,
        )
