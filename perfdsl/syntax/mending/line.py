"""Ways out of a line that cannot be read: what small edits make of it, each tried by reading it anew."""

import re
from collections.abc import Iterable, Iterator

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.codes import types as type_codes
from perfdsl.diagnostic import Edit, Help, commented
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.syntax.lines import HEADINGS, LogicalLine
from perfdsl.syntax.mending.annotations import annotated
from perfdsl.syntax.mending.certain import certain_way
from perfdsl.syntax.mending.characters import by_characters, together
from perfdsl.syntax.mending.deadlines import as_deadline
from perfdsl.syntax.mending.edges import sure_ways
from perfdsl.syntax.mending.exemptions import as_exemption
from perfdsl.syntax.mending.meant import (
    odd_names,
    resaid,
    statements,
    told_by,
    told_ways,
    told_whole,
    ways,
)
from perfdsl.syntax.mending.measures import exchanges_measure, unmeasured
from perfdsl.syntax.mending.phrases import phrases
from perfdsl.syntax.mending.reader import Reader
from perfdsl.syntax.mending.rows import told_rows
from perfdsl.syntax.mending.types import TYPES
from perfdsl.syntax.mending.ways import LONGEST_MENDED, Change, Place, Way, removed, rewritten
from perfdsl.syntax.mending.wide_gaps import slip_across, ways_across
from perfdsl.syntax.paragraphs import changes_a_rule
from perfdsl.syntax.slip import Slip

_RULE_LIKE = re.compile(r"\d\s*分|[<>≤≥=]|分档|扣\s*\d|得\s*\d")
"""A line like this is no remark."""
_EFFECT = re.compile(r"\s*[,，;；]?\s*(?:得|扣|加|计|封顶)\s*\d[\d.]*\s*分?")
_DENIED = re.compile(r"\s*[~～]\w")
"""A program's 非 perhaps; without it the rule would be turned round."""
_MOST_TRIED = 160
_MOST_WAYS = 2
_SHOWN = 20
_SECOND_EFFECT = re.compile(
    r"(?:[扣得]|封顶)\s*\d[\d.]*\s*分\s*[,，;；]?\s*(?:[扣得加]|封顶)\s*\d[\d.]*\s*分\s*$"
)
_DOUBTED = (
    codes.UNEXPECTED, codes.UNKNOWN_STATEMENT, codes.HEADER_VALUE, codes.NO_DEDUCTION,
    name_codes.UNDECLARED_IN_RUN,
)  # fmt: skip
"""The ways out that come with these are guesses by likeness."""
_OF_A_RULE = re.compile(
    "[扣得加分<>≤≥=]|封顶|不适用|逐项|人工|须说明|否决|免扣|除外|限|deduct|award|add|cap|veto|explain|unless"
)
_MARKS_IN_NAME = re.compile(r"[(（]\s*\d[\d.]*\s*(?:分|points?)\s*[,，;；、]")
"""`「乙（10分，最多扣」5分`: marks, and what is said of them, are no name."""
_REMARK = re.compile(r"\s*[^,，]*[^\W\d\0-ÿ]{2}[^,，]*[,，][^,，]*[^\W\d\0-ÿ]{6}[^,，]*")
_GIVES = re.compile(r"[扣得加计减]\s*(?:\d|满分|分)|[<>≤≥=%]|封顶|不适用|逐项|人工|每")
_COMPLETE = (codes.NAME_SYMBOL,)
"""Nothing else is tried."""


