"""A line written into the top of a file."""

from collections.abc import Sequence

from perfdsl.diagnostic import Applicability, Edit, Help
from perfdsl.model.rulebook import HeaderKind, RuleBook
from perfdsl.source import Span
from perfdsl.wording import Words, phrase


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
    last = max(written, key=lambda span: span.start)
    text = rulebook.source.text
    end = text.find("\n", last.end)
    place = len(text) if end < 0 else end
    is_english = last.text[:1].isascii()
    words = line.en if is_english else line.zh
    edit = Edit(Span(rulebook.source, place, place), f"\n{words}")
    shown = phrase("写上「{line}」", "write `{line}`", line=words)
    return [Help(shown, (edit,), applicability)]
