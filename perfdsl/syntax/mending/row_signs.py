"""What stands where the sign of a row should, or nothing: `1.95%（含）至100%（含）`, `>80% 得 5 分`."""

import re
from collections.abc import Iterator

from perfdsl.syntax.folding import fold
from perfdsl.syntax.mending.ways import Place, Way, replaced
from perfdsl.wording import phrase

_ROW_SIGN = re.compile(
    r"\s*(?:[_=+~>*·.。、,，]+|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]+)\s*"
)
"""What may stand where the sign of a row should."""
_NUMBER = re.compile(r"\s*(\d{1,2})[.,、](?=\S)")
_FIGURE = re.compile(r"\s*\d{1,2}[.](?=\d)")
"""Also the beginning of a number with a point."""
_CELLS = re.compile(
    r"\s*+(?:[-—–·●]\s*+)?(?P<what>[^\s\t](?:[^\t]*[^\s\t])?)(?: *\t\s*| {2,}|\u3000+)(?P<points>\d+(?:\.\d+)?\s*分?)\s*"
)
"""Two columns of a table: the interval and its points."""


def row_signs(written: str, indent: int, place: Place) -> Iterator[Way]:
    """The sign in front of the line, or in place of what stands there; of a number that counts the rows, only that."""
    cells = _CELLS.fullmatch(written)
    if cells is not None:
        points = cells["points"].strip()
        yield replaced(indent, len(written), written[indent:], f"- {cells['what']} 得 {points}")
    junk = _ROW_SIGN.match(written)
    if junk is not None and _FIGURE.match(fold(written)) and _counts_on(written, place):
        yield replaced(indent, junk.end(), junk.group(), "- ")
        return
    sign = phrase("行首加「- 」", "begin the line with “- ”")
    yield Way(((indent, indent, "- "),), sign)
    if junk is not None:
        yield Way(((indent, junk.end(), "- "),), sign)


def _counts_on(written: str, place: Place) -> bool:
    """Whether the line above has the number before, or the one below the next."""
    above = place.file[: place.start].rstrip("\n").rsplit("\n", 1)[-1]
    below = place.file[place.start + len(written) :].lstrip("\r\n").split("\n", 1)[0]
    before, own, after = (_NUMBER.match(fold(each)) for each in (above, written, below))
    if own is None:
        return False
    number = int(own[1])
    return (before is not None and int(before[1]) == number - 1) or (
        after is not None and int(after[1]) == number + 1
    )
