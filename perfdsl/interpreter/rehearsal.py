"""What scoring would find in facts that have no error, told as a check of the facts file tells it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from perfdsl.codes import scoring as codes
from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.interpreter.openings import below_other_year, open_places, without_minus
from perfdsl.interpreter.scoring import score
from perfdsl.interpreter.sheet import MissingFact, Node, ScoreSheet
from perfdsl.model.facts import Fact, Facts, Stated
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Phrase, Words, phrase

_MOST_NAMES = 8
_WITHOUT_RESULT = (
    codes.NOT_COMPUTABLE,
    codes.NEGATIVE_RUNTIME_POINTS,
    codes.EXPLANATION_UNDEFINED,
)


def rehearse(rulebook: RuleBook, facts: Facts) -> list[Diagnostic]:
    """The findings of a scoring at the entries they are about; none of them refuses the file."""
    sheet = score(rulebook, facts, partial=True, counterfactuals=False)
    found = _without_echoes(sheet.findings, sheet, facts, rulebook)
    if sheet.missing:
        found = [each for each in found if each.code is not codes.EXPLANATION_UNDECIDED]
        elsewhere = below_other_year(sheet.missing, facts, rulebook)
        found += elsewhere.values()
        missing = [each for each in sheet.missing if each.name not in elsewhere]
        found += [_open(missing, facts)] if missing else []
    return _once_a_place(_told(each, facts, rulebook) for each in found)


def _once_a_place(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Of what has no result because of one entry, only the first."""
    kept: list[Diagnostic] = []
    for each in found:
        is_again = each.code in _WITHOUT_RESULT and any(
            other.code in _WITHOUT_RESULT and other.primary == each.primary for other in kept
        )
        if not is_again or each.primary is None:
            kept.append(each)
    return kept


def _told(diagnostic: Diagnostic, facts: Facts, rulebook: RuleBook) -> Diagnostic:
    if diagnostic.code is codes.GIVEN_DIFFERS:
        diagnostic = _given_differs(diagnostic, facts)
    elif diagnostic.code is codes.STATED_GRADE_DIFFERS:
        diagnostic = _grade_differs(diagnostic, facts, rulebook)
    elif diagnostic.code is codes.STATED_DIFFERS:
        diagnostic = _total_differs(diagnostic, facts, rulebook)
    elif diagnostic.code is codes.JUDGED_OUT_OF_RANGE:
        diagnostic = without_minus(_at_facts(diagnostic, facts), facts, rulebook)
    if diagnostic.severity == "error":
        diagnostic = attrs.evolve(diagnostic, level="warning")
    if diagnostic.code is codes.EXPLANATION_DUE:
        diagnostic = attrs.evolve(diagnostic, level="info")
    return _at_facts(diagnostic, facts)


def _at_facts(diagnostic: Diagnostic, facts: Facts) -> Diagnostic:
    """The first label in the facts file as the place; the rule that asks beside it."""
    primary = diagnostic.primary
    if primary is None or primary.span.source is facts.source:
        return diagnostic
    here = [label for label in diagnostic.secondary if label.span.source is facts.source]
    if not here:
        return diagnostic
    first = here[0]
    others = tuple(label for label in diagnostic.secondary if label is not first)
    return attrs.evolve(diagnostic, primary=Label(first.span), secondary=(primary, *others))


def _open(missing: Sequence[MissingFact], facts: Facts) -> Diagnostic:
    """One finding for all that is missing, where it belongs."""
    first, *others = open_places(missing, facts)
    return Diagnostic(
        codes.FACTS_OPEN,
        {"count": len(missing), "names": _names(missing)},
        Label(first),
        tuple(Label(place) for place in others),
    )


def _names(missing: Sequence[MissingFact]) -> Words:
    zh = {"fact": "{}", "last_year": "上年.{}", "judgement": "{} 的人工评分"}
    en = {"fact": "{}", "last_year": "last_year.{}", "judgement": "the judged points of {}"}
    shown = missing[:_MOST_NAMES]
    more = len(missing) > _MOST_NAMES
    return Words(
        "、".join(zh[each.kind].format(each.name) for each in shown) + ("等" if more else ""),
        ", ".join(en[each.kind].format(each.name) for each in shown) + (" …" if more else ""),
    )


# --- a result that is given ----------------------------------------------------------------------


def _given_differs(diagnostic: Diagnostic, facts: Facts) -> Diagnostic:
    """Leave out the given result; or, where only that has a source, the fact that has none."""
    given = _fact_at(diagnostic.primary, facts)
    if given is None:
        return diagnostic
    inputs = [_fact_at(label, facts) for label in diagnostic.secondary]
    bare = [each for each in inputs if each is not None and each.evidence is None]
    doubtful = given
    if given.evidence is not None and len(bare) == 1:
        doubtful = bare[0]
        primary = Label(doubtful.span)
        label = Label(given.span, phrase("给出的结果", "the given result"))
        diagnostic = attrs.evolve(
            diagnostic, primary=primary, secondary=(label, *diagnostic.secondary)
        )
    return attrs.evolve(diagnostic, helps=_without(doubtful))


def _fact_at(label: Label | None, facts: Facts) -> Fact | None:
    if label is None:
        return None
    given = (*facts.values.values(), *facts.last_year.values())
    return next((fact for fact in given if fact.span == label.span), None)


