"""A line written into the top of a file."""

from collections.abc import Sequence

from perfdsl.checker.ways_out import line_below
from perfdsl.diagnostic import Applicability, Help
from perfdsl.model.rulebook import HeaderKind, RuleBook
from perfdsl.source import Span
from perfdsl.wording import Words


def header_span(rulebook: RuleBook, kind: HeaderKind) -> Span:
    """Where the line at the top stands; the beginning of the file, where there is none."""
    return rulebook.headers.get(kind, Span(rulebook.source, 0, 0))


def insert_header(
    rulebook: RuleBook, after: Sequence[HeaderKind], line: Words, applicability: Applicability
) -> list[Help]:
    """Write the line below the last of the headers `after`, in their language; nothing without any."""
    written = [rulebook.headers[kind] for kind in after if kind in rulebook.headers]
    if not written:
        return []
    return [line_below(max(written, key=lambda span: span.start), line, applicability)]
