"""Diagnostics as blocks: the message, the source it is about, notes, clause and ways out."""

import itertools
from collections.abc import Iterable

from perfdsl.diagnostic import Diagnostic, Help, Label
from perfdsl.document import (
    Block,
    Document,
    Entry,
    Group,
    KeyValues,
    Mark,
    Paragraph,
    Run,
    SourceLine,
    Window,
)
from perfdsl.reports import wording as w
from perfdsl.reports.edits import edits_diffs
from perfdsl.reports.places import place_run
from perfdsl.reports.voice import Voice
from perfdsl.source import SourceText, Span
from perfdsl.wording import Language, Severity

_WHOLE_SPAN_LINES = 4
_MOST_SHOWN = 20
"""Of one severity in one file: who has more to put right begins with these."""
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def diagnostics_report(
    diagnostics: Iterable[Diagnostic], *, language: Language, show_all: bool = False
) -> Document:
    """Diagnostics in reading order, then how many there are of each severity.

    Of one file not more than twenty of a severity are shown, unless `show_all`; the others are counted.
    """
    found = in_reading_order(diagnostics)
    voice = Voice(language)
    if not found:
        return Document((Paragraph((Run(voice.say(w.NOTHING_FOUND)),)),), language)
    blocks: list[Block] = []
    for name, group in itertools.groupby(found, key=_file_name):
        members = tuple(group)
        shown = members if show_all else _first_of_each(members)
        blocks += diagnostic_blocks(shown, language)
        kept = set(map(id, shown))
        left = tuple(each for each in members if id(each) not in kept)
        if left:
            counts = voice.list(_counts(left, voice))
            blocks.append(Paragraph((Run(voice.say(w.NOT_SHOWN, file=name, counts=counts)),)))
    return Document((*blocks, Paragraph((Run(count_text(found, voice)),))), language)


def _file_name(diagnostic: Diagnostic) -> str:
    return "" if diagnostic.primary is None else diagnostic.primary.span.source.name


def _first_of_each(members: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    shown: list[Diagnostic] = []
    counts = dict.fromkeys(_SEVERITIES, 0)
    for diagnostic in members:
        counts[diagnostic.severity] += 1
        if counts[diagnostic.severity] <= _MOST_SHOWN or diagnostic.primary is None:
            shown.append(diagnostic)
    return tuple(shown)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """File by file as they first appear, each from top to bottom; before them what has no place."""
    found = tuple(diagnostics)
    files: dict[str, int] = {}
    for diagnostic in found:
        if diagnostic.primary is not None:
            files.setdefault(diagnostic.primary.span.source.name, len(files))

    def place(diagnostic: Diagnostic) -> tuple[int, int]:
        if diagnostic.primary is None:
            return (-1, 0)
        span = diagnostic.primary.span
        return (files[span.source.name], span.start)

    return tuple(sorted(found, key=place))


def count_text(diagnostics: tuple[Diagnostic, ...], voice: Voice) -> str:
    """`共 2 个错误、1 个警告。`"""
    return voice.say(w.COUNTED, counts=voice.list(_counts(diagnostics, voice)))


def _counts(diagnostics: tuple[Diagnostic, ...], voice: Voice) -> list[str]:
    counts = []
    for severity in _SEVERITIES:
        count = sum(diagnostic.severity == severity for diagnostic in diagnostics)
        if count:
            counts.append(voice.say(w.COUNTS[severity], count=count))
    return counts


def diagnostic_blocks(diagnostics: Iterable[Diagnostic], language: Language) -> tuple[Block, ...]:
    """One group for each diagnostic."""
    voice = Voice(language)
    return tuple(_diagnostic_block(diagnostic, voice) for diagnostic in diagnostics)


def _diagnostic_block(diagnostic: Diagnostic, voice: Voice) -> Block:
    severity = diagnostic.severity
    mark = f"{voice.say(w.SEVERITIES[severity])}[{diagnostic.code.id}]"
    runs = [Run(mark, severity), Run(" "), Run(diagnostic.message(voice.language), "strong")]
    if diagnostic.primary is not None:
        runs = [place_run(diagnostic.primary.span, "plain"), Run(": "), *runs]
    blocks: list[Block] = [Paragraph(tuple(runs)), *_windows(diagnostic, voice)]
    entries = [
        Entry(voice.say(w.DIAGNOSTIC_NOTE), (Run(note.text(voice.language)),))
        for note in diagnostic.notes
    ]
    if diagnostic.basis is not None:
        entries.append(Entry(voice.say(w.BASIS), (Run(diagnostic.basis),)))
    if entries:
        blocks.append(KeyValues(tuple(entries)))
    for help_ in diagnostic.all_helps:
        blocks += _help_blocks(help_, voice)
    return Group(tuple(blocks))


def _help_blocks(help_: Help, voice: Voice) -> tuple[Block, ...]:
    text = help_.text.text(voice.language)
    if help_.edits and help_.applicability != "display":
        text += voice.aside(voice.say(w.APPLICABILITY[help_.applicability]))
    entry = Entry(voice.say(w.DIAGNOSTIC_HELP), (Run(text, "info"),))
    return (
        KeyValues((entry,)),
        *edits_diffs(help_.edits if help_.shows_edits else (), voice),
    )


def _windows(diagnostic: Diagnostic, voice: Voice) -> list[Window]:
    """One window for each file, the primary label's first."""
    labels: list[tuple[Label, bool]] = [(label, False) for label in diagnostic.secondary]
    if diagnostic.primary is not None:
        labels.insert(0, (diagnostic.primary, True))
    sources: list[SourceText] = []
    for label, _ in labels:
        if label.span.source not in sources:
            sources.append(label.span.source)
    windows: list[Window] = []
    for source in sources:
        own = [(label, primary) for label, primary in labels if label.span.source is source]
        is_primary = own[0][1]
        place = () if is_primary else (place_run(own[0][0].span),)
        windows.append(Window(_lines(source, own, voice), place))
    return windows


def _lines(
    source: SourceText, labels: list[tuple[Label, bool]], voice: Voice
) -> tuple[SourceLine, ...]:
    marks: dict[int, list[Mark]] = {}
    for label, is_primary in labels:
        text = (Run(label.text.text(voice.language)),) if label.text is not None else ()
        for number, start, end in _pieces(label.span):
            style_text = text if number == label.span.first.line else ()
            marks.setdefault(number, []).append(Mark(start, end, style_text, is_primary))
    numbers = sorted(marks)
    for before, after in itertools.pairwise(numbers):
        if after - before == 2:  # a single line between is shown rather than left out
            marks[before + 1] = []
    return tuple(
        SourceLine(
            number,
            source.line_text(number),
            tuple(sorted(marks[number], key=lambda mark: (bool(mark.text), mark.start, mark.end))),
        )
        for number in sorted(marks)
    )


def _pieces(span: Span) -> list[tuple[int, int, int]]:
    """Line number, start and end (from 0) of what the span covers of each line to be shown."""
    first, last = span.first, span.last
    if first.line == last.line:
        return [(first.line, first.column - 1, last.column - 1)]
    numbers = list(range(first.line, last.line + 1))
    if last.column == 1:  # the span ends with a line end
        numbers.pop()
    if len(numbers) > _WHOLE_SPAN_LINES:
        numbers = [numbers[0], numbers[-1]]
    pieces: list[tuple[int, int, int]] = []
    for number in numbers:
        line = span.source.line_text(number)
        start = first.column - 1 if number == first.line else len(line) - len(line.lstrip())
        end = last.column - 1 if number == last.line else len(line.rstrip())
        pieces.append((number, start, max(end, start)))
    return pieces
