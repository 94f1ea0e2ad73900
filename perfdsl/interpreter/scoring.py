"""`score`: the whole of it, from rules and facts to the sheet."""

from collections.abc import Iterator, Sequence

from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter.counterfactual import with_counterfactuals
from perfdsl.interpreter.draft import Draft
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.findings import (
    missing_facts,
    report_given_definitions,
    report_missing,
    report_not_computable,
    report_requirements,
    report_stated,
    report_total_not_computable,
)
from perfdsl.interpreter.ledger import check_ledger
from perfdsl.interpreter.sheet import ScoreSheet
from perfdsl.interpreter.total import KEY, Total, score_total
from perfdsl.interpreter.tree import Scored, TreeScorer
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook


def score(
    rulebook: RuleBook, facts: Facts, *, partial: bool = False, counterfactuals: bool = True
) -> ScoreSheet:
    """Score one department.

    Missing facts leave their indicators unknown, with the interval their score lies in. They are
    findings of severity error unless `partial` says that an unfinished result is wanted.
    `counterfactuals` False: what would have won points back is not looked for, which takes half the time.
    """
    evaluator = Evaluator(rulebook, facts)
    scorer = TreeScorer(evaluator, rulebook.rounding, converts_groups=rulebook.rescale == "group")
    scored = [scorer.score(indicator) for indicator in rulebook.indicators]
    total = score_total(rulebook, evaluator, scorer, scored)
    nodes = tuple(item.node for item in scored)
    effects = tuple(draft.freeze() for draft in total.drafts)
    check_ledger(rulebook.full, total.score, nodes, effects)
    if counterfactuals:
        nodes = with_counterfactuals(rulebook, facts, nodes)
    absents = [*(item.absent for item in scored), total.absent]
    missing = missing_facts(rulebook, nodes, total, absents)
    findings = _findings(rulebook, evaluator, total, scored)
    if not partial:
        report_missing(missing, findings)
    return ScoreSheet(
        rules_source=rulebook.source,
        facts_source=facts.source,
        scheme=rulebook.scheme,
        rules_year=rulebook.year,
        subject=facts.subject,
        facts_year=facts.year,
        full=rulebook.full,
        score=total.score,
        least=total.least,
        most=total.most,
        grade=total.grade,
        possible_grades=total.possible_grades,
        status=total.status,
        places=rulebook.rounding,
        nodes=nodes,
        effects=effects,
        findings=tuple(findings),
        missing=missing,
        money_unit=rulebook.money_unit,
        partial=partial,
    )


def _findings(
    rulebook: RuleBook, evaluator: Evaluator, total: Total, scored: Sequence[Scored]
) -> Diagnostics:
    findings = Diagnostics()
    facts = evaluator.facts
    everything = [item for top in scored for item in top.walk()]
    report_not_computable(everything, rulebook, facts, findings)
    report_total_not_computable(total, rulebook, facts, findings)
    report_given_definitions(rulebook, evaluator, findings)
    report_requirements(rulebook, facts, _required(everything, total), findings)
    nodes = [item.node for item in scored]
    report_stated(rulebook, facts, nodes, total.score, total.grade, findings)
    return findings


def _required(
    everything: Sequence[Scored], total: Total
) -> Iterator[tuple[str, rules.Requirement, Draft]]:
    for item in everything:
        for rule, draft in item.requirements:
            yield item.node.id, rule, draft
    for rule, draft in total.requirements:
        yield KEY, rule, draft
