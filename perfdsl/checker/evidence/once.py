"""One mistake met in several places is said once: where it was made if that is known, else where it is met first."""

import itertools
import re
from collections.abc import Callable, Sequence
from functools import cache, partial

import attrs

from perfdsl.checker.expressions.names_used import used_in
from perfdsl.checker.ways_out import instead, line_below
from perfdsl.codes import logic, types
from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.suggestion import sounds_alike
from perfdsl.syntax import ast
from perfdsl.terms import find_type, keyword
from perfdsl.wording import Words, phrase

_MOST_LABELS = 5
_CELL = re.compile(r"[A-Z]{1,2}[1-9]\d{0,3}")
_QUOTES = '"“”'
_MERGED = (
    *codes.UNDECLARED,
    logic.STEP_MODE_MISSING,
    types.TYPE_MISMATCH,
    types.ONE_RECORD_LIST,
    codes.UNKNOWN_FUNCTION,
)
_STEPS = Words(
    f"{keyword('EACH').zh[0]} {keyword('WHOLE_STEPS').zh[0]}",
    f"{keyword('EACH').en[0]} {keyword('WHOLE_STEPS').en[0]}",
)
"""The header that most schemes mean."""


@attrs.frozen
class _Cells:
    """What groups the cells of a spreadsheet on one line."""

    line: int


@attrs.frozen
class _Fields:
    """What groups the fields on one line that stand without their list."""

    line: int


@attrs.frozen
class _Function:
    """What groups the uses of a function that there is not, if the same is offered for each."""

    name: str
    offered: tuple[tuple[str, str], ...]


_Used = Callable[[], frozenset[str]]
"""The names that rules speak of, worked out where they are asked for."""


def say_once(file: ast.File, diagnostics: Diagnostics) -> None:
    """Merge what is found of one undeclared name, of rows that compare one thing, and of steps that lack one header."""
    if not any(each.code in _MERGED for each in diagnostics.found):
        return
    used = cache(partial(used_in, file))
    groups: dict[object, list[Diagnostic]] = {}
    for found in diagnostics.found:
        if found.primary is None:
            continue
        if any(found.code is code for code in codes.UNDECLARED):
            name = str(found.arguments["name"])
            line = found.primary.span.first.line
            is_cell = _CELL.fullmatch(name) and not any(each.edits for each in found.helps)
            groups.setdefault(_Cells(line) if is_cell else name, []).append(found)
        elif found.code is types.TYPE_MISMATCH:
            pair = ("types", found.arguments["left"], found.arguments["right_type"])
            groups.setdefault(pair, []).append(found)
        elif found.code is types.ONE_RECORD_LIST and len(found.helps) == 1:
            groups.setdefault(_Fields(found.primary.span.first.line), []).append(found)
        elif found.code is codes.UNKNOWN_FUNCTION:
            edits = (edit for help_ in found.helps for edit in help_.edits)
            offered = tuple((edit.span.text, edit.replacement) for edit in edits)
            asked = _Function(str(found.arguments["name"]), offered)
            groups.setdefault(asked, []).append(found)
        elif found.code is logic.STEP_MODE_MISSING:
            groups.setdefault(logic.STEP_MODE_MISSING, []).append(found)
    for key, met in groups.items():
        group = sorted(met, key=_start)
        if len(group) < 2 and not isinstance(key, str | _Cells):
            continue
        if isinstance(key, _Cells):
            merged = _cells(group)
        elif isinstance(key, tuple):
            lines = [each.primary.span.first.line for each in group if each.primary]
            if lines != list(range(lines[0], lines[0] + len(lines))):
                continue  # rows of one list stand below one another
            merged = _together(group)
        elif isinstance(key, _Fields | _Function):
            merged = _together(group)
        elif key is logic.STEP_MODE_MISSING:
            merged = _steps(file, group)
        elif isinstance(key, str) and len(group) > 1 and _are_slips(file, used, key, group):
            continue  # each of them is put right where it stands
        else:
            merged = _name(file, used, group)
        gone = {id(each) for each in group}
        at = next(i for i, each in enumerate(diagnostics.found) if id(each) in gone)
        kept = [each for each in diagnostics.found if id(each) not in gone]
        diagnostics.found[:] = [*kept[:at], merged, *kept[at:]]


