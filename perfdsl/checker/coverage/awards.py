"""Several 得 in one indicator: only the first that holds counts, and that must be what was meant."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from perfdsl.checker.constants import constant_value
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Words

_FULL, _ZERO = Words("满分", "full_marks"), Words("0", "0")


def check_separate_awards(indicator: Indicator, diagnostics: Diagnostics) -> None:
    """Awards about different things that look as if they were to be added up.

    Those per step of different quantities, and those whose points come to exactly the full marks.
    """
    awards = [rule for rule in indicator.rules if isinstance(rule, rules.Award) and rule.condition]
    stepped = [award for award in awards if award.step is not None]
    if len(stepped) > 1 and _are_apart(stepped):
        diagnostics.report(codes.SEPARATE_STEPS, stepped[1].span, secondary=_others(stepped))
        return
    points = [_points(award, indicator) for award in awards]
    known = [each for each in points if each is not None and each > 0]
    if len(known) == len(awards) > 1 and sum(known) == indicator.full and _are_apart(awards):
        first = format_exact(known[0])
        diagnostics.report(
            codes.SEPARATE_AWARDS, awards[1].span, secondary=_others(awards), first=first
        )


def awarded_elsewhere(awards: Sequence[rules.Award]) -> Words:
    """What is left to give where none of these holds: all of it if they only give 0."""
    points = [_points(award, None) for award in awards]
    return _FULL if all(each == 0 for each in points) else _ZERO


def _points(award: rules.Award, indicator: Indicator | None) -> Fraction | None:
    if isinstance(award.points, rules.Judged) or award.step is not None:
        return None
    return constant_value(award.points, indicator.full if indicator is not None else None)


def _are_apart(awards: Sequence[rules.Award]) -> bool:
    """Whether no two of them look at the same fact or definition."""
    looked_at = [_names(award.condition) for award in awards]
    return all(
        first and second and not first & second for first, second in combinations(looked_at, 2)
    )


def _names(condition: model.Expr | None) -> set[str]:
    parts = model.walk(condition) if condition is not None else ()
    return {
        part.name
        for part in parts
        if isinstance(part, model.FactReference | model.DefinitionReference)
    }


def _others(awards: Sequence[rules.Award]) -> list[Label]:
    return [Label(award.span) for award in (awards[0], *awards[2:])]
