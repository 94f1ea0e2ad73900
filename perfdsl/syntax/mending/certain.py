"""Slips that leave no doubt, whatever else is wrong with the line: `100万`, `2 pts`, `less then`, `full mark`."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.diagnostic import Help
from perfdsl.measures import SCALES
from perfdsl.number import format_exact
from perfdsl.syntax.mending.ways import Change, Place, Way, masked, replaced
from perfdsl.syntax.usage import OPERATORS, declared_types
from perfdsl.terms import find_unit
from perfdsl.wording import phrase

_MONEY_WORDS = ("万", "亿", "千", "百万")
_AMOUNT = re.compile(
    r"(?<![\d.,\w])(\d[\d,]*(?:\.\d+)?)\s*(" + "|".join(SCALES) + r")(?=\s|$|[)）,，且或的时扣得])"
)
_LETTERED = re.compile(
    r"(?<![\d.,A-Za-z_])(\d[\d,]*(?:\.\d+)?)\s*([wWkK])(?:\s*([^\W\da-zA-Z]{1,3}?))??(?!\s*元)(?=\s|$|[)）,，且或的时扣得])"
)
"""`500w`, `500W元`, `3k个`: w for 万, k for 千."""
_LETTERS = {"w": "万", "k": "千"}
_COMPARED_NAME = re.compile(
    r"(?:([^\W\d]\w*?)|「([^」]+)」)\s*(?:[<>≤≥＜＞=＝]{1,2}|大于|小于|超过|高于|低于|不足|少于|多于|达到|不低于|不少于|不超过|在)\s*$"
)
_BANDS_OF = re.compile(
    r"^[ \t\u3000]*(?:分档[ \t]*)?(?:按|by)[ \t]+(\S.*?)(?:[ \t]+(?:分档|bands))?[ \t]*$",
    re.MULTILINE,
)
_COUNTS = ("人数", "次数", "数量", "天数", "count", "people", "times", "days")
_ENGLISH = tuple(
    (re.compile(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (r"\bfull[ _-]?mark\b|\bfull-marks\b|\bfullmarks\b|\bfull[ _-](?:scores?|points?)\b", "full marks"),
        (r"(?<=\d)\s*(?:pts|ptns|poins|pionts|ponits)\b\.?", " points"),
        (r"(?<=\d)\s*(?:pt)\b\.?", " point"),
        (r"\b(?:more|higher|larger|bigger) then\b|\b(?:higher|larger|bigger) than\b", "more than"),
        (r"\b(?:less|lower|smaller) then\b|\b(?:lower|smaller) than\b", "less than"),
        (r"\bfewer then\b", "fewer than"),
        (r"\bgreater then\b", "greater than"),
        (r"\bno more then\b|\bno greater than\b", "no more than"),
        (r"\bno(?:t)? (?:less|fewer) th[ae]n\b|\batleast\b|\bat lest\b|\bat leas\b", "at least"),
        (r"\bupto\b", "up to"),
        (r"\batmost\b", "at most"),
        (r"(?<=\d)\s*(?:persons?|staffs|heads)\b", " people"),
    )
)  # fmt: skip


def certain_way(written: str, place: Place) -> Way | None:
    """All such slips of the line at once."""
    changes = [*_amounts(written, place), *_lettered(written, place), *_words(written)]
    if not changes:
        return None
    changes.sort()
    begin, end, new = changes[0]
    if len(changes) > 1 and all(is_unit_added(written[b:e], n) for b, e, n in changes):
        return Way(tuple(changes), phrase("补上「元」", "add 「元」"), blames=True)
    begin += len(written[begin:end]) - len(written[begin:end].lstrip())
    way = replaced(begin, end, written[begin:end], new.strip(), blames=True)
    return Way(tuple(changes), way.text, blames=True)


def is_certain(help_: Help) -> bool:
    """Whether all that it changes are such slips: what else the line says is beyond doubt."""
    return all(_is_certain(edit.span.text, edit.replacement) for edit in help_.edits)


def _is_certain(old: str, new: str) -> bool:
    return is_unit_added(old, new) or any(
        pattern.fullmatch(old.strip()) is not None or pattern.search(f"1{old}") is not None
        for pattern, meant in _ENGLISH
        if meant == new
    )


def is_unit_added(old: str, new: str) -> bool:
    """`100万元` for `100万`."""
    return new == f"{old}元"


def _words(written: str) -> Iterator[Change]:
    plain = masked(written)
    taken: set[int] = set()
    for pattern, new in reversed(_ENGLISH):  # `no more then` before `more then`
        for match in pattern.finditer(plain):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield (*match.span(), new)


def _amounts(written: str, place: Place) -> Iterator[Change]:
    """Amounts of money, or so many of what is counted."""
    for match in _AMOUNT.finditer(written):
        number, word = match.groups()
        value = Fraction(number.replace(",", "")) * SCALES[word]
        if _is_counted(written[: match.start()], place):
            new = format_exact(value)
        elif word in _MONEY_WORDS:
            new = f"{match.group()}元"
        else:
            new = f"{format_exact(value / SCALES['万'])}万元"
        yield (*match.span(), new)


def _lettered(written: str, place: Place) -> Iterator[Change]:
    """Amounts and numbers of things in thousands; no word for a watt or a kilometer is read as that."""
    for match in _LETTERED.finditer(written):
        number, letter, unit = match.groups()
        word = _LETTERS[letter.lower()]
        type_ = compared_with(written[: match.start()], place)[1]
        if unit == "元" or (not unit and type_ == "金额"):
            yield (*match.span(), f"{number}{word}元")
        elif (unit and find_unit(unit) is not None) or (not unit and type_ in _COUNTS):
            value = Fraction(number.replace(",", "")) * SCALES[word]
            yield (*match.span(), f"{format_exact(value)}{unit or ''}")


def _is_counted(before: str, place: Place) -> bool:
    """Whether what the number is compared with is declared to be a count."""
    return compared_with(before, place)[1] in _COUNTS


def compared_with(before: str, place: Place) -> tuple[str, str]:
    """The declared fact that the number behind `before` is compared with, and its type; "" if that is none."""
    found = _COMPARED_NAME.search(before)
    name = found[1] or found[2] if found is not None else ""
    if found is not None and before[: found.start()].rstrip()[-1:] in OPERATORS:
        return "", ""  # the result is compared
    if found is None and re.match(r"\s*-", before):
        above = _BANDS_OF.findall(place.file[: place.start])
        name = above[-1] if above else ""
    types = {fact.strip("「」"): type_ for fact, type_ in declared_types(place.file)}
    return (name, types[name]) if name in types else ("", "")
