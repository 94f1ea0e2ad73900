"""Facts, their types, units and ranges; which names exist."""

import re
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.operators import compare
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.rules.notes import title_of
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import did_you_mean, instead, lines_removed
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
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
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import KEYWORD_IDS, TERMS, find_type, find_unit
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
    defined = {definition.name.text: definition for definition in file.definitions}
    for fact in file.facts:
        if fact.name.text in defined and fact.name.text not in seen:
            seen[fact.name.text] = fact.name.span
            _report_defined(fact.name, defined[fact.name.text].name.span, diagnostics)
        elif _is_new(fact.name, seen, diagnostics):
            scope.facts[fact.name.text] = _fact(fact, scope, diagnostics)
    seen = {name: span for name, span in seen.items() if name not in defined}
    for definition in file.definitions:
        if _is_new(definition.name, seen, diagnostics):
            scope.definitions[definition.name.text] = definition


def _report_defined(fact: ast.Name, definition: Span, diagnostics: Diagnostics) -> None:
    """A fact and a definition of one name: what is defined may be given, so the fact is too many."""
    diagnostics.report(
        name_codes.DUPLICATE_NAME,
        fact.span,
        secondary=[Label(definition, phrase("这里有定义", "defined here"))],
        helps=[lines_removed(fact.span), lines_removed(definition)],
        name=fact.text,
    )


def _is_new(name: ast.Name, seen: dict[str, Span], diagnostics: Diagnostics) -> bool:
    first = seen.setdefault(name.text, name.span)
    if first is name.span:
        return True
    diagnostics.report(
        name_codes.DUPLICATE_NAME,
        name.span,
        secondary=[Label(first, phrase("先在这里声明", "first declared here"))],
        helps=[lines_removed(name.span)]
        if _is_repeated_line(first, name.span)
        else [lines_removed(first), lines_removed(name.span)],
        name=name.text,
    )
    return False


def _is_repeated_line(first: Span, second: Span) -> bool:
    """Whether the same line stands in the file twice."""
    source = second.source
    lines = [source.line_text(span.first.line).split() for span in (first, second)]
    return lines[0] == lines[1]


def _fact(
    node: ast.FactDeclaration | ast.FieldDeclaration, scope: Scope, diagnostics: Diagnostics
) -> FactDeclaration:
    type_ = _type(node, scope, diagnostics)
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
        counts="人" if node.type.span.text.startswith(("人数", "people")) else None,
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


