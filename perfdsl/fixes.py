"""Carrying out the edits that diagnostics offer: which of them go together, and the bytes that come out.

What makes an edit *safe* is said in `docs/adr/0013-fixes.md`.
"""

from collections.abc import Callable, Iterable, Sequence

import attrs

from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.source import SourceText


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
        """In the encoding the file had."""
        return self.text.encode(self.source.encoding)


def plan_fixes(
    found: Iterable[Diagnostic],
    is_allowed: Callable[[SourceText], bool],
    *,
    unsafe: bool = False,
) -> tuple[Fix, ...]:
    """One fix for each allowed source that something can be done about.

    Helps are taken in the order of the findings. One that overlaps an earlier one is left for another
    round, when what stands there has been read anew.
    """
    taken: dict[SourceText, list[Edit]] = {}
    counts: dict[SourceText, int] = {}
    for diagnostic in found:
        help_ = _chosen(diagnostic, unsafe=unsafe)
        if help_ is None or any(not is_allowed(edit.span.source) for edit in help_.edits):
            continue
        if any(_collides(edit, taken.get(edit.span.source, ())) for edit in help_.edits):
            continue
        for edit in help_.edits:
            taken.setdefault(edit.span.source, []).append(edit)
        for source in {edit.span.source: None for edit in help_.edits}:
            counts[source] = counts.get(source, 0) + 1
    return tuple(
        Fix(source, text, counts[source])
        for source, edits in taken.items()
        if (text := edited(source, edits)) != text_on_disk(source)
    )


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
    offset = len(text) - len(source.text)  # a byte order mark
    line_end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        start, end = edit.span.start + offset, edit.span.end + offset
        replacement = edit.replacement.replace("\r\n", "\n").replace("\n", line_end)
        text = text[:start] + replacement + text[end:]
    return text


def text_on_disk(source: SourceText) -> str:
    """The text before line ends were made alike and the byte order mark was taken off."""
    return source.text if source.content is None else source.content.decode(source.encoding)
