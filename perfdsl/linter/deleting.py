"""A line that may be deleted as a whole."""

from perfdsl.diagnostic import Applicability, Edit, Help
from perfdsl.source import Span
from perfdsl.wording import phrase


def delete_line(span: Span, applicability: Applicability) -> list[Help]:
    """Delete the line of a statement that has nothing beside it; nothing where it shares its line."""
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    if end < 0 or text[start : span.start].strip() or text[span.end : end].strip():
        return []
    edit = Edit(Span(span.source, start, end + 1), "")
    return [Help(phrase("删去这一行", "delete the line"), (edit,), applicability)]
