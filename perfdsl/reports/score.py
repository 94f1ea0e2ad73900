"""The score report: the result first, then what cost points and why, then what needs attention."""

from collections.abc import Iterator

import attrs

from perfdsl.document import (
    Block,
    Document,
    Entry,
    Group,
    Heading,
    Item,
    Items,
    KeyValues,
    Paragraph,
    Run,
)
from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet, walk_nodes
from perfdsl.reports import wording as w
from perfdsl.reports.attention import (
    findings,
    not_applicable,
    not_computable,
    requirements,
    undecided,
)
from perfdsl.reports.context import Context
from perfdsl.reports.effects import effect_items, notes_entries
from perfdsl.reports.missing import missing_facts
from perfdsl.reports.places import flatten
from perfdsl.reports.printing import PrintedPoints, print_node, print_total
from perfdsl.reports.selection import find_nodes, nearest_paths, walk_leaves_first
from perfdsl.reports.summary import head, summary
from perfdsl.wording import Language, Words


def score_report(
    sheet: ScoreSheet, *, language: Language, show_all: bool = False, only: str | None = None
) -> Document:
    """The explanation of a score sheet.

    `show_all`: every indicator and rule, also what did not take effect. `only`: one branch, chosen as
    by `find_nodes`; where that is not exactly one, the document says so and lists what is near.
    Where facts are missing and no partial result was asked for, they are all there is to say.
    """
    context = Context(sheet, language, show_all)
    if sheet.is_stopped:
        return Document(
            (*head(context), *missing_facts(context), *not_computable(context)), language
        )
    if only is not None:
        return Document((*head(context), *_branch(only, context)), language)
    blocks: list[Block] = [*head(context), summary(context)]
    blocks += missing_facts(context)
    blocks += _details(context)
    if not show_all:
        blocks += [*undecided(context), *not_computable(context), *not_applicable(context)]
    blocks += [*requirements(context), *findings(context)]
    if not show_all and _is_shortened(sheet):
        blocks.append(Paragraph((Run(context.voice.say(w.MORE_RULES), "muted"),)))
    return Document(tuple(blocks), language)


def _details(context: Context) -> tuple[Block, ...]:
    sheet, say = context.sheet, context.voice.say
    told: list[Block] = []
    for node in _in_order(sheet.nodes, context):
        told += _node_blocks(node, context)
    total = print_total(sheet)
    items = effect_items(sheet.effects, total, sheet.full, context)
    if items:
        heading = Heading(3, (Run(say(w.TOTAL_RULES), "strong"),))
        told.append(Group((heading, Items(items))))
    if context.show_all:
        title = w.EVERYTHING
    elif any(effect.applied > 0 and effect.kind == "add" for effect in _all_effects(sheet)):
        title = w.LOSSES_AND_GAINS
    else:
        title = w.LOSSES
    if not told:
        told.append(Paragraph((Run(say(w.NO_LOSS)),)))
    return (Heading(2, (Run(say(title), "strong"),)), *told)


def _in_order(nodes: tuple[Node, ...], context: Context) -> Iterator[Node]:
    """All indicators in file order; of those with losses, a heading's own effects come last."""
    return walk_nodes(nodes) if context.show_all else walk_leaves_first(nodes)


def _all_effects(sheet: ScoreSheet) -> list[Effect]:
    effects = [effect for node in walk_nodes(sheet.nodes) for effect in node.effects]
    return [*effects, *sheet.effects]


def _is_shortened(sheet: ScoreSheet) -> bool:
    return any(effect.applied == 0 for effect in _all_effects(sheet))


def _node_blocks(node: Node, context: Context) -> tuple[Block, ...]:
    """One indicator with its effects; nothing where nothing happened and not all is to be shown."""
    if node.excluded and not context.show_all:
        return ()
    printed = print_node(node, context.sheet.places)
    items = effect_items(node.effects, printed, node.full, context)
    if not items and not context.show_all:
        return ()
    blocks: list[Block] = [Heading(3, (Run(_node_head(node, printed, context), "strong"),))]
    entries = [*_basis(node, context), *notes_entries(node.notes, context)]
    if entries and node.is_leaf:
        blocks.append(KeyValues(tuple(entries)))
    if items:
        blocks.append(Items(items))
    return (Group(tuple(blocks)),)


def _basis(node: Node, context: Context) -> list[Entry]:
    return [Entry(context.voice.say(w.BASIS), (Run(flatten(text)),)) for text in node.notes.basis]


def _node_head(node: Node, printed: PrintedPoints, context: Context) -> str:
    say = context.voice.say
    path = context.path(node)
    if printed.score is not None and not node.excluded:
        return say(w.NODE_HEAD, path=path, score=printed.score, full=printed.full)
    if node.excluded or (node.status == "not_computable" and node.is_leaf):
        state = context.score_text(node, printed)
    else:
        state = say(w.STATE_BETWEEN, least=printed.least, most=printed.most)
    return say(w.NODE_HEAD_OPEN, path=path, state=state, full=printed.full)


def _branch(only: str, context: Context) -> tuple[Block, ...]:
    sheet, say = context.sheet, context.voice.say
    found = find_nodes(sheet, only)
    if len(found) != 1:
        return _no_branch(only, found, context)
    if found[0].is_leaf:  # who asks for one indicator wants to know about every rule of it
        context = attrs.evolve(context, show_all=True)
    told: list[Block] = []
    for node in _in_order(found, context):
        told += _node_blocks(node, context)
    if not told:
        printed = print_node(found[0], sheet.places)
        text = _node_head(found[0], printed, context)
        told += [Heading(3, (Run(text, "strong"),)), Paragraph((Run(say(w.NO_LOSS)),))]
    return (Heading(2, (Run(say(w.BRANCH), "strong"),)), *told)


def _no_branch(only: str, found: tuple[Node, ...], context: Context) -> tuple[Block, ...]:
    """Why the path leads nowhere, or to several places, and what to write instead."""
    say = context.voice.say
    if found:
        question, paths = w.PATH_AMBIGUOUS, tuple("/".join(node.path) for node in found)
        return (_message(question, only, context), _paths(paths))
    blocks: list[Block] = [_message(w.NO_SUCH_PATH, only, context)]
    near = nearest_paths(context.sheet, only)
    paths = near or tuple("/".join(node.path) for node in context.sheet.nodes)
    intro = Paragraph((Run(say(w.PATH_SUGGESTIONS if near else w.PATH_ALL)),))
    blocks.append(Group((intro, _paths(paths))))
    return tuple(blocks)


def _message(words: Words, path: str, context: Context) -> Block:
    voice = context.voice
    return Paragraph((Run(voice.say(words, path=voice.say(w.QUOTED, text=path)), "warning"),))


def _paths(paths: tuple[str, ...]) -> Block:
    return Items(tuple(Item((Run(path, "strong"),)) for path in paths))
