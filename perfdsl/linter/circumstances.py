"""Facts with which a part of a rule is asked for at all: what is said before it does not settle the matter."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.linter.shape import Point, plain_value
from perfdsl.linter.view import Path, View
from perfdsl.meaning.terms import Atom
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import conjuncts, uses_in
from perfdsl.model.expressions import Value
from perfdsl.model.types import DateType
from perfdsl.rule_tests.situations import Name
from perfdsl.source import Span
from perfdsl.wording import Words

Given = Mapping[Name, Value]


@attrs.frozen(eq=False, repr=False)
class Owner:
    """What has a score, with the rules that decide it: a leaf, a heading, or (no path) the total."""

    path: Path
    rules: tuple[rules.Rule, ...]

    @property
    def name(self) -> str | Words:
        return self.path[-1].name if self.path else Words("总分", "total")

    @property
    def is_leaf(self) -> bool:
        return bool(self.path) and self.path[-1].is_leaf


def owners(view: View) -> Iterator[Owner]:
    """Leaves first. 须说明 of headings and the total decides no score."""
    yield from (Owner(path, path[-1].rules) for path in view.leaves)
    for path in view.paths:
        if not path[-1].is_leaf:
            yield Owner(path, _deciding(path[-1].rules))
    yield Owner((), _deciding(view.rulebook.total_rules))


def _deciding(group: tuple[rules.Rule, ...]) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in group if not isinstance(rule, rules.Requirement))


def circumstances(view: View, owner: Owner, rule: rules.Rule, asked: Span) -> Iterator[Given]:
    """Facts to try beside plain ones, so that what stands at `asked` is worked out."""
    yield {}
    first = _where_asked(view, owner, rule, asked)
    if first:
        yield first
    if isinstance(rule, rules.Exemption) and owner.is_leaf:
        yield {**_extreme(view, [owner.path], most=False), **first}
    if isinstance(rule, rules.Cap):
        below = [path for path in view.leaves if path[: len(owner.path)] == owner.path]
        yield {**_extreme(view, below, most=True), **first}


def lowest_facts(view: View) -> Given:
    """With which each indicator has the least, and what is taken from the total is taken."""
    found = dict(_extreme(view, view.leaves, most=False))
    for rule in view.rulebook.total_rules:
        if isinstance(rule, rules.Adjustment) and rule.kind == "deduct":
            point = view.example(rule.condition)
            found |= situation_of(*point) if point is not None else {}
    return found


def _where_asked(view: View, owner: Owner, rule: rules.Rule, asked: Span) -> Given:
    """Where what goes before it neither settles the score nor its own condition."""
    conditions = list(_conditions(rule))
    held = [
        part
        for condition in conditions
        for part in conjuncts(condition)
        if not _holds_span(part, asked, view)
    ]
    barred = [part for part in _before(owner, rule) if not _holds_span(part, asked, view)]
    found = view.example(*held, but=tuple(barred))
    return situation_of(*found) if found is not None else {}


def _conditions(rule: rules.Rule) -> Iterator[model.Expr]:
    """What has to be worked out before the points: bare quantities and 除外 too, of rows of 逐项 each by itself."""
    match rule:
        case rules.Bands() | rules.Checklist():
            return
        case rules.Adjustment():
            yield rule.condition
            if rule.unless is not None:
                yield rule.unless
        case _:
            if rule.condition is not None:
                yield rule.condition


def _before(owner: Owner, rule: rules.Rule) -> Iterator[model.Expr]:
    """不适用 here and above; and for a 得 those above it."""
    for node in owner.path:
        for each in node.rules:
            if isinstance(each, rules.NotApplicable) and each is not rule:
                yield each.condition
    for each in owner.rules if isinstance(rule, rules.Award) else ():
        if each is rule:
            return
        if isinstance(each, rules.Award) and each.condition is not None:
            yield each.condition


def _holds_span(condition: model.Expr, asked: Span, view: View) -> bool:
    """Whether it is in the condition, or in a definition behind it."""
    if condition.span.start <= asked.start and asked.end <= condition.span.end:
        return True
    names = {name for name, _ in uses_in([condition], view.rulebook.definitions)}
    spans = [
        definition.span for name, definition in view.rulebook.definitions.items() if name in names
    ]
    return any(span.start <= asked.start and asked.end <= span.end for span in spans)


def _extreme(view: View, paths: Sequence[Path], *, most: bool) -> Given:
    """The facts with which each of the leaves has the most, or the least."""
    found: dict[Name, Value] = {}
    for path in paths:
        shape = view.shape(path)
        end = None if shape is None else shape.most if most else shape.least
        if shape is not None and end is not None:
            found |= situation_of(end.point, shape.atoms)
    return found


def situation_of(
    point: Point, atoms: Sequence[Atom], *, with_definitions: bool = False
) -> dict[Name, Value]:
    """The facts of a point, and the definitions that may be given; what is neither is left out."""
    kinds = (
        model.FactReference | model.DefinitionReference if with_definitions else model.FactReference
    )
    values: dict[Name, Value] = {}
    for atom in atoms:
        node = atom.expression
        if not isinstance(node, kinds) or atom.key not in point or atom.is_known:
            continue
        value = plain_value(point, atom)
        if isinstance(atom.type, DateType) and isinstance(value, Fraction):
            value = date.fromordinal(int(value))
        values[node.name, node.last_year] = value
    return values
