"""An empty facts file for a set of rules: a line for each thing to fill in, with what it is.

Empty quotes mean "not filled in": the form loads as it is, and scoring it lists what is missing.
"""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.facts.bounds import bounds_words
from perfdsl.checker.facts.paths import judged_points
from perfdsl.checker.facts.words import fact_word
from perfdsl.checker.type_words import type_words
from perfdsl.model.contents import Use, expressions_in, uses_in
from perfdsl.model.expressions import Constant, Expr
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.rules import Judged, Requirement, Rule
from perfdsl.model.types import (
    DAYS,
    MONEY,
    MONTHS,
    RATIO,
    WORKDAYS,
    ChoiceType,
    DateType,
    LevelType,
    Quantity,
    RecordsType,
    TextType,
    TruthType,
    Type,
)
from perfdsl.number import format_exact
from perfdsl.reports.facts_form_words import FormWords
from perfdsl.wording import Language, Words

_SHOWN_INDICATORS = 3


def facts_form(rulebook: RuleBook, language: Language, *, rules_path: str | None = None) -> str:
    """The text of a facts.toml to fill in. `rules_path`: the rules as seen from where it will lie."""
    return "\n".join(_Form(rulebook, language, Uses.of(rulebook)).lines(rules_path)) + "\n"


# --- which indicators use a fact -----------------------------------------------------------------


@attrs.frozen(repr=False)
class Uses:
    """The indicators that use a fact or definition, this year's and last year's apart."""

    indicators: dict[Use, tuple[str, ...]]

    @classmethod
    def of(cls, rulebook: RuleBook) -> "Uses":
        found: dict[Use, dict[str, None]] = {}
        places: list[tuple[str, tuple[Rule, ...]]] = [
            (indicator.id, indicator.rules) for indicator in rulebook.walk()
        ]
        places.append((FormWords.TOTAL.zh, rulebook.total_rules))
        for path, rules in places:
            expressions = (part for rule in rules for part in expressions_in(rule))
            for use in uses_in(expressions, rulebook.definitions):
                found.setdefault(use, {})[path] = None
        return cls({use: tuple(paths) for use, paths in found.items()})

    def of_fact(self, name: str, *, last_year: bool = False) -> tuple[str, ...]:
        return self.indicators.get((name, last_year), ())


