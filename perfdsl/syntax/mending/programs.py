"""What spreadsheets and programs write: `IF(x>100%,100%,x)`, `SUM(甲:丁)`, `!`, `&&`, `||`; and the bars of an absolute value."""

import re
from collections.abc import Iterator
from itertools import pairwise

from perfdsl.syntax.folding import fold
from perfdsl.syntax.mending.ways import Change, Place, Way, masked, replaced
from perfdsl.syntax.usage import declared_types
from perfdsl.terms import KEYWORD_IDS

_IF = re.compile(r"(?<![A-Za-z_])(?:IF|如果|若)(?= *\()", re.IGNORECASE)
_COMPARED = re.compile(r"(.+?) *(>=|<=|>|<|≥|≤) *(.+)")
_RATE = re.compile(r"[率比度/]")
_MOST_CALLS = 4
_RANGE = re.compile(r"(?<![A-Za-z_])(?:(?<==)= *)?(?:SUM|合计|求和|总和) *\( *([^():,]+?) *: *([^():,]+?) *\)", re.I)  # fmt: skip
_LONGEST_SUM = 12
_NOT = r"(?<![=<>!\w)”」])[!¬] *(?=[\w“「(])"
_AND = r"(?<=[\w%)”」]) *[&＆]{1,2} *(?=[\w“「(!¬])"
_OR = r"(?<=[\w%)”」]) *\|\| *(?=[\w“「(!¬])"
_SIGNS = re.compile(f"(?P<not>{_NOT})|(?P<and>{_AND})|(?P<or>{_OR})")
_EITHER = re.compile(r"(?<=[\w%)”」]) *\| *(?=[\w“「(!¬])")
_CONDITION = re.compile(
    r"[<>=≤≥!¬]|非|\bnot\b|大于|小于|超过|高于|低于|\b(?:above|below|over|under)\b"
)
_WORDS = {"not": ("非 ", "not "), "and": (" 且 ", " and "), "or": (" 或 ", " or ")}

TYPED_BARS = "、，,1１lI/／)）]］】!！"
"""What is typed in the place of the bar, and means something else as a rule."""
_STRAY = rf"[{re.escape(TYPED_BARS)}丨\\＼]"
_COMPARISON = r"[<>≤≥=÷/×*＜＞＝]|大于|小于|超过|高于|低于|不|above|below|over|under|exceeds"
_OPENED = re.compile(
    rf"(?:^|[\s(（=＝÷/×*+＋－-])([|｜])([^|｜]*?[^\s|｜])({_STRAY})(?=\s*(?:{_COMPARISON}|$))"
)
_CLOSED = re.compile(
    rf"(?:^|[\s(（=＝÷/×*+＋－-])({_STRAY})([^|｜\s]+)([|｜])(?=\s*(?:{_COMPARISON}|$))"
)


def by_programs(written: str, place: Place) -> Iterator[Way]:
    """Formulas and signs, all of a line at once."""
    folded = fold(written)
    yield from smaller_of(written, folded)
    yield from _ranges(written, folded, place)
    yield from _logic(written, folded)
    yield from _bars(written)


# --- formulas ------------------------------------------------------------------------------------


def smaller_of(written: str, folded: str) -> Iterator[Way]:
    """`IF(x > 100%, 100%, x)` is 最小(x, 100%)."""
    for match in list(_IF.finditer(folded))[:_MOST_CALLS]:
        opening = folded.index("(", match.end())
        parts = _arguments(folded, opening)
        if len(parts) != 4:
            continue
        asked, then, other = ((begin, end - 1) for begin, end in pairwise(parts))
        new = _limited(folded[slice(*asked)], folded[slice(*then)], folded[slice(*other)])
        if new is None:
            continue
        kind, limit = new
        plain = {
            "".join(folded[slice(*each)].split()): written[slice(*each)].strip()
            for each in (then, other)
        }
        limited = next(text for key, text in plain.items() if key != limit)
        bound = "100%" if limit == "1" and _RATE.search(limited) else plain[limit]
        word = {"min": ("最小", "min"), "max": ("最大", "max")}[kind][_is_english(folded)]
        end = parts[-1]
        yield replaced(
            match.start(),
            end,
            written[match.start() : end],
            f"{word}({limited}, {bound})",
            blames=True,
        )


