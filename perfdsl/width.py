"""Display width: how many terminal cells a text takes, and how it is wrapped. The only place that knows."""

import itertools
from functools import lru_cache
from unicodedata import category, east_asian_width

TAB_STOP = 4
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width signs, digits and letters, and the plain ones they are."""
FULL_WIDTH_DIGITS = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
_EMOJI_STYLE = "\ufe0f"


@lru_cache(maxsize=8192)
def character_width(character: str) -> int:
    """0 for combining and invisible characters, 2 for wide and full-width ones, else 1.

    East Asian *ambiguous* characters (quotes, box lines) count as one cell, as in current terminals.
    """
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return 1
    if category(character) in _ZERO_WIDTH and code != 0xAD:
        return 0
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
        return 0  # the later parts of a Korean syllable
    return 2 if east_asian_width(character) in "WF" else 1


_ZERO_WIDTH = frozenset(("Mn", "Me", "Cf", "Cc", "Zl", "Zp"))


def text_width(text: str) -> int:
    """Cells taken by `text`; it holds no tab and no line end."""
    if text.isascii() and text.isprintable():
        return len(text)
    cells = sum(map(character_width, text))
    if _EMOJI_STYLE in text:  # asks for the two cells wide picture of the character before it
        cells += sum(
            following == _EMOJI_STYLE and character_width(character) == 1
            for character, following in itertools.pairwise(text)
        )
    return cells


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


def visible(text: str) -> str:
    r"""`text` with every character that could move the cursor or turn the reading direction written out.

    `\x1b` for an escape, `\u202e` for a right-to-left override; tabs and line ends are kept.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in "\t\n" else _written_out(character)
        for character in text
    )


def _written_out(character: str) -> str:
    code = ord(character)
    if category(character) == "Zs" or code in (0x200C, 0x200D):
        return character  # other spaces, and what joins the parts of an emoji
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def pad(text: str, cells: int) -> str:
    """`text` filled with spaces on the right to `cells`; longer text is returned as it is."""
    return text + " " * (cells - text_width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Cut `text` into lines of at most `cells`; Han text may break anywhere, Latin at spaces.

    Closing punctuation never starts a line, opening punctuation never ends one.
    """
    return [
        paragraph[start:end]
        for paragraph in text.split("\n")
        for start, end in wrap_places(paragraph, cells)
    ]


def wrap_places(text: str, cells: int, first: int | None = None) -> list[tuple[int, int]]:
    """Where `wrap` cuts: the characters of each line as (start, end); spaces at a cut are left out.

    `first` is the room in the first line where it differs. A single character too wide for a line
    gets a line of its own.
    """
    cells = max(cells, 2)
    room = cells if first is None else max(first, 2)
    if text_width(text) <= room:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start = end = position = used = 0
    for unit in _units(text):
        size = text_width(unit)
        if end > start and used + size > room:
            lines.append((start, start + len(text[start:end].rstrip(" "))))
            room, start, end, used = cells, position, position, 0
            if unit == " " and lines:
                position += 1
                start = end = position
                continue
        rest = unit
        while size > room:
            head = rest[: _row_end(rest, 0, room)]
            lines.append((position, position + len(head)))
            position += len(head)
            rest = rest[len(head) :]
            size -= text_width(head)
            if rest.startswith(_EMOJI_STYLE) and character_width(head[-1]) == 1:
                size -= 1
            room, start, used = cells, position, 0
        position += len(rest)
        end, used = position, used + size
    if end > start or not lines:
        lines.append((start, end))
    return lines


def fold_places(text: str, cells: int) -> list[tuple[int, int]]:
    """Like `wrap_places`, but cut wherever a line is full and with every space kept: for source lines."""
    lines: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        end = _row_end(text, position, max(cells, 2))
        lines.append((position, end))
        position = end
    return lines or [(0, 0)]


_NO_LINE_START = frozenset("，。；：、！？）》」』】〉”’％%,.;:!?)]}")
_NO_LINE_END = frozenset("（《「『【〈“‘([{")


def _units(text: str) -> list[str]:
    """Pieces that stay whole: runs of narrow characters, single wide ones with what clings to them."""
    units: list[str] = []
    for character in text:
        if not units:
            units.append(character)
            continue
        before = units[-1][-1]
        if character_width(character) == 0 or _clings(before, character):
            units[-1] += character
        else:
            units.append(character)
    return units


def _clings(before: str, character: str) -> bool:
    if " " in (before, character):
        return False
    if character in _NO_LINE_START or before in _NO_LINE_END:
        return True
    return character_width(before) != 2 and character_width(character) != 2


def _row_end(text: str, start: int, cells: int) -> int:
    """Where the longest part from `start` on ends that fits into `cells`: at least one character."""
    width = 0
    for index in range(start, len(text)):
        character = text[index]
        width += character_width(character)
        if character == _EMOJI_STYLE and index > start and character_width(text[index - 1]) == 1:
            width += 1
        if width > cells and index > start:
            return index
    return len(text)
