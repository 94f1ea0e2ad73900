"""No name is offered that stands on the other side of the sign already: `应保人数 / 应保人数` is always 100%.

What looks like a slip for it is then a name of its own, 实保人数 beside 应保人数, whose declaration was forgotten.
"""

import re
from functools import cache

import attrs

from perfdsl.checker.expressions.declared import declared_below
from perfdsl.checker.expressions.scope import Scope
from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import DateType, Quantity
from perfdsl.syntax.folding import fold
from perfdsl.terms import TERMS


def refuse_both_sides(scope: Scope, diagnostics: Diagnostics) -> None:
    """Take away every way out that would set a name against itself, and offer to declare what stands there."""
    for index, found in enumerate(diagnostics.found):
        taken = [help_ for help_ in found.helps if _partner(help_, scope) is not None]
        if not taken:
            continue
        kept = tuple(help_ for help_ in found.helps if help_ not in taken)
        partner = _partner(taken[0], scope)
        if found.code in codes.UNDECLARED and partner is not None:
            kept = (*kept, *_like(found, partner, scope))
        diagnostics.found[index] = attrs.evolve(found, helps=kept)


def _partner(help_: Help, scope: Scope) -> str | None:
    """The name that would stand on both sides of a sign."""
    for edit in help_.edits:
        name = edit.replacement.strip().strip("「」")
        bare = name.rsplit(".", 1)[-1]
        is_new = edit.span.text.strip() not in ("", bare)
        if is_new and _is_declared(bare, scope) and _faces(edit, bare):
            return bare
    return None


def _is_declared(name: str, scope: Scope) -> bool:
    if name in scope.facts or name in scope.definitions:
        return True
    return any(field.name == name for fact in scope.facts.values() for field in fact.fields)


def _faces(edit: Edit, name: str) -> bool:
    """Whether the name stands on the other side already, of this year as well."""
    before, after = _around(edit)
    if name not in before and name not in after:
        return False
    written = rf"「?{re.escape(name)}」?"
    fields = re.search(r"\w+[.\uff0e]$", before)
    listed = re.escape(fields.group()) if fields is not None else ""
    before = before.removesuffix(fields.group()) if fields is not None else before
    return (
        re.match(rf"{_sign()}{listed}{written}(?=\W|$|[的时扣得加且或每则])", after) is not None
        or re.search(rf"(?<![\w.\uff0e的]){_IF}{listed}{written}{_sign()}$", before) is not None
    )


_IF = "(?:当|如果|若)?"
_REACH = 200


def _around(edit: Edit) -> tuple[str, str]:
    """The line in front of what is replaced, and behind it, as far as a name and a sign may reach."""
    text, start, end = edit.span.source.text, edit.span.start, edit.span.end
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    stop = text.find("\n", end)
    return text[line:start], text[end : min(stop if stop >= 0 else len(text), end + _REACH)]


@cache
def _sign() -> str:
    """What stands between two numbers that are held against each other."""
    words = sorted(
        (
            re.escape(word)
            for term in TERMS
            if term.kind == "comparison"
            for word in (*term.zh, *term.en)
        ),
        key=len,
        reverse=True,
    )
    return rf"\s*(?:[*×]\s*100\s*[%％]\s*)?(?:[-－/÷／]|[<>≤≥＜＞≦≧=＝!≠]=?|{'|'.join(words)})\s*"


def _like(found: Diagnostic, partner: str, scope: Scope) -> list[Help]:
    """The name declared as the one that it is held against."""
    declared, place = scope.facts.get(partner), found.primary
    if declared is None or place is None or not isinstance(declared.type, Quantity | DateType):
        return []
    kind = _kind(declared)
    name = str(found.arguments["name"])
    return declared_below(place.span.source, name, kind, scope) if kind else []


def _kind(declared: FactDeclaration) -> str:
    """The type and the unit as they are written, without range and meaning."""
    source = declared.span.source
    written = source.line_text(declared.span.first.line).split('"')[0]
    behind = re.search(
        rf"(?:{re.escape(declared.title)}|{re.escape(declared.name)})」?\s+(\S.*)", written
    )
    words = fold(behind.group(1)).split() if behind is not None else []
    return " ".join(words[: 1 if declared.unit is None else 2])
