"""Checked rules as the rules of the linter look at them: what is worked out once is kept."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from perfdsl.checker.coverage.domains import Declared
from perfdsl.intervals import Range
from perfdsl.linter.orders import order_by_domains
from perfdsl.linter.satisfying import NOWHERE, is_possible, point_of
from perfdsl.linter.shape import Point, Shape, as_text, shape_of
from perfdsl.linter.writing_out import written_out
from perfdsl.meaning import terms as t
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.compiling import Amount, Compiler, Verdict
from perfdsl.meaning.leaf import outcome_of
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.meaning.reading import MOST_WORK, Reader, Work
from perfdsl.meaning.terms import Atom, Outcome
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import Use, expressions_in, uses_in
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.rules import Bands

if TYPE_CHECKING:
    from perfdsl.linter.divisions import ZeroDivisor

Path = tuple[Indicator, ...]
"""A node with the headings above it, outermost first."""
_FOR_A_RULE = 10_000
"""How many more pieces of scores are gone through for each rule of a leaf; most take some hundred."""


@attrs.frozen(eq=False, repr=False)
class Holding:
    """Where a condition about one number holds."""

    atom: Atom
    where: tuple[Range, ...]

    def sample(self) -> str:
        """A value with which it holds, as `执行率 = 85%`."""
        return as_text({self.atom.key: self.where[0]}, [self.atom])


@attrs.define(eq=False, repr=False)
class View:
    rulebook: RuleBook
    years: BothYears = attrs.field(init=False)
    zero_divisors: "tuple[ZeroDivisor, ...] | None" = attrs.field(default=None, init=False)
    """Found once for the two rules that ask."""
    unsettled: set[str] = attrs.field(factory=set, init=False)
    """The leaves for which it could not be told whether a case is left out, or whether a rule matters."""
    _shapes: dict[str, Shape | None] = attrs.field(factory=dict, init=False)
    _work: dict[str, Work] = attrs.field(factory=dict, init=False)
    _holdings: dict[int, Holding | None] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.years = BothYears(self.rulebook, self.rulebook)

    # --- what there is ---------------------------------------------------------------------------

    @cached_property
    def declared(self) -> Declared:
        """What names stand for, with what was found out about them."""
        return Declared(self.rulebook.facts, self.rulebook.definitions)

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Every node, in file order."""
        return tuple(path for top in self.rulebook.indicators for path in _paths(top, ()))

    @cached_property
    def leaves(self) -> tuple[Path, ...]:
        return tuple(path for path in self.paths if path[-1].is_leaf)

    @cached_property
    def rules(self) -> tuple[tuple[Indicator | None, rules.Rule], ...]:
        """Every rule with the node it stands under; None: 总分."""
        below = [(path[-1], rule) for path in self.paths for rule in path[-1].rules]
        return (*below, *((None, rule) for rule in self.rulebook.total_rules))

    @cached_property
    def bands(self) -> tuple[tuple[Indicator, Bands], ...]:
        return tuple(
            (path[-1], rule)
            for path in self.leaves
            for rule in path[-1].rules
            if isinstance(rule, Bands)
        )

    @cached_property
    def filters(self) -> tuple[model.Expr, ...]:
        """The conditions behind 其中, in rules and in definitions."""
        asked = [part for _, rule in self.rules for part in expressions_in(rule)]
        defined = [definition.value for definition in self.rulebook.definitions.values()]
        found = {
            (node.where.span.start, node.where.span.end): node.where
            for each in (*asked, *defined)
            for node in model.walk(each)
            if isinstance(node, model.Aggregate) and node.where is not None
        }
        return tuple(found.values())

    @cached_property
    def uses(self) -> frozenset[Use]:
        """The facts and definitions that rules ask for, through definitions too."""
        asked = [part for _, rule in self.rules for part in expressions_in(rule)]
        return frozenset(uses_in(asked, self.rulebook.definitions))

    @cached_property
    def uses_of_definitions(self) -> frozenset[Use]:
        """What definitions ask for, used or not."""
        asked = [definition.value for definition in self.rulebook.definitions.values()]
        return frozenset(uses_in(asked, self.rulebook.definitions))

    # --- scores ----------------------------------------------------------------------------------

    def work(self, path: Path) -> Work:
        """How much of the scores of a leaf is gone through, by all who ask; what is beyond it is not analyzed."""
        leaf = path[-1]
        return self._work.setdefault(leaf.id, Work(MOST_WORK + _FOR_A_RULE * len(leaf.rules)))

    def shape(self, path: Path) -> Shape | None:
        """The score of a leaf over all that facts can be; None: not analyzed."""
        key = path[-1].id
        if key not in self._shapes:
            self._shapes[key] = shape_of(self.outcome(path), self.work(path))
        return self._shapes[key]

    def outcome(self, path: Path) -> Outcome:
        return outcome_of(self.rulebook, path, self.years, is_fine=False)

    @property
    def not_analyzed(self) -> tuple[Indicator, ...]:
        """The leaves whose score depends on several numbers at once, or on too much, or that are unsettled."""
        return tuple(
            path[-1]
            for path in self.leaves
            if self.shape(path) is None or path[-1].id in self.unsettled
        )

    # --- conditions ------------------------------------------------------------------------------

    def holding(self, condition: model.Expr) -> Holding | None:
        """Where a condition about one number (and nothing else) holds; None: it is not of that kind."""
        if id(condition) not in self._holdings:
            self._holdings[id(condition)] = self._holding(condition)
        return self._holdings[id(condition)]

    def _holding(self, condition: model.Expr) -> Holding | None:
        if _names_full_marks(condition):
            return None
        value = self._verdict(condition).value
        atoms = t.atoms_of(value)
        if len(atoms) != 1 or not atoms[0].is_number:
            return None
        atom = atoms[0]
        try:
            found = Reader(atom.key, {}).ranges(value, atom.domain)
        except NotAnalyzed:
            return None
        return Holding(atom, tuple(part for part in found if is_possible(part, atom)))

    def number(self, node: model.Expr) -> Atom | None:
        """The one quantity that an expression is."""
        compiled = Compiler(self.rulebook, self.years).compile(node)
        if isinstance(compiled, Amount) and isinstance(compiled.value, t.Variable):
            return compiled.value.atom
        return None

    def possible(self, *conditions: model.Expr, but: tuple[model.Expr, ...] = ()) -> bool | None:
        """Whether all of them can hold while none of `but` does; None: not analyzed.

        What is said to be impossible is so whatever the facts; what is possible may still not be.
        """
        if any(map(_names_full_marks, (*conditions, *but))):
            return None
        if any(order_by_domains(condition, self.declared) is False for condition in conditions):
            return False
        asked = [self._verdict(condition).value for condition in conditions]
        refused = [t.contrary(self._verdict(condition).value) for condition in but]
        return self._satisfiable(t.every(*asked, *refused))

    def example(
        self, *conditions: model.Expr, but: tuple[model.Expr, ...] = ()
    ) -> tuple[Point, tuple[Atom, ...]] | None:
        """Values with which all of them hold while none of `but` does; None: not analyzed, or none."""
        if any(map(_names_full_marks, (*conditions, *but))):
            return None
        asked = [self._verdict(condition).value for condition in conditions]
        refused = [t.contrary(self._verdict(condition).value) for condition in but]
        truth = t.every(*asked, *refused)
        point = point_of(truth)
        return None if point is None or point is NOWHERE else (point, t.atoms_of(truth))

    def written_out(self, condition: model.Expr) -> model.Expr:
        """With what it calls by the name of a definition that is a condition in its place."""
        return written_out(condition, self.rulebook)

    def can_fail(self, condition: model.Expr) -> bool | None:
        """Whether there can be facts with which it does not hold, or has no value."""
        if _names_full_marks(condition):
            return None
        verdict = self._verdict(condition)
        if verdict.defined == t.TRUE and order_by_domains(condition, self.declared) is True:
            return False
        return self._satisfiable(t.contrary(t.every(verdict.value, verdict.defined)))

    def always_has_value(self, condition: model.Expr) -> bool:
        """Whether it holds or not whatever the facts: nothing in it is divided by what may be 0."""
        return self._verdict(condition).defined == t.TRUE

    def _satisfiable(self, truth: t.Truth) -> bool | None:
        point = point_of(truth)
        return point if point is None else point is not NOWHERE

    def _verdict(self, condition: model.Expr) -> Verdict:
        return Compiler(self.rulebook, self.years).verdict(condition)

    def witness(self, *conditions: model.Expr) -> str | None:
        """Values with which all these conditions hold; None where none are found, or none are needed."""
        return self._shown(conditions, lambda truth: truth)

    def witness_against(self, *conditions: model.Expr) -> str | None:
        """Values with which none of these conditions holds."""
        return self._shown(conditions, t.contrary)

    def _shown(
        self, conditions: Sequence[model.Expr], asked: Callable[[t.Truth], t.Truth]
    ) -> str | None:
        if any(map(_names_full_marks, conditions)):
            return None
        truth = t.every(*(asked(self._verdict(each).value) for each in conditions))
        point = point_of(truth)
        return as_text(point, t.atoms_of(truth)) or None if point else None


def _names_full_marks(condition: model.Expr) -> bool:
    return any(isinstance(part, model.FullMarks) for part in model.walk(condition))


def _paths(node: Indicator, above: Path) -> Iterator[Path]:
    path = (*above, node)
    yield path
    for child in node.children:
        yield from _paths(child, path)
