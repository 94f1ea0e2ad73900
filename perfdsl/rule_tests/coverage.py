"""How much of the rules the cases reach, indicator by indicator."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.facts.words import canonical_name
from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.cases import Waiver
from perfdsl.rule_tests.collecting import goals_of
from perfdsl.rule_tests.describing import describe
from perfdsl.rule_tests.goals import Goal
from perfdsl.rule_tests.reached import concerns, goals_reached, new_nearby
from perfdsl.rule_tests.running import Outcome


@attrs.frozen(repr=False)
class Count:
    """So many of so many."""

    reached: int
    wanted: int

    @property
    def percent(self) -> Fraction:
        return Fraction(100 * self.reached, self.wanted) if self.wanted else Fraction(100)

    @property
    def is_full(self) -> bool:
        return self.reached == self.wanted

    def __add__(self, other: "Count") -> "Count":
        return Count(self.reached + other.reached, self.wanted + other.wanted)


@attrs.frozen(eq=False, repr=False)
class Coverage:
    """`goals` are all that can be reached; what no facts can reach stands in `impossible`."""

    rulebook: RuleBook
    goals: tuple[Goal, ...]
    impossible: tuple[Goal, ...]
    reached: frozenset[str]
    waived: tuple[tuple[Goal, Waiver], ...] = ()
    """Goals that a person has said no case need reach."""
    idle: tuple[Waiver, ...] = ()
    """Waivers of no goal, or of one that is reached all the same."""

    @property
    def missed(self) -> tuple[Goal, ...]:
        return tuple(goal for goal in self.goals if goal.key not in self.reached)

    def count(self, goals: Iterable[Goal]) -> Count:
        listed = list(goals)
        return Count(sum(goal.key in self.reached for goal in listed), len(listed))

    @property
    def rules(self) -> Count:
        return self.count(goal for goal in self.goals if goal.is_rule)

    @property
    def boundaries(self) -> Count:
        return self.count(goal for goal in self.goals if not goal.is_rule)

    @property
    def owners(self) -> tuple[str | None, ...]:
        """The indicators that have goals, in file order; None is the total."""
        return tuple(dict.fromkeys(goal.owner for goal in self.goals))

    def only(self, owners: set[str | None]) -> "Coverage":
        """The part that concerns these indicators."""
        return attrs.evolve(
            self,
            goals=tuple(goal for goal in self.goals if goal.owner in owners),
            impossible=tuple(goal for goal in self.impossible if goal.owner in owners),
            waived=tuple(pair for pair in self.waived if pair[0].owner in owners),
            idle=(),
        )

    def of(self, owner: str | None) -> tuple[Goal, ...]:
        return tuple(goal for goal in self.goals if goal.owner == owner)


def coverage_of(
    rulebook: RuleBook, outcomes: Sequence[Outcome], waivers: Sequence[Waiver] = ()
) -> Coverage:
    """What the confirmed cases reach. A case that nobody has confirmed, or that fails, shows nothing."""
    goals = goals_of(rulebook)
    reached: set[str] = set()
    nearby = new_nearby()
    for outcome in outcomes:
        if outcome.case.is_confirmed and outcome.passed:
            asked = [
                goal
                for goal in goals
                if goal.key not in reached and concerns(goal, outcome.case.indicator)
            ]
            reached |= goals_reached(outcome.scored, asked, outcome.case.expected, nearby)
    waived: dict[str, tuple[Goal, Waiver]] = {}
    idle: list[Waiver] = []
    for waiver in waivers:
        found = [
            goal
            for goal in goals
            if goal.owner == waiver.indicator
            and goal.key not in reached
            and _is_named(goal, waiver)
        ]
        waived |= {goal.key: (goal, waiver) for goal in found}
        idle += [] if found else [waiver]
    return Coverage(
        rulebook,
        tuple(goal for goal in goals if goal.impossible is None and goal.key not in waived),
        tuple(goal for goal in goals if goal.impossible is not None),
        frozenset(reached),
        tuple(waived.values()),
        tuple(idle),
    )


def _is_named(goal: Goal, waiver: Waiver) -> bool:
    text = describe(goal)
    return canonical_name(waiver.goal) in {
        canonical_name(text.text("zh")),
        canonical_name(text.text("en")),
    }
