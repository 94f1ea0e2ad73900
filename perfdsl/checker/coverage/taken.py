"""What other rules take before the 得 or the bands of an indicator are asked for a value."""

from collections.abc import Iterable, Iterator, Sequence

from perfdsl.checker.coverage.domains import (
    Declared,
    divisors,
    domain,
    facts_behind,
    place_of,
    values_where,
)
from perfdsl.checker.coverage.ranges import condition_ranges, interval_range
from perfdsl.intervals import EVERYTHING, Range
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import TRUTH


def taken_elsewhere(
    subject: model.Expr,
    indicator: Indicator,
    above: Sequence[Indicator],
    before: Iterable[rules.Rule],
    declared: Declared,
    *,
    with_lists: bool = False,
) -> tuple[Range, ...] | None:
    """The values of `subject` that 不适用, rules `before` and 扣 for the same quantity leave to nobody.

    None where that cannot be told, so that nothing may be said of what is left. `with_lists`: a list that is
    empty, where the subject has no result then, takes none of its values.
    """
    conditions = left_out_where((*above, indicator))
    conditions += [
        rule.condition
        for rule in before
        if isinstance(rule, rules.Award) and rule.condition is not None
    ]
    conditions += [
        rule.condition
        for rule in indicator.rules
        if isinstance(rule, rules.Adjustment) and rule.covers
    ]
    taken: list[Range] = []
    for condition in conditions:
        if with_lists and _has_no_result(condition, subject, declared):
            continue
        found = _taken(condition, subject, declared)
        if found is None:
            return None
        taken += found
    for rule in before:
        if isinstance(rule, rules.Bands):
            found = _taken_by_bands(rule, subject, declared)
            if found is None:
                return None
            taken += found
    return tuple(taken)


def left_out_where(path: Iterable[Indicator]) -> list[model.Expr]:
    """The conditions of 不适用 of a leaf and the headings above it."""
    return [
        rule.condition
        for node in path
        for rule in node.rules
        if isinstance(rule, rules.NotApplicable)
    ]


def surely_taken(
    subject: model.Expr,
    indicator: Indicator,
    above: Sequence[Indicator],
    before: Iterable[rules.Rule],
) -> tuple[Range, ...]:
    """The values of `subject` with which a 不适用 or a rule `before` always has its turn first."""
    conditions = left_out_where((*above, indicator))
    taken: list[Range] = []
    for rule in before:
        if isinstance(rule, rules.Award) and rule.condition is not None:
            conditions.append(rule.condition)
        elif isinstance(rule, rules.Bands) and same_quantity(rule.operand, subject):
            rows = [row.interval for row in rule.rows]
            found = [interval_range(row) if row is not None else EVERYTHING for row in rows]
            taken += [each for each in found if each is not None]
    while conditions:
        condition = conditions.pop()
        asked = condition_ranges(condition)
        if asked is not None and same_quantity(asked[0], subject):
            taken += asked[1]
        elif isinstance(condition, model.Logic) and condition.operator == "or":
            conditions += [condition.left, condition.right]
    return tuple(taken)


def _taken_by_bands(
    bands: rules.Bands, subject: model.Expr, declared: Declared
) -> tuple[Range, ...] | None:
    found: list[Range] = []
    for row in bands.rows:
        if row.interval is None:
            return None
        within = model.Within(bands.operand, row.interval, type=TRUTH, span=row.span)
        taken = _taken(within, subject, declared)
        if taken is None:
            return None
        found += taken
    return tuple(found)


def _taken(
    condition: model.Expr, subject: model.Expr, declared: Declared
) -> tuple[Range, ...] | None:
    """Where the condition says something of the subject: the values that are gone wherever they stand."""
    asked = condition_ranges(condition)
    if asked is not None and same_quantity(asked[0], subject):
        return asked[1]
    if not facts_behind(condition, declared) & facts_behind(subject, declared):
        return ()
    if _is_without_value(condition, subject, declared):
        return ()
    match condition:
        case model.Logic():
            left = _taken(condition.left, subject, declared)
            right = _taken(condition.right, subject, declared)
            if left is not None and right is not None and condition.operator == "or":
                return left + right
            return () if () in (left, right) and condition.operator == "and" else None
        case model.Comparison():
            return _taken_by_value(condition, subject, declared)
        case _:
            return None


def _is_without_value(condition: model.Expr, subject: model.Expr, declared: Declared) -> bool:
    """`到位资金 = 0`, whatever it is made up of: the subject divides by it, and has no value then."""
    if not isinstance(condition, model.Comparison):
        return False
    for side, other, at_most in (
        (condition.left, condition.right, "<="),
        (condition.right, condition.left, ">="),
    ):
        if isinstance(side, model.Aggregate) or place_of(other) != 0:
            continue
        if condition.operator == at_most:
            least = domain(side, declared).lower
            if least is None or least < 0:
                continue
        elif condition.operator != "=":
            continue
        if any(
            same_quantity(first, second)
            for divisor in divisors(subject, declared)
            for first in _as_defined(divisor, declared)
            for second in _as_defined(side, declared)
        ):
            return True
    return False


def _as_defined(node: model.Expr, declared: Declared) -> Iterator[model.Expr]:
    """The quantity, and what the definitions it goes by the name of make of it."""
    seen: set[str] = set()
    while True:
        yield node
        if not isinstance(node, model.DefinitionReference) or node.last_year or node.name in seen:
            return
        seen.add(node.name)
        if node.name not in declared.definitions:
            return
        node = declared.definitions[node.name].value


def _has_no_result(condition: model.Expr, subject: model.Expr, declared: Declared) -> bool:
    """`合计(渠道.长度) = 0`, `数量(渠道) = 0`: what the subject divides by is 0 then, or it averages nothing."""
    if not isinstance(condition, model.Comparison) or condition.operator != "=":
        return False
    for side, other in (
        (condition.left, condition.right),
        (condition.right, condition.left),
    ):
        if not isinstance(side, model.Aggregate) or place_of(other) != 0:
            continue
        is_empty = side.kind == "count" and side.where is None
        for divisor in divisors(subject, declared):
            if same_quantity(divisor, side) or (
                is_empty
                and isinstance(divisor, model.Aggregate)
                and divisor.kind in ("sum", "count")
                and divisor.records == side.records
            ):
                return True
        if is_empty and _averages(subject, side.records, declared):
            return True
    return False


def _averages(subject: model.Expr, records: str, declared: Declared) -> bool:
    """Whether it is the mean of these records."""
    while isinstance(subject, model.DefinitionReference) and not subject.last_year:
        found = declared.definitions.get(subject.name)
        if found is None:
            return False
        subject = found.value
    is_mean = isinstance(subject, model.Aggregate) and subject.kind not in ("sum", "count")
    return is_mean and isinstance(subject, model.Aggregate) and subject.records == records


def _taken_by_value(
    condition: model.Comparison, subject: model.Expr, declared: Declared
) -> tuple[Range, ...] | None:
    """`甲数 = 0`: gone is what the subject is with it; nothing, where it divides by that."""
    for side, other in (
        (condition.left, condition.right),
        (condition.right, condition.left),
    ):
        value = place_of(other)
        is_asked = isinstance(side, model.FactReference) and condition.operator == "="
        if not isinstance(side, model.FactReference) or not is_asked or value is None:
            continue
        found = values_where(subject, (side.name, side.last_year), value, declared)
        if found is None:
            return ()
        return (found,) if found.point is not None else None
    return None
