"""Where a condition holds, as sets of numbers: for conditions about one quantity with fixed limits."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.domains import Declared, place_of, words_of
from perfdsl.checker.coverage.grids import grid
from perfdsl.intervals import Range, complement, exactly
from perfdsl.model import expressions as model
from perfdsl.model.printing import counted, unit_for
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import UNITS, ChoiceType, DateType, Quantity, TruthType, Type
from perfdsl.number import format_exact
from perfdsl.wording import Phrase, phrase

MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


def interval_range(interval: model.Interval) -> Range | None:
    """The interval as numbers or places; None where an end depends on facts."""
    ends: list[Fraction | None] = []
    for end in (interval.lower, interval.upper):
        value = place_of(end) if end is not None else None
        if end is not None and value is None:
            return None
        ends.append(value)
    return Range(ends[0], ends[1], interval.lower_closed, interval.upper_closed)


def condition_ranges(condition: model.Expr) -> tuple[model.Expr, tuple[Range, ...]] | None:
    """The one quantity a condition is about and where it holds; None: not analyzed."""
    match condition:
        case model.Comparison():
            left, right = place_of(condition.left), place_of(condition.right)
            if right is not None and left is None:
                return condition.left, operator_ranges(condition.operator, right)
            if left is not None and right is None:
                return condition.right, operator_ranges(MIRRORED[condition.operator], left)
            return None
        case model.Within():
            found = interval_range(condition.interval)
            return None if found is None else (condition.operand, (found,))
        case model.Logic():
            first, second = condition_ranges(condition.left), condition_ranges(condition.right)
            if first is None or second is None or not same_quantity(first[0], second[0]):
                return None
            if condition.operator == "or":
                return first[0], first[1] + second[1]
            common = [a.intersection(b) for a in first[1] for b in second[1]]
            return first[0], tuple(part for part in common if not part.is_empty)
        case model.Not():
            inner = condition_ranges(condition.operand)
            return None if inner is None else (inner[0], complement(inner[1]))
        case model.FactReference() | model.FieldReference() | model.DefinitionReference():
            if not isinstance(condition.type, TruthType):
                return None
            return condition, (exactly(Fraction(1)),)
        case _:
            return None


def operator_ranges(operator: str, limit: Fraction) -> tuple[Range, ...]:
    point = exactly(limit)
    match operator:
        case ">" | ">=":
            return (Range(limit, None, lower_closed=operator == ">=", upper_closed=False),)
        case "<" | "<=":
            return (Range(None, limit, lower_closed=False, upper_closed=operator == "<="),)
        case "=":
            return (point,)
        case _:
            return complement([point])


def quantities(condition: model.Expr) -> list[model.Expr]:
    """What a condition asks about: the sides of its comparisons that are no constants, its truths."""
    found: list[model.Expr] = []
    for node in model.walk(condition):
        match node:
            case model.Comparison():
                found += [s for s in (node.left, node.right) if constant_value(s) is None]
            case model.Within():
                found.append(node.operand)
            case model.FactReference() | model.DefinitionReference():
                if isinstance(node.type, TruthType):
                    found.append(node)
            case _:
                pass
    if not found and isinstance(condition.type, Quantity):
        found.append(condition)
    return found


def possible_part(found: Range, quantity: model.Expr, declared: Declared) -> Range | None:
    """What of the range the quantity can be: of days, words and counts the whole numbers in it."""
    step = grid(quantity, declared)
    if step == 1:
        found = found.whole()
    elif step is not None:
        found = found.multiples(step)
    return None if found.is_empty else found


# --- in words ------------------------------------------------------------------------------------


def show_range(found: Range, type_: Type) -> str:
    """An interval in mathematics, in the unit of its type: `(60%, 70%]`; words one by one."""
    if isinstance(type_, DateType):
        found = found.whole()
    if words_of(type_):
        return show_words([found], type_)
    if found.point is not None:
        return show_place(found.point, type_)
    left = "[" if found.lower_closed else "("
    right = "]" if found.upper_closed else ")"
    lower = "-∞" if found.lower is None else show_place(found.lower, type_)
    upper = "+∞" if found.upper is None else show_place(found.upper, type_)
    return f"{left}{lower}, {upper}{right}"


def show_words(parts: Iterable[Range], type_: Type) -> str:
    """The words of a level, a choice or a truth, as they are declared."""
    words = words_of(type_)
    known = [
        word
        for place, word in enumerate(words)
        if any(part.contains(Fraction(place)) for part in parts)
    ]
    return "、".join(known if isinstance(type_, ChoiceType) else known[::-1])


def show_place(value: Fraction, type_: Type) -> str:
    """A value by its place, exactly, in the unit that fits it."""
    if isinstance(type_, DateType):
        return date.fromordinal(int(value)).isoformat()
    words = words_of(type_)
    if words:
        return words[int(value)]
    unit = unit_for(value, type_, None) or ""
    size = UNITS[unit][1] if unit in UNITS else Fraction(1)
    return format_exact(value / size) + counted(unit)


def example_of(found: Range, quantity: model.Expr) -> tuple[Phrase, ...]:
    """A note with one value of the interval, as `执行率 = 85%`; none where it is one value anyway."""
    if found.point is not None:
        return ()
    text = f"{quantity.span.text} = {sample_of(found, quantity)}"
    return (phrase("例如 {text}", "for example {text}", text=text),)


def sample_of(found: Range, quantity: model.Expr) -> str:
    """A plain value of the range."""
    return show_place(_sample(found, quantity.type), quantity.type)


def _sample(found: Range, type_: Type) -> Fraction:
    """A plain value; of what has no end, one that is near the other."""
    if found.lower is None and found.upper is not None and not found.upper_closed:
        return found.upper - _near(found.upper, type_)
    if found.upper is None and found.lower is not None and not found.lower_closed:
        return found.lower + _near(found.lower, type_)
    return found.sample()


def _near(end: Fraction, type_: Type) -> Fraction:
    unit = unit_for(end, type_, None)
    return UNITS[unit][1] if unit in UNITS else Fraction(1)
