"""The front door: the text of a rule file to its syntax tree."""

import re
from functools import cached_property, partial
from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Row
from perfdsl.syntax.declarations import find_declarations
from perfdsl.syntax.documentation import Documentation, comments_of
from perfdsl.syntax.folding_tree import TreeFolder
from perfdsl.syntax.leftovers import leftover, leftover_slip, merge_slip
from perfdsl.syntax.line_reader import LineReader
from perfdsl.syntax.lines import (
    ANNOTATIONS,
    LogicalLine,
    join_lines,
    split_lines,
)
from perfdsl.syntax.refused_names import RefusedNames, refuse_names
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.unread import declared_names
from perfdsl.syntax.unreadable import add_broken, opens_list
from perfdsl.terms import find_unit

if TYPE_CHECKING:
    from perfdsl.syntax.misspelt import Meant

_MERGE, _MOST_ROWS = re.compile(r" *<{7}(?: +\S{1,40})? *"), 100
_FRAGMENT = re.compile(
    r" *+(?:(?:\d+(?:\.\d+)? *+)?(?:分|%|个?百分点|[万亿]?元)(?: *[\"“].*)?|[)/+*×÷<>=≤≥].*|\d+(?:\.\d+)?%?"
    r"|[\"“].*[\"”]|(?:[,、~]|[至到](?= *\d)|的(?= *\d)|最多(?= *\d)|除外(?= )|(?:at most|unless|except) ).*) *"
)
"""A line that can only be the rest of the one above."""
_WORDS_FOLLOW = re.compile(r".*(?:等级|选项| level| choice) *", re.IGNORECASE)
"""A declaration whose words are on the next line."""
_NUMBERED_NAME = re.compile(
    r" *[^\w-]?[\d①-⑳一二三四五六七八九十][^得扣加<>=≤≥]*\d *(?:分|points?)? *\)? *"
)
_SAID_OF_NUMBERS = re.compile("positive|non_?negative|正整?数|非负数?", re.IGNORECASE)
_ODD_ROW = re.compile(r" *- *[^\W\d]\w* *(?:\(|\+ *\d)")
"""An item, and its points or a remark in brackets: read as the call of a function, or a sum."""


def parse(source: SourceText, diagnostics: Diagnostics) -> ast.File:
    """Everything that can be read of `source`; what cannot is reported, one finding for each line."""
    return _Parser(source, diagnostics).parse()


