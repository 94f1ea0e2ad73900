"""The JSON form of diagnostics (`perfdsl.diagnostics/1`), also of a score sheet's findings."""

from collections.abc import Iterable
from typing import Any

from perfdsl import __version__
from perfdsl.diagnostic import Allowed, Diagnostic, Label
from perfdsl.reports import wording as w
from perfdsl.reports.diagnoses import in_reading_order
from perfdsl.reports.places import span_data
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language

Data = dict[str, Any]

DIAGNOSTICS_SCHEMA = "perfdsl.diagnostics/1"


def diagnostics_data(
    diagnostics: Iterable[Diagnostic],
    *,
    language: Language,
    allowed: Iterable[Allowed] = (),
    not_analyzed: Iterable[tuple[str, ...]] = (),
) -> Data:
    """Diagnostics in reading order; then what the rules allow, and what was not analyzed."""
    return {
        "schema": DIAGNOSTICS_SCHEMA,
        "version": __version__,
        "diagnostics": [
            diagnostic_data(diagnostic, language) for diagnostic in in_reading_order(diagnostics)
        ],
        "allowed": [
            {
                "diagnostic": diagnostic_data(each.finding, language),
                "reason": each.reason,
                "span": span_data(each.span),
            }
            for each in allowed
        ],
        "not_analyzed": ["/".join(path) for path in not_analyzed],
    }


def diagnostic_data(diagnostic: Diagnostic, language: Language) -> Data:
    """One diagnostic."""
    primary = diagnostic.primary
    return {
        "code": diagnostic.code.id,
        "slug": diagnostic.code.slug,
        "severity": diagnostic.severity,
        "severity_text": Voice(language).say(w.SEVERITIES[diagnostic.severity]),
        "message": diagnostic.message(language),
        "primary": None if primary is None else _label(primary, language),
        "secondary": [_label(label, language) for label in diagnostic.secondary],
        "notes": [note.text(language) for note in diagnostic.notes],
        "basis": diagnostic.basis,
        "helps": [
            {
                "text": help_.text.text(language),
                "applicability": help_.applicability,
                "edits": [
                    {"span": span_data(edit.span), "replacement": edit.replacement}
                    for edit in help_.edits
                    if edit.is_seen
                ],
            }
            for help_ in diagnostic.all_helps
        ],
    }


def _label(label: Label, language: Language) -> Data:
    text = None if label.text is None else label.text.text(language)
    return {"span": span_data(label.span), "text": text}
