"""The front door: the text of a rule file to its syntax tree."""

from fractions import Fraction

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.declarations import Vocabulary, find_declarations
from perfdsl.syntax.folding_tree import TreeFolder
from perfdsl.syntax.line_reader import LineReader
from perfdsl.syntax.lines import (
    ANNOTATIONS,
    HEADINGS,
    LogicalLine,
    PhysicalLine,
    join_lines,
    split_lines,
)
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.tiling import NAMES_TOO, Surroundings, Tiler, spoken
from perfdsl.terms import KEYWORD_IDS

_LIST_OPENERS = ("CHECKLIST", "BANDS", "FACT")


def parse(source: SourceText, diagnostics: Diagnostics) -> ast.File:
    """Everything that can be read of `source`; what cannot is reported, one finding for each line."""
    physical = split_lines(source.text)
    vocabulary = find_declarations(physical, source.text)
    refused = _refuse_names(vocabulary, source, diagnostics)
    folder = TreeFolder(source, diagnostics)
    reader = LineReader(source, vocabulary, refused)
    documentation = _Documentation(physical, source.text)
    unread: tuple[str, ...] = ()
    quantity = ""  # what the rules below the present heading are about, where it says so
    opener: LogicalLine | None = None  # the last line that is no row
    skipped = 0
    lines = join_lines(physical, vocabulary.names)
    for index, line in enumerate(lines):
        if index < skipped:
            continue
        if line.bullet and not _opens_list(opener):
            from perfdsl.syntax.rewriting import begins_scattered

            count = begins_scattered(lines, index)
            scattered = reader.as_scattered(lines[index : index + count]) if count > 1 else None
            if scattered is not None:
                scattered.remark.report(source, diagnostics)
                folder.add_broken()
                skipped = index + count
                continue
        elif not line.bullet and line.head not in ANNOTATIONS:
            opener = line
        try:
            statement = reader.read(line)
        except Slip as slip:
            from perfdsl.syntax.misspelt import misspelt_heading

            line, slip = misspelt_heading(source, line) or (line, slip)  # noqa: PLW2901
            in_list = opener is not None and opener.head == "CHECKLIST"
            slip = reader.as_paragraph(line, quantity, in_list=in_list) or slip
            slip.remark.report(source, diagnostics)
            _add_broken(folder, line, source, documentation)
            unread += _declared_name(line, vocabulary)
            continue
        for remark in reader.remarks:
            remark.report(source, diagnostics)
        if isinstance(statement, ast.Heading | ast.Definition):
            quantity = statement.name.text
        above = documentation.above(line.start) if line.head in HEADINGS else ()
        folder.add(statement, above)
    return attrs.evolve(folder.finish(_comments(physical, source)), unread_names=unread)


def _opens_list(line: LogicalLine | None) -> bool:
    if line is None:
        return False
    return line.head in (*_LIST_OPENERS, "BY") or line.text.lstrip(" ").startswith(("按", "by "))


def _declared_name(line: LogicalLine, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The name that a line which cannot be read was about to declare."""
    if line.head not in ("FACT", "DEFINE"):
        return ()
    rest = line.text[line.head_end :].lstrip(" :「“")
    starting = [name for name in vocabulary.names if rest.startswith(name)]
    return (max(starting, key=len),) if starting else ()


def _add_broken(
    folder: TreeFolder, line: LogicalLine, source: SourceText, documentation: "_Documentation"
) -> None:
    """A broken heading still opens its node, so that its rules do not land in the one above."""
    if line.head is not None and line.head in HEADINGS and line.head != "TOTAL":
        from perfdsl.syntax.explaining import heading_parts

        start, end, points = heading_parts(line)
        level = int(line.head[-1]) if line.head[-1].isdigit() else 0
        heading = ast.Heading(
            name=ast.Name(text=source.text[start:end], span=Span(source, start, end)),
            level=level,
            points=ast.Number(value=Fraction(points), span=Span(source, end, line.end))
            if points
            else None,
            is_leaf_keyword=level == 0,
            incomplete=True,
            span=Span(source, line.start, line.end),
        )
        folder.add(heading, documentation.above(line.start))
        folder.incomplete = True
        return
    opener = line.head in _LIST_OPENERS or line.text.lstrip(" ").startswith(("按", "by "))
    folder.add_broken(row=line.bullet, list_opener=opener)


def _refuse_names(vocabulary: Vocabulary, source: SourceText, diagnostics: Diagnostics) -> set[str]:
    """Report names that are words of the language, or fall apart into other names and words."""
    around = Surroundings(after_operand=False, after_step_word=False)
    tiler = Tiler(vocabulary.names, vocabulary.lengths)
    refused: set[str] = set()
    for declared in vocabulary.declared:
        name = declared.name
        if name in refused:
            continue
        span = Span(source, declared.start, declared.end)
        if name.lower() in KEYWORD_IDS and name not in NAMES_TOO:
            if not declared.is_word:
                refused.add(name)
                diagnostics.report(name_codes.NAME_IS_WORD, span, name=name)
            continue
        if declared.delimited or declared.is_word:
            continue
        reading = next(
            (
                pieces
                for pieces in tiler.tilings(name, around)
                if len(pieces) > 1 and any(piece.kind == "name" for piece in pieces)
            ),
            None,
        )
        if reading is not None:
            refused.add(name)
            diagnostics.report(
                name_codes.NAME_CAN_BE_CUT, span, name=name, reading=spoken(name, reading)
            )
    return refused


class _Documentation:
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


def _comments(lines: list[PhysicalLine], source: SourceText) -> tuple[ast.Comment, ...]:
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
