"""One mistake met in several places is said once: where it was made if that is known, else where it is met first."""

import re
from collections.abc import Sequence

import attrs

from perfdsl.checker.ways_out import instead, line_below
from perfdsl.codes import logic, types
from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Label
from perfdsl.suggestion import sounds_alike
from perfdsl.syntax import ast
from perfdsl.terms import keyword
from perfdsl.wording import Words, phrase

_UNDECLARED = (codes.UNDECLARED_NAME, codes.UNDECLARED_IN_RUN)
_MOST_LABELS = 5
_MERGED = (*_UNDECLARED, logic.STEP_MODE_MISSING, types.TYPE_MISMATCH)
_STEPS = Words(
    f"{keyword('EACH').zh[0]} {keyword('WHOLE_STEPS').zh[0]}",
    f"{keyword('EACH').en[0]} {keyword('WHOLE_STEPS').en[0]}",
)
"""The header that most schemes mean."""


def say_once(file: ast.File, diagnostics: Diagnostics) -> None:
    """Merge what is found of one undeclared name, of rows that compare one thing, and of steps that lack one header."""
    if not any(each.code in _MERGED for each in diagnostics.found):
        return
    groups: dict[object, list[Diagnostic]] = {}
    for found in diagnostics.found:
        if found.primary is None:
            continue
        if any(found.code is code for code in _UNDECLARED):
            groups.setdefault(found.arguments["name"], []).append(found)
        elif found.code is types.TYPE_MISMATCH:
            pair = ("types", found.arguments["left"], found.arguments["right_type"])
            groups.setdefault(pair, []).append(found)
        elif found.code is logic.STEP_MODE_MISSING:
            groups.setdefault(logic.STEP_MODE_MISSING, []).append(found)
    for key, group in groups.items():
        if len(group) < 2:
            continue
        if isinstance(key, tuple):
            lines = [each.primary.span.first.line for each in group if each.primary]
            if lines != list(range(lines[0], lines[0] + len(lines))):
                continue  # rows of one list stand below one another
            merged = _together(group)
        elif key is logic.STEP_MODE_MISSING:
            merged = _steps(file, group)
        else:
            merged = _name(file, group)
        gone = {id(each) for each in group}
        at = next(i for i, each in enumerate(diagnostics.found) if id(each) in gone)
        kept = [each for each in diagnostics.found if id(each) not in gone]
        diagnostics.found[:] = [*kept[:at], merged, *kept[at:]]


def _also(group: Sequence[Diagnostic]) -> tuple[Label, ...]:
    here = phrase("这里也是", "here as well")
    return tuple(
        Label(each.primary.span, here) for each in group[1 : _MOST_LABELS + 1] if each.primary
    )


def _steps(file: ast.File, group: list[Diagnostic]) -> Diagnostic:
    """`每 1个百分点` again and again: the header that says it for all of them is missing."""
    helps = group[0].helps
    last = max((header.span for header in file.headers), key=lambda span: span.start, default=None)
    if last is not None:
        helps = (line_below(last, _STEPS, "unsafe"), *helps)
    return attrs.evolve(_together(group), helps=helps)


def _together(group: Sequence[Diagnostic]) -> Diagnostic:
    """The first finding, with the places of the others; a way out is made in all places at once."""
    first = group[0]
    helps = []
    for index, help_ in enumerate(first.helps):
        edits = [*help_.edits]
        for each in group[1:]:
            same = each.helps[index].edits if index < len(each.helps) else ()
            if edits:
                edits += [edit for edit in same if edit not in edits and not _inserts(edit)]
        helps.append(attrs.evolve(help_, edits=tuple(edits)))
    return attrs.evolve(first, secondary=(*first.secondary, *_also(group)), helps=tuple(helps))


def _name(file: ast.File, group: list[Diagnostic]) -> Diagnostic:
    """A name used again and again: its declaration is written otherwise, or all its uses are."""
    first = group[0]
    name = str(first.arguments["name"])
    meant = next((edit.replacement for help_ in first.helps for edit in help_.edits), None)
    declared = next(
        (fact.name for fact in file.facts if fact.name.text == meant),
        None,
    )
    if declared is not None and not _is_the_same(name, declared.text):
        declared = None
    if declared is not None and _uses(file.source.text, declared.span.text, name) == 1:
        label = phrase("声明的是「{name}」", "declared as 「{name}」", name=declared.span.text)
        uses = tuple(Label(each.primary.span) for each in group[:_MOST_LABELS] if each.primary)
        help_ = instead(declared.span, name)
        return Diagnostic(
            codes.UNDECLARED_NAME,
            {"name": name},
            Label(declared.span, label),
            uses,
            helps=(help_, *first.helps[:1]),
        )
    return _together(group)


def _is_the_same(name: str, declared: str) -> bool:
    """Whether one is the other with something left out, or typed by its sound: 本年 and 往年 are two things."""
    return name in declared or declared in name or sounds_alike(name, declared)


def _inserts(edit: Edit) -> bool:
    """A declaration is added once."""
    return edit.span.start == edit.span.end


def _uses(text: str, name: str, longer: str) -> int:
    """How often the name is written, other than as a part of `longer`."""
    return len(re.findall(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text.replace(longer, "")))
