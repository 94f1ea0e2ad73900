"""The JSON form of comparisons (`perfdsl.diff/1`); its shape is `docs/reference/diff.schema.json`."""

from fractions import Fraction
from hashlib import sha256
from typing import Any

from perfdsl import __version__
from perfdsl.changes.attribution import Attribution, YearOnYear
from perfdsl.changes.departments import Department
from perfdsl.changes.edits import Edit, Side
from perfdsl.changes.impact import Impact
from perfdsl.changes.leaves import Bounds, LeafImpact
from perfdsl.checker.coverage.ranges import show_range
from perfdsl.intervals import Range
from perfdsl.meaning.comparing import Case, Verdict
from perfdsl.meaning.lines import Line
from perfdsl.meaning.regions import Region, Score
from perfdsl.meaning.terms import Word
from perfdsl.meaning.witness import Witness
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import TEXT, Type
from perfdsl.number import format_exact
from perfdsl.reports.change_sentences import sentence
from perfdsl.reports.places import span_data
from perfdsl.reports.quantities import show_value
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language, Words

Data = dict[str, Any]
DIFF_SCHEMA = "perfdsl.diff/1"


def changes_data(impact: Impact, *, language: Language) -> Data:
    """The whole comparison; only texts depend on the language."""
    voice = Voice(language)
    comparison = impact.comparison
    return {
        "schema": DIFF_SCHEMA,
        "version": __version__,
        "old": _rules(comparison.old),
        "new": _rules(comparison.new),
        "unchanged": impact.unchanged,
        "equivalent": impact.is_equivalent,
        "total": _bounds(impact.total),
        "obstacle": impact.obstacle,
        "examples": [
            {
                "direction": example.direction,
                "old": _points(example.old.score),
                "new": _points(example.new.score),
                "old_grade": example.old.grade,
                "new_grade": example.new.grade,
                "change": _points(example.change),
            }
            for example in impact.examples
        ],
        "indicators": [_leaf(leaf, voice) for leaf in impact.leaves],
        "headings": [
            {
                "id": change.indicator.id,
                "edits": [_edit(edit, voice) for edit in change.edits],
            }
            for change in comparison.indicators
            if not change.indicator.is_leaf
        ],
        "names": [_edit(edit, voice) for edit in comparison.names],
        "table": [_edit(edit, voice) for edit in comparison.table],
        "departments": [],
        "year_on_year": None,
    }


def _rules(rulebook: RuleBook) -> Data:
    return {
        "scheme": rulebook.scheme,
        "year": rulebook.year,
        "file": rulebook.source.name,
        "sha256": text_hash(rulebook),
    }


def text_hash(rulebook: RuleBook) -> str:
    """Of the text as it was read, in UTF-8."""
    return sha256(rulebook.source.text.encode("utf-8", "surrogatepass")).hexdigest()


def _points(value: Fraction | None) -> str | None:
    return None if value is None else format_exact(value)


def _bounds(bounds: Bounds | None) -> Data | None:
    if bounds is None:
        return None
    return {"least": format_exact(bounds[0]), "most": format_exact(bounds[1])}


def _leaf(leaf: LeafImpact, voice: Voice) -> Data:
    meaning = leaf.meaning
    edits = leaf.change.edits if leaf.change is not None else ()
    exact = meaning.exact if meaning is not None else None
    ways = {id(edit): way.verdict for way in leaf.directions for edit in way.edits}
    return {
        "id": leaf.indicator.id,
        "old_id": leaf.old[-1].id if leaf.old else None,
        "new_id": leaf.new[-1].id if leaf.new else None,
        "is_guess": leaf.change is not None and leaf.change.is_guess,
        "verdict": meaning.verdict if meaning is not None else None,
        "basis": meaning.basis if meaning is not None else None,
        "change": _bounds(leaf.bounds),
        "through": list(leaf.affected.through) if leaf.affected is not None else [],
        "edits": [_edit(edit, voice, ways.get(id(edit))) for edit in edits],
        "quantity": exact.number.text if exact is not None and exact.number is not None else None,
        "cases": [_case(case, leaf, voice) for case in exact.cases] if exact is not None else None,
        "witnesses": [_witness(witness, voice) for witness in leaf.witnesses],
    }


