"""A heading that stands there twice, or below the first of its rules, or that is gone."""

from fractions import Fraction
from itertools import islice, pairwise

import attrs

from perfdsl.checker.evidence.other_quantity import common_length
from perfdsl.checker.expressions.names_used import (
    all_headings,
    heading_of,
    headings_in_order,
    names_in,
)
from perfdsl.checker.ways_out import line_moved_above, lines_removed
from perfdsl.codes import logic as codes
from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help, Label
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.wording import phrase

_LEAST_COMMON = 2
_MOST_DOUBLES = 50
"""For each all findings are gone through."""
_GIVING = (ast.Award, ast.Adjustment, ast.Bands, ast.Checklist)
_OF_PLACE = (codes.NO_RULES, codes.UNREACHABLE, codes.RULES_ABOVE_CHILDREN)
"""What a rule on the wrong side of a heading brings about."""


# --- twice ---------------------------------------------------------------------------------------


def say_doubles(file: ast.File, diagnostics: Diagnostics) -> None:
    """One finding for a heading line right below the same line, in place of all that follows from it."""
    if not any(each.code is name_codes.DUPLICATE_INDICATOR for each in diagnostics):
        return
    doubles = (pair for pair in pairwise(headings_in_order(file)) if _is_same_line(*pair))
    for first, second in islice(doubles, _MOST_DOUBLES):
        above = next((h for h in all_headings(file.headings) if first in h.children), None)
        dropped = [each for each in diagnostics if _follows(each, first, second, above)]
        said = next((each for each in dropped if each.code is name_codes.DUPLICATE_INDICATOR), None)
        if said is None:
            continue
        said = attrs.evolve(
            said,
            primary=Label(second.name.span),
            secondary=(Label(first.name.span, phrase("同名的指标", "the other one")),),
            helps=(lines_removed(second.span),),
        )
        gone = {id(each) for each in dropped}
        at = next(index for index, each in enumerate(diagnostics.found) if id(each) in gone)
        kept = [each for each in diagnostics.found if id(each) not in gone]
        diagnostics.found[:] = [*kept[:at], said, *kept[at:]]


def _follows(
    found: Diagnostic, first: ast.Heading, second: ast.Heading, above: ast.Heading | None
) -> bool:
    """Whether it says that the name is there twice, that the one has no rules, or that its marks are too much."""
    place = found.primary.span if found.primary is not None else None
    if found.code in (name_codes.DUPLICATE_INDICATOR, codes.NO_RULES):
        return place in (first.name.span, second.name.span)
    if found.code is not codes.CHILDREN_SUM or above is None:
        return False
    if found.arguments["name"] != above.name.text or not isinstance(first.points, ast.Number):
        return False
    stated, total = (Fraction(str(found.arguments[each])) for each in ("stated", "sum"))
    return total - stated == first.points.value


def _is_same_line(first: ast.Heading, second: ast.Heading) -> bool:
    """Nothing between them, and the same name, level and marks."""
    if first.rules or first.children or first.annotations:
        return False
    source = first.span.source
    between = range(first.span.last.line + 1, second.span.first.line)
    return (
        first.name.text == second.name.text
        and first.level == second.level
        and first.is_leaf_keyword == second.is_leaf_keyword
        and first.points == second.points
        and not any(source.line_text(line).strip() for line in between)
    )


# --- below its rules -----------------------------------------------------------------------------


def say_rules_above(file: ast.File, diagnostics: Diagnostics) -> None:
    """One finding, at the rule, where it stands right above the heading that it is about."""
    places = {
        each.primary.span.start: each
        for each in diagnostics
        if each.code in _OF_PLACE and each.primary is not None
    }
    for above, heading in pairwise(headings_in_order(file)) if places else ():
        rule = _rule_of(above, heading)
        if rule is None:
            continue
        found = places.get(heading.name.span.start) or places.get(rule.span.start)
        if found is None or (found.code is codes.UNREACHABLE and above.children):
            continue
        end = _end(heading)
        said = attrs.evolve(
            found,
            primary=Label(rule.span),
            secondary=(Label(heading.name.span),),
            helps=(line_moved_above(heading.span, rule.span),),
        )
        diagnostics.found[:] = [
            said if each is found else each
            for each in diagnostics
            if each is found
            or each.code not in (*_OF_PLACE, codes.NOT_COVERED)
            or each.primary is None
            or not rule.span.start <= each.primary.span.start <= end
        ]


def _rule_of(above: ast.Heading, heading: ast.Heading) -> ast.Rule | None:
    """The last rule above, if it belongs below the heading: the one above can do without it, or may have none."""
    rules = above.rules
    if not rules or heading.children or heading.incomplete or above.incomplete:
        return None
    last = rules[-1]
    source = heading.span.source
    between = range(last.span.last.line + 1, heading.span.first.line)
    if any(source.line_text(line).strip() for line in between):
        return None
    if above.children:
        is_bare = not any(isinstance(rule, _GIVING) for rule in heading.rules)
        return last if is_bare and above.children[0] is heading and len(rules) == 1 else None
    own, other = _nearness(heading, last), _nearness(above, last)
    return last if len(rules) > 1 and own >= _LEAST_COMMON and own > other else None


def _nearness(heading: ast.Heading, rule: ast.Rule) -> int:
    """The longest run of characters that its name has in common with a name in the rule."""
    own = heading.name.text
    return max((common_length(own, name.text) for name in names_in(rule)), default=0)


# --- gone ----------------------------------------------------------------------------------------


def say_heading_gone(file: ast.File, diagnostics: Diagnostics) -> None:
    """Marks that are missing in a group, and rules in it that never come to be used: one heading is gone above them."""
    for found in [each for each in diagnostics if each.code is codes.CHILDREN_SUM]:
        group = next((h for h in all_headings(file.headings) if _is_of(found, h)), None)
        if group is None:
            continue
        missing = Fraction(str(found.arguments["stated"])) - Fraction(str(found.arguments["sum"]))
        end = max(_end(each) for each in all_headings((group,)))
        unused = [
            each
            for each in diagnostics
            if each.code is codes.UNREACHABLE
            and each.primary is not None
            and group.span.start < each.primary.span.start < end
        ]
        leaves = {
            leaf.span.start
            for each in unused
            if each.primary is not None
            for leaf in (heading_of(each.primary.span.start, file),)
            if leaf is not None
        }
        first = unused[0].primary if unused else None
        if missing <= 0 or len(leaves) != 1 or first is None:
            continue
        points = format_exact(missing)
        text = phrase(
            "这一行上面可能少了一行标题，分值 {points} 分",
            "above this line a heading of {points} points may be missing",
            points=points,
        )
        said = attrs.evolve(
            found, primary=Label(first.span), secondary=(Label(group.span),), helps=(Help(text),)
        )
        diagnostics.found[:] = [
            said if each is found else each for each in diagnostics if each not in unused
        ]


def _is_of(found: Diagnostic, heading: ast.Heading) -> bool:
    place = heading.points.span if heading.points is not None else heading.name.span
    return found.primary is not None and found.primary.span == place


def _end(heading: ast.Heading) -> int:
    return max((rule.span.end for rule in heading.rules), default=heading.span.end)
