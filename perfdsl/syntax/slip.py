"""What is wrong with one line, on its way to the diagnostics."""

from collections.abc import Mapping

import attrs

from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.source import SourceText, Span
from perfdsl.wording import Code, Phrase, Words


@attrs.frozen(eq=False, repr=False)
class Remark:
    """A diagnostic about the characters `start` to `end`, not yet reported."""

    code: Code
    start: int
    end: int
    arguments: "Mapping[str, str | int | Words | Phrase]" = attrs.field(factory=dict)
    label: Phrase | None = None
    notes: tuple[Phrase, ...] = ()
    helps: tuple[Help, ...] = ()

    def report(self, source: SourceText, diagnostics: Diagnostics) -> None:
        place = Label(Span(source, self.start, self.end), self.label)
        diagnostics.found.append(
            Diagnostic(self.code, self.arguments, place, notes=self.notes, helps=self.helps)
        )


class Slip(Exception):
    """A line that cannot be read; caught where lines are parsed, one for each line."""

    def __init__(
        self,
        code: Code,
        start: int,
        end: int,
        *,
        label: Phrase | None = None,
        notes: tuple[Phrase, ...] = (),
        helps: tuple[Help, ...] = (),
        **arguments: "str | int | Words | Phrase",
    ) -> None:
        super().__init__(code.id)
        self.remark = Remark(code, start, end, arguments, label, notes, helps)


def replacing(source: SourceText, start: int, end: int, replacement: str, text: Phrase) -> Help:
    """A help that replaces these characters; a person has to confirm it."""
    return Help(text, (Edit(Span(source, start, end), replacement),), "unsafe")
