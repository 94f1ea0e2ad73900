"""Plain text: no frames, no columns, only indentation; read aloud it makes sense. Nothing is imported."""

from perfdsl.document import (
    Block,
    Diff,
    Document,
    Group,
    Heading,
    Item,
    Items,
    KeyValues,
    Paragraph,
    Run,
    Runs,
    SourceLine,
    Table,
    Window,
    plain_text,
)
from perfdsl.renderers.lines import Line, clean, indent, text_lines, wrap_runs
from perfdsl.wording import Language, Words

_COLON = Words("：", ": ")
_COMMA = Words("，", ", ")
_QUOTED = Words("「{text}」", "“{text}”")
_STEP = 2
_LEAST = 8
_LONG_LINE, _AROUND = 240, 40
"""A source line of more characters is cut down to what stands around its marks."""


def render(document: Document, *, width: int) -> str:
    """The document in lines of at most `width` cells."""
    lines: list[Line] = []
    layout = _Layout(document.language)
    before: Block | None = None
    for block in document.blocks:
        if before is not None and not isinstance(before, Heading):
            lines.append([])
        lines += layout.block(block, width)
        before = block
    return text_lines(lines)


class _Layout:
    def __init__(self, language: Language) -> None:
        self.colon = _COLON.text(language)
        self.comma = _COMMA.text(language)
        self.quoted = _QUOTED.text(language)

    def block(self, block: Block, width: int) -> list[Line]:
        width = max(width, _LEAST)
        match block:
            case Heading() | Paragraph():
                return wrap_runs(block.content, width)
            case Items():
                return self.items(block.items, width)
            case KeyValues():
                return self.key_values(block, width)
            case Table():
                return self.table(block, width)
            case Window():
                return self.window(block, width)
            case Diff():
                return self.diff(block, width)
            case Group():
                return [line for inner in block.blocks for line in self.block(inner, width)]

    def items(self, items: tuple[Item, ...], width: int) -> list[Line]:
        lines: list[Line] = []
        for item in items:
            lines += _hanging(item.content, width)
            for block in item.blocks:
                lines += indent(self.block(block, width - _STEP), _STEP)
        return lines

    def key_values(self, block: KeyValues, width: int) -> list[Line]:
        lines: list[Line] = []
        for entry in block.entries:
            lines += _hanging((Run(entry.key + self.colon), *entry.value), width)
            lines += indent(self.items(entry.items, width - _STEP), _STEP)
        return lines

    def table(self, table: Table, width: int) -> list[Line]:
        """Each row as a sentence: `预算执行：满分 18.00，得分 14.00，失分 4.00`."""
        lines: list[Line] = []
        for row in table.rows:
            told = [
                f"{column.title} {plain_text(cell)}"
                for column, cell in zip(table.columns[1:], row.cells[1:], strict=True)
                if plain_text(cell)
            ]
            text = plain_text(row.cells[0]) + (self.colon if told else "") + self.comma.join(told)
            shift = min(row.level * _STEP, max(width - 2 * _LEAST, 0))
            lines += indent(_hanging((Run(text),), width - shift), shift)
        return lines

    def window(self, window: Window, width: int) -> list[Line]:
        """Each line with its number, the marked words quoted below it with what is said of them."""
        width -= _STEP
        lines = wrap_runs(window.place, width) if window.place else []
        for line in window.lines:
            lines += _numbered(line, width)
            for mark in line.marks:
                if not mark.text:
                    continue
                marked = clean(line.text[mark.start : mark.end]).strip()
                is_bare = marked and not (marked.startswith("「") and marked.endswith("」"))
                lead = self.quoted.format(text="\n").split("\n") if is_bare else ["", ""]
                said = (
                    Run(lead[0] + marked + lead[1] + (self.colon if marked else "")),
                    *mark.text,
                )
                lines += indent(_hanging(said, width - _STEP), _STEP)
        return indent(lines, _STEP)

    def diff(self, diff: Diff, width: int) -> list[Line]:
        lines: list[Line] = []
        for title, side in ((diff.before_title, diff.before), (diff.after_title, diff.after)):
            for line in side:
                lines += _hanging((Run(f"{title}{self.colon}{line.text.strip()}"),), width - _STEP)
        return indent(lines, _STEP)


def _numbered(line: SourceLine, width: int) -> list[Line]:
    return _hanging((Run(f"{line.number}: {clean(_excerpt(line))}"),), width)


def _excerpt(line: SourceLine) -> str:
    """A long line: its beginning, and what stands around the marks."""
    text = line.text
    if len(text) <= _LONG_LINE or not line.marks:
        return text
    kept = bytearray(len(text))
    kept[:_AROUND] = b"\1" * _AROUND
    for mark in line.marks:
        for place in (mark.start, mark.end):
            low, high = max(place - _AROUND, 0), min(place + _AROUND, len(text))
            kept[low:high] = b"\1" * (high - low)
    return "".join(
        character if kept[index] else "…" if kept[index - 1] else ""
        for index, character in enumerate(text)
    )


def _hanging(runs: Runs, width: int) -> list[Line]:
    """Wrapped, with the lines after the first indented."""
    width = max(width, _LEAST)
    first, *others = wrap_runs(runs, width - _STEP, width)
    return [first, *indent(others, _STEP)]
