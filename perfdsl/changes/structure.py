"""Two years' rules side by side: every change as a value, and what it reaches beyond its own place."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from perfdsl.changes.allowances import Allowances, allowance_edits, allowances_of
from perfdsl.changes.canonical import canonical
from perfdsl.changes.edits import Affected, Edit, IndicatorChange, Part, Side
from perfdsl.changes.pairing import Pair, match, pair, pair_rules
from perfdsl.changes.renaming import Names, new_names, with_new_keys, with_new_names
from perfdsl.changes.rule_edits import added_or_removed, edits_of_rule
from perfdsl.checker.type_words import type_words
from perfdsl.interpreter.base import is_candidate
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in, uses_in
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import (
    Bounds,
    Definition,
    FactDeclaration,
    HeaderKind,
    Indicator,
    RuleBook,
)
from perfdsl.model.rules import Notes
from perfdsl.model.types import SCORE, ChoiceType, LevelType, Type
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Words


@attrs.frozen(eq=False, repr=False)
class Comparison:
    """All differences of two rule books."""

    old: RuleBook
    new: RuleBook
    aligned: RuleBook
    """The older rules with the newer names of what is the same; spans as in `old`."""
    renamed: Names
    """Facts and definitions that have another name now: the newer by the older."""
    pairs: tuple[Pair, ...]
    """Of `aligned` and `new`."""
    indicators: tuple[IndicatorChange, ...]
    """Only those with edits."""
    affected: tuple[Affected, ...]
    names: tuple[Edit, ...]
    """Facts and definitions."""
    table: tuple[Edit, ...]
    """The whole table: total, rounding, grades, rules of the total."""

    @property
    def edits(self) -> Iterator[Edit]:
        for change in self.indicators:
            yield from change.edits
        yield from self.names
        yield from self.table

    @property
    def is_empty(self) -> bool:
        return next(self.edits, None) is None


def compare(old: RuleBook, new: RuleBook) -> Comparison:
    """Everything that changed from one year's rules to the other's."""
    renamed = new_names(old, new)
    aligned = with_new_names(old, renamed)
    pairs = pair(aligned, new)
    allowed = allowances_of(aligned), allowances_of(new)
    changes = [
        IndicatorChange(each.old, each.new, edits, is_guess=each.basis == "similar")
        for each in pairs
        if (edits := (*_indicator_edits(each), *_allowed_in(each, *allowed)))
    ]
    names = tuple(_names(old, aligned, new, renamed))
    changed = {edit.subject for edit in names if edit.changes_scores}
    edited = {change.indicator.id for change in changes}
    return Comparison(
        old,
        new,
        with_new_keys(aligned, pairs),
        renamed,
        pairs,
        tuple(changes),
        tuple(_affected(aligned, new, pairs, changed, edited)),
        names,
        (
            *_table(aligned, new),
            *allowance_edits(allowed[0].elsewhere, allowed[1].elsewhere),
        ),
    )


# --- indicators ----------------------------------------------------------------------------------


def _indicator_edits(each: Pair) -> Iterator[Edit]:
    old, new = each.old, each.new
    if old is None:
        assert new is not None
        yield Edit("indicator_added", None, _whole(new), new.name, SCORE)
        return
    if new is None:
        yield Edit("indicator_removed", _whole(old), None, old.name, SCORE)
        return
    is_guess = each.basis == "similar"
    if old.name != new.name:
        sides = Side(old.span, old.name, old.name), Side(new.span, new.name, new.name)
        yield Edit("indicator_renamed", *sides, new.name, is_guess=is_guess, changes_scores=False)
    if each.basis == "moved" or (old.level != new.level) or _moved(old, new, each):
        yield Edit(
            "indicator_moved",
            Side(old.span, " / ".join(old.path[:-1])),
            Side(new.span, " / ".join(new.path[:-1])),
            new.name,
            changes_scores=False,
        )
    if old.full != new.full:
        sides = (
            Side(old.span, format_exact(old.full), old.full),
            Side(new.span, format_exact(new.full), new.full),
        )
        yield Edit("full", *sides, new.name, SCORE)
    if _bounds_text(old) != _bounds_text(new):
        sides = Side(old.span, _bounds_text(old)), Side(new.span, _bounds_text(new))
        yield Edit("bounds", *sides, new.name, SCORE)
    if old.code != new.code:
        sides = Side(old.span, old.code or "", old.code), Side(new.span, new.code or "", new.code)
        yield Edit("note", *sides, "code", changes_scores=False)
    yield from rule_list(old.rules, new.rules)
    yield from _notes(old.notes, old.span, new.notes, new.span)


def _allowed_in(each: Pair, old: Allowances, new: Allowances) -> Iterator[Edit]:
    return allowance_edits(old.of(each.old), new.of(each.new))


def _moved(old: Indicator, new: Indicator, each: Pair) -> bool:
    """Under another heading; a heading that only has another name is the same one."""
    return each.basis in ("similar", "former_name") and len(old.path) != len(new.path)


def _whole(indicator: Indicator) -> Side:
    return Side(indicator.span, format_exact(indicator.full), indicator.full)


def _bounds_text(indicator: Indicator) -> str:
    if indicator.is_leaf and indicator.lower == 0 and indicator.upper == indicator.full:
        return ""
    if not indicator.is_limited:
        return ""
    return f"[{format_exact(indicator.lower)}, {format_exact(indicator.upper)}]"


def rule_list(old: Sequence[rules.Rule], new: Sequence[rules.Rule]) -> Iterator[Edit]:
    """The changes in the rules of one indicator, or of the total."""
    pairs = pair_rules(old, new)
    for before, after in pairs:
        if before is None or after is None:
            yield added_or_removed("rule", before, after, "")
        else:
            yield from edits_of_rule(before, after)
            yield from _notes(before.notes, before.span, after.notes, after.span)
    if _order_changed(pairs, old):
        yield Edit("rule_order", Side(old[0].span, ""), Side(new[0].span, ""))


def _order_changed(
    pairs: Sequence[tuple[rules.Rule | None, rules.Rule | None]], old: Sequence[rules.Rule]
) -> bool:
    """Whether 得 that both years have stand in another order: the first that holds counts."""
    place = {id(rule): number for number, rule in enumerate(old)}
    kept = [
        place[id(before)]
        for before, after in pairs
        if before is not None and after is not None and is_candidate(before)
    ]
    return kept != sorted(kept)


_NOTES = ("basis", "documents", "method", "note", "reason", "problem", "advice")


def _notes(old: Notes, old_span: Span, new: Notes, new_span: Span) -> Iterator[Edit]:
    for name in _NOTES:
        before, after = "；".join(getattr(old, name)), "；".join(getattr(new, name))
        if before != after:
            yield Edit(
                "note",
                Side(old_span, before, before),
                Side(new_span, after, after),
                name,
                changes_scores=False,
            )


# --- facts and definitions -----------------------------------------------------------------------


def _names(old: RuleBook, aligned: RuleBook, new: RuleBook, renamed: Names) -> Iterator[Edit]:
    for name, declared in old.facts.items():
        again = new.facts.get(renamed.get(name, name))
        if again is None:
            yield Edit("fact_removed", Side(declared.span, name, name), None, name)
            continue
        if name in renamed:
            sides = Side(declared.span, name, name), Side(again.span, again.name, again.name)
            yield Edit("fact_renamed", *sides, again.name, is_guess=True, changes_scores=False)
        yield from _fact(declared, again)
    kept = {renamed.get(name, name) for name in old.facts}
    for name, declared in new.facts.items():
        if name not in kept:
            yield Edit("fact_added", None, Side(declared.span, name, name), name)
    for name, definition in old.definitions.items():
        later = new.definitions.get(renamed.get(name, name))
        if later is None:
            yield Edit("definition_removed", _body(definition), None, name)
            continue
        if name in renamed:
            sides = Side(definition.span, name, name), Side(later.span, later.name, later.name)
            yield Edit("definition_renamed", *sides, later.name, changes_scores=False)
        before = aligned.definitions[later.name]
        if canonical(before.value) != canonical(later.value):
            yield Edit("definition", _body(definition), _body(later), later.name, later.type)
    known = {renamed.get(name, name) for name in old.definitions}
    for name, definition in new.definitions.items():
        if name not in known:
            yield Edit("definition_added", None, _body(definition), name)


def _body(definition: Definition) -> Side:
    return Side(definition.span, definition.value.span.text)


def _fact(old: FactDeclaration, new: FactDeclaration) -> Iterator[Edit]:
    if _type_key(old) != _type_key(new):
        sides = Side(old.span, _type_words(old)), Side(new.span, _type_words(new))
        yield Edit("fact_type", *sides, new.name)
    if old.meaning != new.meaning:
        sides = Side(old.span, old.meaning or ""), Side(new.span, new.meaning or "")
        yield Edit("text", *sides, new.name, changes_scores=False)
    changes: tuple[tuple[Part, str, str], ...] = (
        ("fact_unit", old.unit or "", new.unit or ""),
        ("fact_bounds", _range_text(old.bounds, old.type), _range_text(new.bounds, new.type)),
    )
    for part, before, after in changes:
        if before != after:
            sides = Side(old.span, before, before), Side(new.span, after, after)
            yield Edit(part, *sides, new.name)
    yield from _fields(old, new)


def _fields(old: FactDeclaration, new: FactDeclaration) -> Iterator[Edit]:
    """How the values of records are to be read."""
    later = {field.name: field for field in new.fields}
    for before in old.fields:
        after = later.get(before.name)
        for edit in _fact(before, after) if after is not None else ():
            if edit.part in ("fact_unit", "fact_bounds"):
                sides = _of_field(before.name, edit.old), _of_field(before.name, edit.new)
                yield Edit(edit.part, *sides, new.name)


def _of_field(name: str, side: Side | None) -> Side | None:
    """`金额 万元`; `金额 无`, where nothing is said of it."""
    if side is None:
        return None
    text = f"{name} {side.text}" if side.text else Words(f"{name} 无", f"{name} none")
    return attrs.evolve(side, text=text, value=side.value and f"{name} {side.value}")


def _type_key(declared: FactDeclaration) -> tuple[object, ...]:
    fields = tuple((field.name, _type_key(field)) for field in declared.fields)
    plain = None if declared.fields else declared.type
    return (plain, declared.is_whole, fields)


def _type_words(declared: FactDeclaration) -> str | Words:
    """The type, with its words or fields."""
    type_ = declared.type
    if isinstance(type_, LevelType | ChoiceType):
        return "、".join(type_.words)
    if declared.fields:
        return "、".join(field.name for field in declared.fields)
    if declared.is_whole:
        usual = type_words(type_)
        return Words(f"{usual.zh}（整数）", f"{usual.en} (whole)")
    return type_words(type_)


def _range_text(bounds: Bounds | None, type_: Type) -> str:
    if bounds is None:
        return ""
    left = "[" if bounds.lower_closed else "("
    right = "]" if bounds.upper_closed else ")"
    lower = "-∞" if bounds.lower is None else show_value(bounds.lower, type_)
    upper = "+∞" if bounds.upper is None else show_value(bounds.upper, type_)
    return f"{left}{lower}, {upper}{right}"


def _affected(
    old: RuleBook,
    new: RuleBook,
    pairs: Sequence[Pair],
    changed: set[str],
    edited: set[str],
) -> Iterator[Affected]:
    """Leaves that use a changed name, though nothing of their own was edited."""
    for each in pairs:
        if each.old is None or each.new is None or not each.new.rules or each.new.id in edited:
            continue
        used = [*names_used(each.old, old), *names_used(each.new, new)]
        through = tuple(dict.fromkeys(name for name in used if name in changed))
        if through:
            yield Affected(each.old, each.new, through)


def names_used(indicator: Indicator, rulebook: RuleBook) -> list[str]:
    """Facts and definitions that its rules look at, directly or through definitions."""
    expressions = [e for rule in indicator.rules for e in expressions_in(rule)]
    return [name for name, _ in uses_in(expressions, rulebook.definitions)]


# --- the whole table -----------------------------------------------------------------------------


def _table(old: RuleBook, new: RuleBook) -> Iterator[Edit]:
    places = ["" if book.rounding is None else str(book.rounding) for book in (old, new)]
    bounds = [f"[{format_exact(b.lower)}, {format_exact(b.upper)}]" for b in (old, new)]
    usual = [book.lower == 0 and book.upper == book.full for book in (old, new)]
    parts: tuple[tuple[Part, str, str], ...] = (
        ("total", format_exact(old.full), format_exact(new.full)),
        (
            "total_bounds",
            *("" if plain else text for plain, text in zip(usual, bounds, strict=True)),
        ),  # type: ignore[assignment]
        ("rounding", places[0], places[1]),
        ("rescale", old.rescale, new.rescale),
        ("money_unit", old.money_unit or "", new.money_unit or ""),
    )
    for part, before, after in parts:
        if before != after:
            start, again = (
                (book.limits_span if part == "total_bounds" else None)
                or _header(book, _HEADERS.get(part))
                for book in (old, new)
            )
            yield Edit(part, Side(start, before, before), Side(again, after, after))
    yield from _grades(old, new)
    yield from rule_list(old.total_rules, new.total_rules)


_HEADERS: Mapping[Part, HeaderKind] = {
    "total": "full",
    "total_bounds": "full",
    "rounding": "rounding",
    "rescale": "rescale",
    "money_unit": "money",
}


def _header(rulebook: RuleBook, kind: HeaderKind | None) -> Span:
    """Where the line at the top stands; the start of the file where there is none."""
    start = Span(rulebook.source, 0, 0)
    return start if kind is None else rulebook.headers.get(kind, start)


def _grades(old: RuleBook, new: RuleBook) -> Iterator[Edit]:
    start, again = (_header(book, "grades") for book in (old, new))
    for before, after in match(old.grades, new.grades, lambda g: g.name, lambda _a, _b: 0.0):
        if before is None:
            assert after is not None
            side = Side(again, format_exact(after.points), after.points)
            yield Edit("grade_added", None, side, after.name, SCORE)
        elif after is None:
            side = Side(start, format_exact(before.points), before.points)
            yield Edit("grade_removed", side, None, before.name, SCORE)
        elif before.points != after.points:
            sides = (
                Side(start, format_exact(before.points), before.points),
                Side(again, format_exact(after.points), after.points),
            )
            yield Edit("grade_line", *sides, after.name, SCORE)
