"""Rules copied from another indicator that still speak of its quantity, while nothing asks for their own."""

from collections import Counter
from collections.abc import Iterator

import attrs

from perfdsl.codes import names as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.types import Quantity
from perfdsl.source import Span
from perfdsl.wording import phrase

_QUOTES = str.maketrans("", "", "“”·_")
_END = 3
"""So many characters at the end of 服务对象满意度 and 问卷满意度 are alike."""
MOST_UNUSED = 30
"""Of more names that nothing uses, which one was meant cannot be told by likeness."""
_Reference = model.FactReference | model.DefinitionReference


@attrs.frozen(eq=False, repr=False)
class Borrowed:
    """Where the rules of an indicator name the quantity of another one, and the name they were to have."""

    name: str
    places: tuple[_Reference, ...]


def borrowed_quantities(book: RuleBook) -> Iterator[Borrowed]:
    """Indicators named like a fact or a definition that nothing uses, whose rules are about that of another."""
    leaves = [leaf for indicator in book.indicators for leaf in _leaves(indicator)]
    if not leaves:
        return
    used = {each.name for leaf in leaves for each in _named(leaf.rules)}
    used |= {each.name for each in _named(book.total_rules)}
    used |= {
        part.name
        for definition in book.definitions.values()
        for part in model.walk(definition.value)
        if isinstance(part, _Reference)
    }
    unused = [name for name in (*book.facts, *book.definitions) if name not in used]
    if not unused:
        return
    asked = [_asked(leaf.rules) for leaf in leaves]
    n_leaves = Counter(name for each in asked for name in {part.name for part in each})
    for leaf, parts in zip(leaves, asked, strict=True):
        for own in _own_quantities(leaf, unused):
            type_ = _type_of(own, book)
            names = {each.name for each in parts if each.type == type_}
            if not isinstance(type_, Quantity) or len(names) != 1:
                continue
            (other,) = names
            if n_leaves[other] > 1 and _is_nearer(leaf.path[-1], own, other):
                yield Borrowed(
                    own, tuple(each for each in _places(leaf.rules) if each.name == other)
                )
                break


def _own_quantities(leaf: Indicator, unused: list[str]) -> Iterator[str]:
    """The name among those that nothing uses that the indicator has, has the end of, or is most like."""
    own = leaf.path[-1]
    if own in unused:
        yield own
        return
    alike = [name for name in unused if name[-_END:] == own[-_END:] and len(name) > _END]
    if len(alike) == 1:
        yield alike[0]
    if len(unused) > MOST_UNUSED:
        return
    parts = {name: common_length(own, name) for name in unused}
    most = max(parts.values())
    nearest = [name for name, length in parts.items() if length == most]
    if most >= _END and len(nearest) == 1 and nearest[0] not in alike:
        yield nearest[0]


def _is_nearer(own: str, unused: str, used: str) -> bool:
    """Whether the heading has more of the name that nothing uses than of the one its rules have."""
    if unused == own or unused[-_END:] == own[-_END:]:
        return True
    return common_length(own, unused) > common_length(own, used)


def common_length(left: str, right: str) -> int:
    """The length of the longest part that both have."""
    most = 0
    for start in range(len(left)):
        while left[start : start + most + 1] in right and start + most < len(left):
            most += 1
    return most


def report_borrowed(book: RuleBook, diagnostics: Diagnostics) -> None:
    for found in borrowed_quantities(book):
        first = found.places[0]
        text = phrase("改为「{name}」", "change it to 「{name}」", name=found.name)
        edits = tuple(Edit(each.span, _written(found.name, book)) for each in found.places)
        diagnostics.report(
            codes.OTHER_QUANTITY,
            first.span,
            secondary=[
                Label(_declared_at(found.name, book), phrase("没有规则用到", "nothing uses it"))
            ],
            helps=[Help(text, edits, "unsafe")],
            name=found.name,
            other=first.span.text,
        )


def _leaves(indicator: Indicator) -> Iterator[Indicator]:
    if indicator.is_leaf:
        yield indicator
    for child in indicator.children:
        yield from _leaves(child)


def _named(statements: tuple[rules.Rule, ...]) -> Iterator[_Reference]:
    for rule in statements:
        for expression in expressions_in(rule):
            for part in model.walk(expression):
                if isinstance(part, _Reference):
                    yield part


def _asked(statements: tuple[rules.Rule, ...]) -> list[_Reference]:
    """What the conditions and bands of the rules that give and take points are about, each place once."""
    giving = tuple(
        rule
        for rule in statements
        if isinstance(rule, rules.Award | rules.Adjustment | rules.Bands)
    )
    return _places(giving)


def _places(statements: tuple[rules.Rule, ...]) -> list[_Reference]:
    """The names in rules in the order they are written; a step names again what the condition names."""
    places = {each.span.start: each for each in _named(statements)}
    return [places[start] for start in sorted(places)]


def _type_of(name: str, book: RuleBook) -> object:
    if name in book.facts:
        return book.facts[name].type
    return book.definitions[name].value.type if name in book.definitions else None


def _declared_at(name: str, book: RuleBook) -> Span:
    return book.facts[name].span if name in book.facts else book.definitions[name].span


def _written(name: str, book: RuleBook) -> str:
    title = book.facts[name].title if name in book.facts else book.definitions[name].title
    return title if title.translate(_QUOTES).isalnum() else f"「{title}」"
