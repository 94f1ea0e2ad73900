"""A whole file: every line in its place, comments where they belong, and proof that nothing else changed."""

from collections.abc import Iterator

import attrs

from perfdsl.diagnostic import Diagnostics, InternalError
from perfdsl.formatter.columns import Cells, align
from perfdsl.formatter.judged_rows import rows_named_by_text
from perfdsl.formatter.statements import Statement, read_statements
from perfdsl.formatter.style import Style
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse
from perfdsl.syntax.lines import PhysicalLine, split_lines

_INDENT = "  "
_MOST_PASSES = 3


def format_text(source: SourceText, style: Style) -> str:
    """The text of a file without errors of writing, in the one layout; raises `InternalError` if it would change.

    Lines end with a line feed; the meaning is the same to the last annotation, and no comment is lost.
    """
    text = _Formatting(source, style).text()
    # what was read as a heading only with its first word set apart now stands where headings stand
    for _ in range(_MOST_PASSES):
        again = SourceText(source.name, text)
        if not _gains_heads(source, again):
            break
        source, text = again, _Formatting(again, style).text()
    return text


def _gains_heads(before: SourceText, after: SourceText) -> bool:
    """Whether more lines than before open with a word that opens statements."""
    n_before, n_after = (
        sum(line.head is not None and not line.misspelt for line in split_lines(each.text))
        for each in (before, after)
    )
    return n_after > n_before


class _Formatting:
    """One pass: lines that keep the meaning of the file as a whole, the others as they were."""

    def __init__(self, source: SourceText, style: Style) -> None:
        self.source = source
        self.before = parse(source, Diagnostics())
        self.comments = _comments(self.before)
        self.physical = split_lines(source.text)
        named = rows_named_by_text(self.before) if style.keywords is not None else ()
        self.statements = read_statements(source, self.physical, style, named)

    def text(self) -> str:
        text = self._written(self.statements)
        if self._is_same(text):
            return text
        kept = [statement.kept() for statement in self.statements]
        if not self._is_same(self._written(kept)):
            raise InternalError(f"formatting would change {self.source.name}")
        return self._written(self._laid_out(kept, range(len(kept))))

    def _laid_out(self, kept: list[Statement], indexes: range) -> list[Statement]:
        """`kept` with all of the statements `indexes` in the layout that keep their meaning in it."""
        changed = list(kept)
        for index in indexes:
            changed[index] = self.statements[index]
        if changed == kept or self._is_same(self._written(changed)):
            return changed
        if len(indexes) == 1:
            return kept
        middle = indexes.start + len(indexes) // 2
        first = self._laid_out(kept, range(indexes.start, middle))
        return self._laid_out(first, range(middle, indexes.stop))

    def _written(self, statements: list[Statement]) -> str:
        return "\n".join(_lines(self.source, self.physical, statements)) + "\n"

    def _is_same(self, text: str) -> bool:
        found = Diagnostics()
        after = parse(SourceText(self.source.name, text), found)
        return after == self.before and not found.has_errors and _comments(after) == self.comments


def _comments(file: ast.File) -> list[str]:
    return [" ".join(comment.text.split()) for comment in file.comments]


@attrs.define
class _Writer:
    """Lines as they are written; neighbors that stand in columns wait until their block is whole."""

    lines: list[str] = attrs.field(factory=list)
    block: list[Cells] = attrs.field(factory=list)
    block_indent: str = ""
    block_comments: list[str] = attrs.field(factory=list)

    def write(self, line: str) -> None:
        self.flush()
        self.lines.append(line)

    def add(self, indent: str, cells: Cells, comment: str) -> None:
        if self.block and (self.block[0].kind != cells.kind or self.block_indent != indent):
            self.flush()
        self.block_indent = indent
        self.block.append(cells)
        self.block_comments.append(comment)

    def hold(self, line: str) -> None:
        """A line that belongs to the one above it, and does not end the block."""
        if self.block:
            self.block.append(Cells(self.block[0].kind, (line,), is_loose=True))
            self.block_comments.append("")
        else:
            self.lines.append(line)

    def flush(self) -> None:
        for cells, text, comment in zip(
            self.block, align(self.block), self.block_comments, strict=True
        ):
            self.lines.append(
                text if cells.is_loose else _with_comment(self.block_indent + text, comment)
            )
        self.block.clear()
        self.block_comments.clear()

    def blank(self) -> None:
        self.flush()
        if self.lines and self.lines[-1]:
            self.lines.append("")


def _lines(
    source: SourceText, physical: list[PhysicalLine], statements: list[Statement]
) -> list[str]:
    by_line = {statement.first: statement for statement in statements}
    inner = {
        index: statement
        for statement in statements
        for index in range(statement.first + 1, statement.last + 1)
    }
    writer = _Writer()
    after_heading = False
    level = 0
    index = 0
    while index < len(physical):
        line = physical[index]
        statement = by_line.get(index)
        if statement is not None:
            if statement.is_heading and not _follows_comment(writer):
                writer.blank()
            _write(source, physical, statement, writer)
            level, after_heading = statement.level, statement.is_heading
            index = statement.last + 1
            continue
        if line.blank and line.comment >= 0:
            last = _last_of_comments(physical, index)
            following = by_line.get(last + 1)
            if following is not None and following.is_heading:
                writer.blank()
            indent = _comment_level(line, following, level, source)
            for each in physical[index : last + 1]:
                writer.write(_INDENT * indent + _comment(source, each))
            after_heading = False
            index = last + 1
            continue
        if index not in inner and not after_heading:
            writer.blank()
        index += 1
    writer.flush()
    while writer.lines and not writer.lines[-1]:
        writer.lines.pop()
    return writer.lines


def _follows_comment(writer: _Writer) -> bool:
    """Comments right above a heading belong to it."""
    writer.flush()
    return bool(writer.lines) and writer.lines[-1].lstrip().startswith(("#", "＃"))


def _last_of_comments(physical: list[PhysicalLine], index: int) -> int:
    while index + 1 < len(physical):
        following = physical[index + 1]
        if not following.blank or following.comment < 0:
            break
        index += 1
    return index


def _comment_level(
    line: PhysicalLine, following: Statement | None, level: int, source: SourceText
) -> int:
    """With what stands right below it; else as deep as what stands above, if it was indented at all."""
    if following is not None:
        return 0 if following.is_heading else following.level
    return level if source.text[line.start : line.comment] else 0


def _comment(source: SourceText, line: PhysicalLine) -> str:
    return source.text[line.comment : line.end].rstrip() if line.comment >= 0 else ""


def _with_comment(text: str, comment: str) -> str:
    return f"{text}  {comment}" if comment else text


def _write(
    source: SourceText, physical: list[PhysicalLine], statement: Statement, writer: _Writer
) -> None:
    indent = _INDENT * statement.level
    if statement.cells is not None and statement.first == statement.last:
        writer.add(indent, statement.cells, _comment(source, physical[statement.first]))
        return
    put = writer.hold if statement.is_annotation else writer.write
    if statement.is_kept:
        for line in physical[statement.first : statement.last + 1]:
            put(source.text[line.start : line.end])
        return
    parts: Iterator[str] = iter(statement.parts)
    for index in range(statement.first, statement.last + 1):
        line = physical[index]
        here = indent if index == statement.first else indent + _INDENT * 2
        text = "" if line.blank else next(parts, "")
        comment = _comment(source, line)
        put(_with_comment(here + text, comment) if text else here + comment)
