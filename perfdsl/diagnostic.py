"""What is said about the user's text or data: one type for every stage and every format."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from perfdsl.source import SourceText, Span
from perfdsl.wording import Code, Language, Phrase, Severity, Words, phrase

Applicability = Literal["safe", "unsafe", "display"]
"""`safe`: no score of any facts can change; `unsafe`: a person must confirm; `display`: not applied."""


Level = Literal["off"] | Severity
"""What a project makes of a rule of the linter."""


class InternalError(Exception):
    """A mistake of perfdsl itself; the only exception the core raises."""


@attrs.frozen(repr=False)
class Label:
    """A place and what is to be said right there; the text may be left out."""

    span: Span
    text: Phrase | None = None


@attrs.frozen(repr=False)
class Edit:
    """Replace the characters of `span`; an empty replacement deletes them."""

    span: Span
    replacement: str

    @property
    def is_seen(self) -> bool:
        """Whether it changes a character; one that does not has the file written in another encoding."""
        return self.span.text != self.replacement


@attrs.frozen(repr=False)
class Help:
    """A way out, if possible as edits that can be applied."""

    text: Phrase
    edits: tuple[Edit, ...] = ()
    applicability: Applicability = "display"
    shows_edits: bool = True
    """False: the notes show what is to be written, as far as it need be shown."""


def commented(source: SourceText, start: int) -> Help:
    """What begins at `start` as a comment."""
    text = phrase("只是说明的，行首加 #", "if it only explains something, begin the line with #")
    return Help(text, (Edit(Span(source, start, start), "# "),), "unsafe")


def whole_line_deleted(line: Span) -> Help:
    """Without the line (`line` has its end)."""
    text = phrase("不要的，删去这一行", "delete the line if it is of no use")
    return Help(text, (Edit(line, ""),), "unsafe")


@attrs.frozen(repr=False)
class Diagnostic:
    """One finding: `primary` is where to look first, `secondary` the other parties to it."""

    code: Code
    arguments: Mapping[str, str | int | Words | Phrase] = attrs.field(factory=dict)
    primary: Label | None = None
    secondary: tuple[Label, ...] = ()
    notes: tuple[Phrase, ...] = ()
    helps: tuple[Help, ...] = ()
    basis: str | None = None
    """The clause the rule cites, where there is one."""
    level: Severity | None = None
    """Where the project's settings say so; None: as the code has it."""

    @property
    def severity(self) -> Severity:
        return self.level or self.code.severity

    def message(self, language: Language) -> str:
        return Phrase(self.code.message, self.arguments).text(language)

    @property
    def all_helps(self) -> tuple[Help, ...]:
        """The helps given here; where there are none, the general help of the code."""
        if self.helps or self.code.help is None:
            return self.helps
        return (Help(Phrase(self.code.help, self.arguments)),)


@attrs.frozen(eq=False, repr=False)
class Allowed:
    """A finding that is not counted, and the line of the rules that says why."""

    finding: Diagnostic
    reason: str
    span: Span
    """Where the reason is written."""


@attrs.define(repr=False)
class Diagnostics:
    """The sink every pass writes to."""

    found: list[Diagnostic] = attrs.field(factory=list)

    def report(
        self,
        code: Code,
        span: Span | None = None,
        label: Phrase | None = None,
        *,
        secondary: Iterable[Label] = (),
        notes: Iterable[Phrase] = (),
        helps: Iterable[Help] = (),
        basis: str | None = None,
        **arguments: str | int | Words | Phrase,
    ) -> None:
        """Add a diagnostic; keyword arguments fill the gaps of the code's texts."""
        primary = Label(span, label) if span is not None else None
        self.found.append(
            Diagnostic(
                code, arguments, primary, tuple(secondary), tuple(notes), tuple(helps), basis
            )
        )

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.found)
