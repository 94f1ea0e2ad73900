"""Markdown, for a review or a wiki: tables as tables, user text kept from being read as markup."""

import re
from collections.abc import Iterable

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
    Row,
    Run,
    Runs,
    SourceLine,
    Table,
    Window,
)
from perfdsl.width import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(document: Document) -> str:
    """The document as Markdown (CommonMark with tables)."""
    return "\n\n".join(_block(block) for block in document.blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_inline(block.content)}"
        case Paragraph():
            return _inline(block.content)
        case Items():
            return "\n".join(_item(item, 0) for item in block.items)
        case KeyValues():
            lines: list[str] = []
            for entry in block.entries:
                lines.append(f"- {_escaped(entry.key)}: {_inline(entry.value)}")
                lines += [_item(item, 1) for item in entry.items]
            return "\n".join(lines)
        case Table():
            return _table(block)
        case Window():
            place = f"{_inline(block.place)}\n\n" if block.place else ""
            return place + _fenced(line.text for line in block.lines)
        case Diff():
            return _fenced([*_signed("-", block.before), *_signed("+", block.after)])
        case Group():
            return "\n\n".join(_block(inner) for inner in block.blocks)


def _item(item: Item, level: int) -> str:
    lines = [f"{'  ' * level}- {_inline(item.content)}"]
    for block in item.blocks:
        inner = _block(block)
        lines.append("\n".join(f"{'  ' * (level + 1)}{line}" for line in inner.split("\n")))
    return "\n".join(lines)


def _table(table: Table) -> str:
    heads = [_escaped(column.title) or " " for column in table.columns]
    rules = ["---:" if column.align == "right" else "---" for column in table.columns]
    rows = [f"| {' | '.join(heads)} |", f"| {' | '.join(rules)} |"]
    rows += [f"| {' | '.join(_cells(row))} |" for row in table.rows]
    return "\n".join(rows)


def _cells(row: Row) -> list[str]:
    texts = [_inline(cell) or " " for cell in row.cells]
    if row.level:
        texts[0] = "　" * row.level + texts[0]
    return [f"**{text.strip()}**" if row.is_total and text.strip() else text for text in texts]


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs)).strip()


def _run(run: Run) -> str:
    text = _escaped(run.text)
    bare = text.strip()
    if run.style == "strong" and bare:
        return text.replace(bare, f"**{bare}**", 1)
    return text


def _escaped(text: str) -> str:
    flat = visible(text).replace("\n", " ")
    return _SPECIAL.sub(r"\\\1", flat)


def _signed(sign: str, lines: tuple[SourceLine, ...]) -> list[str]:
    return [f"{sign} {line.text}" for line in lines]


def _fenced(lines: Iterable[str]) -> str:
    text = "\n".join(visible(line) for line in lines)
    fence = "`" * max(3, 1 + max((len(found) for found in re.findall(r"`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"
