"""Where in a facts file what is missing belongs, and judged points that were written as what they take away."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from perfdsl.codes import facts as facts_codes
from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.interpreter.sheet import MissingFact
from perfdsl.model.contents import Use, all_uses, taken_keys
from perfdsl.model.fact_lines import line_below
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.terms import TERMS
from perfdsl.wording import phrase

_SECTIONS = {"fact": "facts", "last_year": "last_year", "judgement": "judged"}

_TITLES = {
    term.id.removeprefix("file."): term.words
    for term in TERMS
    if term.kind == "facts" and term.id.startswith("file.")
}


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


def below_other_year(
    missing: Sequence[MissingFact], facts: Facts, rulebook: RuleBook
) -> dict[str, Diagnostic]:
    """What is missing of one year and given for the other, for which no rule asks; by its name."""
    uses = all_uses(rulebook)
    return {
        each.name: told
        for each in missing
        if (told := _below_other_year(each, facts, uses, tuple(rulebook.facts))) is not None
    }


def _below_other_year(
    missing: MissingFact, facts: Facts, uses: frozenset[Use], order: tuple[str, ...]
) -> Diagnostic | None:
    is_past = missing.kind == "last_year"
    if missing.kind == "judgement" or (missing.name, not is_past) in uses:
        return None
    given = (facts.values if is_past else facts.last_year).get(missing.name)
    if given is None or given.written is None:
        return None
    here, there = ("facts", "last_year") if is_past else ("last_year", "facts")
    names = {word: _TITLES[word] for word in (here, there)}
    line = _line_of(given.span)
    title = f"[{names[there].en}]" if given.span.source.text.isascii() else f'["{names[there].zh}"]'
    heading = facts.headings.get(there)
    is_own = heading is None or _line_of(heading).startswith(("[", "【", "\uff3b"))
    is_line = line.lstrip(" \t\"'“”「」").startswith(missing.name[:1]) and is_own
    others = facts.last_year if is_past else facts.values
    after = _declared_before(missing.name, others, order)
    help_ = line_below(given.span.to(given.written), heading, title, after=after)
    return Diagnostic(
        facts_codes.OTHER_YEAR_HEADING,
        {"key": missing.name, "here": names[here], "there": names[there]},
        Label(given.span),
        helps=(help_,) if is_line else (),
    )


def _declared_before(name: str, given: Mapping[str, Fact], order: tuple[str, ...]) -> Span | None:
    """The value of the fact that the rules declare last before this one, if it has a line of its own."""
    for other in reversed(order[: order.index(name)] if name in order else ()):
        fact = given.get(other)
        if fact is not None and fact.written is not None:
            return fact.written
    return None


def _line_of(span: Span) -> str:
    return span.source.line_text(span.first.line).lstrip()


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
    if given.key not in taken_keys(rulebook):
        return diagnostic
    text = format_exact(-given.points)
    said = phrase(
        "扣几分就写几分：{text}", "write the points that are taken away: {text}", text=text
    )
    return attrs.evolve(
        diagnostic, helps=(Help(said, (Edit(given.written, text),), "unsafe"), *diagnostic.helps)
    )


def _number(text: object) -> Fraction | None:
    try:
        return Fraction(str(text))
    except ValueError:
        return None
