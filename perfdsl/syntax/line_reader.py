"""One logical line to its statement: cut into tokens, parsed, and what is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.automaton import Action, Stuck, run
from perfdsl.syntax.building.statements import StatementBuilder
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lexer import Lexer
from perfdsl.syntax.lines import (
    HEADINGS,
    TEXT_HEADS,
    LogicalLine,
    begins_effect,
    join_lines,
    split_lines,
)
from perfdsl.syntax.mending.behind_texts import behind_text
from perfdsl.syntax.mending.ways import LONGEST_MENDED
from perfdsl.syntax.noise import settle
from perfdsl.syntax.slip import Remark, Slip, header_value, refuse_ranges
from perfdsl.syntax.table import LIST, PASS, load_table
from perfdsl.syntax.texts import read_text_line, second_statement, stray_quotes
from perfdsl.syntax.token import Choice, Token
from perfdsl.terms import find_function
from perfdsl.wording import Words, phrase

if TYPE_CHECKING:
    from perfdsl.syntax.rewriting import Rewriter

_ODD = re.compile(
    r"[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff丨]|[^\W\d\0-ÿ][A-Za-z']|[A-Za-z'](?:[^\W\d\0-ÿ]|[(（])"
    r"|^\s*[(（][一二三四五六七八九十]+[)）]|绝对值|分\s*[/／]|占[^\W\d]|[一二三四五六七八九]成|[零一二两三四五六七八九十百千万]点[零一二三四五六七八九]|千分之|之一|不为|不是|不属于|并非|[^\W\d\0-ÿ]超[^\W\d\0-ÿ]|[分个]半|一半|本年|当年|[与和同跟][^\W\d]+[符等致同]"
    r"|^\s*(?:else|if|elif|default)\b|^\s*[a-z']{2,12} +[^\W\d\0-ÿ]",
    re.IGNORECASE,
)
"""What no name of a rule file should hold; cheap to look for."""
_OF_PROGRAMS = re.compile("[&\uff06!¬|]")
"""Signs of a condition; what stands below it is its effect."""
_MAX_READINGS = 64
_MOST_TRIED_IN_ALL = 2_500
"""How many changed lines are read anew in one file."""
_MAX_OPERATORS = 150
_NESTING = frozenset(("PLUS", "MINUS", "STAR", "SLASH", "AND", "OR", "NOT", "LPAR", "BAR"))
"""A tree must not grow deeper than the passes that walk it can go."""


class LineReader:
    """Reads logical lines one by one; everything that is the same for all lines is made once."""

    def __init__(self, source: SourceText, vocabulary: Vocabulary, refused: set[str]) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self._refused = refused
        self.remarks: list[Remark] = []
        self._tried = 0
        self.tokens: tuple[Token, ...] = ()
        """The line last read, cut into words as it was understood; none where it is free text."""
        self._lexer = Lexer(source, vocabulary)
        self._table = load_table()
        self._builder = StatementBuilder(source)
        self._actions: list[Action | None] = [
            None if rule.action in (PASS, LIST) else getattr(self._builder, rule.action)
            for rule in self._table.rules
        ]

    def read(self, line: LogicalLine) -> object:
        """The statement, row or annotation on this line; raises `Slip`."""
        self.remarks = []
        self.tokens = ()
        if line.head in TEXT_HEADS:
            annotation = read_text_line(self.source, line)
            remark = second_statement(self.source, line) or stray_quotes(self.source, line)
            remark = remark or behind_text(self, line)
            self.remarks = [remark] if remark is not None else []
            return annotation
        if line.head == "GRADES":
            refuse_ranges(self.source, line)
        try:
            found = self._lexer.cut(line)
        except Slip as slip:
            is_year = line.head == "YEAR"
            raise (header_value(self.source, line) if is_year else None) or slip from None
        notes = self._lexer.remarks
        choices = [item for item in found if isinstance(item, Choice)]
        if not choices:
            tokens = [item for item in found if isinstance(item, Token)]
            statement = self._parse(line, settle(tokens))
            self.tokens = tuple(tokens)
            self.remarks = notes + self._builder_remarks()
            return statement
        return self._read_choices(line, found, choices)

    def as_paragraph(self, line: LogicalLine, quantity: str, *, in_list: bool) -> Slip | None:
        """What to say of a line that cannot be read and stands for others; `in_list` below a checklist."""
        return self._rewriter.slip(line, quantity, in_list=in_list)

    def as_scattered(self, lines: Sequence[LogicalLine]) -> Slip | None:
        """What to say of rows without a list."""
        return self._rewriter.scattered(lines)

    @cached_property
    def _rewriter(self) -> "Rewriter":
        from perfdsl.syntax.rewriting import Rewriter

        return Rewriter(self, self.source, self.vocabulary)

    def begins_with_unknown(self, line: LogicalLine) -> bool:
        """Whether the line just read opens with a name that nobody declared."""
        if line.head is not None or line.bullet or not self.tokens:
            return False
        first = self.tokens[0]
        return first.type == "NAME" and not self._is_known(first.text)

    def parted(self, line: LogicalLine) -> tuple[LogicalLine, LogicalLine, Slip] | None:
        """A line left unfinished took the next for its rest: both apart, and what the first lacks."""
        written = self.source.text[line.start : line.end]
        at = written.find("\n")
        if at < 0:
            return None
        first = attrs.evolve(line, text=line.text[:at].rstrip(" "))
        rest = line.text[at + 1 :]
        following = split_lines(rest)[0]
        second = LogicalLine(
            line.start + at + 1, rest, following.head, following.head_end, following.bullet
        )
        try:
            self.read(second)
        except Slip:
            return None
        try:
            self.read(first)
        except Slip as slip:
            is_whole = _OF_PROGRAMS.search(first.text) is not None and begins_effect(second.text)
            is_cut = not is_whole or slip.remark.code is codes.EFFECT_MISSING
            return (first, second, slip) if is_cut else None
        return None

    def joined(self, line: LogicalLine, following: LogicalLine) -> Slip | None:
        """A condition whose effect stands behind a bullet on the next line."""
        written = self.source.text[line.start : line.end]
        rest = self.source.text[following.start : following.end]
        if not following.bullet or not self.reads(
            f"{written} {rest[following.head_end :].strip()}", written
        ):
            return None
        start = following.start + len(rest) - len(rest.lstrip())
        sign = Span(self.source, start, following.start + following.head_end)
        text = phrase(
            "下一行接着这一行的，删去行首的符号",
            "if the next line goes on with this one, delete the sign it begins with",
        )
        help_ = Help(text, (Edit(sign, ""),), "unsafe")
        return Slip(
            codes.EFFECT_MISSING,
            line.start + len(line.text) - len(line.text.lstrip(" ")),
            line.end,
            helps=(help_,),
            expected=Words("扣、得", "deduct, award"),
        )

    def reads_as_row(self, line: LogicalLine) -> bool:
        """Whether only the sign at the start of a row is missing."""
        written = self.source.text[line.start : line.end]
        return self.reads(f"- {written.lstrip()}", written)

    def mended(
        self, line: LogicalLine, slip: Slip, *, row: bool = False, quantity: str = ""
    ) -> Slip:
        """The slip with what makes the line readable, where a small edit does."""
        from perfdsl.syntax.mending.line import LineMender

        return LineMender(self).mended(line, slip, row=row, quantity=quantity)

    def odd(self, line: LogicalLine) -> Slip | None:
        """What to say of the line just read, if a name in it that nobody declared is one with a slip in it."""
        if line.head in TEXT_HEADS or line.field or line.end - line.start > LONGEST_MENDED:
            return None
        written = self.source.text[line.start : line.end]
        if _ODD.search(written) is None and not written.isascii():
            return None
        if not self.has_unknown_names(line):
            return None
        from perfdsl.syntax.mending.line import LineMender

        return LineMender(self).odd(line)

    def as_row(self, line: LogicalLine, slip: Slip) -> Slip | None:
        """The slip with the row of a list that the line was to be, told by its parts."""
        if line.end - line.start > LONGEST_MENDED:
            return None
        from perfdsl.syntax.mending.line import LineMender

        return LineMender(self).as_row(line, slip)

    def odd_row(self, line: LogicalLine) -> Slip | None:
        """What to say of an item that can be read as a call or a sum, but names a fact."""
        name = re.match(r"\s*-\s*(\w+?)\s*(?=[(（+])", self.source.text[line.start : line.end])
        if name is None or name.group(1) not in self.vocabulary.names:
            return None
        start = line.start + name.end()
        shown = self.source.text[start : start + 1]
        item = Words("项目、分数、说明", "the item, its points, a text")
        return self.as_row(
            line, Slip(codes.UNEXPECTED, start, start + 1, found=shown, expected=item)
        )

    def untyped(
        self, line: LogicalLine, kind: Span, written: ast.TypeName | None = None
    ) -> Slip | None:
        """What to say of a declaration whose type is none, if it is seen which was meant."""
        if line.end - line.start > LONGEST_MENDED:
            return None
        from perfdsl.syntax.mending.line import LineMender

        return LineMender(self).untyped(line, kind, written)

    def reads(self, text: str, written: str, *, field: bool = False, known: bool = True) -> bool:
        """Whether every line of the text can be read, with declared names only if they have to be `known`."""
        self._tried += 1
        if self.is_spent:
            return False  # so many broken lines are read by nobody at once
        reader = self._alone(text)
        lines = join_lines(split_lines(text), self.vocabulary.names)
        if len(lines) != text.count("\n") - written.count("\n") + 1:
            return False
        for line in lines:
            try:
                reader.read(attrs.evolve(line, field=field and line.bullet))
            except Slip:
                return False
            if known and not field and reader.has_unknown_names(line):
                return False
        return bool(lines)

    @property
    def is_spent(self) -> bool:
        """Whether so much was read anew that no other way out can be tried in this file."""
        return self._tried > _MOST_TRIED_IN_ALL

    def has_unknown_names(self, line: LogicalLine) -> bool:
        """Whether the line just read uses a name that nobody declared."""
        names = [token for token in self.tokens if token.type == "NAME"]
        if line.head == "DEFINE" or line.head in HEADINGS:
            names = names[1:]
        if line.head in ("FACT", "GRADES", "MONEY_UNIT"):
            names = []
        return any(not self._is_known(token.text) for token in names)

    def first_unknown(self) -> Token | None:
        """The first name nobody declared on the line just read."""
        names = (token for token in self.tokens if token.type == "NAME")
        return next((token for token in names if not self._is_known(token.text)), None)

    def _is_known(self, name: str) -> bool:
        return name in self.vocabulary.names or find_function(name) is not None

    def _alone(self, text: str) -> "LineReader":
        reader = LineReader(SourceText(self.source.name, text), self.vocabulary, self._refused)
        reader._lexer.tiler = self._lexer.tiler
        return reader

    def read_alone(self, text: str, *, field: bool = False) -> list[object | None]:
        """The statements of another text with the names of this file; None for what cannot be read.

        `field`: a row of it belongs to a list of records.
        """
        reader = self._alone(text)
        found: list[object | None] = []
        for line in join_lines(split_lines(text), self.vocabulary.names):
            try:
                found.append(reader.read(attrs.evolve(line, field=field and line.bullet)))
            except Slip:
                found.append(None)
        return found

    def reads_clean(self, text: str) -> bool:
        """Whether every line of the text can be read, and there is no error in how any is written."""
        reader = self._alone(text)
        lines = join_lines(split_lines(text), self.vocabulary.names)
        for line in lines:
            try:
                reader.read(line)
            except Slip:
                return False
            if any(remark.code.severity == "error" for remark in reader.remarks):
                return False
        return bool(lines)

    def _builder_remarks(self) -> list[Remark]:
        return self._builder.remarks + [remark for _, remark in self._builder.unsaid]

    def _parse(self, line: LogicalLine, tokens: list[Token]) -> object:
        if len(tokens) > _MAX_OPERATORS:
            operators = sum(token.type in _NESTING for token in tokens)
            if operators > _MAX_OPERATORS:
                raise Slip(codes.LINE_TOO_LONG, tokens[0].start, line.end)
        self._builder.remarks = []
        self._builder.unsaid = []
        try:
            return run(self._table, self._actions, tokens)
        except Stuck as stuck:
            from perfdsl.syntax.explaining.stuck import explain_stuck

            raise explain_stuck(self.source, line, self._table, tokens, stuck) from None

    def _read_choices(
        self, line: LogicalLine, found: list[Token | Choice], choices: list[Choice]
    ) -> object:
        statements: list[tuple[object, list[Remark]]] = []
        first_slip: Slip | None = None
        for tokens in _readings(found):
            try:
                statement = self._parse(line, settle(tokens))
            except Slip as slip:
                first_slip = first_slip or slip
                continue
            if not any(statement == known for known, _ in statements):
                statements.append((statement, self._builder_remarks()))
                self.tokens = self.tokens or tuple(tokens)
        if not statements:
            assert first_slip is not None
            raise first_slip
        choice = choices[0]
        if len(statements) > 1 and not any(name in choice.spoken[0] for name in self._refused):
            readings = "；".join(choice.spoken)
            raise Slip(
                name_codes.AMBIGUOUS_READING,
                choice.start,
                choice.end,
                found=self.source.text[choice.start : choice.end],
                readings=Words(readings, readings.replace("；", "; ")),
            )
        statement, remarks = statements[0]
        self.remarks = self._lexer.remarks + remarks
        return statement


def _readings(found: list[Token | Choice]) -> Iterator[list[Token]]:
    options = [item.readings if isinstance(item, Choice) else ([item],) for item in found]
    for count, parts in enumerate(product(*options)):
        if count == _MAX_READINGS:
            return
        yield [token for part in parts for token in part]
