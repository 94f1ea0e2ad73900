"""A Word document for sign-off: headings, lists and tables in Word's own styles.

Needs the extra `perfdsl[word]`; imported only where it is asked.
"""

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

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
    Style,
    Table,
    Window,
)
from perfdsl.width import visible

_COLORS: dict[Style, RGBColor] = {
    "loss": RGBColor(0xA3, 0x15, 0x0F),
    "error": RGBColor(0xA3, 0x15, 0x0F),
    "gain": RGBColor(0x0B, 0x6B, 0x2E),
    "warning": RGBColor(0x8A, 0x52, 0x00),
    "muted": RGBColor(0x66, 0x66, 0x66),
}
_FONT = "宋体"
_SIZE = 10.5
_INDENT = 18


def render(document: Document) -> bytes:
    """The document as a .docx file."""
    page = docx.Document()
    normal = page.styles["Normal"]
    normal.font.size = Pt(_SIZE)
    normal.font.name = _FONT
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for block in document.blocks:
        _block(page, block, 0)
    written = BytesIO()
    page.save(written)
    return written.getvalue()


def _block(page: Any, block: Block, level: int) -> None:
    match block:
        case Heading():
            heading = page.add_heading(level=block.level)
            _runs(heading, block.content)
            for run in heading.runs:
                run.font.name = _FONT
                run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        case Paragraph():
            _runs(_paragraph(page, level), block.content)
        case Items():
            for item in block.items:
                _item(page, item, level)
        case KeyValues():
            for entry in block.entries:
                _runs(_paragraph(page, level), (Run(f"{entry.key}：", "strong"), *entry.value))
                for item in entry.items:
                    _item(page, item, level + 1)
        case Table():
            _table(page, block)
        case Window():
            for line in block.lines:
                _runs(_paragraph(page, level + 1), (Run(line.text),))
        case Diff():
            for sign, lines in (("-", block.before), ("+", block.after)):
                for line in lines:
                    _runs(_paragraph(page, level + 1), (Run(f"{sign} {line.text}"),))
        case Group():
            for inner in block.blocks:
                _block(page, inner, level)


def _paragraph(page: Any, level: int, style: str | None = None) -> Any:
    paragraph = page.add_paragraph(style=style)
    if level:
        paragraph.paragraph_format.left_indent = Pt(_INDENT * level)
    return paragraph


def _item(page: Any, item: Item, level: int) -> None:
    _runs(_paragraph(page, level, "List Bullet"), item.content)
    for block in item.blocks:
        _block(page, block, level + 1)


def _runs(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        made = paragraph.add_run(_clean(run.text))
        made.bold = True if run.style == "strong" else None
        if run.style in _COLORS:
            made.font.color.rgb = _COLORS[run.style]


def _clean(text: str) -> str:
    """XML allows no control characters; `visible` writes them out."""
    return visible(text)


def _table(page: Any, table: Table) -> None:
    made = page.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _runs(cell.paragraphs[0], (Run(column.title, "strong"),))
    for row in table.rows:
        cells = made.add_row().cells
        for number, (cell, content) in enumerate(zip(cells, row.cells, strict=True)):
            paragraph = cell.paragraphs[0]
            if table.columns[number].align == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if row.level and not number:
                paragraph.paragraph_format.left_indent = Pt(_INDENT * row.level)
            _runs(paragraph, content)
