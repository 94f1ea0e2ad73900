"""`120%以上` without 含 or 不含: which of the two fits what the lines beside it say of exactly that number."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.coverage.domains import place_of
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.source import Span
from perfdsl.wording import phrase

_SIGNS = {True: "（含）", False: "（不含）"}
_ENGLISH = {True: "(inclusive)", False: "(exclusive)"}


@attrs.frozen(eq=False, repr=False)
class _End:
    """One end of what a line says of a quantity; `place` is where 含 would stand."""

    subject: model.Expr
    value: Fraction
    is_lower: bool
    is_closed: bool
    place: int
    interval: Span | None = None


def fit_unsaid_ends(indicators: Iterable[Indicator], diagnostics: Diagnostics) -> None:
    """Put first, for every end that is unsaid, the way that leaves its number neither to two lines nor to none."""
    unsaid = sorted(
        (found.primary.span.start, index)
        for index, found in enumerate(diagnostics.found)
        if found.code is codes.ENDS_UNSAID and found.primary is not None and found.helps
    )
    if not unsaid:
        return
    places = {
        edit.span.end
        for _, index in unsaid
        for help_ in diagnostics.found[index].helps
        for edit in help_.edits
    }
    for node in (each for top in indicators for each in top.walk()):
        ends = list(_ends(node))
        said = [end for end in ends if end.place not in places]
        intervals = {end.interval.start: end.interval for end in ends if end.interval is not None}
        for index in dict.fromkeys(
            at for each in intervals.values() for at in _inside(each, unsaid)
        ):
            found = diagnostics.found[index]
            own = [end for end in ends if _is_of(end, found)]
            if own:
                diagnostics.found[index] = _fitted(found, own, said)


def _inside(interval: Span, unsaid: list[tuple[int, int]]) -> Iterator[int]:
    """Where the findings are that begin within the interval; `unsaid` has their starts, in order."""
    for start, index in unsaid[bisect_left(unsaid, (interval.start, 0)) :]:
        if start > interval.end:
            return
        yield index


def _is_of(end: _End, found: Diagnostic) -> bool:
    span = found.primary.span if found.primary is not None else None
    place = found.helps[0].edits[-1].span.end
    return (
        span is not None
        and end.interval is not None
        and end.interval.source is span.source
        and end.interval.start <= span.start
        and place <= end.interval.end
    )


def _fitted(found: Diagnostic, own: list[_End], said: list[_End]) -> Diagnostic:
    """The finding with its ways in another order."""
    places = [edit.span.end for edit in found.helps[0].edits]
    at_places = [next((end for end in own if end.place == place), None) for place in places]
    wanted = [_wanted(end, said) if end is not None else None for end in at_places]
    if not any(each is not None for each in wanted):
        return found
    if (
        len(wanted) > 1 and None in wanted
    ):  # bands meet where one takes its end and the next does not
        known = next(each for each in wanted if each is not None)
        wanted = [not known if each is None else each for each in wanted]
    ways = [
        tuple(edit.replacement.endswith((_SIGNS[True], _ENGLISH[True])) for edit in help_.edits)
        for help_ in found.helps
    ]
    first = tuple(bool(each) for each in wanted)
    order = [first, *(way for way in ways if way != first)]
    source = found.helps[0].edits[0].span.source
    written = found.helps[0].edits[0].replacement
    is_english = written.endswith(tuple(_ENGLISH.values()))
    unit = written[: written.index("(" if is_english else "（")]
    return attrs.evolve(
        found,
        helps=tuple(
            _said([Span(source, at, at) for at in places], way, unit, is_english=is_english)
            for way in order
        ),
    )


def _said(places: list[Span], way: tuple[bool, ...], unit: str, *, is_english: bool) -> Help:
    words = _ENGLISH if is_english else _SIGNS
    signs = "…".join(words[is_closed] for is_closed in way)
    edits = tuple(
        Edit(place, (unit if place is places[0] else "") + words[is_closed])
        for place, is_closed in zip(places, way, strict=True)
    )
    return Help(phrase("补上{signs}", "add {signs}", signs=signs), edits, "unsafe")


def _wanted(end: _End, said: list[_End]) -> bool | None:
    """Whether the end is to belong to its line, as the others need it; None: they do not tell."""
    others = [
        other
        for other in said
        if other.place != end.place
        and other.value == end.value
        and same_quantity(other.subject, end.subject)
    ]
    beside = {not other.is_closed for other in others if other.is_lower != end.is_lower}
    if not beside:
        beside = {other.is_closed for other in others if other.is_lower == end.is_lower}
    return beside.pop() if len(beside) == 1 else None


def _ends(node: Indicator) -> Iterator[_End]:
    for rule in node.rules:
        if isinstance(rule, rules.Bands):
            for row in rule.rows:
                if row.interval is not None:
                    yield from _of_interval(rule.operand, row.interval)
        for expression in expressions_in(rule):
            for part in model.walk(expression):
                match part:
                    case model.Within():
                        yield from _of_interval(part.operand, part.interval)
                    case model.Comparison():
                        yield from _of_comparison(part)
                    case _:
                        pass


def _of_interval(subject: model.Expr, interval: model.Interval) -> Iterator[_End]:
    for end, is_lower, is_closed in (
        (interval.lower, True, interval.lower_closed),
        (interval.upper, False, interval.upper_closed),
    ):
        value = place_of(end) if end is not None else None
        if end is None or value is None:
            continue
        is_bounded = interval.lower is None or interval.upper is None
        place = interval.span.end if is_bounded else end.span.end
        yield _End(subject, value, is_lower, is_closed, place, interval.span)


def _of_comparison(node: model.Comparison) -> Iterator[_End]:
    mirrored = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
    left, right = place_of(node.left), place_of(node.right)
    if (left is None) == (right is None):
        return
    subject, value = (node.left, right) if left is None else (node.right, left)
    operator = node.operator if left is None else mirrored.get(node.operator, node.operator)
    assert value is not None
    if operator == "=":
        for is_lower in (True, False):
            yield _End(subject, value, is_lower=is_lower, is_closed=True, place=node.span.end)
    elif operator != "!=":
        is_lower, is_closed = operator[0] == ">", operator.endswith("=")
        yield _End(subject, value, is_lower=is_lower, is_closed=is_closed, place=node.span.end)
