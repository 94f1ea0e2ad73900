"""What scoring has to say beside the points: missing facts, contradictions, explanations due."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from perfdsl.codes import scoring as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Label
from perfdsl.interpreter.absence import Absent, Missing, Undefined
from perfdsl.interpreter.culprits import inputs_of, values_behind
from perfdsl.interpreter.draft import Draft
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.interpreter.sheet import MissingFact, Node, walk_nodes
from perfdsl.interpreter.total import KEY, Total
from perfdsl.interpreter.tree import Scored
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.printing import show_words
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import UNITS
from perfdsl.number import decimal_places, format_decimal, format_exact
from perfdsl.source import Span
from perfdsl.wording import Words, phrase


def missing_facts(
    rulebook: RuleBook, nodes: Sequence[Node], total: Total, absents: Sequence[Absent | None]
) -> tuple[MissingFact, ...]:
    """Every missing fact once, with the rules and indicators that ask for it."""
    asked: dict[Missing, tuple[list[str], list[str]]] = {}
    spans: dict[str, Span] = {}
    effects = [(node.id, effect) for node in walk_nodes(nodes) for effect in node.effects]
    effects += [("总分", draft.freeze()) for draft in total.drafts]
    for absent in absents:
        for cause in absent.missing if absent is not None else ():
            asked.setdefault(cause, ([], []))
    for indicator, effect in effects:
        for cause, (rule_ids, indicators) in asked.items():
            if cause.name in effect.missing and effect.kind != "require":
                _add(rule_ids, effect.rule)
                _add(indicators, indicator)
                if effect.span is not None:
                    spans.setdefault(cause.name, effect.span)
    return tuple(
        MissingFact(
            cause.name,
            cause.kind,
            _declaration(rulebook, cause, spans),
            tuple(rule_ids),
            tuple(indicators),
            rulebook.facts[cause.name].type if cause.name in rulebook.facts else None,
        )
        for cause, (rule_ids, indicators) in asked.items()
    )


def _add(entries: list[str], entry: str) -> None:
    if entry not in entries:
        entries.append(entry)


def _declaration(rulebook: RuleBook, cause: Missing, spans: dict[str, Span]) -> Span:
    """Where the fact is declared; for judged points the rule that asks for them."""
    name = cause.name.split(".")[0]
    if cause.kind != "judgement" and name in rulebook.facts:
        return rulebook.facts[name].span
    return spans.get(cause.name, Span(rulebook.source, 0, 0))


def report_missing(missing: Sequence[MissingFact], diagnostics: Diagnostics) -> None:
    """One error for each missing fact."""
    for fact in missing:
        kind = {
            "fact": Words("{name}", "{name}"),
            "last_year": Words("上年.{name}", "last_year.{name}"),
            "judgement": Words("{name} 的人工评分", "the judged points of {name}"),
        }[fact.kind]
        count = len(fact.indicators)
        first = "、".join(f"「{indicator}」" for indicator in fact.indicators[:3])
        more = phrase("等 {count} 项", " and others ({count})", count=count)
        diagnostics.report(
            codes.MISSING_FACT,
            fact.span,
            name=phrase(kind.zh, kind.en, name=fact.name),
            indicators=phrase(
                "{first}{more}", "{first}{more}", first=first, more=more if count > 3 else ""
            ),
        )


def report_not_computable(
    scored: Iterable[Scored], rulebook: RuleBook, facts: Facts, diagnostics: Diagnostics
) -> None:
    """One error for each node whose own rules met an undefined value, with every cause."""
    for item in scored:
        if item.own_absent is None:
            continue
        basis = "；".join(item.node.notes.basis) or None
        for cause in dict.fromkeys(item.own_absent.undefined):
            diagnostics.found.append(_undefined(cause, item.node.id, basis, rulebook, facts))


def report_total_not_computable(
    total: Total, rulebook: RuleBook, facts: Facts, diagnostics: Diagnostics
) -> None:
    """As above, for the rules under 总分."""
    causes = {
        cause: None
        for draft in total.drafts
        if draft.absent is not None and draft.kind != "require"
        for cause in draft.absent.undefined
    }
    diagnostics.found += [_undefined(cause, KEY, None, rulebook, facts) for cause in causes]


def _undefined(
    cause: Undefined, indicator: str, basis: str | None, rulebook: RuleBook, facts: Facts
) -> Diagnostic:
    arguments = cause.reason.arguments
    if cause.code is None:
        arguments = {"indicator": indicator, "reason": cause.reason}
    return Diagnostic(
        cause.code or codes.NOT_COMPUTABLE,
        arguments,
        Label(cause.span),
        values_behind(cause, rulebook, facts),
        basis=basis,
    )


def report_requirements(
    rulebook: RuleBook,
    facts: Facts,
    required: Iterable[tuple[str, rules.Requirement, Draft]],
    diagnostics: Diagnostics,
) -> None:
    """须说明: a finding until the facts carry an explanation."""
    for path, rule, draft in required:
        if draft.absent is not None and draft.absent.is_undefined:
            diagnostics.report(
                codes.EXPLANATION_UNDEFINED,
                rule.span,
                secondary=values_behind(draft.absent.undefined[0], rulebook, facts),
                reason=draft.absent.undefined[0].reason,
                indicator=path,
            )
        elif draft.absent is not None and draft.absent.missing:
            names = "、".join(cause.name for cause in draft.absent.missing)
            diagnostics.report(codes.EXPLANATION_UNDECIDED, rule.span, names=names, indicator=path)
        elif draft.status == "fired" and path not in facts.explanations:
            diagnostics.report(codes.EXPLANATION_DUE, rule.span, indicator=path, text=rule.text)


def report_stated(
    rulebook: RuleBook,
    facts: Facts,
    nodes: Sequence[Node],
    score: Fraction | None,
    grade: str | None,
    diagnostics: Diagnostics,
) -> None:
    """Scores the department or the report states, held against the computed ones."""
    by_id = {node.id: node for node in walk_nodes(nodes)}
    for stated in facts.stated:
        node = by_id.get(stated.path) if stated.path is not None else None
        computed = score if stated.path is None else (node.score if node is not None else None)
        if computed is None or computed == stated.points:
            continue
        places = rulebook.rounding
        what = Words("总分", "the total")
        if stated.path is not None:
            what = Words(f"「{stated.path}」", f"「{stated.path}」")
        diagnostics.report(
            codes.STATED_DIFFERS,
            stated.span,
            secondary=[Label(node.span, phrase("这个指标", "this indicator"))] if node else (),
            what=what,
            stated=format_exact(stated.points),
            computed=_points(computed, places),
            difference=_points(abs(stated.points - computed), places),
        )
    stated_grade = facts.stated_grade
    if stated_grade is not None and grade is not None and stated_grade.name != grade:
        diagnostics.report(
            codes.STATED_GRADE_DIFFERS,
            stated_grade.span,
            stated=stated_grade.name,
            computed=grade,
        )


def _points(value: Fraction, places: int | None) -> str:
    exact = format_exact(value)
    if places is None or "/" in exact or len(exact.partition(".")[2]) > places:
        return exact
    return format_decimal(value, places)


def report_given_definitions(
    rulebook: RuleBook, evaluator: Evaluator, diagnostics: Diagnostics
) -> None:
    """A definition given although its inputs are given too, and the two disagree."""
    for last_year, values in ((False, evaluator.facts.values), (True, evaluator.facts.last_year)):
        for name, fact in values.items():
            definition = rulebook.definitions.get(name)
            if definition is None or isinstance(fact.value, tuple):
                continue
            result, value = evaluator.compute(name, last_year=last_year)
            if isinstance(result, Absent) or _agrees(fact.value, result, fact.unit):
                continue
            diagnostics.report(
                codes.GIVEN_DIFFERS,
                fact.span,
                secondary=[
                    Label(definition.span, phrase("定义在这里", "defined here")),
                    *inputs_of(definition, rulebook, evaluator.facts, is_last_year=last_year),
                ],
                name=name,
                given=show_words(fact.value, definition.type, fact.unit),
                computed=show_words(result, definition.type, value.unit or fact.unit),
            )


def _agrees(given: object, computed: object, unit: str | None) -> bool:
    """Equal, or equal as far as the given number is written (22.3% for 22.2599…%)."""
    if not (isinstance(given, Fraction) and isinstance(computed, Fraction)):
        return bool(given == computed)
    size = UNITS[unit or "%"][1] if unit is None or unit in UNITS else Fraction(1)
    places = decimal_places(given / size)
    if places is None:
        return bool(given == computed)
    tolerance: Fraction = size / (2 * 10**places)
    return abs(given - computed) <= tolerance
