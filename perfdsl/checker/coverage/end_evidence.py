"""Of two numbers for one end of a band: which of them the rest of the file knows."""

import re
from functools import lru_cache

import attrs

from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.source import Span
from perfdsl.width import HALF_WIDTH

_UNIT = re.compile(r"[^\d.,]")


@attrs.frozen(repr=False)
class Evidence:
    """The file without the ends of the table itself."""

    bands: rules.Bands
    indicator: Indicator

    def near(self, one: Span, other: Span) -> int:
        """1: the indicator, or a line about its quantity, speaks of the first number; -1: of the other; 0: of both or none."""
        return self._compared(one, other, is_near=True)

    def anywhere(self, one: Span, other: Span) -> int:
        """The same for the whole file: whether only one of them is used at all."""
        return self._compared(one, other, is_near=False)

    def _compared(self, one: Span, other: Span, *, is_near: bool) -> int:
        first, second = (_plain(span.text) for span in (one, other))
        if first == second or not _UNIT.search(first) or not _UNIT.search(second):
            return 0
        known = [self._is_known(word, is_near=is_near) for word in (first, second)]
        return int(known[0]) - int(known[1])

    def _is_known(self, word: str, *, is_near: bool) -> bool:
        """Whether the file has the number outside the intervals of the table."""
        lines = _lines_of(self.bands.span.source.text)
        table = self._table(lines)
        if any(_is_in(word, text) for text in table.values()):
            return True  # which is near by itself
        found = lines.with_number(word) - table.keys()
        if is_near and found:
            own = self._own()
            about = lines.with_text(_plain(self.bands.operand.span.text))
            return any(number in own or number in about for number in found)
        return bool(found)

    def _table(self, lines: "_Lines") -> dict[int, str]:
        """The lines of the table without its intervals."""
        source = self.bands.span.source
        numbers = set[int]()
        blanks: list[tuple[int, int]] = []
        for row in self.bands.rows:
            points = row.points
            last = points.upper_points if isinstance(points, rules.Interpolation) else points
            numbers |= {*range(row.span.first.line, last.span.last.line + 1)}
            blanks.append((row.span.start, last.span.end))
        table: dict[int, str] = {}
        for number in numbers:
            start, text = source.line_starts[number - 1], lines.texts[number - 1]
            for first, end in blanks:
                left, right = max(first - start, 0), min(max(end - start, 0), len(text))
                if left < right:
                    text = text[:left] + " " * (right - left) + text[right:]
            table[number] = text
        return table

    def _own(self) -> range:
        """The lines of the indicator, from the comment above it."""
        source = self.bands.span.source
        first = self.indicator.span.first.line
        while first > 1 and source.line_text(first - 1).lstrip().startswith(("#", "＃")):
            first -= 1
        spans = [rule.span for rule in self.indicator.rules]
        spans += [row.span for row in self.bands.rows]
        last = max(span.last.line for span in spans)
        return range(first, last + 2)  # and what is noted below its last row


@attrs.frozen(eq=False, repr=False)
class _Lines:
    """The lines of a file in half width, and which of them have a word; each word looked for once."""

    texts: list[str]
    _numbers: dict[str, frozenset[int]] = attrs.field(factory=dict, init=False)
    _words: dict[str, frozenset[int]] = attrs.field(factory=dict, init=False)

    def with_number(self, word: str) -> frozenset[int]:
        if word not in self._numbers:
            found = (
                number for number in self.with_text(word) if _is_in(word, self.texts[number - 1])
            )
            self._numbers[word] = frozenset(found)
        return self._numbers[word]

    def with_text(self, word: str) -> frozenset[int]:
        if word not in self._words:
            lines = enumerate(self.texts, 1)
            self._words[word] = frozenset(number for number, text in lines if word in text)
        return self._words[word]


@lru_cache(maxsize=1)
def _lines_of(text: str) -> _Lines:
    return _Lines(text.translate(HALF_WIDTH).split("\n"))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text.translate(HALF_WIDTH))


def _is_in(word: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(word)}", text) is not None