def _without(fact: Fact) -> tuple[Help, ...]:
    span, source = fact.span, fact.span.source
    line = span.first.line
    if fact.written is None or fact.written.last.line != line:
        return ()
    starts = source.line_starts
    end = starts[line] if line < len(starts) else len(source.text)
    text = phrase(
        "删去第 {line} 行，由规则去算", "delete line {line}: the rules compute it", line=line
    )
    if isinstance(fact.value, Fraction) and fact.evidence is None:
        text = phrase(
            "不要的，删去第 {line} 行", "delete line {line} if it is not wanted", line=line
        )
    return (Help(text, (Edit(Span(source, starts[line - 1], end), ""),), "unsafe"),)


# --- what a report states ------------------------------------------------------------------------


def _grade_differs(diagnostic: Diagnostic, facts: Facts, rulebook: RuleBook) -> Diagnostic:
    """A grade that does not fit the total stated beside it is a slip."""
    stated = facts.stated_grade
    fitting = _grade_of_stated(facts, rulebook)
    if stated is None or stated.written is None or fitting in (None, stated.name):
        return diagnostic
    return attrs.evolve(diagnostic, helps=(_instead(stated.written, f'"{fitting}"'),))


def _grade_of_stated(facts: Facts, rulebook: RuleBook) -> str | None:
    """The grade of the stated total."""
    total = next((each for each in facts.stated if each.path is None), None)
    if total is None:
        return None
    return next((each.name for each in rulebook.grades if total.points >= each.points), None)


def _is_fitting(facts: Facts, rulebook: RuleBook) -> bool:
    """Whether the stated grade is that of the stated total."""
    grade = facts.stated_grade
    return grade is not None and grade.name == _grade_of_stated(facts, rulebook)


def _total_differs(diagnostic: Diagnostic, facts: Facts, rulebook: RuleBook) -> Diagnostic:
    """A total that is not the sum of what is stated for the parts is a slip."""
    total = next((each for each in facts.stated if each.path is None), None)
    parts = {each.path: each.points for each in facts.stated}
    tops = [indicator.id for indicator in rulebook.indicators]
    if total is None or total.written is None or any(top not in parts for top in tops):
        return diagnostic
    whole = sum((parts[top] for top in tops), Fraction(0))
    if diagnostic.primary is None or diagnostic.primary.span != total.span or whole == total.points:
        return diagnostic
    return attrs.evolve(diagnostic, helps=(_instead(total.written, format_exact(whole)),))


def _instead(span: Span, text: str) -> Help:
    said: Phrase = phrase("写成 {text}", "write {text}", text=text)
    return Help(said, (Edit(span, text),), "unsafe")


def _without_echoes(
    found: Iterable[Diagnostic], sheet: ScoreSheet, facts: Facts, rulebook: RuleBook
) -> list[Diagnostic]:
    """Without stated sums that differ only because what is stated below them does; a grade that follows the
    stated total is told with it.
    """
    kept: list[Diagnostic] = []
    differing = {each.span: _difference(each, sheet) for each in facts.stated}
    for diagnostic in found:
        stated = next(
            (each for each in facts.stated if diagnostic.primary == Label(each.span)), None
        )
        if diagnostic.code is codes.STATED_DIFFERS and stated is not None:
            below = [
                each for each in facts.stated if _is_below(each, stated) and differing[each.span]
            ]
            tops = [each for each in below if not any(_is_below(each, other) for other in below)]
            if tops and sum(differing[each.span] for each in tops) == differing[stated.span]:
                continue
        is_off = any(each.path is None and differing[each.span] for each in facts.stated)
        if (
            diagnostic.code is codes.STATED_GRADE_DIFFERS
            and is_off
            and _is_fitting(facts, rulebook)
        ):
            _tell_with_total(diagnostic, kept)
            continue
        kept.append(diagnostic)
    return kept


def _tell_with_total(grade: Diagnostic, kept: list[Diagnostic]) -> None:
    """Say of the last stated sum that differs that the grade differs too: it is one thing to put right."""
    places = [at for at, each in enumerate(kept) if each.code is codes.STATED_DIFFERS]
    if places and grade.primary is not None:
        said = phrase(
            "等级也跟着不同：按规则是「{computed}」",
            "the grade differs with it: the rules come to 「{computed}」",
            computed=grade.arguments["computed"],
        )
        last = kept[places[-1]]
        labels = (*last.secondary, Label(grade.primary.span, said))
        kept[places[-1]] = attrs.evolve(last, secondary=labels)


def _is_below(stated: Stated, other: Stated) -> bool:
    if stated is other or stated.path is None:
        return False
    return other.path is None or stated.path.startswith(f"{other.path}/")


def _difference(stated: Stated, sheet: ScoreSheet) -> Fraction:
    computed = sheet.score if stated.path is None else _score_of(stated.path, sheet.nodes)
    return Fraction(0) if computed is None else stated.points - computed


def _score_of(path: str, nodes: Iterable[Node]) -> Fraction | None:
    for node in nodes:
        if node.id == path:
            return node.score
        found = _score_of(path, node.children)
        if found is not None:
            return found
    return None
