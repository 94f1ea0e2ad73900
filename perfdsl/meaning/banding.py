"""Quantities that rules only compare with fixed numbers take, for all they see, finitely many values.

Each of them becomes one of its bands: `执行率 < 90%` only asks whether it lies in (-∞, 90%). At most one
quantity, one that is counted with, stays a number.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from perfdsl.intervals import Range, union
from perfdsl.meaning import terms as t
from perfdsl.meaning.terms import Atom, Outcome, Term, Truth

_MOST_LIMITS = 24


@attrs.frozen(eq=False, repr=False)
class Banded:
    """Both years' formulas with bands, and the quantity that each set of bands stands for."""

    old: Outcome
    new: Outcome
    originals: Mapping[str, Atom]
    """By the key of the quantity in bands."""


def banded(old: Outcome, new: Outcome) -> Banded:
    """The same formulas with as few numbers as may be."""
    uses = _Uses()
    for outcome in (old, new):
        for part in (outcome.value, outcome.defined, outcome.left_out):
            uses.look(part)
    compared = [a for key, a in uses.atoms.items() if key not in uses.counted]
    if not uses.counted and compared:
        compared.remove(_kept(compared, uses, old, new))
    bands: dict[str, Atom] = {}
    for atom in compared:
        limits = sorted(uses.limits.get(atom.key, ()))
        if len(limits) <= _MOST_LIMITS:
            bands[atom.key] = attrs.evolve(
                atom, key=f"{atom.key} bands", words=_bands(atom, limits)
            )
    if not bands:
        return Banded(old, new, {})
    rewriter = _Rewriter(bands)
    originals = {band.key: uses.atoms[key] for key, band in bands.items()}
    return Banded(rewriter.outcome(old), rewriter.outcome(new), originals)


@attrs.define(eq=False, repr=False)
class _Uses:
    """Which numbers are compared with what, and which are counted with."""

    atoms: dict[str, Atom] = attrs.field(factory=dict)
    counted: set[str] = attrs.field(factory=set)
    limits: dict[str, set[Fraction]] = attrs.field(factory=dict)
    seen: dict[int, object] = attrs.field(factory=dict)

    def look(self, node: Term | Truth) -> None:
        waiting: list[Term | Truth] = [node]
        while waiting:
            found = waiting.pop()
            if id(found) in self.seen:
                continue
            self.seen[id(found)] = found
            match found:
                case t.Order():
                    asked = _asked(found)
                    if asked is not None:
                        atom, limit = asked
                        self.atoms.setdefault(atom.key, atom)
                        self.limits.setdefault(atom.key, set()).add(limit)
                        continue
                case t.Variable():
                    self.atoms.setdefault(found.atom.key, found.atom)
                    self.counted.add(found.atom.key)
                case _:
                    pass
            waiting += t.parts_of(found)


def _asked(found: t.Order) -> tuple[Atom, Fraction] | None:
    """The quantity and the number it is compared with."""
    for one, other in ((found.left, found.right), (found.right, found.left)):
        if isinstance(one, t.Variable) and isinstance(other, t.Number):
            return one.atom, other.value
    return None


def _kept(compared: Sequence[Atom], uses: _Uses, old: Outcome, new: Outcome) -> Atom:
    """Where all could become bands: the one that the years ask differently stays a number."""
    limits = []
    for outcome in (old, new):
        own = _Uses()
        for part in (outcome.value, outcome.defined, outcome.left_out):
            own.look(part)
        limits.append(own.limits)
    changed = [a for a in compared if limits[0].get(a.key) != limits[1].get(a.key)]
    most = max(len(uses.limits[atom.key]) for atom in compared)
    return next(iter(changed), next(a for a in compared if len(uses.limits[a.key]) == most))


def _bands(atom: Atom, limits: Sequence[Fraction]) -> tuple[Range, ...]:
    """The numbers between the limits, and the limits; of whole numbers only what holds one."""
    found: list[Range] = []
    below: Fraction | None = None
    for limit in limits:
        found.append(Range(below, limit, lower_closed=False, upper_closed=False))
        found.append(Range(limit, limit, lower_closed=True, upper_closed=True))
        below = limit
    found.append(Range(below, None, lower_closed=False, upper_closed=False))
    inside = [part.intersection(atom.domain) for part in found]
    kept = [part for part in inside if not part.is_empty]
    if atom.is_whole:
        kept = [part for part in kept if has_whole(part)]
    return tuple(kept) or (atom.domain,)


