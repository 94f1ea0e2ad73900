"""The ends of intervals, as their words and units tell."""

import re
from collections.abc import Iterable

from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.folding import fold
from perfdsl.wording import phrase


def is_below(text: str) -> bool:
    """Below an end most tables leave it to the band above."""
    return any(word in text.lower() for word in ("以下", "以内", "downwards"))


_CHINESE = re.compile("[\u3400-\u9fff]")
_QUOTED = re.compile('"[^"]*"|“[^”]*”|「[^」]*」|#.*')
_ENGLISH = {"含": "inclusive", "不含": "exclusive"}
_BARE = re.compile(r"\d[\d.,]*")
_MEASURED = re.compile(r"\d[\d.,]*(\s*[^\d\s.,].*)")


def is_english(source: SourceText, at: int) -> bool:
    """Whether the line of this place is written in English."""
    line = source.line_text(source.position(at).line)
    plain = _QUOTED.sub("", line)
    return _CHINESE.search(plain) is None and re.search("[A-Za-z]{2}", plain) is not None


def both_ends(source: SourceText, at: int, ends: tuple[str, str], signs: tuple[str, str]) -> str:
    """`60%(含) 至 80%(不含)`, in the language of the line; a unit written once is that of both."""
    lower, upper = with_unit(*ends)
    first, second = signs
    if is_english(source, at):
        return f"{lower}({_ENGLISH[first]}) to {upper}({_ENGLISH[second]})"
    return f"{lower}({first}) 至 {upper}({second})"


def with_unit(lower: str, upper: str) -> tuple[str, str]:
    """`60-80%`: the per cent sign, or any unit, behind one of the ends only."""
    first, second = _MEASURED.fullmatch(lower), _MEASURED.fullmatch(upper)
    if _BARE.fullmatch(lower) and second is not None and lower.strip("0.,"):
        return lower + second.group(1), upper
    if _BARE.fullmatch(upper) and first is not None and upper.strip("0.,"):
        return lower, upper + first.group(1)
    return lower, upper


def unit_of_both(lower: ast.Expr, upper: ast.Expr) -> str:
    """`90至100%`: what is missing behind the first number; empty for nothing."""
    if not (isinstance(lower, ast.Number) and isinstance(upper, ast.Number)):
        return ""
    is_bare = lower.unit is None and lower.value != 0
    return upper.unit or "" if is_bare and upper.unit in ("%", "‰") else ""


def ends_said(
    source: SourceText, places: tuple[int, ...], ways: Iterable[tuple[str, ...]], unit: str = ""
) -> tuple[Help, ...]:
    """含 or 不含 put in at the places, in each of the ways; at the first one a `unit` that is missing."""
    english = is_english(source, places[0])
    found = []
    for signs in ways:
        words = [f"({_ENGLISH[sign]})" if english else f"（{sign}）" for sign in signs]
        text = phrase("补上{signs}", "add {signs}", signs="…".join(words))
        parts = [f"{unit}{words[0]}", *words[1:]]
        edits = (
            Edit(Span(source, place, place), part)
            for place, part in zip(places, parts, strict=True)
        )
        found.append(Help(text, tuple(edits), "unsafe"))
    return tuple(found)


# --- by the lines beside -------------------------------------------------------------------------

_NEAR = 2
"""So many lines before and behind are looked at."""


def ends_beside(
    source: SourceText, place: tuple[int, int], ends: tuple[str, str]
) -> tuple[bool | None, bool | None]:
    """Whether each end belongs to the interval, by what the lines beside it say of the number; None: nothing."""
    line = source.position(place[0]).line
    first, last = max(line - _NEAR, 1), min(line + _NEAR, len(source.line_starts))
    beside = fold("\n".join(source.line_text(at) for at in range(first, last + 1) if at != line))
    lower, upper = (re.escape(fold(end).strip()) for end in with_unit(*ends))
    below = (
        rf"(?:至|到|to|~|-) *{lower} *\((?P<word>不?含|inclusive|exclusive)\)|, *{lower} *(?P<bracket>[\])])"
        rf"|(?P<sign><=?|≤) *{lower}(?![\d.%])|(?P<equal>=) *{lower}(?![\d.%])"
    )
    above = (
        rf"(?<![\d.]){upper} *\((?P<word>不?含|inclusive|exclusive)\)|(?P<bracket>[\[(]) *{upper} *,"
        rf"|(?P<sign>>=?|≥) *{upper}(?![\d.%])|(?<![\d.]){upper} *(?P<equal>及以上)"
    )
    return _is_left(re.search(below, beside)), _is_left(re.search(above, beside))


def _is_left(match: re.Match[str] | None) -> bool | None:
    """Whether the line beside leaves the number to this one."""
    if match is None:
        return None
    if match["word"]:
        return match["word"] in ("不含", "exclusive")
    if match["bracket"]:
        return match["bracket"] in "()"
    return match["equal"] is None and match["sign"] in ("<", ">")


def fitting_first(
    told: tuple[bool | None, bool | None], ways: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The way that fits what is told before the others; bands meet where one takes its end and the next does not."""
    lower, upper = told
    if lower is None and upper is None:
        return list(ways)
    known = (not upper if lower is None else lower, not lower if upper is None else upper)
    signs = tuple("含" if each else "不含" for each in known)
    first = (signs[0], signs[1])
    return [first, *(way for way in ways if way != first)]
