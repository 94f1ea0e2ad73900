"""Diagnostics as workflow commands, which GitHub shows beside the lines of a change."""

from collections.abc import Iterable

from perfdsl.diagnostic import Diagnostic
from perfdsl.reports import wording as w
from perfdsl.reports.diagnoses import in_reading_order
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language, Severity

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def workflow_commands(diagnostics: Iterable[Diagnostic], *, language: Language) -> str:
    """One line each: `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`."""
    return "".join(
        f"{_annotation(diagnostic, language)}\n" for diagnostic in in_reading_order(diagnostics)
    )


def _annotation(diagnostic: Diagnostic, language: Language) -> str:
    voice = Voice(language)
    severity = voice.say(w.SEVERITIES[diagnostic.severity])
    properties: dict[str, str | int] = {}
    if diagnostic.primary is not None:
        span = diagnostic.primary.span
        first, last = span.first, span.last
        properties["file"] = span.source.name.replace("\\", "/")
        properties["line"] = first.line
        properties["endLine"] = last.line
        if first.line == last.line:  # over several lines columns are not allowed
            properties["col"], properties["endColumn"] = first.column, last.column
    properties["title"] = f"{severity} {diagnostic.code.id}"
    lines = [diagnostic.message(language)]
    lines += [note.text(language) for note in diagnostic.notes]
    lines += [
        voice.say(w.SAID, what=voice.say(w.DIAGNOSTIC_HELP), text=help_.text.text(language))
        for help_ in diagnostic.all_helps
    ]
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data("\n".join(lines))
    return f"::{_COMMANDS[diagnostic.severity]} {told}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
