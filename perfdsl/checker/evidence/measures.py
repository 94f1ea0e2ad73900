"""Numbers of one thing in two measures, 万人 against 人: they would be compared, or divided, as they stand."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.ways_out import instead
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.measures import (
    SCALES,
    SO_MANY_FOR_EACH,
    conversion,
    measures_something,
    parted_measure,
    plain_measure,
    size_beside,
)
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Bands, Rule
from perfdsl.model.types import COUNT, RATIO
from perfdsl.number import decimal_places, format_exact
from perfdsl.source import Span
from perfdsl.wording import phrase

_PLAIN = "个"
"""What a number of things is in where nothing is said."""


def measures_agree(book: RuleBook, diagnostics: Diagnostics) -> bool:
    """Report each pair that is added, compared or divided in two measures; whether there is none."""
    seen: set[frozenset[int]] = set()
    measures = _Measures(book)
    for left, right, is_quotient in _pairs(book, measures):
        if is_quotient:
            first, second = measures.counted(_amount(left)), measures.counted(_amount(right))
        else:
            first, second = measures.of(left), measures.of(right)
        if first is None or second is None or first == second:
            continue
        size = size_beside(first, second) if is_quotient else _beside(first, second)
        places = frozenset((left.span.start, right.span.start))
        if size is None or size == 1 or places in seen:
            continue
        seen.add(places)
        helps = _converted(right, second, first) or _converted(left, first, second)
        diagnostics.report(
            codes.MEASURES_DIFFER,
            right.span,
            helps=helps or (_multiplied(left, right, second, size) if is_quotient else []),
            left=left.span.text,
            left_unit=first,
            right=right.span.text,
            right_unit=second,
        )
    return not _named_otherwise(book, measures, diagnostics) and not seen


def _named_otherwise(book: RuleBook, measures: "_Measures", diagnostics: Diagnostics) -> bool:
    """`定义 每千人医师数 = 医师数 / 常住人口` by people in 万人: whether there is one; a factor written there turns it."""
    before = len(diagnostics)
    for each in book.definitions.values():
        named = _FOR_SO_MANY.search(each.name)
        value = each.value
        is_quotient = isinstance(value, model.Arithmetic) and value.operator == "/"
        if named is None or not is_quotient or not isinstance(value, model.Arithmetic):
            continue
        divisor = value.right
        measure = measures.counted(divisor)
        if measure is None or any(isinstance(part, model.Constant) for part in model.walk(value)):
            continue
        (scale, plain), wanted = parted_measure(measure), _SCALES[named["scale"]]
        if plain != named["plain"] or scale in (1, wanted):
            continue
        diagnostics.report(
            codes.MEASURES_DIFFER,
            divisor.span,
            helps=_turned(divisor, Fraction(scale, wanted), f"{named['scale']}{plain}"),
            left=each.name,
            left_unit=f"{named['scale']}{plain}",
            right=divisor.span.text,
            right_unit=measure,
        )
    return len(diagnostics) > before


_SCALES = SCALES | {"百": 100}
_FOR_SO_MANY = re.compile(rf"每(?P<scale>{'|'.join(_SCALES)})(?P<plain>[人户亩])")


def _turned(divisor: model.Expr, size: Fraction, wanted: str) -> list[Help]:
    """The divisor in the measure that the name says."""
    sign, factor = ("×", size) if size > 1 else ("/", 1 / size)
    is_sum = isinstance(divisor, model.Arithmetic)
    text = f"({divisor.span.text})" if is_sum else divisor.span.text
    new = f"({text} {sign} {format_exact(factor)})"
    said = phrase(
        "把「{divisor}」换算成{wanted}：写成「{new}」；名称或声明的单位写错的，改它们",
        "turn 「{divisor}」 into {wanted}: write 「{new}」; where the name or the declared unit is wrong, correct that",
        divisor=divisor.span.text,
        wanted=wanted,
        new=new,
    )
    return [Help(said, (Edit(divisor.span, new),), "unsafe")]


def _beside(first: str, second: str) -> Fraction | None:
    """How many `second` one `first` is; 0 for two measures that have nothing to do with each other."""
    size = conversion(first, second)
    if size is None and measures_something(first) and measures_something(second):
        return Fraction(0)
    return size  # hours and cases: no size says what one is in the other


def _amount(side: model.Expr) -> model.Expr:
    """What is divided, without the `× 100%` beside it."""
    while isinstance(side, model.Arithmetic) and side.operator == "*":
        if isinstance(side.right, model.Constant) and side.right.type == RATIO:
            side = side.left
        elif isinstance(side.left, model.Constant) and side.left.type == RATIO:
            side = side.right
        else:
            break
    return side


def _pairs(book: RuleBook, measures: "_Measures") -> Iterator[tuple[model.Expr, model.Expr, bool]]:
    """What stands beside what, and whether it is divided by it."""
    yield from ((left, right, False) for left, right in _held_together(book))
    for name, whole in _expressions(book):
        for part in model.walk(whole):
            if not isinstance(part, model.Arithmetic) or part.operator != "/":
                yield from ((left, right, False) for left, right in _sides(part, measures))
            elif SO_MANY_FOR_EACH.search(name) is None:
                yield part.left, part.right, True


def _expressions(book: RuleBook) -> Iterator[tuple[str, model.Expr]]:
    """Every expression, with the name of the definition or indicator it is of."""
    yield from ((each.name, each.value) for each in book.definitions.values())
    for name, rule in _rules(book):
        yield from ((name, each) for each in expressions_in(rule))


def _rules(book: RuleBook) -> Iterator[tuple[str, Rule]]:
    yield from ((indicator.name, rule) for indicator in book.walk() for rule in indicator.rules)
    yield from (("", rule) for rule in book.total_rules)


def _held_together(book: RuleBook) -> Iterator[tuple[model.Expr, model.Expr]]:
    """What a rule compares without saying so: rows with their quantity, a step with what it is a step of."""
    for _, rule in _rules(book):
        if isinstance(rule, Bands):
            for row in rule.rows:
                yield from _ends(rule.operand, row.interval)
        step = getattr(rule, "step", None)
        if step is not None:
            yield step.excess, step.size


def _sides(part: model.Expr, measures: "_Measures") -> Iterator[tuple[model.Expr, model.Expr]]:
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

    def counted(self, expression: model.Expr) -> str | None:
        """As `of`, where it is sure what is counted: of 数量 without a measure word it is not."""
        if isinstance(expression, model.FactReference) and expression.type == COUNT:
            declared = self.book.facts.get(expression.name)
            return (declared.unit or declared.counts) if declared is not None else None
        measure = self.of(expression)
        return measure if measure != _PLAIN or isinstance(expression, model.Constant) else None

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
    size = conversion(unit, wanted) or size_beside(unit, wanted)
    if not isinstance(number, model.Constant) or size is None:
        return []
    if not isinstance(number.value, Fraction):
        return []
    value = number.value * size
    if decimal_places(value) is None:
        return []
    word = plain_measure(unit) if wanted == _PLAIN else wanted
    return [instead(number.span, f"{format_exact(value)}{word}")]


def _multiplied(left: model.Expr, right: model.Expr, wanted: str, size: Fraction) -> list[Help]:
    """The dividend turned into the measure of the divisor: a factor in front of the sign of division."""
    if decimal_places(size) is not None and size > 1:
        factor = f" × {format_exact(size)}"
    elif decimal_places(1 / size) is not None:
        factor = f" / {format_exact(1 / size)}"
    else:
        return []
    between = _SIGN.match(left.span.source.text[left.span.end : right.span.start])
    if between is None:
        return []
    at = left.span.end + between.end(1)
    text = phrase(
        "把「{left}」换算成{wanted}再除：后面写「{factor}」；声明的单位写错的，改声明",
        "turn 「{left}」 into {wanted} before it is divided: write 「{factor}」 after it; where a declared unit is wrong, correct the declaration",
        left=left.span.text,
        wanted=wanted,
        factor=factor.strip(),
    )
    return [Help(text, (Edit(Span(left.span.source, at, at), factor),), "unsafe")]


_SIGN = re.compile(r"([\s)）]*?)\s*[/÷／]")
