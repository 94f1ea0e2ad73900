"""A declaration that was copied and kept its name: which one, and the name it was to get."""

from collections.abc import Iterator
from typing import TypeVar

import attrs

from perfdsl.checker.expressions.names_used import heading_of, names_used, undeclared_names
from perfdsl.checker.ways_out import lines_removed
from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.syntax.usage import kind_used
from perfdsl.terms import find_type
from perfdsl.wording import phrase

_Declaration = ast.FactDeclaration | ast.FieldDeclaration | ast.Definition
_D = TypeVar("_D", ast.FactDeclaration, ast.FieldDeclaration, ast.Definition)
_COUNTED = ("人数", "次数", "人员数")
_COUNTS = ("人数", "次数", "people", "times")


@attrs.frozen(eq=False, repr=False)
class Copied:
    """The declaration to be renamed, the one it has its name from, and the name that is missing."""

    node: _Declaration
    other: _Declaration
    name: str


def copied_declarations(file: ast.File, diagnostics: Diagnostics) -> list[Copied]:
    """Names declared twice, and as many that are used and declared nowhere: the ones were to be the others."""
    twice = list(_declared_twice(file))
    if not twice or file.unread_names:
        return []
    missing = set(undeclared_names(file))
    missing |= {
        str(each.arguments["name"]) for each in diagnostics if each.code in codes.UNDECLARED
    }
    if len(missing) != len(twice):
        return []
    if len(twice) == 1:
        return [_copy(*twice[0], missing.pop(), file)]
    found = []
    for pair in twice:
        names = [
            name for name in missing if any(_takes_the_name(each, name, file) for each in pair)
        ]
        if len(names) != 1:
            return []
        found.append(_copy(*pair, names[0], file))
    return found if len({each.name for each in found}) == len(found) else []


def _copy(first: _Declaration, second: _Declaration, name: str, file: ast.File) -> Copied:
    is_defined = isinstance(second, ast.Definition)
    if not _takes_the_name(second, name, file) and (
        _takes_the_name(first, name, file) or (is_defined and not isinstance(first, ast.Definition))
    ):
        return Copied(first, second, name)
    return Copied(second, first, name)


def without_copy(file: ast.File, copied: Copied, diagnostics: Diagnostics) -> ast.File:
    """Report the copy; the file as if it were renamed, so that nothing more is said of it."""
    edits, fits = _renamed(copied, file)
    node, name = copied.node, copied.name
    text = phrase("这一个改名为「{name}」", "rename this one to 「{name}」", name=name)
    is_sure = fits or len(edits) > 1
    diagnostics.found[:] = [
        each
        for each in diagnostics
        if each.code not in codes.UNDECLARED or each.arguments["name"] != name
    ]
    diagnostics.report(
        codes.DUPLICATE_NAME,
        node.name.span,
        secondary=[
            Label(copied.other.name.span, phrase("另一处在这里", "the other one")),
            *(
                Label(
                    each.span, phrase("「{name}」没有声明", "「{name}」 is not declared", name=name)
                )
                for each in undeclared_names(file).get(name, [])[:1]
            ),
        ],
        helps=[Help(text, edits, "unsafe"), lines_removed(node.name.span)]
        if is_sure
        else [Help(text)],
        name=node.name.text,
    )
    # of what type it is shows only where it is used; without that nothing follows from the copy's type
    fits = fits and (
        isinstance(node, ast.Definition) or kind_used(name, file.source.text) is not None
    )
    unread = () if fits else (name,)
    return attrs.evolve(
        file,
        facts=tuple(
            attrs.evolve(fact, fields=_with_name(fact.fields, copied, fits=fits))
            for fact in _with_name(file.facts, copied, fits=fits)
        ),
        definitions=_with_name(file.definitions, copied, fits=fits),
        unread_names=(*file.unread_names, *unread),
    )


def _with_name(nodes: tuple[_D, ...], copied: Copied, *, fits: bool) -> tuple[_D, ...]:
    """The declarations with the one under its name, or without it where its type is not known."""
    return tuple(
        attrs.evolve(each, name=attrs.evolve(each.name, text=copied.name))
        if each is copied.node
        else each
        for each in nodes
        if fits or each is not copied.node
    )


def _declared_twice(file: ast.File) -> Iterator[tuple[_Declaration, _Declaration]]:
    groups: list[tuple[_Declaration, ...]] = [(*file.facts, *file.definitions)]
    groups += [fact.fields for fact in file.facts]
    for group in groups:
        seen: dict[str, _Declaration] = {}
        for node in group:
            first = seen.setdefault(node.name.text, node)
            if first is not node:
                yield first, node


def _takes_the_name(node: _Declaration, name: str, file: ast.File) -> bool:
    """Whether it is this one whose name is missing: by its type, by where it stands, by what it is made of."""
    if not isinstance(node, ast.Definition):
        used_as = kind_used(name, file.source.text)
        return used_as is not None and _kind(used_as) == node.type.kind
    own = node.name.text
    if any(isinstance(each, ast.Name) and each.text == own for each in ast.walk(node.value)):
        return True
    heading = heading_of(node.span.start, file)
    beside = {
        each.text
        for each in names_used(file)
        if heading is not None and heading_of(each.span.start, file) is heading
    }
    return name in beside and own not in beside


def _renamed(copied: Copied, file: ast.File) -> tuple[tuple[Edit, ...], bool]:
    """The edits, and whether the type that is written may stay."""
    node, name = copied.node, copied.name
    rename = Edit(node.name.span, name)
    if isinstance(node, ast.Definition):
        return (rename,), True
    if node.type.words and not _words_fit(node.type.words, name, file):
        return (rename,), False
    used_as = kind_used(name, file.source.text)
    written = node.type.span.text
    if used_as is None or written == used_as:
        return (rename,), True
    is_fitting = _kind(used_as) == node.type.kind
    if is_fitting and (not written.startswith(_COUNTS) or name.endswith(_COUNTED)):
        return (rename,), True
    end = node.bounds.span.end if node.bounds is not None else node.type.span.end
    place = Span(node.span.source, node.type.span.start, end)
    return (rename, Edit(place, used_as)), is_fitting


def _words_fit(words: tuple[ast.Name, ...], name: str, file: ast.File) -> bool:
    """Whether the name is used beside one of the words of the type."""
    source = file.source
    lines = [
        source.line_text(each.span.first.line) for each in undeclared_names(file).get(name, [])
    ]
    return any(word.text in line for word in words for line in lines)


def _kind(words: str) -> str | None:
    term = find_type(words.split(maxsplit=1)[0])
    return term.id if term is not None else None
