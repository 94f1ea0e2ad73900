"""One HTML page that needs nothing else: no scripts, no fonts, no network; prints well."""

from collections.abc import Iterable
from html import escape

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
    plain_text,
)
from perfdsl.width import visible

_STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; border-bottom: 1px solid #ccc; } h3 { font-size: 1rem; }
table { border-collapse: collapse; margin: .6rem 0; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top; }
th { background: #f3f3f3; } .right { text-align: right; } tr.total td { font-weight: 600; }
pre { background: #f6f6f6; padding: .6rem; overflow-x: auto; }
.muted { color: #666; } .loss, .error { color: #a3150f; } .gain { color: #0b6b2e; } .warning { color: #8a5200; }
section { margin: 1rem 0; break-inside: avoid; }
"""


def render(document: Document) -> str:
    """The document as a whole page."""
    title = next((plain_text(b.content) for b in document.blocks if isinstance(b, Heading)), "")
    language = "zh-CN" if document.language == "zh" else "en"
    body = "\n".join(_block(block) for block in document.blocks)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_inline(block.content)}</h{block.level}>"
        case Paragraph():
            return f"<p>{_inline(block.content)}</p>"
        case Items():
            return _list(block.items)
        case KeyValues():
            parts = [
                f"<dt>{_text(entry.key)}</dt><dd>{_inline(entry.value)}{_list(entry.items)}</dd>"
                for entry in block.entries
            ]
            return f"<dl>{''.join(parts)}</dl>"
        case Table():
            return _table(block)
        case Window():
            place = f"<p>{_inline(block.place)}</p>" if block.place else ""
            return f"{place}{_lines(line.text for line in block.lines)}"
        case Diff():
            return _lines([*_signed("-", block.before), *_signed("+", block.after)])
        case Group():
            return f"<section>{''.join(_block(inner) for inner in block.blocks)}</section>"


def _list(items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    parts = [
        f"<li>{_inline(item.content)}{''.join(_block(inner) for inner in item.blocks)}</li>"
        for item in items
    ]
    return f"<ul>{''.join(parts)}</ul>"


def _table(table: Table) -> str:
    heads = [
        f"<th{_class('right' if column.align == 'right' else '')}>{_text(column.title)}</th>"
        for column in table.columns
    ]
    rows = [_row(row, table) for row in table.rows]
    return f"<table><thead><tr>{''.join(heads)}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(row: Row, table: Table) -> str:
    cells = []
    for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        indent = f' style="padding-left: {0.6 + row.level}rem"' if row.level and not number else ""
        right = _class("right" if column.align == "right" else "")
        cells.append(f"<td{right}{indent}>{_inline(cell)}</td>")
    return f"<tr{_class('total' if row.is_total else '')}>{''.join(cells)}</tr>"


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.style == "strong":
        return f"<strong>{text}</strong>"
    return text if run.style == "plain" else f"<span{_class(run.style)}>{text}</span>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _text(text: str) -> str:
    return escape(visible(text)).replace("\n", "<br>")


def _signed(sign: str, lines: tuple[SourceLine, ...]) -> list[str]:
    return [f"{sign} {line.text}" for line in lines]


def _lines(lines: Iterable[str]) -> str:
    return f"<pre>{escape(chr(10).join(visible(line) for line in lines))}</pre>"
