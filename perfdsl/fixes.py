"""Carrying out the edits that diagnostics offer: which of them go together, and the bytes that come out.

What makes an edit *safe* is said in `docs/adr/0013-fixes.md`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

import attrs

from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.source import SourceText
from perfdsl.turns import Turns, in_turn

_LINE_END = re.compile(r"\r\n|\r|\n")


@attrs.frozen(eq=False, repr=False)
class Fix:
    """What becomes of one file; `count` findings are put right by it."""

    source: SourceText
    """As it was."""
    text: str
    """As it is written, with the file's own byte order mark and line ends."""
    count: int

    @property
    def content(self) -> bytes:
        """In the encoding the file had, if it is one that is read."""
        encoding = self.source.encoding
        return self.text.encode("utf-8" if encoding.startswith("utf-16") else encoding)


def choose_helps(
    found: Iterable[Diagnostic], is_allowed: Callable[[Help], bool], *, unsafe: bool = False
) -> tuple[Help, ...]:
    """The helps that go together.

    They are taken in the order of the findings. One that overlaps an earlier one is left for another
    round, when what stands there has been read anew; so is one about rules that an earlier one changes.
    """
    taken: dict[SourceText, list[Edit]] = {}
    turns = Turns()
    chosen: list[Help] = []
    for diagnostic in in_turn(found):
        help_ = _chosen(diagnostic, unsafe=unsafe)
        if help_ is None or not is_allowed(help_):
            continue
        if not turns.is_free(diagnostic, help_):
            continue
        if any(_collides(edit, taken.get(edit.span.source, ())) for edit in help_.edits):
            continue
        for edit in help_.edits:
            taken.setdefault(edit.span.source, []).append(edit)
        turns.take(diagnostic, help_)
        chosen.append(help_)
    return tuple(chosen)


def carry_out(helps: Iterable[Help]) -> tuple[Fix, ...]:
    """One fix for each source that something becomes of by the helps."""
    edits: dict[SourceText, list[Edit]] = {}
    counts: dict[SourceText, int] = {}
    for help_ in helps:
        for edit in help_.edits:
            edits.setdefault(edit.span.source, []).append(edit)
        for source in {edit.span.source: None for edit in help_.edits}:
            counts[source] = counts.get(source, 0) + 1
    fixes = (Fix(source, edited(source, made), counts[source]) for source, made in edits.items())
    return tuple(fix for fix in fixes if fix.content != fix.source.content)


def _chosen(diagnostic: Diagnostic, *, unsafe: bool) -> Help | None:
    """The safe help; with `unsafe`, also one that has to be confirmed, if it is the only way out."""
    for help_ in diagnostic.helps:
        if help_.edits and help_.applicability == "safe":
            return help_
    if not unsafe or len(diagnostic.helps) != 1:
        return None
    only = diagnostic.helps[0]
    return only if only.edits and only.applicability == "unsafe" else None


def _collides(edit: Edit, others: Sequence[Edit]) -> bool:
    """Overlapping or touching: then one might change what the other is about."""
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end for other in others
    )


def edited(source: SourceText, edits: Iterable[Edit]) -> str:
    """The file's text as it stands on disk, with edits that do not collide carried out."""
    text = text_on_disk(source)
    in_order = sorted(edits, key=lambda edit: edit.span.start, reverse=True)
    place = _places_on_disk(source, text)
    for edit in in_order:
        start, end = place(edit.span.start), place(edit.span.end)
        replacement = edit.replacement.replace("\r\n", "\n")
        if "\n" in replacement:
            replacement = replacement.replace("\n", _line_end_at(text, start))
        text = text[:start] + replacement + text[end:]
    return text


def _places_on_disk(source: SourceText, written: str) -> Callable[[int], int]:
    """From places in the text to those in the file: behind its byte order mark, its line ends as they are."""
    mark = 1 if written.startswith("\ufeff") and not source.text.startswith("\ufeff") else 0
    if "\r\n" not in written or len(written) - mark == len(source.text):
        return lambda offset: offset + mark
    longer = [
        match.start() - index - mark for index, match in enumerate(re.finditer("\r\n", written))
    ]
    return lambda offset: offset + mark + bisect_left(longer, offset)


def _line_end_at(text: str, place: int) -> str:
    """As the line there ends; else, as the one before it does."""
    match = _LINE_END.search(text, place)
    if match is None:
        ends = _LINE_END.findall(text, 0, place)
        return ends[-1] if ends else "\n"
    return match.group()


def text_on_disk(source: SourceText) -> str:
    """The text before line ends were made alike and the byte order mark was taken off."""
    return source.text if source.content is None else source.content.decode(source.encoding)
