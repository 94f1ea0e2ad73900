"""Expressions: names resolved, types inferred, every mistake reported where it stands."""

from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.bare_definitions import is_rate_difference, report_at_definition
from perfdsl.checker.expressions.declared import meant_by
from perfdsl.checker.expressions.ends_meant import mend_both_ends
from perfdsl.checker.expressions.functions import infer_call
from perfdsl.checker.expressions.mistakes import (
    COMPARED,
    bracket_denominator,
    mentions_full,
    report_mistake,
    unquote,
)
from perfdsl.checker.expressions.operators import (
    Mistake,
    add,
    compare,
    counts_points,
    divide,
    multiply,
)
from perfdsl.checker.expressions.record_ways import counted, in_function, say_how_many
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.expressions.tables import infer_table
from perfdsl.checker.expressions.units_meant import known_units, money_units
from perfdsl.checker.expressions.ways import (
    above_nothing,
    hundred_percent,
    raised_by_share,
    split_chain,
)
from perfdsl.checker.expressions.words import infer_operands, infer_word
from perfdsl.checker.expressions.words_alone import infer_logic, word_alone
from perfdsl.checker.expressions.working_days import count_working_days
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import did_you_mean
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.types import (
    DATE,
    NUMBER,
    POISON,
    SCORE,
    TEXT,
    TRUTH,
    Poison,
    Quantity,
    RecordsType,
    TruthType,
    Zero,
    quantity_of,
)
from perfdsl.source import Span
from perfdsl.suggestion import suggest
from perfdsl.syntax import ast
from perfdsl.wording import Words, phrase

_OPERATIONS = {
    "+": Words("相加", "added"),
    "-": Words("相减", "subtracted"),
    "*": Words("相乘", "multiplied"),
    "/": Words("相除", "divided"),
}


