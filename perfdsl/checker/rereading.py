"""The rules as they would be after an edit: read and checked anew."""

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics, Edit
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText


def after_edit(rulebook: RuleBook, edit: Edit) -> RuleBook | None:
    """None where they would have an error."""
    from perfdsl.syntax import parse  # only where an edit is tried

    text, span = rulebook.source.text, edit.span
    changed = text[: span.start] + edit.replacement + text[span.end :]
    diagnostics = Diagnostics()
    source = SourceText(rulebook.source.name, changed)
    after = check(parse(source, diagnostics), diagnostics)
    return after if not any(each.severity == "error" for each in diagnostics) else None
