"""Names that were refused where they are declared: known all the same, so that their uses say nothing more.

`事实 时 日期`, `事实 拨付 率 比率`: a line with such a name is read as if the name were written
as it should be, and the way out of the declaration changes the uses together with it.
"""

import re
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.declarations import Declared, Vocabulary
from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import IN_BRACKETS, QUOTED, LogicalLine
from perfdsl.syntax.slip import replacing
from perfdsl.syntax.tiling import NAMES_TOO, Surroundings, Tiler, spoken
from perfdsl.terms import KEYWORD_IDS
from perfdsl.wording import phrase

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader

_VALUES = frozenset(("FULL_MARKS", "TRUE", "FALSE", "LAST_YEAR"))
"""Where such a word stands in a rule it is read as what it means."""
_MOST_USES = 4
"""So many in one line are tried alone and together; of more only none and all."""
_ELSEWHERE = re.compile(rf"{QUOTED}|{IN_BRACKETS}")


@attrs.define(eq=False, repr=False)
class _Respelling:
    """A name as the file writes it, and as it should."""

    declared: Declared
    written: str
    meant: str
    edits: list[Edit] = attrs.field(factory=list)
    is_word: bool = False
    """Where it stands in a rule it may as well be the word of the language."""
    is_value: bool = False

    def uses(self, line: LogicalLine) -> list[tuple[int, int]]:
        """Where in the line it may stand."""
        if line.start <= self.declared.start < line.end or self.is_value:
            return []
        apart = [match.span() for match in _ELSEWHERE.finditer(line.text)]
        return [
            match.span()
            for match in re.finditer(rf"(?<!\w){re.escape(self.written)}", line.text)
            if not any(start <= match.start() < end for start, end in apart)
        ]


class RefusedNames:
    """The refused names of one file, and the edits that put them right wherever they stand."""

    def __init__(self, source: SourceText, vocabulary: Vocabulary) -> None:
        self.source = source
        self._all = [
            found
            for declared in vocabulary.declared
            if not declared.is_word and (found := _respelling(declared, source)) is not None
        ]

    def read(self, line: LogicalLine, reader: "LineReader") -> object | None:
        """The statement on a line that cannot be read as it is written."""
        from perfdsl.syntax.mending.mended import as_mended

        here = [(each, span) for each in self._all for span in each.uses(line)]
        sure = [use for use in here if not use[0].is_word]
        words = [use for use in here if use[0].is_word]
        few = len(words) <= _MOST_USES
        for count in range(len(words) + 1) if few else (0, len(words)):
            for some in combinations(words, count) if here else ():
                chosen = (*sure, *some)
                edits = [
                    Edit(self._span(line, span), respelling.meant) for respelling, span in chosen
                ]
                statement = as_mended(reader, line, Help(phrase("", ""), tuple(edits), "unsafe"))
                if statement is not None:
                    for (respelling, _), edit in zip(chosen, edits, strict=True):
                        respelling.edits.append(edit)
                    return statement
        return None

    def finish(self, diagnostics: Diagnostics) -> None:
        """The ways out of the declarations, with the uses."""
        for respelling in self._all:
            if not respelling.edits:
                continue
            for index, found in enumerate(diagnostics.found):
                if _is_about(found, respelling):
                    diagnostics.found[index] = _with_uses(found, respelling)

    def spaced(self) -> tuple[tuple[str, Span], ...]:
        """The uses of names with spaces inside: the finding comes when types are checked."""
        return tuple(
            (respelling.meant, edit.span)
            for respelling in self._all
            for edit in respelling.edits
            if respelling.declared.is_spaced
        )

    def _span(self, line: LogicalLine, span: tuple[int, int]) -> Span:
        return Span(self.source, line.start + span[0], line.start + span[1])


def _respelling(declared: Declared, source: SourceText) -> _Respelling | None:
    written = source.text[declared.start : declared.end]
    name = declared.name
    if any(sign in written for sign in '"“”「」'):
        return None
    if declared.is_spaced:
        return _Respelling(declared, fold(written), name)
    if name.lower() in KEYWORD_IDS and name not in NAMES_TOO:
        is_value = KEYWORD_IDS[name.lower()] in _VALUES
        meant = f"「{name}」"
        return _Respelling(declared, fold(written), meant, is_word=True, is_value=is_value)
    return None


def _is_about(found: Diagnostic, respelling: _Respelling) -> bool:
    place, declared = found.primary, respelling.declared
    return place is not None and declared.start <= place.span.start < declared.end


def _with_uses(found: Diagnostic, respelling: _Respelling) -> Diagnostic:
    """Only the way out that writes the name so is about the uses as well."""
    helps = list(found.helps)
    if found.code is name_codes.NAME_IS_WORD:  # its uses tell that no other word was meant
        assert found.primary is not None
        helps.insert(0, _in_brackets(found.primary.span.source, respelling.declared))
    for index, help_ in enumerate(helps):
        if any(edit.replacement.strip() == respelling.meant for edit in help_.edits):
            helps[index] = attrs.evolve(help_, edits=(*help_.edits, *respelling.edits))
            break
    return attrs.evolve(found, helps=tuple(helps))


def refuse_names(vocabulary: Vocabulary, source: SourceText, diagnostics: Diagnostics) -> set[str]:
    """Report names that are words of the language, or fall apart into other names and words."""
    around = Surroundings(after_operand=False, after_step_word=False)
    tiler = Tiler(vocabulary.names, vocabulary.lengths, vocabulary.measures)
    refused: set[str] = set()
    for declared in vocabulary.declared:
        name = declared.name
        if name in refused:
            continue
        span = Span(source, declared.start, declared.end)
        if name.lower() in KEYWORD_IDS and name not in NAMES_TOO:
            in_brackets = source.text[declared.start : declared.start + 1] in "「｢"
            if not declared.is_word and not in_brackets:
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
                name_codes.NAME_CAN_BE_CUT,
                span,
                helps=[_in_brackets(source, declared)],
                name=name,
                reading=spoken(name, reading),
            )
    return refused


def _in_brackets(source: SourceText, declared: Declared) -> Help:
    name = declared.name
    said = phrase("写成「「{name}」」", "write 「{name}」", name=name)
    return replacing(source, declared.start, declared.end, f"「{name}」", said)
