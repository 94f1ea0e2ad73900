"""`定义 标准 = 按 类别 取 甲 650, 其余 1200` beside money: the unit is missing where the numbers stand, not where they are used."""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.operators import Mistake
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.expressions.units_meant import (
    ENGLISH,
    divisor_without_unit,
    money_units,
)
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import instead
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model.types import COUNT, MONEY, NUMBER, RATIO, Quantity
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.wording import Words, phrase

_FACTORS = (COUNT, RATIO)
"""What an amount a head, or a share of an amount, is taken times."""
_NO_FACTOR = 10
"""So much and more is an amount; 2 or 1.5 may be how many times another number is taken."""
_LARGEST_SHARE = 3
"""Bare numbers up to here may be shares of 1; larger ones are per cent."""


def is_rate_difference(node: model.Expr, scope: Scope) -> bool:
    """Whether it is one rate less another, and no growth: `收入比 - 上年.收入比`, not `本年 / 上年 - 1`."""
    if isinstance(node, model.DefinitionReference):
        found = scope.inferred.get(node.name)
        return found is not None and is_rate_difference(found, scope)
    if isinstance(node, model.Absolute):
        return is_rate_difference(node.operand, scope)
    if not isinstance(node, model.Arithmetic) or node.operator != "-":
        return False
    sides = (node.left, node.right)
    return all(side.type == RATIO and constant_value(side) is None for side in sides)


def report_at_definition(
    scope: Scope, diagnostics: Diagnostics, mistake: Mistake, left: model.Expr, right: model.Expr
) -> bool:
    """Say it once, at the definition whose numbers have no unit; False where that is not the mistake."""
    code = mistake.code
    if code is codes.TYPE_MISMATCH and _report_divisor(scope, diagnostics, left, right):
        return True
    if code is codes.TYPE_MISMATCH and MONEY in (left.type, right.type):
        bare, other = (left, right) if right.type == MONEY else (right, left)
        code = codes.MONEY_NEEDS_UNIT
        least = _NO_FACTOR
    elif code in (codes.MONEY_NEEDS_UNIT, codes.RATIO_NEEDS_PERCENT):
        bare, other = (left, right) if left.type == NUMBER else (right, left)
        least = 0
    else:
        return False
    name = _source_of(bare, scope)
    definition = scope.definitions.get(name) if name is not None else None
    if definition is None:
        return False
    numbers = [number for number in _numbers(definition.value) if number.value]
    if any(number.value < least for number in numbers):
        return False
    used = Label(bare.span, phrase("用在这里", "used here"))
    place = definition.value.span
    for index, found in enumerate(diagnostics.found):
        if found.code is code and found.primary and found.primary.span == place:
            diagnostics.found[index] = attrs.evolve(found, secondary=(*found.secondary, used))
            return True
    ways = (
        [
            [f"{number.span.text}{unit}" for number in numbers]
            for unit in money_units([other], scope)
        ]
        if code is codes.MONEY_NEEDS_UNIT
        else _percentages(numbers)
    )
    is_english = definition.span.text.isascii()
    diagnostics.report(
        code,
        place,
        secondary=[used],
        helps=[_written(numbers, way, is_english=is_english) for way in ways],
        ratio=other.span.text,
        money=other.span.text,
        number=definition.name.text,
        type=type_words(other.type),
    )
    return True


def _report_divisor(
    scope: Scope, diagnostics: Diagnostics, left: model.Expr, right: model.Expr
) -> bool:
    """`定义 优良天数比例 = 优良天数 / 365`, where it is used as a rate."""
    divided = divisor_without_unit(left, right, scope)
    if divided is None or not isinstance(divided[0], model.DefinitionReference):
        return False
    place = scope.definitions[divided[0].name].value.span
    label = Label(left.span.to(right.span), phrase("用在这里", "used here"))
    for index, found in enumerate(diagnostics.found):
        if found.code is codes.TYPE_MISMATCH and found.primary and found.primary.span == place:
            diagnostics.found[index] = attrs.evolve(found, secondary=(*found.secondary, label))
            return True
    diagnostics.report(
        codes.TYPE_MISMATCH,
        place,
        secondary=[label],
        helps=[instead(number, text) for number, text in divided[1]],
        left=left.span.text,
        right=right.span.text,
        left_type=type_words(left.type),
        right_type=type_words(right.type),
        operation=Words("比较", "compared"),
    )
    return True


def _written(numbers: list[ast.Number], texts: list[str], *, is_english: bool) -> Help:
    for unit, english in ENGLISH.items() if is_english else ():
        texts = [re.sub(rf"(?<=\d){unit}$", english, text) for text in texts]
    edits = tuple(Edit(each.span, text) for each, text in zip(numbers, texts, strict=True))
    shown = "、".join(texts)
    return Help(phrase("写成「{text}」", "write 「{text}」", text=shown), edits, "unsafe")


def _source_of(bare: model.Expr, scope: Scope) -> str | None:
    """The one definition of bare numbers that an expression comes from."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [bare]
    while waiting:
        for part in model.walk(waiting.pop()):
            is_amount = isinstance(part.type, Quantity) and part.type not in _FACTORS
            is_fact = isinstance(part, model.FactReference | model.FieldReference)
            if is_fact and (is_amount or not isinstance(part.type, Quantity)):
                return None
            if not isinstance(part, model.DefinitionReference):
                continue
            if _is_bare(scope.definitions.get(part.name)):
                found.add(part.name)
            elif part.name in scope.inferred and part.name not in seen:
                seen.add(part.name)
                waiting.append(scope.inferred[part.name])
    return found.pop() if len(found) == 1 else None


def _is_bare(definition: ast.Definition | None) -> bool:
    """Whether a definition is a number, or a table of nothing but numbers, all without unit."""
    if definition is None:
        return False
    numbers = [*_numbers(definition.value)]
    n_values = len(definition.value.cases) if isinstance(definition.value, ast.Table) else 1
    return len(numbers) == n_values and all(number.unit is None for number in numbers)


def _numbers(value: ast.Expr) -> Iterator[ast.Number]:
    values = [case.value for case in value.cases] if isinstance(value, ast.Table) else [value]
    yield from (each for each in values if isinstance(each, ast.Number))


def _percentages(numbers: list[ast.Number]) -> list[list[str]]:
    """75 as 75%, 0.75 as 75%; both where it may be either."""
    values = [number.value for number in numbers]
    shares = [f"{format_exact(value * 100)}%" for value in values]
    figures = [f"{number.span.text}%" for number in numbers]
    if max(values, default=Fraction(0)) > _LARGEST_SHARE:
        return [figures]
    is_share = any(value.denominator > 1 for value in values) or set(values) == {Fraction(1)}
    return [shares, figures] if is_share else [figures, shares]


def mixed_values(values: list[model.Expr]) -> tuple[model.Expr, Help] | None:
    """The first number of a table that lacks the unit all others have, and that unit for all of them."""
    bare = [each for each in values if isinstance(each, model.Constant) and each.type == NUMBER]
    others = [each for each in values if each.type != NUMBER and isinstance(each.type, Quantity)]
    written = [re.fullmatch(r"[\d.,]+(\s*\D+)", each.span.text) for each in others]
    units = {match[1] for match in written if match is not None}
    if not bare or len(units) != 1 or not all(written):
        return None
    unit = units.pop()
    edits = tuple(Edit(each.span, f"{each.span.text}{unit}") for each in bare)
    shown = "、".join(edit.replacement for edit in edits)
    return bare[0], Help(phrase("写成「{text}」", "write 「{text}」", text=shown), edits, "unsafe")
