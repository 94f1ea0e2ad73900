"""Lines of a facts file that could not be read and were taken as they were most likely meant."""

import attrs

from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, commented
from perfdsl.model.raw_facts import RawFacts

_UNKNOWN = (
    codes.UNKNOWN_FACT,
    codes.UNKNOWN_TABLE,
    codes.UNKNOWN_KEY,
    codes.UNKNOWN_FIELD,
    codes.UNKNOWN_PATH,
)


def once_a_line(raw: RawFacts, diagnostics: Diagnostics, read: tuple[Diagnostic, ...]) -> None:
    """A line that could not be read, and was taken as it was most likely meant, is not found fault with again."""
    broken = {
        each.primary.span.first.line: index
        for index, each in enumerate(read)
        if each.severity == "error" and each.primary is not None
    }
    kept: list[Diagnostic] = []
    for each in diagnostics.found[len(read) :]:
        place = each.primary.span if each.primary is not None else None
        if place is None or place.source is not raw.source or place.first.line not in broken:
            kept.append(each)
        elif any(each.code is code for code in _UNKNOWN) and not any(h.edits for h in each.helps):
            index = broken[place.first.line]
            start = raw.source.line_starts[place.first.line - 1]
            help_ = commented(raw.source, start)
            diagnostics.found[index] = attrs.evolve(read[index], helps=(help_,))
    diagnostics.found[len(read) :] = kept
