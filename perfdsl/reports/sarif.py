"""Diagnostics as SARIF 2.1.0 (OASIS), for services that collect findings."""

from collections.abc import Iterable
from typing import Any

from perfdsl import __version__
from perfdsl.diagnostic import Allowed, Diagnostic, Help, Label
from perfdsl.reports import wording as w
from perfdsl.reports.diagnoses import in_reading_order
from perfdsl.reports.places import link_to, uri_reference
from perfdsl.reports.voice import Voice, pattern
from perfdsl.source import SourceText, Span
from perfdsl.wording import Code, Language, Severity

Data = dict[str, Any]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "ROOT"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}


def sarif_data(
    diagnostics: Iterable[Diagnostic],
    *,
    language: Language,
    allowed: Iterable[Allowed] = (),
) -> Data:
    """One run; columns count UTF-16 code units, which is what editors and services count.

    What the rules allow is among the results, as suppressed.
    """
    allowed = tuple(allowed)
    reasons = {id(each.finding): each.reason for each in allowed}
    found = in_reading_order((*diagnostics, *(each.finding for each in allowed)))
    codes = {diagnostic.code.id: diagnostic.code for diagnostic in found}
    rules = [_rule(codes[key], language) for key in sorted(codes)]
    indexes = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "perfdsl", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[language],
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": Voice(language).say(w.WORKING_FOLDER)}}
        },
        "results": [
            _result(diagnostic, indexes[diagnostic.code.id], language)
            | _suppressions(reasons.get(id(diagnostic)))
            for diagnostic in found
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code, language: Language) -> Data:
    rule: Data = {
        "id": code.id,
        "name": "".join(part.capitalize() for part in code.slug.split("-")),
        "shortDescription": {"text": pattern(code.message, language)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }
    if code.help is not None:
        rule["help"] = {"text": pattern(code.help, language)}
    return rule


def _result(diagnostic: Diagnostic, index: int, language: Language) -> Data:
    result: Data = {
        "ruleId": diagnostic.code.id,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _escaped(_message(diagnostic, language))},
    }
    if diagnostic.primary is not None:
        result["locations"] = [_location(diagnostic.primary, language)]
    if diagnostic.secondary:
        result["relatedLocations"] = [
            {"id": number, **_location(label, language)}
            for number, label in enumerate(diagnostic.secondary, 1)
        ]
    fixes = [
        _fix(help_, language)
        for help_ in diagnostic.all_helps
        if any(edit.is_seen for edit in help_.edits) and help_.applicability != "display"
    ]
    if fixes:
        result["fixes"] = fixes
    return result


def _suppressions(reason: str | None) -> Data:
    if reason is None:
        return {}
    return {"suppressions": [{"kind": "inSource", "justification": reason}]}


def _message(diagnostic: Diagnostic, language: Language) -> str:
    """The message; on lines of their own what else the console says in words."""
    voice = Voice(language)
    lines = [diagnostic.message(language)]
    lines += [
        voice.say(w.SAID, what=voice.say(w.DIAGNOSTIC_NOTE), text=note.text(language))
        for note in diagnostic.notes
    ]
    if diagnostic.basis is not None:
        lines.append(voice.say(w.SAID, what=voice.say(w.BASIS), text=diagnostic.basis))
    lines += [
        voice.say(w.SAID, what=voice.say(w.DIAGNOSTIC_HELP), text=help_.text.text(language))
        for help_ in diagnostic.all_helps
    ]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Braces would be gaps to fill in a message, `[text](target)` a link, and a backslash there no sign."""
    text = text.replace("{", "{{").replace("}", "}}")
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text


def _fix(help_: Help, language: Language) -> Data:
    by_source: dict[SourceText, list[Data]] = {}
    for edit in help_.edits:
        replacement = {
            "deletedRegion": _region(edit.span),
            "insertedContent": {"text": edit.replacement},
        }
        by_source.setdefault(edit.span.source, []).append(replacement)
    return {
        "description": {"text": _escaped(help_.text.text(language))},
        "artifactChanges": [
            {"artifactLocation": _artifact(source), "replacements": replacements}
            for source, replacements in by_source.items()
        ],
        "properties": {"applicability": help_.applicability},
    }


def _location(label: Label, language: Language) -> Data:
    location: Data = {
        "physicalLocation": {
            "artifactLocation": _artifact(label.span.source),
            "region": _region(label.span),
        }
    }
    if label.text is not None:
        location["message"] = {"text": _escaped(label.text.text(language))}
    return location


def _artifact(source: SourceText) -> Data:
    """As seen from the folder the command ran in; in full where the user named it in full."""
    reference = uri_reference(source.name)
    if reference is None:
        return {"uri": link_to(source) or "stdin"}
    return {"uri": reference, "uriBaseId": _ROOT}


def _region(span: Span) -> Data:
    first, last = span.first, span.last
    return {
        "startLine": first.line,
        "startColumn": _utf_16_column(span.source, first.line, span.start),
        "endLine": last.line,
        "endColumn": _utf_16_column(span.source, last.line, span.end),
    }


def _utf_16_column(source: SourceText, line: int, offset: int) -> int:
    before = source.text[source.line_starts[line - 1] : offset]
    return len(before) + sum(character > "\uffff" for character in before) + 1
