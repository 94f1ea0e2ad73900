"""The deductions of an indicator, by the names people have for them."""

from collections.abc import Iterator

from perfdsl.interpreter.sheet import Effect
from perfdsl.model import rules
from perfdsl.model.rulebook import RuleBook


def deduction_names(rulebook: RuleBook, indicator: str | None) -> Iterator[str]:
    """The reasons, row texts and lines of every rule that takes points."""
    for rule in _rules_of(rulebook, indicator):
        match rule:
            case rules.Adjustment() if rule.kind == "deduct":
                yield from _names(rule, None)
            case rules.Checklist() if rule.kind != "award":
                for row in rule.rows:
                    yield from _names(row, row.text)
            case _:
                pass


def is_called(effect: Effect, name: str) -> bool:
    """Whether the effect is that of the rule with this name."""
    text = effect.span.text if effect.span is not None else ""
    return name in (effect.text, text, *effect.notes.reason)


def is_deduction(effect: Effect) -> bool:
    """A rule that takes points: not an award of less than full marks, not a bound."""
    if effect.kind in ("deduct", "item", "manual"):
        return effect.points is not None and effect.points < 0
    return False


def _names(rule: rules.RuleBase, text: str | None) -> Iterator[str]:
    yield from rule.notes.reason
    if text:
        yield text
    yield rule.span.text


def _rules_of(rulebook: RuleBook, indicator: str | None) -> tuple[rules.Rule, ...]:
    if indicator is None:
        return rulebook.total_rules
    return next(found.rules for found in rulebook.walk() if found.id == indicator)
