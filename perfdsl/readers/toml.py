"""Reading facts.toml: TOML, and what a clerk with a Chinese input method makes of it.

The reader accepts every valid TOML document without times of day and gives each key and value its
place. It goes on after a slip, so that one look shows all of them.
"""

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model.raw_facts import RawFacts
from perfdsl.readers.toml_cursor import (
    OPENING_HEADING,
    Cursor,
    Slip,
    apply,
    fixed_line,
)
from perfdsl.readers.toml_statements import read_statement
from perfdsl.readers.toml_tables import Table
from perfdsl.source import SourceText
from perfdsl.wording import Code, Phrase, phrase

SHOWN_LINES = 3
"""How many lines the note about loose writing shows as they should be."""


def read_facts(
    source: SourceText, diagnostics: Diagnostics, names: tuple[str, ...] = ()
) -> RawFacts | None:
    """What the file says. With errors, what could be read; None if that is nothing at all.

    `names`: those with signs in them that need no quotation marks to be known.
    """
    cursor = Cursor(source, names=names)
    slips = len(diagnostics)
    root = _read(cursor, diagnostics)
    if len(diagnostics) > slips and not root.entries:
        return None
    _note(codes.KEYS_WITHOUT_QUOTES, cursor, cursor.key_edits, diagnostics)
    _note(codes.LOOSE_WRITING, cursor, cursor.loose_edits, diagnostics)
    return RawFacts(source, root.frozen(), tuple(cursor.again))


def standard_text(source: SourceText) -> str:
    """The file's text as standard TOML: keys and texts quoted, signs in half width, control characters escaped.

    Lines that cannot be read stay as they are.
    """
    cursor = Cursor(source)
    _read(cursor, Diagnostics())
    return apply(source.text, (*cursor.key_edits, *cursor.loose_edits, *cursor.quiet_edits))


def _read(cursor: Cursor, diagnostics: Diagnostics) -> Table:
    """The whole file; after a slip reading goes on at the next line."""
    text = cursor.text
    root = Table(cursor.span(0, 0))
    current = root
    while not cursor.is_at_end:
        start = cursor.position
        edits = cursor.key_edits, cursor.loose_edits, cursor.quiet_edits
        noted = tuple(map(len, edits))
        try:
            current = read_statement(cursor, root, current)
        except Slip as slip:
            for each, count in zip(edits, noted, strict=True):
                del each[count:]
            if slip.again is not None:
                cursor.again.append(slip.again)
            if isinstance(slip.table, Table):
                current = slip.table
                slip.report(diagnostics)
                cursor.position = cursor.line_end()
                continue
            from perfdsl.readers.toml_recovery import mended, take_mended

            meant = mended(cursor, start, slip)
            if meant is not None:
                current = take_mended(meant, root, current)
                slip.report(diagnostics)
                cursor.position, cursor.open_brackets = meant.end, 0
                continue
            slip.report(diagnostics)
            first = text[start : cursor.line_end(start)].lstrip()[:1]
            if first in (*OPENING_HEADING, "(", "（"):
                current = Table(cursor.span(start, start))  # what follows has no home
            cursor.resume(start, in_brackets=cursor.open_brackets > 0, is_unclosed=slip.is_unclosed)
            cursor.open_brackets = 0
    return root


def _note(code: Code, cursor: Cursor, edits: list[Edit], diagnostics: Diagnostics) -> None:
    """One note for all edits of a kind, with the first lines as they should be."""
    if not edits:
        return
    by_line: dict[int, list[Edit]] = {}
    for edit in cursor.key_edits + cursor.loose_edits:
        by_line.setdefault(edit.span.first.line, []).append(edit)
    wanted = sorted({edit.span.first.line for edit in edits})[:SHOWN_LINES]
    lines = [
        phrase(
            "第 {number} 行应为：{text}",
            "line {number} should be: {text}",
            number=number,
            text=fixed_line(cursor.source, number, by_line[number]),
        )
        for number in wanted
    ]
    assert code.help is not None
    is_same = code is codes.KEYS_WITHOUT_QUOTES  # a key in quotes is the same key
    help_ = Help(
        Phrase(code.help), tuple(edits), "safe" if is_same else "unsafe", shows_edits=False
    )
    diagnostics.report(code, edits[0].span, notes=lines, helps=[help_], count=len(edits))