def _edit(edit: Edit, voice: Voice, direction: Verdict | None = None) -> Data:
    return {
        "part": edit.part,
        "subject": edit.subject,
        "text": sentence(edit, voice),
        "old": _side(edit.old, voice),
        "new": _side(edit.new, voice),
        "is_guess": edit.is_guess,
        "changes_scores": edit.changes_scores,
        "effect": edit.effect,
        "direction": direction,
    }


def _side(side: Side | None, voice: Voice) -> Data | None:
    if side is None:
        return None
    value = format_exact(side.value) if isinstance(side.value, Fraction) else side.value
    text = voice.say(side.text) if isinstance(side.text, Words) else side.text
    return {"text": text, "value": value, "span": span_data(side.span)}


def _case(case: Case, leaf: LeafImpact, voice: Voice) -> Data:
    number = leaf.meaning.exact.number if leaf.meaning and leaf.meaning.exact else None
    return {
        "where": [
            {"quantity": atom.text, "values": [_word(value, atom.type, voice) for value in values]}
            for atom, values in case.words
        ],
        "regions": [
            _region(region, show_range(region.where, number.type) if number else "")
            for region in case.regions
        ],
    }


def _word(value: Word, type_: Type, voice: Voice) -> str | None:
    if isinstance(value, Range):
        return show_range(value, type_)
    return None if value is None else show_value(value, TEXT, None, voice).text


def _region(region: Region, shown: str) -> Data:
    where = region.where
    return {
        "range": shown,
        "lower": _points(where.lower),
        "upper": _points(where.upper),
        "lower_closed": where.lower_closed,
        "upper_closed": where.upper_closed,
        "old": _score(region.old),
        "new": _score(region.new),
        "change": _points(region.change),
    }


def _score(score: Score) -> Data | str:
    """`slope · quantity + start`, rounded to `places` decimals; or why there is no score."""
    if not isinstance(score, Line):
        return score
    return {
        "slope": format_exact(score.slope),
        "start": format_exact(score.start),
        "places": score.places,
    }


def _witness(witness: Witness, voice: Voice) -> Data:
    def result(found: Fraction | str) -> str:
        return format_exact(found) if isinstance(found, Fraction) else found

    return {
        "facts": {
            voice.fact(name, last_year=last_year): (
                len(content)
                if isinstance(content, tuple)
                else format_exact(content)
                if isinstance(content, Fraction)
                else _word(content, TEXT, voice)
            )
            for (name, last_year), content in witness.situation.values.items()
        },
        "judged": {key: format_exact(v) for key, v in witness.situation.judged.items()},
        "old": result(witness.old),
        "new": result(witness.new),
    }


# --- real departments ----------------------------------------------------------------------------


def department_data(each: Department, voice: Voice) -> Data:
    return {
        "name": each.name,
        "old": _points(each.old.score),
        "new": _points(each.new.score),
        "old_grade": each.old.grade,
        "new_grade": each.new.grade,
        "change": _points(each.change),
        "attribution": None if each.attribution is None else _attribution(each.attribution, voice),
    }


def _attribution(found: Attribution, voice: Voice) -> Data:
    return {
        "shares": [
            {
                "indicator": share.indicator,
                "edits": [sentence(edit, voice) for edit in share.edits],
                "points": format_exact(share.points),
                "is_shared": share.is_shared,
            }
            for share in found.shares
        ],
        "interplay": format_exact(found.interplay),
    }


def year_data(found: YearOnYear) -> Data:
    return {
        "old_facts_old_rules": format_exact(found.old_by_old),
        "old_facts_new_rules": format_exact(found.old_by_new),
        "new_facts_old_rules": format_exact(found.new_by_old),
        "new_facts_new_rules": format_exact(found.new_by_new),
        "change": format_exact(found.change),
        "facts_effect": format_exact(found.facts_effect),
        "rules_effect": format_exact(found.rules_effect),
    }
