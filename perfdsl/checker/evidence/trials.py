"""A statement of the file with another text: whether it can be read, and means something, with the names of the file."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.names_used import headings_in_order, undeclared_names, used_in
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.preamble.headers import Headers
from perfdsl.checker.rules.points import Frame
from perfdsl.checker.rules.statements import build_rules
from perfdsl.diagnostic import Diagnostics, Edit
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import RATIO, Poison
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.declarations import find_declarations
from perfdsl.syntax.folding_tree import TreeFolder
from perfdsl.syntax.line_reader import LineReader
from perfdsl.syntax.lines import split_lines

_MOST_IN_ALL = 300
_LONGEST = 1000
"""No slip of one place is looked for in longer statements."""
_RATES = ("率", "比", "比例", "占比", "比重", "_rate", "_ratio", "_share")


@attrs.frozen(eq=False, repr=False)
class Place:
    """A statement, or a row with the line that opens its list."""

    pieces: tuple[tuple[int, int], ...]
    """From where to where in the file, in order."""
    heading: ast.Heading | ast.Total | None
    """None for a definition."""
    node: ast.Rule | ast.Definition

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.pieces)


@attrs.define(eq=False, repr=False, slots=False)
class Trials:
    """Tries texts in place of those of one file; so many in all."""

    file: ast.File
    scope: Scope
    headers: Headers
    indicators: Sequence[Indicator]
    broken: frozenset[int]
    """Lines with an error."""
    _left: int = _MOST_IN_ALL
    _places: dict[tuple[int, int], Place | None] = attrs.field(factory=dict)

    # --- the file --------------------------------------------------------------------------------

    @cached_property
    def reader(self) -> LineReader:
        """Reads with the names of the file."""
        source = self.file.source
        vocabulary = find_declarations(split_lines(source.text), source.text)
        return LineReader(source, vocabulary, set())

    @cached_property
    def undeclared(self) -> Mapping[str, Sequence[ast.Name]]:
        """Every use of a name that is not declared."""
        return undeclared_names(self.file)

    @cached_property
    def used(self) -> frozenset[str]:
        """Every name and word that rules and definitions speak of."""
        return used_in(self.file)

    @cached_property
    def unused(self) -> tuple[str, ...]:
        """What is declared or defined and nothing speaks of, not even a line that cannot be read."""
        source = self.file.source
        unread = "\n".join(source.line_text(line) for line in sorted(self.broken))
        return tuple(
            name for name in self.scope.names() if name not in self.used and name not in unread
        )

    @cached_property
    def _headings(self) -> list[ast.Heading]:
        return headings_in_order(self.file)

    @cached_property
    def _marks(self) -> dict[int, Fraction]:
        found: dict[int, Fraction] = {}
        waiting = [*self.indicators]
        while waiting:
            node = waiting.pop()
            found[node.span.start] = node.full
            waiting += node.children
        return found

    def place_of(self, span: Span) -> Place | None:
        """The statement that holds the span."""
        if span.source is not self.file.source:
            return None
        asked = (span.start, span.end)
        if asked not in self._places:
            self._places[asked] = self._found_place(span)
        return self._places[asked]

    def _found_place(self, span: Span) -> Place | None:
        for definition in self.file.definitions:
            if _holds(definition.span, span):
                return Place((_lines(definition.span),), None, definition)
        total = [self.file.total] if self.file.total is not None else []
        owners: list[ast.Heading | ast.Total] = [*self._headings, *total]
        for owner in owners:
            for rule in owner.rules:
                rows: Sequence[ast.Band | ast.ChecklistItem] = getattr(rule, "rows", ())
                whole = rule.span.to(rows[-1].span) if rows else rule.span
                if _holds(whole, span):
                    return Place(_pieces(rule, span), owner, rule)
        return None

    def marks_of(self, heading: ast.Heading | ast.Total | None) -> Fraction:
        """The full marks of the indicator; of 总分, and where it was not built, those of the file."""
        found = self._marks.get(heading.span.start) if heading is not None else None
        if found is not None:
            return found
        return self.headers.full or sum((each.full for each in self.indicators), Fraction(0))

    # --- trying ----------------------------------------------------------------------------------

    def fits(self, place: Place, edits: Sequence[Edit]) -> bool:
        """Whether nothing is found in the statement with these edits, not even a warning."""
        if self._left <= 0 or place.size > _LONGEST:
            return False
        self._left -= 1
        text = "\n".join(self.edited(start, end, edits) for start, end in place.pieces)
        statements = self.reader.read_alone(text)
        if None in statements or len(statements) != len(place.pieces):
            return False
        diagnostics = Diagnostics()
        folder = TreeFolder(SourceText(self.file.source.name, text), diagnostics)
        if isinstance(place.heading, ast.Heading):
            folder.add(_bare(place.heading))
        for statement in statements:
            folder.add(statement)
        file = folder.finish(())
        return not diagnostics.found and self._means_something(place, file, statements)

    def edited(self, start: int, end: int, edits: Sequence[Edit]) -> str:
        """The text from `start` to `end` with those of the edits that are within it."""
        text = self.file.source.text[start:end]
        for edit in sorted(edits, key=lambda edit: -edit.span.start):
            if start <= edit.span.start <= edit.span.end <= end:
                begin, stop = edit.span.start - start, edit.span.end - start
                text = text[:begin] + edit.replacement + text[stop:]
        return text

    def _means_something(
        self, place: Place, file: ast.File, statements: Sequence[object | None]
    ) -> bool:
        diagnostics = Diagnostics()
        inference = Inference(self.scope, diagnostics)
        if isinstance(place.node, ast.Definition):
            if len(file.definitions) != 1:
                return False
            value = inference.infer(file.definitions[0].value)
            fits = not place.node.name.text.endswith(_RATES) or value.type == RATIO
            return fits and not diagnostics.found and not _is_poisoned([value])
        read = file.headings[0].rules if file.headings else ()
        if place.heading is None or isinstance(place.heading, ast.Total):
            read = tuple(each for each in statements if isinstance(each, ast.Rule))
        if len(read) != 1 or type(read[0]) is not type(place.node):
            return False
        built = build_rules(
            read,
            self._frame(place, inference),
            self.headers.treatment or "full",
            self.headers.grades,
        )
        expressions = [each for rule in built for each in expressions_in(rule)]
        is_whole = len(built) == 1 and not diagnostics.found
        return is_whole and not _is_poisoned(expressions) and not _is_idle(built)

    def _frame(self, place: Place, inference: Inference) -> Frame:
        full = self.marks_of(place.heading)
        return Frame(inference, "", full, full, self.headers.step_mode, incomplete=True)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _lines(span: Span) -> tuple[int, int]:
    """From the beginning of its first line, so that a bullet is there."""
    return span.source.line_starts[span.first.line - 1], span.end


def _pieces(rule: ast.Rule, span: Span) -> tuple[tuple[int, int], ...]:
    """The rule; of a list the line above the rows, and the row that holds the span, or where none does all."""
    rows: Sequence[ast.Band | ast.ChecklistItem] = getattr(rule, "rows", ())
    held = [each for each in rows if _holds(each.span, span)] or rows
    if not rows:
        return (_lines(rule.span),)
    source = rule.span.source
    start = source.line_starts[rule.span.first.line - 1]
    end = start + len(source.line_text(rule.span.first.line))
    return (start, end), *(_lines(each.span) for each in held)


def _bare(heading: ast.Heading) -> ast.Heading:
    return attrs.evolve(heading, rules=(), children=(), annotations=(), documentation=())


def _is_poisoned(expressions: Iterable[model.Expr]) -> bool:
    return any(isinstance(part.type, Poison) for each in expressions for part in model.walk(each))


def _is_idle(built: Iterable[rules.Rule]) -> bool:
    """Whether a condition names nothing that is filled in: `100% > 90%`."""
    conditions = [
        rule.condition
        for rule in built
        if not isinstance(rule, rules.Bands | rules.Checklist) and rule.condition is not None
    ]
    return any(
        not any(isinstance(part, _ASKED) for part in model.walk(condition))
        for condition in conditions
    )


_ASKED = (
    model.FactReference,
    model.DefinitionReference,
    model.FieldReference,
    model.Aggregate,
)
