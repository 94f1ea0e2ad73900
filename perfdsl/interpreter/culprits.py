"""The facts because of which a value is undefined, each with its value, where it is given."""

from collections.abc import Iterator
from itertools import islice

from perfdsl.diagnostic import Label
from perfdsl.interpreter.absence import Undefined
from perfdsl.model.contents import uses_in
from perfdsl.model.expressions import Aggregate, Expr, FieldReference, walk
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.printing import show_words
from perfdsl.model.rulebook import Definition, RuleBook
from perfdsl.wording import Phrase, phrase

_MOST = 6


def values_behind(cause: Undefined, rulebook: RuleBook, facts: Facts) -> tuple[Label, ...]:
    """Labels in the facts file; of many facts those that are 0 come first. The rule that asks comes last."""
    found = [
        *_zero_weights(cause, facts),
        *_given(cause.behind, rulebook, facts, is_last_year=cause.is_last_year),
    ]
    found.sort(key=lambda entry: entry[0].value != 0)
    labels = [Label(fact.span, text) for fact, text in found[:_MOST]]
    if cause.rule is not None:
        labels.append(Label(cause.rule, phrase("规则是这样写的", "this is what the rule says")))
    return tuple(labels)


def _zero_weights(cause: Undefined, facts: Facts) -> Iterator[tuple[Fact, Phrase]]:
    """The fields that are 0, of records whose weights add up to nothing."""
    weights = [each.weight for each in cause.behind if isinstance(each, Aggregate) and each.weight]
    for part in (part for weight in weights for part in walk(weight)):
        if isinstance(part, FieldReference):
            listed = (facts.last_year if cause.is_last_year else facts.values).get(part.records)
            rows = listed.value if listed is not None and isinstance(listed.value, tuple) else ()
            for row in rows:
                field = row.get(part.field)
                if field is not None and field.value == 0:
                    name = f"{part.records}.{part.field}"
                    yield field, phrase("「{name}」是 0", "「{name}」 is 0", name=name)


def inputs_of(
    definition: Definition, rulebook: RuleBook, facts: Facts, *, is_last_year: bool
) -> tuple[Label, ...]:
    """The facts that a definition is computed from."""
    found = _given((definition.value,), rulebook, facts, is_last_year=is_last_year)
    return tuple(Label(fact.span, text) for fact, text in islice(found, _MOST))


def _given(
    expressions: tuple[Expr, ...], rulebook: RuleBook, facts: Facts, *, is_last_year: bool
) -> Iterator[tuple[Fact, Phrase]]:
    for name, of_last_year in uses_in(expressions, rulebook.definitions):
        last_year = of_last_year or is_last_year
        fact = (facts.last_year if last_year else facts.values).get(name)
        if fact is None:
            continue
        shown = f"上年.{name}" if last_year else name
        if isinstance(fact.value, tuple):
            count = len(fact.value)
            yield (
                fact,
                phrase(
                    "「{name}」有 {count} 条",
                    "「{name}」 has {count} records",
                    name=shown,
                    count=count,
                ),
            )
            continue
        declared = rulebook.facts.get(name) or rulebook.definitions[name]
        value = show_words(fact.value, declared.type, fact.unit)
        yield fact, phrase("「{name}」是 {value}", "「{name}」 is {value}", name=shown, value=value)
