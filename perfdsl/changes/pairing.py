"""Which part of the older rules became which part of the newer ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

import attrs

from perfdsl.changes.canonical import canonical, rule_text
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in, uses_in
from perfdsl.model.rulebook import FactDeclaration, Indicator, RuleBook

Basis = Literal["path", "former_name", "moved", "similar"]
_ALIKE = 0.6
"""From here on two indicators count as the same one, renamed. A guess, and shown as one."""
Item = TypeVar("Item")


@attrs.frozen(eq=False, repr=False)
class Pair:
    """One indicator in both years; `old` None: added, `new` None: removed."""

    old: Indicator | None
    new: Indicator | None
    basis: Basis | None = None

    @property
    def indicator(self) -> Indicator:
        """As it is now, or was."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


def pair(old: RuleBook, new: RuleBook) -> tuple[Pair, ...]:
    """Every indicator of both years once, in the newer order; removed ones after what stood before them.

    Same place and name; else 原名 says so; else the same name elsewhere; else much alike.
    """
    found: dict[str, tuple[Indicator, Basis]] = {}
    left_old, left_new = _in_place(old.indicators, new.indicators, found)
    left_old, left_new = _matched(left_old, left_new, found, _by_former_name, "former_name")
    left_old, left_new = _matched(left_old, left_new, found, _by_name, "moved")
    _matched(left_old, left_new, found, lambda o, n: _likeness(o, n, old, new), "similar")
    _stay_in_place(old, new, found)
    return tuple(_ordered(old, new, found))


def _stay_in_place(old: RuleBook, new: RuleBook, found: dict[str, tuple[Indicator, Basis]]) -> None:
    """An indicator below a heading that only has another name has not moved."""
    above_old, above_new = _parents(old), _parents(new)
    for later, (former, basis) in list(found.items()):
        parent, now = above_old.get(former.id), above_new.get(later)
        if basis == "moved" and parent is not None and now is not None:
            pair_above = found.get(now)
            if pair_above is not None and pair_above[0].id == parent:
                found[later] = (former, "path")


def _parents(rulebook: RuleBook) -> dict[str, str]:
    return {child.id: node.id for node in rulebook.walk() for child in node.children}


def _in_place(
    old: Sequence[Indicator],
    new: Sequence[Indicator],
    found: dict[str, tuple[Indicator, Basis]],
) -> tuple[list[Indicator], list[Indicator]]:
    """Pairs of the same name under the same heading; what is left on both sides, from the top down."""
    by_name = {indicator.name: indicator for indicator in old}
    left_new: list[Indicator] = []
    left_old = list(old)
    below: tuple[list[Indicator], list[Indicator]] = ([], [])
    for indicator in new:
        former = by_name.get(indicator.name)
        if former is None and indicator.former_name:
            former = by_name.get(indicator.former_name)
        if former is None:
            former = next((o for o in old if o.former_name == indicator.name), None)
        if former is None or former not in left_old:
            left_new.append(indicator)
            continue
        basis: Basis = "path" if former.name == indicator.name else "former_name"
        found[indicator.id] = (former, basis)
        left_old.remove(former)
        rest = _in_place(former.children, indicator.children, found)
        below[0].extend(rest[0])
        below[1].extend(rest[1])
    return left_old + below[0], left_new + below[1]


