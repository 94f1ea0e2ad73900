"""Values with which a condition holds: found, or shown not to be there.

Parts that share no quantity are asked one by one, so that only what belongs together must be about one number.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod

from perfdsl.intervals import Range
from perfdsl.linter.shape import MOST_CASES, Point
from perfdsl.meaning import terms as t
from perfdsl.meaning.banding import has_whole
from perfdsl.meaning.both_years import names_in
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.meaning.reading import Reader, Work
from perfdsl.meaning.terms import Atom
from perfdsl.model import expressions as model

NOWHERE: Point = {"": False}
_ANYWHERE = Range(Fraction(0), Fraction(0), lower_closed=True, upper_closed=True)


def is_possible(where: Range, atom: Atom) -> bool:
    return not where.is_empty and (not atom.is_whole or has_whole(where))


def point_of(truth: t.Truth) -> Point | None:
    """Values with which it holds, `NOWHERE` if there are none; None: not analyzed."""
    if isinstance(truth, t.Known):
        return {} if truth.value else NOWHERE
    groups = _apart(truth.parts if isinstance(truth, t.All) else (truth,))
    found = [_point_together(t.every(*group)) for group in groups]
    if any(point is NOWHERE for point in found):
        return NOWHERE
    if any(point is None for point in found):
        return None
    if len(groups) > 1 and not _are_free(t.atoms_of(truth)):
        return None
    return {key: value for point in found if point is not None for key, value in point.items()}


def _apart(parts: Sequence[t.Truth]) -> list[list[t.Truth]]:
    """The parts that share quantities together."""
    groups: list[tuple[set[str], list[t.Truth]]] = []
    for part in parts:
        keys = {atom.key for atom in t.atoms_of(part)}
        members = [part]
        apart = []
        for others, group in groups:
            if others & keys:
                keys |= others
                members = [*group, *members]
            else:
                apart.append((others, group))
        groups = [*apart, (keys, members)]
    return [members for _, members in groups]


def _are_free(atoms: Sequence[Atom]) -> bool:
    """Whether each number may be anything whatever the others are: what names no common fact.

    Words were always taken to be so; a definition in place of a fact is one quantity more behind it.
    """
    numbers = [atom for atom in atoms if atom.is_number]
    if len(numbers) <= 1:
        return True
    return all(isinstance(atom.expression, model.FactReference) for atom in numbers) and len(
        {name for atom in numbers if atom.expression for name in names_in(atom.expression)}
    ) == len(numbers)


def _point_together(truth: t.Truth) -> Point | None:
    """The same for what is about one number and some words."""
    if isinstance(truth, t.Known):
        return {} if truth.value else NOWHERE
    atoms = t.atoms_of(truth)
    numbers = [atom for atom in atoms if atom.is_number]
    words = [atom for atom in atoms if not atom.is_number]
    if len(numbers) > 1 or prod(len(atom.words) for atom in words) > MOST_CASES:
        return None
    where = numbers[0].domain if numbers else _ANYWHERE
    key = numbers[0].key if numbers else None
    work = Work()
    try:
        for choice in product(*(atom.words for atom in words)):
            fixed: Point = {atom.key: word for atom, word in zip(words, choice, strict=True)}
            for part in Reader(key, fixed, work).ranges(truth, where):
                if key is None:
                    return fixed
                if is_possible(part, numbers[0]):
                    return {**fixed, key: part}
    except NotAnalyzed:
        return None
    return NOWHERE
