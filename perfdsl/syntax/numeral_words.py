"""`四级`, `一类`: words of a level or a choice that could be read as a number and its measure word too."""

from perfdsl.number import format_exact
from perfdsl.syntax.declarations import Declared
from perfdsl.syntax.tiling import STEP_WORDS, Piece, quantity_at, spoken


def is_quantity(run: str) -> bool:
    """Whether all of a run is a number and its measure word."""
    piece = quantity_at(run, 0)
    return piece is not None and piece.end == len(run)


def decided(
    tilings: list[list[Piece]],
    run: str,
    line: str,
    declared: tuple[Declared, ...],
    *,
    after_step_word: bool,
) -> list[list[Piece]]:
    """The readings left once it is clear which of them are words, and which numbers.

    What is declared is a word; behind 每 it is a number. On a line about other facts alone it stays open.
    """
    numbers = {
        (piece.start, piece.end) for pieces in tilings for piece in pieces if _is_number(piece)
    }
    words = {
        (piece.start, piece.end): run[piece.start : piece.end]
        for pieces in tilings
        for piece in pieces
        if piece.kind == "name" and (piece.start, piece.end) in numbers
    }
    owners = _owners(frozenset(words.values()), declared) if words else {}
    words = {place: word for place, word in words.items() if word in owners}
    if not words:
        return tilings
    said = {each.name for each in declared if not each.is_word and each.name in line}
    own = {place for place, word in words.items() if not said or not said.isdisjoint(owners[word])}

    def is_refused(pieces: list[Piece], index: int) -> bool:
        place = (pieces[index].start, pieces[index].end)
        if pieces[index - 1].id in STEP_WORDS if index else after_step_word:
            return place in words and pieces[index].kind == "name"
        return place in own and _is_number(pieces[index])

    left = [
        pieces
        for pieces in tilings
        if not any(is_refused(pieces, index) for index in range(len(pieces)))
    ]
    return left or tilings


def _is_number(piece: Piece) -> bool:
    return piece.kind == "quantity"


def _owners(words: frozenset[str], declared: tuple[Declared, ...]) -> dict[str, set[str]]:
    """The facts whose words these are; what is the name of a fact itself is not among them."""
    found: dict[str, set[str]] = {}
    owner = ""
    for each in declared:
        if not each.is_word:
            owner = each.name
        elif each.name in words:
            found.setdefault(each.name, set()).add(owner)
    return {
        word: owners
        for word, owners in found.items()
        if not any(each.name == word and not each.is_word for each in declared)
    }


def told_apart(run: str, tilings: list[list[Piece]]) -> tuple[str, ...]:
    """The readings as they are shown; numbers in figures where they would look alike."""
    shown = [spoken(run, pieces) for pieces in tilings]
    if len(set(shown)) == len(shown):
        return tuple(shown)
    return tuple("｜".join(_told(run, piece) for piece in pieces) for pieces in tilings)


def _told(run: str, piece: Piece) -> str:
    if piece.value is None or piece.kind != "quantity":
        return run[piece.start : piece.end]
    return f"{format_exact(piece.value)}{piece.unit or ''}"