def _matched(
    old: Sequence[Indicator],
    new: Sequence[Indicator],
    found: dict[str, tuple[Indicator, Basis]],
    likeness: Callable[[Indicator, Indicator], float],
    basis: Basis,
) -> tuple[list[Indicator], list[Indicator]]:
    """The best pairs first; what hangs below a pair is matched by name in turn."""
    firsts = _with_children(old)
    seconds = _with_children(new)
    scored = sorted(
        (
            (-likeness(first, second), i, j)
            for i, first in enumerate(firsts)
            for j, second in enumerate(seconds)
            if first.is_leaf == second.is_leaf
        ),
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for negated, i, j in scored:
        if -negated < _ALIKE or i in taken_old or j in taken_new:
            continue
        taken_old.add(i)
        taken_new.add(j)
        found[seconds[j].id] = (firsts[i], basis)
    used = {former.id for former, _ in found.values()}
    return (
        [indicator for indicator in firsts if indicator.id not in used],
        [indicator for indicator in seconds if indicator.id not in found],
    )


def _with_children(indicators: Sequence[Indicator]) -> list[Indicator]:
    found: dict[str, Indicator] = {}
    for indicator in indicators:
        for node in indicator.walk():
            found.setdefault(node.id, node)
    return list(found.values())


def _by_former_name(old: Indicator, new: Indicator) -> float:
    return float(new.former_name == old.name or old.former_name == new.name)


def _by_name(old: Indicator, new: Indicator) -> float:
    return float(old.name == new.name)


def _likeness(old: Indicator, new: Indicator, before: RuleBook, after: RuleBook) -> float:
    """Of names and of what the rules look at; the same either way round."""
    first, second = sorted((old.name, new.name))
    names = SequenceMatcher(None, first, second, autojunk=False).ratio()
    if not old.is_leaf and not new.is_leaf:
        below = [
            {node.name for child in side.children for node in child.walk()} for side in (old, new)
        ]
        return 0.3 * names + 0.7 * _overlap(*below)
    rules_alike = _overlap({rule_text(r) for r in old.rules}, {rule_text(r) for r in new.rules})
    uses_alike = _overlap(_uses(old, before), _uses(new, after))
    siblings = float(old.path[:-1] == new.path[:-1])
    return 0.4 * names + 0.2 * rules_alike + 0.25 * uses_alike + 0.15 * siblings


def _uses(indicator: Indicator, rulebook: RuleBook) -> set[str]:
    expressions = [e for rule in indicator.rules for e in expressions_in(rule)]
    return {name for name, _ in uses_in(expressions, rulebook.definitions)}


def _overlap(left: set[str], right: set[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def _ordered(
    old: RuleBook, new: RuleBook, found: Mapping[str, tuple[Indicator, Basis]]
) -> Iterator[Pair]:
    now = {former.id: later for later, (former, _) in found.items()}
    removed_after: dict[str | None, list[Indicator]] = {}
    anchor: str | None = None
    for indicator in old.walk():
        if indicator.id in now:
            anchor = now[indicator.id]
        else:
            removed_after.setdefault(anchor, []).append(indicator)
    yield from (Pair(gone, None) for gone in removed_after.get(None, ()))
    for indicator in new.walk():
        former, basis = found.get(indicator.id, (None, None))
        yield Pair(former, indicator, basis)
        yield from (Pair(gone, None) for gone in removed_after.get(indicator.id, ()))


# --- inside an indicator -------------------------------------------------------------------------


def pair_rules(
    old: Sequence[rules.Rule], new: Sequence[rules.Rule]
) -> list[tuple[rules.Rule | None, rules.Rule | None]]:
    """Rules that are the same, then those of one kind that are most alike, in order."""
    return match(old, new, rule_text, _rules_alike)


def _rules_alike(old: rules.Rule, new: rules.Rule) -> float:
    if type(old) is not type(new) or getattr(old, "kind", None) != getattr(new, "kind", None):
        return 0.0
    quantities = [{canonical(e) for e in expressions_in(rule)} for rule in (old, new)]
    names = [{name for name, _ in uses_in(expressions_in(rule), {})} for rule in (old, new)]
    same = 0.3 * _overlap(*quantities) + 0.5 * (_overlap(*names) if any(names) else 1.0)
    return 0.2 + same


def match(
    old: Sequence[Item],
    new: Sequence[Item],
    key: Callable[[Item], str],
    likeness: Callable[[Item, Item], float],
    least: float = 0.21,
) -> list[tuple[Item | None, Item | None]]:
    """Equal items first, then the most alike ones (at least `least`), nearest in order."""
    partner: dict[int, int] = {}
    free_old = list(range(len(old)))
    for j, item in enumerate(new):
        same = next((i for i in free_old if key(old[i]) == key(item)), None)
        if same is not None:
            partner[j] = same
            free_old.remove(same)
    candidates = sorted(
        (-likeness(old[i], new[j]), abs(i - j), i, j)
        for i in free_old
        for j in range(len(new))
        if j not in partner
    )
    for negated, _, i, j in candidates:
        if -negated >= least and i in free_old and j not in partner:
            partner[j] = i
            free_old.remove(i)
    pairs: list[tuple[Item | None, Item | None]] = []
    for j, item in enumerate(new):
        pairs.append((old[partner[j]] if j in partner else None, item))
    pairs += [(old[i], None) for i in free_old]
    return pairs


# --- names ---------------------------------------------------------------------------------------


def renamed_facts(old: RuleBook, new: RuleBook) -> dict[str, str]:
    """Facts that have another name now, by their old one: a guess by type and likeness of the names."""
    gone = [
        d for d in old.facts.values() if d.name not in new.facts and d.name not in new.definitions
    ]
    come = [
        d for d in new.facts.values() if d.name not in old.facts and d.name not in old.definitions
    ]
    pairs = match(gone, come, lambda d: d.name, _facts_alike, 0.6)
    return {first.name: second.name for first, second in pairs if first and second}


def _facts_alike(old: FactDeclaration, new: FactDeclaration) -> float:
    if old.type != new.type or old.unit != new.unit:
        return 0.0
    first, second = sorted((old.name, new.name))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
