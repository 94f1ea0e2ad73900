"""Made-up facts that show something: found by trying plain values, proved by working out the formulas.

For what *can* happen an example is the whole proof, so that several numbers at once are no hindrance.
Where none is found nothing is said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

import attrs

from perfdsl.linter.satisfying import is_possible
from perfdsl.linter.shape import as_text
from perfdsl.linter.view import View
from perfdsl.meaning import terms as t
from perfdsl.meaning.both_years import names_in
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.evaluating import At, Result
from perfdsl.meaning.leaf import outcome_of
from perfdsl.meaning.terms import Atom, Outcome, Word
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import COUNT, MONEY, RATIO, SCORE, DateType

_MOST_TRIES = 250
_PER_CENT = tuple(Fraction(n, 100) for n in (100, 0, 50, 90, 110, 150, 200))
_PLAIN = tuple(Fraction(n) for n in (1, 0, 2, 3, 5, 10, 100))
_MONEY = tuple(Fraction(n * 10_000) for n in (100, 0, 50, 90, 110, 150, 200, 1_000))
_DAYS = (0, 10, 30, 100)

Results = Callable[[int], Result]
"""What the formula of this number comes to."""


@attrs.frozen(eq=False, repr=False)
class Example:
    """Facts that show it; `text` names those that matter."""

    point: Mapping[str, Word]
    text: str


def fine_outcome(view: View, path: Sequence[Indicator], leaf: Indicator | None = None) -> Outcome:
    """The formula of the leaf of a path down to facts; of another leaf in its place, if given."""
    nodes = path if leaf is None else (*path[:-1], leaf)
    return outcome_of(view.rulebook, nodes, view.years, is_fine=True)


def search(
    view: View,
    outcomes: Sequence[Outcome],
    shows: Callable[[Results], bool],
    *,
    is_usual: bool = False,
) -> Example | None:
    """Facts with which the formulas show it; None: none found, or made-up facts would prove nothing.

    `is_usual`: only numbers that are not negative.
    """
    atoms = [atom for atom in quantities(*outcomes) if not atom.is_known]
    known: dict[str, Word] = {atom.key: True for atom in quantities(*outcomes) if atom.is_known}
    if not _are_free(atoms):
        return None
    pools = {atom.key: _values(atom, outcomes, view.rulebook.year) for atom in atoms}
    if is_usual:
        pools = {key: tuple(filter(_is_usual, values)) for key, values in pools.items()}
    if not all(pools.values()):
        return None

    def holds(point: Mapping[str, Word]) -> bool:
        at = At(point)
        return shows(lambda number: at.result(outcomes[number]))

    for point in _points(pools):
        if holds({**known, **point}):
            plain, mattering = _plainest(point, pools, lambda made: holds({**known, **made}))
            return Example(
                {**known, **plain}, as_text(plain, [a for a in atoms if a.key in mattering])
            )
    return None


def _is_usual(value: Word) -> bool:
    return not isinstance(value, Fraction) or value >= 0


def _are_free(atoms: Sequence[Atom]) -> bool:
    """Whether each may have any value whatever the others have: facts, and one thing besides."""
    other = [
        atom
        for atom in atoms
        if atom.expression is not None and not isinstance(atom.expression, model.FactReference)
    ]
    if len(other) > 1 or any(atom.is_composed for atom in other):
        return False
    named = {
        atom.expression.name for atom in atoms if isinstance(atom.expression, model.FactReference)
    }
    return not any(named & set(names_in(a.expression)) for a in other if a.expression is not None)


def _points(pools: Mapping[str, Sequence[Word]]) -> Iterator[dict[str, Word]]:
    """The first of all, then combinations at random: the same ones every time."""
    yield {key: values[0] for key, values in pools.items()}

    random = Random(0)
    for _ in range(_MOST_TRIES):
        yield {key: random.choice(values) for key, values in pools.items()}


def _plainest(
    point: dict[str, Word],
    pools: Mapping[str, Sequence[Word]],
    holds: Callable[[Mapping[str, Word]], bool],
) -> tuple[dict[str, Word], set[str]]:
    """The same with values as plain as may be; and the quantities that cannot have just any value."""
    mattering: set[str] = set()
    for key, values in pools.items():
        fitting = [value for value in values if holds({**point, key: value})]
        point = {**point, key: fitting[0]}
        if len(fitting) < len(values):
            mattering.add(key)
    return point, mattering


# --- values worth trying -------------------------------------------------------------------------


def _values(atom: Atom, outcomes: Sequence[Outcome], year: int | None) -> tuple[Word, ...]:
    if not atom.is_number:
        return atom.words
    limits = sorted(set(_limits(atom, outcomes)))
    step = _step(atom)
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    beside = [limit + move for limit in limits for move in (Fraction(0), step, -step)]
    ends = [end for end in (atom.domain.lower, atom.domain.upper) if end is not None]
    found = dict.fromkeys((*_usual(atom, year), *beside, *between, *ends))
    return tuple(value for value in found if _is_allowed(value, atom))


def _is_allowed(value: Fraction, atom: Atom) -> bool:
    if atom.is_whole and value.denominator != 1:
        return False
    return is_possible(atom.domain, atom) and atom.domain.contains(value)


def _step(atom: Atom) -> Fraction:
    if atom.type == RATIO:
        return Fraction(1, 100)
    return Fraction(10_000 if atom.type == MONEY else 1)


def _usual(atom: Atom, year: int | None) -> tuple[Fraction, ...]:
    if isinstance(atom.type, DateType):
        first = date(year or 2021, 6, 30).toordinal()
        return tuple(Fraction(first + days) for days in _DAYS)
    if atom.type == SCORE:
        return ()
    if atom.type == MONEY:
        return _MONEY
    return _PLAIN if atom.type == COUNT or atom.is_whole else (*_PER_CENT, *_PLAIN)


def _limits(atom: Atom, outcomes: Sequence[Outcome]) -> Iterator[Fraction]:
    """The numbers it is compared with."""
    seen: set[int] = set()
    waiting: list[t.Term | t.Truth] = [
        part for o in outcomes for part in (o.value, o.defined, o.left_out)
    ]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting += t.parts_of(node)
        if isinstance(node, t.Order):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                is_it = isinstance(one, t.Variable) and one.atom.key == atom.key
                if is_it and isinstance(other, t.Number):
                    yield other.value
