"""Deductions by steps, where nothing else gives or takes points."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.intervals import Range
from perfdsl.linter.shape import as_text
from perfdsl.linter.view import Path, View
from perfdsl.meaning.terms import Atom
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.rule_tests.quantities import step_start


@attrs.frozen(eq=False, repr=False)
class Stepped:
    """`each` points for each step; the first is complete at `first`, the next ones `size` apart."""

    leaf: Indicator
    rule: rules.Adjustment
    step: rules.Step
    each: Fraction
    atom: Atom
    first: Fraction
    size: Fraction
    barred: tuple[Range, ...] = ()
    """Where 不适用 or 免扣 holds, and no step is counted."""

    @property
    def room(self) -> Fraction:
        return self.leaf.full - self.leaf.lower

    def at(self, count: int) -> str | None:
        """The quantity where so many steps are complete; None where it can never be that."""
        value = self.first + (count - 1) * self.size
        if not self.atom.domain.contains(value):
            return None
        if self.atom.is_whole and value.denominator != 1:
            return None
        if any(part.contains(value) for part in self.barred):
            return None
        return as_text({self.atom.key: value}, [self.atom])


def stepped_deductions(view: View) -> Iterator[Stepped]:
    for path in view.leaves:
        leaf = path[-1]
        giving = [r for r in leaf.rules if isinstance(r, rules.Adjustment | rules.Bands)]
        others = [r for r in leaf.rules if isinstance(r, rules.Award | rules.Checklist | rules.Cap)]
        if len(giving) != 1 or others or not isinstance(giving[0], rules.Adjustment):
            continue
        rule = giving[0]
        if rule.kind != "deduct" or rule.step is None or rule.at_most is not None:
            continue
        if isinstance(rule.points, rules.Judged):
            continue
        each = constant_value(rule.points, leaf.full)
        size = constant_value(rule.step.size, leaf.full)
        if not each or not size or each <= 0 or size <= 0 or leaf.upper != leaf.full:
            continue
        start = step_start(rule.step.excess, size, leaf.full)
        atom = view.number(start[0]) if start is not None else None
        if start is None or atom is None:
            continue
        size = -size if _falls(rule.step) else size
        barred = tuple(_barred(view, path, atom))
        yield Stepped(leaf, rule, rule.step, each, atom, start[1], size, barred)


def _barred(view: View, path: Path, atom: Atom) -> Iterator[Range]:
    for node in path:
        for rule in node.rules:
            if isinstance(rule, rules.NotApplicable | rules.Exemption):
                held = view.holding(rule.condition)
                if held is not None and held.atom.key == atom.key:
                    yield from held.where


def _falls(step: rules.Step) -> bool:
    """Whether the excess grows as the quantity falls: `95% − X`."""
    excess = step.excess
    return (
        isinstance(excess, model.Arithmetic)
        and excess.operator == "-"
        and constant_value(excess.left) is not None
    )
