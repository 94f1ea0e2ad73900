"""A line in pieces that are never changed inside, and the spaces between them."""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from perfdsl.source import SourceText
from perfdsl.syntax.folding import SPACES, fold
from perfdsl.syntax.token import Token
from perfdsl.terms import find_function

_BLANK = " \n" + SPACES
_WORD = re.compile(rf"[^\s{SPACES}]+")
_NUMBER = re.compile(rf"(\d[\d,，.\uff0e]*)[\s{SPACES}]*(\S.*)?", re.DOTALL)
_SPACED_UNITS = re.compile(r"分|位小数|(?!pp\b)[A-Za-z]")
"""`2 分`, `2 位小数`, `2 points`; but `20%`, `1个百分点`, `5pp`."""
_VALUES = frozenset(
    ("NUMBER", "NAME", "RPAR", "RBRACK", "FULL_MARKS", "INCLUSIVE", "EXCLUSIVE", "DATE")
)
_BOUND_WORDS = frozenset(("UPWARDS", "DOWNWARDS", "AND_ABOVE", "AND_BELOW"))
_CLOSING = frozenset("，。；：、）\uff3d,;:)]")
_FULL_WIDTH_STOPS = frozenset("，；：、。")


@attrs.frozen
class Atom:
    """`kind` is the terminal; SIGN for what the grammar has no use for. `glued`: no space stood before it."""

    kind: str
    text: str
    start: int
    glued: bool = False


def atoms_of(source: SourceText, start: int, end: int, tokens: Iterable[Token]) -> list[Atom]:
    """All characters from `start` to `end` but spaces: those of the tokens, and what lies between."""
    atoms: list[Atom] = []
    position = start
    for token in sorted(tokens, key=lambda token: (token.start, token.end)):
        if token.end <= position or token.start >= end or token.type == "$END":
            continue
        begin = max(token.start, position)
        atoms += _signs(source, position, begin)
        atoms.append(_atom(source, token.type, begin, min(token.end, end)))
        position = token.end
    atoms += _signs(source, position, end)
    return [atom for atom in atoms if atom.text]


def _signs(source: SourceText, start: int, end: int) -> Iterator[Atom]:
    for match in _WORD.finditer(source.text[start:end]):
        yield _atom(source, "SIGN", start + match.start(), start + match.end())


def _atom(source: SourceText, kind: str, start: int, end: int) -> Atom:
    written = source.text[start:end]
    text = written.strip(_BLANK)
    start += len(written) - len(written.lstrip(_BLANK))
    glued = start > 0 and _WORD.match(source.text[start - 1]) is not None
    if kind == "NUMBER":
        text = _number(text)
    return Atom(kind, text, start, glued)


def _number(text: str) -> str:
    """`2分` → `2 分`, `20 %` → `20%`; Chinese numerals stay as they are."""
    match = _NUMBER.fullmatch(text)
    if match is None or match.group(2) is None:
        return text
    digits, unit = match.groups()
    return f"{digits} {unit}" if _SPACED_UNITS.match(fold(unit)) else digits + unit


def join(atoms: Sequence[Atom]) -> str:
    """The atoms with one space between words and none where none belongs."""
    text = ""
    inside_bars = False
    before: Atom | None = None
    for atom in atoms:
        opens_bar = atom.kind == "BAR" and not inside_bars
        closes_bar = atom.kind == "BAR" and inside_bars
        if before is not None and not (
            closes_bar or (before.kind == "BAR" and inside_bars) or _is_joined(before, atom, atoms)
        ):
            text += " "
        text += atom.text
        inside_bars = (inside_bars or opens_bar) and not closes_bar
        before = atom
    return text


def _is_joined(left: Atom, right: Atom, atoms: Sequence[Atom]) -> bool:
    if left.kind == "BULLET" or left.kind == "FIELD_BULLET":
        return False
    if right.text[0] in _CLOSING or left.kind in ("LPAR", "LBRACK"):
        return True
    if left.text[-1] in _FULL_WIDTH_STOPS or "DOT" in (left.kind, right.kind):
        return True
    if right.kind in ("INCLUSIVE", "EXCLUSIVE"):
        return not right.text[0].isalpha()
    if right.kind in _BOUND_WORDS and left.kind in _VALUES:
        return not right.text[0].isascii()
    if right.kind == "NOISE":
        return not right.text[0].isascii()
    if right.kind == "LPAR":
        return left.kind == "NOT" or (left.kind == "NAME" and find_function(left.text) is not None)
    if left.kind == "LAST_YEAR":
        return right.glued
    if left.kind == "MINUS" and right.glued:
        before = [atom for atom in atoms if atom.start < left.start]
        return not before or before[-1].kind not in _VALUES | {"BAR", "STRING"}
    return False
