"""What stands in the tree for a line that cannot be read."""

import re
from fractions import Fraction

from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.documentation import Documentation
from perfdsl.syntax.folding_tree import TreeFolder
from perfdsl.syntax.lines import HEADINGS, LogicalLine
from perfdsl.syntax.unread import may_be_heading

_OPENS_LIST = re.compile(r" *(?:按|by )|.* (?:分.|.档|bands|逐.|.项|checklist)(?: |$)|.*分档")
"""Also where one of the words is misspelt."""
_LIST_OPENERS = ("CHECKLIST", "BANDS", "FACT")


def opens_list(line: LogicalLine | None) -> bool:
    return line is not None and (
        line.head in (*_LIST_OPENERS, "BY") or line.text.lstrip(" ").startswith(("按", "by "))
    )


def add_broken(
    folder: TreeFolder,
    line: LogicalLine,
    source: SourceText,
    documentation: Documentation,
    *,
    is_row: bool,
) -> None:
    """A broken heading still opens its node, so that its rules do not land in the one above."""
    if line.head is not None and line.head in HEADINGS and line.head != "TOTAL":
        from perfdsl.syntax.explaining.headings import heading_parts

        start, end, points = heading_parts(line)
        level = int(line.head[-1]) if line.head[-1].isdigit() else 0
        heading = ast.Heading(
            name=ast.Name(text=source.text[start:end], span=Span(source, start, end)),
            level=level,
            points=ast.Number(value=Fraction(points), span=Span(source, end, line.end))
            if points
            else None,
            is_leaf_keyword=level == 0,
            incomplete=True,
            span=Span(source, line.start, line.end),
        )
        folder.add(heading, documentation.above(line.start))
        folder.incomplete = True
        return
    opener = line.head in _LIST_OPENERS or _OPENS_LIST.match(line.text) is not None
    is_lost = not is_row and may_be_heading(line)
    folder.add_broken(row=is_row, list_opener=opener, heading=is_lost)