def _type(
    node: ast.FactDeclaration | ast.FieldDeclaration, scope: Scope, diagnostics: Diagnostics
) -> Type:
    written = node.type
    match written.kind:
        case None:
            whole = _name_with_space(node, scope)
            diagnostics.report(
                codes.UNKNOWN_TYPE,
                written.span,
                helps=[whole] if whole is not None else _types_meant(node, scope),
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
                    before = written.words[index - 1].span
                    twice = Edit(Span(word.span.source, before.end, word.span.end), "")
                    text = phrase("删去后一个", "delete the second")
                    diagnostics.report(
                        name_codes.DUPLICATE_WORD,
                        word.span,
                        helps=[Help(text, (twice,), "unsafe")],
                        name=word.text,
                    )
            return LevelType(words) if written.kind == "level" else ChoiceType(words)
        case "records":
            return RecordsType(())
        case kind:
            return _PLAIN[kind]


_KINDS_OF_UNITS = {MONEY: "金额", RATIO: "比率", DAYS: "天数", WORKDAYS: "天数", MONTHS: "月数"}


def _types_meant(node: ast.FactDeclaration | ast.FieldDeclaration, scope: Scope) -> list[Help]:
    """The type that the name tells, that a unit goes with, or that is nearest to what is written."""
    span, name = node.type.span, node.name
    if find_type(name.text) is not None:  # `事实 人数 在职人数`
        scope.unread |= {span.text}
        swapped = f"{span.text} {name.span.text}"
        return [instead(name.span.to(span), swapped)]
    told = next((word for word in _WHOLE_WORDS if name.text.endswith(word)), None)
    if told is not None:
        return [instead(span, told)]
    similar = did_you_mean(span, span.text, _TYPE_NAMES)
    if similar and span.text in ("人", "次"):
        return similar
    return _type_of_unit(span) or similar


def _type_of_unit(span: Span) -> list[Help]:
    """`事实 建设面积 平方米`: a unit stands where the type should."""
    unit = find_unit(span.text)
    if unit is None:
        return []
    kind = _KINDS_OF_UNITS.get(UNITS[unit][0]) if unit in UNITS else None
    new = kind if kind in ("金额", "比率", "天数", "月数") and unit != "工作日" else None
    new = new or f"{kind or '数量'} {span.text}"
    text = phrase("写成「{text}」", "write 「{text}」", text=new)
    return [Help(text, (Edit(span, new),), "unsafe")]


def _name_with_space(node: ast.FactDeclaration | ast.FieldDeclaration, scope: Scope) -> Help | None:
    """`事实 调整预算 数 金额`: the type is the last word, the rest belongs to the name."""
    *rest, last = node.type.span.text.split() or ("",)
    if re.search(r"\w", node.name.text) is None:
        return None
    if not rest or find_type(last) is None or node.type.span.start < node.name.span.end:
        return None
    between = "_" if "".join((node.name.text, *rest)).isascii() else ""
    name = between.join((node.name.text, *rest))
    if name.lower() in KEYWORD_IDS:
        return None
    scope.unread |= {name}
    is_bracketed = node.name.span.text.startswith("「")
    written = f"「{name}」" if is_bracketed else name
    start, end = node.name.span.end, node.type.span.end - len(last)
    edit = Edit(Span(node.span.source, start, end), between + between.join(rest) + " ")
    if is_bracketed:
        edit = Edit(Span(node.span.source, node.name.span.start, end), f"{written} ")
    text = phrase("名称里不留空格：「{name}」", "no space inside the name: 「{name}」", name=name)
    uses = (Edit(span, written) for meant, span in scope.spaced_uses if meant == name)
    return Help(text, (edit, *uses), "unsafe")


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
        diagnostics.report(
            codes.UNIT_MISMATCH,
            node.type.span,
            helps=_without_unit(node.type.span, unit),
            unit=unit,
            type=type_words(type_),
        )
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
                helps=_bounds_in_percent(node.bounds, type_),
                text=node.bounds.span.text,
                name=node.name.text,
            )
            return None
        ends.append(value)
    lower, upper = node.bounds.lower, node.bounds.upper
    low, high = ends
    if (
        lower is not None
        and upper is not None
        and low is not None
        and high is not None
        and low > high
    ):
        swap = (Edit(lower.span, upper.span.text), Edit(upper.span, lower.span.text))
        diagnostics.report(
            codes.WRONG_BOUNDS,
            node.bounds.span,
            helps=[Help(phrase("两端对调", "swap the ends"), swap, "unsafe")],
            text=node.bounds.span.text,
            name=node.name.text,
        )
        return None
    return Bounds(ends[0], ends[1], node.bounds.lower_closed, node.bounds.upper_closed)


def _without_unit(span: Span, unit: str) -> list[Help]:
    """The type alone, where the unit stands behind it."""
    kind = span.text.removesuffix(unit).rstrip()
    if kind == span.text or not kind:
        return []
    text = phrase("删去「{unit}」", "delete 「{unit}」", unit=unit)
    return [Help(text, (Edit(span, kind),), "unsafe")]


def _bounds_in_percent(bounds: ast.Interval, type_: Type) -> list[Help]:
    """`0 至 100` of a ratio: the numbers with a per cent sign."""
    ends = [end for end in (bounds.lower, bounds.upper) if isinstance(end, ast.Number)]
    bare = [end for end in ends if end.unit is None and end.value]
    if type_ != RATIO or not bare:
        return []
    factor = 100 if max(end.value for end in bare) <= 1 else 1
    edits = tuple(Edit(end.span, f"{format_exact(end.value * factor)}%") for end in bare)
    return [Help(phrase("写上百分号", "add the per cent sign"), edits, "unsafe")]
