"""What one rule looked at, kept for the trace."""

import attrs

from perfdsl.interpreter.sheet import Value as TraceValue
from perfdsl.source import Span


@attrs.define(eq=False, repr=False)
class Recorder:
    """What one rule looked at: named values, and what stands in the text for which characters."""

    values: dict[tuple[str, bool], TraceValue] = attrs.field(factory=dict)
    shown: list[tuple[Span, str]] = attrs.field(factory=list)

    def substituted(self, span: Span) -> str:
        """The text of `span` with the values put in for the names that were looked up."""
        text, position = "", span.start
        for part, shown in sorted(self.shown, key=lambda entry: entry[0].start):
            if part.source is span.source and position <= part.start and part.end <= span.end:
                text += part.source.text[position : part.start] + shown
                position = part.end
        return text + span.source.text[position : span.end]
