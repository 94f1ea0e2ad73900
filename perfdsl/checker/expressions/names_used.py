"""The names that rules and definitions speak of, as far as they could be read."""

from collections.abc import Iterator

from perfdsl.syntax import ast


def names_used(file: ast.File) -> Iterator[ast.Name]:
    """Every name in the rules and on the right of the definitions, in no certain order."""
    for definition in file.definitions:
        yield from names_in(definition.value)
    for heading in all_headings(file.headings):
        for rule in heading.rules:
            yield from names_in(rule)
    if file.total is not None:
        for rule in file.total.rules:
            yield from names_in(rule)


def used_in(file: ast.File) -> frozenset[str]:
    """The same as texts."""
    return frozenset(name.text for name in names_used(file))


def undeclared_names(file: ast.File) -> dict[str, list[ast.Name]]:
    """The names used that are no fact, no definition, no field, and no word beside a name that is one."""
    known = {fact.name.text for fact in file.facts}
    known |= {definition.name.text for definition in file.definitions}
    known |= {field.name.text for fact in file.facts for field in fact.fields}
    known |= {word.text for fact in file.facts for word in fact.type.words}
    fields = [field for fact in file.facts for field in fact.fields]
    known |= {word.text for field in fields for word in field.type.words}
    beside = _words(file, known)
    found: dict[str, list[ast.Name]] = {}
    for name in names_used(file):
        if name.text not in known and name.text not in beside:
            found.setdefault(name.text, []).append(name)
    return found


def all_headings(headings: tuple[ast.Heading, ...]) -> Iterator[ast.Heading]:
    for heading in headings:
        yield heading
        yield from all_headings(heading.children)


def headings_in_order(file: ast.File) -> list[ast.Heading]:
    """All of them as they stand in the file."""
    return sorted(all_headings(file.headings), key=lambda each: each.span.start)


def heading_of(start: int, file: ast.File) -> ast.Heading | None:
    """The heading that a line of the file stands under."""
    above = [each for each in all_headings(file.headings) if each.span.start <= start]
    return max(above, key=lambda each: each.span.start, default=None)


def names_in(node: ast.Node) -> Iterator[ast.Name]:
    called = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            called.add(each.function.span.start)
        elif isinstance(each, ast.Name) and each.span.start not in called:
            yield each


def _words(file: ast.File, known: set[str]) -> set[str]:
    """What stands as a word: keys of tables, grades, and what a level or a choice is compared with."""
    worded = {
        fact.name.text for fact in file.facts if fact.type.kind in ("level", "choice", "truth")
    }
    found: set[str] = set()
    for node in _all_nodes(file):
        match node:
            case ast.Comparison():
                names = {each.text for each in node.operands if isinstance(each, ast.Name)}
                if names & worded:
                    found |= names - known
            case ast.Table():
                found |= {each.key.text for each in node.cases if isinstance(each.key, ast.Name)}
            case ast.Veto() if node.grade is not None:
                found.add(node.grade.text)
            case ast.Bands() if isinstance(node.operand, ast.Name) and node.operand.text in worded:
                rows = [row.interval for row in node.rows if row.interval is not None]
                found |= {each.text for row in rows for each in names_in(row)} - known
            case _:
                pass
    return found


def _all_nodes(file: ast.File) -> Iterator[ast.Node]:
    for definition in file.definitions:
        yield from ast.walk(definition.value)
    for heading in all_headings(file.headings):
        for rule in heading.rules:
            yield from ast.walk(rule)
    for rule in file.total.rules if file.total is not None else ():
        yield from ast.walk(rule)
