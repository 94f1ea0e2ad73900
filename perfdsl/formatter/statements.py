"""Logical lines made ready for writing: how deep they stand, and their parts."""

from collections.abc import Sequence

import attrs

from perfdsl.formatter.atoms import Atom, atoms_of, join
from perfdsl.formatter.columns import Cells
from perfdsl.formatter.style import Style
from perfdsl.formatter.words import restyle
from perfdsl.source import SourceText
from perfdsl.syntax import ast
from perfdsl.syntax.building import TotalOpening
from perfdsl.syntax.declarations import find_declarations
from perfdsl.syntax.drafts import Row
from perfdsl.syntax.line_reader import LineReader
from perfdsl.syntax.lines import (
    ANNOTATIONS,
    HEADINGS,
    TEXT_HEADS,
    LogicalLine,
    PhysicalLine,
    join_lines,
)
from perfdsl.syntax.noise import EFFECTS
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.token import Token
from perfdsl.terms import keyword

_TOP = frozenset(("SCHEME", "YEAR", "EDITION", "KEEP", "RESCALE", "MONEY_UNIT", "GRADES"))


@attrs.frozen
class Statement:
    """A logical line that fills the physical lines `first` to `last`.

    `parts`: what stands on each of those that are not blank. `cells`: the same in columns, where its
    neighbors are aligned with it.
    """

    first: int
    last: int
    level: int
    parts: tuple[str, ...]
    is_heading: bool = False
    is_annotation: bool = False
    cells: Cells | None = None


def read_statements(
    source: SourceText, physical: list[PhysicalLine], style: Style, *, keeps_rows: bool = False
) -> list[Statement]:
    """Every logical line of the file; one whose layout would change its meaning is left as it is.

    A row means something only below its list, so it is not tried by itself; `keeps_rows` leaves all of them.
    """
    vocabulary = find_declarations(physical, source.text)
    reader = LineReader(source, vocabulary, set())
    index_at = {line.start: index for index, line in enumerate(physical)}
    starts = [line.start for line in physical]
    found: list[Statement] = []
    depth = 0
    """How deep a rule stands here: below a heading, or at the top."""
    owner = 0
    """How deep what an annotation here belongs to stands."""
    for line in join_lines(physical, vocabulary.names):
        first = index_at[line.start]
        last = first
        while last + 1 < len(starts) and starts[last + 1] < line.end:
            last += 1
        head = line.head or ""
        if head in HEADINGS:
            level, depth, owner = 0, 1, 0
        elif head in ANNOTATIONS:
            level = owner + 1
        elif head in _TOP:
            level = owner = 0
        elif line.bullet:
            level = owner = max(depth, 1)
        else:
            level = owner = depth
        place = _Place(first, last, level, line)
        found.append(_statement(source, physical, place, reader, style, keeps_rows=keeps_rows))
    return found


@attrs.frozen(eq=False)
class _Place:
    """A logical line, the physical lines it fills, and how deep it stands."""

    first: int
    last: int
    level: int
    line: LogicalLine


def _statement(
    source: SourceText,
    physical: list[PhysicalLine],
    place: _Place,
    reader: LineReader,
    style: Style,
    *,
    keeps_rows: bool,
) -> Statement:
    line = place.line
    own = [each for each in physical[place.first : place.last + 1] if not each.blank]
    as_written = tuple(_written(source, each) for each in own)
    plain = Statement(
        place.first,
        place.last,
        place.level,
        as_written,
        line.head in HEADINGS,
        line.head in ANNOTATIONS,
    )
    if line.head in TEXT_HEADS:
        text = _text_line(source, line, own[0], style)
        return attrs.evolve(plain, parts=(text, *as_written[1:]))
    if line.bullet and keeps_rows:
        return plain
    try:
        statement = reader.read(line)
    except Slip:
        return plain
    rows = [_atoms(source, each, reader.tokens, style, line) for each in own]
    parts = tuple(join(row) for row in rows)
    if not _reads_as(statement, "\n".join(parts), reader):
        return plain
    cells = _cells(line, rows[0]) if place.first == place.last else None
    return attrs.evolve(plain, parts=parts, cells=cells)


def _written(source: SourceText, line: PhysicalLine) -> str:
    end = line.comment if line.comment >= 0 else line.end
    return source.text[line.start : end].strip(" \t\u3000\r")


def _text_line(source: SourceText, line: LogicalLine, own: PhysicalLine, style: Style) -> str:
    """`依据 …`: the word, a space, and the text as it is."""
    end = own.comment if own.comment >= 0 else own.end
    text = source.text[own.start + own.head_end : end].strip(" \t\u3000\r:：")
    word = source.text[own.start : own.start + own.head_end].strip(" \t\u3000:：")
    if style.keywords is not None and line.head is not None:
        spelled = keyword(line.head).spelling(style.keywords)
        if word[0].isascii() != spelled[0].isascii():
            word = spelled
    return f"{word} {text}" if text else word


def _atoms(
    source: SourceText,
    own: PhysicalLine,
    tokens: Sequence[Token],
    style: Style,
    line: LogicalLine,
) -> list[Atom]:
    end = own.comment if own.comment >= 0 else own.end
    atoms = atoms_of(source, own.start, end, tokens)
    if atoms and atoms[0].kind in ("BULLET", "FIELD_BULLET"):
        atoms[0] = attrs.evolve(atoms[0], text="-")
    elif atoms and line.head is not None and own.head == line.head:
        atoms[0] = attrs.evolve(atoms[0], text=atoms[0].text.rstrip(":： "))
    return restyle(atoms, style, declares=line.head == "FACT" or line.field)


def _reads_as(statement: object, text: str, reader: LineReader) -> bool:
    """Whether the text, read by itself with the names of the file, is the same statement."""
    if isinstance(statement, Row | TotalOpening | ast.FieldDeclaration):
        return True  # nothing without the lines around it; the whole file is compared in the end
    return reader.read_alone(text) == [statement]


def _cells(line: LogicalLine, atoms: list[Atom]) -> Cells | None:
    """Where columns begin: name, type and meaning of a fact; interval or condition, points and text of a row."""
    if line.head == "FACT" or line.field:
        return Cells(
            "field" if line.field else "fact", _cut(atoms, (2, _first(atoms, ("STRING",))))
        )
    if line.bullet:
        effect = _first(atoms, EFFECTS)
        text = _first(atoms, ("STRING", *ANNOTATIONS))
        if effect is None and text is None:
            return Cells("row", (join(atoms),))
        if effect is None:
            return Cells("row", (join(atoms[:text]), "", join(atoms[text:])))
        return Cells(
            "row", _cut(atoms, (effect, text if text is not None and text > effect else None))
        )
    return None


def _first(atoms: list[Atom], kinds: Sequence[str] | frozenset[str]) -> int | None:
    return next((index for index, atom in enumerate(atoms) if index and atom.kind in kinds), None)


def _cut(atoms: list[Atom], places: tuple[int | None, ...]) -> tuple[str, ...]:
    parts = []
    start = 0
    for place in places:
        if place is None or place <= start or place >= len(atoms):
            continue
        parts.append(join(atoms[start:place]))
        start = place
    parts.append(join(atoms[start:]))
    return tuple(parts)
