"""Made-up facts scored by the interpreter, so that what is said to happen does happen."""

from typing import TYPE_CHECKING

from perfdsl.codes.scoring import NOT_COMPUTABLE
from perfdsl.model.contents import Use
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.rule_tests.situations import Situation, plain_content
from perfdsl.source import Span

if TYPE_CHECKING:
    from perfdsl.rule_tests.running import Runner, Scored

_MOST_ROUNDS = 20


def is_not_computable(
    runner: "Runner", node: Indicator | None, situation: Situation, where: Span
) -> bool:
    """Whether a department with these facts, and plain ones for the rest, has no score because of `where`.

    The score of an indicator or heading; None: the total.
    """
    scored = completed(runner, node, situation)
    if scored is None:
        return False
    status = scored.sheet.status if node is None else _status_of(scored)
    return status == "not_computable" and any(
        finding.code is NOT_COMPUTABLE
        and finding.primary is not None
        and finding.primary.span == where
        for finding in scored.sheet.findings
    )


def completed(runner: "Runner", node: Indicator | None, situation: Situation) -> "Scored | None":
    """Scored with these facts and plain ones for whatever else is asked for; None: that is not allowed."""
    rulebook = runner.rulebook
    home = Span(rulebook.source, 0, 0)
    for _ in range(_MOST_ROUNDS):
        scored = runner.score(None if node is None else node.id, situation.facts(home))
        added = situation
        for lacking in scored.sheet.missing:
            name: Use = (lacking.name, lacking.kind == "last_year")
            if lacking.kind != "judgement" and name not in situation.values:
                if lacking.name not in rulebook.facts:
                    return None
                added = added.with_content(name, plain_content(lacking.name, rulebook))
        if added is situation:
            break
        situation = added
    return scored if _is_allowed(situation, rulebook) else None


def _status_of(scored: "Scored") -> str | None:
    return scored.node.status if scored.node is not None else None


def _is_allowed(situation: Situation, rulebook: RuleBook) -> bool:
    """Whether every value lies in the range that its fact is declared with."""
    for (name, _), content in situation.values.items():
        fact = rulebook.facts.get(name)
        if fact is None or fact.bounds is None or isinstance(content, tuple):
            continue
        if not fact.bounds.hold(content):
            return False
    return True
