"""Of two numbers for one end of a band: which of them the rest of the file knows."""

import re

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
        return self._compared(one, other, [line.text for line in self._lines() if line.is_near])

    def anywhere(self, one: Span, other: Span) -> int:
        """The same for the whole file: whether only one of them is used at all."""
        return self._compared(one, other, [line.text for line in self._lines()])

    def _compared(self, one: Span, other: Span, lines: list[str]) -> int:
        first, second = (_plain(span.text) for span in (one, other))
        if first == second or not _UNIT.search(first) or not _UNIT.search(second):
            return 0
        known = [any(_is_in(word, line) for line in lines) for word in (first, second)]
        return int(known[0]) - int(known[1])

    def _lines(self) -> "list[_Line]":
        """The lines of the file, without the intervals of the table."""
        source = self.bands.span.source
        text = list(source.text.translate(HALF_WIDTH))
        for row in self.bands.rows:
            points = row.points
            last = points.upper_points if isinstance(points, rules.Interpolation) else points
            text[row.span.start : last.span.end] = " " * (last.span.end - row.span.start)
        own = self._own()
        subject = _plain(self.bands.operand.span.text)
        lines = "".join(text).split("\n")
        return [
            _Line(line, number in own or subject in line) for number, line in enumerate(lines, 1)
        ]

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


@attrs.frozen(repr=False)
class _Line:
    text: str
    is_near: bool


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text.translate(HALF_WIDTH))


def _is_in(word: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(word)}", text) is not None
