"""Facts, their types, units and ranges; which names exist."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions import Inference
from perfdsl.checker.notes import title_of
from perfdsl.checker.operators import compare
from perfdsl.checker.scope import Scope
from perfdsl.checker.type_words import type_words
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.model.rulebook import Bounds, FactDeclaration
from perfdsl.model.types import (
    COUNT,
    DATE,
    DAYS,
    MONEY,
    MONTHS,
    POISON,
    RATIO,
    SCORE,
    TEXT,
    TRUTH,
    UNITS,
    WORKDAYS,
    ChoiceType,
    LevelType,
    Quantity,
    RecordsType,
    Type,
)
from perfdsl.source import Span
from perfdsl.suggestion import suggest
from perfdsl.syntax import ast
from perfdsl.terms import TERMS
from perfdsl.wording import phrase

_PLAIN: dict[str, Type] = {
    "money": MONEY,
    "ratio": RATIO,
    "count": COUNT,
    "days": DAYS,
    "months": MONTHS,
    "date": DATE,
    "truth": TRUTH,
    "text": TEXT,
}
_TYPE_NAMES = tuple(
    spelling for term in TERMS if term.kind == "type" for spelling in (*term.zh, *term.en)
)
_WHOLE_WORDS = ("人数", "次数", "people", "times")


def declare(file: ast.File, scope: Scope, diagnostics: Diagnostics) -> None:
    """Fill the scope with every fact and definition of the file; a name may stand once."""
    seen: dict[str, Span] = {}
    for fact in file.facts:
        if _is_new(fact.name, seen, diagnostics):
            scope.facts[fact.name.text] = _fact(fact, scope, diagnostics)
    for definition in file.definitions:
        if _is_new(definition.name, seen, diagnostics):
            scope.definitions[definition.name.text] = definition


def _is_new(name: ast.Name, seen: dict[str, Span], diagnostics: Diagnostics) -> bool:
    first = seen.setdefault(name.text, name.span)
    if first is name.span:
        return True
    diagnostics.report(
        name_codes.DUPLICATE_NAME,
        name.span,
        secondary=[Label(first, phrase("先在这里声明", "first declared here"))],
        name=name.text,
    )
    return False


def _fact(
    node: ast.FactDeclaration | ast.FieldDeclaration, scope: Scope, diagnostics: Diagnostics
) -> FactDeclaration:
    type_ = _type(node, diagnostics)
    fields: tuple[FactDeclaration, ...] = ()
    if isinstance(node, ast.FactDeclaration) and node.type.kind == "records":
        fields = _fields(node, scope, diagnostics)
        type_ = RecordsType(tuple((field.name, field.type) for field in fields))
    unit = _unit(node, type_, diagnostics)
    if unit == "工作日" and type_ == DAYS:
        type_ = WORKDAYS
    if unit == "分" and type_ == COUNT:
        type_ = SCORE
    return FactDeclaration(
        name=node.name.text,
        type=type_,
        span=node.span,
        title=title_of(node.name),
        unit=unit,
        bounds=_bounds(node, type_, scope, diagnostics),
        meaning=node.meaning,
        fields=fields,
        is_whole=node.type.kind == "count" and node.type.span.text.startswith(_WHOLE_WORDS),
    )


def _fields(
    node: ast.FactDeclaration, scope: Scope, diagnostics: Diagnostics
) -> tuple[FactDeclaration, ...]:
    seen: dict[str, Span] = {}
    return tuple(
        _fact(field, scope, diagnostics)
        for field in node.fields
        if _is_new(field.name, seen, diagnostics)
    )


def _type(node: ast.FactDeclaration | ast.FieldDeclaration, diagnostics: Diagnostics) -> Type:
    written = node.type
    match written.kind:
        case None:
            suggestions = suggest(written.span.text, _TYPE_NAMES)
            diagnostics.report(
                codes.UNKNOWN_TYPE,
                written.span,
                phrase("是不是「{name}」？", "did you mean 「{name}」?", name=suggestions[0])
                if suggestions
                else None,
                name=written.span.text,
            )
            return POISON
        case "level" | "choice":
            if not written.words:
                diagnostics.report(codes.LEVEL_WITHOUT_WORDS, written.span, name=node.name.text)
                return POISON
            words = tuple(word.text for word in written.words)
            for index, word in enumerate(written.words):
                if word.text in words[:index]:
                    diagnostics.report(name_codes.DUPLICATE_WORD, word.span, name=word.text)
            return LevelType(words) if written.kind == "level" else ChoiceType(words)
        case "records":
            return RecordsType(())
        case kind:
            return _PLAIN[kind]


def _unit(
    node: ast.FactDeclaration | ast.FieldDeclaration, type_: Type, diagnostics: Diagnostics
) -> str | None:
    """The declared unit where it is one of the type: any measure word fits a count."""
    unit = node.type.unit
    if unit is None or type_ == POISON:
        return None
    known = UNITS.get(unit)
    fits = (
        (known is None and type_ == COUNT)
        or (known is not None and known[0] == type_)
        or (unit == "工作日" and type_ == DAYS)
        or (unit == "分" and type_ == COUNT)
    )
    if not fits:
        diagnostics.report(codes.UNIT_MISMATCH, node.type.span, unit=unit, type=type_words(type_))
        return None
    return unit


def _bounds(
    node: ast.FactDeclaration | ast.FieldDeclaration,
    type_: Type,
    scope: Scope,
    diagnostics: Diagnostics,
) -> Bounds | None:
    if node.bounds is None or type_ == POISON:
        return None
    inference = Inference(scope, diagnostics)
    ends: list[Fraction | None] = []
    for end in (node.bounds.lower, node.bounds.upper):
        if end is None:
            ends.append(None)
            continue
        inferred = inference.infer(end)
        value = constant_value(inferred)
        bare = isinstance(inferred.type, Quantity) and inferred.type == Quantity()
        unit = UNITS.get(node.type.unit or "")
        if bare and type_ == MONEY and unit is not None and value is not None:
            value *= unit[1]
        elif compare("<=", type_, inferred.type) is not None:
            value = None
        if value is None or not isinstance(type_, Quantity):
            diagnostics.report(
                codes.WRONG_BOUNDS,
                node.bounds.span,
                text=node.bounds.span.text,
                name=node.name.text,
            )
            return None
        ends.append(value)
    return Bounds(ends[0], ends[1], node.bounds.lower_closed, node.bounds.upper_closed)