# --- the form ------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class _Form:
    rulebook: RuleBook
    language: Language
    uses: Uses

    def lines(self, rules_path: str | None) -> Iterator[str]:
        yield from self._head(rules_path)
        yield from self._facts()
        yield from self._records("file.facts")
        yield from self._last_year()
        yield from self._judged()
        yield from self._explanations()
        yield from self._stated()

    def _head(self, rules_path: str | None) -> Iterator[str]:
        book = self.rulebook
        yield from self._comment(FormWords.TITLE, scheme=book.scheme or book.source.name)
        yield from self._comment(FormWords.HOW_TO)
        yield ""
        yield entry(self._word("file.scheme"), rules_path or book.scheme)
        if book.year is not None:
            yield entry(self._word("file.year"), book.year)
        yield entry(self._word("file.subject"), "")

    def _facts(self) -> Iterator[str]:
        yield from self._heading("file.facts")
        for fact in self.rulebook.facts.values():
            if not isinstance(fact.type, RecordsType):
                yield from self._fact(fact, self.uses.of_fact(fact.name))
        given = [
            definition
            for definition in self.rulebook.definitions.values()
            if self.uses.of_fact(definition.name) and not isinstance(definition.type, RecordsType)
        ]
        if given:
            yield ""
            yield from self._comment(FormWords.DEFINITIONS)
        for definition in given:
            hint = self._hint(definition.type, None)
            yield f"# {entry(definition.title or definition.name, '')}  # {hint}"

    def _fact(self, fact: FactDeclaration, indicators: tuple[str, ...]) -> Iterator[str]:
        yield ""
        if fact.meaning:
            yield comment(fact.meaning)
        if indicators:
            yield from self._used_by(indicators)
        yield self._fact_line(fact)

    def _fact_line(self, fact: FactDeclaration) -> str:
        hint = self._hint(fact.type, fact.unit, is_whole=fact.is_whole)
        if fact.bounds is not None:
            hint += self._comma() + bounds_words(fact.bounds, fact.type, fact.unit).text(
                self.language
            )
        return f"{entry(fact.title or fact.name, '')}  {comment(hint)}"

    def _used_by(self, indicators: tuple[str, ...]) -> Iterator[str]:
        names = [path.rsplit("/", 1)[-1] for path in indicators[:_SHOWN_INDICATORS]]
        shown = ("、" if self.language == "zh" else ", ").join(names)
        words = (
            FormWords.USED_BY if len(indicators) <= _SHOWN_INDICATORS else FormWords.USED_BY_MORE
        )
        yield from self._comment(words, names=shown, count=len(indicators))

    def _hint(self, type_: Type, unit: str | None, *, is_whole: bool = False) -> str:
        """What to write: the unit, the words to choose from, the form of a date."""
        match type_:
            case TruthType():
                return FormWords.TRUTH.text(self.language)
            case DateType():
                return FormWords.DATE.text(self.language)
            case TextType():
                return FormWords.TEXT.text(self.language)
            case LevelType() | ChoiceType():
                return " / ".join(type_.words)
            case Quantity():
                return self._quantity_hint(type_, unit, is_whole=is_whole)
            case _:
                return type_words(type_).text(self.language)

    def _quantity_hint(self, quantity: Quantity, unit: str | None, *, is_whole: bool) -> str:
        name = type_words(quantity).text(self.language)
        if quantity == MONEY:
            default = unit or self.rulebook.money_unit
            if default is None:
                return name + self._comma() + FormWords.WITH_UNIT.text(self.language)
            return (
                name
                + self._comma()
                + FormWords.DEFAULT_UNIT.text(self.language).format(unit=default)
            )
        if quantity == RATIO:
            return name + self._comma() + FormWords.PERCENT.text(self.language)
        if is_whole:
            name = FormWords.WHOLE.text(self.language)
        unit = unit or {DAYS: "天", WORKDAYS: "工作日", MONTHS: "月"}.get(quantity)
        return f"{name}{self._comma()}{unit}" if unit else name

    def _records(self, word: str, *, last_year: bool = False) -> Iterator[str]:
        """One block for each list of records; last year's only where the rules ask for them."""
        for fact in self.rulebook.facts.values():
            indicators = self.uses.of_fact(fact.name, last_year=last_year)
            if not isinstance(fact.type, RecordsType) or (last_year and not indicators):
                continue
            yield ""
            yield from self._comment(FormWords.RECORDS, name=fact.title or fact.name)
            if fact.meaning:
                yield comment(fact.meaning)
            if indicators:
                yield from self._used_by(indicators)
            yield f"[[{key(self._word(word))}.{key(fact.title or fact.name)}]]"
            for field in fact.fields:
                if field.meaning:
                    yield comment(field.meaning)
                yield self._fact_line(field)

    def _last_year(self) -> Iterator[str]:
        facts = [
            fact
            for fact in self.rulebook.facts.values()
            if self.uses.of_fact(fact.name, last_year=True)
        ]
        if facts:
            yield from self._heading("file.last_year")
        for fact in facts:
            if not isinstance(fact.type, RecordsType):
                yield from self._fact(fact, self.uses.of_fact(fact.name, last_year=True))
        yield from self._records("file.last_year", last_year=True)

    def _judged(self) -> Iterator[str]:
        judged = {found.key: found for found in judged_points(self.rulebook)}
        if not judged:
            return
        yield from self._heading("file.judged", FormWords.JUDGED)
        points, reason = self._word("judged.points"), self._word("judged.reason")
        for path, found in judged.items():
            yield ""
            yield comment(self._range(found))
            yield f"{key(path)} = {{ {entry(points, '')}, {entry(reason, '')} }}"

    def _range(self, judged: Judged) -> str:
        least, most = _points_text(judged.least), _points_text(judged.most)
        words = FormWords.RANGE if judged.step is None else FormWords.RANGE_IN_STEPS
        step = _points_text(judged.step) if judged.step is not None else ""
        return words.text(self.language).format(least=least, most=most, step=step)

    def _explanations(self) -> Iterator[str]:
        required: dict[str, list[str]] = {}
        for indicator in self.rulebook.walk():
            for rule in indicator.rules:
                if isinstance(rule, Requirement):
                    required.setdefault(indicator.id, []).append(rule.text)
        for rule in self.rulebook.total_rules:
            if isinstance(rule, Requirement):
                required.setdefault(self._word("stated.total"), []).append(rule.text)
        if not required:
            return
        yield from self._heading("file.explanations", FormWords.EXPLANATIONS)
        for path, texts in required.items():
            yield ""
            yield from map(comment, texts)
            yield entry(path, "")

    def _stated(self) -> Iterator[str]:
        yield from self._heading("file.stated", FormWords.STATED)
        yield entry(self._word("stated.total"), "")
        if self.rulebook.grades:
            words = " / ".join(grade.name for grade in self.rulebook.grades)
            yield f"{entry(self._word('stated.grade'), '')}  {comment(words)}"
        for indicator in self.rulebook.walk():
            if not indicator.is_leaf:
                yield entry(indicator.id, "")

    def _heading(self, word: str, explanation: Words | None = None) -> Iterator[str]:
        yield ""
        yield ""
        if explanation is not None:
            yield from self._comment(explanation)
        yield f"[{key(self._word(word))}]"

    def _comment(self, words: Words, **arguments: str | int) -> Iterator[str]:
        for line in words.text(self.language).format(**arguments).split("\n"):
            yield comment(line)

    def _word(self, term: str) -> str:
        return fact_word(term).text(self.language)

    def _comma(self) -> str:
        return "，" if self.language == "zh" else ", "


def _points_text(expression: Expr) -> str:
    if isinstance(expression, Constant) and isinstance(expression.value, Fraction):
        return format_exact(expression.value)
    return expression.span.text


# --- TOML ----------------------------------------------------------------------------------------


def comment(text: str) -> str:
    """One line of comment, whatever the text has in it."""
    visible = "".join(character if character.isprintable() else " " for character in text)
    return f"# {visible}".rstrip()


def entry(name: str, value: str | int) -> str:
    from tomli_w import dumps

    return dumps({name: value}).strip()


def key(name: str) -> str:
    return entry(name, 0).removesuffix(" = 0")
