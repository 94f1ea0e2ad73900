"""Headings that do not add up and would, if the level of one of them were another."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.expressions.names_used import headings_in_order
from perfdsl.checker.indicators.above_children import OF_GROUPS
from perfdsl.checker.indicators.sums import Sums
from perfdsl.checker.indicators.ways import LEVEL_WORDS
from perfdsl.checker.ways_out import instead
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help, Label
from perfdsl.source import Span
from perfdsl.syntax import ast

_OF_TREE = (codes.CHILDREN_SUM, codes.TOTAL_SUM, codes.NO_RULES, codes.RULES_ABOVE_CHILDREN)
_MOST_HEADINGS = 300
_NEAR = 12
"""So many headings before and behind what was found are tried."""
_LEAF = 0
_LEAF_WORDS = ("指标", "indicator")


@attrs.define(eq=False, repr=False)
class _Node:
    heading: ast.Heading
    level: int
    word: int
    """The number in its word; 0 for 指标."""
    children: "list[_Node]" = attrs.field(factory=list)


@attrs.frozen(eq=False, repr=False)
class _Way:
    index: int
    word: int
    rank: tuple[int, bool, bool]
    """How many beside it have another word, whether 指标 has others below it, whether a level is left out."""


def say_level(file: ast.File, sums: Sums, diagnostics: Diagnostics) -> None:
    """One finding in place of all that follow, at the heading whose level is wrong, if that is one alone."""
    found = [each for each in diagnostics if each.code in _OF_TREE and each.primary is not None]
    is_open = len(found) > 1 or any(not each.helps for each in found)
    headings = headings_in_order(file)
    if not found or not is_open or file.incomplete or len(headings) > _MOST_HEADINGS:
        return
    way = _way(headings, found, sums)
    if way is None:
        return
    heading = headings[way.index]
    said = _said(heading, found)
    helps = (_changed(heading, way.word),)
    dropped = {id(each) for each in found}
    at = next(index for index, each in enumerate(diagnostics.found) if id(each) in dropped)
    kept = [each for each in diagnostics.found if id(each) not in dropped]
    labels = [each.primary.span for each in found if each.primary is not None and each is not said]
    merged = attrs.evolve(
        said, primary=Label(heading.name.span), secondary=tuple(map(Label, labels[:1])), helps=helps
    )
    diagnostics.found[:] = [*kept[:at], merged, *kept[at:]]


def _said(heading: ast.Heading, found: Sequence[Diagnostic]) -> Diagnostic:
    """That the heading has no rules; else what does not add up."""
    own = [
        each
        for each in found
        if each.code is codes.NO_RULES and each.primary and each.primary.span == heading.name.span
    ]
    summed = [each for each in found if each.code in (codes.CHILDREN_SUM, codes.TOTAL_SUM)]
    return next(iter((*own, *summed, *found)))


def _way(headings: Sequence[ast.Heading], found: Sequence[Diagnostic], sums: Sums) -> _Way | None:
    words = [_LEAF if each.is_leaf_keyword else each.level for each in headings]
    marks = [sums.stated(each) for each in headings]
    if not _problems(headings, words, marks, sums.full):
        return None
    ways = [
        _Way(index, word, _rank(headings, changed, index))
        for index in _near(headings, found)
        for word in range(len(LEVEL_WORDS[0]) + 1)
        if word != words[index]
        for changed in ([*words[:index], word, *words[index + 1 :]],)
        if not _problems(headings, changed, marks, sums.full)
    ]
    best = min((way.rank for way in ways), default=None)
    first = [way for way in ways if way.rank == best]
    return first[0] if len(first) == 1 else None


def _near(headings: Sequence[ast.Heading], found: Sequence[Diagnostic]) -> Iterator[int]:
    starts = [each.primary.span.start for each in found if each.primary is not None]
    inside = [at for at, each in enumerate(headings) if each.span.start <= max(starts)]
    first = [at for at, each in enumerate(headings) if each.span.start <= min(starts)]
    low = max((first[-1] if first else 0) - _NEAR, 0)
    high = (inside[-1] if inside else 0) + _NEAR
    yield from range(low, min(high, len(headings)))


def _changed(heading: ast.Heading, word: int) -> Help:
    written = re.match(r"[^\s:：]+", heading.span.text)
    size = len(written.group()) if written is not None else 0
    is_english = heading.span.text[:1].isascii()
    chinese, english = LEVEL_WORDS
    new = (
        _LEAF_WORDS[is_english] if word == _LEAF else (english if is_english else chinese)[word - 1]
    )
    return instead(Span(heading.span.source, heading.span.start, heading.span.start + size), new)


# --- the tree of other words ---------------------------------------------------------------------


def _tree(headings: Sequence[ast.Heading], words: Sequence[int]) -> tuple[list[_Node], list[_Node]]:
    """The roots, and all nodes in file order."""
    roots: list[_Node] = []
    nodes: list[_Node] = []
    path: list[_Node] = []
    for heading, word in zip(headings, words, strict=True):
        while path and (path[-1].word == _LEAF if word == _LEAF else path[-1].level >= word):
            path.pop()
        level = word or (path[-1].level + 1 if path else 1)
        node = _Node(heading, level, word)
        (path[-1].children if path else roots).append(node)
        nodes.append(node)
        path.append(node)
    return roots, nodes


def _problems(
    headings: Sequence[ast.Heading],
    words: Sequence[int],
    marks: Sequence[Fraction | None],
    full: Fraction | None,
) -> bool:
    """Whether a sum is wrong, an indicator has no rules, or a group has rules of its own."""
    roots, nodes = _tree(headings, words)
    values: dict[int, Fraction | None] = {}
    for node, own in zip(reversed(nodes), reversed(marks), strict=True):
        giving = any(not isinstance(rule, OF_GROUPS) for rule in node.heading.rules)
        is_bare = not node.children and not node.heading.rules and bool(node.heading.children)
        if is_bare or (bool(node.children) == giving and not node.heading.incomplete):
            return True
        total = _summed([values[id(child)] for child in node.children]) if node.children else own
        if own is not None and total is not None and total != own:
            return True
        values[id(node)] = own if own is not None else total
    whole = _summed([values[id(node)] for node in roots])
    return full is not None and whole is not None and whole != full


def _summed(parts: Sequence[Fraction | None]) -> Fraction | None:
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None


def _rank(
    headings: Sequence[ast.Heading], words: Sequence[int], index: int
) -> tuple[int, bool, bool]:
    roots, nodes = _tree(headings, words)
    node = nodes[index]
    above = next((each for each in nodes if node in each.children), None)
    beside = [each.word for each in (above.children if above is not None else roots)]
    n_others = sum(word != node.word for word in beside)
    is_next = node.level == (above.level + 1 if above is not None else 1)
    return n_others, node.word == _LEAF and bool(node.children), not is_next
