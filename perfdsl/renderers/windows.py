"""Source windows: lines with their numbers, carets right below the characters, small diffs."""

from collections.abc import Collection

from perfdsl.document import Diff, Mark, Run, SourceLine, Style, Window
from perfdsl.renderers.lines import Line, clean, hang, indent, wrap_runs
from perfdsl.width import fold_places, text_width

_ROOM_FOR_LABEL = 24
_LEAST = 8
_MOST_ROWS = 6
"""A source line that takes more rows than this is shown around its marks only."""


def lay_out_window(window: Window, width: int) -> list[Line]:
    """`17 │ text`, below it one line of carets for each mark, its label behind them."""
    digits = max((len(str(line.number)) for line in window.lines), default=1)
    room = max(width - digits - 3, _LEAST)
    lines: list[Line] = []
    if window.place:
        lines += hang(
            [Run(" " * digits + " → ", "muted")], wrap_runs(window.place, room), digits + 3
        )
    before: int | None = None
    for line in window.lines:
        if before is not None and line.number != before + 1:
            lines.append([Run(" " * digits + " …", "muted")])
        lines += _source_line(line, digits, room)
        before = line.number
    return lines


def _source_line(line: SourceLine, digits: int, room: int) -> list[Line]:
    text = clean(line.text)
    cells = [_mark_cells(line.text, mark) for mark in line.marks]
    lines: list[Line] = []
    done = 0
    pieces = fold_places(text, room)
    shown = _rows_shown(text, pieces, cells)
    is_gap = False
    for index, (start, end) in enumerate(pieces):
        size = text_width(text[start:end])
        if index not in shown:
            if not is_gap:
                lines.append([Run(" " * digits + " │ …", "muted")])
            is_gap = True
            done += size
            continue
        is_gap = False
        number = str(line.number).rjust(digits) if index == 0 else " " * digits
        lines.append([Run(f"{number} │ ", "muted"), Run(text[start:end])])
        is_last = index == len(pieces) - 1
        for mark, (low, high) in zip(line.marks, cells, strict=True):
            low_here, high_here = max(low - done, 0), min(high - done, size)
            if is_last:
                high_here = high - done  # a mark may stand behind the last character
            if low_here < high_here:
                is_end = is_last or high <= done + size
                lines += _carets(mark, low_here, high_here, digits, room, is_end=is_end)
        done += size
    return lines


def _rows_shown(
    text: str, pieces: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> Collection[int]:
    """All rows of a line of usual length; of a longer one the first, and those where a mark begins or ends."""
    if len(pieces) <= _MOST_ROWS:
        return range(len(pieces))
    shown = {0}
    done = 0
    for index, (start, end) in enumerate(pieces):
        after = done + text_width(text[start:end])
        is_last = index == len(pieces) - 1
        if any(
            done <= cell < after or (is_last and cell >= after)
            for low, high in marks
            for cell in (low, high - 1)
        ):
            shown |= {index - 1, index, index + 1}
        done = after
    return shown


def _mark_cells(text: str, mark: Mark) -> tuple[int, int]:
    """The cells a mark covers; at least one."""
    low = text_width(clean(text[: mark.start]))
    high = text_width(clean(text[: mark.end]))
    return low, max(high, low + 1)


def _carets(mark: Mark, low: int, high: int, digits: int, room: int, *, is_end: bool) -> list[Line]:
    sign, style = ("^", "error") if mark.is_primary else ("-", "info")
    style_: Style = "error" if style == "error" else "info"
    high = min(high, room)
    low = min(low, high - 1)
    gutter = Run(" " * digits + " │ ", "muted")
    carets: Line = [gutter, Run(" " * low), Run(sign * (high - low), style_)]
    if not mark.text or not is_end:
        return [carets]
    beside = room - high - 1
    label = [Run(run.text, style_, run.link) for run in mark.text]
    if beside >= _ROOM_FOR_LABEL or len(wrapped := wrap_runs(label, max(beside, 2))) == 1:
        wrapped = wrap_runs(label, beside)
        return [
            [*carets, Run(" "), *wrapped[0]],
            *([gutter, *line] for line in indent(wrapped[1:], high + 1)),
        ]
    shift = min(low, max(room - _ROOM_FOR_LABEL, 0))
    below = wrap_runs(label, room - shift)
    return [carets, *([gutter, *line] for line in indent(below, shift))]


def lay_out_diff(diff: Diff, width: int) -> list[Line]:
    """`41 - as it is` and `41 + as it would be`."""
    numbers = [line.number for line in (*diff.before, *diff.after)]
    digits = max((len(str(number)) for number in numbers), default=1)
    before, after = (
        "\n".join(clean(line.text) for line in side) for side in (diff.before, diff.after)
    )
    alike = (_common(before, after), _common(before[::-1], after[::-1]))
    return [
        *_diff_lines(diff.before, "-", "loss", digits, width, alike),
        *_diff_lines(diff.after, "+", "gain", digits, width, alike),
    ]


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _diff_lines(
    lines: tuple[SourceLine, ...],
    sign: str,
    style: Style,
    digits: int,
    width: int,
    alike: tuple[int, int],
) -> list[Line]:
    """`alike`: how many characters at the beginning and at the end are the same on both sides."""
    room = max(width - digits - 3, _LEAST)
    texts = [clean(line.text) for line in lines]
    changed = (alike[0], sum(map(len, texts)) + len(texts) - 1 - alike[1])
    told: list[Line] = []
    position = 0
    for line, text in zip(lines, texts, strict=True):
        pieces = fold_places(text, room)
        is_gap = False
        for index, (start, end) in enumerate(pieces):
            number = str(line.number).rjust(digits) if index == 0 else " " * digits
            near = position + start - room <= changed[1] and changed[0] <= position + end + room
            if len(pieces) > _MOST_ROWS and index and not near:
                if not is_gap:
                    told.append([Run(" " * (digits + 1)), Run(f"{sign} …", style)])
                is_gap = True
                continue
            is_gap = False
            told.append(
                [Run(f"{number} ", "muted"), Run(f"{sign} ", style), Run(text[start:end], style)]
            )
        position += len(text) + 1
    return told
