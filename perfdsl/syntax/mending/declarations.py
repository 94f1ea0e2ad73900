"""Headers and declarations written as in other tools, or with other signs: the whole line anew."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.annotations import told_annotations
from perfdsl.syntax.mending.facts import told_facts
from perfdsl.syntax.mending.headers import told_headers
from perfdsl.syntax.mending.headings import told_headings
from perfdsl.syntax.mending.rows import told_checklists, told_rows
from perfdsl.syntax.mending.ways import Place, Way, rewritten
from perfdsl.wording import phrase

_YEARS = re.compile(
    r"\s*(?:评价|财政|会计|考核|预算)?年[度份]?\s*[:：]?\s*(20\d\d)\s*年?\s*[-—~至]+\s*(20\d\d)\s*年?度?\s*$"
)
"""`年度 2021-2023`: which of them is meant, the writer has to say."""
_CELLS = re.compile(
    r"\s*(?:[一二三四]级)?指标\s+(?P<name>[^\W\d]\w*)\s*[\t|｜]\s*(?P<points>\d+(?:\.\d+)?)\s*分?\s*[\t|｜]\s*(?P<text>.*[^\W\d\0-ÿ]{2}.*)"
)
"""Three cells of one row of the table."""


def by_declarations(written: str, below: str, place: Place) -> Iterator[Way]:
    """The line as it should be written, where it is seen what it declares or sets; `below`: the text behind it."""
    for new in (*_told(written, below, place), *told_checklists(written, below)):
        yield rewritten(written, new)
    cells = _CELLS.fullmatch(written)
    if cells is not None:
        yield _with_clause(written, cells)


def years(written: str) -> Iterator[Way]:
    """`年度 2021-2023`: either of them."""
    match = _YEARS.match(written)
    for year in match.groups() if match is not None else ():
        yield rewritten(written, f"年度 {year}")


def _told(written: str, below: str, place: Place) -> Iterator[str]:
    """The line by its parts, in whatever order they stand."""
    yield from told_facts(
        written,
        place.file,
        below,
        is_row=place.in_fields,
        is_fact=re.match(r"\s*(?:事实|fact\s)", written) is not None,
    )
    yield from told_headings(written, place.file)
    yield from told_headers(written, place.file[: place.start], place.file)
    yield from told_annotations(written)
    yield from told_rows(written, place)


def _with_clause(written: str, cells: "re.Match[str]") -> Way:
    """Name, points and what the table says of them, in one line: the text is the clause."""
    inner = cells["text"].strip().replace('"', "”")
    begin = cells.end("name")
    points = f" {cells['points']} 分"
    indent = written[: len(written) - len(written.lstrip())]
    said = phrase(
        "标题只写名称和分值，后面的文字写成「依据」",
        "a heading has a name and points; put the text behind them into `basis`",
    )
    return Way(((begin, len(written.rstrip()), f'{points}\n{indent}  依据 "{inner}"'),), said)
