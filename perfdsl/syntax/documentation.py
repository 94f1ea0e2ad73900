"""The comments of a file, and those that are the documentation of a heading."""

from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.lines import PhysicalLine


class Documentation:
    """The comment lines that stand directly above a heading."""

    def __init__(self, lines: list[PhysicalLine], text: str) -> None:
        self._lines = lines
        self._text = text
        self._index = {line.start: index for index, line in enumerate(lines)}

    def above(self, start: int) -> tuple[str, ...]:
        found: list[str] = []
        index = self._index.get(start, 0) - 1
        while index >= 0:
            line = self._lines[index]
            if line.comment < 0 or not line.blank:
                break
            found.append(_comment_text(line, self._text))
            index -= 1
        return tuple(reversed(found))


def _comment_text(line: PhysicalLine, text: str) -> str:
    return text[line.comment + 1 : line.end].strip()


def comments_of(lines: list[PhysicalLine], source: SourceText) -> tuple[ast.Comment, ...]:
    """All comments of a file, in their order."""
    return tuple(
        ast.Comment(
            text=_comment_text(line, source.text),
            own_line=line.blank,
            span=Span(
                source,
                line.comment,
                line.comment + len(source.text[line.comment : line.end].rstrip("\r")),
            ),
        )
        for line in lines
        if line.comment >= 0
    )
