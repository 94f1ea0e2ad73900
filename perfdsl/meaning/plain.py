"""Numbers with as few digits as may be, for people to look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from perfdsl.intervals import Range
from perfdsl.meaning.terms import Atom, Word
from perfdsl.model.types import COUNT, MONEY, POINT, RATIO

Point = Mapping[str, Word]
_MOST_DECIMALS = 6
_MIDDLING = Fraction(1000)


def plain_inside(where: Range, atom: Atom) -> Fraction:
    """A number of the interval with as few digits as may be; a middling one where there is no end."""
    middling = _MIDDLING if atom.type in (COUNT, MONEY) else Fraction(1)
    if atom.type == MONEY:
        middling *= 10_000
    if (where.lower is None or where.upper is None) and where.contains(middling):
        return middling
    for step in _grids(atom):
        found = _multiple_inside(where, step)
        if found is not None:
            return found
    return where.sample()


def _grids(atom: Atom) -> Iterator[Fraction]:
    if atom.is_whole:
        yield Fraction(1)
        return
    size = Fraction(1)
    if atom.type in (RATIO, POINT):
        size = Fraction(1, 10)
    elif atom.type == MONEY:
        size = Fraction(10_000)
    for places in range(_MOST_DECIMALS):
        yield size / 10**places


def _multiple_inside(where: Range, step: Fraction) -> Fraction | None:
    """A multiple of the step in the interval, near its middle; closed ends count."""
    if where.lower is not None and where.upper is not None:
        middle = (where.lower + where.upper) / 2
    else:
        middle = where.sample()
    nearest = (middle / step + Fraction(1, 2)).__floor__() * step
    for candidate in (nearest, nearest - step, nearest + step):
        if where.contains(candidate):
            return candidate
    return None


def plainer(point: Point, atoms: Sequence[Atom], keeps: Callable[[Point], bool]) -> Point:
    """The same point with fewer digits, as long as what it shows stays."""
    current = dict(point)
    for atom in atoms:
        value = current.get(atom.key)
        if not atom.is_number or not isinstance(value, Fraction):
            continue
        for step in _grids(atom):
            candidate = (value / step + Fraction(1, 2)).__floor__() * step
            changed = {**current, atom.key: candidate}
            if atom.domain.contains(candidate) and keeps(changed):
                current = changed
                break
    return current
