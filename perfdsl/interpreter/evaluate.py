"""Expressions come to values, exactly; what was looked up is recorded as it happens."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.interpreter.absence import Absent, either, lacking, undefined
from perfdsl.interpreter.comparison import compare, extreme
from perfdsl.interpreter.dates import count_working_days, shift_date
from perfdsl.interpreter.order import needed_first
from perfdsl.interpreter.recorder import Recorder
from perfdsl.interpreter.records import aggregate
from perfdsl.interpreter.sheet import Value as TraceValue
from perfdsl.model import expressions as model
from perfdsl.model.expressions import Value
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.printing import show_words, written_unit
from perfdsl.model.rulebook import Definition, RuleBook
from perfdsl.model.types import Type
from perfdsl.number import is_long, round_to
from perfdsl.wording import phrase

Result = Value | Absent
Record = Mapping[str, Fact]


@attrs.define(eq=False, repr=False)
class Evaluator:
    """Evaluates the expressions of one rule book over one department's facts.

    `full` is what 满分 means at the moment; `record` the record inside an aggregate.
    """

    rulebook: RuleBook
    facts: Facts
    full: Fraction = Fraction(0)
    recorder: Recorder = attrs.field(factory=Recorder)
    record: Record | None = None
    in_last_year: bool = False
    explains: bool = True
    """False while only the points matter: then no condition is explained."""
    computed: dict[tuple[str, bool], tuple[Result, TraceValue]] = attrs.field(factory=dict)

    def evaluate(self, node: model.Expr) -> Result:
        """The value of `node`, or why there is none."""
        match node:
            case model.Constant():
                return node.value
            case model.DefinitionReference():
                return self._definition(node)
            case model.FactReference():
                return self._fact(node)
            case model.Comparison():
                return self._comparison(node)
            case model.Arithmetic():
                return self._arithmetic(node)
            case model.Logic():
                return self._logic(node)
            case model.FullMarks():
                self.recorder.look(node.span, self.full, node.type)
                return self.full
            case model.FieldReference():
                return self._field(node)
            case model.Not():
                inner = self.evaluate(node.operand)
                return inner if isinstance(inner, Absent) else not inner
            case model.Within():
                return self._within(node)
            case model.Negative():
                inner = self.number(node.operand)
                return inner if isinstance(inner, Absent) else -inner
            case model.Absolute():
                inner = self.number(node.operand)
                return inner if isinstance(inner, Absent) else abs(inner)
            case model.Extremum():
                return self._extremum(node)
            case model.Rounding():
                return self._rounding(node)
            case model.Aggregate():
                return aggregate(self, node)
            case model.WorkingDays():
                return self._working_days(node)
            case model.Table():
                return self._table(node)

    def number(self, node: model.Expr) -> Fraction | Absent:
        """As `evaluate`, for an expression the checker knows to be a number."""
        value = self.evaluate(node)
        assert isinstance(value, Fraction | Absent)
        return value

    def truth(self, node: model.Expr) -> bool | Absent:
        """As `evaluate`, for a condition."""
        value = self.evaluate(node)
        assert isinstance(value, bool | Absent)
        return value

    # --- names -----------------------------------------------------------------------------------

    def _fact(self, node: model.FactReference) -> Result:
        last_year = node.last_year or self.in_last_year
        given = (self.facts.last_year if last_year else self.facts.values).get(node.name)
        declared = self.rulebook.facts[node.name]
        if given is None or isinstance(given.value, tuple):
            self.record_value(
                TraceValue(
                    node.name,
                    None,
                    node.type,
                    declared.unit,
                    "missing",
                    declared.span,
                    last_year=last_year,
                )
            )
            return lacking("last_year" if last_year else "fact", node.name)
        self._given(given, node.type, last_year=last_year)
        unit = given.unit or declared.unit
        self.recorder.look(node.span, given.value, node.type, unit)
        return given.value

    def _given(self, given: Fact, type_: Type, *, last_year: bool) -> TraceValue:
        assert not isinstance(given.value, tuple)
        declared = self.rulebook.facts.get(given.name)
        unit = given.unit or (declared.unit if declared else None)
        return self.record_value(
            TraceValue(
                given.name,
                given.value,
                type_,
                unit,
                "given",
                given.span,
                evidence=given.evidence,
                last_year=last_year,
            )
        )

    def _definition(self, node: model.DefinitionReference) -> Result:
        last_year = node.last_year or self.in_last_year
        given = (self.facts.last_year if last_year else self.facts.values).get(node.name)
        if given is not None and not isinstance(given.value, tuple):
            self._given(given, node.type, last_year=last_year)
            self.recorder.look(node.span, given.value, node.type, given.unit)
            return given.value
        result, value = self.compute(node.name, last_year=last_year)
        self.record_value(value)
        if not isinstance(result, Absent):
            self.recorder.look(node.span, result, node.type, value.unit)
        return result

    def compute(self, name: str, *, last_year: bool = False) -> tuple[Result, TraceValue]:
        """A definition's value from the facts, once per department, with what it looked at."""
        definitions = self.rulebook.definitions
        for needed in needed_first(
            name, definitions, lambda each: (each, last_year) in self.computed
        ):
            self.computed[needed, last_year] = self._compute(needed, last_year=last_year)
        return self.computed[name, last_year]

    def _compute(self, name: str, *, last_year: bool) -> tuple[Result, TraceValue]:
        definition = self.rulebook.definitions[name]
        inner = Evaluator(self.rulebook, self.facts, in_last_year=last_year, computed=self.computed)
        result = inner.evaluate(definition.value)
        if last_year and isinstance(result, Absent):
            result = result.of_last_year()
        origin: Literal["computed", "undefined", "missing"] = "computed"
        if isinstance(result, Absent):
            origin = "undefined" if result.is_undefined else "missing"
        return result, TraceValue(
            name,
            None if isinstance(result, Absent) else result,
            definition.type,
            self.written_unit(definition.value) or self._unit_of(definition, inner.recorder),
            origin,
            definition.span,
            last_year=last_year,
            inputs=tuple(inner.recorder.values.values()),
        )

    def written_unit(self, node: model.Expr) -> str | None:
        """The unit of an amount that the rules fix."""
        definitions = self.rulebook.definitions
        return written_unit(node, lambda name: definitions[name].value)

    def _unit_of(self, definition: Definition, recorder: Recorder) -> str | None:
        """A computed amount is shown in the unit of the inputs of its kind; of a column, in the column's."""
        looked = recorder.looked if isinstance(definition.value, model.Aggregate) else ()
        return next(
            (
                value.unit
                for value in (*recorder.values.values(), *looked)
                if value.type == definition.type and value.unit
            ),
            None,
        )

    def record_value(self, value: TraceValue) -> TraceValue:
        return self.recorder.values.setdefault((value.name, value.last_year), value)

    def _field(self, node: model.FieldReference) -> Result:
        assert self.record is not None
        fact = self.record.get(node.field)
        if fact is None or isinstance(fact.value, tuple):
            return lacking(
                "last_year" if self.in_last_year else "fact", f"{node.records}.{node.field}"
            )
        return fact.value

    # --- arithmetic ------------------------------------------------------------------------------

    def _pair(self, left: model.Expr, right: model.Expr) -> tuple[Value, Value] | Absent:
        first, second = self.evaluate(left), self.evaluate(right)
        if isinstance(first, Absent):
            return first | second if isinstance(second, Absent) else first
        return second if isinstance(second, Absent) else (first, second)

    def _arithmetic(self, node: model.Arithmetic) -> Result:
        pair = self._pair(node.left, node.right)
        if isinstance(pair, Absent):
            return pair
        left, right = pair
        if isinstance(left, date) or isinstance(right, date):
            return shift_date(node, left, right)
        assert isinstance(left, Fraction)
        assert isinstance(right, Fraction)
        match node.operator:
            case "+":
                result = left + right
            case "-":
                result = left - right
            case "*":
                result = left * right
            case "/":
                if right == 0:
                    return self._division_by_zero(node)
                result = left / right
        if is_long(result):
            return undefined(
                node.span,
                phrase(
                    "「{text}」的结果大得没有意义",
                    "the result of 「{text}」 is too large to mean anything",
                    text=node.span.text,
                ),
                behind=(node,),
            )
        return result

    def _division_by_zero(self, node: model.Arithmetic) -> Absent:
        return undefined(
            node.span,
            phrase(
                "「{divisor}」是 0，「{text}」没有结果",
                "「{divisor}」 is 0, so 「{text}」 has no value",
                divisor=node.right.span.text,
                text=node.span.text,
            ),
            behind=(node.right,),
        )

    def _extremum(self, node: model.Extremum) -> Result:
        found = [self.evaluate(operand) for operand in node.operands]
        absent = _absences(found)
        if absent is not None:
            return absent
        return extreme(node.kind, [value for value in found if not isinstance(value, Absent)])

    def _rounding(self, node: model.Rounding) -> Result:
        operand, step = self.number(node.operand), self.number(node.step)
        absent = _absences([operand, step])
        if absent is not None:
            return absent
        assert isinstance(operand, Fraction)
        assert isinstance(step, Fraction)
        if step <= 0:
            return undefined(
                node.span,
                phrase(
                    "取整的一格「{text}」不大于 0",
                    "the rounding step 「{text}」 is not above 0",
                    text=node.step.span.text,
                ),
                behind=(node.step,),
            )
        return round_to(operand, step, node.direction)

    def _working_days(self, node: model.WorkingDays) -> Result:
        pair = self._pair(node.start, node.end)
        if isinstance(pair, Absent):
            return pair
        return count_working_days(node, *pair, self.facts.working_days)

    def _table(self, node: model.Table) -> Result:
        subject = self.evaluate(node.subject)
        if isinstance(subject, Absent):
            return subject
        for case in node.cases:
            if case.key is None:
                return self.evaluate(case.value)
            key = self.evaluate(case.key)
            if isinstance(key, Absent):
                return key
            if key == subject:
                return self.evaluate(case.value)
        return undefined(
            node.span,
            phrase(
                "「{subject}」是 {value}，表里没有这一项",
                "「{subject}」 is {value}, which the table does not list",
                subject=node.subject.span.text,
                value=show_words(subject, node.subject.type),
            ),
            behind=(node.subject,),
        )

    # --- comparison and logic --------------------------------------------------------------------

    def _comparison(self, node: model.Comparison) -> Result:
        pair = self._pair(node.left, node.right)
        if isinstance(pair, Absent):
            return pair
        return compare(node.operator, pair[0], pair[1], node.left.type)

    def _logic(self, node: model.Logic) -> Result:
        """Either side may decide alone; then the other is not needed, present or not."""
        decisive = node.operator == "or"
        left = self.truth(node.left)
        if left is decisive:
            return left
        right = self.truth(node.right)
        if right is decisive:
            return right
        if isinstance(left, Absent):
            return either(left, right) if isinstance(right, Absent) else left
        return right

    def _within(self, node: model.Within) -> Result:
        operand = self.evaluate(node.operand)
        if isinstance(operand, Absent):
            return operand
        return self.contains(node.interval, operand, node.operand.type)

    def contains(self, interval: model.Interval, value: Value, type_: Type) -> bool | Absent:
        """Whether `value` lies in the interval; an end that decides alone makes the other needless."""
        absent: Absent | None = None
        ends = (
            (interval.lower, ">=" if interval.lower_closed else ">"),
            (interval.upper, "<=" if interval.upper_closed else "<"),
        )
        for end, operator in ends:
            if end is None:
                continue
            limit = self.evaluate(end)
            if isinstance(limit, Absent):
                absent = limit if absent is None else absent | limit
            elif not compare(operator, value, limit, type_):
                return False
        return absent if absent is not None else True


def _absences(results: "list[Result] | list[Fraction | Absent]") -> Absent | None:
    """All absences among `results` as one; None where every one has a value."""
    joined: Absent | None = None
    for result in results:
        if isinstance(result, Absent):
            joined = result if joined is None else joined | result
    return joined
