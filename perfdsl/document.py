"""What a report says, free of any layout: blocks of styled runs for console, HTML and Word alike.

Styles name a meaning and never a color. User text stands in runs as it was written; a renderer makes
control characters visible and interprets nothing in it.
"""

from collections.abc import Iterator
from typing import Literal

import attrs

from perfdsl.wording import Language

Style = Literal[
    "plain", "strong", "muted", "loss", "gain", "rule", "judged", "error", "warning", "info"
]
"""`rule`: quoted from the rule file; `judged`: rests on a person's judgement."""


@attrs.frozen(repr=False)
class Run:
    """A piece of text of one meaning; `link` is the URI it leads to where links can be shown."""

    text: str
    style: Style = "plain"
    link: str | None = None


Runs = tuple[Run, ...]


@attrs.frozen(repr=False)
class Heading:
    """Level 1 is the title of the document."""

    level: Literal[1, 2, 3]
    content: Runs


@attrs.frozen(repr=False)
class Paragraph:
    content: Runs


@attrs.frozen(repr=False)
class Item:
    """One entry of a list; `blocks` belong to it and stand below it, indented."""

    content: Runs
    blocks: "tuple[Block, ...]" = ()


@attrs.frozen(repr=False)
class Items:
    items: tuple[Item, ...]


@attrs.frozen(repr=False)
class Entry:
    """A key with what is said under it; `items` unfold the value (a value's inputs)."""

    key: str
    value: Runs
    items: tuple[Item, ...] = ()


@attrs.frozen(repr=False)
class KeyValues:
    entries: tuple[Entry, ...]


@attrs.frozen(repr=False)
class Column:
    title: str
    align: Literal["left", "right"] = "left"


@attrs.frozen(repr=False)
class Row:
    """`level` indents the first cell; `is_total` sets the row apart."""

    cells: tuple[Runs, ...]
    level: int = 0
    is_total: bool = False


@attrs.frozen(repr=False)
class Table:
    """As many cells in each row as there are columns; the first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@attrs.frozen(repr=False)
class Mark:
    """The characters `start` to `end` (from 0, end excluded) of a source line, with a remark on them."""

    start: int
    end: int
    text: Runs = ()
    is_primary: bool = True


@attrs.frozen(repr=False)
class SourceLine:
    """A line as it stands in the file, without its line end."""

    number: int
    text: str
    marks: tuple[Mark, ...] = ()


@attrs.frozen(repr=False)
class Window:
    """Lines of one file; where a number is not the next one, something is left out between.

    `place` names the file where it is not clear from what stands above.
    """

    lines: tuple[SourceLine, ...]
    place: Runs = ()


@attrs.frozen(repr=False)
class Diff:
    """Lines as they are and as they would be; the titles are for readers who see no `-` and `+`."""

    before_title: str
    before: tuple[SourceLine, ...]
    after_title: str
    after: tuple[SourceLine, ...]


@attrs.frozen(repr=False)
class Group:
    """Blocks that belong together: no space between them."""

    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | Items | KeyValues | Table | Window | Diff | Group


@attrs.frozen(repr=False)
class Document:
    blocks: tuple[Block, ...]
    language: Language


def plain_text(runs: Runs) -> str:
    """The bare text of runs."""
    return "".join(run.text for run in runs)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, outer ones first, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Group():
                yield from walk(block.blocks)
            case Items():
                yield from _walk_items(block.items)
            case KeyValues():
                for entry in block.entries:
                    yield from _walk_items(entry.items)
            case Heading() | Paragraph() | Table() | Window() | Diff():
                pass


def _walk_items(items: tuple[Item, ...]) -> Iterator[Block]:
    for item in items:
        yield from walk(item.blocks)
