"""Text and places in it: the only module that turns offsets into lines and columns."""

from bisect import bisect_right

import attrs


@attrs.frozen(repr=False)
class LineColumn:
    """A place for people: line and column count from 1, the column in characters."""

    line: int
    column: int


def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return tuple(starts)


@attrs.frozen(eq=False)
class SourceText:
    """One file's text under the name the user gave it; two are equal only if they are the same."""

    name: str
    text: str = attrs.field(repr=False)
    encoding: str = "utf-8"
    content: bytes | None = attrs.field(default=None, repr=False)
    """The bytes as they stood in the file; None where there was none."""
    line_starts: tuple[int, ...] = attrs.field(init=False, repr=False)

    @line_starts.default
    def _find_line_starts(self) -> tuple[int, ...]:
        return _line_starts(self.text)

    @property
    def sha256(self) -> str:
        """Of the bytes in the file; of the text in UTF-8 where there was no file."""
        from hashlib import sha256  # a score that nobody asks the hash of does without

        content = self.content
        if content is None:
            content = self.text.encode("utf-8", "surrogatepass")
        return sha256(content).hexdigest()

    def position(self, offset: int) -> LineColumn:
        line = bisect_right(self.line_starts, offset)
        return LineColumn(line, offset - self.line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """Line number `line` (from 1) without its line end; empty beyond the last line."""
        if not 1 <= line <= len(self.line_starts):
            return ""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@attrs.frozen(repr=False)
class Span:
    """The characters `start` (included) to `end` (excluded) of one source."""

    source: SourceText = attrs.field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def first(self) -> LineColumn:
        return self.source.position(self.start)

    @property
    def last(self) -> LineColumn:
        """The place just after the last character."""
        return self.source.position(self.end)

    def to(self, other: "Span") -> "Span":
        """The smallest span that covers both."""
        return Span(self.source, min(self.start, other.start), max(self.end, other.end))
