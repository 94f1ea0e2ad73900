"""Where in a facts file what is missing belongs, and judged points that were written as what they take away."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.interpreter.sheet import MissingFact
from perfdsl.model.contents import judged_in
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Adjustment, Checklist
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import phrase

_SECTIONS = {"fact": "facts", "last_year": "last_year", "judgement": "judged"}


def open_places(missing: Sequence[MissingFact], facts: Facts) -> list[Span]:
    """The entries left empty, then the records that lack a field; else the heading what is missing belongs below."""
    empty = [facts.unfilled[each.name] for each in missing if each.name in facts.unfilled]
    lacking = [place for each in missing for place in _records_without(each, facts)]
    places = list(dict.fromkeys([*empty, *lacking]))
    if places:
        return places
    sections = [_SECTIONS[each.kind] for each in missing]
    headings = [facts.headings[word] for word in sections if word in facts.headings]
    return [headings[0] if headings else Span(facts.source, 0, 0)]


def _records_without(missing: MissingFact, facts: Facts) -> list[Span]:
    """The first entry of each record that does not say it."""
    records, _, field = missing.name.rpartition(".")
    given = (facts.last_year if missing.kind == "last_year" else facts.values).get(records)
    if given is None or not isinstance(given.value, tuple) or missing.name in facts.unfilled:
        return []
    return [
        min((each.span for each in record.values()), key=lambda span: span.start)
        for record in given.value
        if record and field not in record
    ]


def without_minus(diagnostic: Diagnostic, facts: Facts, rulebook: RuleBook) -> Diagnostic:
    """`-2` where the rules take away 1 to 3: the points are written without a sign."""
    primary = diagnostic.primary
    given = next(
        (each for each in facts.judgements.values() if primary and each.span == primary.span), None
    )
    if given is None or given.written is None or given.points >= 0:
        return diagnostic
    least, most = (_number(diagnostic.arguments.get(end)) for end in ("least", "most"))
    if least is None or most is None or not least <= -given.points <= most:
        return diagnostic
    if given.key not in _taken(rulebook):
        return diagnostic
    text = format_exact(-given.points)
    said = phrase(
        "扣几分就写几分：{text}", "write the points that are taken away: {text}", text=text
    )
    return attrs.evolve(
        diagnostic, helps=(Help(said, (Edit(given.written, text),), "unsafe"), *diagnostic.helps)
    )


def _taken(rulebook: RuleBook) -> frozenset[str]:
    """The keys of judged points that are taken away."""
    rules = [rule for indicator in rulebook.walk() for rule in indicator.rules]
    return frozenset(
        judged.key
        for rule in (*rules, *rulebook.total_rules)
        if (isinstance(rule, Adjustment) and rule.kind == "deduct")
        or (isinstance(rule, Checklist) and rule.kind != "award")
        for judged in judged_in(rule)
    )


def _number(text: object) -> Fraction | None:
    try:
        return Fraction(str(text))
    except ValueError:
        return None
