"""Logical lines made ready for writing: how deep they stand, and their parts."""

from collections.abc import Collection, Sequence

import attrs

from perfdsl.formatter.atoms import Atom, atoms_of, join
from perfdsl.formatter.columns import Cells
from perfdsl.formatter.style import Style
from perfdsl.formatter.words import restyle
from perfdsl.source import SourceText
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Effect, Gain, OtherEffect, Row
from perfdsl.syntax.building.statements import TotalOpening
from perfdsl.syntax.declarations import find_declarations
from perfdsl.syntax.folding import SPACES
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

_BLANK = " \n" + SPACES
_TOP = frozenset(("SCHEME", "YEAR", "EDITION", "KEEP", "RESCALE", "MONEY_UNIT", "GRADES"))


@attrs.frozen
class Statement:
    """A logical line that fills the physical lines `first` to `last`.

    `parts`: what stands on each of those that are not blank. `cells`: the same in columns, where its
    neighbors are aligned with it. `is_kept`: the lines stay to the last space.
    """

    first: int
    last: int
    level: int
    parts: tuple[str, ...]
    is_heading: bool = False
    is_annotation: bool = False
    cells: Cells | None = None
    is_kept: bool = False

    def kept(self) -> "Statement":
        """As it is written."""
        return attrs.evolve(self, cells=None, is_kept=True)


def read_statements(
    source: SourceText,
    physical: list[PhysicalLine],
    style: Style,
    named_by_text: Collection[int] = (),
) -> list[Statement]:
    """Every logical line of the file; one whose layout would change its meaning is left as it is.

    `named_by_text`: where rows begin whose words must stay, since facts name them by these.
    """
    vocabulary = find_declarations(physical, source.text)
    reader = LineReader(source, vocabulary, set())
    writer = _LineWriter(source, physical, reader)
    in_layout = attrs.evolve(style, keywords=None)
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
        has_name = any(line.start <= start < line.end for start in named_by_text)
        found.append(writer.statement(place, in_layout if has_name else style))
    return found


@attrs.frozen(eq=False)
class _Place:
    """A logical line, the physical lines it fills, and how deep it stands."""

    first: int
    last: int
    level: int
    line: LogicalLine


@attrs.frozen(eq=False)
class _LineWriter:
    source: SourceText
    physical: list[PhysicalLine]
    reader: LineReader

    def statement(self, place: _Place, style: Style) -> Statement:
        """In the style; where that would say something else, in the layout alone, or as it is written."""
        line = place.line
        own = [each for each in self.physical[place.first : place.last + 1] if not each.blank]
        plain = Statement(
            place.first,
            place.last,
            place.level,
            tuple(_written(self.source, each) for each in own),
            line.head in HEADINGS,
            line.head in ANNOTATIONS,
        )
        try:
            meaning = self.reader.read(line)
        except Slip:
            return plain
        tokens = self.reader.tokens
        for each in dict.fromkeys((style, attrs.evolve(style, keywords=None))):
            if line.head in TEXT_HEADS:
                text = _text_line(self.source, line, own[0], each)
                made = attrs.evolve(plain, parts=(text, *plain.parts[1:]))
            else:
                rows = [_atoms(self.source, one, tokens, each, line) for one in own]
                cells = _cells(line, rows[0]) if place.first == place.last else None
                made = attrs.evolve(plain, parts=tuple(map(join, rows)), cells=cells)
            if self._reads_as(meaning, made.parts):
                return made
        return plain if self._reads_as(meaning, plain.parts) else plain.kept()

    def _reads_as(self, meaning: object, parts: Sequence[str]) -> bool:
        """Whether the text, read by itself with the names of the file, is the same statement."""
        if isinstance(meaning, TotalOpening):
            return (
                True  # nothing without the lines around it; the whole file is compared in the end
            )
        is_field = isinstance(meaning, ast.FieldDeclaration)
        found = self.reader.read_alone("\n".join(parts), field=is_field)
        return len(found) == 1 and _is_same(meaning, found[0])


_PLACES = frozenset(("start", "end", "span", "text_span", "source"))


def _is_same(one: object, other: object) -> bool:
    """Two statements, or parts of them, wherever they stand."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Token):
        return isinstance(other, Token) and one.type == other.type
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, Row | Effect | OtherEffect | Gain):
        return all(
            _is_same(getattr(one, field.name), getattr(other, field.name))
            for field in attrs.fields(type(one))
            if field.name not in _PLACES
        )
    return one == other


def _written(source: SourceText, line: PhysicalLine) -> str:
    end = line.comment if line.comment >= 0 else line.end
    return source.text[line.start : end].strip(_BLANK)


def _text_line(source: SourceText, line: LogicalLine, own: PhysicalLine, style: Style) -> str:
    """`依据 …`: the word, a space, and the text as it is."""
    end = own.comment if own.comment >= 0 else own.end
    text = source.text[own.start + own.head_end : end].strip(_BLANK)
    word = source.text[own.start : own.start + own.head_end].strip(" \t\u3000:：")
    if style.keywords is not None and line.head is not None:
        spelled = keyword(line.head).spelling(style.keywords)
        if word[0].isascii() != spelled[0].isascii():
            word = spelled
    if text.startswith((":", "：")):  # the text's own, behind the one after the word
        word += text[0]
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