def has_whole(where: Range) -> bool:
    """Whether a whole number lies in the interval."""
    if where.lower is None or where.upper is None:
        return True
    first = where.lower.__floor__()
    if where.lower != first or not where.lower_closed:
        first += 1
    return where.contains(Fraction(first))


@attrs.define(eq=False, repr=False)
class _Rewriter:
    bands: Mapping[str, Atom]
    known: dict[int, tuple[object, Term | Truth]] = attrs.field(factory=dict)

    def outcome(self, outcome: Outcome) -> Outcome:
        return Outcome(
            self.term(outcome.value), self.truth(outcome.defined), self.truth(outcome.left_out)
        )

    def term(self, term: Term) -> Term:
        if id(term) not in self.known:
            self.known[id(term)] = (term, self._term(term))
        return self.known[id(term)][1]  # type: ignore[return-value]

    def truth(self, truth: Truth) -> Truth:
        if id(truth) not in self.known:
            self.known[id(truth)] = (truth, self._truth(truth))
        return self.known[id(truth)][1]  # type: ignore[return-value]

    def _term(self, term: Term) -> Term:
        match term:
            case t.Number() | t.Variable():
                return term
            case t.Sum():
                return t.Sum(tuple(map(self.term, term.parts)))
            case t.Product() | t.Quotient() | t.Extreme():
                return attrs.evolve(term, left=self.term(term.left), right=self.term(term.right))
            case t.Floor() | t.Rounded():
                return attrs.evolve(term, operand=self.term(term.operand))
            case t.Choice():
                condition = self.truth(term.condition)
                return t.choice(condition, self.term(term.yes), self.term(term.no))

    def _truth(self, truth: Truth) -> Truth:
        match truth:
            case t.Known() | t.OneOf():
                return truth
            case t.Order():
                asked = _asked(truth)
                if asked is not None and asked[0].key in self.bands:
                    return self._in_bands(truth, self.bands[asked[0].key], asked[1])
                return attrs.evolve(truth, left=self.term(truth.left), right=self.term(truth.right))
            case t.All():
                return t.every(*map(self.truth, truth.parts))
            case t.Some():
                return t.some(*map(self.truth, truth.parts))
            case t.Contrary():
                return t.contrary(self.truth(truth.part))

    def _in_bands(self, truth: t.Order, band: Atom, limit: Fraction) -> Truth:
        is_left = isinstance(truth.left, t.Variable)
        held = []
        for part in band.words:
            assert isinstance(part, Range)
            value = part.sample() if part.lower != part.upper else limit_of(part)
            left, right = (value, limit) if is_left else (limit, value)
            compared = t.order(truth.operator, t.Number(left), t.Number(right))
            if isinstance(compared, t.Known) and compared.value:
                held.append(part)
        return t.one_of(band, held)


def limit_of(part: Range) -> Fraction:
    assert part.lower is not None
    return part.lower


def joined(parts: Sequence[Range], atom: Atom) -> tuple[Range, ...]:
    """The same numbers in as few intervals as may be, for people to read."""
    if not atom.is_whole:
        return union(parts)
    whole = sorted(parts, key=lambda part: (part.lower is not None, part.lower or 0))
    found: list[Range] = []
    for part in whole:
        last = found[-1] if found else None
        gap = last is not None and _gap_is_empty(last, part)
        if last is not None and gap:
            found[-1] = Range(
                last.lower,
                part.upper,
                lower_closed=last.lower_closed,
                upper_closed=part.upper_closed,
            )
        else:
            found.append(part)
    return tuple(found)


def _gap_is_empty(left: Range, right: Range) -> bool:
    if left.upper is None or right.lower is None:
        return False
    between = Range(
        left.upper,
        right.lower,
        lower_closed=not left.upper_closed,
        upper_closed=not right.lower_closed,
    )
    return between.is_empty or not has_whole(between)
