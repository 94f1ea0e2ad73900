"""Looking for the cases that are still missing: facts that lead to each goal, as plain as possible.

Nothing here is a claim: every situation is scored by the interpreter, and what it reaches is asked of
the same code that measures coverage. What is not found is told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.facts.paths import judged_points
from perfdsl.interpreter.sheet import Node, Value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import RecordsType
from perfdsl.rule_tests.cases import Result
from perfdsl.rule_tests.coverage import Coverage
from perfdsl.rule_tests.goals import Earns, Goal
from perfdsl.rule_tests.moves import Mover, close_to
from perfdsl.rule_tests.nearby import Nearby
from perfdsl.rule_tests.reached import Look, concerns, goals_reached, new_nearby
from perfdsl.rule_tests.running import Runner, Scored
from perfdsl.rule_tests.situations import Name, Situation, Slot, plain_content
from perfdsl.rule_tests.sums import Change, PointSearch
from perfdsl.source import Span

Moves = Callable[[Situation], Iterator[tuple[Slot, Situation]]]
_MOST_CONTEXTS = 60
_MOST_PAIRS = 1_000
_MOST_FILLINGS = 12
_MOST_TRIED = 8_000
"""Situations scored for one indicator; what is not found by then is told."""


@attrs.frozen(eq=False, repr=False)
class Proposal:
    """A case for a person to confirm: facts, what they give at present, and what they were made for."""

    indicator: str | None
    situation: Situation
    scored: Scored
    goals: tuple[Goal, ...]

    @property
    def result(self) -> Result:
        return self.scored.result


@attrs.frozen(eq=False, repr=False)
class Proposals:
    """`not_found`: goals that no facts were found for; a person has to write those cases."""

    found: tuple[Proposal, ...]
    not_found: tuple[Goal, ...]


def propose(coverage: Coverage, shared: Situation) -> Proposals:
    """Cases for every goal that the tests do not reach, starting from the facts all cases share."""
    runner = Runner(coverage.rulebook)
    found: list[Proposal] = []
    open_goals = {goal.key: goal for goal in coverage.missed}
    for owner in _owners(coverage):
        wanted = [goal for goal in open_goals.values() if concerns(goal, owner)]
        if not wanted:
            continue
        every = [goal for goal in coverage.goals if concerns(goal, owner)]
        search = Search.over(coverage.rulebook, runner, owner, every, shared)
        for proposal in search.run(wanted):
            found.append(proposal)
            for goal in proposal.goals:
                open_goals.pop(goal.key, None)
    return Proposals(tuple(found), tuple(open_goals.values()))


def _owners(coverage: Coverage) -> Iterator[str | None]:
    """Leaves before headings: what is decided above is reached by the way."""
    leaves = [leaf.id for leaf in coverage.rulebook.leaves]
    yield from leaves
    yield from (owner for owner in coverage.owners if owner is not None and owner not in leaves)
    if None in coverage.owners:
        yield None


@attrs.define(eq=False, repr=False)
class Search:
    rulebook: RuleBook
    runner: Runner
    owner: str | None
    goals: Sequence[Goal]
    mover: Mover
    shared: Situation
    home: Span
    judged_most: Mapping[str, Fraction]
    """The most points each place of judgement can give."""
    wanted: dict[str, Goal] = attrs.field(factory=dict)
    exact: dict[str, Goal] = attrs.field(factory=dict)
    """The goals as they are, while closer ones are looked for."""
    accepted: list[Proposal] = attrs.field(factory=list)
    contexts: list[Situation] = attrs.field(factory=list)
    seen: set[tuple[object, ...]] = attrs.field(factory=set)
    tried: int = 0
    met: set[str] = attrs.field(factory=set)
    """Goals that were come to, whether anything showed or not."""
    nearby: Nearby = attrs.field(factory=new_nearby)
    changes: dict[tuple[object, ...], list[Change]] = attrs.field(factory=dict)

    @classmethod
    def over(
        cls,
        rulebook: RuleBook,
        runner: Runner,
        owner: str | None,
        goals: Sequence[Goal],
        shared: Situation,
    ) -> "Search":
        indicator = next((found for found in rulebook.walk() if found.id == owner), None)
        home = Span(rulebook.source, 0, 0)
        start = shared.without(_definitions(shared, rulebook))
        mover = Mover.of(rulebook, indicator, goals)
        return cls(rulebook, runner, owner, goals, mover, start, home, _judged_most(rulebook))

    def run(self, wanted: Iterable[Goal]) -> list[Proposal]:
        """Cases that together reach all of `wanted` that could be reached."""
        every = tuple(wanted)
        self.wanted = {goal.key: goal for goal in every}
        exact = self.goals
        self.exact = {goal.key: goal for goal in exact}
        self.goals = tuple(close_to(goal, self.rulebook) for goal in exact)
        self._try(self.shared)
        self._widen(self.mover.moves)
        self._widen(self.mover.given_definitions)
        self.goals = exact
        self._widen(self.mover.moves, again=True)
        self._widen(self.mover.given_definitions)
        self._search_points()
        self._pairs()
        self._search_points()
        return _needed(self.accepted, every)

    # --- one situation ---------------------------------------------------------------------------

    def _try(self, situation: Situation) -> Situation | None:
        """Score it, with what it lacks filled in; keep it if it reaches something new."""
        if self.tried >= _MOST_TRIED:
            return None
        self.tried += 1
        filled, scored = self.filled(situation)
        key = filled.key
        if key in self.seen:
            return None
        self.seen.add(key)
        look = Look.at(scored, None, self.nearby)
        met = [goal for goal in self.goals if goal.key in self.wanted and look.meets(goal)]
        new = [goal for goal in met if look.reaches(goal)]
        first = {goal.key for goal in met} - self.met
        if new or first or not self.contexts:
            self.contexts.append(filled)
        self.met |= first
        if new:
            self._accept(filled, scored, new)
        return filled

    def _accept(self, filled: Situation, scored: Scored, new: Sequence[Goal]) -> None:
        """Keep a situation, without what nothing looked at if it reaches the same."""
        bare = _only_used(filled, scored, self.rulebook)
        rescored = self.runner.score(self.owner, bare.facts(self.home))
        reached = goals_reached(scored, self.goals, None, self.nearby)
        again = goals_reached(rescored, self.goals, None, self.nearby)
        kept, result = (bare, rescored) if reached <= again else (filled, scored)
        told = tuple(self.exact[goal.key] for goal in self.goals if goal.key in reached)
        self.accepted.append(Proposal(self.owner, kept, result, told))
        for goal in new:
            del self.wanted[goal.key]

    def filled(self, situation: Situation) -> tuple[Situation, Scored]:
        """The situation with a plain value for everything the rules ask for and do not find."""
        for _ in range(_MOST_FILLINGS):
            scored = self.runner.score(self.owner, situation.facts(self.home))
            missing = [name for name in _missing(scored) if name not in situation.values]
            judged = [key for key in _missing_judged(scored) if key not in situation.judged]
            if not missing and not judged:
                return situation, scored
            for name in missing:
                situation = situation.with_content(name, plain_content(name[0], self.rulebook))
            for key in judged:
                points = self.judged_most.get(key, Fraction(0))
                situation = Situation(situation.values, {**situation.judged, key: points})
        return situation, scored

    # --- many situations -------------------------------------------------------------------------

    def _widen(self, moves: Moves, *, again: bool = False) -> None:
        """Single changes of every situation that was of use, then changes of those."""
        if again:
            self.seen.clear()
            for context in tuple(self.contexts):
                self._try(context)
        position = 0
        while self.wanted and position < min(len(self.contexts), _MOST_CONTEXTS):
            for _, changed in moves(self.contexts[position]):
                self._try(changed)
                if not self.wanted:
                    return
            position += 1

    def _pairs(self) -> None:
        """Two changes at once, for what one alone does not lead to."""
        tried = 0
        for context in tuple(self.contexts[:_MOST_CONTEXTS]):
            for _, first in self.mover.moves(context):
                filled, _ = self.filled(first)
                for _, second in self.mover.moves(filled):
                    if not self.wanted or tried > _MOST_PAIRS:
                        return
                    tried += 1
                    self._try(second)

    def _search_points(self) -> None:
        """Limits of points are approached from the situations known so far."""
        for goal in list(self.wanted.values()):
            if goal.key in self.wanted and isinstance(goal.aim, Earns):
                search = PointSearch(
                    self.runner, self.owner, self.mover, goal, self.home, self.changes
                )
                for situation in search.candidates(self.contexts[:_MOST_CONTEXTS]):
                    self._try(situation)
                    if goal.key not in self.wanted:
                        break


def _needed(accepted: Sequence[Proposal], wanted: Sequence[Goal]) -> list[Proposal]:
    """As few of the cases as reach the same, each with the goals it is there for; the first stays."""
    keys = {goal.key for goal in wanted}
    kept = list(accepted)
    for proposal in list(reversed(accepted[1:])):
        others = {goal.key for other in kept if other is not proposal for goal in other.goals}
        if {goal.key for goal in proposal.goals} & keys <= others:
            kept.remove(proposal)
    told: set[str] = set()
    named: list[Proposal] = []
    for proposal in kept:
        new = tuple(goal for goal in proposal.goals if goal.key in keys - told)
        told |= {goal.key for goal in new}
        named.append(attrs.evolve(proposal, goals=new or proposal.goals))
    return named


# --- what a score asked for ----------------------------------------------------------------------


def _values(scored: Scored) -> Iterator[Value]:
    """Everything the rules looked up, down to what was given or missing."""
    waiting: list[Value] = []
    nodes: list[Node] = list(scored.sheet.nodes)
    for effect in scored.sheet.effects:
        waiting += effect.values
    while nodes:
        node = nodes.pop()
        nodes += node.children
        for effect in node.effects:
            waiting += effect.values
    seen: set[int] = set()
    while waiting:
        value = waiting.pop(0)
        if id(value) not in seen:
            seen.add(id(value))
            yield value
            waiting += value.inputs


def _missing(scored: Scored) -> list[Name]:
    found = [
        (value.name, value.last_year) for value in _values(scored) if value.origin == "missing"
    ]
    return [name for name in dict.fromkeys(found) if name[0] in scored.rulebook.facts]


def _missing_judged(scored: Scored) -> list[str]:
    return [missing.name for missing in scored.sheet.missing if missing.kind == "judgement"]


def _judged_most(rulebook: RuleBook) -> dict[str, Fraction]:
    full = {indicator.id: indicator.full for indicator in rulebook.walk()}
    found: dict[str, Fraction] = {}
    for judged in judged_points(rulebook):
        marks = next((full[path] for path in full if judged.key.startswith(path)), rulebook.full)
        most = constant_value(judged.most, marks)
        found[judged.key] = most if most is not None else Fraction(0)
    return found


def _only_used(situation: Situation, scored: Scored, rulebook: RuleBook) -> Situation:
    """Without the facts that nothing looked at."""
    used = {(value.name, value.last_year) for value in _values(scored)}
    kept = {
        name: content
        for name, content in situation.values.items()
        if name in used or isinstance(_declared_type(name, rulebook), RecordsType)
    }
    return Situation(kept, situation.judged)


def _declared_type(name: Name, rulebook: RuleBook) -> object:
    declared = rulebook.facts.get(name[0])
    return declared.type if declared is not None else None


def _definitions(shared: Situation, rulebook: RuleBook) -> set[Name]:
    """Definitions given to all cases: the search starts from what they are made of."""
    return {name for name in shared.values if name[0] in rulebook.definitions}
