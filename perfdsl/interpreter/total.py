"""The total: sums, conversion, rules under 总分, veto, grade."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.interpreter.absence import Absent
from perfdsl.interpreter.adjust import adjust
from perfdsl.interpreter.conditions import decide
from perfdsl.interpreter.draft import Draft, draft_for
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.shares import joined
from perfdsl.interpreter.sheet import Status
from perfdsl.interpreter.spans import rounded
from perfdsl.interpreter.tree import Scored, TreeScorer
from perfdsl.model import rules
from perfdsl.model.rulebook import Grade, RuleBook
from perfdsl.source import Span as TextSpan

KEY = "总分"


@attrs.define(eq=False, repr=False)
class Total:
    """`score` None: not known; then [least, most] bounds it."""

    score: Fraction | None
    least: Fraction
    most: Fraction
    status: Status
    drafts: list[Draft]
    grade: str | None = None
    possible_grades: tuple[str, ...] = ()
    absent: Absent | None = None
    requirements: tuple[tuple[rules.Requirement, Draft], ...] = ()


def score_total(
    rulebook: RuleBook, evaluator: Evaluator, scorer: TreeScorer, nodes: Sequence[Scored]
) -> Total:
    """Everything that happens after the indicators."""
    evaluator.full = rulebook.full
    asked: dict[str, Draft] = {}
    for rule in rulebook.total_rules:
        if isinstance(rule, rules.Adjustment):
            asked[rule.id] = adjust(evaluator, rule).drafts[0]
    required = _requirements(rulebook, evaluator)
    absent: Absent | None = None
    for cause in [*(node.absent for node in nodes), *(draft.absent for draft in asked.values())]:
        if cause is not None:
            absent = cause if absent is None else absent | cause
    excluded = bool(nodes) and all(node.node.excluded for node in nodes)
    if absent is None and not excluded:
        total = _settle(rulebook, evaluator, scorer, nodes, asked)
    else:
        total = _bounded(rulebook, scorer, nodes, list(asked.values()), absent)
    total.requirements = required
    total.drafts += [draft for _, draft in required]
    _veto(rulebook, evaluator, total)
    return total


def _requirements(
    rulebook: RuleBook, evaluator: Evaluator
) -> tuple[tuple[rules.Requirement, Draft], ...]:
    found: list[tuple[rules.Requirement, Draft]] = []
    for rule in rulebook.total_rules:
        if isinstance(rule, rules.Requirement):
            draft = draft_for(rule, "require", rule.text)
            if decide(evaluator, rule.condition, draft) is True:
                draft.status = "fired"
            found.append((rule, draft))
    return tuple(found)


def _settle(
    rulebook: RuleBook,
    evaluator: Evaluator,
    scorer: TreeScorer,
    nodes: Sequence[Scored],
    asked: dict[str, Draft],
) -> Total:
    settlement = scorer.added(KEY, TextSpan(rulebook.source, 0, 0), nodes)
    scorer.convert(settlement, nodes, rulebook.full)
    drafts = list(asked.values())
    settlement.score += sum((draft.applied for draft in drafts), Fraction(0))
    settlement.bound(rulebook.lower, rulebook.upper, drafts, None)
    settlement.round(rulebook.rounding, rulebook.lower, rulebook.upper)
    caps = [rule for rule in rulebook.total_rules if isinstance(rule, rules.Cap)]
    settlement.cap(evaluator, caps, rulebook.rounding)
    ordered = _in_file_order(rulebook, [*drafts, *settlement.drafts])
    if settlement.absent is not None:
        return _bounded(rulebook, scorer, nodes, ordered, settlement.absent)
    return Total(settlement.score, settlement.score, settlement.score, "scored", ordered)


def _bounded(
    rulebook: RuleBook,
    scorer: TreeScorer,
    nodes: Sequence[Scored],
    drafts: list[Draft],
    absent: Absent | None,
) -> Total:
    """No exact total: what it can still be."""
    status: Status = "unknown"
    if absent is None:
        status = "not_applicable"
    elif absent.is_undefined:
        status = "not_computable"
    span = joined(scorer.combined(nodes, rulebook.full, is_total=True))
    span = span + scorer.bounder.adjustments(rulebook.total_rules)
    span = rounded(span.clamp(rulebook.lower, rulebook.upper), rulebook.rounding)
    span = scorer.bounder.capped(span, rulebook.total_rules)
    for draft in drafts:
        draft.applied = Fraction(0)
    least = rulebook.lower if span.least is None else span.least
    most = rulebook.upper if span.most is None else span.most
    return Total(None, least, most, status, drafts, absent=absent)


def _in_file_order(rulebook: RuleBook, drafts: list[Draft]) -> list[Draft]:
    order = {rule.id: position for position, rule in enumerate(rulebook.total_rules)}
    return sorted(drafts, key=lambda draft: order.get(draft.rule, len(order)))


# --- veto and grade ------------------------------------------------------------------------------


def _veto(rulebook: RuleBook, evaluator: Evaluator, total: Total) -> None:
    """一票否决 and the grade; several vetoes: the worst grade."""
    names = [grade.name for grade in rulebook.grades]
    worst: int | None = None
    may_fall_to: set[str] = set()
    may_be_zero = False
    for rule in rulebook.total_rules:
        if not isinstance(rule, rules.Veto):
            continue
        draft = draft_for(rule, "veto")
        total.drafts.append(draft)
        holds = decide(evaluator, rule.condition, draft)
        grade = rule.grade if rule.grade is not None else (names[-1] if names else None)
        if isinstance(holds, Absent):
            total.absent = holds if total.absent is None else total.absent | holds
            if rule.zero:
                may_be_zero = True
            elif grade is not None:
                may_fall_to.add(grade)
        elif holds:
            draft.status = "fired"
            if rule.zero:
                _to_zero(total, draft)
            elif grade is not None:
                worst = max(names.index(grade), -1 if worst is None else worst)
                draft.text = grade
    if may_be_zero:
        total.least = min(total.least, Fraction(0))
        if total.score is not None:
            for draft in total.drafts:
                draft.applied = Fraction(0)
        total.score = None
    if total.absent is not None:
        total.status = "not_computable" if total.absent.is_undefined else "unknown"
    _grade(rulebook, total, worst, may_fall_to)


def _to_zero(total: Total, draft: Draft) -> None:
    if total.score is not None:
        draft.points = draft.applied = -total.score
        total.score = Fraction(0)
    total.least = total.most = Fraction(0)


def _grade(rulebook: RuleBook, total: Total, worst: int | None, may_fall_to: set[str]) -> None:
    names = [grade.name for grade in rulebook.grades]
    if not names:
        return
    first = _vetoed(_line(rulebook.grades, total.most), worst, len(names))
    last = _vetoed(_line(rulebook.grades, total.least), worst, len(names))
    possible = set(names[first : last + 1])
    below_all = len(names)
    possible |= {name for name in may_fall_to if names.index(name) > first or last == below_all}
    total.possible_grades = tuple(name for name in names if name in possible)
    if total.score is not None and len(possible) == 1 and last < len(names):
        total.grade = total.possible_grades[0]


def _line(grades: Sequence[Grade], score: Fraction) -> int:
    """The number of the grade a score reaches, from the best; one past the last below them all."""
    return next(
        (number for number, grade in enumerate(grades) if score >= grade.points), len(grades)
    )


def _vetoed(line: int, worst: int | None, below_all: int) -> int:
    """The grade a veto leaves: no better than its own; the lowest where the score reaches none."""
    if worst is None:
        return line
    return max(min(line, below_all - 1), worst)
