"""A number in a measure that the file does not use: `100斤` where 公斤 is declared, `3万` where 万人 is."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.codes import syntax as codes
from perfdsl.measures import SCALES, measures_something, plain_measure, size_beside
from perfdsl.number import decimal_places, format_exact
from perfdsl.syntax.mending.ways import Place, Way
from perfdsl.syntax.slip import Slip
from perfdsl.terms import find_unit
from perfdsl.wording import Words, phrase

_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z_])(\d[\d,]*(?:\.\d+)?)\s*([\u3400-\u9fff]{1,5}?)(?=[的至到]|\s|$|[()（）,，~～且或时扣得-])"
)
_BANDS_OF = re.compile(r"^[ \t\u3000]*(?:按|by)[ \t\u3000]+(\S+)", re.MULTILINE)
_GAP = r"[ \t\u3000]"
_LONGEST = 5


def measured(written: str, place: Place) -> Iterator[Way]:
    """All such numbers of the line in the one measure that its quantities are declared in."""
    declared = measure_of_line(written, place)
    if declared is None:
        return
    changes = []
    for match in _NUMBER.finditer(written):
        number, word = match.groups()
        size = _size(word, declared)
        if size is None or not _is_strange(word, place):
            continue
        if word in SCALES and _speaks_of_money(written, place):
            continue
        value = Fraction(number.replace(",", "")) * size
        if decimal_places(value) is not None:
            changes.append((*match.span(), f"{format_exact(value)}{declared}"))
    if changes:
        begin, end, new = changes[0]
        text = phrase(
            "按{declared}计：「{old}」写成「{new}」",
            "the measure is {declared}: write 「{new}」 for 「{old}」",
            declared=declared,
            old=written[begin:end],
            new=new,
        )
        yield Way(tuple(changes), text, blames=True)


def measure_of_line(written: str, place: Place) -> str | None:
    """The measure of all counts that the line speaks of, as they are declared; of rows, that of their bands."""
    names = [name for name in place.names if name in written]
    above = _BANDS_OF.findall(place.file[: place.start]) if re.match(r"\s*-", written) else []
    found = {
        match.group(1)
        for name in (*names, *above[-1:])
        for match in re.finditer(
            rf"^{_GAP}*(?:事实|-){_GAP}+「?{re.escape(name)}」?{_GAP}+数量{_GAP}+([^\W\d]+)(?!\w)",
            place.file,
            re.MULTILINE,
        )
    }
    return found.pop() if len(found) == 1 else None


def _speaks_of_money(written: str, place: Place) -> bool:
    """Whether 万 may be 万元 as well."""
    return any(
        re.search(
            rf"^{_GAP}*(?:事实|-){_GAP}+「?{re.escape(name)}」?{_GAP}+金额",
            place.file,
            re.MULTILINE,
        )
        for name in place.names
        if name in written
    )


def _size(word: str, declared: str) -> Fraction | None:
    """How many of the declared measure one is; a bare 万 counts the same."""
    if word in SCALES:
        return size_beside(word + plain_measure(declared), declared)
    return size_beside(word, declared)


def _is_strange(word: str, place: Place) -> bool:
    """Whether neither the language nor a declaration of the file has it as a measure."""
    declared = rf"数量\s+{re.escape(word)}(?!\w)"
    return find_unit(word) is None and re.search(declared, place.file) is None


def unmeasured(slip: Slip, written: str, place: Place) -> Slip:
    """Of a measure that nothing is turned into, what is written in its place: `100磅` where 公斤 is declared."""
    begin, end = slip.remark.start - place.start, slip.remark.end - place.start
    if slip.remark.code is not codes.UNEXPECTED or not 0 <= begin < end:
        return slip
    word = written[begin:end].strip()
    declared = measure_of_line(written, place) if measures_something(word) else None
    if declared is None or re.search(r"\d\s*$", written[:begin]) is None:
        return slip
    expected = Words(f"{declared}，数要先换算", f"{declared}, with the number converted")
    return Slip(codes.UNEXPECTED, slip.remark.start, slip.remark.end, found=word, expected=expected)


def exchanges_measure(written: str, way: Way) -> bool:
    """Whether a measure behind a number is taken away, or another word put in its place."""
    for begin, end, _ in way.changes:
        old = written[begin:end].strip()
        if 0 < len(old) <= _LONGEST and measures_something(old):
            return (
                re.search(r"\d\s*$", written[: begin + written[begin:end].index(old)]) is not None
            )
    return False
