"""Edits as small diffs: the lines as they are, and as they would be."""

from perfdsl.diagnostic import Edit
from perfdsl.document import Diff, Mark, SourceLine
from perfdsl.reports import wording as w
from perfdsl.reports.voice import Voice
from perfdsl.source import SourceText


def edits_diffs(edits: tuple[Edit, ...], voice: Voice) -> tuple[Diff, ...]:
    """One diff for each run of neighboring lines that the edits touch."""
    ordered = sorted(
        (edit for edit in edits if edit.is_seen),
        key=lambda edit: (edit.span.source.name, edit.span.start),
    )
    hunks: list[list[Edit]] = []
    for edit in ordered:
        if hunks and _is_near(hunks[-1][-1], edit):
            hunks[-1].append(edit)
        else:
            hunks.append([edit])
    return tuple(_diff(hunk, voice) for hunk in hunks)


def _is_near(before: Edit, after: Edit) -> bool:
    return (
        before.span.source is after.span.source
        and after.span.first.line - before.span.last.line <= 1
    )


def _diff(edits: list[Edit], voice: Voice) -> Diff:
    source = edits[0].span.source
    first = edits[0].span.first.line
    last = max(edit.span.last.line for edit in edits)
    old = [source.line_text(number) for number in range(first, last + 1)]
    new = _edited(edits, source, first, last)
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    before = tuple(
        SourceLine(first + index, line, _removed(edits, source, first + index))
        for index, line in enumerate(old)
    )
    after = tuple(SourceLine(first + index, line) for index, line in enumerate(new))
    return Diff(voice.say(w.BEFORE), before, voice.say(w.AFTER), after)


def _removed(edits: list[Edit], source: SourceText, number: int) -> tuple[Mark, ...]:
    start = source.line_starts[number - 1]
    length = len(source.line_text(number))
    marks: list[Mark] = []
    for edit in edits:
        low, high = max(edit.span.start - start, 0), min(edit.span.end - start, length)
        if low < high:
            marks.append(Mark(low, high))
    return tuple(marks)


def _edited(edits: list[Edit], source: SourceText, first: int, last: int) -> list[str]:
    """The lines `first` to `last` with the edits carried out; nothing left: no lines."""
    position = source.line_starts[first - 1]
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    parts: list[str] = []
    for edit in edits:
        parts += [source.text[position : edit.span.start], edit.replacement]
        position = max(position, edit.span.end)
    parts.append(source.text[position:end])
    edited = "".join(parts)
    if not edited:
        return []
    return [line.rstrip("\r") for line in edited.removesuffix("\n").split("\n")]
