"""Lines that cannot be read and stand for others: what to say, and the lines as an edit."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Row
from perfdsl.syntax.clauses import Known, claimed_above, rewrite_clauses, second_clause
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lines import HEADINGS, LogicalLine, as_name, split_lines
from perfdsl.syntax.paragraphs import (
    MISSING,
    Rewritten,
    as_checklist,
    as_items,
    notes_in,
    with_limit,
    without,
)
from perfdsl.syntax.slip import Slip, indent_at, row_alone
from perfdsl.syntax.usage import declared_types
from perfdsl.terms import keyword
from perfdsl.wording import Phrase, phrase

_TWO_BANDS = re.compile(r"^- .*[得扣].*[,，;；].*[<>≤≥于过].*(?:得|扣|计分|计\s*\d)")
"""A row in which another band is left over."""
_MARKS = re.compile(
    r"^\s*(?:[一二三四]级)?(?:指标|indicator|section|group|subgroup|topic)\b.*?(\d+(?:\.\d+)?)\s*(?:分|points?)?\s*[)）]?\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTES = str.maketrans("", "", '"“”「」')
_BANDS_HEAD = re.compile(
    r"\s*+(?:按\s*+(?P<of>\S+?)\s*+分档|分档\s*+按\s*+(?P<by>\S+?))\s*+[:：]?\s*+"
)
_LONGEST_HEAD = 80


class TextReader(Protocol):
    """Reads another text with the names of the file."""

    def read_alone(self, text: str) -> list[object | None]: ...

    def reads_clean(self, text: str) -> bool: ...


@attrs.frozen(eq=False, repr=False)
class Rewriter:
    """Knows the file around the line."""

    reader: TextReader
    source: SourceText
    vocabulary: Vocabulary
    conditions: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    """Of the items that were asked of before: the rows of a long list are looked at from each of them."""

    def slip(self, line: LogicalLine, quantity: str, *, in_list: bool) -> Slip | None:
        """Paragraphs of several rules, items, notes in brackets, and a formula with a limit."""
        if line.head is not None or line.field:
            return None
        written = self.source.text[line.start : line.end]
        return (
            self._without_notes(line, written, quantity)
            or self._with_limit(line, written)
            or self._checklist(line.start, written, in_list=in_list and line.bullet)
            or (None if line.bullet else self._items(line, written))
            or (None if line.bullet else self._clauses(line, written, quantity))
        )

    def scattered(self, lines: Sequence[LogicalLine]) -> Slip | None:
        """Rows without a list that make one, with the sentence below them that says what each is worth."""
        start, end = lines[0].start, lines[-1].end
        rewritten = as_checklist(self.source.text[start:end], self._condition)
        if rewritten is None:
            return None
        help_ = self._checklist_help(start, end, rewritten)
        return row_alone(start, lines[0].end, help_)

    def _lines_edit(self, start: int, end: int, lines: Sequence[str]) -> Edit:
        written = self.source.text[start:end]
        start += len(written) - len(written.lstrip())
        indent = indent_at(self.source, start)
        deeper = [
            f"{indent}  {each}" if each.startswith("- ") and not lines[0].startswith("- ")
            else f"{indent}{each}"
            for each in lines[1:]
        ]  # fmt: skip
        stop = start + len(self.source.text[start:end].rstrip())
        return Edit(Span(self.source, start, stop), "\n".join([lines[0], *deeper]))

    def _clauses(self, line: LogicalLine, written: str, quantity: str) -> Slip | None:
        lines = rewrite_clauses(written, self._known(quantity))
        if lines is None or not self._is_better(lines):
            return None
        if any(split_lines(each)[0].bullet for each in lines if not each.startswith("- ")):
            return None  # an item that would belong to no list
        if any(_TWO_BANDS.search(each) for each in lines):
            return None
        end = line.start + len(written.rstrip())
        second = second_clause(written, self._known(quantity))
        return Slip(
            codes.TWO_RULES,
            line.start + second,
            end,
            found=written[second : second + 12],
            helps=self._apart(line, written, quantity),
        )

    def _apart(self, line: LogicalLine, written: str, quantity: str) -> tuple[Help, ...]:
        """The line as several, if all of them can be read; twice if a common end may belong to either side."""
        indent = written[: len(written) - len(written.lstrip())]
        place = Span(self.source, line.start + len(indent), line.start + len(written.rstrip()))
        said = phrase("一行写一条", "write one rule on a line")
        sides = {
            True: phrase("一行写一条，相接的数归高的一档", "one rule on a line, common ends in the upper band"),
            False: phrase("一行写一条，相接的数归低的一档", "one rule on a line, common ends in the lower band"),
        }  # fmt: skip
        found: dict[str, Phrase] = {}
        likelier = claimed_above(written)
        for to_upper in (likelier, not likelier):
            lines = rewrite_clauses(written, self._known(quantity), to_upper=to_upper) or []
            if self.reader.reads_clean("\n".join(lines)):
                lines = self._below_head(line.start, lines)
                found.setdefault(f"\n{indent}".join(lines), sides[to_upper])
        if not found:
            return ()
        only = len(found) == 1
        return tuple(
            Help(said if only else text, (Edit(place, new),), "unsafe")
            for new, text in found.items()
        )

    def _below_head(self, start: int, lines: list[str]) -> list[str]:
        """Only the rows, where the line above has the head of these bands already."""
        above = self.source.text[:start].rstrip().rsplit("\n", 1)[-1]
        head = _BANDS_HEAD.fullmatch(above) if len(above) <= _LONGEST_HEAD else None
        if head is None:
            return lines
        of = head["of"] or head["by"]
        if "".join(lines[0].split()) == f"按{of}分档":
            return lines[1:]
        rows = [
            "- " + re.sub("^(?:否则|其余)", "其余", each.removeprefix(of).strip()) for each in lines
        ]
        opened = "\n".join((above.rstrip(" :："), *rows))
        return rows if self.reader.reads_clean(opened) else lines

    def _known(self, quantity: str) -> Known:
        words = frozenset(each.name for each in self.vocabulary.declared if each.is_word)
        return Known(self.vocabulary.names, words, quantity)

    def _is_better(self, lines: Sequence[str]) -> bool:
        return self.reader.read_alone("\n".join(lines)).count(None) <= len(lines) - 2

    # --- notes and limits ---

    def _without_notes(self, line: LogicalLine, written: str, quantity: str) -> Slip | None:
        places = notes_in(written, self.vocabulary.names)
        if not places:
            return None
        shorter = without(written, places)
        lines = rewrite_clauses(shorter, self._known(quantity)) or []
        if None in self.reader.read_alone(shorter) and not (lines and self._is_better(lines)):
            return None
        spans = [Span(self.source, line.start + at, line.start + end) for at, end in places]
        found = "".join(span.text.strip() for span in spans)
        help_ = Help(
            phrase(
                "这是附注的，删去「{found}」", "remove 「{found}」 if it is a note", found=found
            ),
            tuple(Edit(span, "") for span in spans),
            "unsafe",
        )
        expected = phrase("不带附注的条件", "the condition without the note")
        first = spans[0]
        return Slip(
            codes.UNEXPECTED,
            first.start,
            first.end,
            helps=(help_,),
            found=first.text.strip(),
            expected=expected,
        )

    def _with_limit(self, line: LogicalLine, written: str) -> Slip | None:
        rewritten = with_limit(written, self.vocabulary.names)
        if rewritten is None or self.reader.read_alone(rewritten.lines[0])[0] is None:
            return None
        edit = self._lines_edit(line.start, line.end, rewritten.lines)
        text = phrase("写成「{written}」", "write “{written}”", written=rewritten.lines[0])
        second = written.find("超", 1)
        second = max(second, 0) or len(written) // 2
        return Slip(
            codes.TWO_RULES,
            line.start + second,
            line.end,
            found=written[second : second + 12],
            helps=(Help(text, (edit,), "unsafe"),),
        )

    # --- checklists ---

    def _checklist(self, start: int, written: str, *, in_list: bool) -> Slip | None:
        rewritten = as_checklist(written, self._condition, in_list=in_list)
        if rewritten is None:
            return None
        end = start + len(written)
        help_ = self._checklist_help(start, end, rewritten)
        begin = start + len(written) - len(written.lstrip())
        if len(rewritten.lines) == 1:
            expected = keyword("AWARD").words
            return Slip(codes.EFFECT_MISSING, begin, end, helps=(help_,), expected=expected)
        return Slip(codes.TWO_RULES, begin, end, helps=(help_,), found=written.strip()[:12])

    def _items(self, line: LogicalLine, written: str) -> Slip | None:
        """`有制度得2分；有记录得2分`: a checklist where that makes the full marks, else rules of declared facts."""
        items = as_items(written)
        if items is None:
            return None
        said = [self._condition(item) for item, _, _ in items]
        undeclared = tuple(dict.fromkeys(name for _, name in said if name))
        if any(not self._is_truth(name) for name, other in said if not other):
            return None
        marks = _MARKS.findall(self.source.text[: line.start])
        makes_full = bool(marks) and sum(Fraction(each) for _, each, _ in items) == Fraction(
            marks[-1]
        )
        if undeclared and not (makes_full and all(word for _, _, word in items)):
            return None
        both = zip(said, items, strict=True)
        if makes_full:
            rows = [f"- {name} 得 {each} 分" for (name, _), (_, each, _) in both]
            help_ = self._checklist_help(
                line.start, line.end, Rewritten(("逐项 得", *rows), undeclared)
            )
        else:
            rows = [f"{name} 得 {each} 分" for (name, _), (_, each, _) in both]
            edit = self._lines_edit(line.start, line.end, rows)
            help_ = Help(phrase("一行写一条", "write one rule on a line"), (edit,), "unsafe")
        second = written.find(items[1][0][:1], written.find("分") + 1)
        begin = line.start + max(second, 0)
        return Slip(
            codes.TWO_RULES,
            begin,
            line.end,
            helps=(help_,),
            found=self.source.text[begin : begin + 12],
        )

    def _is_truth(self, name: str) -> bool:
        """Whether a condition is more than the name of a quantity."""
        declared = dict(declared_types(self.source.text)).get(name)
        return declared is None or declared.lower() in ("是否", "truth")

    def _checklist_help(self, start: int, end: int, rewritten: Rewritten) -> Help:
        edits = [self._lines_edit(start, end, rewritten.lines)]
        text: Phrase = phrase("写成「逐项」的清单", "make a checklist of it")
        undeclared = self._undeclared(rewritten)
        if undeclared:
            facts = "".join(f"\n事实 {as_name(name)} 是否" for name in undeclared)
            place, is_first = self._place_of_facts(start)
            facts = facts[1:] + "\n" if is_first else facts
            edits.insert(0, Edit(Span(self.source, place, place), facts))
            text = phrase(
                "写成「逐项」的清单，各条声明为「是否」",
                "make a checklist of it, and declare the items as `truth`",
            )
        return Help(text, tuple(edits), "unsafe")

    def _undeclared(self, rewritten: Rewritten) -> list[str]:
        """Names that no line declares, not even one that cannot be read yet for want of 「…」."""
        declaring = [
            self.source.text[line.start + line.head_end : line.end].strip(" :：").translate(_QUOTES)
            for line in split_lines(self.source.text)
            if line.head in ("FACT", "DEFINE")
        ]
        return [
            name
            for name in rewritten.undeclared
            if not any(re.match(rf"{re.escape(name)}(?![^\W\d])", each) for each in declaring)
        ]

    def _place_of_facts(self, start: int) -> tuple[int, bool]:
        """Behind the last fact; else (and True) above the first heading and its comments."""
        lines = split_lines(self.source.text)
        facts = [index for index, line in enumerate(lines) if line.head == "FACT"]
        if facts:
            index = facts[-1]
            while index + 1 < len(lines) and (
                lines[index].text.endswith(",")
                or lines[index + 1].bullet
                or (lines[index + 1].blank and lines[index + 1].comment >= 0)
            ):
                index += 1
            return lines[index].end, False
        first = next((at for at, line in enumerate(lines) if line.head in HEADINGS), None)
        if first is None:
            return self.source.text.rfind("\n", 0, start) + 1, True
        while first and lines[first - 1].blank and lines[first - 1].comment >= 0:
            first -= 1
        return lines[first].start, True

    def _condition(self, item: str) -> tuple[str, str]:
        """An item as the condition of a row, and the name that is to be declared for it."""
        known = self.conditions.get(item)
        if known is None:
            known = self.conditions[item] = self._read_condition(item)
        return known

    def _read_condition(self, item: str) -> tuple[str, str]:
        name = item.translate(_QUOTES)
        names = self.vocabulary.names
        if name in names:
            return as_name(name), ""
        row = self.reader.read_alone(f"- {item}")
        if len(row) == 1 and isinstance(row[0], Row) and isinstance(row[0].subject, ast.Expr):
            found = [node.text for node in ast.walk(row[0].subject) if isinstance(node, ast.Name)]
            if found and all(each in names for each in found):
                return item, ""
        return as_name(name), name


def begins_scattered(lines: Sequence[LogicalLine], index: int) -> int:
    """How many lines from `index` on are rows and the sentence that says what each of them is worth."""
    end = index
    while end < len(lines) and lines[end].bullet:
        end += 1
    if end < len(lines) and lines[end].head is None and MISSING.match(lines[end].text.strip()):
        end += 1
    return end - index
