"""One value of the facts file, read as the type that the rules give it; never guessed, never a float."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.checker.facts.asked import Asked, declared_label
from perfdsl.checker.facts.calendar import in_other_measure
from perfdsl.checker.facts.denials import FALSE, TRUE, truth_meant
from perfdsl.checker.facts.numbers import (
    WrittenNumber,
    in_measure,
    is_readable,
    read_date,
    read_number,
    unit_size,
    with_thousands,
)
from perfdsl.checker.facts.spellings import (
    EXAMPLES,
    as_known,
    example_of,
    expected_words,
    is_other_measure,
    may_stay,
    only_one,
    shown_text,
    unit_spelled,
    with_known_unit,
    with_units,
    written_text,
)
from perfdsl.checker.facts.words import canonical_name, fold
from perfdsl.checker.type_words import type_words
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help, Label
from perfdsl.model.expressions import Value
from perfdsl.model.raw_facts import RawScalar, RawValue
from perfdsl.model.types import (
    COUNT,
    DAYS,
    MONEY,
    MONTHS,
    NUMBER,
    POINT,
    RATIO,
    SCORE,
    UNITS,
    WORKDAYS,
    ChoiceType,
    DateType,
    LevelType,
    Poison,
    Quantity,
    RecordsType,
    TextType,
    TruthType,
    Zero,
)
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Code, Phrase, Words

_NATURAL_UNITS: dict[Quantity, str | None] = {
    DAYS: "天", WORKDAYS: "工作日", MONTHS: "月", COUNT: None, SCORE: None, NUMBER: None,
}  # fmt: skip
"""Quantities whose bare numbers can mean one thing only, with the unit they then have."""
_UNREADABLE = (codes.WRONG_KIND, codes.UNKNOWN_UNIT, codes.INEQUALITY, codes.UNKNOWN_WORD)


@attrs.frozen(eq=False, repr=False)
class Given:
    """A value in base units and the unit it was given in."""

    value: Value
    unit: str | None = None


@attrs.frozen(eq=False, repr=False)
class ValueReader:
    """Reads values; `money_unit` is the unit of bare money where a fact declares none."""

    money_unit: str | None
    diagnostics: Diagnostics
    years: tuple[int, ...] = ()
    """What year a day without one may be of, the likeliest first."""

    def read(self, asked: Asked, raw: RawValue) -> Given | None:
        """The value, within its bounds; None where a mistake was reported or nothing can be said."""
        content = raw.content
        if isinstance(content, tuple) or not isinstance(content, RawScalar):
            self.diagnostics.report(
                codes.VALUE_NEEDED, raw.span, helps=only_one(raw), key=asked.name
            )
            return None
        given = self._read(asked, content, raw.span)
        if given is None or not self._is_within(asked, given, raw.span):
            return None
        return given

    def _read(self, asked: Asked, content: RawScalar, span: Span) -> Given | None:
        match asked.type:
            case Quantity():
                return self._quantity(asked, asked.type, content, span)
            case Zero():
                return self._quantity(asked, NUMBER, content, span)
            case TruthType():
                return self._truth(asked, content, span)
            case DateType():
                return self._date(asked, content, span)
            case TextType():
                return self.written_text(asked, content, span)
            case LevelType() | ChoiceType():
                return self._word(asked, asked.type.words, content, span)
            case RecordsType():
                self.diagnostics.report(codes.RECORDS_NEEDED, span, key=asked.name)
                return None
            case Poison():
                return None

    # --- numbers ---------------------------------------------------------------------------------

    def _quantity(
        self, asked: Asked, quantity: Quantity, content: RawScalar, span: Span
    ) -> Given | None:
        if isinstance(content, bool | date):
            self._wrong_kind(asked, span)
            return None
        number = read_number(content)
        if not is_readable(number) and _is_sum(content):
            number = "unreadable"
        if number == "inequality":
            self._report(
                codes.INEQUALITY,
                asked,
                span,
                _meant(content, asked, quantity),
                text=shown_text(content, span),
                example=example_of(quantity),
            )
            return None
        if number == "unreadable":
            self._wrong_kind(asked, span, _meant(content, asked, quantity))
            return None
        given = self._with_unit(asked, quantity, number, span)
        if given is None or not isinstance(given.value, Fraction):
            return None
        if not self._is_countable(asked, given.value, span):
            return None
        return given

    def _with_unit(
        self, asked: Asked, quantity: Quantity, number: WrittenNumber, span: Span
    ) -> Given | None:
        if quantity == COUNT:
            number = as_known(in_measure(number, asked.unit, written_text(span)), asked.unit)
        if number.unknown_unit is not None:
            self._report(
                codes.UNKNOWN_UNIT,
                asked,
                span,
                unit_spelled(number, quantity, asked.unit)
                or _meant(written_text(span), asked, quantity)
                or with_known_unit(number, quantity),
                unit=number.unknown_unit,
                example=example_of(quantity),
            )
            return None
        if number.unit is None:
            return self._bare(asked, quantity, number.value, span)
        dimension = UNITS[number.unit][0] if number.unit in UNITS else COUNT
        is_difference = quantity.is_difference and dimension == POINT
        is_other = dimension == COUNT and is_other_measure(number.unit, asked.unit)
        if (dimension == quantity and not is_other) or is_difference:
            return Given(number.value * unit_size(number.unit), number.unit)
        if quantity == RATIO and dimension == POINT:
            percent = f"{format_exact(number.value)}%"
            self._report(codes.POINTS_FOR_RATIO, asked, span, (percent,), example=f'"{percent}"')
        else:
            money = asked.unit or self.money_unit or "万元"
            units = {MONEY: money, RATIO: "%", DAYS: "天", WORKDAYS: "个工作日", MONTHS: "个月"}
            meant = units.get(quantity, asked.unit or "")
            in_other = in_other_measure(written_text(span), quantity)
            self._report(
                codes.WRONG_UNIT,
                asked,
                span,
                (f"{format_exact(number.value)}{meant}",)
                if meant and not in_other and may_stay(number, dimension, asked.type, asked.unit)
                else in_other,
                expected=type_words(quantity),
                unit=number.unit,
                example=f'"63{asked.unit}"' if is_other else example_of(quantity),
            )
        return None

    def _bare(self, asked: Asked, quantity: Quantity, value: Fraction, span: Span) -> Given | None:
        """A number without a unit: in the declared unit, or where only one can be meant."""
        unit = asked.unit or (self.money_unit if quantity == MONEY else None)
        if unit is not None:
            return Given(value * unit_size(unit), unit)
        if quantity in _NATURAL_UNITS:
            return Given(value, _NATURAL_UNITS[quantity])
        if value == 0:
            return Given(value, {RATIO: "%", POINT: "百分点", MONEY: "元"}.get(quantity))
        if quantity not in EXAMPLES:
            self.diagnostics.report(codes.CANNOT_BE_GIVEN, span, key=asked.name)
            return None
        self._report(
            codes.UNIT_NEEDED,
            asked,
            span,
            with_units(value, quantity, asked.declaration),
            expected=type_words(quantity),
        )
        return None

    def _is_countable(self, asked: Asked, value: Fraction, span: Span) -> bool:
        known = asked.declaration
        if known is None or known.type != COUNT:
            return True
        if known.is_whole and value.denominator != 1:
            code = codes.NOT_WHOLE
        elif value < 0:
            code = codes.NEGATIVE_COUNT
        else:
            return True
        text = written_text(span)
        meant = (text.lstrip("-－−"),) if code is codes.NEGATIVE_COUNT else with_thousands(text)
        self._report(code, asked, span, meant, quoted='"' in span.text)
        return False

    # --- other kinds -----------------------------------------------------------------------------

    def _truth(self, asked: Asked, content: RawScalar, span: Span) -> Given | None:
        if isinstance(content, bool):
            return Given(content)
        if content in (0, 1):
            self._wrong_kind(asked, span, ("true" if content else "false",), quoted=False)
            return None
        word = fold(content).lower() if isinstance(content, str) else None
        if word in TRUE:
            return Given(value=True)
        if word in FALSE:
            return Given(value=False)
        self._wrong_kind(asked, span, truth_meant(asked.name, word or ""), quoted=False)
        return None

    def _date(self, asked: Asked, content: RawScalar, span: Span) -> Given | None:
        if isinstance(content, date):
            return Given(content)
        found = read_date(content) if isinstance(content, str) else "unreadable"
        if isinstance(found, date):
            return Given(found)
        from perfdsl.checker.facts.lost_days import day_looked_up, days_instead
        from perfdsl.checker.facts.months import days_meant, whole_date

        text = span.text.strip("\"' ")
        if found is None:
            days = days_instead(span, text)
            more = () if days else day_looked_up(text)
            self._report(codes.NO_SUCH_DATE, asked, span, days, quoted=False, more=more)
        else:
            meant = days_meant(text, span, self.years, asked.name)
            self._wrong_kind(asked, span, meant, quoted=False, expected=whole_date(text))
        return None

    def written_text(self, asked: Asked, content: RawScalar, span: Span) -> Given | None:
        if isinstance(content, bool):
            self._wrong_kind(asked, span)
            return None
        return Given(content if isinstance(content, str) else span.text)

    def _word(
        self, asked: Asked, words: tuple[str, ...], content: RawScalar, span: Span
    ) -> Given | None:
        written = content if isinstance(content, str) else span.text
        known = {canonical_name(word): word for word in words}
        found = known.get(canonical_name(written))
        if found is not None:
            return Given(found)
        from perfdsl.checker.facts.levels import words_meant  # only where something is wrong

        self._report(
            codes.UNKNOWN_WORD,
            asked,
            span,
            words_meant(written, words),
            text=written,
            known=Words("、".join(words), ", ".join(words)),
        )
        return None

    # --- mistakes --------------------------------------------------------------------------------

    def _wrong_kind(
        self,
        asked: Asked,
        span: Span,
        meant: Iterable[str] = (),
        *,
        quoted: bool = True,
        expected: Words | None = None,
    ) -> None:
        self._report(
            codes.WRONG_KIND,
            asked,
            span,
            meant,
            quoted=quoted,
            expected=expected or expected_words(asked.type),
            example=example_of(asked.type),
        )

    def _report(
        self,
        code: Code,
        asked: Asked,
        span: Span,
        replacements: Iterable[str],
        *,
        quoted: bool = True,
        more: tuple[Help, ...] = (),
        **arguments: str | int | Words | Phrase,
    ) -> None:
        """With what could be written instead, each as an edit that a person confirms, then `more`."""
        if self._is_remarked(asked, code, span):
            return
        from perfdsl.checker.facts.fitting import fitting  # only where something is wrong
        from perfdsl.checker.facts.meant import offered

        meant = self._without_each(asked, code, span)
        if meant is None:
            meant = fitting(asked, tuple(replacements), written_text(span))
        helps = [offered(span, each, quoted=quoted) for each in meant]
        filled = {"key": asked.name, "text": written_text(span)} | arguments
        self.diagnostics.found.append(
            Diagnostic(
                code, filled, Label(span), declared_label(asked.declaration), helps=(*helps, *more)
            )
        )

    def _is_remarked(self, asked: Asked, code: Code, span: Span) -> bool:
        """Whether the value can be read but for a remark behind it, which is then reported."""
        if code not in _UNREADABLE or span.text[:1] in "\"'":
            return False
        from perfdsl.checker.facts.comments import remark_behind  # only where something is wrong

        trial = attrs.evolve(self, diagnostics=Diagnostics())

        def read(front: Span) -> Value | None:
            given = trial._read(asked, front.text, front)
            return None if given is None else given.value

        found = remark_behind(span, read, asked.name)
        if found is not None:
            self.diagnostics.found.append(found)
        return found is not None

    def _without_each(self, asked: Asked, code: Code, span: Span) -> tuple[str, ...] | None:
        """`43.5公斤` of `43.5公斤/亩`."""
        if code not in (*_UNREADABLE, codes.WRONG_UNIT) or not isinstance(asked.type, Quantity):
            return None
        from perfdsl.checker.facts.each import without_each  # only where something is wrong

        trial = attrs.evolve(self, diagnostics=Diagnostics())
        return without_each(
            span,
            asked.name,
            lambda front: trial._read(asked, front.text, front) is not None,
            trial.diagnostics,
        )

    def _is_within(self, asked: Asked, given: Given, span: Span) -> bool:
        bounds = asked.declaration.bounds if asked.declaration is not None else None
        if bounds is None or bounds.hold(given.value):
            return True
        from perfdsl.checker.facts.meant import out_of_bounds  # only where something is wrong

        found = out_of_bounds(asked, bounds, given.value, given.unit or asked.unit, span)
        self.diagnostics.found.append(found)
        return False


def _meant(content: RawScalar, asked: Asked, quantity: Quantity) -> tuple[str, ...]:
    from perfdsl.checker.facts.meant import amounts_meant  # only where something is wrong

    return amounts_meant(content, quantity, asked.unit, is_taken=asked.is_taken)


def _is_sum(content: RawScalar) -> bool:
    """Whether it is a sum that can be worked out, and no number with an unknown unit."""
    from perfdsl.checker.facts.sums import sum_meant  # only where something is wrong

    return isinstance(content, str) and sum_meant(content) is not None
