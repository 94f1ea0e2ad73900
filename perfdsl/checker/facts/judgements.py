"""Judged points held against their range and steps, where both are fixed numbers: scoring says the same later."""

from perfdsl.checker.constants import constant_value
from perfdsl.codes import scoring as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.model.contents import judged_in
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Award
from perfdsl.number import format_exact


def check_judgements(facts: Facts, rulebook: RuleBook, diagnostics: Diagnostics) -> None:
    """Report judged points outside of their range, or between two steps."""
    for indicator in rulebook.walk():
        always = [
            rule for rule in indicator.rules if isinstance(rule, Award) and rule.condition is None
        ]
        if len(always) < len(indicator.rules):
            continue  # which of them is reached depends on the facts
        for rule in always:
            for judged in judged_in(rule):
                given = facts.judgements.get(judged.key)
                least, most = (
                    constant_value(end, indicator.full) for end in (judged.least, judged.most)
                )
                if given is None or least is None or most is None:
                    continue
                step = constant_value(judged.step, indicator.full) if judged.step else None
                if not least <= given.points <= most:
                    code = codes.JUDGED_OUT_OF_RANGE
                elif step and (given.points - least) % step:
                    code = codes.JUDGED_OFF_STEP
                else:
                    continue
                diagnostics.report(
                    code,
                    given.span,
                    secondary=[Label(judged.span)],
                    indicator=judged.key,
                    points=format_exact(given.points),
                    least=format_exact(least),
                    most=format_exact(most),
                    step=format_exact(step) if step else "",
                )
