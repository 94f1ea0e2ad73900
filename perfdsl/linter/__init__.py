"""What is allowed and still looks like a mistake: rules of the linter, and what they find.

Only what is certain is reported, each finding of logic with values that show it. An indicator whose score
depends on several numbers at once is not analyzed, and that is counted.
"""

import attrs

from perfdsl.checker.clauses import with_clauses
from perfdsl.diagnostic import Allowed, Diagnostic, Diagnostics
from perfdsl.linter.allowing import apply_allowances
from perfdsl.linter.following import without_following
from perfdsl.linter.rule import LintRule
from perfdsl.linter.rules import (
    absorbed_deduction,
    added_to_zero,
    addition_lost,
    always_holds,
    always_negative,
    award_never_wins,
    bands_out_of_order,
    basis_missing,
    cap_never_bites,
    constant_score,
    date_of_another_year,
    deduction_lost,
    direction_differs,
    double_deduction,
    duplicate_rule,
    edition_missing,
    equal_bands,
    exact_rate,
    exception_never_applies,
    excessive_checklist,
    excessive_deduction,
    exhausted_at_once,
    full_marks_unreachable,
    grade_off_grid,
    grade_unreachable,
    grades_alike,
    grades_missing,
    group_left_out,
    hundredfold_rate,
    inclusion_differs,
    interpolation_reversed,
    judged_without_step,
    levels_reversed,
    negative_total_ungraded,
    never_exhausted,
    never_holds,
    never_matters,
    no_base_last_year,
    not_applicable_missing,
    not_applicable_never_reached,
    otherwise_never_reached,
    overlapping_caps,
    partial_last_step,
    point_left_to_rest,
    repeated_name,
    rounding_missing,
    slow_deduction,
    table_incomplete,
    unbased_discretion,
    uncovered_case,
    unguarded_division,
    unused_definition,
    unused_fact,
    veto_never_matters,
    year_differs,
    year_missing,
)
from perfdsl.linter.settings import DEFAULT, Settings
from perfdsl.linter.view import View
from perfdsl.manual import Manual
from perfdsl.model.rulebook import RuleBook
from perfdsl.wording import Code

RULES: tuple[LintRule, ...] = (
    full_marks_unreachable.RULE,
    constant_score.RULE,
    never_exhausted.RULE,
    slow_deduction.RULE,
    exhausted_at_once.RULE,
    excessive_checklist.RULE,
    partial_last_step.RULE,
    never_matters.RULE,
    never_holds.RULE,
    always_holds.RULE,
    exception_never_applies.RULE,
    award_never_wins.RULE,
    overlapping_caps.RULE,
    cap_never_bites.RULE,
    unguarded_division.RULE,
    no_base_last_year.RULE,
    unused_fact.RULE,
    unused_definition.RULE,
    repeated_name.RULE,
    unbased_discretion.RULE,
    judged_without_step.RULE,
    grade_off_grid.RULE,
    grade_unreachable.RULE,
    inclusion_differs.RULE,
    duplicate_rule.RULE,
    double_deduction.RULE,
    basis_missing.RULE,
    year_missing.RULE,
    grades_missing.RULE,
    rounding_missing.RULE,
    exact_rate.RULE,
    bands_out_of_order.RULE,
    equal_bands.RULE,
    absorbed_deduction.RULE,
    added_to_zero.RULE,
    edition_missing.RULE,
    direction_differs.RULE,
    group_left_out.RULE,
    grades_alike.RULE,
    not_applicable_missing.RULE,
    uncovered_case.RULE,
    levels_reversed.RULE,
    year_differs.RULE,
    interpolation_reversed.RULE,
    addition_lost.RULE,
    excessive_deduction.RULE,
    hundredfold_rate.RULE,
    table_incomplete.RULE,
    deduction_lost.RULE,
    not_applicable_never_reached.RULE,
    veto_never_matters.RULE,
    negative_total_ungraded.RULE,
    point_left_to_rest.RULE,
    date_of_another_year.RULE,
    otherwise_never_reached.RULE,
    always_negative.RULE,
)
"""In the order of their ids."""


@attrs.frozen(eq=False, repr=False)
class Linted:
    """What was found, what the rules themselves allow, and what was not analyzed."""

    found: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]
    not_analyzed: tuple[tuple[str, ...], ...]
    """The paths of indicators."""


def lint(rulebook: RuleBook, settings: Settings = DEFAULT) -> Linted:
    """Everything the rules that are not switched off find."""
    view = View(rulebook)
    found: list[Diagnostic] = []
    for rule in RULES:
        level = settings.level_of(rule.code)
        if level == "off":
            continue
        diagnostics = Diagnostics()
        rule.check(view, diagnostics)
        found += [attrs.evolve(each, level=level) for each in diagnostics]
    kept, allowed = apply_allowances(
        rulebook, found, {rule.slug: rule.code for rule in RULES}, settings
    )
    total = min((rule.span.start for rule in rulebook.total_rules), default=None)
    kept = tuple(without_following(kept, [each.finding for each in allowed], view))
    kept = tuple(with_clauses(kept, rulebook.indicators, total))
    return Linted(kept, allowed, tuple(leaf.path for leaf in view.not_analyzed))


def lint_codes() -> tuple[Code, ...]:
    """The codes of the rules, which stand with them."""
    return tuple(rule.code for rule in RULES)


def lint_manual(code: str) -> Manual | None:
    """The page of a rule by its id."""
    return next((rule.manual() for rule in RULES if rule.code.id == code), None)


__all__ = ["DEFAULT", "RULES", "Allowed", "LintRule", "Linted", "Settings", "lint"]
