"""The JSON form of score sheets (`perfdsl.score/1`).

The shape is a contract: `docs/reference/score.schema.json`. Points and values are strings, exact;
lines and columns count from 1, in characters.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from perfdsl import __version__
from perfdsl.interpreter.sheet import (
    Condition,
    Counterfactual,
    Detail,
    Effect,
    Margin,
    MissingFact,
    Node,
    ScoreSheet,
    Value,
)
from perfdsl.model.expressions import Value as PlainValue
from perfdsl.number import format_exact
from perfdsl.reports.context import Context
from perfdsl.reports.diagnosis_data import diagnostic_data
from perfdsl.reports.missing import how_to_give
from perfdsl.reports.places import span_data, span_text
from perfdsl.reports.printing import print_points
from perfdsl.reports.quantities import Shown, show_amount, show_value, type_name
from perfdsl.reports.values import Unfolding, counterfactual_text, margin_text, shown_value
from perfdsl.reports.voice import Voice
from perfdsl.source import SourceText
from perfdsl.wording import Language

Data = dict[str, Any]

SCORE_SCHEMA = "perfdsl.score/1"


def sheet_data(sheet: ScoreSheet, *, language: Language) -> Data:
    """The whole sheet; only shown values and texts depend on the language."""
    writer = _Writer(Context(sheet, language))
    return {
        "schema": SCORE_SCHEMA,
        "version": __version__,
        "rules": {
            "scheme": sheet.scheme,
            "year": sheet.rules_year,
            "files": [_file(sheet.rules_source)],
        },
        "facts": {
            "subject": sheet.subject,
            "year": sheet.facts_year,
            "files": [_file(sheet.facts_source)],
        },
        "full": writer.points(sheet.full),
        "score": writer.points_or_none(sheet.score),
        "least": writer.points(sheet.least),
        "most": writer.points(sheet.most),
        "grade": sheet.grade,
        "possible_grades": list(sheet.possible_grades),
        "status": sheet.status,
        "places": sheet.places,
        "nodes": [writer.node(node) for node in sheet.nodes],
        "effects": [writer.effect(effect) for effect in sheet.effects],
        "missing": [writer.missing(missing) for missing in sheet.missing],
        "findings": [diagnostic_data(finding, language) for finding in sheet.findings],
    }


def _file(source: SourceText) -> Data:
    return {"path": source.name, "sha256": source.sha256}


_MOST_VALUES = 2_000
"""Of one rule, each as often as it is used; what goes beyond comes without inputs where it came before."""


class _Writer:
    """Writes the parts of one sheet in one language."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.voice = context.voice

    def points(self, value: Fraction) -> str:
        return print_points(value, self.context.sheet.places)

    def points_or_none(self, value: Fraction | None) -> str | None:
        return None if value is None else self.points(value)

    def node(self, node: Node) -> Data:
        return {
            "id": node.id,
            "path": list(node.path),
            "title": node.title,
            "code": node.code,
            "full": self.points(node.full),
            "score": self.points_or_none(node.score),
            "least": self.points(node.least),
            "most": self.points(node.most),
            "status": node.status,
            "excluded": node.excluded,
            "span": span_data(node.span),
            "basis": list(node.notes.basis),
            "reason": list(node.notes.reason),
            "problem": list(node.notes.problem),
            "advice": list(node.notes.advice),
            "documents": list(node.notes.documents),
            "method": list(node.notes.method),
            "note": list(node.notes.note),
            "effects": [self.effect(effect) for effect in node.effects],
            "children": [self.node(child) for child in node.children],
        }

    def effect(self, effect: Effect) -> Data:
        judgement = None
        if effect.judgement_span is not None:
            judgement = {
                "reason": effect.judgement_reason,
                "span": span_data(effect.judgement_span),
            }
        return {
            "rule": effect.rule,
            "span": None if effect.span is None else span_data(effect.span),
            "text": None if effect.span is None else span_text(effect.span),
            "label": effect.text,
            "kind": effect.kind,
            "status": effect.status,
            "points": self.points_or_none(effect.points),
            "applied": self.points(effect.applied),
            "condition": None
            if effect.condition is None
            else _condition(effect.condition, self.voice),
            "values": self.values(effect.values, Unfolding(_MOST_VALUES)),
            "details": [self.detail(detail) for detail in effect.details],
            "margin": self.margin(effect.margin),
            "counterfactual": self.counterfactual(effect.counterfactual),
            "overridden_by": effect.overridden_by,
            "missing": list(effect.missing),
            "judgement": judgement,
            "reason": list(effect.notes.reason),
            "basis": list(effect.notes.basis),
            "problem": list(effect.notes.problem),
            "advice": list(effect.notes.advice),
            "documents": list(effect.notes.documents),
            "method": list(effect.notes.method),
            "note": list(effect.notes.note),
        }

    def values(self, values: tuple[Value, ...], unfolding: Unfolding) -> list[Data]:
        return [self.value(value, unfolding) for value in values]

    def value(self, value: Value, unfolding: Unfolding) -> Data:
        is_known = value.value is not None
        return {
            "name": value.name,
            "last_year": value.last_year,
            "type": type_name(value.type),
            "exact": _exact(value.value),
            "shown": shown_value(value, self.voice).marked if is_known else None,
            "unit": value.unit,
            "origin": value.origin,
            "span": span_data(value.span),
            "evidence": self.voice.say(value.evidence) if value.evidence else None,
            "inputs": self.values(unfolding.inputs_of(value), unfolding),
        }

    def detail(self, detail: Detail) -> Data:
        unit = None if detail.name == "steps" else detail.unit
        shown = show_amount(detail.value, detail.type, unit, self.voice)
        return {
            "name": detail.name,
            "type": type_name(detail.type),
            "exact": _exact(detail.value),
            "shown": shown.marked,
            "unit": detail.unit,
        }

    def margin(self, margin: Margin | None) -> Data | None:
        if margin is None:
            return None
        return {
            "name": margin.name,
            "side": margin.side,
            "exact": _exact(margin.amount),
            "shown": show_amount(margin.amount, margin.type, margin.unit, self.voice).marked,
            "unit": margin.unit,
            "text": margin_text(margin, self.voice),
        }

    def counterfactual(self, found: Counterfactual | None) -> Data | None:
        if found is None:
            return None

        def shown(value: PlainValue) -> Shown:
            return show_value(value, found.type, found.unit, self.voice, given=True)

        return {
            "fact": found.fact,
            "before": {"exact": _exact(found.before), "shown": shown(found.before).marked},
            "after": {"exact": _exact(found.after), "shown": shown(found.after).marked},
            "unit": found.unit,
            "gain": format_exact(found.gain),
            "text": counterfactual_text(found, self.voice),
        }

    def missing(self, missing: MissingFact) -> Data:
        return {
            "name": missing.name,
            "kind": missing.kind,
            "type": None if missing.type is None else type_name(missing.type),
            "span": span_data(missing.span),
            "rules": list(missing.rules),
            "indicators": list(missing.indicators),
            "how": how_to_give(missing, self.context),
        }


def _condition(condition: Condition, voice: Voice) -> Data:
    return {
        "text": voice.say(condition.text),
        "substituted": voice.say(condition.substituted),
        "result": condition.result,
        "children": [_condition(part, voice) for part in condition.children],
    }


def _exact(value: PlainValue | None) -> str | None:
    """`233/100`, `63`, `true`, `2021-12-31`, or the word itself."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return value
