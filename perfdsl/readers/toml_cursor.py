"""A place in a facts file: spaces, comments, line ends, and what was tolerated on the way."""

import re
from collections.abc import Iterable, Mapping

import attrs

from perfdsl.diagnostic import Applicability, Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.model.raw_facts import RawEntry
from perfdsl.source import SourceText, Span
from perfdsl.width import HALF_WIDTH
from perfdsl.wording import Code, Phrase, Words, phrase

STANDARD_SPACES = " \t"
LOOSE_SPACES = (
    "\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u200b\ufeff"
    "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
)
"""Spaces an input method, a copied table or a copied page leaves behind; TOML knows none of them."""

OPENING_SQUARE = "[\uff3b"
CLOSING_SQUARE = "]\uff3d"
OPENING_HEADING = OPENING_SQUARE + "【"
CLOSING_HEADING = CLOSING_SQUARE + "】"
OPENING_CURLY = "{\uff5b"
CLOSING_CURLY = "}\uff5d"
EQUALS = "=＝"
COMMAS = ",，"
COMMENT_SIGNS = "#＃"
TRAILING_SIGNS = ",，;；。"
"""What ends a line out of habit."""
BRACKETS = r"\[\]{}\uff3b\uff3d\uff5b\uff5d"
"""For the inside of a character class in a pattern."""

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What TOML has neither in texts nor in comments, line ends left out."""
_LINE_END = re.compile(r"\r?\n|\r")
_SPACES = re.compile(rf"[{STANDARD_SPACES}{LOOSE_SPACES}]+")
_STATEMENT = re.compile(
    r"""[ \t\u3000\u00a0]*(?:[\[\uff3b【]|(?:"[^"\n]*"|'[^'\n]*'|[^\s=＝\[\]{},，#＃"'])+[ \t\u3000\u00a0]*[=＝])"""
)

FULL_WIDTH = HALF_WIDTH | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x2212: 0x2D,
    0x3002: 0x2E,
}
"""Full-width signs, digits and letters, one character for one: `１２％` is `12%`."""


class Slip(Exception):
    """Something that cannot be read; never leaves this package."""

    def __init__(
        self,
        code: Code,
        span: Span,
        *,
        edits: Iterable[Edit] = (),
        applicability: Applicability = "unsafe",
        secondary: Iterable[Label] = (),
        is_unclosed: bool = False,
        helps: Iterable[Help] = (),
        **arguments: str | int | Phrase,
    ) -> None:
        super().__init__(code.id)
        self.code = code
        self.span = span
        self.edits = tuple(edits)
        self.applicability: Applicability = applicability
        self.secondary = tuple(secondary)
        self.is_unclosed = is_unclosed
        """A bracket is open, and what stands here may be the next statement."""
        self.helps = tuple(helps)
        """Ways out in words of their own, in place of `edits`."""
        self.again: RawEntry | None = None
        """The entry that was there already."""
        self.way: Phrase | None = None
        """What `edits` do, in words of their own."""
        self.table: object = None
        """The table that what follows belongs to, where the slip says that."""
        self.arguments: Mapping[str, str | int | Words | Phrase] = arguments

    def only(self, help_: Help) -> None:
        """This is the way out, in place of what there was."""
        self.edits, self.helps = (), (help_,)

    def tells(self, code: Code, span: Span, **arguments: str | int | Phrase) -> None:
        """That is what is wrong, now that it is seen what was meant."""
        self.code, self.span, self.arguments, self.secondary = code, span, arguments, ()

    def report(self, diagnostics: Diagnostics) -> None:
        helps = self.helps
        if self.edits and self.code.help is not None:
            text = self.way or Phrase(self.code.help, self.arguments)
            helps = (Help(text, self.edits, self.applicability),)
        diagnostics.found.append(
            Diagnostic(self.code, self.arguments, Label(self.span), self.secondary, helps=helps)
        )


def apply(text: str, edits: Iterable[Edit], offset: int = 0) -> str:
    """`text`, which begins at `offset` of its source, with the edits made."""
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        start, end = edit.span.start - offset, edit.span.end - offset
        text = text[:start] + edit.replacement + text[end:]
    return text


def looks_like_statement(line: str) -> bool:
    """Whether a line opens with a heading or a name with an equals sign."""
    return _STATEMENT.match(line) is not None


