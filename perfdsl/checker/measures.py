"""Numbers of one thing in two measures, 万人 against 人: they would be compared as they stand."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.ways_out import instead
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.measures import conversion, has_size, plain_measure
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Bands
from perfdsl.model.types import COUNT
from perfdsl.number import decimal_places, format_exact

_PLAIN = "个"
"""What a number of things is in where nothing is said."""


def measures_agree(book: RuleBook, diagnostics: Diagnostics) -> bool:
    """Report each pair that is added or compared in two measures; whether there is none."""
    seen: set[frozenset[int]] = set()
    measures = _Measures(book)
    for left, right in _pairs(book, measures):
        first, second = measures.of(left), measures.of(right)
        if first is None or second is None or first == second:
            continue
        if not (has_size(first) and has_size(second)) and conversion(first, second) is None:
            continue  # hours and cases: no size says what one is in the other
        places = frozenset((left.span.start, right.span.start))
        if conversion(first, second) == 1 or places in seen:
            continue
        seen.add(places)
        diagnostics.report(
            codes.MEASURES_DIFFER,
            right.span,
            helps=_converted(right, second, first) or _converted(left, first, second),
            left=left.span.text,
            left_unit=first,
            right=right.span.text,
            right_unit=second,
        )
    return not seen


def _pairs(book: RuleBook, measures: "_Measures") -> Iterator[tuple[model.Expr, model.Expr]]:
    rules = [rule for indicator in book.walk() for rule in indicator.rules]
    whole: list[model.Expr] = [each.value for each in book.definitions.values()]
    for rule in (*rules, *book.total_rules):
        whole += expressions_in(rule)
        if isinstance(rule, Bands):
            for row in rule.rows:
                yield from _ends(rule.operand, row.interval)
        step = getattr(rule, "step", None)
        if step is not None:
            yield step.excess, step.size
    for part in (part for each in whole for part in model.walk(each)):
        match part:
            case model.Comparison():
                yield part.left, part.right
            case model.Arithmetic(operator="+" | "-"):
                yield part.left, part.right
            case model.Within():
                yield from _ends(part.operand, part.interval)
            case model.Extremum():
                yield from measures.each_with_first(part.operands)
            case _:
                pass


def _ends(
    operand: model.Expr, interval: model.Interval | None
) -> Iterator[tuple[model.Expr, model.Expr]]:
    if interval is not None:
        yield from ((operand, end) for end in (interval.lower, interval.upper) if end is not None)


@attrs.frozen(eq=False, repr=False)
class _Measures:
    book: RuleBook
    _known: dict[str, str | None] = attrs.field(factory=dict)
    """Of definitions, each looked at once."""

    def of(self, expression: model.Expr) -> str | None:
        """The measure word a number of things is given in; None where none is said, or it is worked out."""
        if expression.type != COUNT:
            return None
        match expression:
            case model.Constant():
                return expression.unit
            case model.FactReference():
                declared = self.book.facts.get(expression.name)
                return (declared.unit or _PLAIN) if declared is not None else None
            case model.DefinitionReference():
                return self._definition(expression.name)
            case model.FieldReference():
                records = self.book.facts.get(expression.records)
                fields = records.fields if records is not None else ()
                return next(
                    (each.unit or _PLAIN for each in fields if each.name == expression.field), None
                )
            case model.Negative() | model.Absolute() | model.Rounding():
                return self.of(expression.operand)
            case model.Arithmetic(operator="+" | "-"):
                sides = sorted(
                    (expression.left, expression.right), key=lambda s: isinstance(s, model.Constant)
                )
                return next(filter(None, (self.of(each) for each in sides)), None)
            case model.Extremum():
                return next(filter(None, (self.of(each) for each in expression.operands)), None)
            case model.Aggregate(kind="sum" | "average" | "weighted_average" | "max" | "min"):
                return self.of(expression.value) if expression.value is not None else None
            case _:
                return None

    def each_with_first(
        self, operands: Sequence[model.Expr]
    ) -> Iterator[tuple[model.Expr, model.Expr]]:
        """Each that has a measure beside the first one that has: `最大(0, 甲, 乙)` compares 甲 and 乙."""
        known = [each for each in operands if self.of(each) is not None]
        yield from ((known[0], each) for each in known[1:])

    def _definition(self, name: str) -> str | None:
        definition = self.book.definitions.get(name)
        if definition is None:
            return None
        if name not in self._known:
            self._known[name] = self.of(definition.value)
        return self._known[name]


def _converted(number: model.Expr, unit: str, wanted: str) -> list[Help]:
    """A number that is written out, in the other measure."""
    size = conversion(unit, wanted)
    if not isinstance(number, model.Constant) or size is None:
        return []
    if not isinstance(number.value, Fraction):
        return []
    value = number.value * size
    if decimal_places(value) is None:
        return []
    word = plain_measure(unit) if wanted == _PLAIN else wanted
    return [instead(number.span, f"{format_exact(value)}{word}")]
