"""Neighboring lines of one kind, with their parts one below the other."""

from collections.abc import Sequence

import attrs

from perfdsl.width import pad, text_width

WIDEST = 44
"""Cells: a longer part does not push the parts of its neighbors aside."""


@attrs.frozen
class Cells:
    """The parts of a line that stand in columns, from left to right; an empty part takes no room at its end.

    `is_loose`: a line between the others that stands in no column, such as a reason below a row.
    """

    kind: str
    parts: tuple[str, ...]
    is_loose: bool = False


def align(rows: Sequence[Cells]) -> list[str]:
    """The lines of one block, each part as far right as the widest one above or below it asks."""
    fixed = [row for row in rows if not row.is_loose]
    n_columns = max((len(row.parts) for row in fixed), default=0)
    widths = [
        max(
            (
                width
                for row in fixed
                if column < len(row.parts) and (width := text_width(row.parts[column])) <= WIDEST
            ),
            default=0,
        )
        for column in range(n_columns)
    ]
    return [row.parts[0] if row.is_loose else _line(row.parts, widths) for row in rows]


def _line(parts: tuple[str, ...], widths: Sequence[int]) -> str:
    last = max((index for index, part in enumerate(parts) if part), default=-1)
    text = ""
    for index, part in enumerate(parts[: last + 1]):
        if index == last:
            text += part
        elif text_width(part) > widths[index]:
            text += part + " "
            widths = [0] * len(widths)  # too long: what follows it stands where it may
        elif part or widths[index]:
            text += pad(part, widths[index]) + " "
    return text
