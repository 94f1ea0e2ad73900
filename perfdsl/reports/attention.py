"""What needs a person's attention besides the losses: open, not computable, not applicable, findings."""

from collections.abc import Callable, Iterator

from perfdsl.codes.scoring import EXPLANATION_DUE, MISSING_FACT
from perfdsl.document import Block, Entry, Group, Heading, Item, Items, KeyValues, Run
from perfdsl.interpreter.sheet import Effect, Node, walk_nodes
from perfdsl.reports import wording as w
from perfdsl.reports.context import Context
from perfdsl.reports.diagnoses import diagnostic_blocks
from perfdsl.reports.effects import effect_item
from perfdsl.reports.places import flatten, place_run
from perfdsl.reports.printing import print_node
from perfdsl.wording import Words


def _leaves(context: Context) -> Iterator[Node]:
    return (node for node in walk_nodes(context.sheet.nodes) if node.is_leaf)


def _part(title: Words, items: tuple[Item, ...], context: Context) -> tuple[Block, ...]:
    if not items:
        return ()
    heading = Heading(2, (Run(context.voice.say(title), "strong"),))
    return (Group((heading, Items(items))),)


def undecided(context: Context) -> tuple[Block, ...]:
    """Indicators whose score lies in an interval, and the rules that cannot be decided."""
    items = _node_items("unknown", lambda effect: effect.status == "unknown", context)
    return _part(w.UNKNOWN_PART, items, context)


def not_computable(context: Context) -> tuple[Block, ...]:
    items = _node_items("not_computable", lambda effect: effect.status == "not_computable", context)
    return _part(w.NOT_COMPUTABLE_PART, items, context)


def not_applicable(context: Context) -> tuple[Block, ...]:
    items = _node_items(
        "not_applicable",
        lambda effect: effect.kind == "not_applicable" and effect.status == "fired",
        context,
    )
    return _part(w.NOT_APPLICABLE_PART, items, context)


def _node_items(
    status: str, is_told: Callable[[Effect], bool], context: Context
) -> tuple[Item, ...]:
    return tuple(
        _node_item(node, is_told, context) for node in _leaves(context) if node.status == status
    )


def _node_item(node: Node, is_told: Callable[[Effect], bool], context: Context) -> Item:
    voice = context.voice
    printed = print_node(node, context.sheet.places)
    if node.excluded:
        state = voice.say(w.TREATED_LEFT_OUT)
    elif printed.score is not None:
        state = voice.say(w.TREATED_SCORE, score=printed.score)
    else:
        state = voice.say(w.STATE_BETWEEN, least=printed.least, most=printed.most)
    effects = tuple(
        effect_item(effect, applied, node.full, printed, context)
        for effect, applied in zip(node.effects, printed.applied, strict=True)
        if is_told(effect)
    )
    head = (Run(context.path(node), "strong"), Run(voice.say(w.COLON) + state))
    return Item(head, (Items(effects),) if effects else ())


def requirements(context: Context) -> tuple[Block, ...]:
    """Explanations the rules ask for; with the way to give them."""
    items = [
        _requirement(effect, "/".join(node.path), context)
        for node in walk_nodes(context.sheet.nodes)
        for effect in node.effects
        if context.is_due(effect)
    ]
    total = context.voice.say(w.TOTAL_RULES)
    items += [
        _requirement(effect, total, context)
        for effect in context.sheet.effects
        if context.is_due(effect)
    ]
    return _part(w.REQUIREMENTS, tuple(items), context)


def _requirement(effect: Effect, path: str, context: Context) -> Item:
    voice = context.voice
    entries = [Entry(voice.say(w.HOW), (Run(voice.say(w.REQUIREMENT_HOW, path=path)),))]
    if effect.span is not None:
        entries.insert(0, Entry(voice.say(w.PLACE), (place_run(effect.span),)))
    text = voice.say(w.COLON).join((path, flatten(effect.text or effect.rule)))
    return Item((Run(text),), (KeyValues(tuple(entries)),))


def findings(context: Context) -> tuple[Block, ...]:
    """The diagnostics that scoring came upon, but for those told in a part of their own."""
    told_above = [MISSING_FACT] if context.sheet.missing else []
    if context.explanations_due:
        told_above.append(EXPLANATION_DUE)
    found = [finding for finding in context.sheet.findings if finding.code not in told_above]
    if not found:
        return ()
    heading = Heading(2, (Run(context.voice.say(w.FINDINGS), "strong"),))
    return (heading, *diagnostic_blocks(found, context.language))
