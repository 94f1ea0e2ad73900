"""One logical line to its statement: cut into tokens, parsed, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from itertools import product

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.source import SourceText
from perfdsl.syntax.automaton import Action, Stuck, run
from perfdsl.syntax.building import StatementBuilder
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lexer import Lexer
from perfdsl.syntax.lines import TEXT_HEADS, LogicalLine, join_lines, split_lines
from perfdsl.syntax.noise import settle
from perfdsl.syntax.slip import Remark, Slip
from perfdsl.syntax.table import LIST, PASS, load_table
from perfdsl.syntax.texts import read_text_line
from perfdsl.syntax.token import Choice, Token
from perfdsl.wording import Words

_MAX_READINGS = 64
_MAX_OPERATORS = 150
_NESTING = frozenset(("PLUS", "MINUS", "STAR", "SLASH", "AND", "OR", "NOT", "LPAR", "BAR"))
"""A tree must not grow deeper than the passes that walk it can go."""


class LineReader:
    """Reads logical lines one by one; everything that is the same for all lines is made once."""

    def __init__(self, source: SourceText, vocabulary: Vocabulary, refused: set[str]) -> None:
        self.source = source
        self._vocabulary = vocabulary
        self._refused = refused
        self.remarks: list[Remark] = []
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
            return read_text_line(self.source, line)
        found = self._lexer.cut(line)
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
        from perfdsl.syntax.rewriting import Rewriter

        return Rewriter(self, self.source, self._vocabulary).slip(line, quantity, in_list=in_list)

    def as_scattered(self, lines: Sequence[LogicalLine]) -> Slip | None:
        """What to say of rows without a list."""
        from perfdsl.syntax.rewriting import Rewriter

        return Rewriter(self, self.source, self._vocabulary).scattered(lines)

    def read_alone(self, text: str) -> list[object | None]:
        """The statements of another text with the names of this file; None for what cannot be read."""
        reader = LineReader(SourceText(self.source.name, text), self._vocabulary, self._refused)
        found: list[object | None] = []
        for line in join_lines(split_lines(text), self._vocabulary.names):
            try:
                found.append(reader.read(line))
            except Slip:
                found.append(None)
        return found

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
            from perfdsl.syntax.explaining import explain_stuck

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
