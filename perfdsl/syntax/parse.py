"""The front door: the text of a rule file to its syntax tree."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.automaton import Action, Stuck, run
from perfdsl.syntax.building import StatementBuilder
from perfdsl.syntax.declarations import Vocabulary, find_declarations
from perfdsl.syntax.folding_tree import TreeFolder
from perfdsl.syntax.lexer import Lexer
from perfdsl.syntax.lines import (
    HEADINGS,
    TEXT_HEADS,
    LogicalLine,
    PhysicalLine,
    join_lines,
    split_lines,
)
from perfdsl.syntax.noise import settle
from perfdsl.syntax.slip import Remark, Slip
from perfdsl.syntax.table import LIST, PASS, load_table
from perfdsl.syntax.texts import read_text_line
from perfdsl.syntax.tiling import Surroundings, Tiler, spoken
from perfdsl.syntax.token import Choice, Token
from perfdsl.terms import KEYWORD_IDS
from perfdsl.wording import Words, phrase

_MAX_READINGS = 64
_MAX_OPERATORS = 150
_NESTING = frozenset(("PLUS", "MINUS", "STAR", "SLASH", "AND", "OR", "NOT", "LPAR", "BAR"))
"""A tree must not grow deeper than the passes that walk it can go."""
_LIST_OPENERS = ("CHECKLIST", "BANDS", "FACT")


def parse(source: SourceText, diagnostics: Diagnostics) -> ast.File:
    """Everything that can be read of `source`; what cannot is reported, one finding for each line."""
    physical = split_lines(source.text)
    vocabulary = find_declarations(physical, source.text)
    refused = _refuse_names(vocabulary, source, diagnostics)
    folder = TreeFolder(source, diagnostics)
    reader = _LineReader(source, vocabulary, refused)
    documentation = _Documentation(physical, source.text)
    unread: tuple[str, ...] = ()
    quantity = ""  # what the rules below the present heading are about, where it says so
    for line in join_lines(physical, vocabulary.names):
        try:
            statement = reader.read(line)
        except Slip as slip:
            from perfdsl.syntax.misspelt import misspelt_heading

            line, slip = misspelt_heading(source, line) or (line, slip)  # noqa: PLW2901
            slip = reader.as_clauses(line, quantity) or slip
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


def _declared_name(line: LogicalLine, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The name that a line which cannot be read was about to declare."""
    if line.head not in ("FACT", "DEFINE"):
        return ()
    rest = line.text[line.head_end :].lstrip(" :「“")
    starting = [name for name in vocabulary.names if rest.startswith(name)]
    return (max(starting, key=len),) if starting else ()


class _LineReader:
    """Reads logical lines one by one; everything that is the same for all lines is made once."""

    def __init__(self, source: SourceText, vocabulary: Vocabulary, refused: set[str]) -> None:
        self.source = source
        self._vocabulary = vocabulary
        self._refused = refused
        self.remarks: list[Remark] = []
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
        if line.head in TEXT_HEADS:
            return read_text_line(self.source, line)
        found = self._lexer.cut(line)
        notes = self._lexer.remarks
        choices = [item for item in found if isinstance(item, Choice)]
        if not choices:
            statement = self._parse(
                line, settle([item for item in found if isinstance(item, Token)])
            )
            self.remarks = notes + self._builder_remarks()
            return statement
        return self._read_choices(line, found, choices)

    def as_clauses(self, line: LogicalLine, quantity: str) -> Slip | None:
        """What to say of a paragraph of several rules that can be written out line by line."""
        if line.head is not None or line.bullet:
            return None
        from perfdsl.syntax.clauses import Known, rewrite_clauses, second_clause

        written = self.source.text[line.start : line.end]
        words = frozenset(each.name for each in self._vocabulary.declared if each.is_word)
        known = Known(self._vocabulary.names, words, quantity)
        lines = rewrite_clauses(written, known)
        if lines is None or self._unreadable(lines) > len(lines) - 2:
            return None
        indent = written[: len(written) - len(written.lstrip())]
        start = line.start + len(indent)
        end = line.start + len(written.rstrip())
        edit = Edit(Span(self.source, start, end), f"\n{indent}".join(lines))
        second = second_clause(written, known)
        return Slip(
            codes.TWO_RULES,
            line.start + second,
            end,
            found=written[second : second + 12],
            helps=(Help(phrase("一行写一条", "write one rule on a line"), (edit,), "unsafe"),),
        )

    def _unreadable(self, lines: list[str]) -> int:
        """How many of the lines could not be read either."""
        source = SourceText(self.source.name, "\n".join(lines))
        reader = _LineReader(source, self._vocabulary, self._refused)
        count = 0
        for line in join_lines(split_lines(source.text), self._vocabulary.names):
            try:
                reader.read(line)
            except Slip:
                count += 1
        return count

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
        if name.lower() in KEYWORD_IDS:
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
