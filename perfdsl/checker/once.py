"""One mistake met in several places is said once: where it was made if that is known, else where it is met first."""

import re
from collections.abc import Sequence

import attrs

from perfdsl.checker.ways_out import instead
from perfdsl.codes import logic, types
from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import sounds_alike
from perfdsl.syntax import ast
from perfdsl.wording import phrase

_UNDECLARED = (codes.UNDECLARED_NAME, codes.UNDECLARED_IN_RUN)
_MOST_LABELS = 5
_HEADER = re.compile(
    r"(?:方案|年度|语言|满分|保留|剔除换算|金额单位|scheme|year|language|keep|full marks|money unit)\b"
)


def say_once(file: ast.File, diagnostics: Diagnostics) -> None:
    """Merge what is found of one undeclared name, and of steps that all lack the same header."""
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
            merged = attrs.evolve(group[0], secondary=(*group[0].secondary, *_also(group)))
        elif key is logic.STEP_MODE_MISSING:
            merged = _steps(file, group)
        else:
            merged = _name(file, group)
        gone = {id(each) for each in group}
        at = next(i for i, each in enumerate(diagnostics.found) if id(each) in gone)
        kept = [each for each in diagnostics.found if id(each) not in gone]
        diagnostics.found[:] = [*kept[:at], merged, *kept[at:]]


_MERGED = (*_UNDECLARED, logic.STEP_MODE_MISSING, types.TYPE_MISMATCH)


def _also(group: Sequence[Diagnostic]) -> tuple[Label, ...]:
    here = phrase("这里也是", "here as well")
    return tuple(
        Label(each.primary.span, here) for each in group[1 : _MOST_LABELS + 1] if each.primary
    )


def _steps(file: ast.File, group: list[Diagnostic]) -> Diagnostic:
    """`每 1个百分点` again and again: the header that says it for all of them is missing."""
    first = group[0]
    helps = first.helps
    line = _last_header(file.source)
    if line is not None:
        text = phrase(
            "文件头写一行「每 按整」（或「每 进一」「每 按比例」），管所有的「每」",
            "one line 「per whole」 in the header (or 「per started」, 「per pro rata」) says it for all",
        )
        helps = (Help(text, (Edit(line, "每 按整\n"),), "unsafe"), *helps)
    return attrs.evolve(first, secondary=(*first.secondary, *_also(group)), helps=helps)


def _last_header(source: SourceText) -> Span | None:
    """Behind the last line of the header."""
    found = None
    for number, start in enumerate(source.line_starts, 1):
        text = source.line_text(number).strip()
        if _HEADER.match(text):
            end = start + len(source.line_text(number)) + 1
            found = Span(source, end, end) if end <= len(source.text) else None
        elif text and not text.startswith("#"):
            break
    return found


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
    helps = []
    for index, help_ in enumerate(first.helps):
        edits = [*help_.edits]
        for each in group[1:]:
            same = each.helps[index] if index < len(each.helps) else None
            if same is not None and help_.edits and same.edits:
                edits += [edit for edit in same.edits if edit not in edits and not _inserts(edit)]
        helps.append(attrs.evolve(help_, edits=tuple(edits)))
    return attrs.evolve(first, secondary=(*first.secondary, *_also(group)), helps=tuple(helps))


def _is_the_same(name: str, declared: str) -> bool:
    """Whether one is the other with something left out, or typed by its sound: 本年 and 往年 are two things."""
    return name in declared or declared in name or sounds_alike(name, declared)


def _inserts(edit: Edit) -> bool:
    """A declaration is added once."""
    return edit.span.start == edit.span.end


def _uses(text: str, name: str, longer: str) -> int:
    """How often the name is written, other than as a part of `longer`."""
    return len(re.findall(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text.replace(longer, "")))