def _limited(asked: str, then: str, other: str) -> tuple[str, str] | None:
    """`min` or `max`, and which of the two is the limit, without spaces."""
    condition = _COMPARED.fullmatch(asked.strip())
    if condition is None:
        return None
    left, sign, right = ("".join(each.split()) for each in condition.groups())
    first, second = "".join(then.split()), "".join(other.split())
    if {left, right} != {first, second} or left == right:
        return None
    is_above = sign in (">", ">=", "≥")
    limit = left if left[0].isdigit() and not right[0].isdigit() else right
    return ("min" if (left == second) == is_above else "max"), limit


def _arguments(folded: str, opening: int) -> list[int]:
    """Where each argument of the call begins; last, where what follows the call begins."""
    depth, found = 0, [opening + 1]
    for at in range(opening, len(folded)):
        depth += (folded[at] == "(") - (folded[at] == ")")
        if depth == 0:
            return [*found, at + 1]
        if depth == 1 and folded[at] == ",":
            found.append(at + 1)
    return []


def _ranges(written: str, folded: str, place: Place) -> Iterator[Way]:
    """`SUM(甲:丁)`: the facts that are declared from 甲 to 丁, where they are all of one type."""
    for match in _RANGE.finditer(folded):
        declared = declared_types(place.file)
        names = [name for name, _ in declared]
        first, last = (written[slice(*match.span(group))].strip() for group in (1, 2))
        if names.count(first) != 1 or names.count(last) != 1:
            continue
        begin, end = names.index(first), names.index(last)
        part = declared[begin : end + 1]
        if not 1 < len(part) <= _LONGEST_SUM or len({kind for _, kind in part}) > 1:
            continue
        new = " + ".join(name for name, _ in part)
        beside = re.search(r"[-*/] *$", folded[: match.start()]) or re.match(
            r" *[-*/]", folded[match.end() :]
        )
        new = f"({new})" if beside is not None else new
        yield replaced(*match.span(), match.group(), new)


# --- signs ---------------------------------------------------------------------------------------


def _logic(written: str, folded: str) -> Iterator[Way]:
    """`!甲 || 乙 && 丙`."""
    plain = masked(folded)
    english = _is_english(plain)
    changes: list[Change] = [
        (*match.span(), _WORDS[match.lastgroup or ""][english]) for match in _SIGNS.finditer(plain)
    ]
    bars = list(_EITHER.finditer(plain))
    if len(bars) == 1 and all(
        _CONDITION.search(side) for side in (plain[: bars[0].start()], plain[bars[0].end() :])
    ):
        changes.append((*bars[0].span(), _WORDS["or"][english]))
    if len(changes) == 1 and re.fullmatch(r"\s*", plain[: changes[0][0]]):
        begin, end, _ = changes[0]
        if plain[begin:end].endswith(" "):
            return  # `! 专账核算`: a mark of attention as well
    if changes:
        changes.sort()
        begin, end, new = changes[0]
        said = replaced(begin, end, written[begin:end], new)
        yield Way(tuple(changes), said.text, blames=True)


def _bars(written: str) -> Iterator[Way]:
    """`｜偏差率、 > 5%`: the other bar was typed as another sign."""
    if len(re.findall("[|｜]", written)) != 1:
        return
    for pattern, stray, bar in ((_OPENED, 3, 1), (_CLOSED, 1, 3)):
        match = pattern.search(written)
        if match is not None:
            yield replaced(*match.span(stray), match[stray], match[bar], blames=True)


def _is_english(text: str) -> bool:
    """Whether the words of the language on the line are English ones."""
    words = [word.lower() for word in re.findall("[A-Za-z_]{2,}", text)]
    return any(word in KEYWORD_IDS for word in words if word != "if")
