"""What one rule looked at, kept for the trace."""

import attrs

from perfdsl.interpreter.sheet import Value as TraceValue
from perfdsl.model.expressions import Value
from perfdsl.model.printing import show_words
from perfdsl.model.types import Type
from perfdsl.source import Span
from perfdsl.wording import Words


@attrs.frozen(eq=False, repr=False)
class Looked:
    """A value that stands behind some characters of a rule."""

    span: Span
    value: Value
    type: Type
    unit: str | None


@attrs.define(eq=False, repr=False)
class Recorder:
    """What one rule looked at: named values, and what stands behind which characters."""

    values: dict[tuple[str, bool], TraceValue] = attrs.field(factory=dict)
    looked: list[Looked] = attrs.field(factory=list)

    def look(self, span: Span, value: Value, type_: Type, unit: str | None = None) -> None:
        """Note the value behind the characters of `span`."""
        self.looked.append(Looked(span, value, type_, unit))

    def behind(self, span: Span) -> Looked | None:
        """What stands behind exactly these characters."""
        return next((looked for looked in self.looked if looked.span == span), None)

    def restate(self, seen: Looked, name: tuple[str, bool], unit: str) -> None:
        """Show a value in another unit; one that was worked out also where the values are listed."""
        self.looked[self.looked.index(seen)] = attrs.evolve(seen, unit=unit)
        listed = self.values.get(name)
        if listed is not None and listed.origin == "computed":
            self.values[name] = attrs.evolve(listed, unit=unit)

    def substituted(self, span: Span) -> Words:
        """The text of `span` with the values put in for the names that were looked up."""
        zh, en, position = "", "", span.start
        for looked in sorted(self.looked, key=lambda entry: entry.span.start):
            part = looked.span
            if part.source is span.source and position <= part.start and part.end <= span.end:
                shown = show_words(looked.value, looked.type, looked.unit)
                before = part.source.text[position : part.start]
                zh, en = zh + before + shown.zh, en + before + shown.en
                position = part.end
        rest = span.source.text[position : span.end]
        return Words(zh + rest, en + rest)
