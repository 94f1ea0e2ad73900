"""Choosing indicators by path, and telling what is near when none fits."""

from collections.abc import Iterable, Iterator

from perfdsl.interpreter.sheet import Node, ScoreSheet, walk_nodes
from perfdsl.suggestion import suggest


def find_nodes(sheet: ScoreSheet, path: str) -> tuple[Node, ...]:
    """The indicators that `path` means: one if it is clear, several if not, none if nothing fits.

    Tried in turn: the whole path; its end (`预算调整率`); its end with every name cut short (`执行/调整`).
    """
    wanted = _parts(path)
    if not wanted:
        return ()
    nodes = tuple(walk_nodes(sheet.nodes))
    for fits in (_is_equal, _is_suffix, _is_abbreviation):
        found = tuple(node for node in nodes if fits(node.path, wanted))
        if found:
            return found
    return ()


def nearest_paths(sheet: ScoreSheet, path: str) -> tuple[str, ...]:
    """Up to three paths whose name is the one asked for or resembles it."""
    wanted = _parts(path)
    if not wanted:
        return ()
    by_name: dict[str, list[str]] = {}
    for node in walk_nodes(sheet.nodes):
        by_name.setdefault(node.path[-1], []).append("/".join(node.path))
    exact = [wanted[-1]] if wanted[-1] in by_name else []
    names = [*exact, *suggest(wanted[-1], by_name)]
    return tuple(found for name in names for found in by_name[name])[:3]


def walk_leaves_first(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node after what stands below it, otherwise in file order."""
    for node in nodes:
        yield from walk_leaves_first(node.children)
        yield node


def _parts(path: str) -> tuple[str, ...]:
    parts = path.replace("／", "/").split("/")
    return tuple(part.strip() for part in parts if part.strip())


def _names(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path cut at slashes, also at those within a name."""
    return _parts("/".join(path))


def _is_equal(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return _names(path) == wanted


def _is_suffix(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return _names(path)[-len(wanted) :] == wanted


def _is_abbreviation(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    names = _names(path)[-len(wanted) :]
    return len(names) == len(wanted) and all(
        part in name for part, name in zip(wanted, names, strict=True)
    )