def _start(found: Diagnostic) -> int:
    return found.primary.span.start if found.primary is not None else 0


def _also(group: Sequence[Diagnostic]) -> tuple[Label, ...]:
    here = phrase("这里也是", "here as well")
    return tuple(
        Label(each.primary.span, here) for each in group[1 : _MOST_LABELS + 1] if each.primary
    )


def _cells(group: list[Diagnostic]) -> Diagnostic:
    """`D5 / E5`: cells of a spreadsheet are no names."""
    cells = phrase(
        "表格里的单元格在这里没有，写它所在的那一栏是什么，如「在职人数 / 编制人数」",
        "there are no cells of a spreadsheet here: write what stands in them, like 「staff / posts」",
    )
    help_ = Help(cells)
    return attrs.evolve(group[0], secondary=_also(group), helps=(help_,))


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


def _name(file: ast.File, used: _Used, group: list[Diagnostic]) -> Diagnostic:
    """A name used again and again: its declaration is written otherwise, or all its uses are."""
    first = group[0]
    name = str(first.arguments["name"])
    together = _together(group) if len(group) > 1 else first
    declared = _declared_otherwise(file, used, first)
    if declared is None:
        return together
    help_ = instead(declared.span, name)
    if len(group) == 1:
        return (
            attrs.evolve(first, helps=(help_, *first.helps[:1]))
            if _is_rather(file, name, declared)
            else first
        )
    if not _is_the_same(name, declared.text):
        return attrs.evolve(together, helps=(help_, *together.helps))
    label = phrase("声明的是「{name}」", "declared as 「{name}」", name=declared.span.text)
    uses = tuple(Label(each.primary.span) for each in group[:_MOST_LABELS] if each.primary)
    return Diagnostic(
        codes.UNDECLARED_NAME,
        {"name": name},
        Label(declared.span, label),
        uses,
        helps=(help_, *together.helps[:1]),
    )


def _declared_otherwise(file: ast.File, used: _Used, first: Diagnostic) -> ast.Name | None:
    """The declaration most like the name, where no rule speaks of what it declares."""
    meant = next((edit.replacement for help_ in first.helps for edit in help_.edits), None)
    names = [node.name for node in file.facts] + [node.name for node in file.definitions]
    declared = next((each for each in names if each.text == meant), None)
    if declared is None or declared.text in used():
        return None
    return declared


def _are_slips(file: ast.File, used: _Used, name: str, group: list[Diagnostic]) -> bool:
    """资金挪佣 twice where 资金挪用 is declared: the texts and comments have 挪用 and nowhere 挪佣."""
    declared = _declared_otherwise(file, used, group[0])
    if declared is None or not _is_the_same(name, declared.text):
        return False
    rest = file.source.text
    start, end = declared.span.start, declared.span.end
    rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = rest.replace(name, "")
    own, other = _pairs(declared.text), _pairs(name)
    return any(pair in rest for pair in own - other) and not any(
        pair in rest for pair in other - own
    )


def _pairs(name: str) -> set[str]:
    """Two characters each that stand side by side; Latin letters do so in every keyword, that tells nothing."""
    pairs = {first + second for first, second in itertools.pairwise(name)}
    return {pair for pair in pairs if not (pair.isascii() and pair.isalpha())}


def _is_rather(file: ast.File, name: str, declared: ast.Name) -> bool:
    """Whether one use is more likely right than the one declaration: headings and texts write it so."""
    text = file.source.text
    for sign in _QUOTES:
        text = text.replace(sign, "")
    if declared.text.startswith(name) and find_type(declared.text[len(name) :]) is not None:
        return True  # the type was written together with the name
    if name in declared.text:
        return False  # texts say it short as well
    shorter, longer = sorted((name, declared.text), key=len)
    within = {shorter: text.replace(longer, "").count(shorter), longer: text.count(longer)}
    return within[name] > 1 == within[declared.text]


def _is_the_same(name: str, declared: str) -> bool:
    """Whether one is the other with something left out, or typed by its sound: 本年 and 往年 are two things."""
    return name in declared or declared in name or sounds_alike(name, declared)


def _inserts(edit: Edit) -> bool:
    """A declaration is added once."""
    return edit.span.start == edit.span.end