class _Parser:
    """The lines of one file, read in order and put into their places."""

    def __init__(self, source: SourceText, diagnostics: Diagnostics) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.physical = split_lines(source.text)
        self.vocabulary = find_declarations(self.physical, source.text)
        refused = refuse_names(self.vocabulary, source, diagnostics)
        self.refused = RefusedNames(source, self.vocabulary)
        self.folder = TreeFolder(source, diagnostics)
        self.reader = LineReader(source, self.vocabulary, refused)
        self.documentation = Documentation(self.physical, source.text)
        self.lines = join_lines(self.physical, self.vocabulary.names)
        self.lines.reverse()
        self.unread: tuple[str, ...] = ()
        self.opener: LogicalLine | None = None
        """The last line that is no row."""
        self.level = "LEVEL_1"
        self.before: str | None = None
        """The word the line before the present one begins with."""
        self.has_leaves = False
        """Whether a heading that lacks its word was seen to be 指标."""
        self.guessed: set[int] = set()
        self.quantity = ""
        """What the rules below the present heading are about, where it says so."""

    def parse(self) -> ast.File:
        while self.lines:
            line = self.lines.pop()
            self._line(line)
            self.before = line.head
        self.refused.finish(self.diagnostics)
        file = self.folder.finish(comments_of(self.physical, self.source))
        return attrs.evolve(
            file,
            unread_names=self.unread,
            guessed=frozenset(self.guessed),
            spaced_uses=self.refused.spaced(),
        )

    def _line(self, line: LogicalLine) -> None:
        if _MERGE.fullmatch(line.text):
            self._merge_block(line)
            return
        useless = leftover(line)
        if useless is not None:
            leftover_slip(self.source, line, useless).remark.report(self.source, self.diagnostics)
            return
        if line.bullet and self._takes_numbered_heading(line):
            return
        if line.bullet and not opens_list(self.opener) and not self.folder.lost_list:
            if self._takes_scattered(line):
                return
        elif self._takes_opener(line):
            return
        elif not line.bullet and line.head not in ANNOTATIONS:
            self.opener = line
        if line.head is not None and line.head.startswith("LEVEL"):
            self.level = line.head
        self.folder.mend = partial(self.reader.mended, line, quantity=self.quantity)
        meant: Meant | None = None
        slip: Slip | None = None
        try:
            statement = self.reader.read(line)
            if self.lines and (
                _FRAGMENT.fullmatch(self.lines[-1].text)
                or (line.head == "FACT" and _WORDS_FOLLOW.fullmatch(line.text))
            ):
                meant = self._broken_off(line)
                statement = statement if meant is not None else self.reader.read(line)
            elif isinstance(statement, ast.Heading) and statement.points is None and self.lines:
                meant = self._heading_broken_off(line)
            elif self.reader.begins_with_unknown(line):
                meant = self._meant(line)
            odd = self._odd(line, statement) if meant is None else None
            if odd is not None:
                meant = line, odd, None
        except Slip as found:
            slip, statement = found, self.refused.read(line, self.reader)
            if statement is not None:
                self._add(line, statement, is_guessed=False)
                return
            meant = self._broken_off(line) or self._meant(line)
        if meant is not None:
            line, slip, statement = meant
            self.has_leaves |= line.head == "INDICATOR"
        elif slip is not None:
            line, slip = self._explained(line, slip)
        elif line.misspelt:
            from perfdsl.syntax.misspelt import misspelt_word

            slip = misspelt_word(self.source, line, is_row=self.folder.has_list)
            if self.folder.has_fields and line.lost_sign:
                line, statement = attrs.evolve(line, field=True), None
        if slip is not None:
            slip.remark.report(self.source, self.diagnostics)
        if statement is None and slip is not None and self._goes_on_mended(line, slip):
            return
        if statement is None and slip is not None:
            self.unread += declared_names(line, slip, self.vocabulary)
            is_row = line.bullet or (self.folder.has_list and self._is_row(line, slip))
            add_broken(self.folder, line, self.source, self.documentation, is_row=is_row)
            return
        self._add(line, statement, is_guessed=meant is not None)

    def _merge_block(self, line: LogicalLine) -> None:
        """Two versions of the same lines with the marks of a merge: one finding, the first version is read."""
        first: list[LogicalLine] = []
        second: list[LogicalLine] = []
        into, end = first, line
        ahead = self.lines[: -_MOST_ROWS - 1 : -1]
        marks: list[LogicalLine] = []
        for each in ahead:
            text = each.text.lstrip(" ")
            if text.startswith("=" * 7):
                marks.append(each)
                into = second
            elif text.startswith(">" * 7):
                end = each
                break
            else:
                into.append(each)
        if end is line or not marks:
            leftover_slip(self.source, line, "delete").remark.report(self.source, self.diagnostics)
            return
        del self.lines[-(len(first) + len(second) + 2) :]
        slip = merge_slip(self.source, line, marks[0], end)
        slip.remark.report(self.source, self.diagnostics)
        self.lines.extend(reversed(first))

    def _goes_on_mended(self, line: LogicalLine, slip: Slip) -> bool:
        """Whether the line is read on as its first help has it: parted, or (no rule) with other words."""
        help_ = next((each for each in slip.remark.helps if each.edits), None)
        if help_ is None or not all(
            line.start <= edit.span.start <= edit.span.end <= line.end for edit in help_.edits
        ):
            return False
        first, *more = help_.edits
        if not more and "\n" in first.replacement and not first.replacement.strip(" \n"):
            return self._goes_on_parted(line, first.span)
        from perfdsl.syntax.mending.certain import is_certain
        from perfdsl.syntax.mending.mended import GOING_ON, as_mended, rows_become_fields

        statement = as_mended(self.reader, line, help_)
        if isinstance(statement, ast.Definition):  # the formula is a guess
            self.unread += (statement.name.text,)
        if isinstance(statement, Row):
            row = attrs.evolve(statement, start=line.start, end=line.end)
            if not self.folder.add_guessed_row(row):
                return False
            self.guessed.add(first.span.first.line)
            return True
        if isinstance(statement, ast.Rule) and is_certain(help_):
            self._add(line, statement, is_guessed=False)
            return True
        if not isinstance(statement, GOING_ON):
            return False
        self.guessed.add(first.span.first.line)
        self._add(line, statement, is_guessed=True)
        if (
            isinstance(statement, ast.FactDeclaration) and statement.type.kind == "records"
        ) or isinstance(statement, ast.FieldDeclaration):
            rows_become_fields(self.lines)
        return True

    def _goes_on_parted(self, line: LogicalLine, gap: Span) -> bool:
        """The two lines that a line is made into, if both can be read."""
        lines = []
        for first, last in ((0, gap.start - line.start), (gap.end - line.start, len(line.text))):
            (physical, *more) = split_lines(line.text[first:last])
            if more or physical.misspelt:
                return False
            read = LogicalLine(
                line.start + first, physical.text, physical.head, physical.head_end,
                physical.bullet, physical.bullet and line.field,
            )  # fmt: skip
            try:
                self.reader.read(read)
            except Slip:
                return False
            lines.append(read)
        self.lines.extend(reversed(lines))
        return True

    def _takes_numbered_heading(self, line: LogicalLine) -> bool:
        """`3. 信访化解（6分）`: a heading, where no list of numbered rows is."""
        if _NUMBERED_NAME.fullmatch(line.text) is None:
            return False
        from perfdsl.syntax.numbered_headings import numbered_heading

        meant = numbered_heading(
            self.reader, line, self.lines, self.opener, self._level_meant(line)
        )
        if meant is None:
            return False
        line, slip, statement = meant
        self.opener, self.has_leaves = line, self.has_leaves or line.head == "INDICATOR"
        slip.remark.report(self.source, self.diagnostics)
        if statement is None:
            add_broken(self.folder, line, self.source, self.documentation, is_row=False)
        else:
            self._add(line, statement, is_guessed=True)
        return True

    def _takes_scattered(self, line: LogicalLine) -> bool:
        """Rows without a list that can be written out, as one finding."""
        from perfdsl.syntax.rewriting import begins_scattered

        ahead = [line, *self.lines[: -_MOST_ROWS - 1 : -1]]
        count = begins_scattered(ahead, 0)
        scattered = self.reader.as_scattered(ahead[:count]) if count > 1 else None
        if scattered is None:
            return False
        scattered.remark.report(self.source, self.diagnostics)
        self.folder.add_broken()
        del self.lines[len(self.lines) - count + 1 :]
        return True

    def _takes_opener(self, line: LogicalLine) -> bool:
        """A line above rows that says what each of them is worth, and not that they are a list."""
        if line.bullet or line.head is not None or not (self.lines and self.lines[-1].bullet):
            return False
        from perfdsl.syntax.lost_openers import lost_opener

        ahead = self.lines[: -_MOST_ROWS - 1 : -1]
        rows = [*takewhile(lambda each: each.bullet, ahead)]
        slip = lost_opener(self.reader, self.source, line, rows)
        if slip is None:
            return False
        slip.remark.report(self.source, self.diagnostics)
        self.opener = line
        self.folder.add_broken(list_opener=True)
        return True

    def _add(self, line: LogicalLine, statement: object, *, is_guessed: bool) -> None:
        for remark in self.reader.remarks:
            remark.report(self.source, self.diagnostics)
            if remark.code is codes.TWO_RULES:
                rest = re.sub('["“”]', "", self.source.text[remark.start : remark.end])
                self.unread += tuple(re.findall(r"(?:事实|定义)\s+(\w+)", rest))
        if isinstance(statement, ast.Heading | ast.Definition):
            self.quantity = statement.name.text
        is_heading = isinstance(statement, ast.Heading)
        above = self.documentation.above(line.start) if is_heading else ()
        self.folder.add(statement, above)
        if is_guessed and isinstance(statement, ast.Heading):
            self.folder.mark_incomplete()

    def _is_row(self, line: LogicalLine, slip: Slip) -> bool:
        """Whether a line without a bullet was to be a row: it reads like one, or rows go on below it."""
        if line.head is not None:
            return False
        goes_on = bool(self.lines) and self.lines[-1].bullet
        return goes_on or slip.makes_row or self.reader.reads_as_row(line)

    def _meant(self, line: LogicalLine) -> "Meant | None":
        from perfdsl.syntax.misspelt import misspelt_head

        level = self._level_meant(line)
        return misspelt_head(self.source, line, self.vocabulary, self.reader, level)

    @cached_property
    def _lowest_level(self) -> str:
        from perfdsl.syntax.misspelt import lowest_level

        return lowest_level(self.physical)

    def _level_meant(self, line: LogicalLine) -> str:
        from perfdsl.syntax.misspelt import level_meant

        is_joined = "\n" in self.source.text[line.start : line.end]
        following = self.lines[-1].head if self.lines and not is_joined else None
        level = level_meant(self.before, following, self.level, self._lowest_level)
        return "INDICATOR" if self.has_leaves and following is None else level

    def _odd(self, line: LogicalLine, statement: object) -> Slip | None:
        """A line that can be read, but surely means something else."""
        if isinstance(statement, ast.FactDeclaration | ast.FieldDeclaration):
            kind, unit = statement.type, statement.type.unit or ""
            if kind.kind is None:
                return self.reader.untyped(line, kind.span)
            is_odd = (bool(unit) and find_unit(unit) is None) and (
                kind.kind != "count" or _SAID_OF_NUMBERS.fullmatch(unit) is not None
            )
            return self.reader.untyped(line, kind.span, kind) if is_odd else None
        if isinstance(statement, Row) and self.folder.has_list and _ODD_ROW.match(line.text):
            return self.reader.odd_row(line)
        return self.reader.odd(line)

    def _broken_off(self, line: LogicalLine) -> "Meant | None":
        """A line that is one with the next: a line end got into it."""
        from perfdsl.syntax.broken_off import broken_off

        return broken_off(self.reader, self.source, line, self.lines)

    def _heading_broken_off(self, line: LogicalLine) -> "Meant | None":
        from perfdsl.syntax.broken_off import heading_broken_off

        return heading_broken_off(self.reader, self.source, line, self.lines, self.physical)

    def _explained(self, line: LogicalLine, slip: Slip) -> tuple[LogicalLine, Slip]:
        """The line that is wrong, and what to say about it with its ways out."""
        parted = self.reader.parted(line)
        if parted is not None:
            line, following, slip = parted
            self.lines.append(following)
        if self.lines and slip.remark.code is codes.EFFECT_MISSING:
            joined = self.reader.joined(line, self.lines[-1])
            if joined is not None:
                self.lines.pop()
                return line, joined
        is_checklist = self.opener is not None and self.opener.head == "CHECKLIST"
        paragraph = self.reader.as_paragraph(line, self.quantity, in_list=is_checklist)
        declares = paragraph is None or any(len(each.edits) > 1 for each in paragraph.remark.helps)
        if declares and line.bullet and self.folder.has_list and not self.folder.has_fields:
            paragraph = self.reader.as_row(line, slip) or paragraph
        if paragraph is not None:
            return line, paragraph
        if self.folder.has_fields and line.head is None and line.text[:1] == " ":
            line = attrs.evolve(line, field=True)
        in_list = self.folder.has_list
        return line, self.reader.mended(line, slip, row=in_list, quantity=self.quantity)
