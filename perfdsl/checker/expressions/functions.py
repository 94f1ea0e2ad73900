"""Calls: which functions there are, what they take and what they give."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from perfdsl.checker.expressions.mistakes import COMPARED
from perfdsl.checker.expressions.operators import Mistake, compare
from perfdsl.checker.expressions.record_ways import (
    is_bare_field,
    of_numbers,
    records_meant,
    records_misspelt,
    with_condition,
    with_dot,
    with_records,
)
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import did_you_mean
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model.types import (
    COUNT,
    DATE,
    MONEY,
    NUMBER,
    POINT,
    POISON,
    RATIO,
    TRUTH,
    WORKDAYS,
    DateType,
    Poison,
    Quantity,
    Type,
    Zero,
)
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.terms import TERMS, find_function
from perfdsl.wording import Words, phrase

if TYPE_CHECKING:
    from perfdsl.checker.expressions.inference import Inference

AggregateKind = Literal["sum", "count", "average", "weighted_average", "max", "min"]
_RESERVED = ("rank", "population", "peers")


def infer_call(inference: "Inference", node: ast.Call) -> model.Expr:
    """The typed expression of a call; reports unknown functions and wrong arguments."""
    term = find_function(node.function.text)
    if term is not None and term.id in _RESERVED:
        inference.diagnostics.report(
            name_codes.POPULATION_NOT_YET, node.span, name=node.function.text
        )
        return inference.poison(node.span)
    if term is None:
        meant = did_you_mean(node.function.span, node.function.text, _function_spellings())
        edits = [edit for help_ in meant for edit in help_.edits]
        inference.diagnostics.report(
            name_codes.UNKNOWN_FUNCTION,
            node.function.span,
            helps=(of_numbers(node, edits[0].replacement) if edits else []) or meant,
            name=node.function.text,
            functions=_function_names(),
        )
        return inference.poison(node.span)
    records = _records_of(inference, node)
    if records is not None or node.where is not None:
        return _aggregate(inference, node, term.id, records)
    return _SCALAR.get(term.id, _needs_records)(inference, node)


def _function_names() -> Words:
    names = [term.words for term in TERMS if term.kind == "function" and term.id not in _RESERVED]
    return Words("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def _function_spellings() -> list[str]:
    return [
        spelling
        for term in TERMS
        if term.kind == "function" and term.id not in _RESERVED
        for spelling in (*term.zh, *term.en)
    ]


def _count(inference: "Inference", node: ast.Call, low: int, high: int, expected: Words) -> bool:
    if low <= len(node.arguments) <= high:
        return True
    inference.diagnostics.report(
        codes.ARGUMENT_COUNT,
        node.span,
        helps=with_dot(inference, node) or with_condition(inference, node),
        function=node.function.text,
        expected=expected,
        count=len(node.arguments),
    )
    return False


_ONE = Words("1 个数", "1 argument")
_ONE_OR_TWO = Words("1 至 2 个数", "1 or 2 arguments")
_TWO = Words("2 个数", "2 arguments")
_TWO_DATES = Words("2 个日期", "2 dates")


def _needs_records(inference: "Inference", node: ast.Call) -> model.Expr:
    for argument in node.arguments:
        if isinstance(argument, ast.Field) and argument.records.text in inference.scope.facts:
            inference.diagnostics.report(
                name_codes.NOT_RECORDS,
                argument.records.span,
                helps=with_records(inference, node),
                name=argument.records.text,
            )
            return inference.poison(node.span)
    declared = [
        inference.scope.facts.get(argument.text)
        for argument in node.arguments
        if isinstance(argument, ast.Name)
    ]
    lists = (
        each.records.text if isinstance(each, ast.Field) else getattr(each, "text", "")
        for each in node.arguments
    )
    is_unread = any(name in inference.scope.unread for name in lists)
    if is_unread or any(fact is not None and isinstance(fact.type, Poison) for fact in declared):
        return inference.poison(node.span)  # its declaration is reported
    helps = records_meant(inference, node)
    misspelt = records_misspelt(inference, node)
    if misspelt is not None and (not helps or isinstance(node.arguments[0], ast.Field)):
        name, near = misspelt
        inference.diagnostics.report(
            name_codes.UNDECLARED_NAME, name.span, helps=near, name=name.text
        )
        return inference.poison(node.span)
    inference.diagnostics.report(
        codes.ONE_RECORD_LIST,
        node.span,
        helps=helps,
        function=node.function.text,
    )
    return inference.poison(node.span)


def _extremum(inference: "Inference", node: ast.Call, kind: Literal["max", "min"]) -> model.Expr:
    if not node.arguments or (inference.records is None and is_bare_field(inference, node)):
        return _needs_records(inference, node)
    operands = [inference.infer(argument) for argument in node.arguments]
    if len(operands) == 1 and not isinstance(operands[0].type, Poison):
        _warn_single(inference, node, operands[0])
    result: Type = operands[0].type
    for operand in operands:
        mistake = compare("<=", result, operand.type)
        if mistake is None and not isinstance(operand.type, Quantity | Zero | DateType | Poison):
            mistake = Mistake(codes.NOT_A_NUMBER)
        if mistake is not None:
            inference.report_pair(mistake, operands[0], operand, COMPARED)
            return inference.poison(node.span)
        if isinstance(result, Zero) or result == NUMBER:
            result = operand.type
    return model.Extremum(kind, tuple(operands), type=result, span=node.span)


def _warn_single(inference: "Inference", node: ast.Call, operand: model.Expr) -> None:
    value = operand.value if isinstance(operand, model.Constant) else None
    inference.diagnostics.report(
        codes.SINGLE_ARGUMENT,
        node.span,
        text=node.span.text,
        value=format_exact(value) if isinstance(value, Fraction) else operand.span.text,
    )


def _rounding(
    inference: "Inference", node: ast.Call, direction: Literal["half_up", "up", "down"]
) -> model.Expr:
    if not _count(inference, node, 1, 2, _ONE_OR_TWO):
        return inference.poison(node.span)
    operand = inference.quantity(node.arguments[0])
    if isinstance(operand.type, Poison):
        return operand
    step = inference.quantity(node.arguments[1]) if len(node.arguments) == 2 else None
    needs_unit = isinstance(operand.type, Quantity) and (
        operand.type.flavor in ("ratio", "point") or operand.type.money != 0
    )
    if step is None or (step.type in (NUMBER,) or isinstance(step.type, Zero)):
        if needs_unit:
            inference.diagnostics.report(
                codes.ROUNDING_STEP,
                node.span,
                helps=_rounding_helps(node, operand.type),
                text=node.arguments[0].span.text,
                type=type_words(operand.type),
                function=node.function.text,
                step="1万元" if operand.type == MONEY else "0.01%",
            )
            return inference.poison(node.span)
        step = _decimal_step(inference, node, step)
        if step is None:
            return inference.poison(node.span)
    elif (
        step.type != operand.type
        and not (step.type == POINT and operand.type == RATIO)
        and not isinstance(step.type, Poison)
    ):
        inference.report_pair(
            Mistake(codes.TYPE_MISMATCH), operand, step, Words("一起取整", "rounded together")
        )
        return inference.poison(node.span)
    return model.Rounding(direction, operand, step, type=operand.type, span=node.span)


def _rounding_helps(node: ast.Call, operand_type: Type) -> list[Help]:
    """For a ratio: to whole per cents or to two decimals of a per cent."""
    steps = ("1%", "0.01%") if operand_type == RATIO else ("1万元", "1元")
    name, argument = node.function.span.text, node.arguments[0].span.text
    return [
        Help(
            phrase("写成「{text}」", "write 「{text}」", text=f"{name}({argument}, {step})"),
            (Edit(node.span, f"{name}({argument}, {step})"),),
            "unsafe",
        )
        for step in steps
    ]


def _decimal_step(
    inference: "Inference", node: ast.Call, places: model.Expr | None
) -> model.Expr | None:
    """`四舍五入(x, 2)`: the step for a number of decimals."""
    if places is None:
        return model.Constant(Fraction(1), type=NUMBER, span=node.span)
    if (
        isinstance(places, model.Constant)
        and isinstance(places.value, Fraction)
        and places.value.denominator == 1
        and 0 <= places.value <= 30
    ):
        step = Fraction(1, 10 ** int(places.value))
        return model.Constant(step, type=NUMBER, span=places.span)
    inference.diagnostics.report(
        codes.MISPLACED_EXPRESSION,
        places.span,
        notes=[
            phrase(
                "小数位数写 0 至 30 的整数", "the number of decimals is a whole number from 0 to 30"
            )
        ],
        text=places.span.text,
    )
    return None


def _absolute(inference: "Inference", node: ast.Call) -> model.Expr:
    if not _count(inference, node, 1, 1, _ONE):
        return inference.poison(node.span)
    operand = inference.quantity(node.arguments[0])
    return model.Absolute(operand, type=operand.type, span=node.span)


def _working_days(inference: "Inference", node: ast.Call) -> model.Expr:
    if not _count(inference, node, 2, 2, _TWO_DATES):
        return inference.poison(node.span)
    start, end = (inference.infer(argument) for argument in node.arguments)
    for part in (start, end):
        if part.type != DATE and not isinstance(part.type, Poison):
            inference.diagnostics.report(
                codes.TYPE_MISMATCH,
                part.span,
                left=part.span.text,
                left_type=type_words(part.type),
                right=node.function.text,
                right_type=Words("按日期计算的函数", "a function of dates"),
                operation=Words("一起用", "used together"),
            )
            return inference.poison(node.span)
    return model.WorkingDays(start, end, type=WORKDAYS, span=node.span)


_SCALAR: dict[str, Callable[["Inference", ast.Call], model.Expr]] = {
    "max": lambda inference, node: _extremum(inference, node, "max"),
    "min": lambda inference, node: _extremum(inference, node, "min"),
    "round": lambda inference, node: _rounding(inference, node, "half_up"),
    "round_up": lambda inference, node: _rounding(inference, node, "up"),
    "round_down": lambda inference, node: _rounding(inference, node, "down"),
    "abs": _absolute,
    "working_days": _working_days,
}

# --- over records --------------------------------------------------------------------------------


def _records_of(inference: "Inference", node: ast.Call) -> str | None:
    """The list of records that the first argument speaks of, if it does."""
    if not node.arguments:
        return None
    first = node.arguments[0]
    if isinstance(first, ast.Name) and inference.scope.records(first.text) is not None:
        return first.text
    return next(
        (
            part.records.text
            for part in ast.walk(first)
            if isinstance(part, ast.Field)
            and inference.scope.records(part.records.text) is not None
        ),
        None,
    )


def _aggregate(
    inference: "Inference", node: ast.Call, function: str, records: str | None
) -> model.Expr:
    kinds: tuple[AggregateKind, ...] = ("sum", "count", "average", "weighted_average", "max", "min")
    kind = next((known for known in kinds if known == function), None)
    if records is None or kind is None:
        return _needs_records(inference, node)
    if inference.records is not None:
        inference.diagnostics.report(codes.MISPLACED_EXPRESSION, node.span, text=node.span.text)
        return inference.poison(node.span)
    _report_shadowed(inference, node, records)
    inside = inference.in_records(records)
    where = inside.condition(node.where) if node.where is not None else None
    weight: model.Expr | None = None
    value: model.Expr | None = None
    bare = isinstance(node.arguments[0], ast.Name)
    if kind == "weighted_average":
        if not _count(inference, node, 2, 2, _TWO):
            return inference.poison(node.span)
        weight = inside.quantity(node.arguments[1])
    elif not _count(inference, node, 1, 1, _ONE):
        return inference.poison(node.span)
    if kind != "count" or not bare:
        if bare:
            return _needs_records(inference, node)
        value = inside.infer(node.arguments[0])
        if kind == "count":
            if value.type != TRUTH and not isinstance(value.type, Poison):
                return _count_of_values(inference, node)
            where = _both(value, where)
            value = None
        elif not isinstance(value.type, Quantity | Zero | Poison) and not (
            isinstance(value.type, DateType) and kind in ("max", "min")
        ):
            return inside.quantity(node.arguments[0])
    result: Type = COUNT if value is None else value.type
    if isinstance(result, Zero):
        result = NUMBER
    if isinstance(result, Poison):
        result = POISON
    return model.Aggregate(kind, records, value, weight, where, type=result, span=node.span)


def _count_of_values(inference: "Inference", node: ast.Call) -> model.Expr:
    """`数量(项目.支出数)`: a count is of records, not of values."""
    inference.diagnostics.report(
        codes.MISPLACED_EXPRESSION,
        node.arguments[0].span,
        notes=[
            phrase(
                "数量只数有几条，例如「数量(项目 其中 支出数 > 0)」",
                "count counts records, such as `count(items where amount > 0)`",
            )
        ],
        text=node.arguments[0].span.text,
    )
    return inference.poison(node.span)


def _both(left: model.Expr, right: model.Expr | None) -> model.Expr:
    if right is None:
        return left
    return model.Logic("and", left, right, type=left.type, span=left.span.to(right.span))


def _report_shadowed(inference: "Inference", node: ast.Call, records: str) -> None:
    """A name inside that is both a field and declared outside is refused: the reader cannot tell."""
    record_type = inference.scope.records(records)
    fields = {name for name, _ in record_type.fields} if record_type else set()
    outside = set(inference.scope.names())
    inner = [*node.arguments, *([node.where] if node.where is not None else [])]
    for part in (found for expression in inner for found in ast.walk(expression)):
        if isinstance(part, ast.Name) and part.text in fields & outside:
            inference.diagnostics.report(
                name_codes.SHADOWED_FIELD, part.span, name=part.text, records=records
            )