def either_line(first: Span, second: Span) -> tuple[Help, ...]:
    """Delete one of two entries, rather the second; a person has to say which."""
    source = first.source
    spans = []
    for span in (first, second):
        line = span.first.line
        starts = source.line_starts
        end = starts[line] if line < len(starts) else len(source.text)
        spans.append(Span(source, starts[line - 1], end))
    numbers = (first.first.line, second.first.line)
    if numbers[0] == numbers[1]:
        return ()
    return tuple(
        Help(
            phrase("只留第 {kept} 行的", "keep only that on line {kept}", kept=numbers[1 - index]),
            (Edit(spans[index], ""),),
            "unsafe",
        )
        for index in (1, 0)
    )


def fixed_line(source: SourceText, line: int, edits: Iterable[Edit]) -> str:
    """The line with its edits made."""
    return apply(source.line_text(line), edits, source.line_starts[line - 1]).strip()


def quoted(text: str) -> str:
    """`text` as a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", _escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    return unicode_escape(match.group())


def unicode_escape(character: str) -> str:
    """One character of the first 65,536 as a basic string may have it."""
    return f"\\u{ord(character):04X}"


@attrs.define(eq=False, repr=False)
class Cursor:
    """Where reading has got to. `key_edits`, `loose_edits` and `quiet_edits` would make the file standard TOML."""

    source: SourceText
    position: int = 0
    key_edits: list[Edit] = attrs.field(factory=list)
    loose_edits: list[Edit] = attrs.field(factory=list)
    quiet_edits: list[Edit] = attrs.field(factory=list)
    """Of characters that nobody sees and nobody is told of."""
    again: list[RawEntry] = attrs.field(factory=list)
    """Entries whose key was there already."""
    open_brackets: int = 0
    names: tuple[str, ...] = ()
    """Declared names with signs in them, which are read as they stand."""
    blank_start: int = 0
    """Where the last blanks between the items of a list began."""

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def is_at_end(self) -> bool:
        return self.position >= len(self.source.text)

    @property
    def character(self) -> str:
        """The next character; empty at the end of the file."""
        return self.source.text[self.position : self.position + 1]

    def span(self, start: int, end: int | None = None) -> Span:
        return Span(self.source, start, self.position if end is None else end)

    def here(self, length: int = 1) -> Span:
        """The next characters; at the end of the file an empty span."""
        end = min(self.position + length, len(self.source.text))
        return Span(self.source, self.position, end)

    def take(self, choices: str, standard: str) -> bool:
        """Step over the next character if it is one of `choices`; another than `standard` is noted."""
        character = self.character
        if not character or character not in choices:
            return False
        if character != standard:
            self.loose_edits.append(Edit(self.here(), standard))
        self.position += 1
        return True

    def skip_spaces(self) -> None:
        match = _SPACES.match(self.text, self.position)
        if match is None:
            return
        for index, character in enumerate(match.group()):
            if character not in STANDARD_SPACES:
                start = match.start() + index
                self.loose_edits.append(Edit(self.span(start, start + 1), " "))
        self.position = match.end()

    def skip_comment(self) -> None:
        if not self.take(COMMENT_SIGNS, "#"):
            return
        start, self.position = self.position, self.line_end()
        for match in CONTROLS.finditer(self.text, start, self.position):
            self.quiet_edits.append(Edit(self.span(*match.span()), ""))

    def skip_line_end(self) -> bool:
        match = _LINE_END.match(self.text, self.position)
        if match is None:
            return False
        self.position = match.end()
        return True

    def skip_blank(self) -> None:
        """Spaces, comments and line ends: what may stand between the items of a list."""
        self.blank_start = self.position
        before = -1
        while before != self.position:
            before = self.position
            self.skip_spaces()
            self.skip_comment()
            self.skip_line_end()

    def line_end(self, start: int | None = None) -> int:
        """The offset of the end of the line."""
        match = _LINE_END.search(self.text, self.position if start is None else start)
        return match.start() if match else len(self.text)

    def rest_of_line(self) -> str:
        return self.text[self.position : self.line_end()]

    def resume(self, statement_start: int, *, in_brackets: bool, is_unclosed: bool) -> None:
        """After a slip: go to the next line; within brackets, to the next that looks like a statement."""
        starts = self.source.line_starts
        first = self.source.position(statement_start).line
        line = self.source.position(min(self.position, len(self.text))).line
        if line == first or not is_unclosed:
            line += 1
        while line <= len(starts):
            start = starts[line - 1]
            if not in_brackets or _STATEMENT.match(self.text, start):
                self.position = start
                return
            line += 1
        self.position = len(self.text)
