"""The layout for terminals: rules under headings, aligned tables, source windows with carets."""

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
    Table,
    Window,
)
from perfdsl.renderers.lines import Line, hang, indent, runs_width, wrap_runs
from perfdsl.renderers.tables import lay_out_table
from perfdsl.renderers.windows import lay_out_diff, lay_out_window
from perfdsl.width import pad, text_width

_STEP = 2
_LEAST = 8
"""No block gets less room than this, however deep it is nested."""


def lay_out(document: Document, width: int) -> list[Line]:
    """The lines of the document, none wider than `width` cells (but see `_LEAST`)."""
    lines: list[Line] = []
    before: Block | None = None
    for block in document.blocks:
        if before is not None and not isinstance(before, Heading):
            lines.append([])
        lines += _block(block, width)
        before = block
    return lines


def _block(block: Block, width: int) -> list[Line]:
    width = max(width, _LEAST)
    match block:
        case Heading():
            return _heading(block, width)
        case Paragraph():
            return wrap_runs(block.content, width)
        case Items():
            return _items(block.items, width)
        case KeyValues():
            return _key_values(block, width)
        case Table():
            return lay_out_table(block, width)
        case Window():
            return lay_out_window(block, width)
        case Diff():
            return lay_out_diff(block, width)
        case Group():
            return [line for inner in block.blocks for line in _block(inner, width)]


def _heading(heading: Heading, width: int) -> list[Line]:
    lines = wrap_runs(heading.content, width)
    match heading.level:
        case 1:
            return [*lines, [Run("━" * width, "muted")]]
        case 2:
            used = runs_width(heading.content) + 1
            if len(lines) == 1 and used < width:
                lines[0] = [*lines[0], Run(" "), Run("─" * (width - used), "muted")]
            return lines
        case 3:
            return lines


def _items(items: tuple[Item, ...], width: int) -> list[Line]:
    lines: list[Line] = []
    for item in items:
        lines += _item(item, width)
    return lines


def _item(item: Item, width: int) -> list[Line]:
    first, *others = wrap_runs(item.content, max(width - _STEP, _LEAST), max(width, _LEAST))
    lines = [first, *indent(others, _STEP)]
    for block in item.blocks:
        lines += indent(_block(block, width - _STEP), _STEP)
    return lines


def _key_values(block: KeyValues, width: int) -> list[Line]:
    keys = max(text_width(entry.key) for entry in block.entries) + 2
    if keys > width // 3:
        return _stacked(block, width)
    room = width - keys
    lines: list[Line] = []
    for entry in block.entries:
        value = wrap_runs(entry.value, max(room, _LEAST)) if entry.value else []
        value += indent(_items(entry.items, room - (_STEP if value else 0)), _STEP if value else 0)
        lines += hang([Run(pad(entry.key, keys), "muted")], value, keys)
    return lines


def _stacked(block: KeyValues, width: int) -> list[Line]:
    """Keys on lines of their own: where there is no room beside them."""
    lines: list[Line] = []
    for entry in block.entries:
        lines += wrap_runs((Run(entry.key, "muted"),), width)
        room = width - _STEP
        value = wrap_runs(entry.value, max(room, _LEAST)) if entry.value else []
        lines += indent([*value, *_items(entry.items, room)], _STEP)
    return lines
