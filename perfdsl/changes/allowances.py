"""`放过` of two years: where one came, went, or has another reason. No score depends on any of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import attrs

from perfdsl.changes.edits import Edit, Part, Side
from perfdsl.model.rulebook import Allowance, Indicator, RuleBook


@attrs.frozen(eq=False, repr=False)
class Allowances:
    """Those of one year, by where the node stands that they are below."""

    by_node: Mapping[int, Sequence[Allowance]]
    elsewhere: Sequence[Allowance]
    """At the top, below facts, below 总分."""

    def of(self, node: Indicator | None) -> Sequence[Allowance]:
        return () if node is None else self.by_node.get(node.span.start, ())


def allowances_of(rulebook: RuleBook) -> Allowances:
    starts = sorted(node.span.start for node in rulebook.walk())
    by_node: dict[int, list[Allowance]] = {}
    elsewhere: list[Allowance] = []
    for each in rulebook.allowances:
        number = bisect_right(starts, each.covers.start)
        if number == 0 or _is_of_total(each, rulebook, starts[-1]):
            elsewhere.append(each)
        else:
            by_node.setdefault(starts[number - 1], []).append(each)
    return Allowances(by_node, elsewhere)


def _is_of_total(allowance: Allowance, rulebook: RuleBook, last_node: int) -> bool:
    """Below 总分, which has no place of its own in the rules: behind the last node, to the end."""
    if not rulebook.total_rules:
        return False
    start, end = allowance.covers.start, allowance.covers.end
    is_whole = last_node < start and end == len(rulebook.source.text)
    return is_whole or start >= min(rule.span.start for rule in rulebook.total_rules)


def allowance_edits(old: Sequence[Allowance], new: Sequence[Allowance]) -> Iterator[Edit]:
    """What changed among those of one place; the same rule is allowed for the same reason first."""
    gone, come = list(old), list(new)
    for same in (
        lambda a, b: (a.name, a.reason) == (b.name, b.reason),
        lambda a, b: a.name == b.name,
    ):
        for before in tuple(gone):
            after = next((each for each in come if same(before, each)), None)
            if after is None:
                continue
            gone.remove(before)
            come.remove(after)
            if before.reason != after.reason:
                yield _edit(before, after)
    for before in gone:
        yield _edit(before, None)
    for after in come:
        yield _edit(None, after)


def _edit(before: Allowance | None, after: Allowance | None) -> Edit:
    here = after if after is not None else before
    assert here is not None
    part: Part = "allowance"
    if before is None or after is None:
        part = "allowance_added" if before is None else "allowance_removed"
    return Edit(part, _side(before), _side(after), here.name, changes_scores=False)


def _side(allowance: Allowance | None) -> Side | None:
    if allowance is None:
        return None
    return Side(allowance.span, allowance.reason, allowance.reason)
