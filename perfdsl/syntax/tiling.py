"""Chinese has no spaces: cut a run of characters that is no declared name into words.

A run is tiled with declared names, reserved words and Chinese quantities. Two names never stand side by
side; a reserved word is taken at its longest; 扣 得 计 记 加 are split off only before points, 非 and 取
hardly ever, 当 and 若 only at the start.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Literal, NamedTuple

import attrs

from perfdsl.numerals import NUMERAL, is_measure, read_numeral, unit_at, unit_named
from perfdsl.syntax.lines import ANNOTATIONS
from perfdsl.terms import KEYWORD_IDS, find_function, keyword

PieceKind = Literal["name", "keyword", "quantity"]

_MAX_TILINGS = 16
_MAX_RUN = 200
"""A longer run of characters is not cut: nobody writes one, and cutting goes as deep as it has words."""
_CHINESE_KEYWORDS = {word: found for word, found in KEYWORD_IDS.items() if not word.isascii()}
_BY_FIRST: dict[str, list[str]] = {}
for _word in sorted(_CHINESE_KEYWORDS, key=len, reverse=True):
    _BY_FIRST.setdefault(_word[0], []).append(_word)
_LATIN = re.compile("[A-Za-z0-9_]+")
_OPENERS = frozenset(("当", "若", "如", "如果"))
OPENER = "当|若|如果"
_NEVER = frozenset(("非", "取"))
_JOINS = ("且", "或", "或者", "并且", "而且")
"""Behind these 非 is a word where nothing is joined to it: `且非 受灾`."""
_POINTS_FIRST = frozenset(("DEDUCT", "AWARD", "ADD"))
_VALUE_FIRST = frozenset(("为", "达"))
_SCORE_WORDS = frozenset(word for word in keyword("AWARD").zh if word.endswith("得分"))
_LIMIT_WORDS = frozenset(
    word
    for word in keyword("AT_MOST").zh
    if word == "最高" or word[:2] == "累计" or "不超过" in word
)
NAMES_TOO = _SCORE_WORDS | _LIMIT_WORDS
"""Words only in front of `=` or points, else names as good as any: `得分=完成率×10分`, `最高20分`."""
_LIMITS = frozenset(("扣满", "扣完", "加满"))
_NUMBER_FIRST = _LIMITS | _LIMIT_WORDS
"""These are words only in front of a number: `扣满15分` is a limit, `扣满分` deducts 满分."""
_COMPARING = frozenset(("GT", "GE", "LT", "LE", "EQ", "NE"))
_WORDS_OF_NAMES = (
    "当年 当期 当月 当季 当日 当地 当前 若干 如期 如实 如数 按期 按时 按月 按年 按季 按规 按质 按量 在职 在编 在岗 在建 "
    "在用 在校 在册 在途 在库 到位 到期 到账 到岗 至今 是否 或有 每股 每人 加班 得分 计划 计提 记账 扣款 扣缴 达标 为民"
)
"""Words that begin with a reserved one of one character: `当年支出` is a name more likely than 当 年支出."""
STEP_WORDS = frozenset(("EACH", "PER_FULL", "PER_STARTED"))
_STEP_MODES = frozenset(("WHOLE_STEPS", "STARTED_STEPS", "PROPORTIONAL"))
_POINTS_AHEAD = re.compile(r"(?:\d|满分|人工|full[ _]marks|judged)")
_PERCENT_WORDS = "百分之"


@attrs.frozen(eq=False, repr=False)
class Piece:
    """The characters `start` to `end` of the run, as a name, a reserved word (its id) or a quantity."""

    kind: PieceKind
    start: int
    end: int
    id: str = ""
    value: Fraction | None = None
    unit: str | None = None


class Surroundings(NamedTuple):
    """What stands around the run."""

    after_operand: bool
    """A name or number stands directly before, so no value can begin the run."""
    after_step_word: bool
    points_follow: bool = False
    number_follows: bool = False
    call_follows: bool = False
    equals_follows: bool = False
    word_follows: bool = False
    formula_ends: bool = False
    """What can stand behind a name in a formula follows, or the end of the sentence, and no comparison."""

    @classmethod
    def of(cls, text: str, end: int, before: str, *, after_operand: bool) -> "Surroundings":
        """What stands around a run that ends at `end`, behind a token of type `before`."""
        while text[end : end + 1] == " ":
            end += 1
        following = text[end : end + 1]
        return cls(
            after_operand,
            before in STEP_WORDS,
            _POINTS_AHEAD.match(text, end) is not None,
            following.isdigit(),
            following in ("(", "."),
            following in ("=", ":") and text[end + 1 : end + 2] != "=",
            following == "「",
            following in ("", *"*/+-(.,;。"),
        )


def longest_keyword(text: str, start: int) -> str:
    """The longest Chinese reserved word at `start`; empty for none."""
    for word in _BY_FIRST.get(text[start : start + 1], ()):
        if text.startswith(word, start):
            return word
    return ""


def quantity_at(text: str, start: int, measures: frozenset[str] = frozenset()) -> Piece | None:
    """`一个百分点`, `两项`, `百分之二十` at `start`."""
    if text.startswith(_PERCENT_WORDS, start):
        match = NUMERAL.match(text, start + len(_PERCENT_WORDS))
        value = read_numeral(match.group()) if match is not None else None
        if match is not None and value is not None:
            return Piece("quantity", start, match.end(), value=value, unit="%")
        return None
    match = NUMERAL.match(text, start)
    if match is None:
        return None
    for end in range(match.end(), start, -1):
        length = unit_at(text, end, measures)
        if length:
            value = read_numeral(text[start:end])
            if value is None:
                continue
            unit = unit_named(text[end : end + length], measures)
            return Piece("quantity", start, end + length, value=value, unit=unit)
    return None


def _inside_latin(text: str, at: int) -> bool:
    """Whether a cut before `at` would part a Latin word."""
    return (
        0 < at < len(text)
        and text[at].isascii()
        and text[at - 1].isascii()
        and (text[at].isalnum() or text[at] == "_")
        and (text[at - 1].isalnum() or text[at - 1] == "_")
    )


@attrs.define(eq=False, repr=False)
class Tiler:
    """Cuts runs with the declared names of one file."""

    names: frozenset[str]
    lengths: tuple[int, ...]
    measures: frozenset[str] = frozenset()
    """Measure words that the file declares itself."""
    _beginnings: frozenset[str] | None = None

    def begins_name(self, characters: str) -> bool:
        """Whether a declared name, or a common word, begins with these two characters."""
        if self._beginnings is None:
            self._beginnings = frozenset(name[:2] for name in self.names)
        return characters in self._beginnings or characters in _WORDS_OF_NAMES

    def is_word(self, run: str, around: Surroundings) -> bool:
        """Whether a run that may be a name too is a reserved word here, and begins with no declared name."""
        return self._may_split(
            run, 0, run, around, operand_before=around.after_operand
        ) and not any(run.startswith(name) for name in self.names)

    def tilings(self, run: str, around: Surroundings) -> list[list[Piece]]:
        """Every way to cut `run` into more than one word, or into one that is no name.

        Only where there is none 扣, 得, 加 are split off a name as well: `得满意度×15分`.
        """
        if len(run) > _MAX_RUN:
            return []
        plain = around._replace(formula_ends=False)
        found = list(islice(self._from(run, 0, None, plain, set()), _MAX_TILINGS))
        if not found and around.formula_ends:
            found = list(islice(self._from(run, 0, None, around, set()), _MAX_TILINGS))
        return found

    def _from(
        self,
        run: str,
        start: int,
        before: Piece | None,
        around: Surroundings,
        dead: set[tuple[int, str]],
    ) -> Iterator[list[Piece]]:
        if start == len(run):
            yield []
            return
        key = (start, before.kind + before.id if before is not None else "")
        if key in dead:
            return
        alive = False
        for piece in self._pieces(run, start, before, around):
            for rest in self._from(run, piece.end, piece, around, dead):
                alive = True
                yield [piece, *rest]
        if not alive:
            dead.add(key)

    def _pieces(
        self, run: str, start: int, before: Piece | None, around: Surroundings
    ) -> Iterator[Piece]:
        operand_before = (
            before.kind != "keyword" or before.id in ("FULL_MARKS", "TRUE", "FALSE")
            if before is not None
            else around.after_operand
        )
        after_step_word = before.id in STEP_WORDS if before is not None else around.after_step_word
        if not operand_before:
            yield from self._names(run, start, around)
        word = longest_keyword(run, start)
        is_full = word in ("扣满", "加满") and run.startswith("分", start + 2)
        if is_full or (word in _LIMITS and self._is_value(run[start + 1 :], around)):
            word = word[0]
        if word in NAMES_TOO and before is not None and before.kind == "name":
            word = ""
        if word and self._may_split(run, start, word, around, operand_before=operand_before):
            yield Piece("keyword", start, start + len(word), _CHINESE_KEYWORDS[word])
        match = _LATIN.match(run, start)
        if match is not None and match.group().lower() in KEYWORD_IDS:
            yield Piece("keyword", start, match.end(), KEYWORD_IDS[match.group().lower()])
        if before is None or before.kind == "keyword":
            quantity = self._quantity(run, start)
            if quantity is not None:
                yield quantity
            elif run[start] == "零" and before is not None and before.id in _COMPARING:
                yield Piece("quantity", start, start + 1, value=Fraction(0))
            elif after_step_word:
                length = unit_at(run, start, self.measures)
                if length and is_measure(run[start : start + length], self.measures):
                    unit = unit_named(run[start : start + length], self.measures)
                    yield Piece("quantity", start, start + length, value=Fraction(1), unit=unit)

    def _quantity(self, run: str, start: int) -> Piece | None:
        return quantity_at(run, start, self.measures)

    def _names(self, run: str, start: int, around: Surroundings) -> Iterator[Piece]:
        for length in self.lengths:
            end = start + length
            if run[start:end] in self.names and len(run) >= end and not _inside_latin(run, end):
                yield Piece("name", start, end)
        if around.call_follows and start and find_function(run[start:]) is not None:
            yield Piece("name", start, len(run))

    def _is_value(self, rest: str, around: Surroundings) -> bool:
        """Whether a formula begins with the rest of a run: a name, a function, or only its bracket."""
        is_called = around.call_follows and (not rest or find_function(rest) is not None)
        return around.formula_ends and (is_called or rest in self.names)

    def _may_split(
        self, run: str, start: int, word: str, around: Surroundings, *, operand_before: bool
    ) -> bool:
        end = start + len(word)
        if word in _NEVER:
            return word == "非" and end == len(run) and run[:start].endswith(_JOINS)
        if word in _OPENERS:
            return start == 0 and not operand_before
        found = _CHINESE_KEYWORDS[word]
        at_end = end == len(run)
        if word in _SCORE_WORDS and at_end and around.equals_follows:
            return True
        if found in _POINTS_FIRST:
            if at_end and around.points_follow:
                return True
            if run.startswith(("满分", "人工"), end) or self._quantity(run, end) is not None:
                return True
            is_plus = found == "ADD" and operand_before
            return not is_plus and self._is_value(run[end:], around)
        if word in _NUMBER_FIRST:
            return around.number_follows if at_end else self._quantity(run, end) is not None
        if word in _VALUE_FIRST:
            if at_end:
                return around.number_follows or (word == "为" and around.word_follows)
            if self._quantity(run, end) is not None:
                return True
            return word == "为" and (
                run[end] in "是否零"
                or any(run[end : end + size] in self.names for size in self.lengths)
            )
        if word == "每":
            if at_end:
                return around.number_follows
            is_mode = _CHINESE_KEYWORDS.get(longest_keyword(run, end)) in _STEP_MODES
            is_quantity = self._quantity(run, end) is not None
            return is_mode or is_quantity or unit_at(run, end, self.measures) > 0
        return True


def spoken(run: str, pieces: list[Piece]) -> str:
    """A reading as it is shown: `当｜年支出｜大于`."""
    return "｜".join(run[piece.start : piece.end] for piece in pieces)


def split_openers(tiler: Tiler, run: str, pieces: list[Piece], around: Surroundings) -> bool:
    """Whether a word of one character was split off a name where both could be one name: 当｜年支出."""
    for index, piece in enumerate(pieces[:-1]):
        if piece.kind != "keyword" or piece.end - piece.start != 1:
            continue
        if pieces[index + 1].kind != "name" or piece.id in ("NOISE", "DOT"):
            continue
        before = pieces[index - 1] if index else None
        operand_before = before.kind != "keyword" if before is not None else around.after_operand
        if not operand_before and tiler.begins_name(run[piece.start] + run[piece.end]):
            return True
    return False


_COMPARISONS = tuple(
    sorted(
        (
            word
            for word, found in _CHINESE_KEYWORDS.items()
            if len(word) > 1
            and found
            in (
                "GT",
                "GE",
                "LT",
                "LE",
                "EQ",
                "NE",
                "AND_ABOVE",
                "AND_BELOW",
                "UPWARDS",
                "DOWNWARDS",
            )
        ),
        key=len,
        reverse=True,
    )
)
_LONG_WORDS = tuple(
    sorted(
        (word for word in _CHINESE_KEYWORDS if len(word) > 1 and word not in NAMES_TOO),
        key=len,
        reverse=True,
    )
)
_EFFECT_TAIL = "(?:扣除?|扣减|得|计|记|加|每)$"
_EQUAL_TAIL = "[为达]$"
_EDGE_BEFORE = "^(?:当|若|如果|如|且|或|并且|或者|的)"
_EDGE_AFTER = "(?:的话|的|时|则|即|且|或|在)$"


def _stands_in(word: str, run: str) -> bool:
    """审计问题总数 does not hold the word 问题: text follows that, which is no part of a run."""
    if _CHINESE_KEYWORDS[word] in ANNOTATIONS:
        return run.endswith(word)
    return word in run


def trimmed(run: str, start: int, end: int) -> tuple[int, int]:
    """A part without the small words at its ends."""
    lead = re.match(_EDGE_BEFORE, run[start:end])
    if lead is not None and lead.end() < end - start:
        start += lead.end()
    trail = re.search(_EDGE_AFTER, run[start:end])
    if trail is not None and trail.start():
        end = start + trail.start()
    return start, end


def _ending(run: str, around: Surroundings) -> int:
    """Where the word begins that belongs to the number behind the run; its end if there is none."""
    tail = None
    if around.points_follow:
        tail = re.search(_EFFECT_TAIL, run)
    if tail is None and around.number_follows:
        tail = re.search(_EQUAL_TAIL, run)
    return tail.start() if tail is not None else len(run)


def unknown_part(run: str, names: frozenset[str], around: Surroundings) -> tuple[int, int] | None:
    """The part of a run that cannot be cut which looks like an undeclared name; None if it is all one name."""
    cut = next((word for word in _COMPARISONS if word in run), "") or next(
        (word for word in _LONG_WORDS if _stands_in(word, run)), ""
    )
    spans: list[tuple[int, int]] = []
    if cut:
        at = run.index(cut)
        spans = [(0, at), (at + len(cut), len(run))]
    else:
        ending = _ending(run, around)
        spans = [(0, ending)] if 0 < ending < len(run) else []
    for first, limit in spans:
        last = limit if limit < len(run) else max(_ending(run, around), first)
        if cut == "满分" and first == 0:
            last = len(re.sub("的?[得计记扣]$", "", run[:last]))
        start, end = trimmed(run, first, last)
        if cut == "分档" and run[start:end].startswith("按"):
            start += 1
        quantity = quantity_at(run, start)
        if quantity is not None and quantity.end < end:
            start = quantity.end
        part = run[start:end]
        if part and part not in names and part not in _CHINESE_KEYWORDS:
            return start, end
    return None