@attrs.frozen(eq=False, repr=False)
class Inference:
    """What inferring needs to know: the names, the sink, and where in the file we are.

    `records` is set inside an aggregate: its fields come first.
    """

    scope: Scope
    diagnostics: Diagnostics
    records: str | None = None
    in_points: bool = False
    """Where points stand, so much of a bare number is a number again: `完成率 × 40 + 60`."""

    def poison(self, span: Span) -> model.Expr:
        return model.Constant(Fraction(0), type=POISON, span=span)

    def infer(self, node: ast.Expr) -> model.Expr:
        """The typed expression for `node`; where it is wrong, a poisoned one."""
        match node:
            case ast.Number():
                value, number_type = quantity_of(node.value, node.unit)
                return model.Constant(value, node.unit, type=number_type, span=node.span)
            case ast.Name():
                return self._name(node)
            case ast.Comparison():
                return self._chain(node)
            case ast.Arithmetic():
                return self._arithmetic(node)
            case ast.Logic():
                return infer_logic(self, node)
            case ast.Not():
                return model.Not(self.condition(node.operand), type=TRUTH, span=node.span)
            case ast.Negative():
                operand = self.quantity(node.operand)
                return model.Negative(operand, type=operand.type, span=node.span)
            case ast.Absolute():
                operand = self.quantity(node.operand)
                return model.Absolute(operand, type=operand.type, span=node.span)
            case ast.Within():
                return self._within(node)
            case ast.Field():
                return self._field(node)
            case ast.LastYear():
                return self._last_year(node)
            case ast.Call():
                return infer_call(self, node)
            case ast.Truth():
                return model.Constant(node.value, type=TRUTH, span=node.span)
            case ast.DateLiteral():
                return model.Constant(node.value, type=DATE, span=node.span)
            case ast.TextLiteral():
                return model.Constant(node.value, type=TEXT, span=node.span)
            case ast.FullMarks():
                return model.FullMarks(type=SCORE, span=node.span)
            case ast.Population():
                self.diagnostics.report(
                    name_codes.POPULATION_NOT_YET, node.span, name=node.span.text
                )
                return self.poison(node.span)
            case ast.Table():
                return infer_table(self, node)
            case ast.Judged():
                self.diagnostics.report(codes.MISPLACED_EXPRESSION, node.span, text=node.span.text)
                return self.poison(node.span)

    def condition(self, node: ast.Expr) -> model.Expr:
        """As `infer`, and it must be a condition."""
        if isinstance(node, ast.Name) and word_alone(self, node):
            return self.poison(node.span)
        inferred = self.infer(node)
        if isinstance(node, ast.Name):
            say_how_many(self, (node,), (inferred,))
        if not isinstance(inferred.type, TruthType | Poison):
            self.diagnostics.report(
                codes.NOT_A_CONDITION,
                node.span,
                helps=above_nothing(inferred, node.span),
                text=node.span.text,
                type=type_words(inferred.type),
            )
            return self.poison(node.span)
        return inferred

    def quantity(self, node: ast.Expr) -> model.Expr:
        """As `infer`, and it must be a number with or without unit."""
        inferred = self.infer(node)
        if not isinstance(inferred.type, Quantity | Zero | Poison):
            self.diagnostics.report(
                codes.NOT_A_NUMBER, node.span, text=node.span.text, type=type_words(inferred.type)
            )
            return self.poison(node.span)
        return inferred

    def in_records(self, records: str) -> "Inference":
        return attrs.evolve(self, records=records)

    # --- names -----------------------------------------------------------------------------------

    def _name(self, node: ast.Name) -> model.Expr:
        name = node.text
        if self.records is not None:
            record_type = self.scope.records(self.records)
            field_type = record_type.field(name) if record_type else None
            if field_type is not None:
                return model.FieldReference(self.records, name, type=field_type, span=node.span)
        if name in self.scope.facts:
            declared = self.scope.facts[name].type
            if isinstance(declared, RecordsType):
                self.diagnostics.report(
                    codes.NOT_A_NUMBER,
                    node.span,
                    helps=counted(node, self.scope),
                    text=node.span.text,
                    type=type_words(declared),
                )
                return self.poison(node.span)
            return model.FactReference(name, type=declared, span=node.span)
        if name in self.scope.definitions:
            definition = self.scope.inferred.get(name)
            if definition is None:
                return self.poison(node.span)
            return model.DefinitionReference(name, type=definition.type, span=node.span)
        return self.undeclared(node)

    def undeclared(self, node: ast.Name, *, may_declare: bool = True) -> model.Expr:
        if node.text in self.scope.unread:
            return self.poison(node.span)
        candidates = [*self.scope.names()]
        record_type = self.scope.records(self.records) if self.records else None
        if record_type is not None:
            candidates += [field for field, _ in record_type.fields]
        helps = meant_by(node, candidates, self.scope, may_declare=may_declare)
        if "" in self.scope.unread and not suggest(node.text, candidates):
            return self.poison(node.span)  # the name that a declaration lacks
        self.diagnostics.report(name_codes.UNDECLARED_NAME, node.span, helps=helps, name=node.text)
        return self.poison(node.span)

    def _last_year(self, node: ast.LastYear) -> model.Expr:
        inferred = self._name(node.name)
        match inferred:
            case model.FactReference():
                return model.FactReference(
                    inferred.name, last_year=True, type=inferred.type, span=node.span
                )
            case model.DefinitionReference():
                if inferred.name in self.scope.looking_back:
                    self.diagnostics.report(
                        name_codes.NESTED_LAST_YEAR, node.span, name=node.span.text
                    )
                    return self.poison(node.span)
                return model.DefinitionReference(
                    inferred.name, last_year=True, type=inferred.type, span=node.span
                )
            case model.FieldReference():
                self.diagnostics.report(codes.MISPLACED_EXPRESSION, node.span, text=node.span.text)
                return self.poison(node.span)
            case _:
                return inferred

    def _field(self, node: ast.Field) -> model.Expr:
        records = node.records.text
        record_type = self.scope.records(records)
        if record_type is None:
            if records in self.scope.facts or records in self.scope.definitions:
                self.diagnostics.report(name_codes.NOT_RECORDS, node.records.span, name=records)
                return self.poison(node.span)
            return self.undeclared(node.records)
        field_type = record_type.field(node.field.text)
        if field_type is None and node.field.text in self.scope.unread:
            return self.poison(node.field.span)
        if field_type is None:
            self.diagnostics.report(
                name_codes.UNDECLARED_FIELD,
                node.field.span,
                helps=did_you_mean(
                    node.field.span, node.field.text, [field for field, _ in record_type.fields]
                ),
                records=records,
                name=node.field.text,
                fields="、".join(field for field, _ in record_type.fields),
            )
            return self.poison(node.span)
        if self.records != records:
            self.diagnostics.report(
                codes.MISPLACED_EXPRESSION,
                node.span,
                helps=in_function(node, field_type),
                notes=[
                    phrase(
                        "明细的字段要放在合计、平均、数量等函数里用",
                        "a field of records is used inside sum, average, count and the like",
                    )
                ],
                text=node.span.text,
            )
            return self.poison(node.span)
        return model.FieldReference(records, node.field.text, type=field_type, span=node.span)

    # --- arithmetic and comparison ---------------------------------------------------------------

    def _arithmetic(self, node: ast.Arithmetic) -> model.Expr:
        left, right = self.infer(node.left), self.infer(node.right)
        left, right = hundred_percent(node.operator, left, right)
        match node.operator:
            case "+" | "-":
                result = add(node.operator, left.type, right.type)
            case "*":
                result = multiply(left.type, right.type)
                known = POISON not in (left.type, right.type)
                if known and mentions_full(left) and mentions_full(right):
                    result = Mistake(codes.TYPE_MISMATCH)  # a bracket stands wrong
                bare = NUMBER in (left.type, right.type)
                if self.in_points and bare and counts_points(result):
                    result = NUMBER
            case "/":
                result = divide(left.type, right.type)
                if isinstance(right.type, Zero):
                    self.diagnostics.report(
                        codes.DIVISION_BY_ZERO, node.right.span, text=node.right.span.text
                    )
                    return self.poison(node.span)
        if isinstance(result, Mistake):
            self.report_pair(result, left, right, _OPERATIONS[node.operator])
            bracket_denominator(self.diagnostics, left, right)
            return self.poison(node.span)
        return model.Arithmetic(node.operator, left, right, type=result, span=node.span)

    def _chain(self, node: ast.Comparison) -> model.Expr:
        operands = infer_operands(self, node.operands)
        say_how_many(self, node.operands, operands)
        if len(operands) > 2 and not self._reads_as_chain(node, operands):
            return self._interval_chain(node, operands)
        parts: list[model.Expr] = []
        for left, operator, right in zip(operands, node.operators, operands[1:], strict=False):
            parts.append(self._compared(operator, left, right, left.span.to(right.span)))
        whole = parts[0]
        for part in parts[1:]:
            whole = model.Logic("and", whole, part, type=TRUTH, span=node.span)
        count_working_days(self, node)
        return whole

    def _reads_as_chain(self, node: ast.Comparison, operands: list[model.Expr]) -> bool:
        """`60% <= X < 95%`: all signs point one way, and constants stand at the ends only."""
        rising, falling = {"<", "<="}, {">", ">="}
        one_way = set(node.operators) <= rising or set(node.operators) <= falling
        equal = set(node.operators) == {"="}
        inner = any(constant_value(operand) is not None for operand in operands[1:-1])
        return (one_way and not inner) or equal

    def _interval_chain(self, node: ast.Comparison, operands: list[model.Expr]) -> model.Expr:
        """`率大于等于60%小于80%`: both comparisons are about the quantity in front."""
        signs = tuple(operator[0] for operator in node.operators)
        limits = [constant_value(operand) for operand in operands[1:]]
        if len(operands) == 3 and set(signs) == {"<", ">"} and None not in limits:
            parts = [
                self._compared(operator, operands[0], operand, node.span)
                for operator, operand in zip(node.operators, operands[1:], strict=True)
            ]
            return model.Logic("and", parts[0], parts[1], type=TRUTH, span=node.span)
        if not any(isinstance(operand.type, Poison) for operand in operands):
            self.diagnostics.report(
                codes.MIXED_CHAIN, node.span, helps=split_chain(node), text=node.span.text
            )
        return self.poison(node.span)

    def _compared(
        self, operator: ast.ComparisonOperator, left: model.Expr, right: model.Expr, span: Span
    ) -> model.Expr:
        mistake = compare(operator, left.type, right.type)
        if mistake is not None:
            self.report_pair(mistake, left, right, COMPARED)
            unquote(self.diagnostics, (*self.scope.facts, *self.scope.definitions), left, right)
            return self.poison(span)
        return model.Comparison(operator, left, right, type=TRUTH, span=left.span.to(right.span))

    def _within(self, node: ast.Within) -> model.Expr:
        operand = self.infer(node.operand)
        interval = self.interval(node.interval, operand)
        if interval is None:
            return self.poison(node.span)
        return model.Within(operand, interval, type=TRUTH, span=node.span)

    def interval(self, node: ast.Interval, operand: model.Expr) -> model.Interval | None:
        """The interval, each end comparable with `operand`; None where one was reported."""
        ends: list[model.Expr | None] = []
        is_value = node.lower is not None and node.lower == node.upper
        for end in (node.lower,) if is_value else (node.lower, node.upper):
            if end is None:
                ends.append(None)
                continue
            inferred = infer_word(self, end, operand, ())
            mistake = compare("=" if is_value else "<=", operand.type, inferred.type)
            if mistake is not None:
                self.report_pair(mistake, operand, inferred, COMPARED)
                mend_both_ends(self.diagnostics, node, inferred.span, operand.span)
                return None
            ends.append(inferred)
        return model.Interval(
            ends[0], ends[-1], node.lower_closed, node.upper_closed, span=node.span
        )

    def report_pair(
        self, mistake: Mistake, left: model.Expr, right: model.Expr, operation: Words
    ) -> None:
        if not report_at_definition(self.scope, self.diagnostics, mistake, left, right):
            is_difference = any(is_rate_difference(side, self.scope) for side in (left, right))
            report_mistake(
                self.diagnostics,
                mistake,
                left,
                right,
                operation,
                is_difference=is_difference,
                units=lambda beside: money_units([beside], self.scope),
                sure=known_units(left, right, self.scope)
                if operation is COMPARED
                else raised_by_share(left, right),
            )
