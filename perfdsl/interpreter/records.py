"""Aggregates over lists of records: sum, count, average, extremes."""

from fractions import Fraction
from typing import TYPE_CHECKING

from perfdsl.interpreter.absence import Absent, lacking, undefined
from perfdsl.interpreter.comparison import extreme
from perfdsl.interpreter.recorder import Recorder
from perfdsl.interpreter.sheet import Value as TraceValue
from perfdsl.model import expressions as model
from perfdsl.model.expressions import Value
from perfdsl.wording import phrase

if TYPE_CHECKING:
    from perfdsl.interpreter.evaluate import Evaluator, Record, Result


def aggregate(evaluator: "Evaluator", node: model.Aggregate) -> "Result":
    """The value of an aggregate over the records that count."""
    recorder, evaluator.recorder = evaluator.recorder, Recorder()
    result = _over_records(evaluator, node)
    values, evaluator.recorder = evaluator.recorder.values, recorder
    for value in values.values():
        evaluator.record_value(value)
    if not isinstance(result, Absent):
        evaluator.recorder.look(node.span, result, node.type, _unit(evaluator, node))
    return result


def _unit(evaluator: "Evaluator", node: model.Aggregate) -> str | None:
    """The unit of the column that is added up, or of which one is taken; much money is not counted in 元."""
    if not isinstance(node.value, model.FieldReference) or node.value.type != node.type:
        return None
    fields = evaluator.rulebook.facts[node.value.records].fields
    unit = next((field.unit for field in fields if field.name == node.value.field), None)
    return None if unit == "元" else unit


def _over_records(evaluator: "Evaluator", node: model.Aggregate) -> "Result":
    source = evaluator.facts.last_year if evaluator.in_last_year else evaluator.facts.values
    given = source.get(node.records)
    if given is None or not isinstance(given.value, tuple):
        declared = evaluator.rulebook.facts[node.records]
        evaluator.record_value(
            TraceValue(
                node.records,
                None,
                declared.type,
                None,
                "missing",
                declared.span,
                last_year=evaluator.in_last_year,
            )
        )
        return lacking("last_year" if evaluator.in_last_year else "fact", node.records)
    evaluator.record_value(
        TraceValue(
            node.records,
            Fraction(len(given.value)),
            evaluator.rulebook.facts[node.records].type,
            None,
            "given",
            given.span,
            evidence=given.evidence,
            last_year=evaluator.in_last_year,
        )
    )
    pairs: list[tuple[Value, Fraction]] = []
    absent: Absent | None = None
    for record in given.value:
        found = _of_record(evaluator, node, record)
        if isinstance(found, Absent):
            absent = found if absent is None else absent | found
        elif found is not None:
            pairs.append(found)
    if absent is not None:
        return absent
    return _combine(node, pairs)


def _of_record(
    evaluator: "Evaluator", node: model.Aggregate, record: "Record"
) -> tuple[Value, Fraction] | Absent | None:
    """Value and weight of one record; None where `where` leaves it out."""
    outer, evaluator.record = evaluator.record, record
    try:
        if node.where is not None:
            holds = evaluator.truth(node.where)
            if isinstance(holds, Absent):
                return holds
            if not holds:
                return None
        value: Result = Fraction(1) if node.value is None else evaluator.evaluate(node.value)
        weight = Fraction(1) if node.weight is None else evaluator.number(node.weight)
    finally:
        evaluator.record = outer
    if isinstance(value, Absent):
        return value | weight if isinstance(weight, Absent) else value
    return weight if isinstance(weight, Absent) else (value, weight)


def _combine(node: model.Aggregate, pairs: list[tuple[Value, Fraction]]) -> "Result":
    if node.kind in ("max", "min") and pairs:
        return extreme(node.kind, [value for value, _ in pairs])
    numbers = [(value, weight) for value, weight in pairs if isinstance(value, Fraction)]
    total = sum((value * weight for value, weight in numbers), Fraction(0))
    weights = sum((weight for _, weight in numbers), Fraction(0))
    if node.kind in ("sum", "count"):
        return total
    if not pairs:
        return undefined(
            node.span,
            phrase(
                "没有符合条件的记录，「{text}」没有结果",
                "no record counts, so 「{text}」 has no value",
                text=node.span.text,
            ),
            behind=(node,),
        )
    if weights == 0:
        return undefined(
            node.span,
            phrase(
                "权数「{weight}」加起来是 0，「{text}」没有结果",
                "the weights 「{weight}」 add up to 0, so 「{text}」 has no value",
                weight=node.weight.span.text if node.weight is not None else "",
                text=node.span.text,
            ),
            behind=(node,),
        )
    return total / weights
