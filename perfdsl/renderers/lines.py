"""Lines of styled runs: cleaning, wrapping and indenting, shared by the renderers for terminals."""

from collections.abc import Iterable

from perfdsl.document import Run, Runs
from perfdsl.width import expand_tabs, text_width, visible, wrap_places

Line = list[Run]


def clean(text: str) -> str:
    """User text made safe for a terminal: control characters written out, tabs as spaces."""
    return expand_tabs(visible(text))


def wrap_runs(runs: Iterable[Run], cells: int, first: int | None = None) -> list[Line]:
    """The runs cut into lines of at most `cells`; a line end in the text starts a new line."""
    lines: list[Line] = []
    for paragraph in _paragraphs(runs):
        text = "".join(run.text for run in paragraph)
        for start, end in wrap_places(text, cells, first):
            lines.append(_cut(paragraph, start, end))
            first = None
    return lines


def _paragraphs(runs: Iterable[Run]) -> list[Line]:
    paragraphs: list[Line] = [[]]
    for run in runs:
        pieces = clean(run.text).split("\n")
        for index, piece in enumerate(pieces):
            if index:
                paragraphs.append([])
            if piece:
                paragraphs[-1].append(Run(piece, run.style, run.link))
    return paragraphs


def _cut(runs: Line, start: int, end: int) -> Line:
    """The runs between two characters of their joined text."""
    cut: Line = []
    position = 0
    for run in runs:
        low, high = max(start - position, 0), min(end - position, len(run.text))
        if low < high:
            is_whole = low == 0 and high == len(run.text)
            cut.append(run if is_whole else Run(run.text[low:high], run.style, run.link))
        position += len(run.text)
    return cut


def runs_width(runs: Iterable[Run]) -> int:
    """Cells the cleaned runs take, on the longest of their lines."""
    text = "".join(clean(run.text) for run in runs)
    return max(map(text_width, text.split("\n")))


def line_text(line: Runs | Line) -> str:
    return "".join(run.text for run in line).rstrip(" ")


def indent(lines: Iterable[Line], cells: int) -> list[Line]:
    """Every line moved right; empty lines stay empty."""
    space = Run(" " * cells)
    return [[space, *line] if line and cells else line for line in lines]


def hang(lead: Line, lines: list[Line], cells: int) -> list[Line]:
    """`lead` in front of the first line, as much space as `cells` in front of the others."""
    if not lines:
        return [lead]
    return [[*lead, *lines[0]], *indent(lines[1:], cells)]


def text_lines(lines: Iterable[Line]) -> str:
    """The bare text of all lines, each ended by a line end."""
    return "".join(f"{line_text(line)}\n" for line in lines)