@attrs.frozen(eq=False, repr=False)
class LineMender:
    """Looks for ways out with the names and the reader of one file."""

    reader: Reader

    @property
    def names(self) -> frozenset[str]:
        return self.reader.vocabulary.names

    def mended(self, line: LogicalLine, slip: Slip, *, row: bool, quantity: str) -> Slip:
        """The slip with what makes the line readable, where a small edit does."""
        if self.reader.is_spent:
            is_sure = slip.remark.code not in (*_DOUBTED, codes.TWO_RULES)
            return _with_helps(slip, slip.remark.helps if is_sure else ())
        written = self.reader.source.text[line.start : line.end]
        is_short = len(written) <= LONGEST_MENDED
        told = self._told_otherwise(line, slip, row=row) if is_short else None
        if told is not None:
            return told
        place = Place(line.start, self.names, self.reader.source.text, quantity, row, line.field)
        if slip.remark.code is codes.ROW_ALONE:  # it can be read, with spaces in it as without
            return self._tried(line, slip, written, place) if is_short else slip
        sure = (
            self._first_readable(line, ways_across(written, place, sure_ways)) if is_short else None
        )
        sure = sure or (self._certain(line, written, place) if is_short else None)
        if sure is not None:
            slip = resaid(slip, sure, written, place)
            kept = tuple(help_ for help_ in slip.remark.helps if not help_.edits)
            return _with_helps(slip, (*kept, self._help(line, sure)))
        if is_short:
            is_unknown = slip.remark.code in (codes.UNKNOWN_STATEMENT, codes.NAME_SYMBOL)
            ways_ = told_ways if line.head == "FACT" or is_unknown else told_whole
            whole = self._first_readable(line, ways_across(written, place, ways_))
            if whole is not None:
                slip = resaid(slip, whole, written, place)
                return _with_helps(slip, (self._help(line, whole),))
        if any(help_.edits for help_ in slip.remark.helps):
            own = self._own_helps(line, slip, written)
            if (
                slip.remark.code is codes.UNEXPECTED
                and is_short
                and self._told(line, written, place)
            ):
                own = ()  # a guess by likeness
            slip = _with_helps(slip, own)
            if any(help_.edits for help_ in own) or slip.remark.code in _COMPLETE:
                return slip
        if not is_short:
            return slip
        return self._tried(line, unmeasured(slip, written, place), written, place)

    def _told_otherwise(self, line: LogicalLine, slip: Slip, *, row: bool) -> Slip | None:
        """What is said in a way of its own: an exemption, a deadline."""
        exemption = None if row else as_exemption(self.reader, line, slip)
        return exemption or as_deadline(self.reader, line, slip)

    def _certain(self, line: LogicalLine, written: str, place: Place) -> Way | None:
        """`100万` beside a name that nobody declared, which is another mistake."""
        way = next(ways_across(written, place, _certain_ways), None)
        if way is None:
            return None
        text = _changed(written, way.changes)
        return way if self.reader.reads(text, written, field=line.field, known=False) else None

    def _told(self, line: LogicalLine, written: str, place: Place) -> bool:
        """Whether a known turn of phrase makes the line readable."""
        return self._first_readable(line, ways_across(written, place, _phrases)) is not None

    def _own_helps(self, line: LogicalLine, slip: Slip, written: str) -> tuple[Help, ...]:
        """Of the ways out that came with the slip those that are any good."""
        helps, code = slip.remark.helps, slip.remark.code
        if code in _DOUBTED:
            return tuple(help_ for help_ in helps if self._makes_readable(line, help_, written))
        if code not in (codes.TWO_RULES, codes.NAME_SYMBOL):
            return helps
        edits = helps[0].edits if helps else ()
        is_one = code is codes.TWO_RULES and not any("\n" in each.replacement for each in edits)
        if edits and is_one and self._makes_readable(line, helps[0], written):
            return helps  # 不适用 得 满分 扣 2 分, 得 满分得80%
        if code is codes.TWO_RULES and (line.bullet or _SECOND_EFFECT.search(written)):
            return self._with_one_effect(line, written)
        apart = self._first_readable(line, statements(written))
        if apart is not None:
            return (self._help(line, apart),)
        if code is codes.NAME_SYMBOL:
            is_marks = bool(edits) and _MARKS_IN_NAME.search(edits[0].replacement) is not None
            return () if is_marks and line.head in HEADINGS else helps
        is_heading = line.head in HEADINGS
        fits = self._parts_well(line, slip, written) and (
            is_heading or self._makes_readable(line, helps[0], written)
        )
        return helps if fits else ()

    def _tried(self, line: LogicalLine, slip: Slip, written: str, place: Place) -> Slip:
        """With the first of all ways that make the line readable."""
        found: list[Help] = []
        seen = {re.sub(" +", " ", written)}
        there = slip_across(written, slip, line.start)
        for way in ways_across(written, place, lambda text, at: ways(text, there, at)):
            text = _changed(written, way.changes)
            same = re.sub(" +", " ", text)
            is_other = place.in_list and _drops_sign(written, text)
            if same in seen or is_other or (_DENIED.match(written) and not _DENIED.match(text)):
                continue
            if exchanges_measure(written, way):
                continue
            seen.add(same)
            if len(seen) > _MOST_TRIED:
                break
            if self.reader.reads(text, written, field=line.field):
                slip = slip if found else resaid(slip, way, written, place)
                found.append(self._help(line, way))
            if len(found) == _MOST_WAYS:
                break
        if not found and slip.remark.code is codes.UNKNOWN_STATEMENT:
            found = self._as_text(line, written)
        if not found and line.head is None and self._says_nothing(written):
            start = line.start + len(written) - len(written.lstrip())
            shown = written.strip()[:_SHOWN]
            slip = Slip(codes.UNKNOWN_STATEMENT, start, line.end, found=shown)
            found = [commented(self.reader.source, start)]
        return _with_helps(slip, (*slip.remark.helps, *found)) if found else slip

    def _says_nothing(self, written: str) -> bool:
        """Whether it neither speaks of anything declared nor gives or takes a point."""
        if any(name in written for name in self.names):
            return False
        is_prose = (
            len(re.findall("[，、。；]", written)) > 1
            and re.search("[<>≤≥=%]", written) is None
            and _GIVES.search(written) is None
        )
        is_remark = _REMARK.fullmatch(written) is not None and _GIVES.search(written) is None
        return is_prose or is_remark or _OF_A_RULE.search(written) is None

    def _may_be_a_remark(self, written: str) -> bool:
        """Whether no department's score is what it speaks of."""
        if _RULE_LIKE.search(written) is not None:
            return False
        return not changes_a_rule(written, frozenset()) or not any(
            name in written for name in self.names
        )

    def _as_text(self, line: LogicalLine, written: str) -> list[Help]:
        """An annotation without its word, or a remark."""
        above = self.reader.source.text[: line.start].rstrip().rsplit("\n", 1)[-1]
        found = [self._help(line, way) for way in annotated(written, above)]
        if not found and self._may_be_a_remark(written):
            indent = len(written) - len(written.lstrip())
            found = [commented(self.reader.source, line.start + indent)]
        return found

    def untyped(self, line: LogicalLine, kind: Span, odd: ast.TypeName | None) -> Slip | None:
        """What to say of a declaration whose type is none, if it is seen which was meant."""
        written = self.reader.source.text[line.start : line.end]
        place = Place(line.start, self.names, self.reader.source.text, in_fields=line.field)
        sure = self._first_readable(line, ways_across(written, place, _characters))
        if sure is not None:
            slip = told_by(sure, written, place)
            return _with_helps(slip, (self._help(line, sure),))
        way = self._first_readable(line, ways_across(written, place, told_whole))
        if way is None:
            return None
        slip = Slip(type_codes.UNKNOWN_TYPE, kind.start, kind.end, name=kind.text)
        if odd is not None and odd.kind is not None:
            type_ = TYPES[odd.kind].words
            slip = Slip(
                type_codes.UNIT_MISMATCH, kind.start, kind.end, unit=odd.unit or "", type=type_
            )
        return _with_helps(slip, (self._help(line, way),))

    def as_row(self, line: LogicalLine, slip: Slip) -> Slip | None:
        """The slip with the row of a list that the line was to be, told by its parts."""
        written = self.reader.source.text[line.start : line.end]
        place = Place(line.start, self.names, self.reader.source.text, in_list=True)
        way = self._first_readable(line, ways_across(written, place, _rows))
        return None if way is None else _with_helps(slip, (self._help(line, way),))

    def odd(self, line: LogicalLine) -> Slip | None:
        """What to say of the line just read, if a name in it that nobody declared is one with a slip in it."""
        written = self.reader.source.text[line.start : line.end]
        names = self.names
        place = Place(line.start, names, self.reader.source.text)
        readable = self._readable(line, ways_across(written, place, odd_names))
        way = next(readable, None)
        if way is None:
            return None
        begin, end, _ = way.changes[0]
        unknown = self.reader.first_unknown()
        other = next(readable, None)
        if unknown is not None and not written[:begin].strip() and not written[end:].strip():
            slip = Slip(name_codes.UNDECLARED_NAME, unknown.start, unknown.end, name=unknown.text)
        else:
            slip = told_by(way, written, place)
        ways_ = [way]
        if other is not None and other.changes[0][:2] == way.changes[0][:2]:
            ways_.append(other)  # the same words may mean either
        return _with_helps(slip, tuple(self._help(line, each) for each in ways_))

    def _with_one_effect(self, line: LogicalLine, written: str) -> tuple[Help, ...]:
        """A row with two effects: one of them is left over."""
        effects = list(_EFFECT.finditer(written))
        if len(effects) != _MOST_WAYS:
            return ()
        ways_ = [removed(*match.span(), match.group().strip()) for match in reversed(effects)]
        return tuple(
            self._help(line, way)
            for way in ways_
            if self.reader.reads(_changed(written, way.changes), written, field=line.field)
        )

    def _first_readable(self, line: LogicalLine, ways: Iterable[Way]) -> Way | None:
        return next(self._readable(line, ways), None)

    def _readable(self, line: LogicalLine, ways: Iterable[Way]) -> Iterator[Way]:
        written = self.reader.source.text[line.start : line.end]
        return (
            way
            for way in ways
            if self.reader.reads(_changed(written, way.changes), written, field=line.field)
        )

    def _makes_readable(self, line: LogicalLine, help_: Help, written: str) -> bool:
        changes = tuple(
            (edit.span.start - line.start, edit.span.end - line.start, edit.replacement)
            for edit in help_.edits
        )
        return not changes or self.reader.reads(
            _changed(written, changes), written, field=line.field
        )

    def _parts_well(self, line: LogicalLine, slip: Slip, written: str) -> bool:
        """Whether the two lines offered have some meaning; `0。5` is a number, not the end of a rule."""
        (help_, *_) = slip.remark.helps
        changes = tuple(
            (edit.span.start - line.start, edit.span.end - line.start, edit.replacement)
            for edit in help_.edits
        )
        parts = _changed(written, changes).split("\n")
        if all(re.search(r"\d$", parts[0]) and re.match(r"\s*\d", part) for part in parts[1:]):
            return False
        runs = re.findall(r"[^\W\d\0-ÿ]+", written)
        names = self.names
        return not any(
            run[:at] in names and run[at:] in names
            for run in runs
            if run not in names
            for at in range(2, len(run) - 1)
        )

    def _help(self, line: LogicalLine, way: Way) -> Help:
        edits = tuple(
            Edit(Span(self.reader.source, line.start + begin, line.start + end), new)
            for begin, end, new in way.changes
        )
        return Help(way.text, edits, "unsafe")


def _certain_ways(written: str, place: Place) -> Iterator[Way]:
    way = certain_way(written, place)
    if way is not None:
        yield way


def _phrases(written: str, place: Place) -> Iterator[Way]:
    return together(phrases(written, place))


def _characters(written: str, place: Place) -> Iterator[Way]:
    return by_characters(written, place.names)


def _rows(written: str, place: Place) -> Iterator[Way]:
    return (rewritten(written, new) for new in told_rows(written, place))


def _drops_sign(written: str, text: str) -> bool:
    """Whether a row would be none any more."""
    return written.lstrip().startswith("-") and not text.lstrip().startswith("-")


def _with_helps(slip: Slip, helps: tuple[Help, ...]) -> Slip:
    slip.remark = attrs.evolve(slip.remark, helps=helps)
    return slip


def _changed(text: str, changes: tuple[Change, ...]) -> str:
    for begin, end, new in sorted(changes, reverse=True):
        text = text[:begin] + new + text[end:]
    return text
