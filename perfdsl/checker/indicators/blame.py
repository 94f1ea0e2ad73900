"""Marks that do not add up: the heading that most likely has the mistake."""

from fractions import Fraction

from perfdsl.checker.constants import most_points
from perfdsl.checker.coverage.indicator import checklist_sum
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.syntax import ast

_FEW = 2


def blamed_child(
    heading: ast.Heading, children: tuple[Indicator, ...], missing: Fraction
) -> ast.Heading | None:
    """The one child whose own rules give what is missing, or that is the only one; None if several may be it."""
    stated = [
        (node, child)
        for node, child in zip(heading.children, children, strict=True)
        if isinstance(node.points, ast.Number)
    ]
    if len(heading.children) == 1:
        adds_up = bool(children[0].children) and children[0].full == sum(
            child.full for child in children[0].children
        )
        return stated[0][0] if stated and not adds_up else None
    telling = [node for node, child in stated if most_given(child) == child.full + missing]
    if not telling:
        telling = [node for node, child in stated if most_taken(child) == child.full + missing]
    if not telling:
        telling = [node for node, child in stated if _top(child) == child.full + missing]
    if not telling and len(stated) == len(children):
        telling = _odd_one(stated, missing)
    return telling[0] if len(telling) == 1 else None


def unshown(
    heading: ast.Heading, children: tuple[Indicator, ...], missing: Fraction
) -> list[ast.Heading]:
    """Those whose rules do not show their marks, where these come to too much; where it is too little a line may be gone."""
    return [
        node
        for node, child in zip(heading.children, children, strict=True)
        if missing < 0 < child.full + missing
        and isinstance(node.points, ast.Number)
        and not child.children
        and _top(child) != child.full
    ]


def one_of_two(
    heading: ast.Heading, children: tuple[Indicator, ...], missing: Fraction
) -> list[ast.Heading]:
    """The two whose rules neither give nor take their marks: first the one that is unlike the others, if one is."""
    taken = {
        id(node)
        for node, child in zip(heading.children, children, strict=True)
        if most_taken(child) == child.full
    }
    open_ = unshown(heading, children, missing)
    found = [node for node in open_ if id(node) not in taken]
    found = found if len(found) == _FEW else open_
    key = {id(node): not is_odd(node, heading, missing) for node in found}
    return sorted(found, key=lambda node: key[id(node)]) if len(found) == _FEW else []


def is_odd(node: ast.Heading, heading: ast.Heading, missing: Fraction) -> bool:
    """Whether no heading beside it has its marks, while with those that are right it would be like one of them."""
    value = _number(node)
    others = [_number(each) for each in heading.children if each is not node]
    return value is not None and value not in others and value + missing in others


def _number(heading: ast.Heading) -> Fraction | None:
    return heading.points.value if isinstance(heading.points, ast.Number) else None


def _odd_one(stated: list[tuple[ast.Heading, Indicator]], missing: Fraction) -> list[ast.Heading]:
    """5, 5 and 6 under 15: the one that has other marks than all the others, if theirs make the sum right."""
    found = []
    for node, child in stated:
        others = {other.full for _, other in stated if other is not child}
        if others == {child.full + missing} and most_given(child) != child.full:
            found.append(node)
    return found if len(stated) > _FEW else []


def shows(indicator: Indicator, marks: Fraction) -> bool:
    """Whether its rules give so much at the most, or take so much."""
    return marks in (most_given(indicator), most_taken(indicator), _top(indicator))


def confirmed(indicator: Indicator) -> bool:
    """Whether what is below it comes to the marks of the indicator."""
    if indicator.children:
        return indicator.full == sum(child.full for child in indicator.children)
    return most_given(indicator) == indicator.full


def heading_lost(children: tuple[Indicator, ...], full: Fraction) -> bool:
    """Whether the first of the children come to the marks by themselves: the line above the others may be gone."""
    total = Fraction(0)
    for index, child in enumerate(children[:-1]):
        total += child.full
        if total == full:
            is_group = bool(child.children)
            return is_group or (index > 0 and len(children) - index > _FEW)
    return False


def drop_above_full(diagnostics: Diagnostics, heading: ast.Heading) -> None:
    """More points than the marks, in an indicator whose marks are what is wrong."""
    end = max(node.span.end for node in ast.walk(heading))
    diagnostics.found[:] = [
        found
        for found in diagnostics
        if found.code is not codes.POINTS_ABOVE_FULL
        or found.primary is None
        or not heading.span.start < found.primary.span.start < end
    ]


def most_taken(indicator: Indicator) -> Fraction | None:
    """The most its rules take, each up to its own limit; None where one has none or something is given."""
    taken = Fraction(0)
    for rule in indicator.rules:
        match rule:
            case rules.Award() | rules.Bands() | rules.Checklist():
                return None
            case rules.Adjustment(kind="deduct"):
                limit = rule.at_most if rule.at_most is not None else rule.points
                if rule.at_most is None and rule.step is not None:
                    return None
                value = most_points(limit)
                if value is None:
                    return None
                taken += value
            case _:
                pass
    return taken or None


def most_given(indicator: Indicator) -> Fraction | None:
    """The most its rules give with fixed numbers; None where they do not say."""
    found: list[Fraction | None] = []
    for rule in indicator.rules:
        match rule:
            case rules.Award():
                found.append(most_points(rule.points))
            case rules.Bands():
                found += [most_points(row.points) for row in rule.rows]
            case rules.Checklist(kind="award"):
                found.append(checklist_sum(rule, indicator.full))
            case _:
                pass
    known = [value for value in found if value is not None]
    return max(known, default=None) if len(known) == len(found) else None


def _top(indicator: Indicator) -> Fraction | None:
    """The largest number its rules give, whatever the others come to."""
    if most_given(indicator) is not None or indicator.children:
        return most_given(indicator)
    given = [rule.points for rule in indicator.rules if isinstance(rule, rules.Award)]
    return max(
        (each for points in given if (each := most_points(points)) is not None), default=None
    )
