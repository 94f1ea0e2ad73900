"""Display width: how many terminal cells a text takes. The only place that knows."""

from unicodedata import combining, east_asian_width

TAB_STOP = 4


def character_width(character: str) -> int:
    """0 for combining and invisible characters, 2 for wide and full-width ones, else 1.

    East Asian *ambiguous* characters (quotes, box lines) count as one cell, as in current terminals.
    """
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return 1
    if combining(character) or code < 0x20 or 0x7F <= code < 0xA0 or code in _INVISIBLE:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


_INVISIBLE = frozenset((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)))


def text_width(text: str) -> int:
    """Cells taken by `text`; it holds no tab and no line end."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def expand_tabs(text: str) -> str:
    """Tabs replaced by spaces up to the next multiple of four cells."""
    if "\t" not in text:
        return text
    expanded: list[str] = []
    cells = 0
    for character in text:
        if character == "\t":
            spaces = TAB_STOP - cells % TAB_STOP
            expanded.append(" " * spaces)
            cells += spaces
        else:
            expanded.append(character)
            cells += character_width(character)
    return "".join(expanded)


def pad(text: str, cells: int) -> str:
    """`text` filled with spaces on the right to `cells`; longer text is returned as it is."""
    return text + " " * (cells - text_width(text))


def pad_left(text: str, cells: int) -> str:
    """`text` filled with spaces on the left to `cells`."""
    return " " * (cells - text_width(text)) + text


def wrap(text: str, cells: int) -> list[str]:
    """Cut `text` into lines of at most `cells`; Han text may break anywhere, Latin at spaces.

    Closing punctuation never starts a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, max(cells, 2)))
    return lines


_NO_LINE_START = frozenset("，。；：、！？）》」』”’％%,.;:!?)]}")


def _units(text: str) -> list[str]:
    """Pieces that stay whole: runs of narrow characters, single wide ones with what clings to them."""
    units: list[str] = []
    for character in text:
        if not units or character == " " or units[-1] == " ":
            units.append(character)
        elif character in _NO_LINE_START:
            units[-1] += character
        elif character_width(character) == 2 or character_width(units[-1][-1]) == 2:
            units.append(character)
        else:
            units[-1] += character
    return units


def _wrap_paragraph(text: str, cells: int) -> list[str]:
    if text_width(text) <= cells:
        return [text]
    lines: list[str] = []
    line, width = "", 0
    for unit in _units(text):
        size = text_width(unit)
        if line and width + size > cells:
            lines.append(line.rstrip())
            line, width = "", 0
            if unit == " ":
                continue
        while size > cells:
            head = _take(unit, cells)
            lines.append(head)
            unit = unit[len(head) :]
            size = text_width(unit)
        line, width = line + unit, width + size
    if line:
        lines.append(line)
    return lines or [""]


def _take(text: str, cells: int) -> str:
    """The longest beginning of `text` that fits into `cells`, at least one character."""
    width = 0
    for index, character in enumerate(text):
        width += character_width(character)
        if width > cells and index:
            return text[:index]
    return text
